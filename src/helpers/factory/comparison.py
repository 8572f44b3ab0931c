"""The page that compares the runs of a sweep: which verdicts turn, how each headline number moves, what failed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd
from markupsafe import Markup

from helpers.factory import sheets
from helpers.factory.compared import axes_of, placed
from helpers.factory.gathered import Result
from helpers.factory.grid import Grid
from helpers.factory.pages import environment, hash_of, style_sheet
from helpers.factory.turns import turning, turns
from helpers.locale import _, listing, n_, p_, speaking, tabled
from helpers.present.chart import Chart
from helpers.present.foot import data_url
from helpers.present.html import fragment, style
from helpers.present.markdown import inline_html
from helpers.present.moves import moves
from helpers.present.moves_words import shared_label
from helpers.present.swept import Axis
from helpers.present.table import csv_text

_STYLE: Final = """.cn-block .cn-scroll { position: relative; }
@media (max-width: 40rem) { .cn-block table.cn-stack tbody th { border: 0; padding: 0; flex: 0 0 100%; } }"""
"""What can only be heard scrolls with its table; on a phone a row of sentences is a list that begins with its head."""

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
    """Write the page, in the language in which the runs speak.

    Parameters
    ----------
    frame
        The results as :func:`helpers.factory.compared.tidy` returns them.
    reports
        By number of the run, the places of its reports beside the page.
    """
    with speaking(grid.lang):
        return _page(grid, results, frame, reports)


def _page(grid: Grid, results: Sequence[Result], frame: pd.DataFrame, reports: Mapping[int, Sequence[str]]) -> str:
    axes = axes_of(grid)
    names = {"name": "claim", "label": "statement", "text": "reason"}
    verdicts = placed(grid, frame, axes, "verdict").rename(columns=names)
    claims = turning(verdicts)
    turned = turns(verdicts, axes)
    numbers = sorted_out(placed(grid, frame, axes, "headline"), axes)
    cards = [sheets.card(verdicts, claim, axes) for claim in claims]
    css = f"{style_sheet()}\n{style()}\n{_STYLE}"
    return environment().get_template("comparison.html.j2").render(
        lang=grid.lang,
        title=grid.notebook.title,
        subtitle=_subtitle(grid, axes, results),
        findings=[Markup(inline_html(text)) for text in findings(results, verdicts, turned, numbers)],  # noqa: S704
        asked=sheets.asked_sheet(grid),
        turns=sheets.turns_sheet(turned) if len(turned) else None,
        cards=cards,
        every=None if all(card.along or card.over for card in cards) else sheets.grid_sheet(verdicts, axes, claims),
        still=sheets.still_verdicts(verdicts, claims),
        data=_download(frame[frame["kind"] == "verdict"].drop(columns=["kind", "value", "low", "high", "unit"])),
        figures=[
            Markup(fragment(chart.block([]), _("Figure {n}", n=n)))  # noqa: S704
            for n, chart in enumerate(numbers.charts, start=1)
        ],
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
    count, name = len(results), grid.notebook.name
    told = n_("{n} run of {notebook}", "{n} runs of {notebook}", count, notebook=name)
    if axes:
        over = listing(axis.name for axis in axes)
        told = n_(
            "{n} run of {notebook} over {parameters}",
            "{n} runs of {notebook} over {parameters}", count, notebook=name, parameters=over,
        )  # fmt: skip
    return "; ".join([told, *_seen(days)])


def _seen(days: Sequence[str]) -> Iterator[str]:
    if len(days) > 1:
        yield _("evidence as of {first} to {last}", first=tabled(days[0]), last=tabled(days[-1]))
    elif days:
        yield _("evidence as of {day}", day=tabled(days[0]))


def sorted_out(numbers: pd.DataFrame, axes: Sequence[Axis]) -> Numbers:
    """Sort the headline numbers, in the notebook's order: those that move, that only say else, that stay."""
    found = Numbers()
    for _name, part in numbers.groupby("name", sort=False):
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
    yield _of_states(results)
    yield from _of_verdicts(verdicts, turned)
    yield from _of_numbers(numbers)


def _of_states(results: Sequence[Result]) -> str:
    states = Counter(p_("state", result.state.value) for result in results)
    if len(states) == 1:
        return n_("{n} run: {state}.", "{n} runs: all {state}.", len(results), state=next(iter(states)))
    told = listing(_("{count} {state}", count=count, state=state) for state, count in states.items())
    return n_("{n} run: {states}.", "{n} runs: {states}.", len(results), states=told)


def _of_verdicts(verdicts: pd.DataFrame, turned: pd.DataFrame) -> Iterator[str]:
    claims, known = turning(verdicts), verdicts["claim"].nunique()
    told = "; ".join(_by_parameters(claims, turned))
    if claims and known == 1:
        yield _("**The verdict turns:** {claims}.", claims=told)
    elif claims:
        yield n_(
            "**{n} of {known} verdicts turns:** {claims}.",
            "**{n} of {known} verdicts turn:** {claims}.", len(claims), known=known, claims=told,
        )  # fmt: skip
    elif known:
        yield n_(
            "**No verdict turns:** it is the same in every run.",
            "**No verdict turns:** each of the {n} is the same in every run.", known,
        )  # fmt: skip


def _of_numbers(numbers: Numbers) -> Iterator[str]:
    moved, still = len(numbers.charts) + len(numbers.worded), len(numbers.still)
    if moved:
        told = n_(
            "**{n} of {known} headline numbers moves.**",
            "**{n} of {known} headline numbers move.**", moved, known=moved + still,
        )  # fmt: skip
        yield " ".join([_("**The headline number moves.**") if moved + still == 1 else told, *_farthest(numbers)])
    elif still:
        yield n_(
            "**No headline number moves:** it is the same in every run.",
            "**No headline number moves:** each of the {n} is the same in every run.", still,
        )  # fmt: skip


def _farthest(numbers: Numbers) -> Iterator[str]:
    """Tell the number that moves farthest."""
    if numbers.charts:
        title = numbers.charts[np.argmax(numbers.reach)].title
        yield _("Most of all: {finding}.", finding=title) if len(numbers.charts) > 1 else f"{title}."


def _by_parameters(claims: Sequence[str], turned: pd.DataFrame) -> Iterator[str]:
    """Tell claims that turn with the same parameters together."""
    found: dict[tuple[str, ...], list[str]] = {}
    for claim in claims:
        names = turned.loc[turned["claim"] == claim, "parameter"].unique()
        found.setdefault(tuple(names), []).append(f"[{claim}](#claim-{claim})")
    for by, links in found.items():
        parameters = listing(f"`{name}`" for name in by)
        claims = listing(links)
        yield _("{claims} with {parameters}", claims=claims, parameters=parameters) if by else claims
