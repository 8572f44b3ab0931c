"""A Dask cluster gives what one machine gives, and survives the loss of its workers."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dask
import psutil
import pytest
from click.testing import CliRunner
from distributed import Client

from helpers.cli import main
from helpers.factory import forked, remote
from helpers.factory.cluster import Errand, cluster
from helpers.factory.crew import Crew
from helpers.factory.execute import Limits, execute
from helpers.factory.outcome import Outcome, State
from helpers.factory.pack import Pack
from helpers.factory.plan import Job
from helpers.factory.refusal import Refusal
from helpers.project import root
from tests.factory.conftest import ENDS, job, write

SOURCE = Path(remote.__file__).resolve().parents[2]
KILL_THE_WORKER = """
import psutil, time
[parent.kill() for parent in psutil.Process().parents() if "worker" in parent.cmdline()]
time.sleep(600)
"""


class Town:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.hire("one")
        self.hire("two")

    @cached_property
    def address(self) -> str:
        with Client(scheduler_file=str(self.folder / "scheduler.json"), set_as_default=False) as client:
            return str(client.scheduler.address)

    def _start(self, what: str, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", what, "--scheduler-file", "scheduler.json", "--no-dashboard", *options]
        own = {**os.environ, "DASK_TEMPORARY_DIRECTORY": str(self.folder), **environment}
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=own)

    def hire(self, name: str, **environment: str) -> None:
        """Start a worker of one thread, without Dask's nanny: one that is killed stays away."""
        options = ("--no-nanny", "--nthreads", "1", "--host", "127.0.0.1", "--name", name)
        self.workers.append(self._start("worker", *options, **environment))

    def wait_for(self, count: int) -> dict[str, str]:
        """Wait until there are so many workers, and return their addresses by name."""
        with Client(self.address, set_as_default=False) as client:
            while True:
                workers = client.scheduler_info()["workers"]
                if len(workers) == count:
                    return {about["name"]: address for address, about in workers.items()}

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.terminate()
            process.wait(60)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    found = Town(tmp_path_factory.mktemp("town"))
    try:
        found.wait_for(2)
        yield found
    finally:
        found.close()


def run(town: Town, jobs: list[Job], folder: Path, patience: float = 60) -> list[Outcome]:
    with cluster(town.address, patience) as executor:
        return execute(jobs, folder, Limits(120), executor=executor)


def test_every_end_is_told_as_on_one_machine(town: Town, ends: tuple[dict[str, Outcome], Path], tmp_path: Path) -> None:
    jobs = [job(write(tmp_path / f"{name}.ipynb", cells), draws=200) for name, cells in ENDS.items()]
    told: list[tuple[str, bool]] = []
    with cluster(town.address) as executor:
        tell = lambda name, outcome: told.append((name, outcome is not None))  # noqa: E731
        outcomes = execute(jobs[:-1], tmp_path / "work", Limits(120), tell, executor)
        (slow,) = execute(jobs[-1:], tmp_path / "work", Limits(2), tell, executor)
    assert (slow.state, slow.reason) == (State.TIMED_OUT, "not done after 2 seconds")
    for here, there in zip(list(ends[0].values())[:-1], outcomes, strict=True):
        for what in ("notebook", "state", "cell", "files", "results"):
            assert getattr(here, what) == getattr(there, what), here.notebook
        # a warning names the process of its kernel, and cells have new names
        assert re.sub(r"\d+", "", here.reason) == re.sub(r"\d+", "", there.reason)
        assert len(here.cells) == len(there.cells)
    assert sorted(told) == sorted((name, ended) for name in ENDS for ended in (False, True))
    assert all(told.index((name, False)) < told.index((name, True)) for name in ENDS)


