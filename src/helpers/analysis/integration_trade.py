"""What officials say that the Organization of Turkic States trades: figures that do not agree, side by side."""

import re

import pandas as pd

from helpers.evidence import Evidence
from helpers.locale import Name
from helpers.models.interval import Interval

SERIES = {
    "ots_intra_trade": Name("trade among the members"),
    "ots_intra_exports": Name("exports of the members to one another"),
    "az_trade_with_ots": Name("Azerbaijan's trade with the members"),
    "kz_trade_with_ots": Name("Kazakhstan's trade with the members"),
}
WITHIN = ("ots_intra_trade", "ots_intra_exports")
"""Series about the organisation as a whole."""
SPEAKERS = {"Bolat": Name("Bolat"), "Tokayev": Name("Tokayev"), "Kanak": Name("Kanak")}
"""Who named a figure."""
_SPEAKERS = re.compile(r"(Bolat|Tokayev|Kanak)")


def stated(evidence: Evidence) -> pd.DataFrame:
    """Return every stated figure in USD billion, oldest period first.

    Returns
    -------
    DataFrame
        The rows with year, months, billion, what, speaker (empty where only the source is known) and
        ``open`` (whether the figure is a bound). Nothing is averaged, and nothing chained.
    """
    rows = evidence.series(list(SERIES), kinds=("actual", "estimate"), bounds=True)
    million = rows["unit"].eq("USD million")
    speakers = rows["note"].str.extract(_SPEAKERS, expand=False).fillna("")
    months = (rows["end"].dt.year - rows["start"].dt.year) * 12 + rows["end"].dt.month - rows["start"].dt.month + 1
    return rows.assign(
        year=rows["end"].dt.year, months=months, billion=rows["value"].where(~million, rows["value"] / 1000),
        what=rows["series"].map(SERIES), speaker=speakers, open=rows["bound"].isin(["lower", "upper"]),
    )  # fmt: skip


def notes(evidence: Evidence) -> list[str]:
    """Return what the rows say of the figures, each once."""
    return sorted({str(note) for note in stated(evidence)["note"] if note})


def disputed(rows: pd.DataFrame) -> tuple[int, Interval, pd.DataFrame] | None:
    """Return the last year for which the trade among members was stated more than once.

    Returns
    -------
    tuple or None
        Year, range of the figures and their rows; None where no year has two.
    """
    within = rows[(rows["series"] == "ots_intra_trade") & ~rows["open"]]
    counts = within.groupby("year")["billion"].nunique()
    years = counts.index[counts > 1]
    if not len(years):
        return None
    used = within[within["year"] == years.max()]
    return int(years.max()), Interval.spanning(used["billion"]), used
