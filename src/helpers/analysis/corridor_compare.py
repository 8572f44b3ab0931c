"""Which measures of the corridor can be one thing, and what its tonnes are made of."""

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from helpers.analysis.corridor import ROUTE, growth_rates, levels, yearly
from helpers.evidence import Evidence, remembered
from helpers.models.compatibility import overlap, possible
from helpers.models.interval import Interval
from helpers.parameters import Corridor

Window = tuple[int, int]
"""Year, and months from January."""
Ranges = dict[Window, list[Interval]]
"""Ranges of true values by window."""


def compatibility(evidence: Evidence, parameters: Corridor, keys: Sequence[str] = ROUTE) -> pd.DataFrame:
    """Ask of every pair of tonnages whether both can be one thing, rounding allowed for.

    Levels are compared over equal periods; besides, a part of a year must not exceed the whole. Growth is
    compared over equal months.

    Returns
    -------
    DataFrame
        a, b (keys), level and growth (``agree``, ``differ``, ``unknown``), periods (compared, as text),
        answer (``can be one``, ``cannot be one``, ``not comparable``).
    """
    known, rates = levels(evidence, keys, bounds=True), growth_rates(evidence, keys)
    ranges = {key: _ranges(known[known["measure"] == key], parameters.tolerance) for key in keys}
    paces = {key: _paces(rates[rates["measure"] == key]) for key in keys}
    rows = []
    for a, b in combinations(keys, 2):
        level, periods = _same_level(ranges[a], ranges[b])
        pace, windows = _same_growth(paces[a], paces[b], parameters.growth_tolerance)
        words = {level, pace}
        answer = "cannot be one" if "differ" in words else "can be one" if "agree" in words else "not comparable"
        compared = "; ".join(dict.fromkeys(periods + windows))
        rows.append({"a": a, "b": b, "level": level, "growth": pace, "periods": compared, "answer": answer})
    return pd.DataFrame(rows)


def _ranges(rows: pd.DataFrame, slack: float) -> Ranges:
    """Ranges of true values by year and window."""
    found: Ranges = {}
    for row in rows[rows["months"] > 0].to_dict("records"):
        allowed = possible(row["value"], row["bound"], 0.0 if row["bound"] in ("lower", "upper") else slack)
        found.setdefault((row["year"], row["months"]), []).append(allowed)
    # a part of a year above the whole of the same measure is a count that was later given up
    given_up = _exceeding(found, found)
    return {window: values for window, values in found.items() if window not in given_up}


def _paces(rates: pd.DataFrame) -> dict[Window, Interval]:
    """Ranges of growth by year and window, oldest first."""
    windows = zip(rates["year"], rates["months"], strict=True)
    ends = zip(rates["value"], rates["low"], rates["high"], strict=True)
    return dict(zip(windows, (Interval(*three) for three in ends), strict=True))


def _same_level(ours: Ranges, theirs: Ranges) -> tuple[str, list[str]]:
    verdicts, periods = [], []
    for window in sorted(ours.keys() & theirs.keys()):
        verdicts.append(any(overlap(x, y) for x in ours[window] for y in theirs[window]))
        periods.append(_window_text(*window))
    broken = [_window_text(*part) for one, other in ((ours, theirs), (theirs, ours)) for part in _exceeding(one, other)]
    if broken or not all(verdicts):
        return "differ", periods + broken
    return ("agree" if verdicts else "unknown"), periods


def _exceeding(parts: Ranges, wholes: Ranges) -> list[Window]:
    """Windows whose least value exceeds the greatest of a longer window of the same year."""
    return [
        (year, months)
        for (year, months), values in parts.items()
        for (other, longer), whole in wholes.items()
        if other == year and longer > months and min(v.low for v in values) > max(w.high for w in whole)
    ]


def _same_growth(ours: dict[Window, Interval], theirs: dict[Window, Interval], points: float) -> tuple[str, list[str]]:
    both = [window for window in ours if window in theirs]
    near = [
        ours[window].low - points <= theirs[window].high and theirs[window].low - points <= ours[window].high
        for window in both
    ]
    return ("unknown" if not both else "agree" if all(near) else "differ"), [_window_text(*window) for window in both]


def _window_text(year: int, months: int) -> str:
    return f"{year}" if months == 12 else f"{months}M {year}"


