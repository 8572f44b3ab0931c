"""An exported run is built again from its own code and evidence, and what does not come out is said."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.factory.archive import new_run_id
from helpers.factory.execute import Limits, execute
from helpers.factory.inputs import store
from helpers.factory.outcome import Outcome
from helpers.factory.packet import publish
from helpers.factory.plan import plan
from helpers.factory.refusal import Refusal
from helpers.runs.exporting import export
from helpers.runs.rebuilding import _compared, rebuild


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of one notebook whose results were written down wrongly: one verdict and one number."""
    folder = tmp_path_factory.mktemp("exported")
    jobs = plan(["06_digital_link"], {"draws": "100", "as_of": "2024-12-31"}, ["html"])
    (outcome,) = execute(jobs, folder / "work", Limits(300))
    assert outcome.good, outcome
    run = new_run_id(jobs)
    publish(run, jobs, [wrong(outcome)], folder / "work", folder / "reports", store(folder / "reports"))
    return export(folder / "reports", run, folder / "run.zip")


def wrong(outcome: Outcome) -> Outcome:
    """Say another word of the first verdict and another number in the last headline."""
    verdicts, headlines = outcome.results["verdicts"], outcome.results["headlines"]
    turned = {**verdicts[0], "verdict": "supported" if verdicts[0]["verdict"] != "supported" else "contradicted"}
    moved = {**headlines[-1], "text": "a million"}
    results = {"verdicts": [turned, *verdicts[1:]], "headlines": [*headlines[:-1], moved]}
    return replace(outcome, results={**outcome.results, **results})


def test_what_came_out_again_is_told_from_what_did_not(exported: Path, tmp_path: Path) -> None:
    said: list[str] = []
    made = rebuild(exported, tmp_path / "again", said.append)
    assert said == ["building 06_digital_link"]
    assert len(made.differences) == 2, made.differences
    assert made.verdicts > 1
    assert made.numbers > 1
    assert any("a million in the run" in text for text in made.differences)
    assert made.versions == []
    assert list((tmp_path / "again").glob("built/1/runs/*/06_digital_link.html"))
    with pytest.raises(Refusal, match="not empty; choose a new folder"):
        rebuild(exported, tmp_path / "again")


NUMBER = {"name": "growth", "text": "5.0 percent", "value": 5.0, "low": 4.0, "high": None}
VERDICT = {"id": "TRD-1", "verdict": "supported"}


def entry(verdicts: list[Any], headlines: list[Any]) -> dict[str, Any]:
    return {"files": ["a.html"], "state": "succeeded", "results": {"verdicts": verdicts, "headlines": headlines}}


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (entry([VERDICT], [NUMBER]), []),
        (entry([VERDICT], [{**NUMBER, "value": 5.0 + 1e-12}]), []),
        (entry([VERDICT], [{**NUMBER, "value": 5.1}]), ["a, growth: 5.0 percent in the run, 5.0 percent now"]),
        (entry([VERDICT], [{**NUMBER, "high": 6.0}]), ["a, growth: 5.0 percent in the run, 5.0 percent now"]),
        (entry([], [NUMBER]), ["a, TRD-1: supported in the run, nothing now"]),
        ({"files": [], "state": "failed", "reason": "it broke", "results": {}},
         ["a: could not be built again (failed: it broke)"]),
    ],
)  # fmt: skip
def test_results_are_compared_one_by_one(now: Mapping[str, Any], said: list[str]) -> None:
    then = entry([VERDICT], [NUMBER])
    made = _compared("r1", {"environment": {"numpy": "0.1"}}, {"a": then}, {"a": now})
    assert (made.differences, made.reports, made.verdicts, made.numbers) == (said, 1, 1, 1)
    assert made.versions[0].startswith("numpy: 0.1 in the run, ")


def test_the_command_exits_with_1_where_something_differs(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helpers.runs import rebuilding

    good = entry([VERDICT], [NUMBER])
    for now, code, words in (
        (entry([], [NUMBER]), 1, "1 differences among 1 verdicts"),
        (good, 0, "all came out again"),
    ):
        monkeypatch.setattr(
            rebuilding, "rebuild", lambda *_, now=now: _compared("r1", {"environment": {}}, {"a": good}, {"a": now})
        )
        result = CliRunner().invoke(main, ["rebuild", str(exported)])
        assert (result.exit_code, words in result.output) == (code, True), result.output
