"""Figures of the water balance."""

import pandas as pd

from helpers.analysis.caspian_water import LABELS, Balance, Sea
from helpers.locale import _, n_, rounded
from helpers.models.balance import LOSSES
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, WHITE, canvas
from helpers.present.table import Table
from helpers.present.words import interval_text, number

LABEL = 150
"""Length of a name beside a bar in km³ a year."""


def balance_chart(water: Balance | None, interval: float) -> Chart | None:
    """Draw the published range of every term, their sum, and what satellites saw."""
    if water is None:
        return None
    rows = _rows(water, interval).iloc[::-1].reset_index(drop=True)
    fig, ax = canvas(height=0.9 + 0.42 * len(rows))
    for place, row in enumerate(rows.to_dict("records")):
        ax.barh(place, row["high"] - row["low"], left=row["low"], height=0.5, color=PALETTE[row["role"]])
        if row["high"] == row["low"]:
            ax.plot(row["low"], place, "o", color=PALETTE[row["role"]])
        lost = -LABEL < row["high"] <= 0  # named on its left, for on its right the line of nought would cross the name
        ax.annotate(
            _ends(row["low"], row["high"]),
            (row["low"] if lost else row["high"], place),
            xytext=(-6 if lost else 6, 0),
            textcoords="offset points",
            ha="right" if lost else "left",
            va="center",
            fontsize=9,
            bbox=WHITE,
        )
    ax.axvline(0, color=PALETTE["muted"], linewidth=0.8)
    ax.set_yticks(range(len(rows)), rows["term"])
    ax.set_xlim(float(rows["low"].min()) - 20, float(rows["high"].max()) + 110)
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x")
    ax.set_xlabel(_("km³ a year; losses are negative"))
    return Chart(
        fig,
        title=_title(water, interval),
        alt=_("Bars from low to high: {bars}", bars=_bars_in_words(rows)),
        data=rows.drop(columns="role"),
        sources=water.rows,
        note=_(
            "Terms span their published values; sum and gap are {interval:.0f} percent of random draws from them.",
            interval=100 * interval,
        ),
        name="balance",
    )


def _ends(low: float, high: float) -> str:
    """Write the ends of a range, or one number where they are the same."""
    if low == high:
        return number(low, 0)
    return _("{low:.0f} to {high:.0f}", low=low, high=high)


def _bars_in_words(rows: pd.DataFrame) -> str:
    return "; ".join(
        _("{term} {low:.0f} to {high:.0f}", term=row["term"], low=row["low"], high=row["high"])
        for row in rows.to_dict("records")
    )


def _rows(water: Balance, interval: float) -> pd.DataFrame:
    found = []
    for row in water.terms.to_dict("records"):
        sign = -1 if row["term"] in LOSSES else 1
        low, high = sorted((sign * row["low"], sign * row["high"]))
        found.append((str(LABELS[row["term"]]), low, high, "muted"))
    net = water.net(interval)
    found.append((_("Sum of the published terms"), net.low, net.high, "accent"))
    if water.observed is not None:
        found.append(
            (
                _("Seen by satellite {first}-{last}", first=water.years[0], last=water.years[1]),
                water.observed.low,
                water.observed.high,
                "neutral",
            )
        )
    return pd.DataFrame(found, columns=["term", "low", "high", "role"])


def _title(water: Balance, interval: float) -> str:
    gap = water.gap(interval)
    if gap is None:
        return _("Published terms add up to {net} km³ a year", net=interval_text(water.net(interval)))
    if gap.contains(0):
        return _("The published water balance closes within its range")
    return _("The published water balance does not close: {gap:.0f} km³ a year too much water", gap=abs(gap.value))


def sea_table(seas: dict[int, Sea], horizon: int, interval: float, sources: list[str]) -> Table | None:
    """Show relaxation, equilibrium and outlook by the period whose supply is continued."""
    if not seas:
        return None
    rows = [
        {
            "since": since,
            "relaxation": sea.relaxation,
            "equilibrium": sea.equilibrium,
            "outlook": sea.at(horizon, interval),
        }
        for since, sea in seas.items()
    ]
    middle = next(iter(seas.values())).relaxation
    return Table(
        pd.DataFrame(rows),
        n_(
            "The sea takes {n} year to go two thirds of the way to its equilibrium",
            "The sea takes {n} years to go two thirds of the way to its equilibrium",
            int(rounded(middle.value)),
        ),
        formats={"since": "d"},
        labels={
            "since": _("supply since"),
            "relaxation": _("relaxation, years"),
            "equilibrium": _("equilibrium, m from now"),
            "outlook": _("level in {horizon}, m from now", horizon=horizon),
        },
        sources=sources,
        note=_(
            "Supply is what made the level change as it did since that year; area and its change by relief and by two "
            "published areas."
        ),
        name="equilibrium",
    )
