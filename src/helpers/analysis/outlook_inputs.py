"""What the joint simulation rests on: the distribution of each quantity, the ships, and where each comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.analysis import caspian_outlook, corridor_capacity, corridor_forecast, trade
from helpers.analysis.caspian_level import chosen
from helpers.analysis.caspian_ships import ships
from helpers.analysis.energy import METHOD
from helpers.evidence import Evidence, newest, remembered
from helpers.locale import Name, _, n_, together
from helpers.models import growth
from helpers.models.growth import SHORTEST, Method
from helpers.models.interval import Interval
from helpers.models.scenarios import Marginal, smoothed, stretched
from helpers.models.trend import trend_draws
from helpers.parameters import Caspian, Corridor, Outlook, Trade

Floats = NDArray[np.float64]

FRESH = 3
"""Years by which the last known figure of a quantity may lie behind the day; older ones are not continued."""

MEGATONNES = {"kt": 1e-3, "Mt": 1.0}
REPORTERS = ("azerbaijan", "kazakhstan")
_FEWEST_TRADE = 5

LABELS = {
    "cargo": Name("cargo of the whole route"),
    "containers": Name("containers on the route"),
    "oil": Name("Kazakhstan's oil through BTC"),
    "trade_azerbaijan": Name("trade of the two, Azerbaijan's statistics"),
    "trade_kazakhstan": Name("trade of the two, Kazakhstan's statistics"),
    "level": Name("level of the Caspian against the last year seen"),
}
"""What the quantities are called."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One thing that is simulated: what is known of it, and what is to be expected of it.

    Attributes
    ----------
    history
        ``year, value, row, source``, oldest first; whole years that were measured.
    marginal
        Distribution of the years after the last known one; None where too little is known.
    how
        What the distribution is made of, or why there is none.
    """

    key: str
    label: Name
    unit: str
    history: pd.DataFrame
    marginal: Marginal | None
    how: str

    @property
    def last(self) -> int | None:
        """Last year known."""
        return int(self.history["year"].iloc[-1]) if len(self.history) else None


@dataclass(frozen=True, slots=True)
class World:
    """Everything that the simulation needs.

    Attributes
    ----------
    quantities
        By key: cargo, containers, oil, trade_azerbaijan, trade_kazakhstan, level.
    years
        Years that all quantities with a distribution have; empty where there is none.
    start
        The year before the first of them.
    hull
        Share of a ship's cargo lost per metre of draft, between classes of ships; None unknown.
    fleet
        What ferries and feeders can carry a year today, Mt; None unknown.
    rest
        What the rest of the chain lets pass a year, Mt; infinite where unknown.
    tankers
        What Azerbaijan's tankers can carry a year, all oil, Mt; None unknown.
    sources
        Sources of the ships' figures.
    stops
        Years in which the oil was reported not to flow.
    """

    quantities: dict[str, Quantity]
    years: tuple[int, ...]
    start: int
    hull: Interval | None
    fleet: float | None
    rest: float
    tankers: Interval | None
    sources: tuple[str, ...] = ()
    stops: tuple[int, ...] = ()

    @property
    def known(self) -> list[Quantity]:
        """Quantities that can be simulated."""
        return [quantity for quantity in self.quantities.values() if quantity.marginal is not None]

    @property
    def cited(self) -> list[str]:
        """Sources of the records that are continued, and of the ships."""
        used = {str(source) for quantity in self.known for source in quantity.history["source"]}
        return sorted((used | set(self.sources)) - {""})


@remembered
def world(evidence: Evidence, parameters: Outlook) -> World:
    """Gather what the simulation needs, as known on the day of the evidence."""
    rng, oil = np.random.default_rng(parameters.seed), oil_by_year(evidence)
    found = [
        _grown(evidence, parameters, "cargo", "Mt",
               corridor_forecast.history(evidence, "ministry"), rng),
        _grown(evidence, parameters, "containers", "TEU",
               corridor_forecast.history(evidence, "boxes"), rng),
        _grown(evidence, parameters, "oil", "Mt",
               corridor_forecast.run_of_years(oil), rng),
        *(_trade(evidence, parameters, reporter, rng) for reporter in REPORTERS),
        _level(evidence, parameters),
    ]  # fmt: skip
    firsts = [quantity.marginal.years[0] for quantity in found if quantity.marginal is not None]
    years = tuple(range(max(firsts), parameters.horizon + 1)) if firsts else ()
    fleet, rest, fleet_sources = _fleet(evidence, parameters)
    tankers, tanker_sources = _tankers(evidence)
    hulls = sorted(set(ships(evidence)["source"]))
    return World(
        {quantity.key: quantity for quantity in found}, years, max(firsts) - 1 if firsts else evidence.as_of.year,
        _hull(evidence), fleet, rest, tankers, (*fleet_sources, *tanker_sources, *hulls),
        tuple(int(year) for year in oil.loc[oil["value"] == 0, "year"]),
    )  # fmt: skip


@remembered
def oil_by_year(evidence: Evidence) -> pd.DataFrame:
    """Return Kazakhstan's oil through BTC by whole years, narrow scope, the figure published last.

    Returns
    -------
    DataFrame
        ``year, value`` (Mt), ``row, source, published``; "more than" is no measurement and is left out.
    """
    rows = newest(evidence.series("kz_oil_via_btc", "KAZ", kinds=("actual",)))
    rows = rows[rows["period"].str.fullmatch(r"\d{4}")].sort_values("start", ignore_index=True)
    rows = rows.assign(year=rows["start"].dt.year, value=rows["value"] * rows["unit"].map(MEGATONNES).astype(float))
    return rows[["year", "value", "row", "source", "published"]]


def _grown(
    evidence: Evidence, parameters: Outlook, key: str, unit: str, history: pd.DataFrame,
    rng: np.random.Generator,
) -> Quantity:  # fmt: skip
    """A quantity that grows by its own short record."""
    history = history[["year", "value", "row", "source"]]
    label, reason = LABELS[key], _too_little(history, evidence, parameters, SHORTEST)
    if reason or not (history["value"] > 0).all():
        return Quantity(key, label, unit, history, None, reason or _("a year without any flow breaks the record"))
    methods: tuple[Method, ...] = (
        ("damped trend", "no change") if parameters.method == "pooled" else (parameters.method,)
    )
    last, values = int(history["year"].iloc[-1]), history["value"].to_numpy(float)
    paths = _paths(values, methods, parameters, parameters.horizon - last, rng)
    how = n_(
        "{methods} of the {n} year {first} to {last}", "{methods} of the {n} years {first} to {last}", len(values),
        methods=together(METHOD[method] for method in methods), first=last - len(values) + 1, last=last,
    )  # fmt: skip
    return Quantity(key, label, unit, history, Marginal.of(range(last + 1, parameters.horizon + 1), paths), how)


def _paths(
    values: Floats, methods: Sequence[Method], parameters: Outlook, steps: int, rng: np.random.Generator
) -> Floats:
    """Paths of each method alike often, shape (draws, steps)."""
    each = -(-parameters.draws // len(methods))
    fits = [growth.fit(method, values, damping=parameters.damping, ceiling=np.inf) for method in methods]
    return np.concatenate([fitted.paths(steps, each, rng) for fitted in fits])


def _too_little(history: pd.DataFrame, evidence: Evidence, parameters: Outlook, fewest: int) -> str:
    """Why a record cannot be continued; empty where it can."""
    if history.empty:
        return _("nothing published by {day}", day=evidence.as_of)
    last = int(history["year"].iloc[-1])
    if len(history) < fewest:
        return n_(
            "{n} known year to {last}, too few: {fewest} are needed",
            "{n} known years to {last}, too few: {fewest} are needed",
            len(history), last=last, fewest=fewest,
        )  # fmt: skip
    if last < evidence.as_of.year - FRESH:
        return _("the last known year, {last}, is too old to continue", last=last)
    return "" if last < parameters.horizon else _("{last}, the last known year, is the horizon or beyond", last=last)


def _trade(evidence: Evidence, parameters: Outlook, reporter: str, rng: np.random.Generator) -> Quantity:
    """Turnover by one state's statistics, about a trend of its known years; gaps are allowed."""
    settings = Trade(**parameters.common())
    known = trade.full_years(evidence, reporter, settings)[["year", "value"]]
    rows = trade.turnover(evidence, reporter, settings)
    cited = rows.drop_duplicates("period", keep="last").set_index("period")
    years = known["year"].astype(str)
    history = known.assign(row=years.map(cited["row"]).fillna(""), source=years.map(cited["source"]).fillna(""))
    key = f"trade_{reporter}"
    label = LABELS[key]
    reason = _too_little(history, evidence, parameters, _FEWEST_TRADE)
    if reason:
        return Quantity(key, label, "USD million", history, None, reason)
    ahead = range(int(history["year"].iloc[-1]) + 1, parameters.horizon + 1)
    draws = trend_draws(history["year"], history["value"], list(ahead), parameters.draws, rng)
    how = n_(
        "trend and spread of {n} known year {first} to {last}",
        "trend and spread of {n} known years {first} to {last}",
        len(history), first=ahead[0] - 1 - _span(history), last=ahead[0] - 1,
    )  # fmt: skip
    return Quantity(key, label, "USD million", history, Marginal.of(ahead, draws), how)


