"""Two runs compared for real: what changed is explained by running again with one thing held back."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.runs.causes import Factor, How
from helpers.runs.changes import Move, Turn
from helpers.runs.comparison import Comparison, compare, place
from helpers.runs.evaluations import HELPERS, Evaluations
from helpers.runs.naming import find_run
from helpers.site.machine import schema
from tests.runs.projects import CRUDE, GOLD, Project, project_in

OURS = "src/helpers/models/ours.py"
Pair = tuple[Project, str, str]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Two runs between which a row that decides, one that does not, a parameter and the code became others."""
    project = project_in(tmp_path_factory.mktemp("project"))
    before = project.build()
    project.edit("data/observations/trade.csv", CRUDE, CRUDE.replace("981.38", "1001.5"))
    project.edit("data/observations/trade.csv", GOLD, GOLD.replace("2034.04", "2034.05"))
    project.edit(OURS, "FACTOR = 2", "FACTOR = 3")
    return project, before, project.build("window_months=24")


def compared(runs: Pair, **options: int) -> Comparison:
    project, before, after = runs
    return compare(find_run(after, project.reports), find_run(before, project.reports), **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def comparison(runs: Pair) -> Comparison:
    return compared(runs)


def by_name(comparison: Comparison) -> dict[str, Turn | Move]:
    found = comparison.changes
    return {**{turn.claim: turn for turn in found.turns}, **{move.name: move for move in found.moves}}


def test_only_what_moved_is_told(comparison: Comparison) -> None:
    assert sorted(by_name(comparison)) == ["INV-1", "crude", "factor", "window"]
    assert [(row.source, row.kind) for row in comparison.rows or ()] == [
        ("oilcapital_2024", "revised"), ("datahub_gold_2026", "revised"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "factor", "part", "value"),
    [
        ("INV-1", Factor.EVIDENCE, "oilcapital_2024", "contradicted"),
        ("crude", Factor.EVIDENCE, "oilcapital_2024", "981.4 kt"),
        ("window", Factor.PARAMETERS, "window_months", "36 months"),
        ("factor", Factor.CODE, HELPERS, "2"),
    ],
)
def test_each_change_has_its_own_cause_and_no_other(
    comparison: Comparison, name: str, factor: Factor, part: str, value: str
) -> None:
    causes = comparison.causes(by_name(comparison)[name])
    assert [(cause.factor, cause.part, cause.how, cause.value) for cause in causes] == [(factor, part, How.HELD, value)]


def test_a_cause_names_the_rows_the_values_and_the_files(comparison: Comparison) -> None:
    crude, window, factor = (comparison.causes(by_name(comparison)[name])[0] for name in ("crude", "window", "factor"))
    assert [(row.before["value"], row.after["value"]) for row in crude.rows] == [("981.38", "1001.5")]
    assert window.differs == (("window_months", "36", "24"),)
    assert [name for name, *_ in factor.differs] == ["helpers/models/ours.py"]


def test_the_record_keeps_to_its_schema(comparison: Comparison) -> None:
    jsonschema.validate(comparison.as_dict(), schema("comparison.schema.json"))


def test_it_is_said_in_words(comparison: Comparison) -> None:
    text = comparison.text().replace("\xa0", " ")
    assert "1 verdict turned and 3 headline numbers moved. Evidence: 2 revised rows." in text
    assert "crude imported: 981.4 kt became 1,001.5 kt (+20.1, +2.1%)." in text
    cause = "az_crude_imports, AZE, 2024-01/2024-06: 981.38 kt became 1001.5 kt (with it held back: contradicted)."
    assert f"Evidence of oilcapital_2024: {cause}" in text
    assert "Parameter window_months from 36 to 24 (with it held back: 36 months)." in text
    assert "Code: helpers/models/ours.py (with it held back: 2)." in text


def test_what_was_found_is_read_again_and_nothing_runs_twice(
    comparison: Comparison, runs: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Evaluations, "_run", None)
    assert compared(runs).as_dict() == comparison.as_dict()
    record = place(comparison.new, comparison.old)
    assert json.loads(record.read_text()) == comparison.as_dict()
    record.unlink()  # the record is gone, the evaluations are not
    again = compared(runs)
    assert again.explained is not None
    assert (again.explained.made, again.explained.remembered) == (0, comparison.explained.made)  # type: ignore[union-attr]
    assert again.text() == comparison.text()


def test_the_limit_is_told_where_it_is_reached(comparison: Comparison, runs: Pair, tmp_path: Path) -> None:
    project = runs[0]
    for folder in ("runs", "inputs"):
        (tmp_path / folder).symlink_to(project.reports / folder)
    new, old = (find_run(run, tmp_path) for run in (runs[2], runs[1]))
    found = compare(new, old, limit=0)
    assert {cause.how for change in by_name(found).values() for cause in found.causes(change)} == {How.UNTRIED}
    assert found.explained is not None
    assert f"{found.explained.left} evaluations were not made: the limit was reached." in found.text()


def test_a_run_against_itself_has_changed_nothing_and_says_so_in_a_line(runs: Pair) -> None:
    project, before, _ = runs
    result = CliRunner().invoke(main, ["compare", before, before, "--out", str(project.reports)])
    assert result.exit_code == 0, result.output
    said = f"{before} against {before}: no verdict turned and no headline number moved. The evidence is the same.\n"
    assert result.output == said


def test_a_report_that_fails_has_its_cause_too(runs: Pair) -> None:
    project, _, after = runs
    project.edit(OURS, "FACTOR = 3", "FACTOR = 3 / 0")
    failed = project.build("window_months=24", expected=1)
    found = compare(find_run(failed, project.reports), find_run(after, project.reports))
    (broken,) = found.changes.failed
    (cause,) = found.causes(broken)
    assert (cause.factor, cause.part, cause.how) == (Factor.CODE, HELPERS, How.HELD)
    text = found.text()
    assert "- 03_investment: failed. ZeroDivisionError: division by zero" in text
    assert "Code: helpers/models/ours.py (with it held back: the report is made)." in text
