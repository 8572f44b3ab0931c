"""Whether the two speak with one voice, judged by their votes in the General Assembly (TUR-1)."""

from typing import Any

import pandas as pd

from helpers.analysis import integration as votes
from helpers.analysis import integration_points as ideal
from helpers.claims.ledger import rule, silent
from helpers.claims.verdict import Reading, Verdict
from helpers.evidence import Evidence
from helpers.locale import Name, _, rounded
from helpers.models.interval import Interval
from helpers.models.voting import slope
from helpers.parameters import Integration
from helpers.parameters.integration import MEASURES


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
        *(levels or [silent(_("votes cast by both"), evidence, Name("vote of the two in the General Assembly"))]),
        _trend(evidence, parameters, years),
        _neighbours(evidence, parameters),
        _behaviour(evidence, parameters),
        _beyond_chance(evidence, parameters),
        _ideal(evidence, parameters),
    ]


def _level(evidence: Evidence, parameters: Integration, year: int) -> Reading:
    found = votes.standing(evidence, parameters, year)
    assert found is not None
    definition = _("{measure}, {year}", measure=MEASURES[parameters.measure], year=year)
    enough = found.value.value >= parameters.one_voice
    above = found.value.value > (found.regional if found.median is None else found.median)
    verdict = Verdict.SUPPORTED if enough else Verdict.PARTLY if above else Verdict.CONTRADICTED
    said = {"value": 100 * found.value.value, "year": year}
    reason = _("Likeness was {value:.1f} percent in {year}.", **said)
    if found.median is not None:
        reason = _(
            "Likeness was {value:.1f} percent in {year}, against {median:.1f} for the median pair of states.",
            median=100 * found.median, **said,
        )  # fmt: skip
    return Reading(definition, verdict, reason, found.value.scaled(100), "percent", _rows(evidence, year))


def _trend(evidence: Evidence, parameters: Integration, years: pd.DataFrame) -> Reading:
    definition = _("trend over the years of one source, per decade")
    own = votes.pair_of(years)
    own = own[own["source"] == own["source"].iloc[0]] if len(own) else own
    if len(own) < 4:
        return silent(definition, evidence, Name("series of four years of votes from one source"))
    found = slope(list(own["year"]), list(own["value"])).scaled(1000)
    verdict = Verdict.SUPPORTED if found.low > 0 else Verdict.CONTRADICTED if found.high < 0 else Verdict.PARTLY
    said: dict[str, Any] = {
        "first": own["year"].iloc[0], "last": own["year"].iloc[-1], "measure": MEASURES[parameters.measure],
        "value": found.value, "low": found.low, "high": found.high, "beside": _beside(years, own),
    }  # fmt: skip
    reason = _(
        "From {first} to {last} {measure} did not clearly move, by {value:+.1f} points a decade ({low:+.1f} to "
        "{high:+.1f}){beside}.",
        **said,
    )
    if verdict is Verdict.SUPPORTED:
        reason = _(
            "From {first} to {last} {measure} rose, by {value:+.1f} points a decade ({low:+.1f} to {high:+.1f})"
            "{beside}.",
            **said,
        )
    if verdict is Verdict.CONTRADICTED:
        reason = _(
            "From {first} to {last} {measure} fell, by {value:+.1f} points a decade ({low:+.1f} to {high:+.1f})"
            "{beside}.",
            **said,
        )
    return Reading(definition, verdict, reason, found, "percentage points", _rows(evidence, *own["year"]))


def _beside(years: pd.DataFrame, own: pd.DataFrame) -> Name | str:
    """How the neighbours moved meanwhile: a rise of all is no rise of the two."""
    others = votes.neighbours(years).groupby("year")["value"].median()
    others = others[others.index.isin(own["year"])]
    if len(others) < 4:
        return ""
    moved = 1000 * slope(list(others.index), list(others)).value
    return Name("; the median of their neighbours' pairs moved by {moved:+.1f} points", moved=moved)


def _neighbours(evidence: Evidence, parameters: Integration) -> Reading:
    definition = _("against the other pairs of Central Asia and Azerbaijan")
    found = votes.standing(evidence, parameters)
    if found is None or pd.isna(found.regional):
        return silent(definition, evidence, Name("vote of the pair and its neighbours"))
    gap = 100 * (found.value.value - found.regional)
    verdict = Verdict.SUPPORTED if gap > 0 else Verdict.PARTLY
    said: dict[str, Any] = {
        "year": found.year, "gap": abs(gap), "rank": found.rank, "pairs": found.of, "partners": _partners(found),
    }  # fmt: skip
    reason = _(
        "In {year} the pair was {gap:.1f} points below the median of its neighbours' pairs; of all {pairs} pairs "
        "compared it was number {rank}, counted from the most alike{partners}.",
        **said,
    )
    if gap > 0:
        reason = _(
            "In {year} the pair was {gap:.1f} points above the median of its neighbours' pairs; of all {pairs} pairs "
            "compared it was number {rank}, counted from the most alike{partners}.",
            **said,
        )
    measured = Interval.exactly(rounded(gap, 1))
    return Reading(definition, verdict, reason, measured, "percentage points", _rows(evidence, found.year))


