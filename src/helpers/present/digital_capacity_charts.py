"""Figure of the capacity promised and the traffic there is."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from helpers.analysis.digital_capacity import CABLE
from helpers.locale import _, n_, p_, tabled, written
from helpers.present.chart import Chart
from helpers.present.digital import KINDS
from helpers.present.style import PALETTE, canvas
from helpers.present.words import number


def rates_chart(rates: pd.DataFrame) -> Chart | None:
    """Draw capacities and traffics on one logarithmic axis; None without any.

    Parameters
    ----------
    rates
        From :func:`helpers.analysis.digital_capacity.rates`.
    """
    if rates.empty:
        return None
    order = list(rates.groupby("what")["value"].max().sort_values().index)
    figure, ax = canvas(height=1.2 + 0.55 * len(order))
    for row in rates.to_dict("records"):
        promise, y = row["promised"], order.index(row["what"])
        colour, bound = PALETTE["accent" if promise else "az"], {"lower": ">", "upper": "<"}.get(row["bound"], "o")
        ax.plot(row["value"], y, bound, color=colour, ms=8, mfc=colour if row["kind"] == "actual" else "white")
    for what, rows in rates.groupby("what"):
        known = rows.groupby("value")["period"].agg(lambda p: _years(p.min()[:4], p.max()[:4]))
        for place, (rate, years) in enumerate(known.items()):
            value = float(str(rate))
            below = place % 2 == 1 and value < 3 * known.index[place - 1]
            height, va = order.index(str(what)) + (-0.17 if below else 0.17), "top" if below else "bottom"
            ax.text(value, height, f"{number(value)} ({years})", ha="center", va=va, fontsize=8.6)
    ax.set_xscale("log")
    ax.set_yticks(range(len(order)), order)
    ax.set(
        xlabel=_("Tbit/s, logarithmic"),
        ylim=(-0.5, len(order) - 0.1),
        xlim=(rates["value"].min() / 5, rates["value"].max() * 2.5),
    )
    ticks = [t for t in (0.01, 0.1, 1, 10, 100, 1000) if ax.get_xlim()[0] <= t <= ax.get_xlim()[1]]
    ax.set_xticks(ticks, [written(t, ",g") for t in ticks])
    ax.minorticks_off()
    ax.grid(axis="x")
    marks = "; ".join(_rate_in_words(row) for row in rates.to_dict("records"))
    alt = _("Marks on a logarithmic axis: {marks}.", marks=marks)
    note = _(
        "Arrows: at least (to the right) or up to (to the left). Hollow: planned or expected. Peaks on one "
        "line, incoming traffic and a year's mean are different things and no two are chained."
    )
    data = rates.drop(columns=["row", "series", "promised"])
    return Chart(figure, _rates_title(rates), alt, data, rates, note, "capacity-and-traffic")


def _years(first: str, last: str) -> str:
    return first if first == last else p_("range", "{low} to {high}", low=first, high=last)


def _rates_title(rates: pd.DataFrame) -> str:
    cable, traffic = rates[rates["series"].eq(CABLE)]["value"], rates[~rates["promised"]]["value"]
    if len(cable) and len(traffic):
        return _(
            "The promised capacity grew from {first} to {last} Tbit/s; the largest traffic on record is {traffic}",
            first=number(cable.min()), last=number(cable.max()), traffic=number(traffic.max()),
        )  # fmt: skip
    low, high = (number(v) for v in (rates["value"].min(), rates["value"].max()))
    return n_(
        "{n} capacity or traffic runs from {low} to {high} Tbit/s",
        "{n} capacities and traffics run from {low} to {high} Tbit/s",
        len(rates), low=low, high=high,
    )  # fmt: skip


def _rate_in_words(row: dict[Hashable, Any]) -> str:
    values = {
        "what": row["what"], "period": tabled(row["period"]), "value": number(row["value"]),
        "kind": KINDS[row["kind"]],
    }  # fmt: skip
    return (
        _("{what} {period} {value} ({kind}, bound)", **values)
        if row["bound"]
        else _("{what} {period} {value} ({kind})", **values)
    )
