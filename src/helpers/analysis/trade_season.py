"""What a part of a year of trade says about the rest of it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analysis.trade import full_years, known_by, lines_of, part_years, reporters, turnover
from helpers.analysis.trade_gold import part as taken_apart
from helpers.analysis.trade_profiles import FEW, drawn_concentrations, profiles
from helpers.evidence import Evidence, remembered
from helpers.models import season
from helpers.models.interval import Interval
from helpers.parameters import Trade

_FORECAST = [
    "reporter", "treatment", "made", "months", "part", "until", "value", "low", "high", "naive", "outcome",
    "covered", "rank", "profiles", "rows",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plausibility:
    """How a part-year share compares with the other years that are known.

    Attributes
    ----------
    share
        The share under test.
    usual
        The share that the other profiles lead to expect, with its interval.
    probability
        Of a share as low as the one under test, or lower.
    as_low
        How many of the ``profiles`` lie as far below an even flow.
    """

    share: float
    months: int
    usual: Interval
    probability: float
    profiles: int
    as_low: int
    rows: tuple[str, ...]


@remembered
def plausibility(
    evidence: Evidence, parameters: Trade, share: float, months: int, without: tuple[str, int]
) -> Plausibility | None:
    """Ask how likely it is that no more than a share of a year came in its first months.

    None where fewer than :data:`FEW` profiles are known to compare with.
    """
    known = profiles(evidence, parameters, without)
    if len(known) < FEW:
        return None
    rng = np.random.default_rng(parameters.seed)
    draws = season.draw_shares(drawn_concentrations(known, parameters, rng), months, rng)
    even = months / season.YEAR
    surprise = (share - even) / np.sqrt(even * (1 - even))
    return Plausibility(
        share,
        months,
        Interval.from_draws(draws, parameters.level),
        season.tail(draws, share),
        len(known),
        int((known["surprise"] <= surprise).sum()),
        tuple(dict.fromkeys(row for ids in known["rows"] for row in ids)),
    )


def plausibility_choices(
    evidence: Evidence, parameters: Trade, share: float, months: int, without: tuple[str, int]
) -> pd.DataFrame:
    """Ask :func:`plausibility` by each choice of profiles, with the record of its intervals.

    Returns
    -------
    DataFrame
        ``profiles, known, probability, low, high, inside, tested``: ``inside`` of the ``tested`` years fell in
        the interval of all the others. Choices with too few profiles are left out.
    """
    lines = []
    for choice in ("pair", "all"):
        other = parameters.model_copy(update={"profiles": choice})
        found, record = plausibility(evidence, other, share, months, without), backtest(evidence, other)
        if found is not None:
            inside = int(record["covered"].sum())
            line = (choice, found.profiles, found.probability, found.usual.low, found.usual.high, inside, len(record))
            lines.append(line)
    return pd.DataFrame(lines, columns=["profiles", "known", "probability", "low", "high", "inside", "tested"])


def usual_course(evidence: Evidence, parameters: Trade, without: tuple[str, int]) -> pd.DataFrame:
    """Return the share of a year that the known profiles lead to expect after each month.

    Returns
    -------
    DataFrame
        ``months, low, value, high`` for 1 to 11 months; empty where fewer than
        :data:`FEW` profiles are known.
    """
    known = profiles(evidence, parameters, without)
    if len(known) < FEW:
        return pd.DataFrame(columns=["months", "low", "value", "high"])
    concentrations = drawn_concentrations(known, parameters, np.random.default_rng(parameters.seed))
    spans = []
    for months in range(1, season.YEAR):
        draws = season.draw_shares(concentrations, months, np.random.default_rng(parameters.seed + 1))
        spans.append(Interval.from_draws(draws, parameters.level))
    lines = [(month, span.low, span.value, span.high) for month, span in enumerate(spans, start=1)]
    return pd.DataFrame(lines, columns=["months", "low", "value", "high"])


@remembered
def nowcasts(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Extrapolate the known part of the year to the whole, and to every later part that was published.

    Azerbaijan's part is extrapolated twice where its gold is known: as it stands, and with the gold taken
    as a purchase that does not repeat. Each forecast sees only what was public on the day when its part
    (and its gold) first was; the outcomes are those of the day of the evidence.

    Returns
    -------
    DataFrame
        ``reporter, treatment, made, months, part, until, value, low, high, naive, outcome, covered, rank,
        profiles, rows``. ``until`` is 12 for the year; ``outcome`` is missing where none was published;
        ``rank`` is the share of draws below the outcome; ``profiles`` counts the years learnt from.
    """
    found: list[dict[str, object]] = []
    for reporter in reporters(parameters):
        table = part_years(evidence, reporter, parameters)
        table = table[(table["year"] == parameters.year) & (table["months"] <= parameters.months)]
        if len(table):
            start = table.nlargest(1, "months").iloc[0]
            for treatment, aside, made in _treatments(evidence, parameters, reporter, str(start["period"])):
                found += _forecasts(evidence, parameters, reporter, start, treatment, aside, made)
    return pd.DataFrame(found, columns=_FORECAST)


