"""A sweep runs every point once, keeps what is told of it, goes on after a break, and is published whole."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers.factory import comparison
from helpers.factory.catalogue import Notebook, find
from helpers.factory.compared import COLUMNS
from helpers.factory.execute import Limits, here
from helpers.factory.fingerprint import fingerprint
from helpers.factory.gathered import Result, append, gathered
from helpers.factory.grid import Grid, read_grid
from helpers.factory.outcome import Outcome, State
from helpers.factory.plan import Job
from helpers.factory.refusal import Refusal
from helpers.factory.sweep import TABLE, bench, gather, jobs_of, missing, publish
from helpers.factory.workshop import workshop
from helpers.parameters import NOTEBOOKS, Parameters
from tests.factory.conftest import write

CELLS = [
    'assert parameters.seed != 2, "two is no seed"',
    'page.headline("answer", "the answer", parameters.draws + parameters.seed, "kt")',
    "page.provenance()",
]
LIMITS = Limits(120)


def notebook(folder: Path) -> Notebook:
    path = write(folder / "small.ipynb", CELLS)
    return Notebook(path.stem, path, Parameters)


@pytest.fixture
def grid(tmp_path: Path) -> Grid:
    return read_grid(notebook(tmp_path), ["draws=100,200", "seed=1,2,3"])


class Pretended:
    """An executor that makes up results; the run with seed 2 fails, and it breaks down after so many runs."""

    def __init__(self, breaks_after: int = 1000) -> None:
        self.breaks_after = breaks_after
        self.ran: list[tuple[int, int]] = []

    def __call__(self, jobs: Sequence[Job], folder: Path, *_: Any) -> Iterator[tuple[Job, Outcome]]:
        for job in jobs:
            if len(self.ran) == self.breaks_after:
                raise KeyboardInterrupt
            self.ran.append((job.parameters.draws, job.parameters.seed))
            (folder / job.name).mkdir()
            yield job, self.outcome(job, folder / job.name)

    def outcome(self, job: Job, folder: Path) -> Outcome:
        if job.parameters.seed == 2:
            return Outcome(job.notebook.name, State.FAILED, "AssertionError: two is no seed", 3)
        files = tuple(f"small.{form}" for form in ("ipynb", *job.formats))
        for name in files:
            (folder / name).write_text("made")
        value = job.parameters.draws + job.parameters.seed
        headline = {"name": "answer", "label": "the answer", "value": value, "low": value, "high": value, "unit": "kt"}
        results = {"as_of": "2025-01-31", "headlines": [{**headline, "text": f"{value} kt"}], "verdicts": []}
        return Outcome(job.notebook.name, State.SUCCEEDED, files=files, results=results, seconds={"execute": 1.5})


def swept(grid: Grid, reports: Path, executor: Any, formats: Sequence[str] = ()) -> Path:
    with workshop(bench(grid, reports)) as folder:
        jobs = jobs_of(grid, formats)
        return publish(grid, jobs, gather(jobs, folder, LIMITS, None, executor), folder, reports)


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sweep by real kernels, one run of which fails."""
    folder = tmp_path_factory.mktemp("sweep")
    with here() as executor:
        return swept(read_grid(notebook(folder), ["draws=100,200", "seed=1,2"]), folder / "reports", executor)


def test_every_run_and_headline_has_a_row(packet: Path) -> None:
    found = pd.read_csv(packet / "results.csv", keep_default_na=False)
    assert list(found.columns) == ["run", "draws", "seed", *COLUMNS]
    assert found[["run", "draws", "seed", "kind", "name", "value", "unit", "text"]].to_numpy().tolist() == [
        [1, 100, 1, "headline", "answer", 101, "kt", "101 kt"],
        [3, 200, 1, "headline", "answer", 201, "kt", "201 kt"],
    ]


