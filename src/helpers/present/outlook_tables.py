"""Tables of the outlook: what is assumed, what hangs together, what a centre would need, how past runs did."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.outlook import COUPLED, OUTPUTS, UNKNOWNS
from helpers.analysis.outlook_inputs import World
from helpers.models.interval import Interval
from helpers.present.outlook import SHORT, percent
from helpers.present.table import Table
from helpers.present.words import MISSING, interval_text, listing, number

APART = 0.5
"""Distance between distributions below which an unknown is not named."""


def known_table(found: World) -> Table:
    """Show what is known of each quantity, and whether it can be simulated."""
    rows = [
        (q.label, q.last, float(q.history["value"].iloc[-1]) if len(q.history) and q.key != "level" else np.nan,
         q.unit, "yes" if q.marginal is not None else "no", q.how)
        for q in found.quantities.values()
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["quantity", "last_year", "value", "unit", "simulated", "how"])
    frame["last_year"] = [str(year) if year else "" for year in [q.last for q in found.quantities.values()]]
    title = f"{len(found.known)} of {len(rows)} quantities are known well enough to be simulated"
    labels = {"how": "from what, or why not", "last_year": "last year known"}
    return Table(frame, title, {"value": _amount}, labels, found.cited, name="outlook-known")


def _amount(value: float) -> str:
    return number(value, 0 if abs(value) >= 100 else 2)


def unknowns_table(unknowns: pd.DataFrame, found: World) -> Table:
    """List what is drawn and where its distribution comes from."""
    assumed = int((unknowns["basis"] == "assumed").sum())
    title = f"{assumed} of {len(unknowns)} unknowns are assumed by us, and nobody has measured them"
    note = (
        "The fleet is rail ferries and feeders at the capacity published, taken to hold at today's water; dry-cargo "
        "ships are not counted. Change the assumptions among the parameters; figures below show how much hangs on each."
    )
    labels = {"distribution": "drawn from"}
    return Table(unknowns, title, {}, labels, found.cited, note, "outlook-unknowns")


def dependence_table(hanging: pd.DataFrame, together: float, found: World) -> Table | None:
    """Show the correlations of growth on the record beside the assumed one; None where there is none."""
    rows = hanging.dropna(subset="correlation").reset_index(drop=True)
    if rows.empty:
        return None
    below = int((rows["correlation"] < together).sum())
    title = (
        f"The assumed correlation of {together:g} is no finding: {below} of {len(rows)} on the record are lower, and "
        f"none rests on more than {int(rows['years'].max())} years"
    )
    return Table(
        rows, title, {"correlation": "+.2f"}, {"years": "years with both"}, found.cited, name="outlook-dependence"
    )


def together_table(joint: pd.DataFrame, told: pd.DataFrame, draws: int) -> Table | None:
    """Show the chance of meeting all targets, by dependence; None for no target."""
    if joint.empty:
        return None
    asked = joint[joint["variant"] == "as asked"].iloc[0]
    names = [f"{SHORT[row['output']]} {number(row['target'])} {row['unit']}" for row in told.to_dict("records")]
    title = f"All {len(told)} targets met by the last year: {percent(asked['all'])}; none met: {percent(asked['none'])}"
    labels = {"all": "all met", "product": "all met if nothing hung together", "none": "none met"}
    note = f"Targets, met late or not: {listing(names)}. One future of {draws:,} is {1 / draws:.2%}."
    formats = {"all": ".2%", "product": ".3%", "none": ".0%"}
    return Table(joint, title, formats, labels, told, note, "outlook-together")


def conditions_table(conditions: pd.DataFrame) -> Table | None:
    """Show what would have to be true; None where nothing can be set beside anything."""
    if conditions.empty:
        return None
    least = conditions.sort_values("multiple").iloc[0]
    title = (
        f"To equal the flow that passes, {SHORT[least['output']]} would have to grow {least['multiple']:.1f} times, "
        f"the others {conditions['multiple'].drop(least.name).min():.0f} to {conditions['multiple'].max():.0f} times"
        if len(conditions) > 1
        else f"To equal the flow that passes, {SHORT[least['output']]} would have to grow {least['multiple']:.1f} times"
    )
    times = [
        interval_text(Interval(*ends), 1) if np.isfinite(ends[0]) else MISSING
        for ends in zip(conditions["multiple"], conditions["low"], conditions["high"], strict=True)
    ]
    names = [f"{SHORT[row['output']]}, {row['unit']}" for row in conditions.to_dict("records")]
    frame = conditions.assign(multiple=times, label=names)
    frame = frame.drop(columns=["output", "source", "rows", "low", "high", "unit"])
    formats: dict[str, Any] = {
        "today": _amount, "benchmark": _amount, "growth": ".0%",
        "chance": lambda chance: percent(chance) if chance == chance else "–",
        "year": "d", "benchmark_year": "d",
    }  # fmt: skip
    labels = {
        "label": "quantity", "beside": "flow that passes", "multiple": "times to grow",
        "growth": "growth a year", "benchmark": "its size", "benchmark_year": "its year",
        "chance": "chance by the last year",
    }  # fmt: skip
    note = (
        "Times in brackets: by rival figures of the passing flow. A chance for trade comes from the width of a band "
        "that rests on a few uneven years, not from a trend towards the size."
    )
    return Table(frame, title, formats, labels, conditions, note, "outlook-conditions")


def filtered_table(filtered: pd.DataFrame, sources: Sequence[str]) -> Table | None:
    """Show what the futures that meet a target have in common; None where none is met often enough."""
    rows = filtered[filtered["apart"] >= APART].sort_values(["output", "apart"], ascending=[True, False])
    if rows.empty:
        return None
    uncoupled = rows[~rows["input"].isin(list(UNKNOWNS)[:COUPLED])].drop_duplicates("output")
    said = [f"{SHORT[row['output']]} also by {UNKNOWNS[row['input']]}" for row in uncoupled.to_dict("records")]
    frame = rows.assign(
        goal=[f"{SHORT[r['output']]} {number(r['target'])} {OUTPUTS[r['output']][1]}" for r in rows.to_dict("records")],
        unknown=rows["input"].map(UNKNOWNS),
    )[["goal", "met", "unknown", "median", "apart"]].reset_index(drop=True)
    labels = {
        "met": "futures that meet it",
        "median": "its middle rank in them",
        "apart": "distance",
    }
    note = (
        "Rank 0 is the least and 1 the most that is drawn; a half is nothing special. Distance (Smirnov): the widest "
        f"gap between the ranks in futures that meet the target and in those that miss it; below {APART:g} left out, "
        "for quantities drawn together show up beside each other's cause."
    )
    title = "Futures that meet their target stand out by what is wanted"
    title += f"; {listing(said)}" if said else " alone"
    return Table(frame, title, {"median": ".2f", "apart": ".2f"}, labels, sources, note, "outlook-filtered")


def falls_table(falls: pd.DataFrame, fall: Interval | None, horizon: int) -> Table | None:
    """Show published projections of the level beside the simulation; None for none."""
    if falls.empty:
        return None
    low, high = falls["fall"].min(), falls["fall"].max()
    title = f"Published falls by {horizon} run from {number(low, 2)} to {number(high, 2)} metres"
    if fall:
        title += f", the simulation's from {number(fall.low, 2)} to {number(fall.high, 2)}"
    said = [column for column in ("scenario", "measure", "bound") if len(set(falls[column])) > 1]
    frame = falls[["study", *said, "fall"]]
    labels = {"fall": "fall, metres, from the newest Kazakh yearly mean"}
    return Table(frame, title, {"fall": ".2f"}, labels, falls, name="outlook-falls")


def trials_table(trials: pd.DataFrame) -> Table | None:
    """Show how the simulation of past year ends did; None for no trial."""
    if trials.empty:
        return None
    held = int(trials["inside"].sum())
    title = f"Run with the knowledge of past years, the band held {held} of {len(trials)} outcomes"
    names = [f"{SHORT.get(r['output'], r['output'])}, {r['unit']}" for r in trials.to_dict("records")]
    frame = trials.assign(label=names, made=trials["made"].dt.year).drop(columns=["output", "source", "unit"])
    formats: dict[str, Any] = {
        **dict.fromkeys(("low", "value", "high", "outcome"), _amount),
        "place": ".0%",
        "made": "d",
    }
    labels = {"made": "known at the end of", "place": "futures below the outcome", "inside": "in the band",
              "label": "quantity", "value": "middle"}  # fmt: skip
    note = "Trials share their outcomes, so they are fewer than their number says. Level: against the last year seen."
    return Table(frame, title, formats, labels, trials, note, "outlook-trials")
