"""The page that compares the runs of a sweep: which verdicts turn, how each headline number moves, what failed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from helpers.factory import sheets
from helpers.factory.compared import axes_of, placed
from helpers.factory.gathered import Result
from helpers.factory.grid import Grid
from helpers.factory.pages import environment, hash_of, style_sheet
from helpers.factory.turns import turning, turns
from helpers.present.chart import Chart
from helpers.present.foot import data_url
from helpers.present.html import fragment, style
from helpers.present.markdown import inline_html
from helpers.present.moves import moves
from helpers.present.moves_words import shared_label
from helpers.present.swept import Axis
from helpers.present.table import csv_text
from helpers.present.words import listing

TINY = 1e-12
"""What a number that is nothing is taken for where it divides."""


@dataclass
class Numbers:
    """The headline numbers, sorted by what they do on the grid.

    Attributes
    ----------
    charts, reach
        Of those that move, and how far, relative to the largest value.
    worded
        Of those that change what they say without being numbers.
    still
        Label and text of those that are the same in every run.
    """

    charts: list[Chart] = field(default_factory=list)
    reach: list[float] = field(default_factory=list)
    worded: list[pd.DataFrame] = field(default_factory=list)
    still: list[tuple[str, str]] = field(default_factory=list)


def comparison_page(
    grid: Grid, results: Sequence[Result], frame: pd.DataFrame, reports: Mapping[int, Sequence[str]]
) -> str:
    """Write the page.

    Parameters
    ----------
    frame
        The results as :func:`helpers.factory.compared.tidy` returns them.
    reports
        By number of the run, the places of its reports beside the page.
    """
    axes = axes_of(grid)
    names = {"name": "claim", "label": "statement", "text": "reason"}
    verdicts = placed(grid, frame, axes, "verdict").rename(columns=names)
    claims = turning(verdicts)
    turned = turns(verdicts, axes)
    numbers = sorted_out(placed(grid, frame, axes, "headline"), axes)
    cards = [sheets.card(verdicts, claim, axes) for claim in claims]
    css = f"{style_sheet()}\n{style()}"
    return environment().get_template("comparison.html.j2").render(
        title=grid.notebook.title,
        subtitle=_subtitle(grid, axes, results),
        findings=[Markup(inline_html(text)) for text in findings(results, verdicts, turned, numbers)],  # noqa: S704
        asked=sheets.asked_sheet(grid),
        turns=sheets.turns_sheet(turned) if len(turned) else None,
        cards=cards,
        every=None if all(card.along or card.over for card in cards) else sheets.grid_sheet(verdicts, axes, claims),
        still=sheets.still_verdicts(verdicts, claims),
        data=_download(frame[frame["kind"] == "verdict"].drop(columns=["kind", "value", "low", "high", "unit"])),
        figures=[Markup(fragment(chart.block([]), f"Figure {n}")) for n, chart in enumerate(numbers.charts, start=1)],  # noqa: S704
        worded=sheets.worded_sheet(pd.concat(numbers.worded), axes) if numbers.worded else None,
        still_numbers=sheets.still_numbers(numbers.still),
        failed=sheets.failed_sheet(grid, results),
        runs=sheets.runs_sheet(grid, results, reports),
        style=Markup(css),  # noqa: S704  our own file
        style_hash=hash_of(css),
    )  # fmt: skip


def _download(frame: pd.DataFrame) -> str:
    return data_url(csv_text(frame), "text/csv;charset=utf-8")


def _subtitle(grid: Grid, axes: Sequence[Axis], results: Sequence[Result]) -> str:
    days = sorted({result.as_of for result in results if result.as_of})
    over = f" over {listing(axis.name for axis in axes)}" if axes else ""
    seen = f"; evidence as of {' to '.join(dict.fromkeys((days[0], days[-1])))}" if days else ""
    return f"{_counted(len(results), 'run')} of {grid.notebook.name}{over}{seen}"


def sorted_out(numbers: pd.DataFrame, axes: Sequence[Axis]) -> Numbers:
    """Sort the headline numbers, in the notebook's order: those that move, that only say else, that stay."""
    found = Numbers()
    for _, part in numbers.groupby("name", sort=False):
        label, known = shared_label(part["label"]), part.dropna(subset="value")
        if _single(part["text"]):
            found.still.append((label, part["text"].iloc[0]))
        elif _single(known["unit"]) and len(known[["value", "low", "high"]].drop_duplicates()) > 1:
            found.charts.append(moves(label, known["unit"].iloc[0], part, axes))
            found.reach.append(float(np.ptp(known["value"]) / max(known["value"].abs().max(), TINY)))
        else:
            found.worded.append(part)
    return found


def _single(column: "pd.Series[Any]") -> bool:
    return len(column.unique()) == 1


def findings(
    results: Sequence[Result], verdicts: pd.DataFrame, turned: pd.DataFrame, numbers: Numbers
) -> Iterator[str]:
    """Say what a reader should take away, in Markdown, one sentence each."""
    states = Counter(result.state.value for result in results)
    told = [f"{count} {state}" for state, count in states.items()]
    yield f"{_counted(len(results), 'run')}: {listing(told) if len(told) > 1 else f'all {next(iter(states))}'}."
    yield from _of_verdicts(verdicts, turned)
    known = len(numbers.charts) + len(numbers.worded) + len(numbers.still)
    moved = known - len(numbers.still)
    if moved:
        lead = "Most of all " if len(numbers.charts) > 1 else ""
        most = f" {lead}{numbers.charts[np.argmax(numbers.reach)].title}." if numbers.charts else ""
        yield f"**{moved} of {_counted(known, 'headline number')} move{'s' if moved == 1 else ''}.**{most}"
    elif known:
        yield f"**No headline number moves:** {_each(known)} in every run."


def _of_verdicts(verdicts: pd.DataFrame, turned: pd.DataFrame) -> Iterator[str]:
    claims, known = turning(verdicts), verdicts["claim"].nunique()
    if claims:
        turn = "turns" if len(claims) == 1 else "turn"
        yield f"**{len(claims)} of {_counted(known, 'verdict')} {turn}:** {'; '.join(_by_parameters(claims, turned))}."
    elif known:
        yield f"**No verdict turns:** {_each(known)} in every run."


def _by_parameters(claims: Sequence[str], turned: pd.DataFrame) -> Iterator[str]:
    """Tell claims that turn with the same parameters together."""
    found: dict[tuple[str, ...], list[str]] = {}
    for claim in claims:
        names = turned.loc[turned["claim"] == claim, "parameter"].unique()
        found.setdefault(tuple(names), []).append(f"[{claim}](#claim-{claim})")
    for by, links in found.items():
        yield listing(links) + (f" with {listing(f'`{name}`' for name in by)}" if by else "")


def _each(known: int) -> str:
    return "it is the same" if known == 1 else f"each of the {known} is the same"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
