"""The Caspian analysis on made-up and on real evidence."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest

from helpers.analysis import (
    caspian_breaks,
    caspian_compared,
    caspian_level,
    caspian_outlook,
    caspian_past,
    caspian_ships,
    caspian_steps,
    caspian_water,
)
from helpers.evidence import Evidence, load, made
from helpers.parameters import Caspian

PARAMETERS = Caspian(draws=200)


def row(series: str, period: str, value: float, unit: str, entity: str = "CASPIAN", **more: Any) -> dict[str, Any]:
    return {"series": series, "entity": entity, "period": period, "value": value, "unit": unit, **more}


def months(rate: float = -0.1, first: int = 1996, last: int = 2025, series: str = "2026") -> Iterator[dict[str, Any]]:
    """A level file that falls evenly with a seasonal cycle."""
    name = caspian_level.SERIES[series]
    for year in range(first, last + 1):
        for month in range(12):
            time = year + (month + 0.5) / 12
            level = -26 + rate * (time - 1996) + 0.18 * np.cos(2 * np.pi * (time - 0.5))
            yield row(name, f"{year}-{month + 1:02d}", level, "m DAHITI")


def gauge(year: int, level: float, **more: Any) -> dict[str, Any]:
    return row("caspian_level", str(year), level, "m BHS", "CASPIAN-KZ", **more)


NOTHING = made([row("turnover", "2024", 470, "USD million", "AZE-KAZ")])
EVEN = made([*months()])


@pytest.mark.parametrize(
    "analysis",
    [
        caspian_level.chosen,
        caspian_breaks.find_breaks,
        caspian_outlook.extrapolate,
        caspian_water.balance,
        caspian_water.sea,
        caspian_ships.terminal,
    ],
)
def test_no_evidence_is_no_result(analysis: Any) -> None:
    assert analysis(NOTHING, PARAMETERS) is None


@pytest.mark.parametrize(
    "table",
    [
        lambda e: caspian_level.changes(e, PARAMETERS, 2006, 2024),
        lambda e: caspian_level.offsets(e, PARAMETERS),
        lambda e: caspian_compared.latest(e, PARAMETERS),
        lambda e: caspian_compared.files(e, PARAMETERS),
        lambda e: caspian_compared.statements(e, PARAMETERS),
        caspian_outlook.projections,
        lambda e: caspian_outlook.back_test(e, PARAMETERS),
        lambda e: caspian_past.scored(e, PARAMETERS),
        caspian_ships.ships,
        lambda e: caspian_ships.loads(e, PARAMETERS),
        caspian_ships.dredging,
        caspian_steps.joint_steps,
    ],
)
def test_no_evidence_is_an_empty_table(table: Any) -> None:
    assert table(NOTHING).empty


def test_an_even_fall_is_measured_whatever_the_season() -> None:
    file = caspian_level.chosen(EVEN, PARAMETERS)
    assert file is not None
    assert file.yearly.change(2006, 2024).value == pytest.approx(-1.8, abs=0.01)
    assert len(file.rows_of(2006, 2024)) == 24


def test_the_next_file_stands_in_for_one_that_was_not_public() -> None:
    file = caspian_level.chosen(EVEN, Caspian(vintage="volume"))
    assert file is not None
    assert file.vintage == "2026"


def test_volume_becomes_a_level_file() -> None:
    volumes = [row("caspian_volume_anomaly", r["period"], 400 * (r["value"] + 30), "km3") for r in months()]
    file = caspian_level.satellite(made([*months(), *volumes]), "volume")
    assert file is not None
    assert file.yearly.change(2006, 2024).value == pytest.approx(-1.8, abs=0.02)


def test_satellites_and_gauges_never_share_a_row() -> None:
    evidence = made([*months(), gauge(2006, -27.0), gauge(2024, -29.1)])
    table = caspian_level.changes(evidence, PARAMETERS, 2006, 2024)
    assert table["datum"].tolist() == ["DAHITI", "BHS"]
    assert table["change"].tolist() == pytest.approx([-1.8, -2.1], abs=0.01)


def test_gauges_of_two_coasts_are_kept_apart() -> None:
    rows = [gauge(2020, -28.2), row("caspian_level", "2019", -27.9, "m BHS", source="metbuat_2020")]
    table = caspian_level.gauges(made(rows))
    assert dict(zip(table["network"], table["value"], strict=True)) == {"Azerbaijani": -27.9, "Kazakh": -28.2}
    assert caspian_level.gauge_change(made(rows), PARAMETERS, 2019, 2020) is None


def test_the_later_figure_of_a_year_counts() -> None:
    rows = [gauge(2020, -28.2), gauge(2020, -28.3, published="2026-01-01", source="later")]
    assert caspian_level.gauges(made(rows))["value"].tolist() == [-28.3]


def test_a_bound_is_no_gauge_level() -> None:
    assert caspian_level.gauges(made([gauge(2025, -29.0, bound="upper")])).empty


def test_the_gauges_interval_is_the_scatter_of_their_offset() -> None:
    levels = {2000: -27.05, 2010: -28.15, 2020: -29.05}
    evidence = made([*months(), *(gauge(year, level) for year, level in levels.items())])
    expected = np.std([level - (-26 - 0.1 * (year + 0.5 - 1996)) for year, level in levels.items()], ddof=1)
    assert caspian_level.gauge_error(evidence, PARAMETERS) == pytest.approx(expected, abs=0.01)


def test_breaks_of_an_even_fall_are_none() -> None:
    found = caspian_breaks.find_breaks(EVEN, PARAMETERS)
    assert found is not None
    assert found.everywhere.empty


def test_a_change_of_pace_breaks_every_variant() -> None:
    rng = np.random.default_rng(1)
    rows = [
        {**r, "value": r["value"] - 0.15 * max(int(r["period"][:4]) - 2012, 0) + 0.02 * rng.standard_normal()}
        for r in months(0.0)
    ]
    found = caspian_breaks.find_breaks(made(rows), PARAMETERS)
    assert found is not None
    assert found.everywhere["median"].tolist() == pytest.approx([2012.5], abs=0.7)


def test_statements_are_held_against_the_same_years() -> None:
    said = row("caspian_level_change", "2010/2020", -2.0, "m")
    short = row("caspian_level_change", "2019/2020", -0.4, "m", source="other")
    table = caspian_compared.statements(made([*months(), said, short]), PARAMETERS)
    assert table["gap"].tolist() == pytest.approx([-1.0], abs=0.01)


def test_files_are_compared_on_years_that_all_have() -> None:
    older = [{**r, "value": r["value"] - 0.08, "source": "older"} for r in months(series="2023", last=2022)]
    table = caspian_compared.files(made([*months(), *older]), PARAMETERS).set_index("file")
    assert set(table["end"]) == {2022}
    assert table.loc["satellites, level file of 2023", "offset"] == pytest.approx(-0.08, abs=1e-3)


def test_a_forecast_level_becomes_a_fall_from_the_newest_gauge() -> None:
    rows = [
        gauge(2024, -29.0),
        row("caspian_level_forecast", "2050", -34.0, "m BHS", kind="forecast"),
        row("caspian_level_forecast", "2050", -36.0, "m BHS", kind="forecast", bound="lower", source="s2"),
        row("caspian_level_forecast", "2010", -27.0, "m BHS", kind="forecast", source="s3"),
    ]
    table = caspian_outlook.projections(made(rows))
    assert dict(zip(table["measure"], table["fall"], strict=True)) == {"central": 5.0, "high": 7.0}


def test_quartiles_are_no_range() -> None:
    rows = [
        row("caspian_fall_projection_p75", "2050", 25.0, "m", kind="forecast"),
        row("caspian_fall_projection_high", "2050", 9.0, "m", kind="forecast"),
    ]
    assert caspian_outlook.largest(caspian_outlook.projections(made(rows)))["fall"].tolist() == [9.0]


def test_the_outlook_widens_with_its_past_misses() -> None:
    outlook = caspian_outlook.extrapolate(EVEN, PARAMETERS)
    assert outlook is not None
    assert outlook.at(2050, 0.9).value == pytest.approx(-2.5, abs=0.05)
    wide = caspian_outlook.Outlook(outlook.draws, outlook.start, outlook.steps, 0.1)
    assert wide.at(2050, 0.9).low == pytest.approx(-5.0, abs=0.05)


def test_no_fan_beyond_the_record_s_steps() -> None:
    assert caspian_outlook.extrapolate(EVEN, Caspian(draws=100, trend_from=2021), since=2024) is None


def test_the_rate_needed() -> None:
    found = caspian_outlook.needed(EVEN, PARAMETERS, 18.0, 2050)
    assert found is not None
    assert (found.rate, found.multiple) == (pytest.approx(0.72), pytest.approx(7.2, abs=0.05))


def test_a_failed_forecast_loses_to_no_change() -> None:
    ends = {"lower": 0.3, "upper": 0.4}
    rows = [row("caspian_level_change", "2016/2022", v, "m", kind="forecast", bound=b) for b, v in ends.items()]
    table = caspian_past.scored(made([*months(), *rows]), PARAMETERS)
    assert (table["low"].iloc[0], table["high"].iloc[0]) == (0.3, 0.4)
    assert table["skill"].iloc[0] < 0
    assert bool(table["due"].iloc[0])


def test_a_rate_still_running_is_scored_along_its_path() -> None:
    rate = row("caspian_level_rate", "2020/2030", -10.0, "cm per year", kind="forecast")
    table = caspian_past.scored(made([*months(), rate]), PARAMETERS)
    assert not table["due"].iloc[0]
    assert table["low"].iloc[0] == pytest.approx(-0.5)
    assert table["skill"].iloc[0] == pytest.approx(1.0, abs=0.02)


WATER = [
    row("river_inflow", "2023", 275, "km3 per year", kind="estimate"),
    row("river_inflow", "1995", 460, "km3 per year", kind="actual", bound="upper", source="extreme_year"),
    row("precipitation_on_sea", "2012", 80, "km3 per year", kind="estimate"),
    row("evaporation_from_sea", "2012", 350, "km3 per year", kind="estimate", bound="lower"),
    row("evaporation_from_sea", "2012", 370, "km3 per year", kind="estimate", bound="upper"),
    row("kara_bogaz_gol_outflow", "1979", 25, "km3 per year", kind="estimate"),
    row("caspian_area", "2006", 392000, "km2", source="areas"),
    row("caspian_area", "2024", 356000, "km2", source="areas"),
]


def test_the_balance_leaves_out_extreme_years_and_another_strait() -> None:
    water = caspian_water.balance(made([*WATER, *months()]), PARAMETERS)
    assert water is not None
    terms = water.terms.set_index("term")
    assert (terms.loc["rivers", "high"], terms.loc["evaporation", "high"]) == (275, 370)
    assert "bay" not in terms.index
    assert water.net(0.9).contains(275 + 80 - 360)
    assert water.observed is not None
    assert water.observed.contains(-0.1 * 374)


def test_a_sea_that_shrinks_falls_ever_slower() -> None:
    levels = [gauge(2006, -27.0, source="areas"), gauge(2024, -29.1, source="areas")]
    sea = caspian_water.sea(made([*WATER, *months(), *levels]), PARAMETERS)
    assert sea is not None
    path = np.median(sea.standing, axis=0)
    assert path[-1] - path[-2] > path[1] - path[0] == pytest.approx(-0.1, abs=0.02)
    assert sea.dry_at(2050, 0.9).value < -15
    assert 20 < sea.relaxation.value < 40


def test_both_half_years_of_the_terminal_are_needed() -> None:
    first = row("port_oil", "2024-01/2024-06", 0.88, "Mt", "port_dubendi")
    second = row("port_oil", "2025-01/2025-06", 0.81, "Mt", "port_dubendi")
    assert caspian_ships.terminal(made([first]), PARAMETERS) is None
    oil = caspian_ships.terminal(made([first, second, *months()]), PARAMETERS)
    assert oil is not None
    assert oil.change == pytest.approx(-0.0795, abs=1e-4)
    assert oil.level_change is not None
    assert oil.level_change.value == pytest.approx(-0.1, abs=0.005)


def test_drafts_are_read_from_notes() -> None:
    rows = [
        row("ship_deadweight", "2018", 5378, "t", "RST27", kind="capacity", note="river draft 3.6 m"),
        row("ship_deadweight", "2018", 6980, "t", "RST27", kind="capacity", note="sea draft 4.2 m"),
    ]
    evidence = made([*rows, *months()])
    assert caspian_ships.ships(evidence)["tonnes_per_cm"].tolist() == pytest.approx([26.7])
    lost = caspian_ships.losses(evidence, PARAMETERS, -0.1)
    assert lost["cargo"].tolist() == pytest.approx([-267])
    dredged = caspian_ships.losses(evidence, Caspian(passed_on=0.0), -0.1)
    assert dredged["cost"].tolist() == [0.0]


def test_the_bound_of_what_is_missing_turns_round() -> None:
    missing = row("vessel_underloading_percent", "2025", 10, "percent", "port_aktau", bound="lower")
    table = caspian_ships.loads(made([missing]), PARAMETERS)
    assert (table["load"].iloc[0], table["bound"].iloc[0]) == (0.9, "upper")


class TestRealEvidence:
    def test_the_fall_by_each_measure(self, evidence: Evidence) -> None:
        table = caspian_level.changes(evidence, PARAMETERS, 2006, 2024).set_index("measure")["change"]
        assert table["satellites, level from volume"] == pytest.approx(-2.07, abs=0.02)
        assert table["satellites, level file of 2026"] == pytest.approx(-2.10, abs=0.02)
        assert table["gauges, Kazakh yearly means"] == pytest.approx(-2.13)

    def test_yearly_levels_agree_with_the_published_annual_ones(self, evidence: Evidence) -> None:
        file = caspian_level.satellite(evidence, "volume")
        assert file is not None
        published = evidence.series("caspian_level_from_volume").set_index("period")["value"]
        ours = {str(year): level for year, level in zip(file.yearly.years, file.yearly.mean, strict=True)}
        common = [year for year in published.index if year in ours]
        assert len(common) == 33
        assert max(abs(published[year] - ours[year]) for year in common) < 0.04

    def test_only_the_break_of_2020_holds_everywhere(self, evidence: Evidence) -> None:
        found = caspian_breaks.find_breaks(evidence, PARAMETERS)
        assert found is not None
        assert found.everywhere["median"].tolist() == pytest.approx([2020.8], abs=0.3)
        often = found.held[found.held["share"] >= 0.9]["median"]
        assert any(abs(date - 2005.6) < 0.3 for date in often)

    def test_nobody_reaches_eighteen_metres_by_2050(self, evidence: Evidence) -> None:
        table = caspian_outlook.projections(evidence)
        assert caspian_outlook.reaching(table, 18, 2050).empty
        assert "Prange et al. 2020" in set(caspian_outlook.reaching(table, 18, 2100)["study"])

    def test_the_published_balance_does_not_close(self, evidence: Evidence) -> None:
        water = caspian_water.balance(evidence, PARAMETERS)
        assert water is not None
        gap = water.gap(0.9)
        assert gap is not None
        assert gap.low > 0

    def test_eighteen_metres_is_a_sea_without_rivers(self, evidence: Evidence) -> None:
        sea = caspian_water.sea(evidence, PARAMETERS)
        assert sea is not None
        assert sea.dry_at(2050, 0.9).contains(-18)
        assert -3.5 < sea.at(2050, 0.9).value < -1

    def test_draft_explains_only_part_of_dubendi(self, evidence: Evidence) -> None:
        oil = caspian_ships.terminal(evidence, PARAMETERS)
        assert oil is not None
        assert oil.explained is not None
        assert oil.change < oil.explained.low < oil.explained.value < 0

    def test_the_trend_s_own_interval_is_too_narrow(self, evidence: Evidence) -> None:
        table = caspian_outlook.back_test(evidence, PARAMETERS).set_index("lead")
        assert table.loc[10, "inside"] < 0.5
        assert (table["skill"] > 0).all()

    @pytest.mark.parametrize("day", [date(2015, 1, 1), date(2020, 1, 1), date(2024, 12, 31)])
    def test_an_early_day_does_no_harm(self, day: date) -> None:
        evidence = load(day)
        caspian_breaks.find_breaks(evidence, PARAMETERS)
        caspian_water.outlook_by_start(evidence, PARAMETERS)
        caspian_past.scored(evidence, PARAMETERS)
        caspian_compared.files(evidence, PARAMETERS)


def test_a_study_by_a_bank_is_no_step_of_the_states() -> None:
    rows = [
        {
            "series": "institutional_event",
            "entity": entity,
            "period": "2024-02-09",
            "value": 1,
            "unit": "flag",
            "note": note,
        }
        for entity, note in (
            ("CASPIAN", "World Bank study announced"),
            ("CASPIAN", "declaration"),
            ("KAZ", "institute"),
        )
    ]
    assert caspian_steps.joint_steps(made(rows))["note"].tolist() == ["declaration"]
