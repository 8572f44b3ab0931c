"""Blocks as HTML and as plain text: what JupyterLab shows and what the HTML report is made of.

Everything that comes from data is escaped. Nothing here points to another file: figures and downloads are
data addresses.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, Final

from helpers.locale import _, n_
from helpers.present.blocks import Block
from helpers.present.cards import headlines_html, verdicts_html
from helpers.present.foot import cited, data_url, download, source_html
from helpers.present.markdown import CLAIM_ID, linked, markdown_html, text_html, whole_dates

SHORT: Final = 19
"""Letters of a cell that stay on one line."""


@cache
def style() -> str:
    """Style sheet of the blocks, scoped to the class ``cn-block``."""
    return files("helpers.present").joinpath("blocks.css").read_text(encoding="utf-8")


def lab(block: Block) -> str:
    """HTML of a block for JupyterLab: with its style."""
    body = fragment(block)
    return f"<style>{style()}</style>\n{body}" if body else ""


def fragment(block: Block, label: str = "") -> str:
    """HTML of a block without style.

    Parameters
    ----------
    block
        See :mod:`helpers.present.blocks`.
    label
        Such as "Figure 3", written before the title.
    """
    return _WRITERS[block["kind"]]({**block, "label": label})


def _prose(block: Block) -> str:
    body = linked(markdown_html(block["markdown"]), block.get("basis"), block.get("repeated", {}))
    return f'<div class="cn-block cn-prose">{body}{_evidence(block)}</div>'


def _evidence(block: Block) -> str:
    """The rows that a sentence brings along."""
    if not block.get("csv"):
        return ""
    data = download(block["name"], block["markdown"], block["csv"])
    return f'<div class="cn-foot">{cited(block["sources"], data)}</div>'


def _caption(block: Block) -> str:
    head = f'<span class="cn-label">{escape(block["label"])}.</span> ' if block["label"] else ""
    return f"{head}{text_html(block['title'])}"


def _figure(block: Block) -> str:
    label = block["label"] or _("Figure")
    body = _states(block, label) if block.get("states") else _picture(block, label)
    return (
        f'<figure class="cn-block cn-figure"><figcaption class="cn-title">{_caption(block)}</figcaption>'
        f"{body}{_foot(block)}</figure>"
    )


def _picture(drawn: Mapping[str, Any], label: str) -> str:
    """A picture in its frame; on a phone, where it is wider than that, the cue says so."""
    return (
        f'<div class="cn-scroll cn-card" tabindex="0" role="group" aria-label="{escape(label)}">'
        f'<img src="{data_url(drawn["svg"], "image/svg+xml")}" alt="{escape(drawn["alt"])}"></div>'
        f'<p class="cn-cue" aria-hidden="true">{escape(_("The figure goes on to the right"))} →</p>'
    )


def _states(block: Block, label: str) -> str:
    """All stills of an explorer; the script of a report puts a slider over them and shows one at a time."""
    return (
        f'<div class="cn-states" data-shown="{block["shown"]}"><label class="cn-slider" hidden>'
        f'<span>{escape(_("Setting"))}</span><input type="range" min="0" max="{len(block["states"]) - 1}" step="1" '
        f'value="{block["shown"]}"><output></output></label>'
        f'<div class="cn-stills">{"".join(_still(state, label) for state in block["states"])}</div></div>'
    )


def _still(state: Mapping[str, Any], label: str) -> str:
    named = text_html(state["label"])
    return (
        f'<div class="cn-state" data-label="{named}"><p class="cn-head">{named}</p>'
        f"{_picture(state, label + ': ' + state['label'])}{markdown_html(state['words'])}</div>"
    )


def _table(block: Block) -> str:
    aligns = [_class(c["align"], [row[n] for row in block["rows"]]) for n, c in enumerate(block["columns"])]
    labels = [c["label"] for c in block["columns"]]
    head = "".join(
        f'<th scope="col" class="{side}{_wordy(label)}">{text_html(label)}</th>' if label.strip() else "<td></td>"
        for side, label in zip(aligns, labels, strict=True)
    )
    heads = [text_html(label) for label in labels]
    body = "".join(_row(row, aligns, heads) for row in block["rows"])
    empty = "" if block["rows"] else f'<p class="cn-note">{escape(_("No rows."))}</p>'
    stacked = " cn-stack" if "cn-long" in aligns else ""
    return (
        f'<figure class="cn-block cn-tablebox"><figcaption class="cn-title">{_caption(block)}</figcaption>'
        f'<div class="cn-scroll" tabindex="0" role="group" aria-label="{escape(block["label"] or _("Table"))}">'
        f'<table class="cn-table{stacked}" aria-label="{escape(block["title"])}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{empty}{_foot(block)}</figure>"
    )


def _class(align: str, cells: list[str]) -> str:
    """Numbers to the right; short words on one line; sentences, not lists of claims, keep a width to be read at."""
    if align == "right":
        return "cn-right"
    longest = max(cells, key=len, default="")
    if len(longest) <= SHORT:
        return "cn-short"
    sentence = len(longest) > 40 and len(CLAIM_ID.sub("", longest)) > len(longest) / 2
    return "cn-long" if sentence else "cn-left"


def _wordy(label: str) -> str:
    """A long head gets room, so that it does not become a tower of words over a narrow column."""
    return " cn-wordy" if len(label) > 20 else ""


def _row(row: list[str], aligns: list[str], heads: list[str]) -> str:
    cells = (
        f'<td class="{side}" data-label="{head}">{_cell(cell)}</td>'
        for cell, side, head in zip(row, aligns, heads, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _cell(text: str) -> str:
    """A cell; the id of a claim leads to its card, which every report that names it has."""
    return f'<a href="#claim-{text}">{text}</a>' if CLAIM_ID.fullmatch(text) else whole_dates(text_html(text))


def _foot(block: Block) -> str:
    note = f'<div class="cn-note">{markdown_html(block["note"])}</div>' if block.get("note") else ""
    data = download(block["name"], block["title"], block["csv"])
    return f'{note}<div class="cn-foot">{cited(block.get("sources", []), data)}</div>'


def _provenance(block: Block) -> str:
    facts = [(item["label"], item["value"]) for item in block["items"]] + list(made_from(block.get("made", {})))
    listed = "".join(f"<div><dt>{text_html(label)}</dt><dd>{text_html(value)}</dd></div>" for label, value in facts)
    items = "".join(f"<li>{source_html(s)}</li>" for s in block["sources"])
    count = len(block["sources"])
    told = _("The one source of this report") if count == 1 else _("All sources of this report: {count}", count=count)
    head = f'<p class="cn-head">{escape(told)}</p>' if items else ""
    references = f'{head}<ol class="cn-references">{items}</ol>' if items else ""
    return (
        f'<div class="cn-block cn-provenance"><dl class="cn-facts">{listed}</dl>'
        f"{_again(block.get('command', ''))}{references}</div>"
    )


def made_from(made: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Tell what a report was made from, each part with the hash by which the factory knows it again.

    >>> list(made_from({}))
    []
    """
    if not made:
        return
    code, evidence = made["code"], made["evidence"]
    yield _("Notebook"), f"{made['notebook']} · {made['notebook_hash']}"
    yield _("Code"), f"{n_('{n} file', '{n} files', code['files'])} · {code['hash']}"
    seen = _("{rows:,} rows of {tables} tables", rows=evidence["rows"], tables=evidence["tables"])
    yield _("Evidence seen"), f"{seen} · {evidence['hash']}"
    yield _("Packages"), f"uv.lock · {made['lock']}"


def _again(command: str) -> str:
    """The command, broken into lines between its words only: a hyphen or a date that breaks reads as two words."""
    if not command:
        return ""
    words = " ".join(f'<span class="cn-short">{escape(word)}</span>' for word in command.split(" "))
    return (
        f'<p class="cn-head">{escape(_("The command that makes it again"))}</p>'
        f'<pre class="cn-command" tabindex="0" role="group" aria-label="{escape(_("Command"))}">'
        f"<code>{words}</code></pre>"
    )


_WRITERS: Final[dict[str, Callable[[Block], str]]] = {
    "prose": _prose,
    "figure": _figure,
    "table": _table,
    "verdicts": verdicts_html,
    "headlines": headlines_html,
    "provenance": _provenance,
    "results": lambda _: "",
}
