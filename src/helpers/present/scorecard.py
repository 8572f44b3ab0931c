"""Figures and tables of the ledger as a whole."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap, Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.claims import Judgement, Verdict, tally
from helpers.evidence import Evidence
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import interval_text, listing, number, with_unit

COLOURS = {
    Verdict.SUPPORTED: PALETTE["good"],
    Verdict.PARTLY: PALETTE["az"],
    Verdict.CONTRADICTED: PALETTE["bad"],
    Verdict.UNVERIFIED: PALETTE["muted"],
    Verdict.NOT_CHECKABLE: "#C9CFD6",
    Verdict.NOT_EVALUATED: "#EDF0F2",
}
LONGEST_GRID = 24
"""Lines of the history beyond which it is drawn in two columns."""
LETTERS = {Verdict.SUPPORTED: "S", Verdict.PARTLY: "P", Verdict.CONTRADICTED: "C", Verdict.UNVERIFIED: "?"}
_PALE = (Verdict.NOT_CHECKABLE, Verdict.NOT_EVALUATED)


def verdicts_by_theme(judgements: Sequence[Judgement], sources: pd.DataFrame) -> Chart:
    """Count verdicts by theme, one bar a theme, each part named where it is wide enough."""
    counts = counts_by_theme(judgements)
    figure, axes = canvas(height=0.42 * len(counts) + 1.0)
    left = pd.Series(0, index=counts.index)
    for word in Verdict:
        part = counts[word.value]
        axes.barh(counts.index, part, left=left, color=COLOURS[word], edgecolor="white", height=0.72)
        for theme, count in part[part > 0].items():
            ink = PALETTE["neutral"] if word in _PALE else "white"
            place = left[str(theme)] + count / 2
            axes.text(place, str(theme), str(count), ha="center", va="center", color=ink, fontsize=9.5)
        left = left + part
    _key(figure, [word for word in Verdict if counts[word.value].sum()])
    axes.invert_yaxis()
    axes.set_xlabel("claims")
    axes.grid(visible=False)
    return Chart(figure, _title(judgements), _alt(counts), counts.reset_index(), sources)


def _key(figure: Figure, words: Sequence[Verdict]) -> None:
    """Name the colours above the figure, in the order in which they stand."""
    handles = [Rectangle((0, 0), 1, 1, color=COLOURS[word], label=word.value) for word in words]
    figure.legend(handles=handles, ncols=3, loc="outside upper left", handlelength=1, columnspacing=1.4)


def counts_by_theme(judgements: Sequence[Judgement]) -> pd.DataFrame:
    """Return the number of claims by theme (rows, in the ledger's order) and verdict word (columns)."""
    themes = list(dict.fromkeys(judgement.claim.theme for judgement in judgements))
    rows = {theme: tally([j for j in judgements if j.claim.theme == theme]) for theme in themes}
    return pd.DataFrame(rows).T.rename_axis("theme")


def _title(judgements: Sequence[Judgement]) -> str:
    counts = tally(judgements)
    evaluated = len(judgements) - counts["not evaluated"]
    said = [f"{number} {word}" for word, number in counts.items() if number and word != "not evaluated"]
    return f"Of {len(judgements)} claims {evaluated} have been judged: {listing(said)}"


def _alt(counts: pd.DataFrame) -> str:
    parts = [
        f"{theme}: " + ", ".join(f"{number} {word}" for word, number in row.items() if number)
        for theme, row in counts.iterrows()
    ]
    return "Stacked bars, one a theme, counting claims by verdict. " + "; ".join(parts) + "."


def ledger(judgements: Sequence[Judgement]) -> Table:
    """List every claim with its verdict, both figures and the number of independent sources."""
    rows = [
        {
            "claim": judgement.claim.id,
            "statement": judgement.claim.statement,
            "verdict": judgement.verdict.value,
            "article": _stated(judgement),
            "measured": _measured(judgement),
            "independent_sources": judgement.confidence if judgement.readings else None,
        }
        for judgement in judgements
    ]
    labels = {"article": "article says", "independent_sources": "independent sources"}
    title = f"The ledger: all {len(rows)} claims"
    note = "The measured value is that of the reading most faithful to the claim; the cards below have all readings."
    frame = pd.DataFrame(rows).astype({"independent_sources": "Int64"})
    return Table(frame, title, labels=labels, note=note, name="ledger")


def _stated(judgement: Judgement) -> str:
    value = judgement.claim.value.replace("|", " and ")
    return with_unit(value, judgement.claim.unit) if value else ""


def _measured(judgement: Judgement) -> str:
    reading = next((reading for reading in judgement.readings if reading.measured), None)
    return interval_text(reading.measured, None, reading.unit) if reading and reading.measured else ""


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
        }
        for judgement in judgements
        if len(judgement.readings) > 1
    ]
    frame = pd.DataFrame(rows, columns=["claim", "verdict", "definitions", "for", "partly", "against", "silent"])
    divided = int(((frame["for"] > 0) & (frame["against"] > 0)).sum())
    title = f"For {divided} of {len(frame)} claims with several readings the answer turns on the definition"
    return Table(frame, title, name="readings")


def _count(judgement: Judgement, word: Verdict) -> int:
    return sum(reading.verdict is word for reading in judgement.readings)


def sensitivity_table(turned: pd.DataFrame) -> Table:
    """Show which verdicts turn under the settings that a reasonable critic would choose."""
    moved = int((turned["turns"] > 0).sum())
    title = f"{moved} of {len(turned)} verdicts turn when a critic changes one parameter of their theme"
    labels = {"settings": "settings tried", "turns": "turn it", "turned_by": "which, and what it becomes"}
    note = "One change at a time from the defaults; each theme's parameter model declares the other values."
    return Table(turned, title, labels=labels, note=note, name="sensitivity")


