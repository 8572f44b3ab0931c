"""What the outlook notebook says after each result: sentences whose numbers are computed."""

import pandas as pd

from helpers.analysis import outlook_targets
from helpers.analysis.outlook import UNKNOWNS, Simulation
from helpers.analysis.outlook_inputs import World
from helpers.models.interval import Interval
from helpers.parameters import Outlook
from helpers.present.outlook import SHORT, percent, target_name
from helpers.present.page import Page
from helpers.present.words import interval_text, listing, number

SILENT = "Too little was published by this day for any quantity to be simulated: a finding of its own."


def say_known(page: Page, found: World, day: str) -> None:
    """What can be simulated on this day, and what cannot."""
    missing = [q for q in found.quantities.values() if q.marginal is None]
    if not found.known:
        page.say(
            "As of {day} nothing can be simulated: {why}.",
            day=day,
            why="; ".join(_why(q.label, q.how) for q in missing),
        )
        return
    page.say(
        "As of {day} the futures run from {first} to {last}.{missing}",
        day=day, first=str(found.years[0]), last=str(found.years[-1]),
        missing=f" Not simulated: {'; '.join(_why(q.label, q.how) for q in missing)}." if missing else "",
    )  # fmt: skip


def _why(label: str, how: str) -> str:
    return f"{label[0].lower() if not label.startswith('Kaz') else label[0]}{label[1:]} ({how})"


def say_futures(page: Page, simulation: Simulation | None, found: World, level: float) -> None:
    """How wide the futures are, and how often ships bind."""
    if simulation is None:
        return
    parts = []
    for output, unit in (
        ("cargo", "million tonnes"),
        ("oil", "million tonnes"),
        ("trade_kazakhstan", "million dollars"),
    ):
        if output in simulation.outputs:
            span = Interval.from_draws(simulation.outputs[output][:, -1], level)
            today = found.quantities[output].history["value"].iloc[-1]
            below = float((simulation.outputs[output][:, -1] < today).mean())
            parts.append(
                f"{SHORT[output]} {interval_text(span, 0 if span.high > 100 else 1)} {unit}, below the last known "
                f"{number(today, 0 if today > 100 else 1)} in {percent(below)} of the futures"
            )
    page.say(
        "In {year}: {parts}.{bound}",
        year=str(simulation.years[-1]), parts="; ".join(parts) or "of the flows nothing can be simulated",
        bound=(
            f" In {percent(float(simulation.bound[-1]))} of the futures ferries and feeders, the only ships counted, "
            "cannot carry the cargo wanted."
            if simulation.bound is not None and found.fleet else ""
        ),
    )  # fmt: skip


def say_chances(page: Page, chances: pd.DataFrame, record: tuple[int, int]) -> None:
    """What the targets are worth, against the record of earlier ones."""
    if chances.empty:
        return
    firm = chances[chances["kind"] == "plan"]
    least = firm.sort_values("chance").iloc[0] if len(firm) else chances.iloc[0]
    wide = chances.assign(width=chances["high"] - chances["low"]).sort_values("width").iloc[-1]
    met, told = record
    page.say(
        "The least likely plan is {least} ({chance}). Levers and assumptions matter most for {wide}: between {low} and "
        "{high}.{record}",
        least=target_name(dict(least)), chance=percent(least["chance"]), wide=target_name(dict(wide)),
        low=percent(wide["low"]), high=percent(wide["high"]),
        record=(
            f" Of the corridor's earlier targets told ahead {met} of {told} were met, a record that the simulation "
            "does not use." if told else ""
        ),
    )  # fmt: skip


def say_trade(page: Page, found: World, simulation: Simulation | None, told: pd.DataFrame) -> None:
    """How much the chance of the target for trade hangs on where the trend starts."""
    for row in told[told["output"].str.startswith("trade")].to_dict("records") if simulation else ():
        other = outlook_targets.from_last(found, simulation, row["output"], row["target"]) if simulation else None
        if other is None:
            continue
        page.say(
            "Trade is continued along the trend of all its years; the last one, {last}, stands at {share} of that "
            "trend, and were the trend to start from it, the chance of {target} would be {chance}.",
            last=str(found.quantities[row["output"]].last), share=f"{other[0]:.0%}",
            target=target_name({str(k): v for k, v in row.items()}), chance=percent(other[1]),
        )  # fmt: skip


def say_moved(page: Page, moved: pd.DataFrame) -> None:
    """Which single lever helps each output most."""
    parts = []
    for output in ("cargo", "containers", "oil"):
        rows = moved[(moved["output"] == output) & (moved["variant"] != "everything helps")].set_index("variant")
        if rows.empty or rows["chance"].isna().all():
            continue
        asked, best = float(rows["chance"]["as asked"]), str(rows["chance"].idxmax())
        parts.append(
            f"{SHORT[output]}: {percent(asked)} as asked, at best {percent(float(rows['chance'].max()))} ({best})"
        )
    if parts:
        page.say("Chance of each leading target in its year: {parts}.", parts="; ".join(parts))