def _partners(found: votes.Standing) -> Name | str:
    """Where each of the two stands among the partners of the other, where that is known."""
    if found.partner_first is None:
        return ""
    return Name(
        "; Kazakhstan is number {first} of Azerbaijan's {partners} partners and Azerbaijan number {second} of "
        "Kazakhstan's",
        first=found.partner_first, partners=found.partners_first, second=found.partner_second,
    )  # fmt: skip


def _behaviour(evidence: Evidence, parameters: Integration) -> Reading:
    definition = _("absence counted as behaviour")
    years = votes.pair_years(evidence, parameters.model_copy(update={"measure": "behaviour"}))
    own = votes.pair_of(years)
    if own.empty:
        return silent(definition, evidence, Name("record of absences of the two"))
    line, year = own.iloc[-1], int(own["year"].iloc[-1])
    others = years[years["usable"] & (years["year"] == year) & (years["pair"] != votes.PAIR)]
    enough, median = line["behaviour"] >= parameters.one_voice, float(others["value"].median())
    verdict = Verdict.SUPPORTED if enough else Verdict.PARTLY if line["behaviour"] > median else Verdict.CONTRADICTED
    reason = _(
        "They behaved alike on {share:.0%} of {votes} roll calls of {year} (median of the other pairs compared: "
        "{median:.0%}); on {one} of them one voted and the other did not.",
        share=line["behaviour"], votes=line["n_rollcalls"], year=year, median=median, one=line["n_one_absent"],
    )  # fmt: skip
    measured = Interval.exactly(100 * float(line["behaviour"]))
    return Reading(definition, verdict, reason, measured, "percent", _rows(evidence, year))


def _beyond_chance(evidence: Evidence, parameters: Integration) -> Reading:
    definition = _("likeness beyond what either's habits alone would give")
    found = votes.above_chance(evidence, parameters)
    own = found[found["pair"] == votes.PAIR]
    if own.empty:
        return silent(definition, evidence, Name("count of the votes for, against and in abstention of the two"))
    line = own.iloc[-1]
    year, kappa = int(line["year"]), float(line["kappa"])
    verdict = Verdict.SUPPORTED if kappa >= parameters.beyond else Verdict.PARTLY if kappa > 0 else Verdict.CONTRADICTED
    reason = _(
        "In {year} two states with the habits of these, mostly a yes, would be {chance:.1%} alike without looking at "
        "each other; the two used {kappa:.0%} of the room above that.",
        year=year, chance=line["chance"], kappa=kappa,
    )  # fmt: skip
    return Reading(definition, verdict, reason, Interval.exactly(100 * kappa), "percent", _rows(evidence, year))


def _ideal(evidence: Evidence, parameters: Integration) -> Reading:
    """The points are estimated from the roll calls: where these are public, they are no further source."""
    definition = _("distance of ideal points, estimated from the same votes")
    gaps = ideal.distances(evidence, parameters)
    own = ideal.of_pair(gaps)
    if own.empty:
        return silent(definition, evidence, Name("ideal point of the two"))
    line, year = own.iloc[-1], int(own["year"].iloc[-1])
    same_year = gaps[gaps["year"] == year]
    median = float(same_year["distance"].median())
    apart = not line["low"] <= 0 <= line["high"]
    near = max(abs(line["low"]), abs(line["high"])) < median
    part = line["distance"] < median or not apart
    verdict = Verdict.SUPPORTED if near and not apart else Verdict.PARTLY if part else Verdict.CONTRADICTED
    reason = _(
        "In {year} the point of Azerbaijan less that of Kazakhstan was {gap:.2f} ({low:.2f} to {high:.2f}), number "
        "{rank} of {pairs} pairs from the nearest; the median pair is {median:.2f} apart.",
        year=year, gap=line["gap"], low=line["low"], high=line["high"], rank=int(line["rank"]), pairs=len(same_year),
        median=median,
    )  # fmt: skip
    measured = Interval(float(line["gap"]), float(line["low"]), float(line["high"]))
    used = _rows(evidence, year)
    beside = () if used else (ideal.SOURCE,)
    return Reading(definition, verdict, reason, measured, "scale units", used, beside)
