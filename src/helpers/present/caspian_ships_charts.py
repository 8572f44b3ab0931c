"""Figures and tables of ships, the Dubendi terminal, dredging and joint steps."""

import pandas as pd

from helpers.analysis.caspian_ships import Race, Terminal, oil_across
from helpers.evidence import Evidence
from helpers.locale import COUNTRIES, Name, _, heads, n_, p_, tabled, together
from helpers.present.caspian_level_charts import metres, span
from helpers.present.chart import Chart
from helpers.present.page import Page
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import interval_text, number

STATES = {"CASPIAN": Name("littoral states"), **COUNTRIES}
KINDS = {"actual": Name("actual"), "plan": Name("plan"), "estimate": Name("estimate")}
"""What the kinds of an observation are called."""
HEADS = heads("ship", "method", "load")

SHIPS = {
    "RST26": Name("RST26 river-sea tanker"),
    "RST27": Name("RST27 river-sea tanker"),
    "PROJECT19619": Name("Project 19619 and Aktau class"),
    "LACHIN": Name("Lachin tanker"),
    "TARAZ_LIWA": Name("Taraz and Liwa tankers"),
    "ASCO_NEW_TANKER": Name("new ASCO tanker"),
}


def ships_table(losses: pd.DataFrame, level_change: float) -> Table | None:
    """Show what a change of level takes from each class of ship."""
    if losses.empty:
        return None
    rows = losses.assign(ship=[str(SHIPS.get(ship, ship)) for ship in losses["ship"]])
    low, high = -100 * float(rows["share"].max()), -100 * float(rows["share"].min())
    return Table(
        rows[["ship", "deadweight", "tonnes_per_cm", "method", "cargo", "share", "cost"]],
        _(
            "{water:.0f} cm less water take {low:.1f} to {high:.1f} percent of a tanker's cargo",
            water=-100 * level_change,
            low=low,
            high=high,
        ),
        formats={
            "deadweight": ",.0f",
            "tonnes_per_cm": ".1f",
            "cargo": ",.0f",
            "share": ".1%",
            "cost": "+.1%",
        },
        labels={
            "deadweight": _("deadweight, t"),
            "tonnes_per_cm": _("t per cm"),
            "cargo": _("cargo a voyage, t"),
            "share": _("of deadweight"),
            "cost": _("cost of a tonne"),
        },
        sources=losses,
        name="ships",
    )


def loads_table(loads: pd.DataFrame, share: float) -> Table | None:
    """Show the reported loads and the cost of a tonne at each, if a share of a voyage's cost is fixed."""
    if loads.empty:
        return None
    measured = loads[~loads["bound"].isin(("lower", "upper")) & ~loads["ferries"].astype(bool)]
    title = _("Only ends of ranges are reported of loads")
    if len(measured):
        low, high = 100 * float(measured["cost"].min()), 100 * float(measured["cost"].max())
        title = _(
            "If {share:.0f} percent of a voyage's cost is fixed, the loads reported make a tonne {cost} percent dearer",
            share=100 * share, cost=span(low, high, 0),
        )  # fmt: skip
    bounds = {"lower": _("at least"), "upper": _("at most"), "about": _("about")}
    return Table(
        loads[["what", "period", "load", "bound", "cost"]].assign(bound=loads["bound"].map(bounds).fillna("")),
        title,
        formats={"period": tabled, "load": ".0%", "cost": "+.0%"},
        labels={"what": p_("loads", "what"), "bound": _("stated as"), "cost": _("cost of a tonne")},
        sources=loads,
        note=_(
            "Ends of ranges and the half-empty ferries of some ports, where silting is named too, are no average and "
            "not in the title."
        ),
        name="loads",
    )


def terminal_chart(oil: Terminal | None) -> Chart | None:
    """Draw the fall of oil at Dubendi beside the part that draft can explain."""
    if oil is None or oil.explained is None or oil.level_change is None:
        return None
    fig, ax = canvas(height=2.0)
    change, part = 100 * oil.change, oil.explained.scaled(100)
    ax.barh([1, 0], [change, part.value], color=[PALETTE["az"], PALETTE["accent"]], height=0.55)
    for colour, width in (("white", 4.0), (PALETTE["neutral"], 1.4)):  # a white edge, for it crosses a dark bar
        ax.plot([part.low, part.high], [0, 0], color=colour, linewidth=width)
    ax.set_yticks([1, 0], [_("oil at Dubendi"), _("draft lost to the level")])
    for place, text, end in ((1, number(change, 1), change), (0, interval_text(part, 1), min(part.low, part.high))):
        ax.annotate(
            text,
            (end, place),
            xytext=(-5, 0),
            textcoords="offset points",
            ha="right",
            va="center",
        )
    ax.axvline(0, color=PALETTE["muted"], linewidth=0.8)
    ax.set_xlim(left=1.2 * min(change, part.low))
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x")
    ax.set_xlabel(_("percent, first half-year on first half-year"))
    return Chart(
        fig,
        title=_(
            "Draft can explain {part:.1f} of the {change:.1f} percent that Dubendi lost, {most:.1f} at most",
            part=-part.value,
            change=-change,
            most=-part.low,
        ),
        alt=_(
            "Two bars: oil {change:.1f} percent, draft {part:.1f} percent with a range from {low:.1f} to {high:.1f}.",
            change=change,
            part=part.value,
            low=part.low,
            high=part.high,
        ),
        data=pd.DataFrame(
            {
                "what": ["oil", "draft"],
                "percent": [change, part.value],
                "low": [change, part.low],
                "high": [change, part.high],
            }
        ),
        sources=oil.rows,
        note=_("Upper limit of the effect: every ship is taken to load to the last centimetre, and nobody to dredge."),
        name="dubendi",
    )


