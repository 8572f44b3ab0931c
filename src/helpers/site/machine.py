"""The files for programs: the ledger, the results and what changed as JSON, tables, sources for reference managers."""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any, Final

import pandas as pd

from helpers.factory.citing import AUTHORS, LICENCE, TITLE, cite_line, edition_key, organization
from helpers.locale import _
from helpers.present.bibliography import bibtex, csl
from helpers.present.table import csv_text
from helpers.runs.comparison import Comparison
from helpers.runs.packets import day_of
from helpers.site.ledger import Entry, Ledger, Row, Theme

VERSION: Final = 1
"""Version of the two files; it grows when a field goes or changes its meaning."""

SCHEMAS: Final = ("claims.schema.json", "results.schema.json", "comparison.schema.json")

RATINGS: Final[Mapping[str, int]] = {"contradicted": 1, "partly supported": 2, "supported": 3}
"""Place of a verdict on the scale of its review; the other words are off it."""

ARTICLE: Final = {
    "@type": "OpinionNewsArticle",
    "datePublished": "2025-10",
    "inLanguage": "ru",
    "about": "The alliance of Azerbaijan and Kazakhstan",
}
"""What is said of the column; its text is no part of the collection."""

EVIDENCE: Final = (
    "definition", "series", "entity", "period", "value", "unit", "kind", "bound", "source", "published", "note",
)  # fmt: skip


def schema(name: str) -> dict[str, Any]:
    """Return a JSON Schema of this room, one of :data:`SCHEMAS`."""
    text = files("helpers.site").joinpath("schemas", name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def claims_json(ledger: Ledger, base: str = "") -> dict[str, Any]:
    """Return the ledger as data, as ``claims.schema.json`` describes it.

    Parameters
    ----------
    base
        Address of the site, which the reviews name; empty makes their addresses relative.
    """
    entries = ledger.entries.values()
    return {
        **_head(ledger, "claims.schema.json"),
        "claims": [{**_claim(entry), "review": review(entry, f"{base}{entry.page}")} for entry in entries],
        "sources": csl(_used(ledger)),
    }


def _head(ledger: Ledger, name: str) -> dict[str, Any]:
    packet = ledger.packet
    return {
        "$schema": name,
        "version": VERSION,
        "collection": {"name": TITLE, "version": packet.version, "authors": AUTHORS, "licence": LICENCE},
        "run": {"id": packet.run, "day": packet.day},
    }


def _used(ledger: Ledger) -> list[Mapping[str, str]]:
    return [source for entry in ledger.entries.values() for source in entry.sources.values()]


def _claim(entry: Entry) -> dict[str, Any]:
    kept = ("id", "kind", "period", "statement", "paragraphs", "verdict", "article", "measured", "reason")
    return {
        **{name: entry.item[name] for name in kept if name in entry.item},
        "report": entry.theme.name,
        "since": entry.since,
        "independent_sources": entry.item["confidence"],
        "readings": [dict(reading) for reading in entry.item["readings"]],
        "evidence": [_observation(row) for row in entry.rows],
        "history": [{"day": day, "verdict": word} for day, word in entry.history],
        "sources": sorted(entry.sources),
        "page": entry.page,
    }


def _observation(row: Row) -> dict[str, Any]:
    return {name: float(row[name]) if name == "value" else row[name] for name in EVIDENCE}


def review(entry: Entry, url: str) -> dict[str, Any]:
    """Return a claim and its verdict as schema.org's ClaimReview.

    Parameters
    ----------
    url
        Address of its page.
    """
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": entry.said}
    if entry.verdict in RATINGS:
        rating |= {"ratingValue": RATINGS[entry.verdict], "worstRating": 1, "bestRating": len(RATINGS)}
    paragraphs = [_("paragraph {place}", place=place) for place in entry.item["paragraphs"]]
    appearance = {"appearance": {**ARTICLE, "pagination": ", ".join(paragraphs)}} if paragraphs else {}
    told = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": url,
        "inLanguage": entry.theme.report.lang,
        "datePublished": day_of(entry.theme.run),
        "author": organization(),
        "license": LICENCE,
        "claimReviewed": entry.item["statement"],
        "reviewBody": entry.item["reason"],
        "reviewRating": rating,
        "itemReviewed": {
            "@type": "Claim",
            "identifier": entry.id,
            "name": entry.item["statement"],
            **appearance,
        },
    }
    return {name: value for name, value in told.items() if value}