def say_shares(page: Page, shares: pd.DataFrame, correlations: pd.DataFrame) -> None:
    """Which unknown matters most, and what the structural link comes to."""
    if shares.empty:
        return
    cargo = shares[shares["output"] == "cargo"].set_index("input")["total"]
    if len(cargo):
        water = max(float(cargo[["level", "hull", "dredging"]].sum()), 0.0)
        page.say(
            "Of the spread of cargo {share} percent hangs on {top}, and {water} on level, hulls and dredging "
            "together{so}.",
            top=UNKNOWNS[str(cargo.idxmax())], share=number(100 * cargo.max(), 0),
            water="less than one percent" if water < 0.01 else f"{100 * water:.0f} percent",
            so=": over so few years the sea is a smaller unknown than the market" if water < cargo["cargo"] else "",
        )  # fmt: skip
    level = correlations[(correlations["input"] == "level") & correlations["output"].isin(["cargo", "load"])]
    if len(level) == 2:
        values = level.set_index("output")["correlation"]
        page.say(
            "The rank of the level has a correlation of {load} with the load of ships and of {cargo} with cargo{so}.",
            load=number(float(values["load"]), 2), cargo=number(float(values["cargo"]), 2),
            so=(
                ": the sea shows in what a ship loads and hardly in what the route carries"
                if abs(values["cargo"]) < abs(values["load"]) / 2 else ""
            ),
        )  # fmt: skip


def say_scope(page: Page, across: pd.DataFrame) -> None:
    """Why the wide scope of oil is not continued."""
    if len(across):
        page.say(
            "All oil to Azerbaijan, the wide scope, is known for the whole years {years} only and is not continued.",
            years=listing(str(int(year)) for year in across["year"]),
        )


def say_trials(page: Page, trials: pd.DataFrame) -> None:
    """On which side of the futures the outcomes fell."""
    if trials.empty:
        return
    sides = trials.groupby("output")["place"].agg(["median", "size"])
    off = sides[((sides["median"] < 0.2) | (sides["median"] > 0.8)) & (sides["size"] > 1)]
    said = [
        f"{'the level' if name == 'level' else SHORT[str(name)]}, {'low' if row['median'] < 0.5 else 'high'} "
        f"(middle place {row['median']:.0%})"
        for name, row in off.iterrows()
    ]
    page.say(
        "{n} trials of {outputs} quantities are a weak test.{bias}",
        n=len(trials), outputs=len(sides),
        bias=f" Even so, some came on one side of their futures: {listing(said)}." if said else "",
    )  # fmt: skip


def bottom_line(page: Page, simulation: Simulation | None, chances: pd.DataFrame, told: pd.DataFrame,
                conditions: pd.DataFrame, parameters: Outlook) -> None:  # fmt: skip
    """Record the headlines and say what they come to; what is not known is said to be so."""
    last = simulation.years[-1] if simulation else parameters.horizon
    for output, unit, digits in (
        ("cargo", "Mt", 1), ("containers", "TEU", 0), ("oil", "Mt", 1), ("trade_kazakhstan", "USD million", 0),
        ("trade_azerbaijan", "USD million", 0), ("level", "m", 2),
    ):  # fmt: skip
        known = simulation is not None and output in simulation.outputs
        span = (
            Interval.from_draws(simulation.outputs[output][:, -1], parameters.level) if simulation and known else None
        )
        label = "change of the level" if output == "level" else SHORT[output]
        page.headline(f"future_{output}", f"{label[0].upper()}{label[1:]} in {last}, simulated", span, unit, digits)
    for row in told.to_dict("records"):
        chance = chances[(chances["output"] == row["output"]) & (chances["target"] == row["target"])]
        value = float(chance.loc[chance["year"] == row["year"], "chance"].iloc[0])
        name = target_name({str(key): item for key, item in row.items()})
        page.headline(f"chance_{row['output']}", f"Chance: {name}", 100 * value, "percent", text=percent(value))
    page.say(" ".join(_conclusions(simulation, conditions, parameters)))


def _conclusions(simulation: Simulation | None, conditions: pd.DataFrame, parameters: Outlook) -> list[str]:
    if simulation is None:
        return [SILENT]
    return [
        *_spans(simulation, conditions, parameters.level), *_needed(conditions),
        "Whether that would make a new centre is not a question that figures answer.",
    ]  # fmt: skip


def _spans(simulation: Simulation, conditions: pd.DataFrame, level: float) -> list[str]:
    """How wide the futures are beside what is known; nothing where no flow is."""
    parts = []
    for row in conditions.to_dict("records"):
        if row["output"] in ("cargo", "oil", "trade_kazakhstan") and row["output"] in simulation.outputs:
            span = Interval.from_draws(simulation.outputs[row["output"]][:, -1], level)
            digits = 0 if span.high > 100 else 1
            parts.append(
                f"{SHORT[row['output']]} of {number(span.low, digits)} to {number(span.high, digits)} {row['unit']} "
                f"({number(row['today'], digits)} in {row['year']})"
            )
    words = f"{simulation.years[-1]} has {listing(parts)}, each in {level:.0%} of the futures"
    return [f"Almost anything that short records allow: as far as the assumptions hold, {words}."] if parts else []


def _needed(conditions: pd.DataFrame) -> list[str]:
    """What would have to be true for a centre in figures."""
    known = conditions[conditions["multiple"].notna()].sort_values("multiple")
    if known.empty:
        return []
    first, rest = known.iloc[0], known.iloc[1:]
    others = (
        f", and the other flows {number(rest['multiple'].min(), 0)} to {number(rest['multiple'].max(), 0)} times to "
        "equal those that pass the two" if len(rest) else ""
    )  # fmt: skip
    grown = f"{SHORT[first['output']]} would have to grow {first['multiple']:.1f} times to equal {first['beside']}"
    return [f"For a centre in figures {grown}{others}."]
