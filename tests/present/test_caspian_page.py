"""Figures and tables of the Caspian notebook: they state findings, and stay silent where nothing is known."""

from typing import Any

import numpy as np
import pandas as pd
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
from helpers.evidence import Evidence, made
from helpers.locale import missing, speaking
from helpers.models.interval import Interval
from helpers.parameters import Caspian
from helpers.present import Chart, Table
from helpers.present import caspian_page as shown
from helpers.present.caspian_closing import _pace, _reach
from helpers.present.caspian_level_charts import metres
from helpers.present.caspian_outlook_charts import ranges

PARAMETERS = Caspian(draws=100)


def parts(evidence: Evidence) -> dict[str, Chart | Table | None]:
    """Every figure and table on some evidence."""
    file = caspian_level.chosen(evidence, PARAMETERS)
    changes = caspian_level.changes(evidence, PARAMETERS, 2006, 2024)
    found = caspian_breaks.find_breaks(evidence, PARAMETERS)
    table = caspian_outlook.projections(evidence)
    outlook, sea = caspian_outlook.extrapolate(evidence, PARAMETERS), caspian_water.sea(evidence, PARAMETERS)
    needed = caspian_outlook.needed(evidence, PARAMETERS, 18, 2050)
    losses = caspian_ships.losses(evidence, PARAMETERS, -0.1)
    return {
        "levels": shown.levels_chart(file, caspian_level.gauges(evidence)),
        "season": shown.season_chart(file),
        "falls": shown.falls_chart(changes, 2.0, shown.sources_of(evidence, changes)),
        "by start": shown.by_start_chart(file, PARAMETERS),
        "offsets": shown.offsets_table(caspian_level.offsets(evidence, PARAMETERS)),
        "statements": shown.statements_table(caspian_compared.statements(evidence, PARAMETERS)),
        "files": shown.files_table(caspian_compared.files(evidence, PARAMETERS)),
        "breaks": shown.breaks_chart(found),
        "held": shown.held_table(found),
        "projections": shown.projections_chart(table, 18, 2050),
        "rates": shown.rates_chart(needed, file, sea, 2006, 18),
        "fan": shown.fan_chart(file, outlook, sea, table, (2050, 18), PARAMETERS),
        "balance": shown.balance_chart(caspian_water.balance(evidence, PARAMETERS), 0.9),
        "tested": shown.skill_table(caspian_outlook.back_test(evidence, PARAMETERS), 0.9, shown.file_sources(file)),
        "scored": shown.scored_table(caspian_past.scored(evidence, PARAMETERS)),
        "ships": shown.ships_table(losses, -0.1),
        "loads": shown.loads_table(caspian_ships.loads(evidence, PARAMETERS), PARAMETERS.fixed_share),
        "terminal": shown.terminal_chart(caspian_ships.terminal(evidence, PARAMETERS)),
        "dredging": shown.dredging_table(caspian_ships.dredging(evidence)),
        "steps": shown.steps_table(caspian_steps.joint_steps(evidence)),
    }


@pytest.fixture(scope="module")
def shapes(evidence: Evidence) -> dict[str, Chart | Table | None]:
    return parts(evidence)


def test_all_of_them_can_be_drawn(shapes: dict[str, Chart | Table | None]) -> None:
    for name, shape in shapes.items():
        assert shape is not None, name
        assert shape.block([])["title"], name


def test_titles_carry_the_numbers(shapes: dict[str, Any]) -> None:
    assert "3.7 times" in shapes["rates"].title
    assert "does not close" in shapes["balance"].title
    assert "18 m at 2050" in shapes["projections"].title
    assert "September 2020" in shapes["breaks"].title
    assert shapes["loads"].title.startswith("If 80 percent of a voyage's cost is fixed")


def test_a_level_published_without_an_error_is_not_shown_as_an_exact_one(evidence: Evidence) -> None:
    latest = caspian_compared.latest(evidence, PARAMETERS)
    table = shown.latest_table(latest, [])
    assert table is not None
    rows = table.frame.set_index(table.frame["measure"].map(str))
    assert rows.loc["Iranian gauges", ["low", "high"]].isna().all()
    assert rows.loc["Kazakh gauges, yearly mean", ["low", "high"]].notna().all()


def test_nothing_known_is_nothing_shown() -> None:
    nothing = made([{"series": "turnover", "entity": "AZE-KAZ", "period": "2024", "value": 1, "unit": "count"}])
    assert {name for name, shape in parts(nothing).items() if shape is not None} == set()


def test_a_study_s_restatements_are_one_line() -> None:
    rows = [("Prange et al. 2020", "PRANGE2020", measure, fall) for measure, fall in (("low", 9), ("high", 18))] * 2
    table = pd.DataFrame(rows, columns=["study", "scenario", "measure", "fall"])
    lines = ranges(table)
    assert lines[["label", "low", "high"]].to_numpy().tolist() == [["Prange et al. 2020", 9, 18]]
    assert np.isnan(lines["p25"].iloc[0])


def test_a_fall_is_written_as_a_positive_number() -> None:
    assert metres(Interval(-2.07, -2.1, -2.04)) == "2.07 (2.04 to 2.10) m"
    assert metres(None) == "–"


def test_the_bottom_line_answers_the_title_first(evidence: Evidence) -> None:
    found = caspian_breaks.find_breaks(evidence, PARAMETERS)
    assert _pace(found) == "Since about September 2020 the Caspian has fallen by 20 cm a year, after 9 before."
    assert _reach(evidence, 18, 2050) == "No published projection lets it lose 18 m by 2050: the largest fall is 6.7 m."
    assert _reach(evidence, 5, 2050) == "A fall of 6.7 m by 2050 is published."
    early = made([{"series": "turnover", "entity": "AZE-KAZ", "period": "2024", "value": 1, "unit": "count"}])
    assert _pace(None) == "No change of the sea's pace can be told yet."
    assert _reach(early, 18, 2050) == "No projection for 2050 is published."


def test_a_port_is_not_the_sea(evidence: Evidence) -> None:
    changes = caspian_level.changes(evidence, PARAMETERS, 2006, 2024)
    chart = shown.falls_chart(changes, 2.0, [])
    assert "Aktau port" in set(changes["where"])
    assert chart is not None
    assert chart.title == "From 2006 to 2024 the sea fell by 2.00 to 2.14 m, by who measures"


def test_in_russian_no_text_stays_english(evidence: Evidence) -> None:
    before = missing()
    with speaking("ru"):
        for shape in parts(evidence).values():
            assert shape is not None
            shape.block([])
        pace = _pace(caspian_breaks.find_breaks(evidence, PARAMETERS)).replace("\xa0", " ")
    assert pace.startswith("Примерно с сентября 2020 года Каспий опускается на 20 см в год")
    assert missing() == before
