"""Whether the two speak with one voice, judged by their votes in the General Assembly (TUR-1)."""

import pandas as pd

from helpers.analysis import integration as votes
from helpers.analysis import integration_points as ideal
from helpers.claims.ledger import rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.models.voting import slope
from helpers.parameters import Integration


def _rows(evidence: Evidence, *years: int) -> tuple[str, ...]:
    """Observations of the pair's likeness in these years, by which the votes are cited."""
    found = evidence.series("unga_agreement", votes.PAIR)
    return tuple(found.loc[found["end"].dt.year.isin(years), "row"])


@rule("TUR-1", Integration)
def one_voice(evidence: Evidence, parameters: Integration) -> list[Reading]:
    """Read alignment as level, as trend, against neighbours, with absence, beyond chance, and by ideal points.

    A level speaks with one voice from the share asked for; below it, a pair more alike than the median of
    its comparators is partly so. Ideal points align where zero is within the range of their difference and
    the whole range is nearer than the median pair. The last usable year before the change of source and the
    one after are read apart, for no trend crosses it. The votes on Ukraine are no reading: only roll calls on
    which the two differ are listed one by one, and a list of differences can support nothing.
    """
    years = votes.pair_years(evidence, parameters)
    sources = votes.pair_of(years).groupby("source", sort=False)["year"].max()
    levels = [_level(evidence, parameters, int(year)) for year in sorted(sources, reverse=True)]
    return [
        *(levels or [silent("votes cast by both", evidence, "vote of the two in the General Assembly")]),
        _trend(evidence, parameters, years),
        _neighbours(evidence, parameters),
        _behaviour(evidence, parameters),
        _beyond_chance(evidence, parameters),
        _ideal(evidence, parameters),
    ]


def _level(evidence: Evidence, parameters: Integration, year: int) -> Reading:
    found = votes.standing(evidence, parameters, year)
    assert found is not None
    definition = f"{votes.MEASURES[parameters.measure]}, {year}"
    enough = found.value.value >= parameters.one_voice
    above = found.value.value > (found.regional if found.median is None else found.median)
    verdict = Verdict.SUPPORTED if enough else Verdict.PARTLY if above else Verdict.CONTRADICTED
    beside = "" if found.median is None else f", against {100 * found.median:.1f} for the median pair of states"
    reason = f"Likeness was {100 * found.value.value:.1f} percent in {year}{beside}."
    return Reading(definition, verdict, reason, found.value.scaled(100), "percent", _rows(evidence, year))


def _trend(evidence: Evidence, parameters: Integration, years: pd.DataFrame) -> Reading:
    definition = "trend over the years of one source"
    own = votes.pair_of(years)
    own = own[own["source"] == own["source"].iloc[0]] if len(own) else own
    if len(own) < 4:
        return silent(definition, evidence, "series of four years of votes from one source")
    found = slope(list(own["year"]), list(own["value"])).scaled(1000)
    verdict = Verdict.SUPPORTED if found.low > 0 else Verdict.CONTRADICTED if found.high < 0 else Verdict.PARTLY
    first, last = int(own["year"].iloc[0]), int(own["year"].iloc[-1])
    move = {Verdict.SUPPORTED: "rose", Verdict.CONTRADICTED: "fell", Verdict.PARTLY: "did not clearly move"}[verdict]
    reason = (
        f"From {first} to {last} {votes.MEASURES[parameters.measure]} {move}, by {found.value:+.1f} points a decade "
        f"({found.low:+.1f} to {found.high:+.1f}){_beside(years, own)}.".replace("-", "−")
    )
    return Reading(definition, verdict, reason, found, "percentage points", _rows(evidence, *own["year"]))


def _beside(years: pd.DataFrame, own: pd.DataFrame) -> str:
    """How the neighbours moved meanwhile: a rise of all is no rise of the two."""
    others = votes.neighbours(years).groupby("year")["value"].median()
    others = others[others.index.isin(own["year"])]
    if len(others) < 4:
        return ""
    return (
        f"; the median of their neighbours' pairs moved by {1000 * slope(list(others.index), list(others)).value:+.1f}"
    )