def tonnes_and_boxes(evidence: Evidence, parameters: Corridor) -> pd.DataFrame:
    """Split the ministry's tonnes of a year into cargo in containers and the rest.

    The cargo of a container is an assumption (``tonnes_per_teu``), so the split is a sketch; the growth of
    the two published quantities is not.

    Returns
    -------
    DataFrame
        year, tonnes (Mt), teu, boxed (Mt, assumed), other (Mt), share (of boxed cargo), how (``published``, or
        ``from growth`` where a year's containers follow from the next year and its rate), source, source_teu.
    """
    tonnes, boxes = yearly(evidence, "ministry"), boxes_by_year(evidence)
    both = tonnes.merge(boxes, on="year", suffixes=("", "_teu"))
    boxed = (both["value_teu"] * parameters.tonnes_per_teu / 1e6).clip(upper=both["value"])
    return pd.DataFrame({
        "year": both["year"], "tonnes": both["value"], "teu": both["value_teu"], "boxed": boxed,
        "other": both["value"] - boxed, "share": boxed / both["value"], "how": both["how"],
        "source": both["source"], "source_teu": both["source_teu"],
    })  # fmt: skip


@remembered
def boxes_by_year(evidence: Evidence) -> pd.DataFrame:
    """Return the containers of the route by year, with the years that follow from a level and its growth.

    Returns
    -------
    DataFrame
        Columns of :func:`helpers.analysis.corridor.yearly`, and how (``published`` or ``from growth``).
    """
    boxes, rates = yearly(evidence, "boxes"), growth_rates(evidence, ["boxes"])
    rates = rates[rates["months"] == 12].merge(boxes, on="year", suffixes=("_rate", ""))
    derived = rates.assign(value=rates["value"] / (1 + rates["value_rate"] / 100), year=rates["year"] - 1)
    added = derived[~derived["year"].isin(boxes["year"])]
    parts = [boxes.assign(how="published"), added[boxes.columns].assign(how="from growth")]
    return pd.concat([part for part in parts if len(part)] or parts[:1]).sort_values("year", ignore_index=True)


def crossing(evidence: Evidence, parameters: Corridor) -> pd.DataFrame:
    """Ask how much of the rail cargo between the two states can have crossed the sea.

    For the last window with wagons on ASCO's ferries: all of them taken as full and as of this pair, all dry
    cargo of ASCO's other ships, and the containers of the feeders, beside the rail cargo of the same months
    (pro rata where its window differs). Each is the most that can be, so their sum is a bound.

    Returns
    -------
    DataFrame
        part, tonnes (Mt), share (of the rail cargo), how, row, source; the rail cargo comes first. Empty where
        wagons or rail cargo are not known.
    """
    columns = ["part", "tonnes", "share", "how", "row", "source"]
    wagons, rail = levels(evidence, ["wagons"]), levels(evidence, ["ktz"])
    if wagons.empty:
        return pd.DataFrame(columns=columns)
    last = wagons.sort_values(["year", "months", "published"]).iloc[-1]
    year, months = int(last["year"]), int(last["months"])
    boxes = _in_window(levels(evidence, ["feeder"]), year, months)
    dry = evidence.series("asco_dry_cargo", "ASCO", period=str(last["period"]))
    parts = [
        ("rail cargo to and from Azerbaijan", _in_window(rail, year, months), 1.0, "KTZ, in and out"),
        ("wagons on ferries", last, parameters.tonnes_per_wagon / 1e6, "all full, all lines of the fleet"),
        ("dry cargo ships", dry.iloc[-1] if len(dry) else None, 1.0, "all lines of the fleet"),
        ("containers on feeders", boxes, parameters.tonnes_per_teu / 1e6, "all full"),
    ]  # fmt: skip
    rows = [
        (name, float(row["value"]) * factor, how, row["row"], row["source"])
        for name, row, factor, how in parts if row is not None
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["part", "tonnes", "how", "row", "source"])
    if frame.empty or not frame["part"].str.startswith("rail").any():
        return pd.DataFrame(columns=columns)
    return frame.assign(share=frame["tonnes"] / frame["tonnes"].iloc[0], months=months, year=year)


def _in_window(rows: pd.DataFrame, year: int, months: int) -> pd.Series | None:
    """The figure of a year whose window is nearest, pro rata; None where the year has none."""
    parts = rows[(rows["year"] == year) & (rows["months"] >= 6)]
    if parts.empty:
        return None
    nearest = parts.assign(gap=(parts["months"] - months).abs()).sort_values(["gap", "published"]).iloc[0]
    nearest["value"] = nearest["value"] * months / nearest["months"]
    return nearest
