"""Verdict cards and headline numbers as HTML."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

import pandas as pd

from helpers.present.blocks import Block
from helpers.present.foot import cited, download, link
from helpers.present.markdown import from_html
from helpers.present.signs import WORD_CLASS, sign_of
from helpers.present.table import csv_text
from helpers.present.words import number, with_unit

BOUND_WORD: Final[Mapping[str, str]] = {"lower": "at least", "upper": "at most", "about": "about"}

MOST_ROWS: Final = 60
"""Rows of evidence that a card shows; the download has all."""


def badge(word: str) -> str:
    """Write a verdict as a coloured word with a sign, so that colour alone never carries it."""
    return (
        f'<span class="cn-badge cn-{WORD_CLASS.get(word, "none")}">'
        f'<span aria-hidden="true">{sign_of(word)}</span> {escape(word)}</span>'
    )


def verdicts_html(block: Block) -> str:
    """Write the cards of a ``verdicts`` block."""
    return f'<div class="cn-block cn-verdicts">{"".join(map(_verdict, block["items"]))}</div>'


def _verdict(item: Mapping[str, Any]) -> str:
    place = ", ".join(map(str, item["paragraphs"]))
    where = f"paragraph{'s' if len(item['paragraphs']) > 1 else ''} {place}" if place else ""
    return (
        f'<article class="cn-verdict" id="claim-{escape(item["id"])}">'
        f'<header><span class="cn-id">{escape(item["id"])}</span> {badge(item["verdict"])}'
        f'<span class="cn-where">{escape(where)}</span></header>'
        f'<p class="cn-statement">{escape(item["statement"])}</p>{_facts(item)}'
        f'<p class="cn-reason">{escape(item["reason"])}</p>{_readings(item["readings"])}'
        f'{_rows(item)}<div class="cn-foot">{cited(item["sources"])}</div></article>'
    )


def _facts(item: Mapping[str, Any]) -> str:
    """What is held against what, and by which definition it was measured."""
    read = next((r["definition"] for r in item["readings"] if r["measured"] == item["measured"]), "")
    facts = [
        ("The article says", item["article"], ""),
        ("Independent sources", str(item["confidence"]), ""),
        ("Measured", item["measured"], read),
    ]
    listed = (
        f"<div><dt>{name}</dt><dd>{escape(value)}{_small(small)}</dd></div>" for name, value, small in facts if value
    )
    return f'<dl class="cn-facts">{"".join(listed)}</dl>'


def _small(text: str) -> str:
    return f' <span class="cn-small">{escape(text)}</span>' if text else ""


def _readings(readings: Sequence[Mapping[str, str]]) -> str:
    """Every definition with what was measured under it and its verdict; of a single one the card has told all."""
    if len(readings) < 2:
        return ""
    items = "".join(
        f'<li>{badge(r["verdict"])} <span class="cn-definition">{escape(r["definition"])}</span>'
        f"{_measured(r['measured'])}<p>{escape(r['reason'])}</p></li>"
        for r in readings
    )
    return f'<p class="cn-head">{len(readings)} definitions</p><ul class="cn-readings">{items}</ul>'


def _measured(text: str) -> str:
    return f' <span class="cn-measured">{escape(text)}</span>' if text else ""


def _rows(item: Mapping[str, Any]) -> str:
    """The rows of evidence behind a verdict, folded, and all of them as data."""
    rows = item.get("rows", [])
    if not rows:
        return ""
    sources = {source["id"]: source for source in item["sources"]}
    body = "".join(_row(row, sources.get(row["source"])) for row in rows[:MOST_ROWS])
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Series", "Of", "Period", "Value", "Source"))
    more = (
        f'<p class="cn-note">The first {MOST_ROWS} of {len(rows)}; the data has all.</p>'
        if len(rows) > MOST_ROWS
        else ""
    )
    name = f"{item['id']}-evidence"
    return (
        f'<details class="cn-more"><summary>{len(rows)} row{"s" if len(rows) > 1 else ""} of evidence</summary>'
        f'<div class="cn-scroll" tabindex="0" role="group" aria-label="Evidence on {escape(item["id"])}">'
        f'<table class="cn-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}'
        f'<p class="cn-note">{download(name, item["statement"], csv_text(pd.DataFrame(rows)))}</p></details>'
    )


def _row(row: Mapping[str, Any], source: Mapping[str, str] | None) -> str:
    bound = BOUND_WORD.get(row["bound"], "")
    value = with_unit(f"{bound} {number(row['value'])}".strip(), row["unit"])
    kind = "" if row["kind"] == "actual" else f" ({row['kind']})"
    whom = (
        f"{link(source['url'], source['publisher'])}, {escape(source['published'])}"
        if source
        else escape(row["source"])
    )
    cells = (
        escape(row["series"].replace("_", " ")),
        escape(row["entity"]),
        escape(row["period"]),
        escape(value + kind),
        whom,
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def headlines_html(block: Block) -> str:
    """Write the strip of a ``headlines`` block."""
    items = "".join(f"<div><dt>{escape(i['label'])}</dt><dd>{_headline(i)}</dd></div>" for i in block["items"])
    return f'<dl class="cn-block cn-headlines">{items}</dl>'


def _headline(item: Mapping[str, Any]) -> str:
    """The value large, its range and unit small; words in place of a value are not large."""
    basis = item.get("basis")
    if item["value"] is None:
        return f'<span class="cn-words">{escape(item["text"])}</span>'
    value, bracket, rest = item["text"].partition(" (")
    if not bracket and item["unit"] and value.endswith(item["unit"]):
        value, rest = value.removesuffix(item["unit"]).strip(), item["unit"]
    small = f' <span class="cn-small">{escape(bracket.strip() + rest)}</span>' if rest else ""
    return f'<span class="cn-big">{from_html(escape(value), basis)}</span>{small}'
