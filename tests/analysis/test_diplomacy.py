"""Encounters, rates and bodies, counted on the real evidence and on small made-up ones."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from helpers.analysis import diplomacy, diplomacy_bodies, diplomacy_pairs
from helpers.evidence import Evidence, load, made
from helpers.parameters import Diplomacy
from tests.claims.test_diplomacy import FEW, months, third, visit, with_events

PERIOD = "2022-10/2025-10"


def test_our_counts_are_those_of_the_stored_table(evidence: Evidence) -> None:
    checked = diplomacy_pairs.check(evidence, FEW, PERIOD)
    assert len(checked) == 45
    assert checked["agrees"].all()
    assert diplomacy_pairs.check(evidence, Diplomacy(counted="firm"), PERIOD)["agrees"].all()


def test_the_stored_table_is_not_used_before_the_period_is_over() -> None:
    assert diplomacy_pairs.check(load(date(2024, 12, 31)), FEW, PERIOD).empty


def test_only_clean_guests_of_the_right_kind_meet() -> None:
    events = [
        visit("2023-01-01", guest="KAZ (prime minister)"), visit("2023-02-01", kind="phone call"),
        visit("2023-03-01", kind="agreement signed"), visit("2023-04"), third("2023-05-01", "AZE;KAZ;UZB"),
    ]  # fmt: skip
    rows = diplomacy.encounters(with_events(*events), FEW)
    assert diplomacy.of_pair(rows)["start"].dt.strftime("%Y-%m").tolist() == ["2023-04", "2023-05"]
    assert sorted(rows["pair"]) == ["AZE-KAZ", "AZE-KAZ", "AZE-UZB", "KAZ-UZB"]


def test_a_visit_known_to_its_month_counts_only_when_the_month_is_over() -> None:
    rows = diplomacy.encounters(with_events(visit("2023-04")), FEW)
    assert (rows["start"].iloc[0], rows["end"].iloc[0]) == (pd.Timestamp("2023-04-01"), pd.Timestamp("2023-04-30"))


def test_a_summit_on_a_visit_makes_it_not_stand_alone() -> None:
    rows = diplomacy.encounters(with_events(visit("2023-04-10", title="OTS summit"), visit("2024-04-10")), FEW)
    assert rows["visit"].tolist() == [True, True]
    assert rows["alone"].tolist() == [False, True]


def test_the_ways_to_count_go_from_strict_to_wide(evidence: Evidence) -> None:
    ways = diplomacy.ways_to_count(evidence, FEW, PERIOD)
    assert ways["total"].tolist() == [10, 11, 12, 10, 12, 13]
    assert (ways["to_kaz"] + ways["to_aze"] == ways["total"]).all()
    assert ways["start"].iloc[0] == pd.Timestamp("2022-10-21")


def test_an_empty_or_early_world_has_no_ways_rates_or_exposure() -> None:
    for nothing in (made([]), load(date(1995, 12, 31)), load(date(2012, 12, 31))):
        assert diplomacy.ways_to_count(nothing, FEW, PERIOD).empty
        assert diplomacy.timeline(nothing, FEW).empty
        assert diplomacy_pairs.rates(nothing, FEW, PERIOD).empty
        assert diplomacy_pairs.exposure(nothing, FEW, PERIOD).empty
        assert diplomacy_pairs.sensitivity(nothing, FEW, PERIOD).empty
        assert diplomacy_bodies.bodies(nothing).empty
        assert diplomacy_bodies.gap(nothing, FEW) is None


def test_the_window_ends_with_the_day_of_the_evidence() -> None:
    span = diplomacy.window(made([], date(2024, 12, 31)), PERIOD)
    assert span is not None
    assert (span.end, span.whole) == (pd.Timestamp("2024-12-31"), False)
    assert diplomacy.window(made([], date(2022, 9, 30)), PERIOD) is None


def test_rates_rank_the_real_pair(evidence: Evidence) -> None:
    standing = diplomacy_pairs.standing(diplomacy_pairs.rates(evidence, FEW, PERIOD)).set_index("definition")
    assert standing["count"].tolist() == [29, 11, 3]
    assert standing["rank"].tolist() == [9, 6, 3]
    assert standing["leader"].tolist() == ["KAZ-UZB", "BLR-RUS", "BLR-RUS"]
    assert standing.loc["visits", "differs"] == pytest.approx(0.014, abs=0.001)
    assert (standing["low"] < standing["rate"]).all()
    assert (standing["first"] < 0.05).all()


def test_probabilities_of_all_pairs_add_up(evidence: Evidence) -> None:
    rates = diplomacy_pairs.rates(evidence, FEW, PERIOD)
    assert rates.groupby("definition")["first"].sum().to_numpy() == pytest.approx(1)
    own = rates[rates["pair"] == diplomacy.PAIR]
    assert (own["ahead"] == 0).all()


def test_turkiye_is_compared_only_when_asked(evidence: Evidence) -> None:
    asked = diplomacy_pairs.rates(evidence, Diplomacy(draws=100, comparators="all"), PERIOD)
    assert asked["pair"].str.contains("TUR").any()
    assert not diplomacy_pairs.rates(evidence, FEW, PERIOD)["pair"].str.contains("TUR").any()


def test_shared_summits_explain_nearly_all_but_the_visits(evidence: Evidence) -> None:
    frame = diplomacy_pairs.exposure(evidence, FEW, PERIOD).set_index("pair")
    own = frame.loc[diplomacy.PAIR]
    assert (own["encounters"], own["at_summits"], own["alone"]) == (29, 26, 3)
    assert own["expected"] == pytest.approx(26, abs=0.5)
    assert frame.index[0] == "BLR-RUS"


def test_more_missed_encounters_only_help_the_pair(evidence: Evidence) -> None:
    missed = diplomacy_pairs.if_more_were_missed(diplomacy_pairs.rates(evidence, FEW, PERIOD), FEW)
    for _, part in missed.groupby("definition"):
        assert part.sort_values("found", ascending=False)["first"].is_monotonic_increasing or part["first"].max() < 0.7


def test_every_summit_has_a_format(evidence: Evidence) -> None:
    kinds = set(evidence.table("summits")["event"].map(diplomacy_pairs.format_of))
    assert {"CIS", "OTS", "SCO", "EAEU", "CSTO", diplomacy_pairs.OTHER} <= kinds


def test_a_bound_is_no_end_of_the_gap(evidence: Evidence) -> None:
    gap = diplomacy_bodies.gap(evidence, FEW)
    assert gap is not None
    assert (gap.earlier, gap.later, gap.visits, gap.needed) == (90, 165, 3, 25)
    assert gap.signed is not None
    assert (gap.signed.low, gap.signed.high) == (10, 15)


def test_councils_of_other_pairs_are_found(evidence: Evidence) -> None:
    frame = diplomacy_bodies.bodies(evidence).set_index("pair")
    assert frame.loc["AZE-KAZ", ["stated", "dated"]].tolist() == [2, 2]
    assert {"AZE-UZB", "KAZ-UZB", "KAZ-KGZ", "BLR-RUS"} < set(frame.index)


def test_stated_counts_outside_the_period_are_left_out(evidence: Evidence) -> None:
    beside = diplomacy_pairs.stated_beside(evidence, FEW, PERIOD)
    assert (beside["start"] >= pd.Timestamp("2022-10-01")).all()
    assert beside.set_index("pair").loc["BLR-RUS", ["theirs", "ours"]].tolist() == [7, 6]


def test_sources_are_those_of_the_trips() -> None:
    evidence = with_events(*months(2), visit("2020-01-01", source="early"))
    assert diplomacy_pairs.sources(evidence, FEW, PERIOD) == ["s"]
    empty = replace(evidence, tables={})
    assert diplomacy.encounters(empty, FEW).empty
