"""What a figure of a sweep finds, in words: title, alternative text and note."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import pandas as pd

from helpers.locale import Name, _, n_
from helpers.models.interval import Interval
from helpers.present.swept import Axis
from helpers.present.words import common_digits, interval_text, listing, number, with_unit

MOST_TOLD = 12
"""Runs beyond which an alternative text tells the ends only."""

DRAWN = {
    "shades": Name("The shades are the intervals of the runs."),
    "bars": Name("The bars are the intervals of the runs."),
    "": Name("The intervals of the runs are in the data."),
}
"""Where a figure has the intervals of the runs."""

RISES = Name("rises from {start} to {end} as {parameter} goes from {first} to {last}")
FALLS = Name("falls from {start} to {end} as {parameter} goes from {first} to {last}")


def finding(label: str, unit: str, known: pd.DataFrame, axes: Sequence[Axis], idle: Sequence[Axis] = ()) -> str:
    """Say how the number moves: along one parameter if it rises or falls throughout, else between which values.

    Parameters
    ----------
    idle
        Parameters that do not move it.
    """
    told = [_course(unit, known, axes)]
    if len(axes) > 1 and np.ptp(known["value"]) > 0:
        told.append(_("{parameter} moves it most", parameter=strongest(known, axes).name))
    if len(idle) == 1:
        told.append(_("{parameter} does not move it", parameter=idle[0].name))
    elif idle:
        told.append(_("{parameters} do not move it", parameters=listing(axis.name for axis in idle)))
    return f"{label}: {'; '.join(told)}"


def _course(unit: str, known: pd.DataFrame, axes: Sequence[Axis]) -> str:
    values = known["value"]
    least, most = _ends(values)
    if values.min() == values.max():
        return _("stays at {value}, only its interval moves", value=with_unit(most, unit))
    if len(axes) == 1 and axes[0].runs_on and (way := _way(values)):
        axis = axes[0]
        first, last = (axis.text(int(known[axis.name].iloc[end])) for end in (0, -1))
        start, end = (least, with_unit(most, unit)) if way is RISES else (most, with_unit(least, unit))
        return str(Name(way.text, start=start, end=end, parameter=axis.name, first=first, last=last))
    low, high = (place(known.iloc[int(at)], axes) for at in (values.argmin(), values.argmax()))
    most = with_unit(most, unit)
    return _("between {least} ({low}) and {most} ({high})", least=least, low=low, most=most, high=high)


def _ends(values: "pd.Series[float]") -> tuple[str, str]:
    """Least and greatest value with as many digits as tell them apart."""
    digits = common_digits(values)
    while digits < 12 and values.min() < values.max() and number(values.min(), digits) == number(values.max(), digits):
        digits += 1
    return number(values.min(), digits), number(values.max(), digits)


def _way(values: "pd.Series[float]") -> Name | None:
    """Whether the number rises or falls throughout; None where it turns."""
    steps = np.diff(values)
    return RISES if (steps >= 0).all() else FALLS if (steps <= 0).all() else None


def place(run: "pd.Series[int]", axes: Sequence[Axis]) -> str:
    """Say where on the grid a run lies."""
    return ", ".join(f"{axis.name} {axis.text(int(run[axis.name]))}" for axis in axes)


def strongest(known: pd.DataFrame, axes: Sequence[Axis]) -> Axis:
    """Return the parameter whose values differ most in their median over all else."""
    return max(axes, key=lambda axis: float(np.ptp(known.groupby(axis.name)["value"].median())))


def alt(label: str, unit: str, known: pd.DataFrame, axes: Sequence[Axis]) -> str:
    """Tell the figure to a reader who cannot see it."""
    told = known if len(known) <= MOST_TOLD else known.loc[[known["value"].idxmin(), known["value"].idxmax()]]
    values = "; ".join(_at(run, unit, axes) for _index, run in told.iterrows())
    over = {"label": label, "parameters": listing(axis.name for axis in axes), "values": values}
    if len(told) == len(known):
        return n_(
            "{label} in {n} run over {parameters}: {values}.",
            "{label} in {n} runs over {parameters}: {values}.", len(known), **over,
        )  # fmt: skip
    return n_(
        "{label} in {n} run over {parameters}, lowest and highest: {values}.",
        "{label} in {n} runs over {parameters}, lowest and highest: {values}.", len(known), **over,
    )  # fmt: skip


def _at(run: "pd.Series[Any]", unit: str, axes: Sequence[Axis]) -> str:
    value = interval_text(Interval(run["value"], run["low"], run["high"]), None, unit)
    return _("{value} at {place}", value=value, place=place(run, axes))


def note(frame: pd.DataFrame, drawn: str) -> str:
    """Say what the intervals are, whether they leave room for no movement at all, and where the number is not known.

    Parameters
    ----------
    drawn
        What stands for the intervals in the figure, as :data:`DRAWN` has it; empty where they are not drawn.
    """
    known, said = frame.dropna(subset="value"), []
    if (known["high"] > known["low"]).any():
        said.append(str(DRAWN[drawn]))
        if known["low"].max() <= known["high"].min():
            said.append(_("All of them overlap."))
    if unknown := len(frame) - len(known):
        said.append(
            n_("Not known in {unknown} of {n} run.", "Not known in {unknown} of {n} runs.", len(frame), unknown=unknown)
        )
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
