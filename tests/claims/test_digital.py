"""Every verdict that a rule on the cable can return, and the real ones."""

from datetime import date
from typing import Any

import pytest

from helpers.claims import Judgement, Verdict, judge
from helpers.evidence import Evidence, load, made
from helpers.parameters import Digital

FEW = Digital(draws=200)
SUPPORTED, CONTRADICTED, PARTLY, UNVERIFIED = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.UNVERIFIED,
)  # fmt: skip


def dated(row: dict[str, Any]) -> dict[str, Any]:
    """Give each date of publication its own source, for a source has one date."""
    return {**row, "source": f"source_{row['published']}"}


def step(day: str, note: str, **more: Any) -> dict[str, Any]:
    base = {"series": "tc_fibre_milestone", "entity": "AZE-KAZ", "value": 1, "unit": "flag", "published": day}
    return dated({**base, "period": day, "note": note, **more})


def promise(day: str, year: int) -> dict[str, Any]:
    base = {"series": "tc_fibre_completion_year", "entity": "AZE-KAZ", "unit": "year", "kind": "plan", "published": day}
    return dated({**base, "period": day, "value": year})


def trip(entity: str, value: float) -> dict[str, Any]:
    return {"series": "eu_asia_rtt", "entity": entity, "period": "2011", "value": value, "unit": "ms"}


def words(judgement: Judgement) -> list[Verdict]:
    return [reading.verdict for reading in judgement.readings]


def built(*rows: dict[str, Any], day: str = "2026-06-30") -> list[Verdict]:
    return words(judge(made(list(rows), as_of=date.fromisoformat(day)), "DIG-1", FEW))


AGREED = step("2023-01-10", "agreement on terms")
SURVEYED = step("2025-08-06", "marine route survey starts")
MADE = step("2026-02-24", "cable production finished")
LAID = step("2025-09-01", "laying starts at Aktau")
WORKING = step("2026-03-01", "cable in service")


# DIG-1


def test_a_survey_is_building_and_an_agreement_is_not() -> None:
    assert built(AGREED, SURVEYED)[0] is SUPPORTED
    assert built(AGREED)[0] is CONTRADICTED
    assert built(AGREED, day="2024-12-31")[0] is UNVERIFIED
    assert built()[0] is UNVERIFIED


def test_agreements_are_agreements() -> None:
    assert built(AGREED)[1] is SUPPORTED
    assert built(SURVEYED)[1] is UNVERIFIED


def test_laying_counts_only_when_it_is_on_record_by_the_year_of_the_claim() -> None:
    assert built(LAID)[2] is SUPPORTED
    assert built(SURVEYED, MADE)[2] is CONTRADICTED
    late = {**LAID, "period": "2026-05-01", "published": "2026-05-01"}
    assert built(late)[2] is CONTRADICTED


def test_silence_on_laying_is_no_contradiction_but_a_later_plan_is() -> None:
    assert built(SURVEYED)[2] is UNVERIFIED
    plan = step("2026-06-01", "laying planned for summer", kind="plan", published="2025-10-21")
    assert built(SURVEYED, plan)[2] is CONTRADICTED


def test_a_promise_is_kept_broken_or_not_due() -> None:
    assert built(promise("2019-11-19", 2021), AGREED)[3] is CONTRADICTED
    assert built(promise("2025-03-04", 2026), AGREED)[3] is UNVERIFIED
    assert built(promise("2025-03-04", 2026), WORKING)[3] is SUPPORTED
    assert built(promise("2019-11-19", 2021), WORKING)[3] is CONTRADICTED
    assert built(AGREED)[3] is UNVERIFIED


def test_all_in_one_word_or_mixed() -> None:
    everything = (AGREED, SURVEYED, LAID, promise("2025-03-04", 2026), WORKING)
    assert judge(made(list(everything), as_of=date(2026, 6, 30)), "DIG-1", FEW).verdict is SUPPORTED
    assert judge(made([AGREED, SURVEYED, MADE], as_of=date(2026, 6, 30)), "DIG-1", FEW).verdict is PARTLY
    broken = [promise("2019-11-19", 2021)]
    assert judge(made(broken, as_of=date(2026, 6, 30)), "DIG-1", FEW).verdict is CONTRADICTED
    assert judge(made([]), "DIG-1", FEW).verdict is UNVERIFIED


