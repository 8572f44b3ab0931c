"""A grid is settled as a whole, or refused with everything that is wrong with it."""

import csv
import io
import json
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from helpers.factory.catalogue import Notebook, find
from helpers.factory.grid import MOST, axis, read_grid, rows
from helpers.factory.refusal import Refusal

ENERGY = find(["05_energy"])[0]
TEXTS = some.text(some.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
# as the command line and spreadsheets give them: no line breaks, no spaces around, something there
VALUES = some.lists(TEXTS.map(lambda text: " ".join(text.split())).filter(bool), min_size=1, max_size=6)


def table(folder: Path, text: str, name: str = "grid.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def refusal(notebook: Notebook, axes: list[str], path: Path | None = None) -> list[str]:
    with pytest.raises(Refusal) as refused:
        read_grid(notebook, axes, path)
    return str(refused.value).splitlines()


@given(VALUES)
def test_whatever_values_are_written_are_read(values: list[str]) -> None:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    assert [asked.settings for asked in axis(f"name={line.getvalue()}")] == [{"name": value} for value in values]


@given(TEXTS)
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        read = axis(text)
    except Refusal:
        return
    assert read
    assert all(value for asked in read for value in asked.settings.values())


@given(some.lists(some.tuples(some.floats(0.5, 0.99), some.integers(2, 200)), min_size=1, max_size=5))
def test_a_table_is_read_alike_from_csv_and_json(tmp_path_factory: pytest.TempPathFactory, points: list) -> None:  # type: ignore[type-arg]
    folder = tmp_path_factory.mktemp("tables")
    lines = "".join(f"{level!r},{runs}\r\n" for level, runs in points)
    objects = json.dumps([{"level": level, "runs": runs} for level, runs in points])
    paths = table(folder, f"level,runs\r\n{lines}"), table(folder, objects, "grid.json")
    grids = [read_grid(ENERGY, [], path) for path in paths]
    assert grids[0] == grids[1]
    assert [(point.level, point.runs) for point in grids[0].points] == list(dict.fromkeys(points))  # type: ignore[attr-defined]
    assert grids[0].repeated == len(points) - len(set(points))


@given(TEXTS, some.sampled_from(["grid.csv", "grid.json"]))
def test_no_table_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str, name: str) -> None:
    path = table(tmp_path_factory.mktemp("tables"), text, name)
    try:
        read = rows(path)
    except Refusal:
        return
    assert read


def test_axes_and_rows_are_multiplied_in_order(tmp_path: Path) -> None:
    path = table(tmp_path, "runs,seed\n4,1\n6,\n")
    grid = read_grid(ENERGY, ["level=0.8,0.9"], path)
    found = [(point.level, point.runs, point.seed) for point in grid.points]  # type: ignore[attr-defined]
    assert grid.names == ("level", "runs", "seed")
    assert found == [(level, *row) for level, row in product((0.8, 0.9), ((4, 1), (6, 2025)))]
    assert grid.values("runs") == [4, 6]


def test_points_that_are_the_same_however_written_are_taken_once() -> None:
    grid = read_grid(ENERGY, ["level=0.9,0.90,0.8,.9"])
    assert [point.level for point in grid.points] == [0.9, 0.8]  # type: ignore[attr-defined]
    assert grid.repeated == 2


def test_everything_wrong_is_said_at_once_and_each_fault_once() -> None:
    said = refusal(ENERGY, ["levels=0.8,0.9", "level=0.8,2", "runs=many"])
    assert len(said) == 3
    assert said[0].startswith("05_energy, parameter runs: found 'many', expected a whole number")
    assert said[1] == "05_energy has no parameter 'levels': did you mean level?"
    assert said[2].startswith("05_energy, parameter level: found '2', expected a number at least 0.5 and at most 0.99")
    assert said[2].endswith("(2 of 4, the first: levels=0.8, level=2, runs=many)")


def test_a_fault_of_one_row_is_named_by_its_line(tmp_path: Path) -> None:
    said = refusal(ENERGY, [], table(tmp_path, "level,runs\n0.8,4\n0.9,0\n"))
    assert len(said) == 1
    assert said[0].endswith("(grid.csv, line 3)")


def test_values_that_do_not_go_together_are_refused() -> None:
    caspian = find(["07_caspian_level"])[0]
    said = refusal(caspian, ["start_year=2006,2020", "end_year=2004,2024"])
    assert [line.partition("found ")[2] for line in said] == [
        "2006 to 2004 (start_year=2006, end_year=2004)",
        "2020 to 2004 (start_year=2020, end_year=2004)",
    ]


@pytest.mark.parametrize(
    ("axes", "said"),
    [
        ([], "a sweep needs a grid"),
        (["level"], "--grid level: expected NAME=VALUE,VALUE"),
        (["=0.8"], "expected NAME=VALUE,VALUE"),
        (["level="], "expected NAME=VALUE,VALUE"),
        (["level=0.8,,0.9"], "expected NAME=VALUE,VALUE"),
        (['level="0.8'], '--grid level="0.8: unexpected end of data'),
        (["level=0.8", "level=0.9"], "level: named twice"),
        ([f"{name}={','.join(map(str, range(200)))}" for name in ("seed", "draws")], f"at most {MOST:,}"),
    ],
)
def test_what_is_no_grid_is_refused(axes: list[str], said: str) -> None:
    assert said in "\n".join(refusal(ENERGY, axes))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("grid.csv", "", "no rows"),
        ("grid.csv", "level\n", "no rows"),
        ("grid.csv", "level,runs\n0.8\n", "line 2: found 1 cells, expected 2"),
        ("grid.csv", "level,level\n0.8,0.9\n", "level named twice"),
        ("grid.csv", "level,\n0.8,0.9\n", "a value without a name"),
        ("grid.csv", "level,levels\n0.8,\n", "no parameter 'levels': did you mean level"),
        ("grid.json", "{}", "expected a list of objects"),
        ("grid.json", '[{"level": 0.8}, 0.9]', "a value without a name (object 2)"),
        ("grid.json", '[{"level": 0.8, "level": 0.9}]', "level named twice"),
        ("grid.json", '[{"level": [0.8]}]', "level: expected one value"),
        ("grid.json", '[{"level": NaN}]', "found 'NaN'"),
        ("grid.json", '[{"runs": 2.5}]', "found '2.5', expected a whole number"),
        ("grid.json", "[{}]", "a sweep needs a grid"),
        ("grid.json", "[", "cannot be read"),
        ("grid.txt", "level\n0.8\n", "expected a table ending in .csv or .json"),
    ],
)
def test_what_is_no_table_of_runs_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    assert said in "\n".join(refusal(ENERGY, [], table(tmp_path, text, name)))


def test_a_table_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_bytes(b"level\n\xff\xfe\n")
    for name in ("odd.csv", "none.csv"):
        assert f"{name}: cannot be read" in refusal(ENERGY, [], tmp_path / name)[0]


def test_what_is_set_stays_text_until_it_is_settled(tmp_path: Path) -> None:
    path = table(tmp_path, '[{"observers": true, "least_votes": 30, "region": null, "beyond": 0.80}]', "grid.json")
    assert rows(path)[0].settings == {"observers": "true", "least_votes": "30", "region": "", "beyond": "0.80"}
    point = read_grid(find(["08_turkic_integration"])[0], [], path).points[0]
    assert (point.observers, point.least_votes) == (True, 30)  # type: ignore[attr-defined]
