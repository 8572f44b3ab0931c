"""Figures and tables of the cable on record: steps, promises, figures."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.digital import STAGES
from helpers.models.drift import Drift
from helpers.models.level import decimal_years
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, WHITE, canvas
from helpers.present.table import Table
from helpers.present.words import listing, number

_ROLES = {"ceremony": "muted", "agreement": "neutral", "survey": "az", "manufacture": "kz", "laying": "good",
          "operation": "good"}  # fmt: skip


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
        ax.text(now + 0.25, i, f"{count} on record" if count else "none on record", va="center", fontsize=9,
                color=PALETTE["neutral" if count else "bad"], bbox=WHITE)  # fmt: skip
    ax.axvline(now, color=PALETTE["muted"], lw=0.8, ls="--")
    ax.set_yticks(range(len(shown)), shown)
    ax.set(ylim=(len(shown) - 0.5, -0.6), xlim=(first - 0.5, now + 0.16 * (now - first) + 1.2))
    ax.set_xticks([x for x in range(int(first), int(now) + 1) if (x - int(now)) % (2 if now - first > 8 else 1) == 0])
    ax.grid(axis="x")
    done = rows[rows["kind"].eq("actual")]
    last = done.iloc[-1] if len(done) else rows.iloc[-1]
    laid = "laying is on record" if done["stage"].eq("laying").any() else "no laying is on record"
    title = f"{len(done)} steps are on record, the last of {last['end']:%B %Y} ({last['stage']}); {laid}"
    alt = "Dots by stage and date: " + "; ".join(
        f"{row['end']:%Y-%m} {row['stage']} ({row['kind']}): {row['note']}" for row in rows.to_dict("records")
    ) + "."  # fmt: skip
    note = "Filled: done. Hollow: announced or never carried out. The dashed line is the day of the evidence."
    data = rows[["end", "stage", "kind", "note", "source"]].rename(columns={"end": "date"})
    return Chart(figure, title, alt, data, rows, note, "cable-steps")


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
        label = f"moves by\n{line.slope.value:.2f} years a year\n({line.slope.low:.2f} to {line.slope.high:.2f})"
        below = float(line.at(ends)[0]) + 0.15
        ax.text(ends[0] + 0.045 * (right - left), below, label, color=PALETTE["accent"], fontsize=9, va="top")
    ax.plot(kept["said_year"], kept["promised"], "o", color=PALETTE["kz"], ms=8)
    ax.plot(late["said_year"], late["promised"], "o", color=PALETTE["kz"], ms=8, mfc="white")
    if len(late):
        first = late.iloc[0]
        ax.text(first["said_year"] + 0.15, first["promised"] + 0.1, "recalled later", fontsize=8.7, va="bottom",
                color=PALETTE["muted"])  # fmt: skip
    ax.axvline(now, color=PALETTE["muted"], lw=0.8, ls="--")
    low = min(float(told["promised"].min()) - 0.9, left + 1.4)
    ax.set(xlabel="said", ylabel="promised: end of the year", xlim=(left, right), ylim=(low, right))
    ax.set_xticks(range(int(left) + 1, int(right) + 1))
    ax.set_yticks([y for y in range(int(low), int(right) + 1) if low <= y <= right], minor=False)
    ax.set_yticklabels([str(y - 1) for y in ax.get_yticks().astype(int)])
    alt = "Dots of promised year over day of statement: " + "; ".join(
        f"{row['said']:%Y-%m} {row['year']}{' (recalled later)' if row['hindsight'] else ''}"
        for row in told.sort_values("said").to_dict("records")
    ) + "."  # fmt: skip
    note = (
        "Below the diagonal a promise lies in the past. Hollow: published more than a year after it is said to have "
        "been made. A slope of 0 is a promise kept, 1 one that never comes nearer; repeated promises are no "
        "independent news."
    )
    return Chart(figure, _promised(kept, line), alt, told.drop(columns="row"), told, note, "cable-promises")


def _diagonal(ax: Axes, left: float, right: float) -> None:
    ax.fill_between([left, right], [left, right], [left - 20, right - 20], color="#F3F4F6", lw=0, zorder=0)
    ax.plot([left, right], [left, right], color=PALETTE["muted"], lw=0.8)
    ax.text(right - 0.15, right - 2.4, "past when said", fontsize=8.7, color=PALETTE["muted"], ha="right", va="top")


def _promised(kept: pd.DataFrame, line: Drift | None) -> str:
    years = list(dict.fromkeys(sorted(int(y) for y in kept["year"])))
    if len(years) < 2:
        count = "One promise is" if len(kept) == 1 else f"{len(kept)} promises are"
        return f"{count} on record, for {listing(map(str, years)) or 'no year'}"
    span = (kept["said"].max() - kept["said"].min()).days / 365.25
    text = f"In {span:.1f} years of statements the promised year moved from {years[0]} to {years[-1]}"
    return text + (f": by {line.slope.value:.1f} years a year" if line else "")


def steps_table(steps: pd.DataFrame) -> Table | None:
    """List the steps with what was done; None without any."""
    if steps.empty:
        return None
    done = steps["kind"].eq("actual")
    shown = pd.DataFrame({
        "period": steps["period"], "stage": steps["stage"], "done": done, "what": steps["note"],
    })  # fmt: skip
    counts = [f"{stage} {int(n)}" for stage, n in steps[done]["stage"].value_counts(sort=False).items()]
    title = f"{int(done.sum())} steps were carried out, by stage: {listing(counts) or 'none'}"
    return Table(shown, title, {}, {"period": "date", "done": "carried out"}, steps, "", "cable-steps-list")


def outcomes_table(frame: pd.DataFrame, told: pd.DataFrame) -> Table | None:
    """List the promised years and what came of them; None without any."""
    if frame.empty:
        return None
    count = frame["outcome"].value_counts()
    title = f"Of {len(frame)} promised years " + listing(
        f"{n} {'is' if n == 1 else 'are'} {w}" for w, n in count.items()
    )
    shown = frame.assign(first=frame["first"].dt.date, last=frame["last"].dt.date)
    labels = {"year": "promised year", "first": "first said", "last": "last said", "times": "times said"}
    return Table(shown, title, {}, labels, told, "", "cable-promised-years")


def drifts_table(frame: pd.DataFrame, told: pd.DataFrame) -> Table | None:
    """List the drift under each choice of promises; None without any."""
    if frame.empty:
        return None
    shown = frame.assign(
        slope=[_span(r, "slope", "low", "high", 2) for r in frame.to_dict("records")],
        arrival=[_span(r, "arrival", "arrival_low", "arrival_high", 0) for r in frame.to_dict("records")],
        never=100 * frame["never"],
    )  # fmt: skip
    least, most = frame["slope"].min(), frame["slope"].max()
    title = f"However the promises are chosen, they move by {least:.1f} to {most:.1f} years a year"
    labels = {
        "slope": "years a year",
        "robust": "years a year, by the median slope",
        "arrival": "year in which the line would be met",
        "never": "never met, percent of draws",
    }
    note = (
        "The last columns continue the line and know nothing of the cable that has been made: a yardstick of the past "
        "pace, no forecast."
    )
    columns = ["choice", "promises", "slope", "robust", "arrival", "never"]
    return Table(shown[columns], title, {"robust": ".2f", "never": ".0f"}, labels, told, note, "cable-drift")


def _span(row: dict[object, object], value: str, low: str, high: str, digits: int) -> str:
    middle, ends = float(str(row[value])), [float(str(row[name])) for name in (low, high)]
    return f"{_moment(middle, digits)} ({_moment(ends[0], digits)} to {_moment(ends[1], digits)})"


def _moment(value: float, digits: int) -> str:
    if digits == 0 and value > 2100:
        return "after 2100" if value < float("inf") else "never"
    return f"{value:.{digits}f}".replace("-", "−")


def figures_table(frame: pd.DataFrame) -> Table | None:
    """List what was published of the cable's length, capacity and cost; None without any."""
    if frame.empty:
        return None
    words = {"lower": "at least", "upper": "up to", "about": "about", "": ""}
    shown = frame.assign(bound=frame["bound"].map(words))
    parts = [
        f"{name} {_extent(part['value'])} {part['unit'].iloc[0]}" for name, part in frame.groupby("figure", sort=True)
    ]
    title = f"The cable's figures have moved as well: {listing(parts)}"
    columns = ["figure", "period", "bound", "value", "unit", "note"]
    labels = {"period": "said", "bound": ""}
    return Table(shown[columns], title, {"value": _plain}, labels, frame, "", "cable-figures")


def _plain(value: float) -> str:
    return number(value, 1 if value % 1 else 0)


def _extent(values: pd.Series) -> str:
    low, high = _plain(float(values.min())), _plain(float(values.max()))
    return low if low == high else f"{low} to {high}"


def sources_of(frames: Sequence[pd.DataFrame]) -> list[str]:
    """Return the ids of the sources of several frames that hold them as tuples (``sources``) or one by one."""
    found: list[str] = []
    for frame in frames:
        if "sources" in frame:
            found += [source for used in frame["sources"] for source in used]
        elif "source" in frame:
            found += list(frame["source"])
    return sorted({source for source in found if source})
