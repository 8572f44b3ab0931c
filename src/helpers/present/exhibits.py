"""The evidence shows itself: a series with its figure, sources, data and gaps, a claim with its verdict card."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.evidence import Evidence, UnknownName, load
from helpers.locale import _, heads
from helpers.meant import meant
from helpers.parameters import Parameters
from helpers.present import blocks
from helpers.present.blocks import Block
from helpers.present.chart import Chart
from helpers.present.displays import shows
from helpers.present.html import lab
from helpers.present.named import entity_names, named
from helpers.present.plain import plain
from helpers.present.series_chart import series_figure
from helpers.present.series_words import described, finding, note
from helpers.present.table import Format, Table

if TYPE_CHECKING:  # the claims import every rule and its models, which takes seconds
    from helpers.claims.verdict import Judgement

Cite = Callable[[pd.DataFrame | Iterable[str]], list[dict[str, str]]]
"""Turns rows or ids of sources into the sources of a block."""

HEADS = heads("table", "theme", "rows", "series", "sources", "first", "last")


@dataclass(frozen=True, eq=False, repr=False)
class Exhibit:
    """A piece of the evidence that Jupyter shows in full.

    Attributes
    ----------
    block
        What is shown, as everywhere (:mod:`helpers.present.blocks`).
    rows
        The observations behind it, to compute with.
    asked
        Names of the parameters that it depends on.
    """

    block: Block
    rows: pd.DataFrame
    asked: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return plain(self.block)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return blocks.bundle(self.block, lab, plain)


def keys(evidence: Evidence) -> list[str]:
    """Return what can be asked for: the series with rows on the day, and the claims.

    Examples
    --------
    >>> known = keys(load())
    >>> "titr_cargo" in known, "TRD-1" in known
    (True, True)
    """
    return [*sorted(set(evidence.observations["series"])), *evidence.table("claims")["id"]]


def exhibit(evidence: Evidence, parameters: Parameters, key: str | tuple[str, str], cite: Cite) -> Exhibit:
    """Show a series, one entity of a series, or the verdict on a claim.

    Parameters
    ----------
    parameters
        Of the notebook: a claim of its theme is judged with them, another one with what they share.
    key
        Name of a series, name and entity, or id of a claim.
    cite
        Makes sources of a block.

    Raises
    ------
    UnknownName
        If it is the name of neither.
    """
    name, entity = (key, None) if isinstance(key, str) else key
    if entity is None and name in set(evidence.table("claims")["id"]):
        return claim_exhibit(evidence, parameters, name, cite)
    if name not in (evidence.vocabulary or set(evidence.observations["series"])) and name not in evidence.hidden:
        raise UnknownName(f"no series and no claim is called {name!r}: {meant(name, keys(evidence), _WHERE)}")
    return series_exhibit(evidence, name, entity, cite)


_WHERE = "data/README.md lists the series, data/claims.csv the claims"


def series_exhibit(evidence: Evidence, name: str, entity: str | None, cite: Cite) -> Exhibit:
    """Show the rows of a series of all kinds and bounds; words alone where nothing was public by the day.

    Raises
    ------
    UnknownName
        If the series has no row of the entity on the day.
    """
    rows = evidence.series(name, kinds=None, bounds=True)
    if rows.empty:
        said = _("Nothing of {series} had been published by {day}.", series=name, day=evidence.as_of)
        return Exhibit(blocks.block("prose", markdown=said), rows)
    if entity is not None:
        if entity not in set(rows["entity"]):
            known = meant(entity, sorted(set(rows["entity"])))
            raise UnknownName(f"{name} has no row of {entity!r} as of {evidence.as_of}: {known}")
        rows = rows[rows["entity"] == entity].reset_index(drop=True)
    return Exhibit(series_chart(evidence, rows, name).block(cite(rows)), rows)


def series_chart(evidence: Evidence, rows: pd.DataFrame, name: str) -> Chart:
    """Make the figure of the rows of one series."""
    known = evidence.tables.get("series", pd.DataFrame({"series": [], "meaning": [], "direction": []}))
    said = known.set_index("series").reindex([name]).iloc[0].fillna("")
    names = entity_names(evidence, rows["entity"], flow=said["direction"] == "flow")
    figure, drawn = series_figure(rows, names)
    title, alt = finding(rows, name, names), described(rows, names, drawn)
    return Chart(figure, title, alt, rows[blocks.ROW], rows, note(rows, said["meaning"], names, len(drawn)), name)


def claim_exhibit(evidence: Evidence, parameters: Parameters, claim_id: str, cite: Cite) -> Exhibit:
    """Show the verdict card of a claim; one of another theme is judged by what its own notebook sees on the day."""
    from helpers.claims import RULES, judge  # a page that shows no claim does without the rules

    model = RULES[claim_id].model if claim_id in RULES else type(parameters)
    own = parameters.sees is None or isinstance(parameters, model)
    seen = evidence if own else load(evidence.as_of, sees=model.sees)
    judgement = judge(seen, claim_id, parameters)
    return Exhibit(verdicts_block(seen, [judgement], cite), rows_of(seen, judgement.rows), judgement.asked)


def verdicts_block(evidence: Evidence, judgements: Iterable["Judgement"], cite: Cite) -> Block:
    """Make the cards of judgements."""
    shown = list(judgements)
    seen, items = named(evidence, rows_of(evidence, {row for one in shown for row in one.rows})), []
    records = seen[[*blocks.ROW, *blocks.NAMES]].to_dict("records")
    for one in shown:
        own = set(one.rows)
        rows = [record for record in records if record["row"] in own]
        sources = {str(record["source"]) for record in rows}
        items.append(blocks.verdict_item(one, cite(sorted({*sources, *one.sources})), rows))
    return blocks.block("verdicts", items=items)


def block_of(thing: Any, evidence: Evidence, cite: Cite) -> Block | None:
    """Return what an exhibit, evidence, a judgement or several are shown as; None for all else."""
    if isinstance(thing, Exhibit):
        return thing.block
    if isinstance(thing, Evidence):
        return evidence_block(thing)
    if shows(thing):
        known = set(evidence.tables["sources"]["id"])  # a judgement may be of another day
        judgements = thing if isinstance(thing, list) else [thing]
        return verdicts_block(evidence, judgements, lambda ids: cite(sorted(known.intersection(ids))))
    return None


def rows_of(evidence: Evidence, ids: Collection[str]) -> pd.DataFrame:
    """Return the observations of some ids, such as those that a judgement rests on."""
    return evidence.observations[evidence.observations["row"].isin(ids)]


def evidence_block(evidence: Evidence) -> Block:
    """Say what the evidence of a day holds: observations by theme, and the other tables."""
    rows = evidence.observations
    themes = rows.groupby("theme").agg(
        rows=("row", "size"), series=("series", "nunique"), sources=("source", "nunique"),
        first=("start", "min"), last=("end", "max"),
    )  # fmt: skip
    others = [(name, len(table)) for name, table in sorted(evidence.tables.items())]
    frame = pd.concat(
        [
            themes.reset_index().assign(table="observations"),
            pd.DataFrame(others, columns=["table", "rows"]),
        ],
        ignore_index=True,
    )
    title = _(
        "Evidence as of {day}: {rows:,} observations of {series:,} series from {sources:,} sources",
        day=evidence.as_of, rows=len(rows), series=rows["series"].nunique(), sources=rows["source"].nunique(),
    )  # fmt: skip
    counts: dict[str, Format] = {"rows": ",.0f", "series": ",.0f", "sources": ",.0f", "first": _year, "last": _year}
    told = _('Ask it with evidence.series("name") and evidence.table("name"), or show one as page["name"].')
    return Table(frame[list(HEADS)], title, formats=counts, note=told, name="evidence").block([])


def _year(day: Any) -> str:
    return "" if pd.isna(day) else str(day.year)