def test_the_manifest_says_what_was_run_and_how_it_ended(packet: Path) -> None:
    manifest = json.loads((packet / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["sweep"] == packet.name
    assert manifest["grid"] == {"draws": [100, 200], "seed": [1, 2]}
    assert manifest["states"] == {"succeeded": 2, "failed": 2}
    assert [run["state"] for run in manifest["runs"]] == ["succeeded", "failed"] * 2
    assert manifest["runs"][1]["reason"] == "AssertionError: two is no seed"
    assert manifest["runs"][1]["cell"] == 3
    assert manifest["seconds"] == pytest.approx(sum(run["seconds"] for run in manifest["runs"]))
    assert set(manifest["files"]) == {"results.csv", "index.html"}
    assert {"notebook", "code", "evidence", "setting"} <= set(manifest["fingerprint"])
    assert "numpy" in manifest["environment"]


def test_nothing_of_the_runs_is_left(packet: Path) -> None:
    assert sorted(path.name for path in packet.iterdir()) == ["index.html", "manifest.json", "results.csv"]
    assert sorted(path.name for path in packet.parent.iterdir()) == [".work", packet.name]
    assert sorted(path.name for path in (packet.parent / ".work" / "small").iterdir()) == [".holder", ".lock"]


def test_a_sweep_that_was_broken_off_goes_on(grid: Grid, tmp_path: Path) -> None:
    first, second = Pretended(breaks_after=4), Pretended()
    with pytest.raises(KeyboardInterrupt):
        swept(grid, tmp_path, first)
    packet = swept(grid, tmp_path, second)
    assert first.ran == [(100, 1), (100, 2), (100, 3), (200, 1)]
    assert second.ran == [(100, 2), (200, 2), (200, 3)]  # one that failed is tried again
    assert pd.read_csv(packet / "results.csv")["value"].tolist() == [101, 103, 201, 203]


def test_a_larger_grid_takes_what_a_smaller_one_gathered(grid: Grid, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        swept(grid, tmp_path, Pretended(breaks_after=4))
    larger = Pretended()
    swept(read_grid(grid.notebook, ["seed=0,1", "draws=200,300,100"]), tmp_path, larger)
    assert larger.ran == [(200, 0), (300, 0), (100, 0), (300, 1)]


def test_a_run_of_which_the_notebook_changed_since_is_run_again(grid: Grid, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        swept(grid, tmp_path, Pretended(breaks_after=4))
    write(grid.notebook.path, [*CELLS, "1 + 1"])
    again = Pretended()
    swept(grid, tmp_path, again)
    assert len(again.ran) == 6


def test_a_sweep_is_broken_off_when_what_it_runs_changes_meanwhile(grid: Grid, tmp_path: Path) -> None:
    class Meddling(Pretended):
        def outcome(self, job: Job, folder: Path) -> Outcome:
            if len(self.ran) == 2:
                write(grid.notebook.path, [*CELLS, "1 + 1"])
            return super().outcome(job, folder)

    folder = tmp_path / "work"
    folder.mkdir()
    with pytest.raises(Refusal, match="changed while the sweep ran"):
        gather(jobs_of(grid), folder, LIMITS, None, Meddling())  # type: ignore[arg-type]
    assert len(gathered(folder / TABLE)) == 1


def test_reports_are_kept_when_asked_for(grid: Grid, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        swept(grid, tmp_path, Pretended(breaks_after=4), ["html"])
    packet = swept(grid, tmp_path, Pretended(), ["html"])
    made = [path.relative_to(packet).as_posix() for path in sorted(packet.rglob("small.*"))]
    assert made == [f"runs/{run}/small.{form}" for run in (1, 3, 4, 6) for form in ("html", "ipynb")]
    page = (packet / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}"' in page for name in made)
    assert set(made) < set(json.loads((packet / "manifest.json").read_text(encoding="utf-8"))["files"])


def test_reports_asked_for_later_are_made(grid: Grid, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    gather(jobs_of(grid), folder, LIMITS, None, Pretended())  # type: ignore[arg-type]
    assert len(missing(jobs_of(grid), folder)) == 2
    assert len(missing(jobs_of(grid, ["html"]), folder)) == 6


def test_two_sweeps_of_one_notebook_do_not_work_at_once(grid: Grid, tmp_path: Path) -> None:
    with workshop(bench(grid, tmp_path)), pytest.raises(Refusal, match="another build works"):
        swept(grid, tmp_path, Pretended())


def test_a_sweep_that_cannot_be_published_shows_nothing_and_loses_nothing(
    grid: Grid, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(comparison, "comparison_page", full)
        with pytest.raises(OSError, match="No space left"):
            swept(grid, tmp_path, Pretended())
    assert [path.name for path in (tmp_path / "sweeps").iterdir()] == [".work"]
    again = Pretended()
    swept(grid, tmp_path, again)
    assert again.ran == [(100, 2), (200, 2)]


def test_a_line_that_was_broken_off_spoils_no_other(tmp_path: Path) -> None:
    table = tmp_path / TABLE
    assert gathered(table) == {}
    append(table, Result("a", State.FAILED, "no"))
    append(table, Result("b", State.WARNED))
    table.write_bytes(table.read_bytes()[:-9])
    append(table, Result("a", State.SUCCEEDED, as_of="2025-01-31"))
    append(table, Result("c", State.DIED, "ә"))
    assert {key: result.state for key, result in gathered(table).items()} == {"a": State.SUCCEEDED, "c": State.DIED}


def test_the_label_of_a_run_is_made_of_its_whole_fingerprint(tmp_path: Path) -> None:
    grid = read_grid(find(["06_digital_link"])[0], ["as_of=2024-12-31,2025-12-31", "seed=1,2"])
    jobs = jobs_of(grid)
    assert len({job.label for job in jobs}) == 4
    folder = tmp_path / "work"
    folder.mkdir()
    # would be refused as changed if the label were not that of the job's own fingerprint
    assert len(gather(jobs, folder, LIMITS, None, Pretended())) == 4  # type: ignore[arg-type]
    assert fingerprint(jobs[0]).evidence != fingerprint(jobs[2]).evidence


def test_no_parameter_is_named_like_a_column_of_the_results() -> None:
    names = {name for model in NOTEBOOKS.values() for name in model.model_fields}
    assert not names & {"run", *COLUMNS}
