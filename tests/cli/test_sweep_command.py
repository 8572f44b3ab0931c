"""What ``caspian sweep`` says and how it exits; nothing here starts a kernel."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from helpers.cli import main
from helpers.factory import execute
from helpers.factory.outcome import Outcome, State
from helpers.factory.plan import Job


def sweep(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["sweep", *arguments])


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The jobs that are run, by pretence: those with seed 13 fail."""
    jobs: list[Job] = []

    def pretended(asked: Sequence[Job], _folder: Path, _limits: object, tell: Any) -> Iterator[tuple[Job, Outcome]]:
        for job in asked:
            jobs.append(job)
            bad = job.parameters.seed == 13
            outcome = Outcome(job.notebook.name, State.FAILED if bad else State.SUCCEEDED, "it was 13" if bad else "")
            tell(job.name, None)
            tell(job.name, outcome)
            yield job, outcome

    @contextmanager
    def somewhere() -> Iterator[Any]:
        yield pretended

    monkeypatch.setattr(execute, "here", somewhere)  # where jobs run if no scheduler is named
    return jobs


def test_a_sweep_runs_every_point_once_and_says_where_the_page_is(ran: list[Job], tmp_path: Path) -> None:
    table = tmp_path / "grid.csv"
    table.write_text("level,draws\n0.9,100\n0.90,100\n0.5,\n")
    result = sweep("05_energy", "--grid", "seed=1,2", "--file", str(table), "--out", str(tmp_path))
    assert result.exit_code == 0
    assert "05_energy: 4 points; 2 more are the same as one of them and not run again" in result.output
    assert "run 4, seed=2, level=0.5, draws=2000: succeeded" in result.output
    assert "4 of 4 runs succeeded" in result.output
    page = next((tmp_path / "sweeps").glob("*/index.html"))
    assert f"sweep: {page}" in result.output
    assert [(job.parameters.seed, job.parameters.draws) for job in ran] == [(1, 100), (1, 2000), (2, 100), (2, 2000)]


def test_a_dry_run_names_the_runs_and_does_nothing(ran: list[Job], tmp_path: Path) -> None:
    result = sweep("05_energy", "--grid", "level=0.5,0.50,0.9", "--dry-run", "--out", str(tmp_path))
    assert (result.exit_code, ran, list(tmp_path.iterdir())) == (0, [], [])
    assert result.output.splitlines()[1:] == ["run 1, level=0.5", "run 2, level=0.9"]


def test_a_failed_run_is_named_and_the_others_are_published(ran: list[Job], tmp_path: Path) -> None:
    result = sweep("05_energy", "--grid", "seed=12,13,14", "--out", str(tmp_path))
    assert result.exit_code == 1
    assert "run 2: failed (it was 13)\n2 of 3 runs succeeded" in result.output
    assert list((tmp_path / "sweeps").glob("*/index.html"))


def test_a_sweep_that_goes_on_says_so(ran: list[Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("helpers.factory.sweep.publish", full)
        broken = sweep("05_energy", "--grid", "seed=1,2", "--out", str(tmp_path))
    assert (broken.exit_code, "broken off: [Errno 28]" in broken.output) == (1, True)
    result = sweep("05_energy", "--grid", "seed=1,2,3", "--out", str(tmp_path))
    assert "2 were gathered before; 1 to run" in result.output
    assert [job.parameters.seed for job in ran] == [1, 2, 3]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["05_energy"], "a sweep needs a grid: say --grid NAME=VALUE,VALUE or --file TABLE"),
        (["05_energy", "--grid", "level"], "--grid level: expected NAME=VALUE,VALUE"),
        (["05_energy", "--grid", "levels=0.5"], "05_energy has no parameter 'levels': did you mean level"),
        (["05_energy", "--grid", "level=0.5,2"], "parameter level: found '2', expected a number at least 0.5"),
        (["05_energy", "--grid", "level=0.5", "--formats", "html,docx"], "unknown format 'docx': expected one of html"),
        (["05_energy", "--file", "nothing.csv"], "nothing.csv: cannot be read"),
        (["05_enrgy", "--grid", "level=0.5"], "unknown notebook '05_enrgy': did you mean 05_energy"),
    ],
)
def test_a_wrong_request_is_refused_before_anything_starts(
    arguments: list[str], said: str, ran: list[Job], tmp_path: Path
) -> None:
    result = sweep(*arguments, "--out", str(tmp_path))
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output
    assert not ran
    assert not list(tmp_path.iterdir())
