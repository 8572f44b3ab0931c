"""Language and people: how near the two tongues are, and how many people go between the two states."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from scipy.special import ndtri

from helpers.analysis.integration import table
from helpers.evidence import Evidence, newest
from helpers.locale import Name, together
from helpers.parameters import Integration

LANGUAGES = {
    "azj": Name("Azerbaijani"), "kaz": Name("Kazakh"), "tur": Name("Turkish"), "uzb": Name("Uzbek"),
    "kir": Name("Kyrgyz"), "tuk": Name("Turkmen"),
}  # fmt: skip
LANGUAGE_SOURCE = "lexibank_savelyevturkic_2024"
OWN = "azj-kaz"
_MOST = 12


def vocabulary(evidence: Evidence) -> pd.DataFrame:
    """Return the table of languages; empty before its source was public, which the table itself does not say."""
    rows = table(evidence, "language_similarity")
    known = evidence.tables.get("sources", pd.DataFrame({"id": []}))["id"]
    return rows if LANGUAGE_SOURCE in set(known) else rows.iloc[:0]


def languages(evidence: Evidence, parameters: Integration) -> pd.DataFrame:
    """Return the likeness of the languages of the members and of Turkmenistan, likest first.

    Returns
    -------
    DataFrame
        The table's columns with name (of the two), ``low`` and ``high`` (normal range at the level asked for, from the
        standard error of the share) and ``own`` (whether the pair has Azerbaijani or Kazakh in it).
    """
    rows = vocabulary(evidence)
    sides = rows["pair"].str.split("-", expand=True).reindex(columns=[0, 1])
    rows = rows[sides[0].isin(list(LANGUAGES)) & sides[1].isin(list(LANGUAGES))].astype({"share_cognate": "float64"})
    half = float(ndtri((1 + parameters.level) / 2)) * rows["se"].astype("float64")
    names = [together(LANGUAGES[code] for code in pair.split("-")) for pair in rows["pair"]]
    own = rows["pair"].str.contains("azj|kaz")
    low, high = rows["share_cognate"] - half, rows["share_cognate"] + half
    found = rows.assign(name=pd.Series(names, rows.index, dtype=object), low=low, high=high, own=own)
    return found.sort_values("share_cognate", ascending=False, ignore_index=True)


def language_rank(evidence: Evidence) -> tuple[int, int] | None:
    """Return the rank of the two languages by shared vocabulary among all pairs, likest first, and their number."""
    rows = vocabulary(evidence)
    own = rows.loc[rows["pair"] == OWN, "share_cognate"]
    return (int((rows["share_cognate"] > own.iloc[0]).sum()) + 1, len(rows)) if len(own) else None


@dataclass(frozen=True, slots=True)
class Size:
    """How many people, where, when.

    Attributes
    ----------
    months
        Length of the period; 0 for a count on a day or in a month.
    bound
        ``lower`` where the source says "more than".
    """

    key: str
    label: Name
    value: float
    period: str
    months: int
    bound: str
    source: str
    row: str


_SIZES = (
    ("tourists_total_to_aze", "AZE", Name("tourists to Azerbaijan from everywhere")),
    ("tourists_central_asia_to_aze", "AZE", Name("from Central Asia")),
    ("tourists_to_aze", "KAZ-AZE", Name("from Kazakhstan")),
    ("students", "AZE-KAZ", Name("students from Azerbaijan in Kazakhstan")),
    ("students", "KAZ-AZE", Name("students from Kazakhstan in Azerbaijan")),
    ("scholarships", "AZE-KAZ", Name("Kazakhstan's scholarships for Azerbaijan")),
    ("scholarships", "KAZ-AZE", Name("Azerbaijan's scholarships for Kazakhstan")),
)


def tourists(evidence: Evidence, entity: str = "KAZ-AZE", series: str = "tourists_to_aze") -> pd.DataFrame:
    """Return the visitors of whole years, or of ten months at least from January, one line a period and source."""
    rows = evidence.series(series, entity)
    months = (rows["end"].dt.year - rows["start"].dt.year) * 12 + rows["end"].dt.month - rows["start"].dt.month + 1
    whole = months.between(10, _MOST) & rows["start"].dt.month.eq(1)
    found: pd.DataFrame = rows.assign(months=months)[whole].reset_index(drop=True)
    return found


def exchanges(evidence: Evidence) -> list[Size]:
    """Return the newest size of every exchange: tourists for the last period known of Kazakhstan's, then students."""
    own = tourists(evidence)
    period = str(own["period"].iloc[-1]) if len(own) else ""
    found = []
    for series, entity, label in _SIZES:
        if series.startswith("tourists"):
            rows = newest(evidence.series(series, entity, period=period))
        else:
            rows = newest(evidence.series(series, entity))
        if len(rows):
            line = rows.iloc[-1]
            found.append(_size(series, entity, label, line))
    return found


def _size(series: str, entity: str, label: Name, line: pd.Series) -> Size:
    start, end = line["start"], line["end"]
    months = (end.year - start.year) * 12 + end.month - start.month + 1 if series.startswith("tourists") else 0
    return Size(
        f"{series}:{entity}", label, float(line["value"]), str(line["period"]), months, str(line["bound"]),
        str(line["source"]), str(line["row"]),
    )  # fmt: skip


def by_key(sizes: Sequence[Size]) -> dict[str, Size]:
    """Return the sizes by series and entity."""
    return {size.key: size for size in sizes}


def people(evidence: Evidence) -> dict[str, float]:
    """Return the newest population of the two states, in persons; only what is known."""
    rows = newest(evidence.series("population"))
    rows = rows[rows["entity"].isin(["AZE", "KAZ"])].sort_values("end")
    return {str(line["entity"]): float(line["value"]) for line in rows.to_dict("records")}
