"""How the templates of the site are filled: their environment, and how they write verdicts, numbers and days."""

import re
from functools import cache, partial
from importlib.resources import files
from typing import Any, Final

import jinja2
from markupsafe import Markup

from helpers.factory.pages import environment, hash_of, style_sheet
from helpers.locale import Name, _, listing, p_, spoken, tabled
from helpers.locale.typography import printed
from helpers.present.cards import BOUNDS, badge, code
from helpers.present.foot import title_html
from helpers.present.html import style
from helpers.present.words import measure, with_unit
from helpers.runs.words import begun, row

_PERIOD: Final = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")


def render(template: str, **values: Any) -> str:
    """Fill a template of this room; style sheet and script of the site stand in every page."""
    css, script = _style(), _script()
    return _environment().get_template(f"{template}.html.j2").render(
        style=Markup(css),  # noqa: S704  our own files
        style_hash=hash_of(css),
        script=Markup(script),  # noqa: S704
        script_hash=hash_of(script),
        **values,
    )  # fmt: skip


@cache
def _environment() -> jinja2.Environment:
    """The environment of all pages of the house, with the templates of this room."""
    own = environment().overlay(loader=jinja2.PackageLoader("helpers.site"), finalize=_printed)
    own.filters |= {
        "badge": lambda word: Markup(badge(word)),  # noqa: S704  every writer here escapes
        "begun": begun,
        "code": lambda series: Markup(code(series)),  # noqa: S704
        "day": dated,
        "kind": kind,
        "listing": listing,
        "figure": figure,
        "period": said,
        "row": row,
        "source": lambda source: Markup(title_html(source)),  # noqa: S704
        "state": partial(p_, "state"),
        "verdict": partial(p_, "verdict"),
    }
    return own


def _printed(value: Any) -> Any:
    """Write a text as the reports do, numbers whole and quotation marks curled; markup is ready already."""
    return printed(value) if type(value) is str else value


def dated(text: str) -> str:
    """Write a day or a period for a table; what is none stays as it is.

    >>> dated("2025-01/2025-08"), dated("2024-12-31"), dated("soon")
    ('Jan–Aug 2025', '2024-12-31', 'soon')
    """
    return tabled(text) if _PERIOD.fullmatch(text) else text


def kind(word: str) -> str:
    """Say the kind of a row of evidence; another than these goes by its own word.

    >>> kind("plan"), kind("rumour")
    ('plan', 'rumour')
    """
    known = {
        "actual": p_("kind", "actual"), "estimate": p_("kind", "estimate"), "plan": p_("kind", "plan"),
        "forecast": p_("kind", "forecast"), "capacity": p_("kind", "capacity"),
    }  # fmt: skip
    return known.get(word, word)


def said(text: str) -> str:
    """Write the period of a claim in words: one period, several, or one against another.

    >>> said("2025-01/2025-08"), said("2024;2025"), said("2024 vs 2023"), said("soon")
    ('January–August 2025', '2024 and 2025', '2024 against 2023', 'soon')
    """
    parts = [part for pair in text.split(" vs ") for part in pair.split(";")]
    if not all(map(_PERIOD.fullmatch, parts)):
        return text
    if " vs " in text:
        now, then = map(spoken, parts)
        return _("{period} against {base}", period=now, base=then)
    return listing(map(spoken, parts))


def figure(row: dict[str, str]) -> str:
    """Write the figure of a row as its source printed it, with its bound and its unit: evidence is never rounded.

    >>> figure({"value": "547.6", "bound": "lower", "unit": "Mt"})
    'at least 547.6 Mt'
    """
    value = float(row["value"])
    text = measure(value, row["unit"], figures=15)
    pattern = BOUNDS.get(row["bound"])
    return with_unit(str(Name(pattern.text, value=text)) if pattern else text, row["unit"])


@cache
def _style() -> str:
    return "\n".join([style_sheet(), style(), _own("site.css")])


@cache
def _script() -> str:
    return _own("site.js")


def _own(name: str) -> str:
    return files("helpers.site").joinpath("templates", name).read_text(encoding="utf-8").strip()
