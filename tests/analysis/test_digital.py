"""The cable on record, round trips, network and capacity."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import digital, digital_capacity, digital_latency, digital_network
from helpers.evidence import Evidence, load, made
from helpers.parameters import Digital

FEW = Digital(draws=200)


def row(series: str, entity: str, period: str, value: float, unit: str = "flag", **more: Any) -> dict[str, Any]:
    return {"series": series, "entity": entity, "period": period, "value": value, "unit": unit, **more}


def told(day: str, more: dict[str, Any]) -> dict[str, Any]:
    """Publish on the day unless told otherwise; a source has one date, so each date is a source."""
    published = str(more.get("published", day))
    return {**more, "published": published, "source": f"source_{published}"}


def step(day: str, note: str, **more: Any) -> dict[str, Any]:
    return row("tc_fibre_milestone", "AZE-KAZ", day, 1, note=note, **told(day, more))


def promise(day: str, year: int, **more: Any) -> dict[str, Any]:
    return row("tc_fibre_completion_year", "AZE-KAZ", day, year, "year", kind="plan", **told(day, more))


# the record


@pytest.mark.parametrize(
    ("note", "stage"),
    [
        ("cable production starts, planned to May 2026; laying Q2-Q3 2026", "manufacture"),
        ("start-of-works ceremony, Aktau", "ceremony"),
        ("laying begins off Aktau", "laying"),
        ("line in service", "operation"),
        ("ministers met", "other"),
    ],
)
def test_a_note_tells_the_stage(note: str, stage: str) -> None:
    assert digital.stage(note) == stage


def test_every_real_step_has_a_stage(evidence: Evidence) -> None:
    steps = digital.milestones(evidence)
    assert len(steps) >= 14
    assert set(steps["stage"]) <= set(digital.STAGES)


def test_a_promise_recalled_years_later_is_marked(evidence: Evidence) -> None:
    said = digital.promises(evidence)
    recalled = said[said["hindsight"]]
    assert list(recalled["source"]) == ["caspianpost_tccable_2025"]
    made_up = digital.promises(made([promise("2020-01-01", 2022), promise("2020-06-01", 2023, published="2024-01-01")]))
    assert list(made_up["hindsight"]) == [False, True]
    assert made_up["left"].iloc[0] == pytest.approx(3.0, abs=0.01)


def test_the_real_promise_drifts_by_most_of_a_year_a_year(evidence: Evidence) -> None:
    found = digital.drift(evidence, FEW)
    assert found is not None
    said = digital.promises(evidence)
    said = said[~said["hindsight"]]
    assert found.slope.value == pytest.approx(np.polyfit(said["said_year"], said["promised"], 1)[0])
    assert found.slope.low > 0
    assert found.slope.high < 1
    table = digital.drifts(evidence, FEW).set_index("choice")
    assert table.loc["with recollections", "promises"] == found.promises + 1
    assert table.loc["only promises that moved", "promises"] < found.promises


def test_two_promises_make_no_drift() -> None:
    assert digital.drift(made([promise("2020-01-01", 2022), promise("2021-01-01", 2023)]), FEW) is None


def test_the_status_of_the_day(evidence: Evidence) -> None:
    state = digital.status(evidence)
    assert (state.reached, state.first_promised, state.promised) == ("manufacture", 2021, 2026)
    assert state.lapsed == (2021, 2024, 2025)
    nothing = digital.status(made([]))
    assert (nothing.reached, nothing.steps, nothing.last, nothing.lapsed) == (None, 0, None, ())


def test_promised_years_are_met_missed_or_not_due() -> None:
    rows = [promise("2019-06-01", 2021), promise("2022-01-01", 2024), promise("2022-02-01", 2026)]
    early = digital.outcomes(made(rows, as_of=date(2025, 1, 1)))
    assert list(early["outcome"]) == ["missed", "missed", "not due"]
    done = digital.outcomes(made([*rows, step("2024-05-01", "put in service")], as_of=date(2025, 1, 1)))
    assert list(done["outcome"]) == ["missed", "met", "met"]


def test_what_is_known_begins_with_the_first_publication() -> None:
    assert not digital.known(load(date(2012, 12, 31)))
    assert digital.known(load(date(2019, 12, 31)))


# round trips


def test_places_are_those_of_the_network_of_the_corridor(evidence: Evidence) -> None:
    nodes = evidence.table("nodes").set_index("id")
    shared = set(nodes.index) & set(digital_latency.PLACES)
    assert {"almaty", "aktau", "baku"} <= shared
    for place in shared:
        assert digital_latency.PLACES[place][1:] == tuple(nodes.loc[place, ["lon", "lat"]])


def test_only_the_doubtful_trace_beats_light(evidence: Evidence) -> None:
    table = digital_latency.measurements(evidence, FEW)
    bad = digital_latency.impossible(table)
    assert list(bad["label"]) == ["Almaty to London"]
    assert bad["floor"].iloc[0] == pytest.approx(54.8, abs=0.1)
    assert bad["vacuum"].iloc[0] < bad["value"].iloc[0]
    assert digital_latency.usual_detour(table) == pytest.approx(2.2, abs=0.1)


def test_a_lower_index_makes_it_possible_only_near_vacuum(evidence: Evidence) -> None:
    table = digital_latency.measurements(evidence, Digital(refractive_index=1.1))
    assert digital_latency.impossible(table).empty


def test_a_measurement_without_towns_is_kept_and_not_judged() -> None:
    evidence = made([row("eu_asia_rtt", "EUR-CHN-submarine", "2010", 240, "ms")])
    table = digital_latency.measurements(evidence, FEW)
    assert table["possible"].isna().all()
    assert digital_latency.impossible(table).empty
    assert digital_latency.usual_detour(table) is None


def test_lengths_are_held_against_the_right_end(evidence: Evidence) -> None:
    table = digital_latency.lengths(evidence)
    assert table["possible"].all()
    assert (table.loc[table["value"].eq(340), "landing"] == "Siyazan").all()
    short = made([row("tc_fibre_length", "AZE-KAZ", "2024", 300, "km", kind="plan")])
    assert not digital_latency.lengths(short)["possible"].any()


def test_constants_of_fibre_agree(evidence: Evidence) -> None:
    table = digital_latency.constants(evidence)
    assert len(table) == 3
    assert table["index"].between(1.46, 1.475).all()


# the network


def test_the_cable_serves_the_shores_and_not_the_continents(evidence: Evidence) -> None:
    near = digital_network.compare(evidence, FEW, "baku", "aktau")
    far = digital_network.compare(evidence, FEW, "frankfurt", "beijing")
    assert near.gain is not None
    assert near.gain > 0.9
    assert far.gain == 0
    assert far.through is not None
    assert far.before is not None
    assert far.through.low > far.before.low
    assert (far.count_before, far.count_after) == (2, 3)


def test_without_russia_the_cable_saves_most_of_the_time(evidence: Evidence) -> None:
    barred = digital_network.compare(evidence, FEW, "frankfurt", "almaty", ("Russia",))
    assert barred.before is not None
    assert barred.after is not None
    assert barred.before.value > 300
    assert barred.after.value < 100
    table = digital_network.closures(evidence, FEW).set_index("closed")
    assert (table["ways_after"] >= table["ways_before"]).all()
    assert (table["lost_after"] <= table["lost_before"]).all()


def test_the_way_of_the_ocean_takes_the_published_time(evidence: Evidence) -> None:
    links = digital_network.links(evidence, FEW, cable=True).set_index("name")
    assert links.loc["Indian Ocean", "middle"] == 300
    assert links.loc[digital_network.CABLE, "km_low"] == FEW.cable_km
    assert digital_network.CABLE not in set(digital_network.links(evidence, FEW, cable=False)["name"])


def test_without_evidence_oceans_are_left_out_and_all_is_assumed() -> None:
    links = digital_network.links(made([]), FEW, cable=True)
    assert set(links["basis"]) == {"assumed"}
    assert not set(digital_network.OCEANS) & set(links["name"])
    ways = digital_network.compare(made([]), FEW, "frankfurt", "almaty", ("Russia", "Georgia"))
    assert (ways.before, ways.after, ways.gain, ways.count_after) == (None, None, None, 0)


def test_the_network_is_slower_in_truth(evidence: Evidence) -> None:
    table = digital_network.calibration(evidence, FEW)
    assert "Almaty to London" not in set(table["label"])
    assert (table["ratio"] > 1).all()


def test_luck_decides_where_geometry_is_close(evidence: Evidence) -> None:
    table = digital_network.luck(evidence, FEW).set_index(["west", "east"])
    assert table.loc[("baku", "aktau"), "chance"] == 100
    assert table.loc[("frankfurt", "beijing"), "chance"] < 50
    assert (table["low"] <= table["value"]).all()
    alike = digital_network.luck(evidence, Digital(draws=100, route_low=1.3, route_high=1.3))
    assert alike["value"].to_numpy() == pytest.approx(alike["alike"].to_numpy())
    assert set(alike["chance"]) <= {0, 100}


def test_the_cable_leads_nowhere_without_its_shores(evidence: Evidence) -> None:
    table = digital_network.assumed(evidence, FEW).set_index("removed")
    assert digital_network.CABLE not in table.index
    assert table.loc["nothing", "added"] == 1
    assert table.loc["across Kazakhstan", "added"] == 0


# capacity


def test_capacity_over_traffic_known_from_below_is_an_upper_end(evidence: Evidence) -> None:
    room = digital_capacity.headroom(evidence)
    assert room is not None
    assert room.traffic_is_floor
    assert room.times == pytest.approx(400 / 7)
    years = digital_capacity.years_to_fill(evidence)
    assert list(years["years"].round(1)) == [15.7, 5.8]


def test_growth_is_that_of_two_years() -> None:
    rows = [row("kz_internet_traffic", "KAZ", "2018", 100, "PB"), row("kz_internet_traffic", "KAZ", "2020", 121, "PB")]
    growth = digital_capacity.growth_on_record(made(rows))
    assert list(growth["percent"].round(6)) == [10.0]
    assert digital_capacity.years_to_fill(made(rows)).empty


def test_no_capacity_or_no_traffic_is_no_headroom() -> None:
    assert digital_capacity.headroom(made([])) is None
    assert digital_capacity.rates(made([])).empty


@pytest.mark.parametrize("day", [date(1995, 12, 31), date(2015, 12, 31), date(2019, 11, 30), date(2023, 2, 1)])
def test_any_day_can_be_asked(day: date) -> None:
    evidence = load(day)
    assert isinstance(digital.drifts(evidence, FEW), pd.DataFrame)
    assert len(digital_network.pairs(evidence, FEW)) == len(digital_network.PAIRS)
    assert len(digital_network.closures(evidence, FEW)) == len(digital_network.CLOSURES)
    assert isinstance(digital_capacity.years_to_fill(evidence), pd.DataFrame)