def _span(history: pd.DataFrame) -> int:
    return int(history["year"].iloc[-1] - history["year"].iloc[0])


@remembered
def _level(evidence: Evidence, parameters: Outlook) -> Quantity:
    """Change of the level from the last year seen by satellite, metres."""
    settings = Caspian(**parameters.common(), interval=parameters.level)
    file = chosen(evidence, settings)
    label = LABELS["level"]
    nothing = pd.DataFrame({"year": [], "value": [], "row": [], "source": []})
    ahead = caspian_outlook.extrapolate(evidence, settings) if file is not None else None
    if file is None or ahead is None:
        return Quantity(
            "level", label, "m", nothing, None, _("no satellite record published by {day}", day=evidence.as_of)
        )
    seen = pd.DataFrame({"year": file.yearly.years, "value": file.yearly.mean - file.yearly.mean[-1]})
    rows = evidence.observations.set_index("row")["source"].reindex(list(file.rows_of(ahead.start)))
    history = seen.assign(row=rows.index[-1] if len(rows) else "", source=rows.iloc[-1] if len(rows) else "")
    reason = _too_little(history, evidence, parameters, SHORTEST)
    if reason:
        return Quantity("level", label, "m", history, None, reason)
    years = range(ahead.start + 1, parameters.horizon + 1)
    rng, columns = np.random.default_rng(parameters.seed), []
    for year in years:
        span = ahead.at(year, parameters.level)
        drawn = smoothed(ahead.draws[:, year - ahead.start - 1], ahead.steps, rng)
        columns.append(stretched(drawn, span.low, span.value, span.high, parameters.level))
    how = n_(
        "{n} yearly step to {last} drawn in blocks, smoothed, widened by past misses",
        "{n} yearly steps to {last} drawn in blocks, smoothed, widened by past misses",
        ahead.steps, last=ahead.start,
    )  # fmt: skip
    return Quantity("level", label, "m", history, Marginal.of(years, np.column_stack(columns)), how)