def results_json(ledger: Ledger) -> dict[str, Any]:
    """Return headline numbers and verdicts of every report, as ``results.schema.json`` describes them."""
    return {
        **_head(ledger, "results.schema.json"),
        "environment": dict(ledger.packet.manifest["environment"]),
        "reports": [_report(theme, ledger) for theme in ledger.themes.values()],
    }


def _report(theme: Theme, ledger: Ledger) -> dict[str, Any]:
    entry = ledger.packet.reports[theme.name]
    results = entry["results"]
    return {
        "name": theme.name,
        "title": theme.report.title,
        "run": theme.run,
        "edition": edition_key(results),
        "cite": cite(theme, ledger),
        "as_of": results.get("as_of", ""),
        "parameters": entry["parameters"],
        "headlines": [{key: item[key] for key in item if key != "of"} for item in results.get("headlines", [])],
        "verdicts": {item["id"]: item["verdict"] for item in results.get("verdicts", [])},
        "files": [f"reports/{file}" for files in theme.editions.values() for file in files],
        "sources": sorted(theme.report.sources),
    }


def cite(theme: Theme, ledger: Ledger) -> str:
    """Return the line by which a report of the site is cited."""
    results = ledger.packet.reports[theme.name]["results"]
    return cite_line(theme.report.title, results, ledger.packet.version, theme.run, day_of(theme.run))


def ledger_csv(ledger: Ledger) -> str:
    """Write the ledger as CSV, one row a claim."""
    rows = [
        {
            "claim": entry.id, "report": entry.theme.name, "statement": entry.item["statement"],
            "paragraphs": ";".join(map(str, entry.item["paragraphs"])), "verdict": entry.verdict,
            "since": entry.since, "article": entry.item["article"], "measured": entry.item["measured"],
            "independent_sources": entry.item["confidence"], "reason": entry.item["reason"],
        }
        for entry in ledger.entries.values()
    ]  # fmt: skip
    return csv_text(pd.DataFrame(rows))


def evidence_csv(entry: Entry) -> str:
    """Write the observations behind a claim as CSV."""
    return csv_text(pd.DataFrame([_observation(row) for row in entry.rows], columns=EVIDENCE))


def downloads(ledger: Ledger, base: str = "", changed: Comparison | None = None) -> dict[str, str]:
    """Return the files for programs by their place in the site; their texts are in the language of the ledger.

    Parameters
    ----------
    changed
        What its run changed; None where there is no run before it.
    """
    everything = ledger.sources.values()
    return {
        "claims.json": _json(claims_json(ledger, base)),
        "results.json": _json(results_json(ledger)),
        **({"comparison.json": _json(changed.as_dict())} if changed else {}),
        "ledger.csv": ledger_csv(ledger),
        **_bibliography("sources", everything),
        **{name: _json(schema(name)) for name in SCHEMAS},
        **{f"claims/{entry.id}.csv": evidence_csv(entry) for entry in ledger.entries.values() if entry.rows},
        **{
            name: text
            for theme in ledger.themes.values()
            for name, text in _bibliography(f"themes/{theme.name}", theme.report.sources.values()).items()
        },
    }


def _bibliography(place: str, sources: Iterable[Mapping[str, str]]) -> dict[str, str]:
    listed = list(sources)
    return {f"{place}.csl.json": _json(csl(listed)), f"{place}.bib": bibtex(listed)}


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
