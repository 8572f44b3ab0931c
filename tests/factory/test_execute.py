"""The state of a job comes from what happened."""

import json
import threading
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import nbformat
import psutil
import pytest

from helpers.factory import execute as execution
from helpers.factory.execute import Limits
from helpers.factory.outcome import Outcome, State
from helpers.factory.plan import Job
from tests.factory.conftest import ENDS, job, write

Ends = tuple[dict[str, Outcome], Path]


def test_a_good_notebook_gives_its_report_and_its_results_as_data(ends: Ends) -> None:
    outcome = ends[0]["good"]
    assert (outcome.state, outcome.reason) == (State.SUCCEEDED, "")
    assert outcome.files == ("good.ipynb", "good.html")
    assert [(h["name"], h["value"], h["unit"]) for h in outcome.results["headlines"]] == [("answer", 42.0, "kt")]
    assert all((ends[1] / "good" / name).stat().st_size > 0 for name in outcome.files)


def test_parameters_arrive_as_objects(ends: Ends) -> None:
    assert ends[0]["good"].results["parameters"]["draws"] == "200"


def test_a_warning_is_told_from_success(ends: Ends) -> None:
    outcome = ends[0]["warned"]
    assert outcome.state is State.WARNED
    assert outcome.good
    assert "look here" in outcome.reason


def test_a_failure_names_the_cell_and_the_error(ends: Ends) -> None:
    outcome = ends[0]["broken"]
    assert (outcome.state, outcome.cell) == (State.FAILED, 4)
    assert outcome.reason == "NameError: name 'undefined_name' is not defined"
    assert not outcome.files


def test_a_kernel_that_dies_is_not_called_complete(ends: Ends) -> None:
    outcome = ends[0]["dead"]
    assert outcome.state is State.DIED
    assert not outcome.good


def test_a_notebook_beyond_its_time_is_ended_with_all_it_started(ends: Ends) -> None:
    assert ends[0]["slow"].state is State.TIMED_OUT
    assert "not done after 8 seconds" in ends[0]["slow"].reason
    left = [p for p in psutil.process_iter(["cmdline"]) if str(ends[1]) in " ".join(p.info["cmdline"] or ())]
    assert not left


def test_the_executed_notebook_names_no_path_and_no_time(ends: Ends) -> None:
    text = (ends[1] / "good" / "good.ipynb").read_text(encoding="utf-8")
    assert str(Path.home()) not in text
    assert str(ends[1]) not in text
    assert "papermill" not in json.loads(text)["metadata"]
    assert not any("execution" in cell["metadata"] for cell in json.loads(text)["cells"])


def test_two_runs_give_the_same_executed_notebook(ends: Ends, tmp_path: Path) -> None:
    from helpers.factory.execute import run

    again = job(
        write(tmp_path / "good.ipynb", ['page.headline("answer", "the answer", 42.0, "kt")', "page.provenance()"]),
        draws=200,
    )
    run(again, tmp_path / "work", Limits(60))
    first, second = (nbformat.read(path / "good.ipynb", 4) for path in (ends[1] / "good", tmp_path / "work"))
    assert [c.get("outputs") for c in first.cells] == [c.get("outputs") for c in second.cells]


def test_jobs_of_one_notebook_have_folders_of_their_own_and_come_as_they_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, slow_may_end, folders = write(tmp_path / "good.ipynb", []), threading.Event(), []

    def pretended(asked: Job, folder: Path, *_: object) -> Outcome:
        folders.append(folder.name)
        assert asked.label == "quick" or slow_may_end.wait(60)
        return Outcome(asked.notebook.name, State.SUCCEEDED)

    monkeypatch.setattr(execution, "run", pretended)
    monkeypatch.setenv("CASPIAN_FORK", "off")
    jobs = [replace(job(path), label=label) for label in ("slow", "quick")]
    ended = []
    for done, _ in execution.completed(jobs, tmp_path / "work", Limits(workers=2)):
        ended.append(done.label)
        slow_may_end.set()
    assert ended == ["quick", "slow"]
    assert sorted(folders) == ["quick", "slow"]


def test_a_closed_iterator_starts_no_further_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []

    def pretended(asked: Job, *_: object) -> Outcome:
        started.append(asked.label)
        assert len(started) == 1 or closing.wait(60)
        return Outcome(asked.notebook.name, State.SUCCEEDED)

    closing = threading.Event()
    monkeypatch.setattr(execution, "run", pretended)
    monkeypatch.setenv("CASPIAN_FORK", "off")
    jobs = [replace(job(write(tmp_path / "good.ipynb", [])), label=str(number)) for number in range(50)]
    ended = execution.completed(jobs, tmp_path / "work", Limits(workers=1))
    assert next(ended)[0].label == "0"
    threading.Timer(0.1, closing.set).start()
    ended.close()
    assert len(started) <= 2


def test_a_closed_iterator_ends_what_runs(tmp_path: Path) -> None:
    jobs = [job(write(tmp_path / f"{name}.ipynb", ENDS[name])) for name in ("good", "slow")]
    told: list[tuple[str, bool]] = []
    # started both, then left alone: as when Ctrl-C comes
    ended = execution.completed(
        jobs, tmp_path / "work", Limits(30, workers=2), lambda name, o: told.append((name, bool(o)))
    )
    assert next(ended)[0].name == "good"
    ended.close()
    assert ("slow", False) in told
    assert ("slow", True) not in told
    left = [p for p in psutil.process_iter(["cmdline"]) if str(tmp_path) in " ".join(p.info["cmdline"] or ())]
    assert not left


@pytest.mark.parametrize(("free", "cores", "jobs"), [(10, 4, 5), (2.5, 4, 2), (0.1, 4, 1)])
def test_one_job_more_than_cores_at_a_time_as_far_as_there_is_memory(
    monkeypatch: pytest.MonkeyPatch, free: float, cores: int, jobs: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=int(free * execution.MEMORY)))
    assert execution.room() == jobs


def test_as_many_jobs_as_cores_at_a_time_and_the_last_one_beside_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = [replace(job(write(tmp_path / f"{name}.ipynb", ENDS["good"])), formats=()) for name in "abcd"]
    started = {each.report: threading.Event() for each in jobs}
    early: list[bool] = []

    def run(each: Job, *_: object) -> Outcome:
        started[each.report].set()
        if each.report == "a":
            early.append(started["c"].wait(0.3))
        if each.report == "b":
            early.append(all(started[name].wait(10) for name in "cd"))
        return Outcome(each.report, State.SUCCEEDED)

    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=10 * execution.MEMORY))
    monkeypatch.setattr(execution, "warm_parents", nullcontext)
    monkeypatch.setattr(execution, "run", run)
    assert len(execution.execute(jobs, tmp_path / "work", Limits())) == len(jobs)
    assert early == [False, True]
