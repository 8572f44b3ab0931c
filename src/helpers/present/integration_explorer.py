"""Pair against pair in the General Assembly: any two, by any measure, over any years."""

from typing import Literal, Self, get_args

import pandas as pd
from matplotlib.axes import Axes
from pydantic import model_validator

from helpers.analysis.integration import PAIR, name, pair_years, segments
from helpers.analysis.integration_compared import Compared, compare
from helpers.evidence import Evidence
from helpers.locale import _, dashed, n_
from helpers.parameters import Integration
from helpers.parameters.common import parameter
from helpers.parameters.integration import MEASURES
from helpers.present.explorer import Explorer, View
from helpers.present.style import PALETTE, canvas
from helpers.present.words import interval_text, number

Pair = Literal[
    "AZE-KAZ", "AZE-TUR", "AZE-RUS", "AZE-UZB", "AZE-KGZ", "AZE-TJK", "AZE-TKM", "ARM-AZE", "AZE-GEO", "AZE-BLR",
    "AZE-UKR", "AZE-IRN", "AZE-CHN", "AZE-HUN", "AZE-ISR", "AZE-USA", "KAZ-TUR", "KAZ-RUS", "KAZ-UZB", "KAZ-KGZ",
    "KAZ-TJK", "KAZ-TKM", "ARM-KAZ", "GEO-KAZ", "BLR-KAZ", "KAZ-UKR", "IRN-KAZ", "CHN-KAZ", "HUN-KAZ", "ISR-KAZ",
    "KAZ-USA", "BLR-RUS", "KGZ-TUR", "KGZ-UZB", "TUR-UZB",
]  # fmt: skip
PAIRS = {pair: dashed(pair) for pair in get_args(Pair)}
LOW, UNLIKE = 40.0, 0.42
"""Percent at which the axis begins, unless a year lies below this likeness: then it begins at zero."""


class Pairs(Integration):
    """Two pairs, beside what the notebook asks."""

    pair: Pair = parameter("AZE-KAZ", "First pair of states.", names=PAIRS)
    other: Pair = parameter("AZE-TUR", "Pair that it is set beside.", names=PAIRS)
    first_year: int = parameter(2019, "First year pooled.", unit="year", ge=1992, le=2025)
    last_year: int = parameter(2023, "Last year pooled.", unit="year", ge=1992, le=2025)

    @model_validator(mode="after")
    def _two_pairs_in_order(self) -> Self:
        if self.pair == self.other:
            raise ValueError(f"expected two pairs, found {self.pair} twice: choose another")
        if self.last_year < self.first_year:
            raise ValueError(f"expected first_year up to last_year, found {self.first_year} and {self.last_year}")
        return self


def pairs_explorer(evidence: Evidence, parameters: Integration) -> Explorer[Pairs] | None:
    """Explore the likeness of pairs; None where no vote was public, or nothing can be pooled as asked."""
    known = pair_years(evidence, parameters)
    if known.empty or parameters.last_year < parameters.first_year:
        return None
    return Explorer(
        _("Which pair votes more alike?"),
        Pairs(**dict(parameters)),
        lambda asked: pairs_view(compare(evidence, asked, (asked.pair, asked.other)), asked),
        controls=("pair", "other", "measure", "first_year", "last_year"),
        stills={
            _("As asked"): {},
            _("Beside Kazakhstan and Russia"): {"other": "KAZ-RUS"},
            _("Beside a neighbour"): {"other": "KAZ-UZB"},
            _("Kazakhstan with Türkiye or Russia"): {"pair": "KAZ-TUR", "other": "KAZ-RUS"},
            _("If absence counts"): {"measure": "behaviour"},
            _("In the first ten years"): {"first_year": 1994, "last_year": 2003},
        },
        sources=known,
        note=_(
            "Shaded: the years pooled. Bars across them: likeness over these years, with the range that so few roll "
            "calls leave open. No line leads from one source to another or over years that cannot be used."
        ),
    )  # fmt: skip


def pairs_view(found: Compared, asked: Pairs) -> View:
    """Draw two pairs over the years, and what the years asked for make of them."""
    fig, ax = canvas(5.2, 3.2)
    data = pd.concat([line[["year", "pair", "value", "n_votes", "source"]] for line in found.lines.values()])
    colours = _colours(asked)
    if found.years:
        ax.axvspan(found.years[0] - 0.5, found.years[-1] + 0.5, color=PALETTE["muted"], alpha=0.12, lw=0)
    for place, (pair, line) in enumerate(found.lines.items()):
        for part in segments(line):
            ax.plot(part["year"], 100 * part["value"], "o-", color=colours[pair], ms=2.5, lw=1.3)
        _pool(ax, found, pair, colours[pair])
        ax.text(0, 1.14 - 0.1 * place, _labelled(found, pair), color=colours[pair], transform=ax.transAxes)
    ax.set(
        xlim=(found.reach[0] - 1, found.reach[1] + 1),
        ylim=(0 if data["value"].min() < UNLIKE else LOW, 102),
        ylabel=_("percent alike"),
    )
    words = _words(found, asked)
    return View(fig, words, _("Lines of two pairs over the years. {words}", words=words), data)


def _colours(asked: Pairs) -> dict[str, str]:
    """A pair with a third state has the colour of the one of the two that is in it; two alike part."""
    roles = [
        "accent" if pair == PAIR else "az" if "AZE" in pair else "kz" if "KAZ" in pair else "good"
        for pair in (asked.pair, asked.other)
    ]
    return {asked.pair: PALETTE[roles[0]], asked.other: PALETTE["neutral" if roles[0] == roles[1] else roles[1]]}


def _pool(ax: Axes, found: Compared, pair: str, colour: str) -> None:
    if pair in found.pooled:
        span, ends = found.pooled[pair], (found.years[0] - 0.5, found.years[-1] + 0.5)
        ax.fill_between(ends, 100 * span.low, 100 * span.high, color=colour, alpha=0.3, lw=0)
        ax.hlines(100 * span.value, *ends, color=colour, lw=2.4)


def _labelled(found: Compared, pair: str) -> str:
    """Name a pair, with its pooled likeness where there is one."""
    if pair not in found.pooled:
        return str(dashed(pair))
    return f"{dashed(pair)}  {number(100 * found.pooled[pair].value, 1)}"


def _words(found: Compared, asked: Pairs) -> str:
    """Say which pair was the more alike, by how much, and in how many years."""
    if not found.pooled:
        return _("In none of these years can the votes of both pairs be used.")
    one, two = found.pooled[asked.pair], found.pooled[asked.other]
    said = _(
        "{measure:Nom}, {first} to {last}: {pair} {one} percent, {other} {two} percent.",
        measure=MEASURES[asked.measure], first=found.years[0], last=found.years[-1], pair=name(asked.pair),
        one=interval_text(one.scaled(100), 1), other=name(asked.other), two=interval_text(two.scaled(100), 1),
    )  # fmt: skip
    if max(one.low, two.low) <= min(one.high, two.high):
        said += " " + _("The ranges overlap: so few roll calls do not tell which is the more alike.")
    else:
        said += " " + _("The ranges do not overlap: {pair} are the more alike.", pair=name(_ahead(found)))
    return said + " " + n_(
        "The first pair was ahead in {ahead} of {n} year.", "The first pair was ahead in {ahead} of {n} years.",
        len(found.years), ahead=found.ahead,
    )  # fmt: skip


def _ahead(found: Compared) -> str:
    return max(found.pooled, key=lambda pair: found.pooled[pair].value)