def test_reports_are_the_same_to_the_byte_and_found_again(
    town: Town, ends: tuple[dict[str, Outcome], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = job(write(tmp_path / "good.ipynb", ENDS["good"]), draws=200)
    first = run(town, [good], tmp_path / "work")
    made, here = tmp_path / "work" / "good", ends[1] / "good"
    assert (made / "good.html").read_bytes() == (here / "good.html").read_bytes()
    assert {path.name for path in here.iterdir()} == {path.name for path in made.iterdir()}
    monkeypatch.delattr(Errand, "send")
    assert run(town, [good], tmp_path / "work") == first


def test_evidence_travels_once_and_a_changed_row_arrives(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(root() / "data", tmp_path / "data")
    monkeypatch.setenv("CASPIAN_PROJECT", str(tmp_path))
    sent, run_on_workers = [], Client.run

    def noting(client: Client, function: Any, *arguments: Any, **options: Any) -> Any:
        if function is remote.keep:
            sent.append((len(arguments[0]), len(options["workers"])))
        return run_on_workers(client, function, *arguments, **options)

    monkeypatch.setattr(Client, "run", noting)
    first = (
        "from helpers.evidence import load\nvalue = load().observations.query(\"series == 'az_crude_imports'\").value"
    )
    asks = job(
        write(tmp_path / "asks.ipynb", [first, 'page.headline("a", "a", float(value.max()), "kt")', ENDS["good"][1]])
    )
    table, values = tmp_path / "data" / "observations" / "trade.csv", []
    text = table.read_text(encoding="utf-8")
    for number, row in enumerate(["123456.7", "123456.7", "123456.8"]):
        table.write_text(text.replace("981.38", row), encoding="utf-8")
        (outcome,) = run(town, [asks], tmp_path / str(number))
        values.append(outcome.results["headlines"][0]["value"])
    assert values == [123456.7, 123456.7, 123456.8]
    assert sent == [(2, 2), (1, 2)]  # evidence and notebook to both workers, nothing, evidence to both


def test_a_build_that_is_broken_off_ends_what_runs(town: Town, tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    slow = f"import os, time, pathlib\npathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\ntime.sleep(600)"
    quick = f"import os, time\nwhile not os.path.exists({str(mark)!r}): time.sleep(0.1)"
    jobs = [job(write(tmp_path / f"{name}.ipynb", [cell])) for name, cell in (("quick", quick), ("slow", slow))]
    with cluster(town.address) as executor:
        ended = executor(jobs, tmp_path / "work", Limits(120))
        assert next(ended)[0].name == "quick"
        kernel = psutil.Process(int(mark.read_text()))
        ended.close()
        assert psutil.wait_procs([kernel], timeout=60)[1] == []


def test_a_worker_with_other_code_is_refused_and_gets_no_job(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SOURCE / "helpers", tmp_path / "src" / "helpers")
    with (tmp_path / "src" / "helpers" / "factory" / "html.py").open("a") as changed:
        changed.write("# another line\n")
    with cluster(town.address) as executor:
        town.hire("stranger", PYTHONPATH=str(tmp_path / "src"))
        stranger = town.wait_for(3)["stranger"]
        send, asked = Errand.send, []

        def to_the_stranger_first(errand: Errand, job: Job, workers: list[str] | None = None) -> None:
            asked.append(workers)
            send(errand, job, workers or [stranger])

        monkeypatch.setattr(Errand, "send", to_the_stranger_first)
        (outcome,) = execute([job(write(tmp_path / "good.ipynb", ENDS["good"]))], tmp_path / "work", executor=executor)
    assert outcome.state is State.SUCCEEDED
    assert len(asked) == 2
    assert stranger not in asked[1]
    with pytest.raises(Refusal, match=f"worker {stranger} is not like this machine: helpers/factory/html.py;"):
        run(town, [], tmp_path)
    town.workers[-1].terminate()
    town.wait_for(2)


def test_a_worker_that_cannot_keep_the_evidence_gets_no_job(town: Town) -> None:
    class Bad(Pack):
        def unpack(self, place: Path) -> None:
            raise OSError(28, "No space left on device", str(place))

    with Client(town.address, set_as_default=False) as client:
        crew = Crew(client, town.address, 1)
        assert len(crew.fit()) == 2
        crew.supply([Bad(b"")])
        assert crew.fit() == []
        assert all("cannot keep the evidence ([Errno 28] No space left" in fault for fault in crew.faults.values())


def test_a_worker_with_another_library_is_refused(town: Town) -> None:
    with Client(town.address, set_as_default=False) as client:
        crew = Crew(client, town.address, 1)
        crew.inventory |= {"numpy": "0.1"}
        with pytest.raises(Refusal, match=r"numpy is \d\S+ there and 0\.1 here"):
            crew.check()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{}", "tcp://127.0.0.1", "http://127.0.0.1:{}", "nowhere"])
def test_a_scheduler_that_cannot_be_reached_is_refused(address: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        address = address.format(unused.getsockname()[1])
    with dask.config.set({"distributed.comm.timeouts.connect": "300ms"}):
        result = CliRunner().invoke(main, ["build", "09_outlook", "--scheduler", address, "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert f"refused: the Dask scheduler at {address} cannot be reached (" in result.output


def test_without_dask_the_command_that_installs_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "helpers.factory.cluster")
    result = CliRunner().invoke(main, ["build", "09_outlook", "--scheduler", "tcp://x:1", "--out", str(tmp_path)])
    (extra,) = tomllib.loads((root() / "pyproject.toml").read_text())["project"]["optional-dependencies"]["cluster"]
    assert result.exit_code == 2
    assert f'{sys.executable} -m pip install "{extra}"' in result.output
    assert not list(tmp_path.iterdir())


def test_what_is_kept_is_found_again_and_goes_when_no_job_asks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("a\n1\n")
    old = Pack.of(tmp_path, [tmp_path / "data" / "a.csv"])
    (tmp_path / "data" / "a.csv").write_text("a\n2\n")
    new = Pack.of(tmp_path, [tmp_path / "data" / "a.csv"])
    worker: Any = SimpleNamespace(local_directory=str(tmp_path / "worker"))
    (tmp_path / "worker").mkdir()
    monkeypatch.setattr(forked, "warm_up", lambda: None)
    remote.keep([old], worker)
    assert remote.lacking([old.name, new.name], worker) == [new.name]
    os.utime(tmp_path / "worker" / "caspian" / old.name, (0, 0))
    remote.keep([new], worker)
    assert remote.lacking([old.name, new.name], worker) == [old.name]
    assert (tmp_path / "worker" / "caspian" / new.name / "data" / "a.csv").read_text() == "a\n2\n"


def test_a_killed_worker_costs_a_retry(town: Town, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    once = f"from pathlib import Path\nif not Path({str(mark)!r}).exists():\n    Path({str(mark)!r}).touch()\n"
    cells = [once + KILL_THE_WORKER.replace("\n", "\n    "), *ENDS["good"]]
    (outcome,) = run(town, [job(write(tmp_path / "good.ipynb", cells))], tmp_path / "work")
    assert mark.exists()
    assert outcome.state is State.SUCCEEDED
    assert len(town.wait_for(1)) == 1


def test_when_all_workers_are_gone_it_is_said(town: Town, tmp_path: Path) -> None:
    jobs = [job(write(tmp_path / f"{name}.ipynb", cell)) for name, cell in (("bad", [KILL_THE_WORKER]), ("good", []))]
    with Client(town.address, set_as_default=False) as client:
        for worker in list(client.nthreads())[1:]:
            client.retire_workers([worker])
    with cluster(town.address, patience=1) as executor:  # the second job is never sent
        outcomes = execute(jobs, tmp_path / "work", Limits(120, workers=1), executor=executor)
    assert [outcome.state for outcome in outcomes] == [State.LOST, State.LOST]
    assert all("has had no worker for 1 seconds: start one with `dask worker" in o.reason for o in outcomes)
    with pytest.raises(Refusal, match="has had no worker for 1 seconds"):
        run(town, jobs, tmp_path / "work", patience=1)
