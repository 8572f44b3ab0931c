"""Figures of the level to come by the record and by the balance."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from helpers.analysis.caspian_level import Satellite
from helpers.analysis.caspian_outlook import Needed, Outlook, ranges_of
from helpers.analysis.caspian_water import Sea
from helpers.locale import _
from helpers.models.interval import Interval
from helpers.parameters import Caspian
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.words import number


def fan_chart(
    file: Satellite | None,
    outlook: Outlook | None,
    sea: Sea | None,
    table: pd.DataFrame,
    article: tuple[int, float],
    parameters: Caspian,
) -> Chart | None:
    """Draw the fall so far and what may come: trend, balance, published levels, and the article's year and fall."""
    if file is None or outlook is None:
        return None
    horizon, interval = parameters.horizon, parameters.interval
    fig, ax = canvas(height=5.0)
    ax.plot(file.yearly.years, file.yearly.mean - float(file.yearly.mean[-1]), color=PALETTE["neutral"])
    ax.annotate(_("seen by satellite"), (1993, 3.0), color=PALETTE["neutral"])
    years = np.arange(outlook.start + 1, horizon + 1)
    data = []
    if sea is not None:
        data.append(
            _fan(
                ax,
                years,
                [sea.dry_at(int(y), interval) for y in years],
                "muted",
                _("no river at all"),
                (0.50, -3),
            )
        )
    data.append(
        _fan(ax, years, [outlook.at(int(y), interval) for y in years], "accent", _("the trend continued"), (0.05, 1.2))
    )
    if sea is not None:
        data.append(
            _fan(
                ax,
                years,
                [sea.at(int(y), interval) for y in years],
                "good",
                _("the balance, supply unchanged"),
                (0.05, 2.4),
            )
        )
    due = ranges_of(table[table["horizon"] == horizon])
    _marks(ax, due, article, horizon)
    ax.set_ylabel(_("metres from the level of {year}", year=outlook.start))
    ax.set_xlim(1992, horizon + 0.22 * (horizon - 1992))
    ax.set_xticks(range(2000, horizon + 1, 10))
    trend = outlook.at(horizon, interval)
    return Chart(
        fig,
        title=_fan_title(trend, sea, horizon),
        alt=_fan_alt(data, horizon, article),
        data=pd.concat(data, ignore_index=True),
        sources=[*file.months["source"].unique(), *due["source"]],
        note=_(
            "Fans are {interval:.0f} percent intervals; that of the trend is as wide as its past misses ask for. "
            "Published: central values and ends of full ranges.",
            interval=100 * interval,
        ),
        name="fan",
    )


def _fan_title(trend: Interval, sea: Sea | None, horizon: int) -> str:
    """Say what the trend takes by the horizon, and a sea without rivers."""
    values = {"horizon": horizon, "fall": -trend.value, "low": -trend.high, "high": -trend.low}
    if sea is None:
        return _("By {horizon} the trend continued takes {fall:.1f} m ({low:.1f} to {high:.1f})", **values)
    dry = -float(np.median(sea.riverless[:, horizon - sea.start - 1]))
    return _(
        "By {horizon} the trend continued takes {fall:.1f} m ({low:.1f} to {high:.1f}), a sea without rivers {dry:.0f} "
        "m",
        dry=dry, **values,
    )  # fmt: skip


def _marks(ax: Axes, due: pd.DataFrame, article: tuple[int, float], horizon: int) -> None:
    """Mark published falls beside the horizon, and the article's figure where it lies before it."""
    ax.plot([horizon + 1.5] * len(due), -due["fall"], "_", color=PALETTE["neutral"], markersize=11, markeredgewidth=2)
    if len(due):
        ax.annotate(
            _("published\nfor {horizon}", horizon=horizon),
            (horizon + 3, -float(due["fall"].median())),
            color=PALETTE["neutral"],
            va="center",
        )
    year, said = article
    if year <= horizon:
        ax.plot(year, -said, "X", color=PALETTE["bad"], markersize=10)
        ax.annotate(
            _("article:\nup to {said:g} m", said=said),
            (year, -said),
            xytext=(10, 0),
            textcoords="offset points",
            color=PALETTE["bad"],
            va="center",
        )