def test_the_real_cable_is_agreed_and_begun_and_not_laid(evidence: Evidence) -> None:
    found = judge(evidence, "DIG-1", FEW)
    assert found.verdict is PARTLY
    assert words(found) == [SUPPORTED, SUPPORTED, CONTRADICTED, CONTRADICTED]
    assert "2021 to 2026" in found.readings[3].reason
    assert found.readings[3].measured is not None
    assert found.readings[3].measured.value == 5
    assert found.confidence > 5


def test_the_cable_was_not_begun_at_the_end_of_2024() -> None:
    assert words(judge(load(date(2024, 12, 31)), "DIG-1", FEW))[0] is UNVERIFIED


# DIG-2


def linked(*rows: dict[str, Any], day: str = "2026-06-30", parameters: Digital = FEW) -> list[Verdict]:
    return words(judge(made([AGREED, *rows], as_of=date.fromisoformat(day)), "DIG-2", parameters))


def test_a_cable_at_work_is_waited_for_until_the_year_ends() -> None:
    assert linked()[0] is UNVERIFIED
    assert linked(WORKING)[0] is SUPPORTED
    assert linked(day="2027-01-01")[0] is CONTRADICTED


def test_geometry_decides_the_round_trip() -> None:
    far, south = linked()[1:3]
    assert (far, south) == (CONTRADICTED, SUPPORTED)
    hard = Digital(draws=200, noticeable=0.3)
    assert linked(parameters=hard)[2] is PARTLY


@pytest.mark.parametrize(("sea", "expected"), [(300, PARTLY), (170, PARTLY), (100, CONTRADICTED)])
def test_the_sea_is_slower_or_not_and_another_line_beats_it_already(sea: float, expected: Verdict) -> None:
    assert linked(trip("LON-HKG", 190), trip("LON-HKG-via-indian-ocean", sea))[3] is expected


def test_the_cable_beats_the_sea_where_no_other_line_is_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.analysis import digital_network

    kept = tuple(link for link in digital_network.LINKS if "Russia" not in link.lands)
    monkeypatch.setattr(digital_network, "LINKS", kept)
    assert linked(trip("LON-HKG", 190), trip("LON-HKG-via-indian-ocean", 300))[3] is SUPPORTED


def test_without_published_times_the_sea_is_not_judged() -> None:
    assert linked()[3] is UNVERIFIED


def test_the_cable_adds_a_way_where_its_shores_lead_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert linked(trip("LON-HKG-via-pacific", 320))[4:] == [SUPPORTED, SUPPORTED]
    from helpers.analysis import digital_network

    kept = tuple(link for link in digital_network.LINKS if link.name != "across Kazakhstan")
    monkeypatch.setattr(digital_network, "LINKS", kept)
    assert linked(trip("LON-HKG-via-pacific", 320))[5] is CONTRADICTED


def test_nothing_known_of_the_cable_is_unverified() -> None:
    found = judge(made([trip("LON-HKG", 190)]), "DIG-2", FEW)
    assert found.verdict is UNVERIFIED
    assert judge(load(date(2015, 12, 31)), "DIG-2", FEW).verdict is UNVERIFIED


def test_the_real_cable_would_help_the_south_and_diversity(evidence: Evidence) -> None:
    found = judge(evidence, "DIG-2", FEW)
    assert found.verdict is PARTLY
    assert words(found) == [UNVERIFIED, CONTRADICTED, SUPPORTED, PARTLY, SUPPORTED, SUPPORTED]
    assert found.reason.startswith("Between Frankfurt and Beijing light needs")
    assert "a line by land takes 190 ms without it" in found.readings[3].reason
    assert "7 of the 13 other links are assumed" in found.readings[4].reason
    ratio = found.readings[1].measured
    assert ratio is not None
    assert ratio.value == pytest.approx(1.18, abs=0.01)


def test_poorly_laid_lines_change_nothing_in_the_comparison(evidence: Evidence) -> None:
    other = Digital(draws=200, route_low=1.8, route_high=2.4)
    assert words(judge(evidence, "DIG-2", other))[:3] == words(judge(evidence, "DIG-2", FEW))[:3]
