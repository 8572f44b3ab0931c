"""Documents, the treaty and the bodies of the two states, beside the same bodies of other pairs."""

import re
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.diplomacy import MET, PAIR, counted, encounters, events, of_pair
from helpers.evidence import Evidence, remembered
from helpers.models.interval import Interval
from helpers.parameters import Diplomacy

COUNCIL = re.compile(r"supreme (?:interstate|state) council", re.IGNORECASE)
COMMISSION = re.compile(r"intergovernmental commission", re.IGNORECASE)
_AREAS = re.compile(r"\b(\d+) (?:areas|fields|directions)\b")
_YEARS = re.compile(r"\b(\d+) years of the treaty\b")


def documents(evidence: Evidence) -> pd.DataFrame:
    """Return the stated counts of documents in the legal base, bounds included, oldest first."""
    return evidence.series("bilateral_documents", PAIR, bounds=True)


def signed(evidence: Evidence) -> pd.DataFrame:
    """Return the stated counts of documents signed during one visit, bounds included."""
    return evidence.series("documents_signed_visit", PAIR, bounds=True)


@dataclass(frozen=True, slots=True)
class Gap:
    """Two counts of documents, and what would have to be signed between them.

    Attributes
    ----------
    months
        Months between the two counts.
    visits
        Stand-alone visits from the day of the first count to that of the second: the occasions of signing.
    needed
        Documents a visit that would bridge the counts; None without a visit.
    signed
        Documents a visit that were stated, measured ones only; None without any.
    floor
        The highest "more than" stated for one visit; None without any.
    """

    earlier: float
    later: float
    first: pd.Timestamp
    last: pd.Timestamp
    months: float
    visits: int
    needed: float | None
    signed: Interval | None
    floor: float | None


def gap(evidence: Evidence, parameters: Diplomacy) -> Gap | None:
    """Compare the first and the last measured count of documents; None with fewer than two."""
    known = documents(evidence)
    known = known[~known["bound"].isin(["lower", "upper"])]
    if len(known) < 2:
        return None
    one, two = known.iloc[0], known.iloc[-1]
    ours = counted(of_pair(encounters(evidence, parameters)), "alone")
    visits = int(((ours["start"] >= one["end"]) & (ours["start"] <= two["end"])).sum())
    said = signed(evidence)
    stated, floors = said[~said["bound"].isin(["lower", "upper"])], said[said["bound"] == "lower"]
    return Gap(
        one["value"], two["value"], one["end"], two["end"], (two["end"] - one["end"]).days / 30.44, visits,
        (two["value"] - one["value"]) / visits if visits else None,
        Interval.spanning(stated["value"]) if len(stated) else None,
        float(floors["value"].max()) if len(floors) else None,
    )  # fmt: skip


@remembered
def agreements(evidence: Evidence) -> pd.DataFrame:
    """Return the dated signatures and institutional steps of the two states alone."""
    rows = events(evidence)
    both = [{"AZE", "KAZ"} >= set(f"{host};{guest}".strip(";").split(";"))
            for host, guest in zip(rows["host"], rows["guest"], strict=True)]  # fmt: skip
    mask = rows["kind"].isin(["agreement signed", "institutional step"]) & pd.Series(both, rows.index, dtype=bool)
    return rows[mask].reset_index(drop=True)


def treaty(evidence: Evidence) -> pd.DataFrame:
    """Return the signature of the treaty on strategic partnership; no row where it was not public."""
    rows = agreements(evidence)
    title = rows["title"].astype("str")
    return rows[title.str.startswith("Treaty") & title.str.contains("strategic partnership")].reset_index(drop=True)


def anniversary(evidence: Evidence) -> tuple[pd.Timestamp, int, str] | None:
    """Return day, years and source of the treaty's anniversary that the two states marked; None without one."""
    for row in agreements(evidence).to_dict("records"):
        found = _YEARS.search(str(row["title"]))
        if found:
            return row["start"], int(found.group(1)), str(row["source"])
    return None


def ratified(evidence: Evidence) -> pd.DataFrame:
    """Return the ratifications of the treaty."""
    rows = agreements(evidence)
    return rows[rows["title"].astype("str").str.contains("ratifies")].reset_index(drop=True)


@remembered
def sessions(evidence: Evidence) -> pd.DataFrame:
    """Return the dated sessions of councils and commissions of all pairs.

    Returns
    -------
    DataFrame
        pair, body (``council`` or ``commission``), date (text, a month where no more is known), start, end,
        title, note, source; oldest first.
    """
    found = []
    for row in events(evidence).to_dict("records"):
        # a visit on which a council is only founded is no session of it
        held = (row["kind"] in MET or row["kind"] == "institutional step") and "establishing" not in str(row["title"])
        for body, pattern in (("council", COUNCIL), ("commission", COMMISSION)):
            if held and pattern.search(str(row["title"])) and re.fullmatch("[A-Z]{3}", str(row["guest"])):
                pair = "-".join(sorted((str(row["host"]), str(row["guest"]))))
                found.append((pair, body, *(row[name] for name in ("date", "start", "end", "title", "note", "source"))))
    return pd.DataFrame(found, columns=["pair", "body", "date", "start", "end", "title", "note", "source"])


def bodies(evidence: Evidence) -> pd.DataFrame:
    """Set the councils of the pairs side by side.

    Returns
    -------
    DataFrame
        pair, stated (sessions by the last statement), on (day of it), dated (sessions with a date in the
        events), first, last (their months, for a session has the date of its visit), alike (whether every stated
        session is dated), source (a tuple); most sessions first.
    """
    dated = sessions(evidence)
    dated = dated[dated["body"] == "council"]
    stated = evidence.series("supreme_interstate_council_sessions").drop_duplicates("entity", keep="last")
    stated = stated.set_index("entity")
    rows = []
    for pair in sorted(set(dated["pair"]) | set(stated.index)):
        own, said = dated[dated["pair"] == pair], stated[stated.index == pair]
        number = float(said["value"].iloc[0]) if len(said) else float("nan")
        rows.append((pair, number, said["end"].iloc[0] if len(said) else pd.NaT, len(own),
                     *(own["date"].str[:7].agg(["min", "max"]) if len(own) else ("", "")), number == len(own),
                     tuple(dict.fromkeys([*own["source"], *said["source"]]))))  # fmt: skip
    frame = pd.DataFrame(rows, columns=["pair", "stated", "on", "dated", "first", "last", "alike", "source"])
    most = frame[["stated", "dated"]].max(axis=1) if len(frame) else frame["stated"]
    return frame.assign(most=most).sort_values(["most", "pair"], ascending=[False, True], ignore_index=True)


def commission(evidence: Evidence) -> pd.DataFrame:
    """Return the numbered sessions of the two states' intergovernmental commission, oldest first."""
    return evidence.series("igc_session_number", PAIR)


def areas(evidence: Evidence, start: pd.Timestamp, end: pd.Timestamp) -> tuple[pd.DataFrame, int | None]:
    """Return the commission's sessions between two days, and the number of areas of its protocol, None if unsaid."""
    held = sessions(evidence)
    held = held[(held["body"] == "commission") & (held["pair"] == PAIR)]
    held = held[(held["start"] >= start) & (held["start"] <= end)].reset_index(drop=True)
    for row in held.to_dict("records"):
        found = _AREAS.search(f"{row['title']} {row['note']}")
        if found:
            return held, int(found.group(1))
    return held, None
