"""The tables of the page that compares the runs of a sweep."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from markupsafe import Markup

from helpers.factory.gathered import Result
from helpers.factory.grid import Grid
from helpers.factory.turns import matrix, stretches
from helpers.locale import _, n_, p_, written
from helpers.present.cards import badge
from helpers.present.moves_words import place, shared_label
from helpers.present.signs import WORD_CLASS, sign_of
from helpers.present.swept import Axis, acting_axes, is_dense, value_text

Cell = str | Markup

_BECOMES = Markup('{} <span aria-hidden="true">→</span><span class="cn-hidden">{}</span> {}')

MOST_WORDS = 4
"""Columns of a table of verdicts beyond which its cells carry signs."""

MOST_LISTED = 24
"""Values of a parameter beyond which only their number is told."""


@dataclass(frozen=True)
class Sheet:
    """A table: cells are text, or markup of ours; the first of each row is its head."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Card:
    """A claim whose verdict turns: its words, and where each holds along one parameter, or over two.

    Attributes
    ----------
    idle
        Parameters of the grid that do not turn it.
    """

    claim: str
    statement: str
    words: Sequence[Cell]
    idle: Sequence[str] = ()
    along: Sequence[Mapping[str, Cell]] = ()
    over: Sheet | None = None


def word(verdict: str) -> Cell:
    """Write a verdict as its badge; no verdict as a dash."""
    return Markup(badge(verdict)) if verdict else "–"  # noqa: S704  escaped there


def becomes(before: str, after: str) -> Markup:
    """Write how a verdict turns."""
    return _BECOMES.format(word(before), _("becomes"), word(after))


def sign(verdict: str) -> Cell:
    """Write a verdict as the sign of its badge; the word is there to be heard."""
    if not verdict:
        return word(verdict)
    mark, name = sign_of(verdict), WORD_CLASS.get(verdict, "none")
    text = '<span class="cn-badge cn-{}"><span aria-hidden="true">{}</span><span class="cn-hidden">{}</span></span>'
    said = p_("verdict", verdict)
    return Markup(text).format(name, mark, said)  # noqa: S704  ours; what is filled in is escaped


def asked_sheet(grid: Grid) -> Sheet:
    """Tell the parameters that were set: their values, their default, what they mean."""
    rows = []
    for name in grid.names:
        field, values = grid.notebook.model.model_fields[name], grid.values(name)
        listed = [Markup('<span class="cn-short">{}</span>').format(value_text(value)) for value in values]
        told = Markup(", ").join(listed)
        if len(values) > MOST_LISTED:
            told = Markup.escape(n_("{n} value", "{n} values", len(values)))
        rows.append([name, told, value_text(field.default), _(field.description or "")])
    title = _("Every parameter that is not named here has its default")
    return Sheet(title, [_("Parameter"), _("Values"), _("Default"), _("Meaning")], rows)


def turns_sheet(found: pd.DataFrame) -> Sheet:
    """List the changes of one parameter that turn a verdict."""
    rows = [
        [_to_card(row["claim"]), f"{row['parameter']} {row['changed']}",
         becomes(row["before"], row["after"]),
         _("{times} of {all}", times=row["times"], all=row["of"])]
        for row in found.to_dict("records")
    ]  # fmt: skip
    head = [_("Claim"), _("Change"), _("Verdict")]
    if (found["of"] == 1).all():
        return Sheet(_("Which change of one parameter turns which verdict"), head, [row[:-1] for row in rows])
    title = _("Which change of one parameter turns which verdict, and under how many settings of the others")
    return Sheet(title, [*head, _("How often")], rows)


def _to_card(claim: str) -> Markup:
    return Markup('<a href="#claim-{0}">{0}</a>').format(claim)


def card(verdicts: pd.DataFrame, claim: str, axes: Sequence[Axis]) -> Card:
    """Show where on the grid each verdict of one claim holds; a parameter that never turns it is left out."""
    part = verdicts[verdicts["claim"] == claim]
    acting = acting_axes(part, ["verdict"], axes)
    names = [axis.name for axis in acting]
    idle = [axis.name for axis in axes if axis not in acting]
    found = Card(claim, part["statement"].iloc[0], [word(verdict) for verdict in part["verdict"].unique()], idle)
    if len(acting) < len(axes):
        part = part.drop_duplicates(names)
    if len(acting) == 1:
        return replace(found, along=[{**one, "verdict": word(one["verdict"])} for one in stretches(part, acting[0])])
    if len(acting) == 2 and is_dense(part, acting):
        return replace(found, over=_over(part, acting))
    return found


