"""Tables of the outlook: what is assumed, what hangs together, what a centre would need, how past runs did."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.outlook import COUPLED, OUTPUTS, UNKNOWNS
from helpers.analysis.outlook_inputs import Quantity, World
from helpers.analysis.outlook_targets import VARIANTS
from helpers.locale import Name, _, heads, listing, n_, p_, written
from helpers.models.interval import Interval
from helpers.present.outlook import LEAST, SHORT, percent
from helpers.present.outlook_links import basis
from helpers.present.table import Table
from helpers.present.wording import cell_text
from helpers.present.words import MISSING, interval_text, number

HEADS = heads(
    "quantity",
    "simulated",
    "unknown",
    "pair",
    "correlation",
    "variant",
    "label",
    "today",
    "goal",
    "study",
    "scenario",
    "measure",
    "bound",
    "outcome",
    "chance",
    "low",
    "high",
)

STUDIES = {study.text: study for study in (Name("Kazhydromet"), Name("LogiStan"), Name("albertawestnews blog"))}
"""Studies of the level that have a name in other languages; any other stays as it is."""

APART = 0.5
"""Distance between distributions below which an unknown is not named."""


def known_table(found: World) -> Table:
    """Show what is known of each quantity, and whether it can be simulated."""
    rows = [
        (f"{q.label:Nom}", q.last, _last_value(q), p_("unit", q.unit), cell_text(q.marginal is not None), q.how)
        for q in found.quantities.values()
    ]
    frame = pd.DataFrame(rows, columns=["quantity", "last_year", "value", "unit", "simulated", "how"])
    frame["last_year"] = [str(year) if year else "" for year in [q.last for q in found.quantities.values()]]
    title = n_(
        "{n} of {all} quantities is known well enough to be simulated",
        "{n} of {all} quantities are known well enough to be simulated",
        len(found.known), all=len(rows),
    )  # fmt: skip
    labels = {"how": _("from what, or why not"), "last_year": _("last year known")}
    return Table(frame, title, {"value": _amount}, labels, found.cited, name="outlook-known")


def _last_value(quantity: Quantity) -> float:
    """What was known last; the level is counted from it, and has none."""
    known = len(quantity.history) and quantity.key != "level"
    return float(quantity.history["value"].iloc[-1]) if known else np.nan


def _amount(value: float) -> str:
    return number(value, 0 if abs(value) >= 100 else 2)


def unknowns_table(unknowns: pd.DataFrame, found: World) -> Table:
    """List what is drawn and where its distribution comes from."""
    assumed = int((unknowns["basis"] == "assumed").sum())
    title = n_(
        "{n} of {all} unknowns is assumed by us, and nobody has measured it",
        "{n} of {all} unknowns are assumed by us, and nobody has measured them",
        assumed, all=len(unknowns),
    )  # fmt: skip
    note = _(
        "The fleet is rail ferries and feeders at the capacity published, taken to hold at today's water; dry-cargo "
        "ships are not counted. Change the assumptions among the parameters; figures below show how much hangs on each."
    )
    labels = {"distribution": _("drawn from"), "basis": p_("ground", "basis")}
    return Table(unknowns, title, {"basis": basis}, labels, found.cited, note, "outlook-unknowns")


def dependence_table(hanging: pd.DataFrame, together: float, found: World) -> Table | None:
    """Show the correlations of growth on the record beside the assumed one; None where there is none."""
    rows = hanging.dropna(subset="correlation").reset_index(drop=True)
    if rows.empty:
        return None
    below = int((rows["correlation"] < together).sum())
    title = n_(
        "The assumed correlation of {together:g} is no finding: {below} of {all} on the record are lower, and none "
        "rests on more than {n} year",
        "The assumed correlation of {together:g} is no finding: {below} of {all} on the record are lower, and none "
        "rests on more than {n} years",
        int(rows["years"].max()), together=together, below=below, all=len(rows),
    )  # fmt: skip
    labels = {"years": _("years with both")}
    return Table(rows, title, {"correlation": "+.2f"}, labels, found.cited, name="outlook-dependence")


def together_table(joint: pd.DataFrame, told: pd.DataFrame, draws: int) -> Table | None:
    """Show the chance of meeting all targets, by dependence; None for no target."""
    if joint.empty:
        return None
    asked = joint[joint["variant"] == "as asked"].iloc[0]
    names = [_goal(row["output"], row["target"], row["unit"]) for row in told.to_dict("records")]
    title = n_(
        "All {n} targets met by the last year: {met}; none met: {none}",
        "All {n} targets met by the last year: {met}; none met: {none}",
        len(told), met=percent(asked["all"]), none=percent(asked["none"]),
    )  # fmt: skip
    labels = {"all": _("all met"), "product": _("all met if nothing hung together"), "none": _("none met")}
    note = _(
        "The targets ({targets}) count as met even if late. One future of {draws:,} is {share:.2%}.",
        targets=listing(names), draws=draws, share=1 / draws,
    )  # fmt: skip
    formats: dict[str, Any] = {
        "all": ".2%", "product": ".3%", "none": ".0%", "variant": lambda key: str(VARIANTS[key]),
    }  # fmt: skip
    return Table(joint, title, formats, labels, told, note, "outlook-together")


def _goal(output: str, target: float, unit: str) -> str:
    return f"{SHORT[output]} {number(target)} {p_('unit', unit)}"


def conditions_table(conditions: pd.DataFrame) -> Table | None:
    """Show what would have to be true; None where nothing can be set beside anything."""
    if conditions.empty:
        return None
    times = [
        interval_text(Interval(*ends), 1) if np.isfinite(ends[0]) else MISSING
        for ends in zip(conditions["multiple"], conditions["low"], conditions["high"], strict=True)
    ]
    names = [_with_unit(row["output"], row["unit"]) for row in conditions.to_dict("records")]
    flows = [
        _("{flow} ({year})", flow=flow, year=int(year))
        for flow, year in zip(conditions["beside"], conditions["benchmark_year"], strict=True)
    ]
    frame = conditions.assign(multiple=times, label=names, beside=flows)
    frame = frame.drop(columns=["output", "source", "rows", "low", "high", "unit", "benchmark_year"])
    formats: dict[str, Any] = {
        "today": _amount, "benchmark": _amount, "growth": ".0%",
        "chance": lambda chance: f"<{written(LEAST, '.1%')}" if chance < LEAST else written(chance, ".0%"),
        "year": "d",
    }  # fmt: skip
    labels = {
        "label": p_("column", "quantity"), "beside": _("flow that passes"), "multiple": _("times to grow"),
        "growth": _("growth a year"), "benchmark": _("its size"),
    }  # fmt: skip
    note = _(
        "Times in brackets: by rival figures of the passing flow. Chance: by the last year; for trade it comes from "
        "the width of a band that rests on a few uneven years, not from a trend towards the size."
    )
    return Table(frame, _conditions_title(conditions), formats, labels, conditions, note, "outlook-conditions")


def _with_unit(output: str, unit: str) -> str:
    return f"{SHORT.get(output, output)}, {p_('unit', unit)}"


def _conditions_title(conditions: pd.DataFrame) -> str:
    least = conditions.sort_values("multiple").iloc[0]
    said = {"what": SHORT[least["output"]], "times": least["multiple"]}
    if len(conditions) == 1:
        return _("To equal the flow that passes, {what} would have to grow {times:.1f} times", **said)
    others = conditions["multiple"].drop(least.name)
    return _(
        "To equal the flow that passes, {what} would have to grow {times:.1f} times, "
        "the others {low:.0f} to {high:.0f} times",
        low=others.min(), high=conditions["multiple"].max(), **said,
    )  # fmt: skip


def filtered_table(filtered: pd.DataFrame, sources: Sequence[str]) -> Table | None:
    """Show what the futures that meet a target have in common; None where none is met often enough."""
    rows = filtered[filtered["apart"] >= APART].sort_values(["output", "apart"], ascending=[True, False])
    if rows.empty:
        return None
    uncoupled = rows[~rows["input"].isin(list(UNKNOWNS)[:COUPLED])].drop_duplicates("output")
    said = [
        _("{what} also by {unknown}", what=SHORT[row["output"]], unknown=UNKNOWNS[row["input"]])
        for row in uncoupled.to_dict("records")
    ]
    frame = rows.assign(
        goal=[_goal(r["output"], r["target"], OUTPUTS[r["output"]][1]) for r in rows.to_dict("records")],
        unknown=rows["input"].map(UNKNOWNS),
    )[["goal", "met", "unknown", "median", "apart"]].reset_index(drop=True)
    labels = {
        "met": _("futures that meet it"), "median": _("its middle rank in them"), "apart": _("distance"),
    }  # fmt: skip
    note = _(
        "Rank 0 is the least and 1 the most that is drawn; a half is nothing special. Distance (Smirnov): the widest "
        "gap between the ranks in futures that meet the target and in those that miss it; below {apart:g} left out, "
        "for quantities drawn together show up beside each other's cause.",
        apart=APART,
    )
    title = _("Futures that meet their target stand out by what is wanted alone")
    if said:
        title = _("Futures that meet their target stand out by what is wanted; {also}", also=listing(said))
    return Table(frame, title, {"median": ".2f", "apart": ".2f"}, labels, sources, note, "outlook-filtered")


def falls_table(falls: pd.DataFrame, fall: Interval | None, horizon: int) -> Table | None:
    """Show published projections of the level beside the simulation; None for none."""
    if falls.empty:
        return None
    low, high = falls["fall"].min(), falls["fall"].max()
    published: dict[str, Any] = {"year": horizon, "low": low, "high": high}
    title = _("Published falls by {year} run from {low:.2f} to {high:.2f} metres", **published)
    if fall:
        title = _(
            "Published falls by {year} run from {low:.2f} to {high:.2f} metres, the simulation's from {least:.2f} to "
            "{most:.2f}",
            least=fall.low, most=fall.high, **published,
        )  # fmt: skip
    said = [column for column in ("scenario", "measure", "bound") if len(set(falls[column])) > 1]
    frame = falls[["study", *said, "fall"]]
    labels = {"fall": _("fall, m")}
    formats: dict[str, Any] = {"fall": ".2f", "study": lambda study: str(STUDIES.get(study, study))}
    note = _("Published falls are counted from the newest yearly mean of the Kazakh gauges.")
    if not said and frame["study"].duplicated().any():
        note = " ".join([note, _("A study named more than once gives a figure for each of its scenarios.")])
    return Table(frame, title, formats, labels, falls, note, "outlook-falls")


_ENDS = ("low", "value", "high", "outcome")


def _tried(trials: pd.DataFrame) -> Callable[[float], str]:
    """Write each number of the trials with the digits of its quantity, whatever its size."""
    digits = {
        row[end]: 2 if row["output"] in ("cargo", "oil", "level") else 0
        for row in trials.to_dict("records")
        for end in _ENDS
    }
    return lambda value: number(value, digits.get(value, 0))


def trials_table(trials: pd.DataFrame) -> Table | None:
    """Show how the simulation of past year ends did; None for no trial."""
    if trials.empty:
        return None
    held = int(trials["inside"].sum())
    title = n_(
        "Run with the knowledge of past years, the band held {n} of {all} outcomes",
        "Run with the knowledge of past years, the band held {n} of {all} outcomes",
        held, all=len(trials),
    )  # fmt: skip
    names = [_with_unit(r["output"], r["unit"]) for r in trials.to_dict("records")]
    frame = trials.assign(label=names, made=trials["made"].dt.year).drop(columns=["output", "source", "unit"])
    formats: dict[str, Any] = {
        **dict.fromkeys(_ENDS, _tried(trials)),
        "place": ".0%",
        "made": "d",
    }
    labels = {
        "made": _("known at the end of"), "place": _("futures below the outcome"), "inside": _("in the band"),
        "label": p_("column", "quantity"), "value": _("middle"),
    }  # fmt: skip
    note = _(
        "Trials share their outcomes, so they are fewer than their number says. Level: against the last year seen."
    )
    return Table(frame, title, formats, labels, trials, note, "outlook-trials")
