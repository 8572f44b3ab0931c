"""Which unknown matters most, and what the levers move."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.analysis.outlook import OUTPUTS, UNKNOWNS, Simulation, named, propagate
from helpers.analysis.outlook_inputs import World
from helpers.locale import COUNTRIES, Name, _, n_, together
from helpers.models import sensitivity
from helpers.models.interval import Interval
from helpers.parameters import Outlook

Floats = NDArray[np.float64]

TRADES = {"trade_azerbaijan": COUNTRIES["AZE"], "trade_kazakhstan": COUNTRIES["KAZ"]}
SHORT = {
    "cargo": Name("cargo"), "containers": Name("containers"), "oil": Name("oil"),
    "trade_azerbaijan": Name("trade (Azerbaijan)"), "trade_kazakhstan": Name("trade (Kazakhstan)"),
}  # fmt: skip
"""Short names of the coupled quantities."""

LEAST_MET = 20
"""Futures that must meet a target before it is asked what they have in common."""


def unknowns(found: World, parameters: Outlook) -> pd.DataFrame:
    """List what is drawn, from what distribution, and whether anybody measured it.

    Returns
    -------
    DataFrame
        ``unknown, basis`` ("record", "published ends" or "assumed"), ``distribution``.
    """
    quantities, p = found.quantities, parameters
    trade = "; ".join(f"{whose}: {quantities[name].how}" for name, whose in TRADES.items())
    dredging = _(
        "triangular about {middle:.0%}, up to {half:.0%} to either side", middle=p.dredged, half=p.dredging_spread
    )
    elasticity = _("{low:.1f} to {high:.1f}, alike likely", low=0.5 * p.elasticity, high=1.5 * p.elasticity)
    rows = [
        *((name, "record", quantities[name].how) for name in ("cargo", "containers", "oil")),
        ("trade", "record", trade),
        ("level", "record", quantities["level"].how),
        ("hull", "published ends", _hull(found)),
        ("dredging", "assumed", dredging),
        ("fleet", "assumed", _fleet(found, p)),
        ("tankers", "assumed", _tankers(found, p)),
        ("elasticity", "assumed", elasticity),
        ("stop", "assumed", _stops(found, p.stop_risk)),
    ]
    frame = pd.DataFrame(rows, columns=["key", "basis", "distribution"])
    return frame.assign(unknown=frame["key"].map(UNKNOWNS))[["unknown", "basis", "distribution"]]


def _hull(found: World) -> str:
    if found.hull is None:
        return _("no ship's draft and cargo published")
    return _("{low:.0%} to {high:.0%} of the cargo, alike likely", low=found.hull.low, high=found.hull.high)


def _fleet(found: World, p: Outlook) -> str:
    if not found.fleet:
        return _("no capacity published: without limit")
    return _("log-normal about {size:.2f} Mt a year, deviation {spread:g}", size=found.fleet, spread=p.spread)


def _tankers(found: World, p: Outlook) -> str:
    if found.tankers is None:
        return _("no capacity published: without limit")
    low, high = found.tankers.low * p.free_tankers_low, found.tankers.high * p.free_tankers_high
    return _("{low:.1f} to {high:.1f} Mt a year, alike likely", low=low, high=high)


def _stops(found: World, risk: float) -> str:
    if not found.stops:
        return _("chance of {risk:.0%} a year; no stop is on record", risk=risk)
    return n_(
        "chance of {risk:.0%} a year; the record has {n} stop, in {years}",
        "chance of {risk:.0%} a year; the record has {n} stops, in {years}",
        len(found.stops), risk=risk, years=together(map(str, found.stops)),
    )  # fmt: skip


def variance_shares(found: World, parameters: Outlook) -> pd.DataFrame:
    """Return Saltelli's first-order and total shares of each unknown in each output of the last year.

    The unknowns are independent here, so that the shares can be told apart: the copula is left out.

    Returns
    -------
    DataFrame
        ``output, input, label, first, total``; empty where nothing is simulated.
    """
    if not found.known or not found.years:
        return pd.DataFrame(columns=["output", "input", "label", "first", "total"])
    sample = np.full((2, len(UNKNOWNS)), 0.5)
    outputs = [key for key in propagate(found, parameters, sample)[0] if key != "level"]

    def model(uniform: Floats) -> Floats:
        values = propagate(found, parameters, np.asarray(uniform, dtype=np.float64))[0]
        return np.column_stack([values[key][:, -1] for key in outputs])

    frame = sensitivity.shares(model, list(UNKNOWNS), outputs, parameters.draws, parameters.seed)
    return frame.assign(label=frame["output"].map({key: named(key)[0] for key in OUTPUTS}))


def correlations(simulation: Simulation) -> pd.DataFrame:
    """Return rank correlations of the unknowns with the outputs of the last year, dependence kept.

    Returns
    -------
    DataFrame
        ``output, input, correlation``.
    """
    outputs = {key: values[:, -1] for key, values in simulation.outputs.items()}
    return sensitivity.rank_correlations(simulation.inputs, outputs)


def hanging_together(found: World) -> pd.DataFrame:
    """Return how the yearly growth of each two coupled quantities went together on the record.

    Returns
    -------
    DataFrame
        ``pair, years`` (with growth of both), ``correlation`` (NaN below three).
    """
    keys = list(SHORT)
    growth = {key: _growth(found.quantities[key].history) for key in keys}
    rows = []
    for place, one in enumerate(keys):
        for two in keys[place + 1 :]:
            both = pd.concat([growth[one], growth[two]], axis=1, join="inner").dropna()
            pair = str(together((SHORT[one], SHORT[two])))
            enough = len(both) >= 3 and bool((both.std() > 0).all())
            rows.append((pair, len(both), float(np.corrcoef(both.to_numpy().T)[0, 1]) if enough else np.nan))
    return pd.DataFrame(rows, columns=["pair", "years", "correlation"])


def _growth(history: pd.DataFrame) -> pd.Series:
    """Change of the logarithm from one known year to the next; a gap gives none."""
    known = history[history["value"] > 0].sort_values("year")
    years, logs = known["year"].to_numpy(float), np.log(known["value"].to_numpy(float))
    next_year = np.diff(years) == 1
    return pd.Series(np.diff(logs)[next_year], index=years[1:][next_year])


def moved(runs: Mapping[str, Simulation], told: pd.DataFrame, level: float) -> pd.DataFrame:
    """Return what every variant makes of the last year.

    Parameters
    ----------
    runs
        From :func:`helpers.analysis.outlook_targets.simulations`.
    told
        One target an output, whose chance is shown beside it.

    Returns
    -------
    DataFrame
        ``variant, output, low, value, high, target, year, chance``; ``chance`` is NaN without a target.
    """
    goals = {row["output"]: (row["target"], row["year"]) for row in told.to_dict("records")}
    rows = []
    for name, run in runs.items():
        for output, values in run.outputs.items():
            span = Interval.from_draws(values[:, -1], level)
            target, year = goals.get(output, (np.nan, run.years[-1]))
            chance = float((run.at(output, year) >= target).mean()) if output in goals else np.nan
            rows.append((name, output, span.low, span.value, span.high, target, year, chance))
    return pd.DataFrame(rows, columns=["variant", "output", "low", "value", "high", "target", "year", "chance"])


def reached(simulation: Simulation, output: str, amounts: Floats) -> Floats:
    """Return the chance that an output of the last year is at least each of some amounts, from 0 to 1."""
    ordered = np.sort(simulation.outputs[output][:, -1])
    return np.asarray(1 - np.searchsorted(ordered, amounts) / len(ordered), dtype=np.float64)


def largest(shares: pd.DataFrame, output: str) -> tuple[str, float] | None:
    """Return the unknown with the largest total share in an output, and the share; None where not known."""
    rows = shares[shares["output"] == output]
    if rows.empty:
        return None
    top = rows.sort_values("total").iloc[-1]
    return str(top["input"]), float(top["total"])


def filtered(simulation: Simulation, told: pd.DataFrame) -> pd.DataFrame:
    """Return what the futures that meet a target have in common: Monte Carlo filtering.

    Parameters
    ----------
    told
        Targets; each is looked for in the last year, late or not.

    Returns
    -------
    DataFrame
        ``output, target, met`` (futures), ``input, median`` (place of the unknown among all futures, 0 to 1;
        a half says nothing), ``apart`` (greatest distance between the distributions of the unknown with the
        target met and missed, Smirnov). Targets met too seldom to tell are left out.

    References
    ----------
    Saltelli, A., and others (2008). Global Sensitivity Analysis: The Primer. Wiley, chapter 5.
    """
    from scipy.stats import ks_2samp  # one notebook maps targets: no other waits for this import

    rows = []
    for row in told.to_dict("records"):
        met = simulation.outputs[row["output"]][:, -1] >= row["target"]
        if not LEAST_MET <= met.sum() <= len(met) - LEAST_MET:
            continue
        for name, drawn in simulation.inputs.items():
            apart = float(ks_2samp(drawn[met], drawn[~met], method="asymp").statistic)
            rows.append((row["output"], row["target"], int(met.sum()), name, float(np.median(drawn[met])), apart))
    return pd.DataFrame(rows, columns=["output", "target", "met", "input", "median", "apart"])
