"""What the outlook notebook says after each result: sentences whose numbers are computed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from helpers.analysis import outlook_targets
from helpers.analysis.outlook import UNKNOWNS, Simulation
from helpers.analysis.outlook_inputs import Quantity, World
from helpers.analysis.outlook_targets import VARIANTS
from helpers.locale import Name, _, listing, p_, rounded
from helpers.models.interval import Interval
from helpers.parameters import Outlook
from helpers.present.outlook import DIGITS, SHORT, coarse, percent, target_name
from helpers.present.page import Page
from helpers.present.words import interval_text, number


def silent() -> str:
    """Say that there is nothing to simulate."""
    return _("Too little was published by this day for any quantity to be simulated: a finding of its own.")


def say_known(page: Page, found: World, day: date) -> None:
    """What can be simulated on this day, and what cannot."""
    missing = [q for q in found.quantities.values() if q.marginal is None]
    if not found.known:
        page.say("As of {day} nothing can be simulated: {why}.", day=day, why=_why(missing))
        return
    ends: dict[str, Any] = {"day": day, "first": str(found.years[0]), "last": str(found.years[-1])}
    if missing:
        page.say(
            "As of {day} the futures run from {first} to {last}. Not simulated: {missing}.",
            missing=_why(missing), **ends,
        )  # fmt: skip
    else:
        page.say("As of {day} the futures run from {first} to {last}.", **ends)


def _why(missing: Iterable[Quantity]) -> str:
    return "; ".join(f"{quantity.label} ({quantity.how})" for quantity in missing)


def say_futures(page: Page, simulation: Simulation | None, found: World, level: float) -> None:
    """How wide the futures are, and how often ships bind."""
    if simulation is None:
        return
    parts = [
        _future(output, simulation, found, level)
        for output in ("cargo", "oil", "trade_kazakhstan")
        if output in simulation.outputs
    ]
    said: dict[str, Any] = {
        "year": str(simulation.years[-1]),
        "parts": "; ".join(parts) or _("of the flows nothing can be simulated"),
    }
    if simulation.bound is not None and found.fleet:
        page.say(
            "In {year}: {parts}. In {chance} of the futures ferries and feeders, the only ships counted, cannot carry "
            "the cargo wanted.",
            chance=percent(float(simulation.bound[-1])), **said,
        )  # fmt: skip
    else:
        page.say("In {year}: {parts}.", **said)


def _future(output: str, simulation: Simulation, found: World, level: float) -> str:
    """The range of one output in the last year, beside what is known."""
    span = Interval.from_draws(simulation.outputs[output][:, -1], level)
    today = found.quantities[output].history["value"].iloc[-1]
    said: dict[str, Any] = {
        "what": SHORT[output], "span": _span_text(output, span),
        "today": number(today, 0 if today > 100 else 1),
        "chance": percent(float((simulation.outputs[output][:, -1] < today).mean())),
    }  # fmt: skip
    if output == "trade_kazakhstan":
        return _("{what} {span} million dollars, below the last known {today} in {chance} of the futures", **said)
    return _("{what} {span} million tonnes, below the last known {today} in {chance} of the futures", **said)


def say_chances(page: Page, chances: pd.DataFrame, record: tuple[int, int]) -> None:
    """What the targets are worth, against the record of earlier ones."""
    if chances.empty:
        return
    firm = chances[chances["kind"] == "plan"]
    least = firm.sort_values("chance").iloc[0] if len(firm) else chances.iloc[0]
    wide = chances.assign(width=chances["high"] - chances["low"]).sort_values("width").iloc[-1]
    met, told = record
    said: dict[str, Any] = {
        "least": target_name(dict(least)), "chance": percent(least["chance"]), "wide": target_name(dict(wide)),
        "low": percent(wide["low"]), "high": percent(wide["high"]),
    }  # fmt: skip
    if told:
        page.say(
            "The least likely plan is {least} ({chance}). Levers and assumptions matter most for {wide}: between {low} "
            "and {high}. Of the corridor's earlier targets told ahead {met} of {told} were met, a record that the "
            "simulation does not use.",
            met=met, told=told, **said,
        )  # fmt: skip
    else:
        page.say(
            "The least likely plan is {least} ({chance}). Levers and assumptions matter most for {wide}: between {low} "
            "and {high}.",
            **said,
        )


def say_trade(page: Page, found: World, simulation: Simulation | None, told: pd.DataFrame) -> None:
    """How much the chance of the target for trade hangs on where the trend starts."""
    for row in told[told["output"].str.startswith("trade")].to_dict("records") if simulation else ():
        other = outlook_targets.from_last(found, simulation, row["output"], row["target"]) if simulation else None
        if other is None:
            continue
        page.say(
            "Trade is continued along the trend of all its years; the last one, {last}, stands at {share:.0%} of that "
            "trend, and were the trend to start from it, the chance of {target} would be {chance}.",
            last=str(found.quantities[row["output"]].last), share=other[0],
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
        parts.append(_(
            "{what}: {asked} as asked, at best {most} ({best})", what=SHORT[output], asked=percent(asked),
            most=percent(float(rows["chance"].max())), best=VARIANTS[best],
        ))  # fmt: skip
    if parts:
        page.say("Chance of each leading target in its year: {parts}.", parts="; ".join(parts))


def say_shares(page: Page, shares: pd.DataFrame, correlations: pd.DataFrame) -> None:
    """Which unknown matters most, and what the structural link comes to."""
    if shares.empty:
        return
    cargo = shares[shares["output"] == "cargo"].set_index("input")["total"]
    if len(cargo):
        water = max(float(cargo[["level", "hull", "dredging"]].sum()), 0.0)
        said = {
            "top": UNKNOWNS[str(cargo.idxmax())], "share": 100 * cargo.max(),
            "water": _("less than one percent") if water < 0.01 else percent(water),
        }  # fmt: skip
        if water < cargo["cargo"]:
            page.say(
                "Of the spread of cargo {share:.0f} percent hangs on {top}, and {water} on level, hulls and dredging "
                "together: over so few years the sea is a smaller unknown than the market.",
                **said,
            )
        else:
            page.say(
                "Of the spread of cargo {share:.0f} percent hangs on {top}, and {water} on level, hulls and dredging "
                "together.",
                **said,
            )
    level = correlations[(correlations["input"] == "level") & correlations["output"].isin(["cargo", "load"])]
    if len(level) == 2:
        _say_sea(page, level.set_index("output")["correlation"])


def _say_sea(page: Page, values: pd.Series) -> None:
    """How much the sea shows in the load of ships, and in the cargo."""
    ranks: dict[str, Any] = {"load": float(values["load"]), "cargo": float(values["cargo"])}
    if abs(ranks["cargo"]) < abs(ranks["load"]) / 2:
        page.say(
            "The rank of the level has a correlation of {load:.2f} with the load of ships and of {cargo:.2f} with "
            "cargo: the sea shows in what a ship loads and hardly in what the route carries.",
            **ranks,
        )
    else:
        page.say(
            "The rank of the level has a correlation of {load:.2f} with the load of ships and of {cargo:.2f} with "
            "cargo.",
            **ranks,
        )


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
    said = listing(_side(str(name), float(row["median"])) for name, row in off.iterrows())
    counted: dict[str, Any] = {"n": len(trials), "outputs": len(sides)}
    if said:
        page.say(
            "{n} trials of {outputs} quantities are a weak test. Even so, some came on one side of their futures: "
            "{sides}.",
            sides=said, **counted,
        )  # fmt: skip
    else:
        page.say("{n} trials of {outputs} quantities are a weak test.", **counted)


def _side(output: str, place: float) -> str:
    what = Name("the level") if output == "level" else SHORT[output]
    if place < 0.5:
        return _("{what}, low (middle place {place:.0%})", what=what, place=place)
    return _("{what}, high (middle place {place:.0%})", what=what, place=place)


def bottom_line(page: Page, simulation: Simulation | None, chances: pd.DataFrame, told: pd.DataFrame,
                conditions: pd.DataFrame, parameters: Outlook) -> None:  # fmt: skip
    """Record the headlines and say what they come to; what is not known is said to be so."""
    last = simulation.years[-1] if simulation else parameters.horizon
    for output, unit in (
        ("cargo", "Mt"), ("containers", "TEU"), ("oil", "Mt"), ("trade_kazakhstan", "USD million"),
        ("trade_azerbaijan", "USD million"), ("level", "m"),
    ):  # fmt: skip
        known = simulation is not None and output in simulation.outputs
        span = (
            Interval.from_draws(simulation.outputs[output][:, -1], parameters.level) if simulation and known else None
        )
        what = Name("change of the level") if output == "level" else SHORT[output]
        label = _("{what:Nom} in {year}, median", what=what, year=last)
        text = _span_text(output, span, unit) if span else None
        page.headline(f"future_{output}", label, span, unit, text=text)
    for row in told.to_dict("records"):
        chance = chances[(chances["output"] == row["output"]) & (chances["target"] == row["target"])]
        value = float(chance.loc[chance["year"] == row["year"], "chance"].iloc[0])
        name = target_name({str(key): item for key, item in row.items()})
        label = _("Chance: {target}", target=name)
        page.headline(f"chance_{row['output']}", label, 100 * value, "percent", text=percent(value))
    if simulation is None:
        page.say(silent())
        return
    for sentence in _spans(simulation, conditions, parameters.level):
        page.say(sentence, of="outlook-futures")
    for sentence in _needed(conditions):
        page.say(sentence, of="outlook-conditions")


def _span_text(output: str, span: Interval, unit: str = "") -> str:
    """Write the range of an output with the digits that its width leaves it."""
    digits = DIGITS[output]
    told = Interval(*(rounded(end, digits) for end in (span.value, span.low, span.high)))
    return interval_text(told, max(digits, 0), unit)


def _spans(simulation: Simulation, conditions: pd.DataFrame, level: float) -> list[str]:
    """How wide the futures are beside what is known; nothing where no flow is."""
    parts = []
    for row in conditions.to_dict("records"):
        if row["output"] in ("cargo", "oil", "trade_kazakhstan") and row["output"] in simulation.outputs:
            span = Interval.from_draws(simulation.outputs[row["output"]][:, -1], level)
            parts.append(_(
                "{what} of {low} to {high} {unit} ({today} in {year})", what=SHORT[row["output"]],
                low=coarse(row["output"], span.low), high=coarse(row["output"], span.high),
                unit=p_("unit", row["unit"]), year=row["year"],
                today=number(row["today"], max(DIGITS[row["output"]], 0)),
            ))  # fmt: skip
    if not parts:
        return []
    sentence = _(
        "The short records allow almost anything: as far as the assumptions hold, {year} brings {parts}, each in "
        "{level:.0%} of the futures.",
        year=simulation.years[-1], parts=listing(parts), level=level,
    )  # fmt: skip
    return [sentence]


def _needed(conditions: pd.DataFrame) -> list[str]:
    """What would have to be true for a centre in figures."""
    known = conditions[conditions["multiple"].notna()].sort_values("multiple")
    if known.empty:
        return []
    first, rest = known.iloc[0], known.iloc[1:]
    said: dict[str, Any] = {"what": SHORT[first["output"]], "times": first["multiple"]}
    if rest.empty:
        return [_(
            "A centre in figures would take growth: {what} {times:.1f} times, to equal {flow}. Whether that would "
            "make a new centre, figures do not answer.",
            flow=first["beside"], **said,
        )]  # fmt: skip
    sentence = _(
        "A centre in figures would take growth: {what} {times:.1f} times, the other flows {low:.0f} to {high:.0f} "
        "times, to equal those that pass the two by. Whether that would make a new centre, figures do not answer.",
        low=rest["multiple"].min(), high=rest["multiple"].max(), **said,
    )  # fmt: skip
    return [sentence]
