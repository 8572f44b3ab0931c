"""How a report is cited, and what it says of itself to machines (JSON-LD)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version as installed
from typing import Any, Final

from markupsafe import Markup

from helpers.factory.report import Report
from helpers.locale import _, tabled
from helpers.present.bibliography import web_address

TITLE: Final = "Caspian Notebooks"
AUTHORS: Final = "The Caspian Notebooks authors"
LICENCE: Final = "https://spdx.org/licenses/MIT"
_TOLD: Final = ("as_of", "parameters", "headlines", "verdicts")
_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@cache
def collection_version() -> str:
    """Return the version of the installed collection."""
    return installed("caspian-notebooks")


def edition_key(results: Mapping[str, Any]) -> str:
    """Return a short hash of what a report found: equal for two reports that say the same.

    Examples
    --------
    >>> edition_key({"as_of": "2025-01-01", "headlines": [], "verdicts": []})
    '163a506a81'
    """
    told = json.dumps({name: results.get(name) for name in _TOLD}, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:10]


def cite_line(title: str, results: Mapping[str, Any], version: str, run: str = "", day: str = "") -> str:
    """Return the line by which a report is cited, in the language that is spoken.

    Parameters
    ----------
    results
        The report's results; empty for an ordinary notebook.
    version
        Of the collection.
    run
        Id of the run; empty where it has none yet, as while the report is being made.
    day
        Of the run, ISO.

    Examples
    --------
    >>> cite_line("Did trade triple?", {}, "0.1.0")
    'The Caspian Notebooks authors: “Did trade triple?”. Caspian Notebooks, version 0.1.0.'
    """
    parts = [_("version {version}", version=version)]
    parts += [_("evidence as of {day}", day=tabled(results["as_of"]))] if results else []
    parts += [_("run {run} of {day}", run=run, day=tabled(day))] if run else []
    parts += [_("edition {edition}", edition=edition_key(results))] if results else []
    return f"{_('The Caspian Notebooks authors: “{title}”.', title=title)} {', '.join([TITLE, *parts])}."


def json_ld(whole: Report, version: str, run: str = "", url: str = "") -> dict[str, Any]:
    """Describe a report as schema.org's Report, and its headline numbers as a Dataset.

    Parameters
    ----------
    run, url
        Id of the run and address of the report, where they are known.
    """
    results = whole.results or {}
    described = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": whole.title,
        "inLanguage": whole.lang,
        "version": version,
        "author": organization(),
        "isPartOf": {"@type": "Collection", "name": TITLE},
        "license": LICENCE,
        "url": url,
        "identifier": [edition_key(results), *([run] if run else [])] if results else [],
        "citation": [_work(source) for source in whole.sources.values()],
        "mainEntity": _dataset(whole.title, results) if results else None,
    }
    return {name: value for name, value in described.items() if value}


def organization() -> dict[str, str]:
    """Return the authors as schema.org knows them."""
    return {"@type": "Organization", "name": AUTHORS}


def _work(source: Mapping[str, str]) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork", "name": source["title"], "datePublished": source["published"]}
    if source["publisher"]:
        work["publisher"] = {"@type": "Organization", "name": source["publisher"]}
    if web_address(source["url"]):
        work["url"] = source["url"]
    return {name: value for name, value in work.items() if value}


def _dataset(title: str, results: Mapping[str, Any]) -> dict[str, Any]:
    day = tabled(results["as_of"])
    return {
        "@type": "Dataset",
        "name": _("Headline numbers: {title}", title=title),
        "description": _("Numbers computed from evidence published by {day}.", day=day),
        "license": LICENCE,
        "creator": organization(),
        "variableMeasured": list(_measured(results.get("headlines", []))),
    }


def _measured(headlines: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    for item in headlines:
        told = {
            "@type": "PropertyValue", "propertyID": item["name"], "name": item["label"], "value": item["value"],
            "minValue": item["low"], "maxValue": item["high"], "unitText": item["unit"], "description": item["text"],
        }  # fmt: skip
        yield {name: value for name, value in told.items() if value not in (None, "")}


def data_script(data: Any) -> Markup:
    r"""Write JSON-LD as a data block of a page: no text in it can end the block or run.

    Examples
    --------
    >>> data_script({"name": "</script>"})
    Markup('<script type="application/ld+json">{"name": "\\u003c/script\\u003e"}</script>')
    """
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))  # noqa: S704  escaped above
