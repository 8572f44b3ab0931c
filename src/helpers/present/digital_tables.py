"""Tables of the cable on record: steps, promises and what came of them, figures."""

import pandas as pd

from helpers.analysis.digital import STAGE_NAMES
from helpers.locale import Name, _, heads, listing, n_, p_, tabled, written
from helpers.present.digital import bound_text
from helpers.present.table import Table
from helpers.present.words import number

HEADS = heads("stage", "outcome", "choice", "promises", "figure", "bound", "note")


def steps_table(steps: pd.DataFrame) -> Table | None:
    """List the steps with what was done; None without any."""
    if steps.empty:
        return None
    done = steps["kind"].eq("actual")
    shown = pd.DataFrame({
        "period": steps["period"], "stage": [str(STAGE_NAMES[stage]) for stage in steps["stage"]], "done": done,
        "what": [p_("note", note) for note in steps["note"]],
    })  # fmt: skip
    counts = steps[done]["stage"].value_counts(sort=False).items()
    stages = [_("{stage} {count}", stage=STAGE_NAMES[str(stage)], count=int(n)) for stage, n in counts]
    title = n_(
        "{n} step was carried out, by stage: {stages}", "{n} steps were carried out, by stage: {stages}",
        int(done.sum()), stages=listing(stages) or p_("stages", "none"),
    )  # fmt: skip
    labels = {"period": _("date"), "done": _("carried out"), "what": p_("steps", "what")}
    return Table(shown, title, {"period": tabled}, labels, steps, "", "cable-steps-list")


def outcomes_table(frame: pd.DataFrame, told: pd.DataFrame) -> Table | None:
    """List the promised years and what came of them; None without any."""
    if frame.empty:
        return None
    counts = (_outcome_in_words(str(word), int(n)) for word, n in frame["outcome"].value_counts().items())
    title = n_(
        "Of {n} promised year {outcomes}", "Of {n} promised years {outcomes}", len(frame), outcomes=listing(counts)
    )
    shown = frame.assign(first=frame["first"].dt.date, last=frame["last"].dt.date)
    shown = shown.assign(outcome=[str(OUTCOMES[word]) for word in frame["outcome"]])
    labels = {
        "year": _("promised year"), "first": _("first said"), "last": _("last said"), "times": _("times said"),
    }  # fmt: skip
    return Table(shown, title, {}, labels, told, "", "cable-promised-years")


OUTCOMES = {"met": Name("met"), "missed": Name("missed"), "not due": Name("not due")}
CHOICES = {
    "promises on record": Name("promises on record"), "with recollections": Name("with recollections"),
    "only promises that moved": Name("only promises that moved"),
}  # fmt: skip
"""What became of a promise, and which promises are counted."""


def _outcome_in_words(word: str, count: int) -> str:
    if word == "met":
        return n_("{n} is met", "{n} are met", count)
    if word == "missed":
        return n_("{n} is missed", "{n} are missed", count)
    return n_("{n} is not due", "{n} are not due", count)


def drifts_table(frame: pd.DataFrame, told: pd.DataFrame) -> Table | None:
    """List the drift under each choice of promises; None without any."""
    if frame.empty:
        return None
    shown = frame.assign(
        slope=[_span(r, "slope", "low", "high", 2) for r in frame.to_dict("records")],
        arrival=[_span(r, "arrival", "arrival_low", "arrival_high", 0) for r in frame.to_dict("records")],
        never=100 * frame["never"], choice=[str(CHOICES[choice]) for choice in frame["choice"]],
    )  # fmt: skip
    least, most = frame["slope"].min(), frame["slope"].max()
    title = _(
        "However the promises are chosen, they move by {least:.1f} to {most:.1f} years a year", least=least, most=most
    )
    labels = {
        "slope": _("years a year"),
        "robust": _("by the median slope"),
        "arrival": _("year it is met"),
        "never": _("never met, percent"),
    }
    note = _(
        "The last columns continue the line and know nothing of the cable that has been made: a yardstick of the past "
        "pace, no forecast."
    )
    columns = ["choice", "promises", "slope", "robust", "arrival", "never"]
    return Table(shown[columns], title, {"robust": ".2f", "never": ".0f"}, labels, told, note, "cable-drift")


def _span(row: dict[object, object], value: str, low: str, high: str, digits: int) -> str:
    middle, ends = float(str(row[value])), [float(str(row[name])) for name in (low, high)]
    return p_(
        "number", "{value} ({low} to {high})",
        value=_moment(middle, digits), low=_moment(ends[0], digits), high=_moment(ends[1], digits),
    )  # fmt: skip


def _moment(value: float, digits: int) -> str:
    if digits == 0 and value > 2100:
        return _("after 2100") if value < float("inf") else _("never")
    return written(value, f".{digits}f")


FIGURES = {"length": Name("length"), "capacity": Name("capacity"), "cost": Name("cost")}
"""What the figures of the cable are called."""


_BOUND_ALONE = {"", "up to", "more than"}
"""Notes that say no more than the bound does."""


def figures_table(frame: pd.DataFrame) -> Table | None:
    """List what was published of the cable's length, capacity and cost; None without any."""
    if frame.empty:
        return None
    shown = frame.assign(
        figure=[str(FIGURES[figure]) for figure in frame["figure"]],
        bound=[bound_text(bound) for bound in frame["bound"]],
        unit=[p_("unit", unit) for unit in frame["unit"]],
        note=["" if note in _BOUND_ALONE else p_("note", note) for note in frame["note"]],
    )  # fmt: skip
    parts = [
        _(
            "{figure} {extent} {unit}",
            figure=FIGURES[str(figure)], extent=_extent(part["value"]), unit=p_("unit", part["unit"].iloc[0]),
        )
        for figure, part in frame.groupby("figure", sort=True)
    ]  # fmt: skip
    title = _("The cable's figures have moved as well: {figures}", figures=listing(parts))
    columns = ["figure", "period", "bound", "value", "unit", "note"]
    labels = {"period": _("said"), "bound": ""}
    return Table(shown[columns], title, {"period": tabled, "value": _plain}, labels, frame, "", "cable-figures")


def _plain(value: float) -> str:
    return number(value, 1 if value % 1 else 0)


def _extent(values: pd.Series) -> str:
    low, high = _plain(float(values.min())), _plain(float(values.max()))
    return low if low == high else p_("range", "{low} to {high}", low=low, high=high)