def _neighbours(evidence: Evidence, parameters: Integration) -> Reading:
    definition = "against the other pairs of Central Asia and Azerbaijan"
    found = votes.standing(evidence, parameters)
    if found is None or pd.isna(found.regional):
        return silent(definition, evidence, "vote of the pair and its neighbours")
    gap = 100 * (found.value.value - found.regional)
    verdict = Verdict.SUPPORTED if gap > 0 else Verdict.PARTLY
    where = (
        "" if found.partner_first is None else
        f"; Kazakhstan is number {found.partner_first} of Azerbaijan's {found.partners_first} partners and Azerbaijan "
        f"number {found.partner_second} of Kazakhstan's"
    )  # fmt: skip
    reason = (
        f"In {found.year} the pair was {abs(gap):.1f} points {'above' if gap > 0 else 'below'} the median of its "
        f"neighbours' pairs and number {found.rank} of {found.of} pairs compared{where}."
    )
    measured = Interval.exactly(round(gap, 1))
    return Reading(definition, verdict, reason, measured, "percentage points", _rows(evidence, found.year))


def _behaviour(evidence: Evidence, parameters: Integration) -> Reading:
    definition = "absence counted as behaviour"
    years = votes.pair_years(evidence, parameters.model_copy(update={"measure": "behaviour"}))
    own = votes.pair_of(years)
    if own.empty:
        return silent(definition, evidence, "record of absences of the two")
    line, year = own.iloc[-1], int(own["year"].iloc[-1])
    others = years[years["usable"] & (years["year"] == year) & (years["pair"] != votes.PAIR)]
    enough, median = line["behaviour"] >= parameters.one_voice, float(others["value"].median())
    verdict = Verdict.SUPPORTED if enough else Verdict.PARTLY if line["behaviour"] > median else Verdict.CONTRADICTED
    reason = (
        f"They behaved alike on {line['behaviour']:.0%} of {line['n_rollcalls']} roll calls of {year} (median of the "
        f"other pairs compared: {median:.0%}); on {line['n_one_absent']} of them one voted and the other did not."
    )
    measured = Interval.exactly(100 * float(line["behaviour"]))
    return Reading(definition, verdict, reason, measured, "percent", _rows(evidence, year))


def _beyond_chance(evidence: Evidence, parameters: Integration) -> Reading:
    definition = "likeness beyond what either's habits alone would give"
    found = votes.above_chance(evidence, parameters)
    own = found[found["pair"] == votes.PAIR]
    if own.empty:
        return silent(definition, evidence, "count of the votes for, against and in abstention of the two")
    line = own.iloc[-1]
    year, kappa = int(line["year"]), float(line["kappa"])
    verdict = Verdict.SUPPORTED if kappa >= parameters.beyond else Verdict.PARTLY if kappa > 0 else Verdict.CONTRADICTED
    reason = (
        f"In {year} two states with the habits of these, mostly a yes, would be {line['chance']:.1%} alike without "
        f"looking at each other; the two used {kappa:.0%} of the room above that."
    )
    return Reading(definition, verdict, reason, Interval.exactly(100 * kappa), "percent", _rows(evidence, year))


def _ideal(evidence: Evidence, parameters: Integration) -> Reading:
    """The points are estimated from the roll calls: where these are public, they are no further source."""
    definition = "distance of ideal points, estimated from the same votes"
    gaps = ideal.distances(evidence, parameters)
    own = ideal.of_pair(gaps)
    if own.empty:
        return silent(definition, evidence, "ideal point of the two")
    line, year = own.iloc[-1], int(own["year"].iloc[-1])
    same_year = gaps[gaps["year"] == year]
    median = float(same_year["distance"].median())
    apart = not line["low"] <= 0 <= line["high"]
    near = max(abs(line["low"]), abs(line["high"])) < median
    part = line["distance"] < median or not apart
    verdict = Verdict.SUPPORTED if near and not apart else Verdict.PARTLY if part else Verdict.CONTRADICTED
    reason = (
        f"In {year} the point of Azerbaijan less that of Kazakhstan was {line['gap']:.2f} ({line['low']:.2f} to "
        f"{line['high']:.2f}), number {int(line['rank'])} of {len(same_year)} pairs from the nearest; the "
        f"median pair is {median:.2f} apart."
    )
    measured = Interval(float(line["gap"]), float(line["low"]), float(line["high"]))
    used = _rows(evidence, year)
    beside = () if used else (ideal.SOURCE,)
    return Reading(definition, verdict, reason.replace("-", "−"), measured, "", used, beside)
