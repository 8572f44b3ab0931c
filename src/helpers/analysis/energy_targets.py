"""Every target for Kazakh oil through Azerbaijan since 2006, against what came."""

import numpy as np
import pandas as pd

from helpers.analysis.energy import KT, NARROW, SCOPES, Goal, yearly
from helpers.evidence import Evidence, remembered
from helpers.models.interval import Interval
from helpers.models.targets import score, typical_ratio
from helpers.parameters import Energy

AHEAD = 0.25
"""Years before the end of its period that a target must be told to count as one."""

PROMISES = "kz_oil_via_btc_target"
_OTHER = "Kashagan oil|plus rail"
"""Words of a note that tell of a part of the flow, or of more than it."""
_HEDGES = "POSSIBLE|possible|discussion|considered|potential|could be|hoped"


def targets(evidence: Evidence) -> pd.DataFrame:
    """Return every target that names its year, in kt, under the series of its outcome.

    Parts of the flow (one field's oil) and wider flows (with rail to Georgia) are no targets for it; of a range the
    lower end is kept.
    """
    rows = evidence.series([PROMISES, *(s.series for s in SCOPES)], kinds=("plan", "forecast"), bounds=True)
    rows = rows[rows["period"].str.fullmatch(r"\d{4}") & rows["bound"].ne("upper")]
    rows = rows[~rows["note"].str.contains(_OTHER)].reset_index(drop=True)
    kt = rows["value"] * rows["unit"].map(KT)
    return rows.assign(series=rows["series"].replace(PROMISES, NARROW.series), value=kt, unit="kt")


@remembered
def scored(evidence: Evidence, parameters: Energy) -> pd.DataFrame:
    """Score the targets whose year has an outcome.

    Returns
    -------
    DataFrame
        As :func:`helpers.models.targets.score`, with ahead (told a quarter or more before the end of its year; a
        source dated to a year alone counts as its last day), met_low and met_high (whether met by the lowest and by
        the highest outcome published).
    """
    wanted = targets(evidence)
    outcomes = evidence.series([s.series for s in SCOPES])
    outcomes = outcomes[outcomes["period"].str.fullmatch(r"\d{4}")]
    outcomes = outcomes.assign(value=outcomes["value"] * outcomes["unit"].map(KT))
    frame = score(wanted, outcomes, parameters.tolerance)
    wanted_kt = (1 - parameters.tolerance) * frame["target"]
    rivals = {f"met_{end}": frame[end] >= wanted_kt for end in ("low", "high")}
    return frame.assign(ahead=frame["lead_years"] >= AHEAD, **rivals)


def worth(frame: pd.DataFrame, parameters: Energy) -> Interval | None:
    """Return what a target told ahead has been worth: the typical outcome over target; None without any."""
    told = frame[frame["ahead"] & (frame["ratio"] > 0)]
    return typical_ratio(told, parameters.draws, parameters.level, np.random.default_rng(parameters.seed))


def promises(evidence: Evidence) -> pd.DataFrame:
    """Return the aims that name no year, beside the best year that came after each.

    Returns
    -------
    DataFrame
        said (date), target (kt), best (kt, NaN where no year has ended since), best_year, ratio, years (since it
        was said), note, row, source, rows (of the best year).
    """
    rows = evidence.series(PROMISES, kinds=("plan",), bounds=True)
    rows = rows[~rows["period"].str.fullmatch(r"\d{4}") & rows["bound"].ne("upper")]
    rows = rows[~rows["note"].str.contains(_OTHER)].drop_duplicates(["period", "value"])
    years = yearly(evidence, NARROW)
    day = pd.Timestamp(evidence.as_of)
    found = []
    for row in rows.to_dict("records"):
        since = years[years["year"] > row["start"].year].sort_values("value")
        best = since.iloc[-1] if len(since) else None
        target = row["value"] * KT[row["unit"]]
        found.append((
            row["start"], target, np.nan if best is None else best["value"], None if best is None else best["year"],
            np.nan if best is None else best["value"] / target, (day - row["start"]).days / 365.25, row["note"],
            row["row"], row["source"], () if best is None else best["rows"],
        ))  # fmt: skip
    columns = ["said", "target", "best", "best_year", "ratio", "years", "note", "row", "source", "rows"]
    return pd.DataFrame(found, columns=columns).sort_values("said", ignore_index=True)


def announced(evidence: Evidence, goal: Goal) -> pd.DataFrame:
    """Return what officials said of the goal for its year, with ``hedged`` (worded as a possibility)."""
    rows = targets(evidence)
    rows = rows[(rows["period"] == str(goal.year)) & (rows["value"] >= goal.kt)].reset_index(drop=True)
    return rows.assign(hedged=rows["note"].str.contains(_HEDGES))


def called_possible(evidence: Evidence, goal: Goal) -> pd.DataFrame:
    """Return the statements that the goal is possible in itself, with no year."""
    rows = evidence.series(PROMISES, kinds=("capacity",))
    return rows[rows["value"] * rows["unit"].map(KT) >= goal.kt].reset_index(drop=True)


def open_targets(evidence: Evidence, ratio: Interval | None) -> pd.DataFrame:
    """Return the targets whose year has not ended, and what they come to at the usual worth of a target."""
    rows = targets(evidence)
    rows = rows[rows["end"] > pd.Timestamp(evidence.as_of)].sort_values(["published", "source"])
    first = rows.drop_duplicates(["series", "period", "value"]).sort_values(["end", "value"], ignore_index=True)
    scale = (ratio.value, ratio.low, ratio.high) if ratio else (np.nan,) * 3
    return pd.DataFrame({
        "period": first["period"], "target": first["value"], "first_published": first["published"],
        "discounted": first["value"] * scale[0], "low": first["value"] * scale[1],
        "high": first["value"] * scale[2], "source": first["source"],
    })  # fmt: skip
