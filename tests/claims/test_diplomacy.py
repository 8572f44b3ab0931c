"""Every verdict that a rule on meetings can return, and the real ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from helpers.claims import Judgement, Verdict, judge
from helpers.evidence import Evidence, made
from helpers.parameters import Diplomacy

FEW = Diplomacy(draws=400)
SUPPORTED, CONTRADICTED, PARTLY, UNVERIFIED = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.UNVERIFIED,
)  # fmt: skip
EVENTS = ["date", "end_date", "kind", "host", "guest", "place", "title", "source", "note"]


def visit(day: str, host: str = "AZE", guest: str = "KAZ", kind: str = "official visit", **more: str) -> dict[str, str]:
    fixed = dict.fromkeys(EVENTS, "")
    return {**fixed, "date": day, "kind": kind, "host": host, "guest": guest, "title": "Talks", "source": "s", **more}


def third(day: str, guests: str = "AZE;KAZ") -> dict[str, str]:
    return visit(day, "TUR", guests, "meeting in third country", title="Summit")


def with_events(
    *events: dict[str, str], rows: Sequence[dict[str, Any]] = (), as_of: date = date(2026, 1, 1)
) -> Evidence:
    evidence = made(rows, as_of)
    return replace(evidence, tables={**evidence.tables, "events": pd.DataFrame(list(events), columns=EVENTS)})


def months(number: int, first: str = "2022-11-01", **more: str) -> list[dict[str, str]]:
    """Visits a month apart, the hosts in turn, Kazakhstan first."""
    days = pd.date_range(first, periods=number, freq="MS")
    hosts = [("KAZ", "AZE"), ("AZE", "KAZ")]
    return [visit(f"{day:%Y-%m-%d}", *hosts[i % 2], **more) for i, day in enumerate(days)]


def told(there: int, here: int) -> list[dict[str, Any]]:
    fixed = {"period": "2022-10/2025-10-18", "unit": "count", "published": "2025-10-18"}
    return [
        {"series": "visits_aliyev_to_kaz_claimed", "entity": "AZE-KAZ", "value": there, **fixed},
        {"series": "visits_tokayev_to_aze_claimed", "entity": "KAZ-AZE", "value": here, **fixed},
    ]


def readings(judgement: Judgement) -> dict[str, Verdict]:
    return {reading.definition: reading.verdict for reading in judgement.readings}


# DIP-1


@pytest.mark.parametrize(("number", "expected"), [(13, SUPPORTED), (11, PARTLY), (14, CONTRADICTED), (5, CONTRADICTED)])
def test_a_documented_count_is_judged_as_a_lower_bound(number: int, expected: Verdict) -> None:
    found = readings(judge(with_events(*months(number)), "DIP-1", FEW))
    assert found["encounters in person"] is found["mutual visits"] is expected


def test_encounters_in_third_countries_are_no_visits() -> None:
    found = readings(judge(with_events(*months(13), third("2025-01-20")), "DIP-1", FEW))
    assert found["encounters in person"] is CONTRADICTED
    assert found["mutual visits"] is SUPPORTED


def test_while_the_period_runs_too_few_tells_nothing_and_too_many_refutes() -> None:
    day = date(2024, 12, 31)
    few = readings(judge(with_events(*months(5), as_of=day), "DIP-1", FEW))
    many = readings(judge(with_events(*months(14), as_of=day), "DIP-1", FEW))
    assert (few["mutual visits"], many["mutual visits"]) == (UNVERIFIED, CONTRADICTED)


def test_a_longer_time_supports_only_in_part() -> None:
    judgement = judge(with_events(visit("2022-01-10", "KAZ", "AZE"), *months(12)), "DIP-1", FEW)
    longer = [r for r in judgement.readings if "from the first visit found" in r.definition]
    assert [reading.verdict for reading in longer] == [PARTLY]


@pytest.mark.parametrize(("here", "said"), [(6, "quotes him rightly"), (5, "has other figures")])
@pytest.mark.parametrize("claim_id", ["DIP-1", "DIP-2"])
def test_the_interview_that_the_article_repeats_verifies_nothing(claim_id: str, here: int, said: str) -> None:
    found = judge(with_events(rows=told(7, here)), claim_id, FEW)
    assert found.verdict is UNVERIFIED
    assert found.readings[-1].rows
    assert said in found.readings[-1].reason


def test_a_count_is_bounded_by_whole_encounters() -> None:
    found = judge(with_events(*months(11)), "DIP-1", FEW).readings[0].measured
    assert found is not None
    assert (found.low, found.high) == (11, 13)


def test_no_evidence_verifies_nothing() -> None:
    assert judge(made([]), "DIP-1", FEW).verdict is UNVERIFIED
    assert judge(made([], date(2012, 1, 1)), "DIP-1", FEW).verdict is UNVERIFIED


def test_the_real_thirteen_is_a_sum_of_visits(evidence: Evidence) -> None:
    judgement = judge(evidence, "DIP-1", FEW)
    assert judgement.verdict is PARTLY
    measured = [int(r.measured.value) for r in judgement.readings if r.measured]
    assert measured == [11, 29, 10, 12, 13, 3, 13]
    assert judgement.readings[0].definition == "mutual visits"
    assert not judgement.holds_under


# DIP-2


@pytest.mark.parametrize(("number", "expected"), [(13, SUPPORTED), (12, PARTLY), (20, CONTRADICTED), (2, CONTRADICTED)])
def test_visits_by_host_as_documented(number: int, expected: Verdict) -> None:
    found = readings(judge(with_events(*months(number)), "DIP-2", FEW))
    assert found["documented visits, as trips, in the months of the claim"] is expected


def test_visits_by_host_over_a_longer_time_are_partly_right() -> None:
    found = readings(judge(with_events(visit("2022-01-10", "KAZ", "AZE"), *months(12, "2022-10-21")), "DIP-2", FEW))
    assert found["documented visits, as trips, from the first visit found"] is PARTLY


def test_the_real_visits_by_host(evidence: Evidence) -> None:
    judgement = judge(evidence, "DIP-2", FEW)
    assert judgement.verdict is PARTLY
    *counted, interview = judgement.readings
    assert {reading.verdict for reading in counted} == {PARTLY}
    assert interview.verdict is UNVERIFIED
    assert len({reading.reason for reading in counted}) == len(counted)


@pytest.mark.parametrize("claim_id", ["DIP-1", "DIP-2", "DIP-3"])
def test_every_count_names_its_sources(evidence: Evidence, claim_id: str) -> None:
    for reading in judge(evidence, claim_id, FEW).readings:
        assert reading.rows or reading.sources, reading.definition
