"""Each kind of bad input has one message that names the place and the mend."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.evidence import EvidenceError, load

Edit = Callable[[str, str, str], None]
ROW = "az_kz_trade_turnover_azrep,AZE-KAZ,2025-01/2025-07,517.1,USD million,actual,,trend_ots_7m_2025,"


def message(package: Path) -> str:
    with pytest.raises(EvidenceError) as caught:
        load(folder=package)
    return str(caught.value)


def line_of(package: Path, text: str) -> int:
    lines = (package / "observations/trade.csv").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(text))


def test_the_package_as_it_stands_has_no_fault(package: Path) -> None:
    assert len(load(folder=package).observations) > 4000


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (ROW.replace("517.1", "many"), "column value: found 'many', expected a number"),
        (ROW.replace("517.1", "nan"), "column value: found 'nan', expected a number"),
        (ROW.replace("517.1", "5_171"), "column value: found '5_171', expected a number"),
        (ROW.replace("517.1", ""), "column value: found '', expected a value"),
        (
            ROW.replace("2025-01/2025-07", "2025-07/2025-01"),
            "column period: found '2025-07/2025-01', expected a period",
        ),
        (ROW.replace(",actual,", ",guess,"), "column kind: found 'guess', expected one of actual, estimate"),
        (
            ROW.replace("trend_ots_7m_2025", "nobody_2025"),
            "column source: found 'nobody_2025', expected a value of column id",
        ),
        (ROW.replace("USD million", "USD billion"), "column unit: found 'USD billion', expected 'USD million'"),
        (
            ROW.replace("az_kz_trade_turnover_azrep", "az_kz_trade"),
            "column series: found 'az_kz_trade', expected a value of",
        ),
        (ROW + "x,y", "cells, expected 9 cells"),
    ],
)
def test_a_bad_cell_names_its_place_and_what_was_expected(package: Path, edit: Edit, new: str, said: str) -> None:
    line = line_of(package, ROW)
    edit("observations/trade.csv", ROW, new)
    found = message(package)
    assert f"data/observations/trade.csv, row {line}" in found
    assert said in found


@pytest.mark.parametrize("cell", ["1_992", " 1992", "١٩٩٢", "1992.0"])
def test_a_whole_number_is_written_in_plain_digits(package: Path, edit: Edit, cell: str) -> None:
    edit("voting/attendance.csv", "1992,AZE,", f"{cell},AZE,")
    assert f"data/voting/attendance.csv, row 2, column year: found {cell!r}, expected a whole" in message(package)


def test_a_duplicated_row_names_both_places(package: Path) -> None:
    line = line_of(package, ROW)
    path = package / "observations/trade.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[line - 1]]), encoding="utf-8")
    found = message(package)
    assert f"row {len(lines) + 1}" in found
    assert f"it stands in row {line} already" in found


def test_all_faults_of_all_tables_are_told_at_once(package: Path, edit: Edit) -> None:
    edit("observations/trade.csv", ROW, ROW.replace("517.1", "many").replace("actual", "guess"))
    edit("claims.csv", "TRD-1,trade,5;15", "TRD-1,trade,five")
    found = message(package)
    assert found.count("\n") == 2
    assert "data/claims.csv" in found


def test_a_wrong_column_names_the_right_ones(package: Path, edit: Edit) -> None:
    edit("hypsometry.csv", "level_m,area_km2,volume_km3", "level_m,area,volume_km3")
    assert "column area_km2: found no such column, expected the columns level_m, area_km2" in message(package)


def test_a_missing_file_is_named(package: Path) -> None:
    (package / "summits.csv").unlink()
    assert "data/summits.csv: found no such file" in message(package)


def test_a_file_that_is_no_utf8_is_named(package: Path) -> None:
    (package / "events.csv").write_bytes(b"date,\xff\xfe")
    assert "data/events.csv" in message(package)


def test_codes_that_look_like_numbers_or_words_stay_text(package: Path) -> None:
    path = package / "entities.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + "NA,state,Namibia\n0101,product,Live horses\nNO,state,Norway\n",
        encoding="utf-8",
    )
    entities = load(folder=package).table("entities")
    assert {"NA", "0101", "NO"} <= set(entities["entity"])
