"""How years of trade fill up: how much of each year had come when a part of it was known."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.trade import PAIR, TURNOVER, lines_of, measured, months_known
from helpers.evidence import Evidence, newest, parse, remembered
from helpers.models import season
from helpers.parameters import Trade

FEW = 3
"""Profiles below which nothing is said of the usual course of a year: one profile fits any lumpiness."""

_COLUMNS = ["pair", "reporter", "year", "months", "part", "total", "share", "surprise", "rows"]


def profiles(evidence: Evidence, parameters: Trade, without: tuple[str, int] | None = None) -> pd.DataFrame:
    """Return the part-year shares that the evidence holds, one a pair, reporter and year.

    Where several parts of one year are known, the one nearest to ``parameters.months`` is taken (the
    longer of two), so that no year speaks twice.

    Parameters
    ----------
    without
        Reporter and year to leave out (the year under test); None takes all.

    Returns
    -------
    DataFrame
        ``pair, reporter, year, months, part, total, share, surprise, rows``. ``surprise`` is the
        distance of the share from an even flow in units in which months can be compared.
    """
    table = _profiles(evidence, parameters)
    if without:
        table = table[~((table["pair"] == PAIR) & (table["reporter"] == without[0]) & (table["year"] == without[1]))]
    return table.reset_index(drop=True)


class _Profile(NamedTuple):
    """A part of a year and the year, by one reporter."""

    pair: str
    reporter: str
    year: int
    months: int
    part: float
    total: float
    rows: tuple[str, ...]


@remembered
def _profiles(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    found = [one for reporter in TURNOVER for one in _nearest(_own(evidence, reporter, parameters), parameters.months)]
    if parameters.profiles == "all":
        found += _nearest(_comparators(evidence, parameters), parameters.months)
    table = pd.DataFrame([one for one in found if one.part < one.total], columns=_Profile._fields)
    table = table.astype({"year": int, "months": int, "part": float, "total": float})
    even = table["months"] / season.YEAR
    table = table.assign(share=table["part"] / table["total"])
    table["surprise"] = (table["share"] - even) / np.sqrt(even * (1 - even))
    return table[_COLUMNS]


def _own(evidence: Evidence, reporter: str, parameters: Trade) -> list[_Profile]:
    """Profiles of the pair in one state's statistics."""
    known = measured(evidence, reporter, parameters)
    return [
        _Profile(PAIR, reporter, int(part.period[:4]), months, part.value, whole.value, part.rows + whole.rows)
        for part in known.values()
        if 0 < (months := months_known(part.period)) < season.YEAR and (whole := known.get(part.period[:4]))
    ]


def _comparators(evidence: Evidence, parameters: Trade) -> list[_Profile]:
    """Profiles of other pairs, where one reporter gives both the part and the year."""
    rows = evidence.series("bilateral_trade_turnover")
    rows = rows[(rows["entity"] != PAIR) & (parameters.derived | (rows["kind"] == "actual"))]
    rows = rows.assign(
        reporter=rows["note"].str.extract(r"\b([A-Z]{2}) (?:reporter|ambassador|minister)", expand=False),
        year=rows["start"].dt.year,
        months=[round(parse(period).months) for period in rows["period"]],
    ).dropna(subset="reporter")
    whole = newest(rows[rows["period"].str.fullmatch(r"\d{4}")])
    parts = rows[rows["months"].between(1, 11) & (rows["start"].dt.month == 1)]
    table = parts.merge(whole, on=["entity", "reporter", "year"], suffixes=("", "_whole"))
    return [
        _Profile(line.entity, line.reporter, line.year, line.months, line.value, line.value_whole,
                 (line.row, line.row_whole))
        for line in lines_of(table)
    ]  # fmt: skip


def _nearest(found: list[_Profile], months: int) -> list[_Profile]:
    """Keep of each pair, reporter and year the part nearest to some month."""
    kept: dict[tuple[str, str, int], _Profile] = {}
    for one in sorted(found, key=lambda one: (abs(one.months - months), -one.months)):
        kept.setdefault((one.pair, one.reporter, one.year), one)
    return [kept[key] for key in sorted(kept)]


def drawn_concentrations(known: pd.DataFrame, parameters: Trade, rng: np.random.Generator) -> season.Floats:
    """Draw how smooth another year may be, by the profiles that are known; shape (draws,)."""
    weights = season.concentration(known["months"], known["share"])
    return season.draw_concentrations(weights, parameters.draws, rng)
