"""How much the two sums are: against each other, all foreign investment, and the two economies; and the funds."""

from collections.abc import Iterator

import pandas as pd

from helpers.analysis.investment import DIRECTIONS, INTERVIEW, Direction, companies, independent, sums, without_oil
from helpers.evidence import Evidence, convert, newest
from helpers.locale import COUNTRIES, Name, _
from helpers.models.interval import Interval

FUNDS = {
    "az_kz_investment_fund": Name("joint fund of Samruk-Kazyna and Azerbaijan Investment Holding"),
    "tif_authorised_capital": Name("Turkic Investment Fund, authorised capital"),
    "tif_paid_in_capital": Name("Turkic Investment Fund, paid-in capital"),
    "tif_callable_capital": Name("Turkic Investment Fund, callable capital"),
    "tif_member_paid_in": Name("Turkic Investment Fund, paid-in share"),
}
"""Series of announced capital and what they are."""


def asymmetry(evidence: Evidence) -> pd.DataFrame:
    """Return both directions side by side wherever one source gives both for one day and basis.

    Returns
    -------
    DataFrame
        told, family, source, az, kz (USD million), ratio, bound (``lower`` where the larger is only a floor),
        own (the article's own source), rows; oldest first.
    """
    az, kz = (sums(evidence, DIRECTIONS[key]) for key in ("az", "kz"))
    both = az.merge(kz, on=["source", "period", "family"], suffixes=("_az", "_kz")).sort_values("told_az")
    frame = pd.DataFrame({
        "told": both["told_az"], "family": both["family"], "source": both["source"], "az": both["value_az"],
        "kz": both["value_kz"], "ratio": both["value_az"] / both["value_kz"], "bound": both["bound_az"],
        "own": both["own_az"], "row_az": both["row_az"], "row_kz": both["row_kz"],
    })  # fmt: skip
    return frame.reset_index(drop=True)


def weighed(evidence: Evidence) -> pd.DataFrame:
    """Return how the two directions compare once the size of the investor's economy is taken out.

    Returns
    -------
    DataFrame
        label, value (the newest sum of another source than the article's, USD million), gdp (of the investor,
        newest year known), year, percent (of that GDP), sources; empty unless both directions are known.
    """
    found = []
    for direction in DIRECTIONS.values():
        known = sums(evidence, direction)
        known, gdp = independent(known), _product(evidence, direction.investor)
        if len(known) and gdp is not None:
            last = known.sort_values("told").iloc[-1]
            share = 100 * last["value"] / gdp["value"]
            sources = (last["source"], gdp["source"])
            found.append((direction.label, last["value"], gdp["value"], gdp["end"].year, share, sources))
    frame = pd.DataFrame(found, columns=["label", "value", "gdp", "year", "percent", "sources"])
    return frame if len(frame) == len(DIRECTIONS) else frame.iloc[:0]


def _product(evidence: Evidence, state: str) -> pd.Series | None:
    rows = newest(evidence.series("gdp_current_usd", state))
    return rows.iloc[-1] if len(rows) else None


def shares(evidence: Evidence) -> pd.DataFrame:
    """Return the sums as shares of larger totals.

    A share takes the range of the independent figures of a direction told since its first figure without a
    named start; totals are on bases of their own, so a share is an order of magnitude.

    Returns
    -------
    DataFrame
        direction, share (what of what), value, low, high (percent), limit (whether it can only be smaller),
        rows, sources; smallest first.
    """
    found = [line for direction in DIRECTIONS.values() for line in _shares(evidence, direction)]
    columns = ["direction", "share", "value", "low", "high", "limit", "rows", "sources"]
    return pd.DataFrame(found, columns=columns).sort_values(["value", "share"], ignore_index=True)


_Share = tuple[str, str, float, float, float, bool, tuple[str, ...], tuple[str, ...]]


def _shares(evidence: Evidence, direction: Direction) -> Iterator[_Share]:
    known = sums(evidence, direction)
    level = independent(known[~without_oil(known)])
    if len(level):
        for state in (direction.host, direction.investor):
            gdp = _product(evidence, state)
            if gdp is not None:
                what = Name("share of {country}'s GDP, {year}", country=COUNTRIES[state], year=str(gdp["end"].year))
                yield _line(direction, what, level, gdp.to_frame().T)
        received = newest(evidence.series("mutual_fdi_stock_received", direction.host)).tail(1)
        if len(received):
            what = Name("share of all that the region holds in {country}", country=COUNTRIES[direction.host])
            yield _line(direction, what, level, _in_millions(evidence, received))
        yield from _of_outward(evidence, direction, level)
    yield from _of_inflows(evidence, direction, known)


def _of_outward(evidence: Evidence, direction: Direction, level: pd.DataFrame) -> Iterator[_Share]:
    """Share in what the investor holds in the Eurasian region, published as a share of its product."""
    outward = newest(evidence.series("mutual_fdi_outward_to_gdp", direction.investor)).tail(1)
    if outward.empty:
        return
    year = str(outward["end"].iloc[0].year)
    gdp = newest(evidence.series("gdp_current_usd", direction.investor, period=year))
    if len(gdp):
        held = outward.assign(value=outward["value"].iloc[0] / 100 * gdp["value"].iloc[0])
        what = Name("share of all that {country} holds in the region", country=COUNTRIES[direction.investor])
        yield _line(direction, what, level, held)


