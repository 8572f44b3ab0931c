"""What a series says, in words: its finding, what its signs stand for, and what it leaves open."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from helpers.evidence import gaps
from helpers.evidence.gaps import years_in_words
from helpers.locale import Name, _, listing, n_, spoken
from helpers.present.cards import BOUNDS, KINDS
from helpers.present.series_chart import LONG, comparable, over_time
from helpers.present.words import measure, number, with_unit

FEW = 4
"""Entities whose gaps are told one by one."""
LISTED = 8
"""Periods that are listed before the rest is only counted."""


def finding(rows: pd.DataFrame, name: str, names: Mapping[str, str]) -> str:
    """Say what the rows of a series show: the way from first to last, highest and lowest, or the one figure.

    Parameters
    ----------
    rows
        Observations of one series, of all kinds and bounds.
    name
        Of the series.
    names
        What each entity is called.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> finding(load().series("titr_cargo", kinds=None, bounds=True), "titr_cargo", {"TITR": "the route"})
    'titr_cargo: from 0.759 (2019) to 4.12 Mt (2025)'
    """
    alike = comparable(rows)
    if len(set(rows["entity"])) > 1:
        return _extremes(alike if len(alike) else rows, name, names)
    if over_time(rows) and len(set(alike["period"])) > 1:
        first, last = alike.iloc[0], alike.iloc[-1]
        return _(
            "{name}: from {first} ({begin}) to {last} ({end})", name=name,
            first=measure(first["value"], first["unit"]), begin=spoken(first["period"]),
            last=_amount(last), end=spoken(last["period"]),
        )  # fmt: skip
    return _single(rows, name)


def _extremes(rows: pd.DataFrame, name: str, names: Mapping[str, str]) -> str:
    """Name the highest and the lowest of the newest figures of each entity."""
    last = rows.sort_values(["end", "published"]).drop_duplicates("entity", keep="last").sort_values("value")
    if last["value"].min() == last["value"].max():
        return _single(rows, name)
    low, high = last.iloc[0], last.iloc[-1]
    return _(
        "{name}: from {low} ({bottom}) to {high} ({top}) in the newest figures of {count}",
        name=name, low=measure(low["value"], low["unit"]), bottom=names[low["entity"]],
        high=_amount(high), top=names[high["entity"]],
        count=n_("{n} entity", "{n} entities", len(last)),
    )  # fmt: skip


def _amount(row: pd.Series) -> str:
    """A figure with its unit."""
    return with_unit(measure(row["value"], row["unit"]), row["unit"])


def _single(rows: pd.DataFrame, name: str) -> str:
    """Tell the newest figure with its kind and its bound."""
    last = rows.sort_values(["end", "published"]).iloc[-1]
    told = with_unit(stated(measure(last["value"], last["unit"]), last["bound"], ""), last["unit"])
    return _(
        "{name}: {value}, {period}", name=name, value=stated(told, "", last["kind"]),
        period=spoken(last["period"]),
    )  # fmt: skip


def stated(value: str, bound: str, kind: str) -> str:
    """Write a value with its bound and its kind, as its source states it.

    >>> stated("5", "lower", "plan")
    'at least 5 (plan)'
    """
    for pattern in (BOUNDS.get(bound), KINDS.get(kind)):
        value = str(Name(pattern.text, value=value)) if pattern else value
    return value


def note(rows: pd.DataFrame, meaning: str, names: Mapping[str, str], drawn: int) -> str:
    """Say what the series means, what the bars are, and what it leaves open, as Markdown.

    Parameters
    ----------
    meaning
        From the vocabulary of series.
    drawn
        How many entities the figure shows.
    """
    told = [f"{meaning}." if meaning else ""]
    if over_time(rows) and (rows["end"] - rows["start"] > LONG).any():
        told.append(_("A bar spans the period of a figure; a line joins periods that follow each other."))
    if hidden := len(set(rows["entity"])) - drawn:
        told.append(
            n_("{n} more entity is in the data.", "{n} more entities are in the data.", hidden)
            + " "
            + _('One alone is asked for as page["{series}", "{entity}"].', series=rows["series"].iloc[0],
                entity=rows["entity"].iloc[0])
        )  # fmt: skip
    return " ".join(filter(None, (*told, *gaps_said(rows, names))))


def gaps_said(rows: pd.DataFrame, names: Mapping[str, str]) -> Iterator[str]:
    """Say what is not known: each entity by its name, or, of many, how many have gaps.

    Examples
    --------
    >>> from helpers.evidence import made
    >>> fact = {"series": "cargo", "entity": "KAZ", "unit": "Mt", "value": 1}
    >>> rows = made([{**fact, "period": "2018"}, {**fact, "period": "2021"}]).observations
    >>> list(gaps_said(rows, {"KAZ": "Kazakhstan"}))
    ['No measurement: 2019–2020.']
    """
    whose = {str(entity): part for entity, part in rows.groupby("entity", sort=False)}
    if len(whose) == 1:
        yield from _open(rows)
    elif len(whose) <= FEW:
        for entity, part in whose.items():
            yield from (f"{names[entity]}: {said[:1].lower()}{said[1:]}" for said in _open(part))
    elif count := sum(bool(gaps(part).years) for part in whose.values()):
        yield _("Entities that have years without a measurement: {count} of {all}.", all=len(whose), count=count)


def _open(rows: pd.DataFrame) -> Iterator[str]:
    found = gaps(rows)
    if found.years:
        yield _("No measurement: {years}.", years=_some(years_in_words(found.years)))
    if found.unmeasured:
        yield _("Only plans, forecasts or capacities: {periods}.", periods=_some(map(spoken, found.unmeasured)))
    if found.bounded:
        yield _("Only bounds: {periods}.", periods=_some(map(spoken, found.bounded)))


def _some(items: Any) -> str:
    """List words; of many, the first and how many more."""
    words = list(map(str, items))
    more = len(words) - LISTED
    rest = [n_("{n} more", "{n} more", more)] if more > 0 else []
    return listing([*words[:LISTED], *rest])


def described(rows: pd.DataFrame, names: Mapping[str, str], drawn: list[str]) -> str:
    """Say what the figure shows to a reader who does not see it."""
    fields = {
        "count": len(rows), "entities": listing(names[entity] for entity in drawn),
        "low": number(rows["value"].min()), "high": with_unit(number(rows["value"].max()), rows["unit"].iloc[0]),
    }  # fmt: skip
    if not over_time(rows):
        return _("Dots, one a figure: {count} of {entities}, from {low} to {high}.", **fields)
    first, last = rows.sort_values("start")["period"].iloc[0], rows.sort_values("end")["period"].iloc[-1]
    return _(
        "Signs over time, one a figure: {count} of {entities}, {first} to {last}, from {low} to {high}.",
        **fields, first=spoken(first), last=spoken(last),
    )  # fmt: skip