def _fan_alt(data: list[pd.DataFrame], horizon: int, article: tuple[int, float]) -> str:
    ends = [(str(frame["line"].iloc[0]), float(frame["value"].iloc[-1])) for frame in data]
    lines = "; ".join(_("{line}: {value:.1f} m", line=line, value=value) for line, value in ends)
    return _(
        "Lines with fans to {horizon}, metres from the last level seen: {lines}. The article: {said} m in {year}.",
        horizon=horizon, lines=lines, said=number(-article[1]), year=article[0],
    )  # fmt: skip


def _fan(
    ax: Axes,
    years: npt.NDArray[np.int64],
    found: list[Interval],
    role: str,
    label: str,
    place: tuple[float, float],
) -> pd.DataFrame:
    """Draw one fan; its label stands at a share of the years and a height in metres (below the line if negative)."""
    low, value, high = (np.array([0.0, *(getattr(i, key) for i in found)]) for key in ("low", "value", "high"))
    years = np.concatenate([[years[0] - 1], years])
    ax.fill_between(years, low, high, color=PALETTE[role], alpha=0.2, linewidth=0)
    ax.plot(years, value, color=PALETTE[role])
    at = int(place[0] * (len(years) - 1))
    beside = place[1] < 0
    ax.annotate(
        label,
        (years[at], low[at] + place[1] if beside else place[1]),
        color=PALETTE[role],
        ha="right" if beside else "left",
    )
    return pd.DataFrame({"line": label, "year": years, "low": low, "value": value, "high": high})


def rates_chart(
    needed: Needed | None, file: Satellite | None, sea: Sea | None, start: int, said: float
) -> Chart | None:
    """Draw the rate that the article's fall needs beside rates that were seen, and beside a sea without rivers."""
    if needed is None or file is None:
        return None
    last = int(file.yearly.years[-1])
    bars = [(_("needed for {said:g} m by {year}", said=said, year=needed.end), needed.rate, "bad")]
    if sea is not None:
        bars.append((_("no river at all (balance)"), sea.riverless_rate.value, "muted"))
    best = _("fastest five years, {begun}-{ended}", begun=needed.begun, ended=needed.begun + 5)
    bars.append((best, needed.fastest, "accent"))
    if file.yearly.has(start) and start < last:
        mean = _("mean of {start}-{last}", start=start, last=last)
        bars.append((mean, -file.yearly.change(start, last).value / (last - start), "accent"))
    frame = pd.DataFrame(bars, columns=["what", "rate", "role"]).iloc[::-1]
    fig, ax = canvas(height=0.9 + 0.45 * len(frame))
    ax.barh(range(len(frame)), 100 * frame["rate"], color=[PALETTE[role] for role in frame["role"]], height=0.6)
    ax.set_yticks(range(len(frame)), frame["what"])
    ends = frame["rate"].to_numpy(copy=True)
    if sea is not None:
        dry, ends[-2] = sea.riverless_rate, sea.riverless_rate.high
        ax.plot([100 * dry.low, 100 * dry.high], [len(frame) - 2] * 2, color=PALETTE["neutral"], linewidth=1.2)
    for place, (rate, end) in enumerate(zip(frame["rate"], ends, strict=True)):
        ax.annotate(number(100 * rate, 0), (100 * end, place), xytext=(4, 0), textcoords="offset points", va="center")
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x")
    ax.set_xlabel(_("fall, cm a year"))
    return Chart(
        fig,
        title=_(
            "{said:g} m by {year} needs {rate:.0f} cm a year, {multiple:.1f} times the fastest fall seen",
            said=said,
            year=needed.end,
            rate=100 * needed.rate,
            multiple=needed.multiple,
        ),
        alt=_("Bars: {bars}", bars=_rates_in_words(frame)),
        data=frame.drop(columns="role"),
        sources=file.months["source"].unique(),
        name="rates",
    )


def _rates_in_words(frame: pd.DataFrame) -> str:
    return "; ".join(
        _("{what}: {rate:.0f} cm a year", what=row["what"], rate=100 * row["rate"]) for row in frame.to_dict("records")
    )