def _treatments(
    evidence: Evidence, parameters: Trade, reporter: str, period: str
) -> list[tuple[str, float, pd.Timestamp]]:
    """What is set aside before extrapolating, by treatment, and the day on which that was possible."""
    rows = turnover(evidence, reporter, parameters)
    known = rows.loc[rows["period"] == period, "published"].min()
    plain = ("as it stands", 0.0, known)
    found = taken_apart(evidence, period, parameters) if reporter == "azerbaijan" else None
    if found is None or parameters.gold == "with":
        return [plain]
    later = max(known, evidence.rows(found.gold.rows)["published"].min())
    once = ("gold once", found.gold.value, later)
    return [once] if parameters.gold == "without" else [plain, once]


def _forecasts(
    evidence: Evidence,
    parameters: Trade,
    reporter: str,
    start: pd.Series,
    treatment: str,
    aside: float,
    made: pd.Timestamp,
) -> list[dict[str, object]]:
    """All forecasts that begin with one part-year under one treatment."""
    known = profiles(known_by(evidence, made), parameters, without=(reporter, parameters.year))
    if len(known) < FEW:
        return []
    outcomes = _outcomes(evidence, parameters, reporter, int(start["months"]))
    used = turnover(evidence, reporter, parameters)
    part, months, lines = float(start["value"]), int(start["months"]), []
    for until in sorted({season.YEAR, *outcomes}):
        rng = np.random.default_rng(parameters.seed)
        concentrations = drawn_concentrations(known, parameters, rng)
        draws = season.draw_later(part - aside, months, until, concentrations, rng) + aside
        value = Interval.from_draws(draws, parameters.level)
        period, outcome = outcomes.get(until, ("", None))
        lines.append(
            {
                "reporter": reporter, "treatment": treatment, "made": made, "months": months, "part": part,
                "until": until, "value": value.value, "low": value.low, "high": value.high,
                "naive": part * until / months, "outcome": np.nan if outcome is None else outcome,
                "covered": None if outcome is None else value.contains(outcome),
                "rank": np.nan if outcome is None else season.tail(draws, outcome), "profiles": len(known),
                "rows": tuple(used.loc[used["period"].isin([start["period"], period]), "row"]),
            }
        )  # fmt: skip
    return lines


def _outcomes(evidence: Evidence, parameters: Trade, reporter: str, months: int) -> dict[int, tuple[str, float]]:
    """Longer parts of the year that were published, and the year itself: months to period and value."""
    longer = part_years(evidence, reporter, parameters)
    longer = longer[(longer["year"] == parameters.year) & (longer["months"] > months)]
    years = full_years(evidence, reporter, parameters)
    years = years[years["year"] == parameters.year].assign(months=season.YEAR)
    both = [longer, years]
    return {int(line.months): (str(line.period), float(line.value)) for table in both for line in lines_of(table)}


@remembered
def backtest(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Forecast every known year from its own part, by all the others (leave one out)."""
    known = profiles(evidence, parameters)
    rng = np.random.default_rng(parameters.seed)
    return season.leave_one_out(known, parameters.level, parameters.draws, rng)