def verdicts_over_time(verdicts: pd.DataFrame, sources: pd.DataFrame) -> Chart:
    """Draw one cell a claim and day, coloured and lettered by the verdict of that day."""
    grid = verdicts.pivot_table(index="claim", columns="day", values="verdict", aggfunc="first", sort=True)
    grid = grid.loc[list(dict.fromkeys(verdicts["claim"]))]
    columns = 2 if len(grid) > LONGEST_GRID else 1
    lines = -(-len(grid) // columns)
    figure, axes = canvas(height=0.27 * lines + 1.1, columns=columns)
    for panel, start in zip(np.atleast_1d(axes), range(0, len(grid), lines), strict=True):
        _grid(panel, grid.iloc[start : start + lines], lines)
    _key(figure, [word for word in Verdict if (grid == word.value).any(axis=None)])
    return Chart(figure, _history_title(grid), _history_alt(grid), verdicts, sources)


def _grid(axes: Axes, grid: pd.DataFrame, lines: int) -> None:
    """Draw a part of the grid, with room for as many lines as its neighbour has."""
    codes = grid.map(list(Verdict).index)
    letters = grid.map(lambda word: LETTERS.get(Verdict(word), "–"))
    colours = ListedColormap([COLOURS[word] for word in Verdict])
    scale = Normalize(-0.5, len(COLOURS) - 0.5)
    sns.heatmap(codes, annot=letters, fmt="", cmap=colours, cbar=False, linewidths=2, norm=scale, ax=axes)
    axes.set_xticklabels([f"{day:%b\n%Y}" for day in grid.columns])
    axes.set(xlabel="", ylabel="", ylim=(lines, 0))
    axes.tick_params(rotation=0)
    axes.grid(visible=False)


def _history_title(grid: pd.DataFrame) -> str:
    checkable = grid[grid.iloc[:, -1] != Verdict.NOT_CHECKABLE.value]
    spoken = checkable != Verdict.UNVERIFIED.value
    known = spoken.sum()
    leap = int(known.diff().fillna(0).to_numpy().argmax())
    flips = int(
        ((checkable != checkable.shift(axis=1)) & spoken & spoken.shift(axis=1, fill_value=False)).any(axis=1).sum()
    )
    before, after = grid.columns[max(leap - 1, 0)], grid.columns[leap]
    return (
        f"Evidence spoke to {known[before]} of {len(checkable)} checkable claims by {before:%B %Y} and to "
        f"{known[after]} by {after:%B %Y}; {flips} verdicts changed their word once known"
    )


def _history_alt(grid: pd.DataFrame) -> str:
    parts = [f"{claim} {row.iloc[-1]}" for claim, row in grid.iterrows()]
    return (
        f"Grid of verdicts, one row a claim and one column a day from {grid.columns[0]} to {grid.columns[-1]}. "
        f"On the last day: {', '.join(parts)}."
    )


def rows_used(evidence: Evidence, judgements: Sequence[Judgement]) -> pd.DataFrame:
    """Return the observations behind any of the judgements, each once."""
    return evidence.rows(dict.fromkeys(row for judgement in judgements for row in judgement.rows))


def evidence_words(evidence: Evidence, judgements: Sequence[Judgement]) -> str:
    """Say how much evidence there is and how much of it the verdicts use."""
    used = rows_used(evidence, judgements)
    alone = [j.claim.id for j in judgements if j.confidence == 1]
    size = (
        f"As of {evidence.as_of} there are {number(len(evidence.observations))} observations from "
        f"{number(evidence.observations['source'].nunique())} sources; the verdicts below rest on "
        f"{number(len(used))} of them, from {number(used['source'].nunique())} sources."
    )
    if not alone:
        return size
    return f"{size} One independent source only stands behind {listing(alone)}."


def history_words(known: pd.DataFrame) -> str:
    """Say which verdicts flipped once the evidence had spoken, and on which it never did."""
    flipped = known.loc[known["flips"] > 0, "claim"]
    silent = known.loc[known["first_day"].isna(), "claim"]
    if len(flipped):
        text = f"Once known, {len(flipped)} of {len(known)} verdicts changed their word: {listing(flipped)}."
    else:
        text = f"Once known, none of {len(known)} verdicts changed its word."
    if len(silent):
        text += f" On {listing(silent)} the evidence has been silent throughout."
    return text


def bottom_line(judgements: Sequence[Judgement]) -> str:
    """Say what a reader should take away: what holds, what does not, what turns on a definition; Markdown."""
    parts = []
    for word, lead in _LEADS.items():
        found = [judgement for judgement in judgements if judgement.verdict is word]
        if found:
            lines = [f"- {_taken_away(j)} ([{j.claim.id}](#claim-{j.claim.id}))" for j in found]
            parts.append("\n".join([f"**{lead}**", "", *lines]))
    left = sum(judgement.verdict is Verdict.NOT_EVALUATED for judgement in judgements)
    if left:
        parts.append(f"{left} claims wait for their rule.")
    return "\n\n".join(parts)


def _taken_away(judgement: Judgement) -> str:
    """The claim; with the reason where the evidence is against it."""
    against = judgement.verdict is Verdict.CONTRADICTED
    return f"{judgement.claim.statement} {judgement.reason}" if against else judgement.claim.statement


_LEADS = {
    Verdict.CONTRADICTED: "Contradicted under every definition tried",
    Verdict.PARTLY: "Holds under some definitions and not under others",
    Verdict.SUPPORTED: "Supported under every definition tried",
    Verdict.UNVERIFIED: "Without independent evidence",
}
"""What the bottom line says of each verdict, the most telling first."""
