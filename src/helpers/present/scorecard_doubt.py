"""How far a verdict can be doubted: by definition, by setting, and by the day of asking."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap, Normalize

from helpers.claims import RULES, Judgement, Verdict, settle
from helpers.locale import Name, _, heads, listing, n_, short_month, spoken
from helpers.present.blocks import HISTORY
from helpers.present.chart import Chart
from helpers.present.scorecard import called, key, said
from helpers.present.settings import measured, settings_said
from helpers.present.signs import WORD_COLOUR, sign_of
from helpers.present.style import canvas
from helpers.present.table import Table

HEADS = heads("claim", "verdict", "definitions", "for", "partly", "against", "silent")
SETTINGS_HEADS = heads("parameter", "default", "tried", "meaning")
LONGEST_GRID = 24
"""Lines of the history beyond which it is drawn in two columns."""


def readings(judgements: Sequence[Judgement]) -> Table:
    """Count, for each judged claim, the definitions for and against it."""
    rows = [
        {
            "claim": judgement.claim.id,
            "verdict": judgement.verdict.value,
            "definitions": len(judgement.readings),
            "for": _count(judgement, Verdict.SUPPORTED),
            "partly": _count(judgement, Verdict.PARTLY),
            "against": _count(judgement, Verdict.CONTRADICTED),
            "silent": _count(judgement, Verdict.UNVERIFIED),
            "turned_by_one": _turned_by_one(judgement),
        }
        for judgement in judgements
        if len(judgement.readings) > 1 and judgement.verdict is not Verdict.NOT_CHECKABLE
    ]
    columns = ["claim", "verdict", "definitions", "for", "partly", "against", "silent", "turned_by_one"]
    frame = pd.DataFrame(rows, columns=columns)
    divided, hanging = (
        int(((frame["for"] > 0) & (frame["against"] > 0)).sum()),
        int((frame["turned_by_one"] != "").sum()),
    )
    title = n_(
        "Definitions speak both for and against {divided} of the {all} claims that have several; {n} verdict would "
        "change if one definition were left out",
        "Definitions speak both for and against {divided} of the {all} claims that have several; {n} verdicts would "
        "change if one definition were left out",
        hanging, divided=divided, all=len(frame),
    )  # fmt: skip
    labels = {"turned_by_one": _("what leaving one out makes of it")}
    note = _("For, partly, against, silent: definitions by their own verdict; silent ones decide nothing.")
    return Table(frame, title, {"verdict": said}, labels, note=note, name="readings")


def _turned_by_one(judgement: Judgement) -> str:
    """Which verdicts result if one definition is left out, and by how many of them."""
    all_ = judgement.readings
    without = [settle(all_[:place] + all_[place + 1 :]) for place in range(len(all_))]
    others = [word for word in without if word is not judgement.verdict]
    return "; ".join(
        _("{verdict} ({count} of {all})", verdict=word.said, count=others.count(word), all=len(all_))
        for word in dict.fromkeys(others)
    )


def _count(judgement: Judgement, word: Verdict) -> int:
    return sum(reading.verdict is word for reading in judgement.readings)


def sensitivity_table(turned: pd.DataFrame, judgements: Sequence[Judgement] = ()) -> Table | None:
    """Show the verdicts that turn under a setting that a reasonable critic would choose; None where none does."""
    frame = turned[turned["turns"] > 0]
    if frame.empty:
        return None
    title = n_(
        "{n} of the {asked} verdicts whose rule reads a parameter in dispute turns when one is changed",
        "{n} of the {asked} verdicts whose rule reads a parameter in dispute turn when one is changed",
        len(frame), asked=int((turned["settings"] > 0).sum()),
    )  # fmt: skip
    statements = {judgement.claim.id: judgement.claim.statement for judgement in judgements}
    frame = frame.assign(
        statement=[statements.get(str(claim), "") for claim in frame["claim"]],
        turned_by=[settings_said(RULES[claim].model, text) for claim, text in frame[["claim", "turned_by"]].to_numpy()],
    )
    frame = frame[["claim", "statement", "verdict", "settings", "turns", "turned_by"]]
    labels = {"settings": _("settings tried"), "turns": _("turn it"), "turned_by": _("which, and what it becomes")}
    note = _(
        "One change at a time from the defaults. A setting counts as tried only where the rule reads the parameter; "
        "where none does, only the definition and the day can turn the verdict."
    )
    return Table(frame, title, {"verdict": said}, labels, note=note, name="sensitivity")


def settings_table(judgements: Sequence[Judgement]) -> Table:
    """List the settings tried, by theme: what each parameter means, and for which claims it is read."""
    rows = []
    themes = {RULES[j.claim.id].model: j.claim.theme for j in reversed(judgements)}
    for model in dict.fromkeys(RULES[j.claim.id].model for j in judgements):
        for name in dict.fromkeys(name for name, *_value in model.others()):
            field = model.model_fields[name]
            read = [j.claim.id for j in judgements if RULES[j.claim.id].model is model and name in j.asked]
            tried = listing((measured(model, name, value) for other, value in model.others() if other == name), "or")
            default, meaning = measured(model, name, field.default), _(field.description or "")
            rows.append(
                (_("{name} ({theme})", name=name, theme=called(themes[model])), default, tried, meaning, listing(read))
            )
    frame = pd.DataFrame(rows, columns=["parameter", "default", "tried", "meaning", "read_for"])
    enter = int((frame["read_for"] != "").sum())
    title = _(
        "A critic may set {count} parameters otherwise, {enter} of which enter some verdict",
        count=len(frame), enter=enter,
    )  # fmt: skip
    return Table(frame, title, labels={"read_for": _("enters")}, name="settings")


def verdicts_over_time(verdicts: pd.DataFrame, sources: pd.DataFrame) -> Chart | None:
    """Draw one cell a claim and day, coloured and signed by the verdict of that day; None where none has a source."""
    if sources.empty:
        return None
    grid = verdicts.pivot_table(index="claim", columns="day", values="verdict", aggfunc="first", sort=True)
    grid = grid.loc[list(dict.fromkeys(verdicts["claim"]))]
    columns = 2 if len(grid) > LONGEST_GRID else 1
    lines = -(-len(grid) // columns)
    figure, axes = canvas(height=0.27 * lines + 1.1, columns=columns)
    for panel, start in zip(np.atleast_1d(axes), range(0, len(grid), lines), strict=True):
        _grid(panel, grid.iloc[start : start + lines], lines)
    key(figure, [word for word in Verdict if (grid == word.value).any(axis=None)])
    return Chart(figure, _history_title(grid), _history_alt(grid), verdicts, sources, name=HISTORY)


def _grid(axes: Axes, grid: pd.DataFrame, lines: int) -> None:
    """Draw a part of the grid, with room for as many lines as its neighbour has."""
    import seaborn as sns  # two notebooks draw such a map: no other waits for this import

    codes = grid.map(list(Verdict).index)
    colours = ListedColormap([WORD_COLOUR[word] for word in Verdict])
    scale = Normalize(-0.5, len(Verdict) - 0.5)
    sns.heatmap(codes, annot=grid.map(sign_of), fmt="", cmap=colours, cbar=False, linewidths=2, norm=scale, ax=axes,
                xticklabels=False, yticklabels=False)  # fmt: skip
    axes.set_xticks(np.arange(grid.shape[1]) + 0.5, [f"{short_month(str(day))}\n{day:%Y}" for day in grid.columns])
    axes.set_yticks(np.arange(len(grid)) + 0.5, grid.index, va="center")
    axes.set(xlabel="", ylabel="", ylim=(lines, 0))
    axes.grid(visible=False)


def _history_title(grid: pd.DataFrame) -> str:
    checkable = grid[grid.iloc[:, -1] != Verdict.NOT_CHECKABLE.value]
    told = checkable != Verdict.UNVERIFIED.value
    known = told.sum()
    leap = int(known.diff().fillna(0).to_numpy().argmax())
    flips = int(
        ((checkable != checkable.shift(axis=1)) & told & told.shift(axis=1, fill_value=False)).any(axis=1).sum()
    )
    before, after = grid.columns[max(leap - 1, 0)], grid.columns[leap]
    return n_(
        "Evidence spoke to {some} of {all} checkable claims by {before} and to {more} by {after}; {n} verdict changed "
        "once known",
        "Evidence spoke to {some} of {all} checkable claims by {before} and to {more} by {after}; {n} verdicts changed "
        "once known",
        flips, some=known[before], all=len(checkable), before=_month(before), more=known[after], after=_month(after),
    )  # fmt: skip


def _month(day: Any) -> Name:
    return spoken(f"{day:%Y-%m}")


def _history_alt(grid: pd.DataFrame) -> str:
    return _(
        "Grid of verdicts, one row a claim and one column a day from {first} to {last}. On the last day: {verdicts}.",
        first=grid.columns[0],
        last=grid.columns[-1],
        verdicts=", ".join(f"{claim} {said(row.iloc[-1])}" for claim, row in grid.iterrows()),
    )


def history_table(verdicts: pd.DataFrame) -> Table:
    """Say of every claim by when evidence first spoke to it, what it said, and when that changed."""
    rows = [(str(name), *_course(group)) for name, group in verdicts.groupby("claim", sort=False)]
    frame = pd.DataFrame(rows, columns=["claim", "known", "first", "changes", "now"])
    known = frame[frame["known"] != ""]
    steady = int((known["changes"] == "").sum())
    title = _(
        "{steady} of the {known} verdicts on which evidence has spoken have stood since it first did",
        steady=steady, known=len(known),
    )  # fmt: skip
    labels = {
        "known": _("known by"), "first": _("first verdict"), "changes": _("changed by"), "now": _("verdict now"),
    }  # fmt: skip
    note = _(
        "By: the first day of the grid above on which it was so. Empty where no evidence has spoken, or none can "
        "decide."
    )
    return Table(frame, title, {"first": said, "now": said}, labels, note=note, name="history")


def _course(group: pd.DataFrame) -> tuple[str, str, str, str]:
    """Day known, first word, later changes and last word of one claim; empty where evidence never spoke, or cannot."""
    ordered = group.sort_values("day")
    told = ordered[ordered["verdict"] != Verdict.UNVERIFIED.value]
    now = str(ordered["verdict"].iloc[-1])
    if told.empty or now == Verdict.NOT_CHECKABLE.value:
        return "", "", "", now
    known = ordered[ordered["day"] >= told["day"].iloc[0]]
    turns = known[known["verdict"] != known["verdict"].shift()].iloc[1:]
    changes = "; ".join(
        f"{_month(day)}: {said(word)}" for day, word in zip(turns["day"], turns["verdict"], strict=True)
    )
    return str(_month(known["day"].iloc[0])), str(known["verdict"].iloc[0]), changes, now


def history_words(known: pd.DataFrame) -> str:
    """Say which verdicts flipped once the evidence had spoken, and on which it never did."""
    flipped = known.loc[known["flips"] > 0, "claim"]
    silent = known.loc[known["first_day"].isna(), "claim"]
    text = _("Once known, none of {all} verdicts changed its word.", all=len(known))
    if len(flipped):
        text = _(
            "Once known, {count} of {all} verdicts changed their word: {claims}.",
            count=len(flipped), all=len(known), claims=listing(flipped),
        )  # fmt: skip
    if not len(silent):
        return text
    return f"{text} {_('On {claims} the evidence has been silent throughout.', claims=listing(silent))}"
