"""Verdict cards and headline numbers as HTML."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from helpers.locale import Name, _, after, n_, p_, tabled
from helpers.present.blocks import Block
from helpers.present.foot import cited, download, link, published
from helpers.present.markdown import from_html, text_html, whole_dates
from helpers.present.signs import WORD_CLASS, sign_of
from helpers.present.spreadsheet import records_csv
from helpers.present.words import capital, measure, with_unit

BOUNDS: Final = {
    "lower": Name("at least {value}"), "upper": Name("at most {value}"), "about": Name("about {value}"),
}  # fmt: skip
KINDS: Final = {
    "estimate": Name("{value} (estimate)"), "plan": Name("{value} (plan)"), "forecast": Name("{value} (forecast)"),
    "capacity": Name("{value} (capacity)"),
}  # fmt: skip

_PERIOD: Final = re.compile(r"\d{4}[\d/-]*")

MOST_ROWS: Final = 60
"""Rows of evidence that a card shows; the download has all."""

PUBLISHED: Final = 7
"""Significant figures of a row of evidence, which is shown as it was published."""

SHORT_UNIT: Final = 3
"""Letters of a unit that stands on no line of its own under a number."""


def badge(word: str) -> str:
    """Write a verdict as a coloured word with a sign, so that colour alone never carries it."""
    return (
        f'<span class="cn-badge cn-{WORD_CLASS.get(word, "none")}">'
        f'<span aria-hidden="true">{sign_of(word)}</span> {escape(p_("verdict", word))}</span>'
    )


def verdicts_html(block: Block) -> str:
    """Write the cards of a ``verdicts`` block."""
    return f'<div class="cn-block cn-verdicts">{"".join(map(_verdict, block["items"]))}</div>'


def _verdict(item: Mapping[str, Any]) -> str:
    where = _where(item["paragraphs"])
    return (
        f'<article class="cn-verdict" id="claim-{escape(item["id"])}">'
        f'<header><span class="cn-id">{escape(item["id"])}</span> {badge(item["verdict"])}'
        f'<span class="cn-where">{escape(where)}</span></header>'
        f'<p class="cn-statement">{text_html(item["statement"])}</p>{_facts(item)}'
        f'<p class="cn-reason">{text_html(item["reason"])}</p>{_readings(item["readings"])}'
        f'{_rows(item)}<div class="cn-foot">{cited(item["sources"])}</div></article>'
    )


def _where(paragraphs: Sequence[int]) -> str:
    """Name the paragraphs of the article."""
    if len(paragraphs) > 1:
        return _("paragraphs {places}", places=", ".join(map(str, paragraphs)))
    return _("paragraph {place}", place=paragraphs[0]) if paragraphs else ""


def stated_by(item: Mapping[str, Any]) -> str:
    """Say who states the figure of a claim: the article, or the statement itself where it is not the article's."""
    return _("The article says") if item["paragraphs"] else _("The statement says")


def _facts(item: Mapping[str, Any]) -> str:
    """What is held against what, and by which definition it was measured."""
    read = next((r["definition"] for r in item["readings"] if r["measured"] == item["measured"]), "")
    facts = [
        (stated_by(item), item["article"], ""),
        (_("Independent sources"), str(item["confidence"]), ""),
        (_("Measured"), item["measured"], read),
    ]
    listed = (
        f"<div><dt>{escape(name)}</dt><dd>{text_html(value)}{_small(small)}</dd></div>"
        for name, value, small in facts
        if value
    )
    return f'<dl class="cn-facts">{"".join(listed)}</dl>'


def _small(text: str) -> str:
    return f' <span class="cn-small">· {text_html(text)}</span>' if text else ""


def _readings(readings: Sequence[Mapping[str, str]]) -> str:
    """Every definition with what was measured under it and its verdict; of a single one the card has told all."""
    if len(readings) < 2:
        return ""
    items = "".join(
        f'<li>{badge(r["verdict"])} <span class="cn-definition">{text_html(capital(r["definition"]))}</span>'
        f"{_measured(r['measured'])}<p>{text_html(r['reason'])}</p></li>"
        for r in readings
    )
    head = n_("{n} definition", "{n} definitions", len(readings))
    return f'<p class="cn-head">{escape(head)}</p><ul class="cn-readings">{items}</ul>'


def _measured(text: str) -> str:
    return f' <span class="cn-measured">{text_html(text)}</span>' if text else ""


