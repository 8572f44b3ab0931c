"""The pace of meetings as a reader defines it: what counts, what is one trip, who is compared, what was missed."""

from typing import Any, Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.dates import date2num

from helpers.analysis import diplomacy_pace
from helpers.analysis.diplomacy import DEFINITIONS, PAIR, Window, named
from helpers.analysis.diplomacy_pace import Pace
from helpers.evidence import Evidence
from helpers.locale import _, short
from helpers.parameters import Diplomacy
from helpers.parameters.common import parameter
from helpers.present.chart import Sources
from helpers.present.corridor import spaced
from helpers.present.diplomacy_pairs import Known
from helpers.present.explorer import Explorer, View
from helpers.present.style import PALE, PALETTE, canvas

_FEW_FOUND = 0.6
"""Share of the pair's meetings that a doubter may think was found."""


class Counting(Diplomacy):
    """What the pace can be asked beside the parameters of the notebook."""

    definition: Literal["all", "visits", "alone"] = parameter(
        "all",
        "What counts as a meeting: any encounter in person, mutual visits, or visits without a summit.",
        names=DEFINITIONS,
    )


def pace_explorer(
    evidence: Evidence, parameters: Diplomacy, period: str, known: Known, used: Sources
) -> Explorer[Counting] | None:
    """Explore how the pair's meetings add up beside those of the others; None where none of the pair is known.

    Parameters
    ----------
    period
        The period of the claim.
    known
        Names of states by code.
    used
        The sources of all encounters of the period.
    """
    reach = diplomacy_pace.most(evidence, parameters, period)
    if not reach:
        return None

    def view(asked: Counting) -> View:
        found = diplomacy_pace.pace(evidence, asked, period, asked.definition)
        return pace_view(found, asked.definition, known, reach) if found else _nothing()

    return Explorer(
        _("Who meets more often, by what is counted?"),
        Counting(**dict(parameters)),
        view,
        controls=("definition", "trip_days", "counted", "comparators", "found"),
        stills={
            _("Encounters in person"): {"definition": "all"},
            _("Mutual visits"): {"definition": "visits"},
            _("Visits without a summit"): {"definition": "alone"},
            _("Encounters, {found:.0%} of them found", found=_FEW_FOUND): {"definition": "all", "found": _FEW_FOUND},
        },
        sources=used,
        note=_(
            "Lines add up the documented meetings of each pair. Dashed: the pair, if only the share asked for of its "
            "own meetings had been found while all other pairs are complete."
        ),
    )  # fmt: skip


def pace_view(pace: Pace, definition: str, known: Known, reach: int) -> View:
    """Draw the count of each pair as it grows.

    Parameters
    ----------
    reach
        The greatest count at any setting.
    """
    fig, ax = canvas(width=5.2, height=3.1)
    lines = {pair: _course(days, pace.span) for pair, days in pace.days.items()}
    others = [line for pair, line in lines.items() if pair != PAIR]
    ax.add_collection(LineCollection(others, colors=PALE, linewidths=1))
    if PAIR in lines:
        own = lines[PAIR]
        ax.plot(*zip(*own, strict=True), color=PALETTE["az"], lw=2.4)
        ax.plot([x for x, _y in own], [y / pace.found for _x, y in own], color=PALETTE["az"], lw=1.3, ls=(0, (4, 2)))
    leaders = list(pace.others["pair"].head(2))
    for pair in leaders:
        ax.plot(*zip(*lines.get(pair, _course(pd.Series(), pace.span)), strict=True), color=PALETTE["neutral"], lw=1.2)
    _name_ends(ax, pace, [PAIR, *leaders], known, reach)
    words = _words(pace, definition, known)
    data = pace.rates[["pair", "count", "rate", "low", "high", "rank", "first"]].assign(definition=definition)
    return View(fig, words, _("Lines that rise with each meeting, one a pair. {words}", words=words), data)


def _on_axis(days: Any) -> Any:
    return date2num(days)  # type: ignore[no-untyped-call]


def _course(days: pd.Series, span: Window) -> list[tuple[float, float]]:
    """The corners of a line that rises by one on each of some days."""
    start, end = _on_axis(span.start), _on_axis(span.end)
    steps = [(x, y) for count, x in enumerate(_on_axis(days)) for y in (count, count + 1)]
    return [(start, 0.0), *steps, (end, float(len(days)))]


def _name_ends(ax: Axes, pace: Pace, pairs: list[str], known: Known, reach: int) -> None:
    """Name lines beside their ends, and leave the room for it on the axis."""
    start, end, top = _on_axis(pace.span.start), _on_axis(pace.span.end), 1.06 * reach
    counts = pace.rates.set_index("pair")["count"]
    ends = [(float(counts[pair]), _("{pair} {n}", pair=named(pair, known), n=int(counts[pair]))) for pair in pairs]
    if pace.found < 1 and pace.supposed < top:
        ends.append((pace.supposed, _("{n:.0f} if {found:.0%} were found", n=pace.supposed, found=pace.found)))
    below = [sum(other < value for other, _text in ends) for value, _text in ends]
    lowest = [(0.04 + 0.07 * count) * top for count in below]  # low ends are moved up, not across the axis
    places = spaced([max(value, low) for (value, _text), low in zip(ends, lowest, strict=True)], 0.07 * top)
    for k, ((_value, text), place) in enumerate(zip(ends, places, strict=True)):
        role = "neutral" if 0 < k < len(pairs) else "az"
        ax.text(end, place, "  " + text, va="center", fontsize=8.7, color=PALETTE[role])
    ticks = pd.date_range(pace.span.start, pace.span.end, periods=3)
    ax.set_xticks(_on_axis(ticks), [short(f"{day:%Y-%m}") for day in ticks])
    ax.set(xlim=(start, end + 0.85 * (end - start)), ylim=(0, top), ylabel=_("meetings so far"))


def _words(pace: Pace, definition: str, known: Known) -> str:
    """Say how often the pair met, where it stands, and where it would stand had some been missed."""
    own, others, label = pace.own, pace.others, DEFINITIONS[definition]
    if not own["count"]:
        return _("{label:Nom}: none of the pair is known.", label=label)
    said = {
        "label": label, "count": int(own["count"]), "every": pace.every, "rank": int(own["rank"]),
        "pairs": len(pace.rates),
    }  # fmt: skip
    told = _("{label:Nom}: the pair has {count}, one every {every:.0f} days; rank {rank} of {pairs} pairs.", **said)
    if len(others):
        lead = others.iloc[0]
        told += " " + _("Most of the others: {pair} with {most}.", pair=named(lead["pair"], known), most=lead["count"])
    return told + " " + _supposed(pace)


def _supposed(pace: Pace) -> str:
    if pace.found == 1:
        return _("The probability that it is first is {chance:.1%}.", chance=pace.chance)
    return _(
        "Had the search found {found:.0%} of the pair's own, it would have {supposed:.0f} and be first with a "
        "probability of {chance:.1%}.",
        found=pace.found, supposed=pace.supposed, chance=pace.chance,
    )  # fmt: skip


def _nothing() -> View:
    """A panel that says that nothing is left to count."""
    fig, ax = canvas(width=5.2, height=3.1)
    told = _("By these choices no encounter of the pair is known.")
    ax.set_axis_off()
    ax.text(0.5, 0.5, told, transform=ax.transAxes, ha="center", va="center")
    return View(fig, told, told, pd.DataFrame(columns=["pair", "count"]))
