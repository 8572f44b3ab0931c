"""Votes, membership, ideal points, trade, languages and exchanges, on real, early and made-up evidence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import integration as votes
from helpers.analysis import integration_compared as against
from helpers.analysis import integration_exchange as exchange
from helpers.analysis import integration_members as members
from helpers.analysis import integration_points as ideal
from helpers.analysis import integration_sensitivity as varied
from helpers.analysis import integration_trade as trade
from helpers.evidence import Evidence, load, made
from helpers.models.voting import COUNTS
from helpers.parameters import Integration

FEW = Integration(draws=200)
BEFORE_VOTES, BEFORE_2025, LONG_AGO = (load(date(*day)) for day in ((2024, 12, 31), (2025, 12, 31), (2012, 12, 31)))


def pair_year(pair: str, year: int, opposed: int = 0, half: int = 0, votes_: int = 50, **more: Any) -> dict[str, Any]:
    counted = (votes_, votes_, opposed, half, opposed + half, 0, 0)
    fixed = {"source": "old", "note": "", "agreement": np.nan}
    return {"year": year, "pair": pair, **dict(zip(COUNTS, counted, strict=True)), **fixed, **more}


def voting(*rows: dict[str, Any], **tables: pd.DataFrame) -> Evidence:
    base = made([])
    return replace(base, tables={**base.tables, "voting_agreement": pd.DataFrame(rows), **tables})


# votes


@pytest.mark.parametrize("early", [made([]), LONG_AGO, BEFORE_VOTES], ids=["none", "2012", "2024"])
def test_before_the_files_were_public_nothing_is_known(early: Evidence) -> None:
    years = votes.pair_years(early, FEW)
    assert years.empty
    assert votes.standing(early, FEW) is None
    assert votes.segments(votes.pair_of(years)) == []
    for empty in (
        votes.ranks(early), votes.attendance(early), votes.issues(early), votes.above_chance(early, FEW),
        members.membership(early, FEW), members.spread(early, FEW), varied.sensitivity(early, FEW),
    ):  # fmt: skip
        assert empty.empty


def test_ranks_and_attendance_of_2025_wait_for_the_votes_of_2025(evidence: Evidence) -> None:
    assert votes.ranks(BEFORE_2025)["year"].max() == 2024
    assert votes.attendance(BEFORE_2025)["year"].max() == 2023
    assert votes.ranks(evidence)["year"].max() == votes.attendance(evidence)["year"].max() == 2025


def test_thin_and_miscoded_years_are_marked_and_not_used(evidence: Evidence) -> None:
    years = votes.pair_years(evidence, Integration(least_votes=1))
    turkiye = years[(years["year"] == 2023) & years["pair"].str.contains("TUR")]
    assert len(turkiye)
    assert turkiye["miscoded"].all()
    assert not turkiye["usable"].any()
    assert not votes.pair_years(evidence, FEW).query("year == 2024")["usable"].any()
    assert not votes.attendance(evidence).query("country == 'TUR' and year == 2023").size


def test_no_line_crosses_the_break_in_the_source(evidence: Evidence) -> None:
    parts = votes.segments(votes.pair_of(votes.pair_years(evidence, FEW)))
    assert [(part["year"].min(), part["year"].max()) for part in parts] == [(1992, 2023), (2025, 2025)]


def test_a_window_never_pools_two_sources() -> None:
    years = votes.pair_years(
        voting(pair_year("AZE-KAZ", 2023), pair_year("AZE-KAZ", 2025, opposed=50, source="new")), FEW
    )
    assert votes.window(years, FEW, 2020, 2025)["value"].tolist() == [1.0]
    assert votes.window(years, FEW, 2025, 2025)["value"].tolist() == [0.0]


def test_the_pair_is_close_and_not_the_closest(evidence: Evidence) -> None:
    found = votes.standing(evidence, FEW)
    assert found is not None
    assert (found.year, found.rank, found.of) == (2025, 8, 35)
    assert found.value.value == pytest.approx(1 - 2 / 156)
    assert found.value.value < found.regional
    assert (found.partner_first, found.partner_second) == (71, 10)
    other = votes.standing(evidence, Integration(measure="behaviour", draws=200))
    assert other is not None
    assert other.median is None
    assert other.value.value == pytest.approx(0.80729, abs=1e-5)


def test_the_same_roll_calls_under_several_issues_are_left_out(evidence: Evidence) -> None:
    assert set(votes.table(evidence, "voting_issues")["window"]) - set(votes.issues(evidence)["window"]) == {
        "2020-2024"
    }


def test_habits_explain_much_of_the_likeness(evidence: Evidence) -> None:
    found = votes.above_chance(evidence, FEW).set_index(["pair", "year"])["kappa"]
    assert found["AZE-KAZ", 2025] == pytest.approx(0.566, abs=0.001)
    assert found["AZE-TUR", 2025] < 0.2 < found["AZE-KAZ", 2025]


# membership


def test_members_are_no_more_alike_than_their_neighbours(evidence: Evidence) -> None:
    years = votes.pair_years(evidence, FEW)
    parts = members.parts(votes.window(years, FEW, 2019, 2023)).set_index("stratum")
    inside = parts.loc[members.INNER]
    assert (inside["members"], inside["others"]) == (6, 4)
    assert inside["difference"] == pytest.approx(-0.0066, abs=0.0005)
    test = members.chosen(members.membership(evidence, FEW), FEW)
    assert test is not None
    assert test["p"] == pytest.approx(13 / 36)


def test_shuffling_states_is_less_sure_than_shuffling_pairs(evidence: Evidence) -> None:
    found = members.membership(evidence, FEW).query("outcome == 'level'").set_index(["region", "over"])["p"]
    for region in members.REGIONS:
        assert found[region, "states"] > found[region, "pairs"]


def test_a_club_that_votes_apart_from_its_neighbours_is_found() -> None:
    club, others = ["AZE", "KAZ", "KGZ", "UZB"], ["TJK", "TKM"]
    rows = [
        pair_year(f"{a}-{b}", 2020, opposed=0 if {a, b} <= set(club) else 10)
        for i, a in enumerate(club + others) for b in (club + others)[i + 1 :]
    ]  # fmt: skip
    test = members.chosen(members.membership(voting(*rows), FEW), FEW)
    assert test is not None
    assert test["effect"] == pytest.approx(0.2)
    assert test["p"] == pytest.approx(1 / 6)


def test_the_founding_is_judged_by_change(evidence: Evidence) -> None:
    pairs = members.change(votes.pair_years(evidence, FEW), FEW).set_index("pair")
    assert pairs.loc["AZE-TUR", "value"] < 0 < pairs.loc["AZE-KAZ", "value"]
    assert (pairs["value"] - (pairs["after"] - pairs["before"])).abs().max() < 1e-12


def test_observers_can_count_as_members(evidence: Evidence) -> None:
    wide = Integration(draws=200, observers=True)
    pairs = votes.window(votes.pair_years(evidence, wide), wide, 2019, 2023)
    assert pairs["member"].sum() == 10 + 4


def test_every_change_of_the_sensitivity_is_evaluated(evidence: Evidence) -> None:
    found = varied.sensitivity(evidence, FEW)
    assert found["change"].tolist() == list(varied.CHANGES)
    assert (found["p"] > FEW.significance).all()


# ideal points


def test_the_two_cannot_be_told_apart_in_most_years(evidence: Evidence) -> None:
    own = ideal.of_pair(ideal.distances(evidence, FEW))
    last = own.iloc[-1]
    assert last["year"] == 2023
    assert last["gap"] == pytest.approx(-0.613044 + 0.508545, abs=1e-5)
    assert last["low"] < 0 < last["high"]
    assert ((own["low"] > 0) | (own["high"] < 0)).sum() == 4
    assert ideal.distances(LONG_AGO, FEW).empty


# trade


def stated(*rows: tuple[str, str, float, str]) -> Evidence:
    return made([
        {"series": series, "entity": "OTS", "period": period, "value": value, "unit": unit, "note": "Bolat"}
        for series, period, value, unit in rows
    ])  # fmt: skip


def test_figures_of_one_year_that_differ_are_shown_as_a_range(evidence: Evidence) -> None:
    found = trade.disputed(trade.stated(evidence))
    assert found is not None
    assert (found[0], found[1].low, found[1].high) == (2023, 22, 42)
    assert trade.disputed(trade.stated(stated(("ots_intra_trade", "2023", 22, "USD billion")))) is None


def test_millions_become_billions_and_bounds_stay_apart(evidence: Evidence) -> None:
    rows = trade.stated(evidence).set_index("series")
    assert rows.loc["kz_trade_with_ots", "billion"] == pytest.approx(11.9)
    assert rows.loc["kz_trade_with_ots", "open"]


def test_languages_wait_for_their_source(evidence: Evidence) -> None:
    assert exchange.languages(LONG_AGO, FEW).empty
    assert exchange.language_rank(LONG_AGO) is None
    assert exchange.language_rank(evidence) == (74, 120)
    own = exchange.languages(evidence, FEW).set_index("pair").loc["azj-kaz"]
    assert own["high"] - own["share_cognate"] == pytest.approx(1.645 * 0.0292, abs=1e-4)


def test_tourists_are_compared_over_the_same_months(evidence: Evidence) -> None:
    sizes = exchange.by_key(exchange.exchanges(evidence))
    tourists: Sequence[exchange.Size] = [size for key, size in sizes.items() if key.startswith("tourists")]
    assert {size.period for size in tourists} == {"2024-01/2024-11"}
    assert {size.months for size in tourists} == {11}
    assert sizes["students:AZE-KAZ"].value == 222
    assert exchange.exchanges(made([])) == []
    assert set(exchange.people(evidence)) == {"AZE", "KAZ"}


# pair against pair


def test_two_pairs_are_compared_on_years_and_a_source_that_both_have() -> None:
    evidence = voting(
        pair_year("AZE-KAZ", 2020, half=2), pair_year("AZE-TUR", 2020, half=20),
        pair_year("AZE-KAZ", 2021, half=30), pair_year("AZE-TUR", 2021, half=20),
        pair_year("AZE-KAZ", 2022), pair_year("AZE-TUR", 2022, votes_=3),
        pair_year("AZE-KAZ", 2023, source="new"), pair_year("AZE-TUR", 2023, source="new"),
    )  # fmt: skip
    found = against.compare(evidence, FEW, ("AZE-KAZ", "AZE-TUR"))
    assert found.years == (2020, 2021)
    assert found.ahead == 1
    assert found.pooled["AZE-KAZ"].value == pytest.approx(1 - 32 / 2 / 100)
    assert list(found.lines["AZE-TUR"]["year"]) == [2020, 2021, 2023]
    assert found.reach == (2020, 2023)
    alone = against.compare(evidence, FEW, ("AZE-KAZ", "KAZ-TUR"))
    assert (alone.pooled, alone.years) == ({}, ())