def _hull(evidence: Evidence) -> Interval | None:
    """Share of the deadweight that a metre of draft is, over the classes of ships known."""
    table = ships(evidence).dropna(subset=["deadweight", "tonnes_per_cm"])
    return Interval.spanning(100 * table["tonnes_per_cm"] / table["deadweight"]) if len(table) else None


@remembered
def _fleet(evidence: Evidence, parameters: Outlook) -> tuple[float | None, float, tuple[str, ...]]:
    """What ferries and feeders carry, what the rest of the chain lets pass, and the sources of both."""
    settings = Corridor(**parameters.common(), tonnes_per_teu=parameters.tonnes_per_teu)
    chain = corridor_capacity.capacities(evidence, settings)
    ours = chain["name"] == "ships on the Caspian"
    fleet = float(chain.loc[ours, "capacity"].iloc[0])
    rest = corridor_capacity.bottleneck(chain.assign(capacity=chain["capacity"].mask(ours)))
    sources = tuple(source for used in chain["sources"] for source in used)
    return (fleet if np.isfinite(fleet) else None), (rest.value if rest.cut else np.inf), sources


def _tankers(evidence: Evidence) -> tuple[Interval | None, tuple[str, ...]]:
    """Tankers of ASCO by the counts published, at the yearly oil a tanker was said to be able to carry."""
    capacity = evidence.series("asco_tanker_capacity", kinds=None)
    whole = evidence.series("asco_tankers", kinds=None)
    counts = evidence.series("fleet_tankers", "ASCO", kinds=None)
    if capacity.empty or whole.empty or counts.empty:
        return None, ()
    each = float(capacity["value"].iloc[-1] / whole["value"].iloc[-1])
    rows = pd.concat([capacity, whole, counts])
    return Interval.spanning(counts["value"] * each), tuple(dict.fromkeys(rows["source"]))
