"""As of a day, only what was public by then is seen."""

import os
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.evidence import Evidence, EvidenceError, load, made
from helpers.evidence.loading import last_day


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2027, 1, 1)))
def test_nothing_published_later_is_seen(day: date) -> None:
    seen = load(day)
    assert (seen.observations["published"] <= pd.Timestamp(day)).all()
    assert set(seen.observations["source"]) <= set(seen.table("sources")["id"])
    assert len(seen.observations) <= len(load().observations)


@pytest.mark.parametrize(
    ("published", "last"), [("2024-03-12", "2024-03-12"), ("2024-02", "2024-02-29"), ("2024", "2024-12-31")]
)
def test_a_date_that_is_only_a_month_or_a_year_counts_as_its_last_day(published: str, last: str) -> None:
    assert last_day(published) == date.fromisoformat(last)


def test_an_undated_source_is_never_newer_than_the_newest_dated_one(evidence: Evidence) -> None:
    sources = evidence.table("sources")
    dated = sources.loc[sources["published"] != "", "published"].map(last_day).max()
    assert evidence.observations["published"].max() == pd.Timestamp(dated) == pd.Timestamp(evidence.as_of)


def test_no_measurement_is_older_than_the_end_of_what_it_measures(evidence: Evidence) -> None:
    rows = evidence.observations
    sources = evidence.table("sources").set_index("id")["published"]
    actual = rows[(rows["kind"] == "actual") & (rows["source"].map(sources) != "")]
    early = actual[actual["published"] < actual["end"]]
    assert early.empty, early[["series", "period", "published"]]


def test_a_day_is_loaded_once_until_a_file_is_touched(package: Path) -> None:
    day = date(2024, 12, 31)
    first = load(day, package)
    assert load(day, package) is first
    assert load(date(2023, 12, 31), package) is not first
    os.utime(package / "claims.csv", ns=(1, 1))
    assert load(day, package) is not first


def test_evidence_of_2024_knows_no_trade_of_2025() -> None:
    seen = load(date(2024, 12, 31))
    assert seen.series("az_kz_trade_turnover_azrep", period="2025-01/2025-08").empty
    assert not seen.series("az_kz_trade_turnover_azrep", period="2022").empty


def test_ids_of_observations_are_unique_and_stable(evidence: Evidence) -> None:
    assert evidence.observations["row"].is_unique
    again = made([dict(series="s", entity="E", period="2024", value=1.0, unit="kt")]).observations
    assert (
        again["row"].tolist()
        == made([dict(series="s", entity="E", period="2024", value=1, unit="kt", note="x")])
        .observations["row"]
        .tolist()
    )


def test_bounds_and_plans_are_no_measurements() -> None:
    rows = [
        dict(series="s", entity="E", period="2024", value=v, unit="kt", **more)
        for v, more in [
            (1, {}),
            (2, {"bound": "lower"}),
            (3, {"bound": "upper"}),
            (4, {"bound": "about"}),
            (5, {"kind": "plan"}),
        ]
    ]
    evidence = made(rows)
    assert set(evidence.series("s")["value"]) == {1, 4}
    assert set(evidence.series("s", bounds=True)["value"]) == {1, 2, 3, 4}
    assert set(evidence.series("s", kinds=None, bounds=True)["value"]) == {1, 2, 3, 4, 5}


def test_a_theme_has_the_measurements_of_all_its_series() -> None:
    fixed = dict(entity="E", value=1, unit="kt", theme="cotton")
    evidence = made([
        dict(fixed, series="b", period="2024"), dict(fixed, series="a", period="2025"),
        dict(fixed, series="a", period="2026", kind="plan"), dict(fixed, series="a", period="2023", bound="lower"),
        dict(fixed, series="b", period="2022", theme="wheat"),
    ])  # fmt: skip
    assert evidence.theme("cotton")[["series", "period"]].to_numpy().tolist() == [["b", "2024"], ["a", "2025"]]
    assert evidence.theme("silk").empty


def test_a_theme_without_evidence_is_as_of_the_newest_day_of_the_package(package: Path) -> None:
    table = package / "observations" / "trade.csv"
    table.write_text(table.read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8")
    empty = load(folder=package, sees=("observations-trade",))
    assert empty.observations.empty
    assert empty.as_of == load(folder=package).as_of


def test_an_unknown_series_is_told_from_one_with_nothing_to_show(evidence: Evidence) -> None:
    with pytest.raises(EvidenceError, match="did you mean az_kz_trade_turnover_azrep"):
        evidence.series("az_kz_trade_turnover_azrpe")
    assert load(date(1990, 1, 1)).series("az_kz_trade_turnover_azrep").empty


def test_an_unknown_table_names_the_known_ones(evidence: Evidence) -> None:
    with pytest.raises(EvidenceError, match="did you mean events"):
        evidence.table("event")
    with pytest.raises(EvidenceError, match="expected one of claims"):
        evidence.table("xyz")


def test_no_rows_at_all_are_evidence_too() -> None:
    assert made([]).series("anything").empty