def _rows(item: Mapping[str, Any]) -> str:
    """The rows of evidence behind a verdict, folded, and all of them as data."""
    rows = item.get("rows", [])
    if not rows:
        return ""
    sources = {source["id"]: source for source in item["sources"]}
    heads = [escape(name) for name in (_("Series, entity"), _("Period"), _("Value"), _("Source"))]
    body = "".join(_row(row, sources.get(row["source"]), heads) for row in rows[:MOST_ROWS])
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    cut = _("The first {shown} of {all}; the data has all.", shown=MOST_ROWS, all=len(rows))
    more = f'<p class="cn-note">{escape(cut)}</p>' if len(rows) > MOST_ROWS else ""
    count = n_("{n} row of evidence", "{n} rows of evidence", len(rows))
    name, label = f"{item['id']}-evidence", _("Evidence on {claim}", claim=item["id"])
    return (
        f'<details class="cn-more"><summary>{escape(count)}</summary>'
        f'<div class="cn-scroll" tabindex="0" role="group" aria-label="{escape(label)}">'
        f'<table class="cn-table cn-stack"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}'
        f'<p class="cn-note">{download(name, item["statement"], records_csv(rows))}</p></details>'
    )


def _row(row: Mapping[str, Any], source: Mapping[str, str] | None, heads: Sequence[str]) -> str:
    value = with_unit(_filled(BOUNDS.get(row["bound"]), measure(row["value"], row["unit"], PUBLISHED)), row["unit"])
    whom = _whose(source) if source else escape(row["source"])
    cells = (
        f"{text_html(_called(row))} {code(row['series'])}",
        escape(tabled(row["period"]) if _PERIOD.fullmatch(row["period"]) else row["period"]),
        text_html(_filled(KINDS.get(row["kind"]), value)),
        whom,
    )
    sides = ("cn-long", "", "", "cn-left")
    labelled = (
        f'<td class="{side}" data-label="{head}">{cell}</td>'
        for side, head, cell in zip(sides, heads, cells, strict=True)
    )
    return f"<tr>{''.join(labelled)}</tr>"


def _whose(source: Mapping[str, str]) -> str:
    """Publisher and date of a row; a source without a date has the publisher alone."""
    told = [link(source["url"], source["publisher"]), whole_dates(escape(published(source["published"])))]
    return ", ".join(filter(None, told))


def _called(row: Mapping[str, Any]) -> str:
    """Name series and entity; a block that was made before they had names has only the codes."""
    return f"{row.get('series_name', row['series'])} · {row.get('entity_name', row['entity'])}"


def code(series: str) -> str:
    """Write the code of a series in small print; by it the series is found in the data."""
    return f'<code class="cn-small">{escape(series).replace("_", "_<wbr>")}</code>'


def _filled(pattern: Name | None, value: str) -> str:
    return str(Name(pattern.text, value=value)) if pattern else value


def headlines_html(block: Block) -> str:
    """Write the strip of a ``headlines`` block."""
    items = "".join(f"<div><dt>{text_html(i['label'])}</dt><dd>{_headline(i)}</dd></div>" for i in block["items"])
    return f'<dl class="cn-block cn-headlines">{items}</dl>'


def _headline(item: Mapping[str, Any]) -> str:
    """The value large, its range and unit small; words in place of a value are not large."""
    basis = item.get("basis")
    if item["value"] is None:
        return f'<span class="cn-words">{_loose(item["text"])}</span>'
    value, rest = large_and_small(item)
    small = f' <span class="cn-small">{_ranged(rest)}</span>' if rest else ""
    return f'<span class="cn-big">{from_html(escape(value), basis)}</span>{small}'


def large_and_small(item: Mapping[str, Any]) -> tuple[str, str]:
    """Part a headline into its value, and its range or unit; a unit that is a sign stays beside its number.

    Examples
    --------
    >>> large_and_small({"text": "20 (19 to 21) Mt", "unit": "Mt"}), large_and_small({"text": "20 Mt", "unit": "Mt"})
    (('20', '(19 to 21) Mt'), ('20', 'Mt'))
    >>> from helpers.locale import speaking
    >>> with speaking("ru"):
    ...     large_and_small({"text": "20 %", "unit": "percent"})
    ('20 %', '')
    """
    value, bracket, rest = item["text"].partition(" (")
    if bracket:
        return value, f"({rest}"
    unit = after(value, item["unit"])
    worded = any(map(str.isalpha, unit)) and value.endswith(unit)
    return (value.removesuffix(unit).strip(), unit) if worded else (value, "")


def _ranged(text: str) -> str:
    """A range in brackets, which goes to the next line as a whole with a short unit, and a longer one after it."""
    inside, bracket, unit = text.rpartition(")")
    if not bracket:
        return _loose(text)
    near = f"\xa0{text_html(unit.strip())}" if 0 < len(unit.strip()) <= SHORT_UNIT else ""
    return f'<span class="cn-range">{_loose(inside + bracket)}{near}</span>{"" if near else _loose(unit)}'


def _loose(text: str) -> str:
    """A card is narrow: a unit may stand below its number, which stays whole."""
    return re.sub(r"\xa0(?!\d)|(?<!\d)\xa0", " ", text_html(text))