def _over(part: pd.DataFrame, axes: Sequence[Axis]) -> Sheet:
    across, down = sorted(axes, key=lambda axis: len(axis.values))
    head = [f"{down.name} ↓ {across.name} →", *map(across.text, range(len(across.values)))]
    write = word if len(across.values) <= MOST_WORDS else sign
    rows = [[line, *map(write, words)] for line, words in matrix(part, down, across)]
    return Sheet("", head, rows)


def grid_sheet(verdicts: pd.DataFrame, axes: Sequence[Axis], claims: Sequence[str]) -> Sheet:
    """Show the verdicts that turn, a run a row."""
    names, rows = [axis.name for axis in axes], []
    for run, part in verdicts.groupby("run"):
        places, words = part[names].iloc[0].tolist(), dict(zip(part["claim"], part["verdict"], strict=True))
        settings = [axis.text(place) for axis, place in zip(axes, places, strict=True)]
        rows.append([str(run), *settings, *(word(words.get(claim, "")) for claim in claims)])
    return Sheet(_("The verdicts that turn, run by run"), [_("Run"), *names, *claims], rows)


def still_verdicts(verdicts: pd.DataFrame, turning: Sequence[str]) -> Sheet:
    """List the verdicts that are the same in every run."""
    once = verdicts[~verdicts["claim"].isin(turning)].drop_duplicates("claim")
    rows = [
        [Markup('<span id="claim-{0}">{0}</span>').format(row["claim"]), word(row["verdict"]), row["statement"]]
        for row in once.to_dict("records")
    ]
    return Sheet(_("Verdicts that are the same in every run"), [_("Claim"), _("Verdict"), _("Statement")], rows)


def still_numbers(still: Sequence[tuple[str, str]]) -> Sheet:
    """List the headline numbers that are the same in every run."""
    return Sheet(_("Headline numbers that are the same in every run"), [_("Number"), _("Value")], still)


def worded_sheet(parts: pd.DataFrame, axes: Sequence[Axis]) -> Sheet:
    """List what headlines say, and where, that are no numbers or known in too few runs for a figure."""
    rows = []
    # how a headline begins that the evidence of the day does not tell
    unknown = _("not known on {day}", day="").strip()
    for _name, part in parts.groupby("name", sort=False):
        said = part["text"].mask(part["value"].isna() & part["text"].str.startswith(unknown), _("not known"))
        label = shared_label(part["label"])
        rows += [[label, str(text), _where(same, axes)] for text, same in part.groupby(said, sort=False)]
    return Sheet(_("Headlines in words"), [_("Number"), _("It says"), _("Where")], rows)


def _where(part: pd.DataFrame, axes: Sequence[Axis]) -> str:
    if len(part) == 1:
        return place(part.iloc[0], axes)
    if len(axes) > 1:
        return n_("{n} run", "{n} runs", len(part))
    return f"{axes[0].name} {axes[0].span(part[axes[0].name])}"


def failed_sheet(grid: Grid, results: Sequence[Result]) -> Sheet:
    """List the runs that failed, with state and reason."""
    rows = [[*start, result.reason] for start, result in _runs(grid, results) if not result.good]
    return Sheet(_("Runs that failed"), [_("Run"), *grid.names, _("State"), _("Reason")], rows)


def runs_sheet(grid: Grid, results: Sequence[Result], reports: Mapping[int, Sequence[str]]) -> Sheet:
    """List all runs, with their reports where some were made."""
    rows: list[list[Cell]] = [[*start, written(result.seconds, ".1f")] for start, result in _runs(grid, results)]
    head = [_("Run"), *grid.names, _("State"), _("Seconds")]
    if not any(reports.values()):
        return Sheet(_("All runs"), head, rows)
    linked = [[*row, _links(reports[number])] for number, row in enumerate(rows, start=1)]
    return Sheet(_("All runs"), [*head, _("Reports")], linked)


def _runs(grid: Grid, results: Sequence[Result]) -> Iterator[tuple[list[Cell], Result]]:
    """Number, settings and state of each run."""
    for number, (point, result) in enumerate(zip(grid.points, results, strict=True), start=1):
        state = p_("state", result.state.value)
        if result.cell:
            state = _("{state} in code cell {cell}", state=state, cell=result.cell)
        yield [str(number), *(value_text(getattr(point, name)) for name in grid.names), state], result


def _links(places: Sequence[str]) -> Markup:
    return Markup(", ").join(Markup('<a href="{}">{}</a>').format(at, at.rpartition(".")[2]) for at in places)
