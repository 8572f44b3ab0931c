"""Figures of the cable on record: steps and promises."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.digital import STAGE_NAMES, STAGES
from helpers.locale import Name, _, n_, p_, spoken, tabled
from helpers.models.drift import Drift
from helpers.models.level import decimal_years
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, WHITE, canvas

_ROLES = {"ceremony": "muted", "agreement": "neutral", "survey": "az", "manufacture": "kz", "laying": "good",
          "operation": "good"}  # fmt: skip

KINDS = {
    "actual": Name("actual"), "plan": Name("plan"), "estimate": Name("estimate"), "forecast": Name("forecast"),
    "capacity": Name("capacity"),
}  # fmt: skip
BOUNDS = {"lower": Name("at least"), "upper": Name("up to"), "about": Name("about")}
"""What kinds and bounds of observations are called."""


def month(day: pd.Timestamp) -> Name:
    """Name the month of a day."""
    return spoken(f"{day:%Y-%m}")


def bound_text(bound: str) -> str:
    """Write what a bound says of its value; nothing for a value itself."""
    return str(BOUNDS[bound]) if bound else ""


def steps_chart(steps: pd.DataFrame, day: pd.Timestamp) -> Chart | None:
    """Draw the dated steps of the cable by stage, announced ones hollow; None without any.

    Parameters
    ----------
    steps
        From :func:`helpers.analysis.digital.milestones`.
    day
        The evidence's day, drawn as a line.
    """
    if steps.empty:
        return None
    rows = steps.assign(x=decimal_years(steps["end"], steps["end"]))
    shown = [stage for stage in STAGES if stage in set(rows["stage"]) or stage in ("laying", "operation")]
    figure, ax = canvas(height=0.9 + 0.42 * len(shown))
    for row in rows[rows["stage"].isin(shown)].to_dict("records"):
        colour, done = PALETTE[_ROLES[row["stage"]]], row["kind"] == "actual"
        ax.plot(row["x"], shown.index(row["stage"]), "o", ms=8, color=colour, mfc=colour if done else "white")
    now, first = day.year + day.day_of_year / 366, min(2018.0, float(rows["x"].min()))
    for i, stage in enumerate(shown):
        count = int((rows["stage"].eq(stage) & rows["kind"].eq("actual")).sum())
        ax.text(now + 0.25, i, _on_record(count), va="center", fontsize=9,
                color=PALETTE["neutral" if count else "bad"], bbox=WHITE)  # fmt: skip
    ax.axvline(now, color=PALETTE["muted"], lw=0.8, ls="--")
    ax.set_yticks(range(len(shown)), [str(STAGE_NAMES[stage]) for stage in shown])
    ax.set(ylim=(len(shown) - 0.5, -0.6), xlim=(first - 0.5, now + 0.16 * (now - first) + 1.2))
    ax.set_xticks([x for x in range(int(first), int(now) + 1) if (x - int(now)) % (2 if now - first > 8 else 1) == 0])
    ax.grid(axis="x")
    done = rows[rows["kind"].eq("actual")]
    last = done.iloc[-1] if len(done) else rows.iloc[-1]
    dots = "; ".join(_step_in_words(row) for row in rows.to_dict("records"))
    alt = _("Dots by stage and date: {dots}.", dots=dots)
    note = _("Filled: done. Hollow: announced or never carried out. The dashed line is the day of the evidence.")
    data = rows[["end", "stage", "kind", "note", "source"]].rename(columns={"end": "date"})
    return Chart(figure, _steps_title(done, last), alt, data, rows, note, "cable-steps")


def _on_record(count: int) -> str:
    return n_("{n} on record", "{n} on record", count) if count else _("none on record")


def _steps_title(done: pd.DataFrame, last: pd.Series) -> str:
    values = {"month": month(last["end"]), "stage": STAGE_NAMES[last["stage"]]}
    if done["stage"].eq("laying").any():
        return n_(
            "{n} step is on record, the last of {month} ({stage}); laying is on record",
            "{n} steps are on record, the last of {month} ({stage}); laying is on record",
            len(done), **values,
        )  # fmt: skip
    return n_(
        "{n} step is on record, the last of {month} ({stage}); no laying is on record",
        "{n} steps are on record, the last of {month} ({stage}); no laying is on record",
        len(done), **values,
    )  # fmt: skip


def _step_in_words(row: Mapping[Any, Any]) -> str:
    return _(
        "{period} {stage} ({kind}): {step}",
        period=tabled(f"{row['end']:%Y-%m}"), stage=STAGE_NAMES[row["stage"]], kind=KINDS[row["kind"]],
        step=p_("note", row["note"]),
    )  # fmt: skip


def promises_chart(told: pd.DataFrame, line: Drift | None, day: pd.Timestamp) -> Chart | None:
    """Draw promised years by the day they were said, and the line through them; None without any.

    Parameters
    ----------
    told
        From :func:`helpers.analysis.digital.promises`.
    line
        From :func:`helpers.analysis.digital.drift`; None draws none.
    """
    if told.empty:
        return None
    figure, ax = canvas(height=4.3)
    kept, late = told[~told["hindsight"]], told[told["hindsight"]]
    now = day.year + day.day_of_year / 366
    left, right = float(told["said_year"].min()) - 0.6, max(float(told["promised"].max()), now) + 1.2
    _diagonal(ax, left, right)
    if line is not None:
        ends = [float(kept["said_year"].min()), now]
        ax.plot(ends, line.at(ends), color=PALETTE["accent"], lw=1.6)
        label = _(
            "moves by\n{pace:.2f} years a year\n({low:.2f} to {high:.2f})",
            pace=line.slope.value, low=line.slope.low, high=line.slope.high,
        )  # fmt: skip
        below = float(line.at(ends)[0]) + 0.15
        ax.text(ends[0] + 0.045 * (right - left), below, label, color=PALETTE["accent"], fontsize=9, va="top")
    ax.plot(kept["said_year"], kept["promised"], "o", color=PALETTE["kz"], ms=8)
    ax.plot(late["said_year"], late["promised"], "o", color=PALETTE["kz"], ms=8, mfc="white")
    if len(late):
        first = late.iloc[0]
        ax.text(first["said_year"] + 0.15, first["promised"] + 0.1, _("recalled later"), fontsize=8.7, va="bottom",
                color=PALETTE["muted"])  # fmt: skip
    ax.axvline(now, color=PALETTE["muted"], lw=0.8, ls="--")
    low = min(float(told["promised"].min()) - 0.9, left + 1.4)
    ax.set(xlabel=_("said"), ylabel=_("promised: end of the year"), xlim=(left, right), ylim=(low, right))
    ax.set_xticks(range(int(left) + 1, int(right) + 1))
    ax.set_yticks([y for y in range(int(low), int(right) + 1) if low <= y <= right], minor=False)
    ax.set_yticklabels([str(y - 1) for y in ax.get_yticks().astype(int)])
    dots = "; ".join(_promise_in_words(row) for row in told.sort_values("said").to_dict("records"))
    alt = _("Dots of promised year over day of statement: {dots}.", dots=dots)
    note = _(
        "Below the diagonal a promise lies in the past. Hollow: published more than a year after it is said to have "
        "been made. A slope of 0 is a promise kept, 1 one that never comes nearer; repeated promises are no "
        "independent news."
    )
    return Chart(figure, _promised(kept, line), alt, told.drop(columns="row"), told, note, "cable-promises")


def _diagonal(ax: Axes, left: float, right: float) -> None:
    ax.fill_between([left, right], [left, right], [left - 20, right - 20], color="#F3F4F6", lw=0, zorder=0)
    ax.plot([left, right], [left, right], color=PALETTE["muted"], lw=0.8)
    ax.text(right - 0.15, right - 2.4, _("past when said"), fontsize=8.7, color=PALETTE["muted"], ha="right", va="top")


def _promise_in_words(row: Mapping[Any, Any]) -> str:
    values = {"said": tabled(f"{row['said']:%Y-%m}"), "year": int(row["year"])}
    return _("{said} {year} (recalled later)", **values) if row["hindsight"] else _("{said} {year}", **values)


def _promised(kept: pd.DataFrame, line: Drift | None) -> str:
    years = list(dict.fromkeys(sorted(int(y) for y in kept["year"])))
    if not years:
        return _("{n} promises are on record, for no year", n=len(kept))
    if len(years) == 1:
        return n_(
            "One promise is on record, for {year}", "{n} promises are on record, for {year}", len(kept), year=years[0]
        )
    values: dict[str, Any] = {
        "span": (kept["said"].max() - kept["said"].min()).days / 365.25, "first": years[0], "last": years[-1],
    }  # fmt: skip
    if line is None:
        return _("In {span:.1f} years of statements the promised year moved from {first} to {last}", **values)
    return _(
        "In {span:.1f} years of statements the promised year moved from {first} to {last}: by {pace:.1f} years a year",
        pace=line.slope.value, **values,
    )  # fmt: skip


def sources_of(frames: Sequence[pd.DataFrame]) -> list[str]:
    """Return the ids of the sources of several frames that hold them as tuples (``sources``) or one by one."""
    found: list[str] = []
    for frame in frames:
        if "sources" in frame:
            found += [source for used in frame["sources"] for source in used]
        elif "source" in frame:
            found += list(frame["source"])
    return sorted({source for source in found if source})