def _of_inflows(evidence: Evidence, direction: Direction, known: pd.DataFrame) -> Iterator[_Share]:
    """Shares in all gross inflow of the host: of a year, and of the years known as a ceiling."""
    inflow = _in_millions(evidence, newest(evidence.series("gross_fdi_inflow", direction.host)))
    yearly = evidence.series(direction.yearly, direction.entity) if direction.yearly else inflow.iloc[:0]
    for year in sorted(set(yearly["period"]) & set(inflow["period"])):
        part, whole = yearly[yearly["period"] == year], inflow[inflow["period"] == year]
        yield _line(direction, Name("inflow of {year}, share of the year's total", year=year), part, whole)
    since = independent(known[known["family"] == "since 2005"])
    if len(since) and len(inflow):
        total = inflow.assign(value=inflow["value"].sum())
        first, last = str(inflow["period"].min()), str(inflow["period"].max())
        what = Name("sum since 2005, share of all inflow {first}–{last}", first=first, last=last)
        yield _line(direction, what, since.tail(1), total, limit=True)


def _line(direction: Direction, what: Name, part: pd.DataFrame, whole: pd.DataFrame, *, limit: bool = False) -> _Share:
    total = float(whole["value"].iloc[0])
    percent = Interval.spanning(part["value"]).scaled(100 / total)
    rows = (*part["row"], *whole["row"])
    sources = tuple(sorted({*part["source"], *whole["source"]}))
    label = _("{direction}: {what}", direction=direction.label, what=what)
    return direction.key, label, percent.value, percent.low, percent.high, limit, rows, sources


def _in_millions(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    units = evidence.table("units") if len(rows) else None
    values = [
        convert(v, u, "USD million", units)
        for v, u in zip(rows["value"], rows["unit"], strict=True)
        if units is not None
    ]
    return rows.assign(value=pd.Series(values, index=rows.index, dtype=float))


def funds(evidence: Evidence) -> pd.DataFrame:
    """Return the capital announced for funds in which the two states take part.

    Returns
    -------
    DataFrame
        fund, period, told, value (USD million), kind, placed (whether it is recorded as placed, not planned),
        joint (whether it is of the two states alone), row, source; the newest figure of each period, largest last.
    """
    rows = newest(evidence.series(list(FUNDS), kinds=None, bounds=True))
    rows = rows[(rows["series"] != "tif_member_paid_in") | rows["entity"].isin(["AZE", "KAZ"])]
    names = [_fund(series, entity) for series, entity in zip(rows["series"], rows["entity"], strict=True)]
    frame = rows.assign(
        fund=pd.Series(names, index=rows.index, dtype=object), told=rows["published"],
        placed=rows["kind"].isin(["actual", "estimate"]), joint=rows["series"] == "az_kz_investment_fund",
    )  # fmt: skip
    columns = ["fund", "period", "told", "value", "kind", "placed", "joint", "row", "source"]
    return frame[columns].sort_values(["told", "value"], ignore_index=True)


def _fund(series: str, entity: str) -> str:
    fund = FUNDS[series]
    if entity not in ("AZE", "KAZ"):
        return str(fund)
    return _("{fund} ({country})", fund=fund, country=COUNTRIES[entity])


def per_company(evidence: Evidence) -> pd.DataFrame:
    """Return the mean capital of a company: sums over counts told in the same year, both measured and independent.

    Returns
    -------
    DataFrame
        direction, label, year, capital_low, capital_high, count_low, count_high, low, high (USD million a
        company), sources; one row per direction and year that has both.
    """
    found = []
    for key, direction in DIRECTIONS.items():
        money, counts = sums(evidence, direction), companies(evidence, direction)
        counts = independent(counts[~counts["status"].isin(["AIFC only", "small and medium"])])
        money = independent(money[~without_oil(money)])
        for year in sorted(set(money["told"].dt.year) & set(counts["told"].dt.year)):
            sum_, count = (rows[rows["told"].dt.year == year] for rows in (money, counts))
            a, b = Interval.spanning(sum_["value"]), Interval.spanning(count["value"])
            sources = tuple(sorted({*sum_["source"], *count["source"]}))
            found.append(
                (key, direction.label, year, a.low, a.high, b.low, b.high, a.low / b.high, a.high / b.low, sources)
            )
    columns = ["direction", "label", "year", "capital_low", "capital_high", "count_low", "count_high", "low", "high"]
    return pd.DataFrame(found, columns=[*columns, "sources"])


def from_interview(evidence: Evidence) -> pd.DataFrame:
    """Return the sums that rest on the article's own source."""
    rows = evidence.series([d.sums for d in DIRECTIONS.values()], bounds=True)
    return rows[rows["source"] == INTERVIEW]
