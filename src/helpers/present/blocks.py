"""The structured outputs of a notebook: what the cells say to Jupyter and to the reports.

Each output of ours carries the same thing three times: as data (``application/vnd.caspian+json``),
as HTML that JupyterLab shows, and as plain text. Reports are built from the data alone.

A block is a JSON object with ``version``, ``kind`` and the fields of its kind:

========== ==============================================================================
prose      markdown, of (a claim, or the name of a figure or a table), or instead of it sources, csv, name
figure     title, alt, svg, note, sources, csv, name
table      title, columns [label, align], rows of text, note, sources, csv, name
verdicts   items [id, theme, kind, period, statement, paragraphs, verdict, article, measured, reason,
           holds_under, confidence, readings [definition, verdict, measured, value, low, high, unit,
           reason], rows, sources]
headlines  items [name, label, value, low, high, unit, text, of (as of prose, where it is said)]
provenance items [label, value], sources
results    headlines, verdicts, as_of: invisible, read by the factory
========== ==============================================================================
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from helpers.locale import localized, p_
from helpers.present.words import interval_text, listing, with_unit

if TYPE_CHECKING:  # the claims import every rule and its models, which takes seconds; who renders needs none of them
    from helpers.claims.verdict import Claim, Judgement
    from helpers.models.interval import Interval

MIME: Final = "application/vnd.caspian+json"
"""Media type of a block."""

VERSION: Final = 1
"""Version of the blocks; a renderer refuses what it does not know."""

WIDGETS: Final = "CASPIAN_WIDGETS"
"""Environment variable: ``off`` makes no widgets, for kernels that only a report is made of."""

HISTORY: Final = "verdicts-over-time"
"""Name of the figure whose data are the verdicts by day: the site reads them."""

BEHIND: Final = "evidence-behind-the-verdicts"
"""Name of the figure whose data are the rows behind each reading: the site reads them."""

KINDS: Final = ("prose", "figure", "table", "verdicts", "headlines", "provenance", "results")

ROW: Final = ["row", "series", "entity", "period", "value", "unit", "kind", "bound", "source", "note"]
"""What a verdict tells of a row of evidence."""

NAMES: Final = ["series_name", "entity_name"]
"""What its series and its entity are called in the language that is spoken (:mod:`helpers.present.named`)."""

Block = dict[str, Any]


class Cited(Protocol):
    """What a block needs to know of a source (``helpers.evidence`` has the class)."""

    @property
    def id(self) -> str:
        """Key of the source."""
        ...

    @property
    def publisher(self) -> str:
        """Who published it."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def url(self) -> str:
        """Where it is; may be empty."""
        ...

    @property
    def published(self) -> Any:
        """When, as precise as the source is."""
        ...


def block(kind: str, **fields: Any) -> Block:
    """Make a block; an unknown kind is an error."""
    if kind not in KINDS:
        raise ValueError(f"unknown kind of block {kind!r}, expected one of {', '.join(KINDS)}")
    return {"version": VERSION, "kind": kind, **fields}


def sources(citations: Iterable[Cited]) -> list[dict[str, str]]:
    """Turn citations into the ``sources`` of a block."""
    return [
        {
            "id": str(c.id),
            "publisher": str(c.publisher),
            "title": str(c.title),
            "url": str(c.url or ""),
            "published": "" if str(c.published) in ("nan", "NaT", "None") else str(c.published)[:10],
        }
        for c in citations
    ]


def article_value(claim: "Claim") -> str:
    """Write the article's figure with its relation and unit; empty where it names none."""
    if not claim.value:
        return ""
    figures = listing(map(localized, claim.value.split("|")))
    if claim.relation == "gt_ratio":
        return p_("article", "more than {figures} times", figures=figures)
    return with_unit(_related(claim.relation, figures), claim.unit)


def _related(relation: str, figures: str) -> str:
    match relation:
        case "gt":
            return p_("article", "more than {figures}", figures=figures)
        case "ge":
            return p_("article", "at least {figures}", figures=figures)
        case "le":
            return p_("article", "at most {figures}", figures=figures)
        case "approx":
            return p_("article", "about {figures}", figures=figures)
    return figures


def measured_text(interval: "Interval | None", unit: str) -> str:
    """Write a measured value; empty where nothing was measured."""
    return "" if interval is None else interval_text(interval, None, unit)


def verdict_item(
    judgement: "Judgement", cited: Sequence[dict[str, str]], rows: Sequence[Mapping[Hashable, Any]]
) -> dict[str, Any]:
    """Turn a judgement, its sources and its rows of evidence with their names into an item of a ``verdicts`` block."""
    readings = [
        {
            "definition": r.definition,
            "verdict": str(r.verdict),
            "measured": measured_text(r.measured, r.unit),
            **_figures(r.measured),
            "unit": r.unit,
            "reason": r.reason,
        }
        for r in judgement.readings
    ]
    first = next((r["measured"] for r in readings if r["measured"]), "")
    claim = judgement.claim
    return {
        "id": claim.id,
        "theme": claim.theme,
        "kind": claim.kind,
        "period": claim.period,
        "statement": claim.statement,
        "paragraphs": list(claim.paragraphs),
        "verdict": str(judgement.verdict),
        "article": article_value(claim),
        "measured": first,
        "reason": judgement.reason,
        "holds_under": list(judgement.holds_under),
        "confidence": judgement.confidence,
        "readings": readings,
        "rows": list(rows),
        "sources": list(cited),
    }


def headline_item(
    name: str, label: str, value: "Interval | None", unit: str, text: str, of: str = ""
) -> dict[str, Any]:
    """Make an item of a ``headlines`` block; a value that is not known is None three times."""
    item = {"name": name, "label": label, **_figures(value), "unit": unit, "text": text}
    return {**item, "of": of} if of else item


def _figures(interval: "Interval | None") -> dict[str, float | None]:
    """The numbers of a value, for whoever computes with them; three times None where it is not known."""
    if interval is None:
        return {"value": None, "low": None, "high": None}
    return {"value": float(interval.value), "low": float(interval.low), "high": float(interval.high)}


def bundle(data: Block, html: Callable[[Block], str], text: Callable[[Block], str]) -> dict[str, Any]:
    """Make the MIME bundle of a block for ``IPython.display.display(..., raw=True)``."""
    return {MIME: data, "text/html": html(data), "text/plain": text(data)}