def dredging_table(dredging: pd.DataFrame) -> Table | None:
    """Show what the Volga-Caspian canal costs."""
    if len(dredging) < 2:
        return None
    first, last = dredging.iloc[0], dredging.iloc[-1]
    unit, bill = last["unit_cost"] / first["unit_cost"] - 1, last["cost"] / first["cost"] - 1
    return Table(
        dredging[["year", "volume", "cost", "unit_cost", "kind"]].assign(
            kind=[str(KINDS.get(kind, kind)) for kind in dredging["kind"]]
        ),
        _(
            "From {first} to {last} the price of dredging a cubic metre of the Volga-Caspian canal went {unit}, the "
            "bill {bill}",
            first=first["year"],
            last=last["year"],
            unit=_percent(unit),
            bill=_percent(bill),
        ),
        formats={"year": "d", "volume": ",.0f", "cost": ".2f", "unit_cost": ".0f"},
        labels={
            "volume": _("volume, thousand m³"),
            "cost": _("cost, RUB billion"),
            "unit_cost": _("RUB per m³"),
            "kind": p_("dredging", "kind"),
        },
        sources=dredging,
        note=_("Roubles of the day: inflation is part of the rise."),
        name="dredging",
    )


def _percent(share: float) -> Name:
    if share >= 0:
        return Name("up {percent:.0f} percent", percent=100 * share)
    return Name("down {percent:.0f} percent", percent=-100 * share)


def steps_table(events: pd.DataFrame) -> Table | None:
    """Show joint steps of the littoral states."""
    if events.empty:
        return None
    states = [str(together(STATES[code] for code in pair.split("-"))) for pair in events["entity"]]
    steps = [p_("note", note) for note in events["note"]]
    return Table(
        events[["period", "entity", "note"]].assign(entity=states, note=steps),
        n_(
            "{n} joint step of two or more littoral states is on record",
            "{n} joint steps of two or more littoral states are on record",
            len(events),
        ),
        formats={"period": tabled},
        labels={"period": _("date"), "entity": _("states"), "note": _("step")},
        sources=events,
        name="joint-steps",
    )


def say_terminal(page: Page, evidence: Evidence, oil: Terminal | None) -> None:
    """Say how much of the fall at Dubendi the draft can explain, and what else may have."""
    if oil is None or oil.explained is None or oil.level_change is None:
        page.say("Level, ships or oil of the two half-years were not all public on this day.")
        return
    page.say(
        "The level fell by {level} between the half-years; if every ship used all the draft there is, that is about "
        "{share:.0f} percent of the fall in oil. Works at the berths, a shift between terminals and the mix of "
        "products remain as other causes, and none is measured.",
        level=metres(oil.level_change), share=100 * oil.explained.value / oil.change,
    )  # fmt: skip
    across = oil_across(evidence)
    if len(across) >= 2:
        first, last = across.iloc[-2], across.iloc[-1]
        page.say(
            "Oil shipped from Kazakhstan to Azerbaijan went from {a:,.0f} thousand tonnes in {x} to {b:,.0f} in {y}.",
            a=first["kt"], b=last["kt"], x=str(first["year"]), y=str(last["year"]),
            of=across,
        )  # fmt: skip


def say_race(page: Page, found: Race | None) -> None:
    """Say how many years of fall the deepening of Aktau is worth."""
    if found is None:
        page.say("The deepening of Aktau cannot be held against the fall on this day.")
        return
    page.say(
        "Aktau is to be deepened by {low} to {high} m, which is {years} years of fall at {pace:.0f} cm a year, but "
        "only {left} once the {short:.1f} m are made up that it already lacked.",
        low=found.deepening.low, high=found.deepening.high, pace=100 * found.pace,
        years=span(found.years.low, found.years.high, 0), short=found.shortfall,
        left=span(found.years_left.low, found.years_left.high, 0), of=found.rows,
    )  # fmt: skip
