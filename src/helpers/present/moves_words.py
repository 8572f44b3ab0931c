"""What a figure of a sweep finds, in words: title, alternative text and note."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import numpy as np
import pandas as pd

from helpers.models.interval import Interval
from helpers.present.swept import Axis
from helpers.present.words import common_digits, interval_text, listing, number, with_unit

MOST_TOLD = 12
"""Runs beyond which an alternative text tells the ends only."""


def finding(label: str, unit: str, known: pd.DataFrame, axes: Sequence[Axis], idle: Sequence[Axis] = ()) -> str:
    """Say how the number moves: along one parameter if it rises or falls throughout, else between which values.

    Parameters
    ----------
    idle
        Parameters that do not move it.
    """
    text = _course(unit, known, axes)
    if len(axes) > 1 and np.ptp(known["value"]) > 0:
        text += f"; {strongest(known, axes).name} moves it most"
    if idle:
        text += f"; {listing(axis.name for axis in idle)} {'does' if len(idle) == 1 else 'do'} not move it"
    return f"{label}: {text}"


def _course(unit: str, known: pd.DataFrame, axes: Sequence[Axis]) -> str:
    values = known["value"]
    least, most = _ends(values)
    if values.min() == values.max():
        return f"stays at {with_unit(most, unit)}, only its interval moves"
    if len(axes) == 1 and axes[0].runs_on and (way := _way(values)):
        axis, first, last = axes[0], *(int(known[axes[0].name].iloc[end]) for end in (0, -1))
        start, end = (least, most) if way == "rises" else (most, least)
        ends = f"from {start} to {with_unit(end, unit)}"
        return f"{way} {ends} as {axis.name} goes from {axis.text(first)} to {axis.text(last)}"
    low, high = (place(known.iloc[int(at)], axes) for at in (values.argmin(), values.argmax()))
    return f"between {least} ({low}) and {with_unit(most, unit)} ({high})"


def _ends(values: "pd.Series[float]") -> tuple[str, str]:
    """Least and greatest value with as many digits as tell them apart."""
    digits = common_digits(values)
    while digits < 12 and values.min() < values.max() and number(values.min(), digits) == number(values.max(), digits):
        digits += 1
    return number(values.min(), digits), number(values.max(), digits)


def _way(values: "pd.Series[float]") -> str:
    """Whether the number rises or falls throughout; empty where it turns."""
    steps = np.diff(values)
    return "rises" if (steps >= 0).all() else "falls" if (steps <= 0).all() else ""


def place(run: "pd.Series[int]", axes: Sequence[Axis]) -> str:
    """Say where on the grid a run lies."""
    return ", ".join(f"{axis.name} {axis.text(int(run[axis.name]))}" for axis in axes)


def strongest(known: pd.DataFrame, axes: Sequence[Axis]) -> Axis:
    """Return the parameter whose values differ most in their median over all else."""
    return max(axes, key=lambda axis: float(np.ptp(known.groupby(axis.name)["value"].median())))


def alt(label: str, unit: str, known: pd.DataFrame, axes: Sequence[Axis]) -> str:
    """Tell the figure to a reader who cannot see it."""
    told = known if len(known) <= MOST_TOLD else known.loc[[known["value"].idxmin(), known["value"].idxmax()]]
    parts = [
        f"{interval_text(Interval(run['value'], run['low'], run['high']), None, unit)} at {place(run, axes)}"
        for _, run in told.iterrows()
    ]
    which = "" if len(told) == len(known) else ", lowest and highest"
    return f"{label} in {len(known)} runs over {listing(axis.name for axis in axes)}{which}: {'; '.join(parts)}."


def note(frame: pd.DataFrame, drawn: str) -> str:
    """Say what the intervals are, whether they leave room for no movement at all, and where the number is not known.

    Parameters
    ----------
    drawn
        What stands for the intervals in the figure; empty where they are not drawn.
    """
    known, said = frame.dropna(subset="value"), []
    if (known["high"] > known["low"]).any():
        where = f"The {drawn} are the intervals of the runs" if drawn else "The intervals of the runs are in the data"
        said.append(f"{where}.")
        if known["low"].max() <= known["high"].min():
            said.append("All of them overlap.")
    if len(known) < len(frame):
        said.append(f"Not known in {len(frame) - len(known)} of {len(frame)} runs.")
    return " ".join(said)


def shared_label(labels: Iterable[str]) -> str:
    """Return what labels have in common, with an ellipsis where they differ; nothing in common gives the first.

    >>> shared_label(["Chance of 1.4 Mt in 2027", "Chance of 7.0 Mt in 2027"])
    'Chance of … Mt in 2027'
    """
    first, *others = dict.fromkeys(labels)
    words = first.split()
    for other in others:
        pairs = SequenceMatcher(None, words, other.split(), autojunk=False).get_opcodes()
        words = [word for tag, start, end, *_ in pairs for word in (words[start:end] if tag == "equal" else ["…"])]
    return " ".join(words) if set(words) != {"…"} else first
