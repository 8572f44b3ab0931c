"""What can go wrong does, here: each fault ends in the right state, and nothing good is lost."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from helpers.factory.archive import sha256
from helpers.factory.catalogue import catalogue
from helpers.factory.execute import Limits, execute, warm_parents
from helpers.factory.failure import failure_page
from helpers.factory.outcome import Outcome, State
from helpers.factory.refusal import Refusal
from helpers.factory.workshop import workshop
from helpers.project import root
from tests.factory.conftest import job, write

FAULTS = {
    "endless-cell": ["1 + 1", "import time\ntime.sleep(600)"],
    "killed": ["import os, sys\nprint('about to go', file=sys.__stderr__)", "os.kill(os.getpid(), 9)"],
    "out-of-memory": [
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (2 * 10**9, 2 * 10**9))\nx = bytearray(4 * 10**9)"
    ],
    "flood": ["while True:\n    print('x' * 10_000)"],
    "evil": ["raise ValueError('<script>alert(1)</script>')"],
}  # fmt: skip
GOOD = ['page.headline("answer", "the answer", 42.0, "kt")', "page.provenance()"]


@pytest.fixture(scope="module", autouse=True)
def warm() -> Iterator[None]:
    """One pair of warm parents for all builds here, also those of other processes."""
    with warm_parents():
        yield


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Outcome, str]]:
    """Outcome and page of each broken notebook."""
    folder = tmp_path_factory.mktemp("faults")
    jobs = {name: job(write(folder / f"{name}.ipynb", cells)) for name, cells in FAULTS.items()}
    endless, *others = jobs.values()
    outcomes = [
        *execute([endless], folder / "work", Limits(60, cell=3)),
        *execute(others, folder / "work", Limits(120)),
    ]
    return {
        outcome.notebook: (outcome, failure_page(broken, outcome))
        for outcome, broken in zip(outcomes, jobs.values(), strict=True)
    }


@pytest.mark.parametrize(
    ("name", "state", "cell", "said"),
    [
        ("endless-cell", State.TIMED_OUT, 4, "the cell was not done after 3 seconds"),
        ("killed", State.DIED, 4, "Kernel died"),
        ("out-of-memory", State.FAILED, 3, "MemoryError"),
        ("flood", State.FAILED, 3, "the cell printed more than 20,000,000 characters"),
        ("evil", State.FAILED, 3, "ValueError: <script>alert(1)</script>"),
    ],
)
def test_a_fault_ends_in_its_state_and_names_its_cell(
    faults: dict[str, tuple[Outcome, str]], name: str, state: State, cell: int, said: str
) -> None:
    outcome, _ = faults[name]
    assert (outcome.state, outcome.cell) == (state, cell)
    assert said in outcome.reason
    assert not outcome.files


def test_the_page_of_a_failed_report_shows_cell_traceback_parameters_and_last_words(
    faults: dict[str, tuple[Outcome, str]],
) -> None:
    page = faults["evil"][1]
    assert "evil: failed in code cell 3" in page
    assert "raise ValueError(" in page
    assert "Traceback" in page
    assert "draws = 2000" in page
    assert "<script>alert" not in page
    assert "about to go" in faults["killed"][1]


def test_a_kernel_that_cannot_start_is_tried_twice_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = tmp_path / "tries"
    (tmp_path / "ipykernel_launcher.py").write_text(f"open({str(tries)!r}, 'a').write('x')\nraise SystemExit(3)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("CASPIAN_FORK", "off")
    (outcome,) = execute([job(write(tmp_path / "good.ipynb", GOOD))], tmp_path / "work", Limits(60))
    assert (outcome.state, outcome.cell) == (State.DIED, None)
    assert "the kernel did not start" in outcome.reason
    assert tries.read_text() == "xx"


def test_a_second_build_is_refused_and_told_who_works(tmp_path: Path) -> None:
    who = rf"another build works in .* \(process {os.getpid()}, since"
    with workshop(tmp_path), pytest.raises(Refusal, match=who), workshop(tmp_path):
        raise AssertionError("two builds worked at once")
    with workshop(tmp_path):
        pass


def test_a_workshop_is_kept_when_work_breaks_off_and_cleared_when_done(tmp_path: Path) -> None:
    folder = tmp_path / ".work"
    with pytest.raises(FileNotFoundError), workshop(tmp_path):
        (folder / "no such" / "folder").touch()
    assert folder.exists()
    with workshop(tmp_path):
        assert folder.exists()
    assert not folder.exists()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection with notebooks that do next to nothing."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(root() / "data", folder / "data")
    shutil.copy2(root() / "uv.lock", folder / "uv.lock")
    (folder / "notebooks").mkdir()
    for notebook in catalogue():
        write(folder / "notebooks" / f"{notebook.name}.ipynb", GOOD)
    return folder


def start(project: Path, reports: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "helpers.cli", "build", "--formats", "html,pdf", "--out", str(reports), *arguments]
    environment = {**os.environ, "CASPIAN_PROJECT": str(project)}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=subprocess.STDOUT, text=True)


def build(project: Path, reports: Path, *arguments: str) -> tuple[int, str]:
    process = start(project, reports, *arguments)
    said, _ = process.communicate(timeout=120)
    return process.returncode, said


def assert_whole(reports: Path, count: int = 10) -> None:
    """``latest`` is one packet, and every file in it is what its manifest says."""
    manifest = json.loads((reports / "latest" / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["reports"]) == count
    for name, known in manifest["files"].items():
        assert sha256(reports / "latest" / name) == known


def family(reports: Path) -> Iterator[psutil.Process]:
    """Processes that work for a build."""
    for process in psutil.process_iter(["cmdline"]):
        if str(reports) in " ".join(process.info["cmdline"] or ()):
            yield process


def test_a_build_killed_at_any_moment_leaves_latest_whole_and_the_next_resumes(project: Path, tmp_path: Path) -> None:
    reports, chance = tmp_path / "reports", random.Random(2025)
    assert build(project, reports)[0] == 0
    assert_whole(reports)
    made = (reports / "latest").resolve()
    for seconds in [*(chance.uniform(0.2, 6) for _ in range(4)), 0]:
        process = start(project, reports, "--force")
        time.sleep(seconds)
        while not seconds and not list((reports / ".work").glob("*/outcome.json")):
            time.sleep(0.05)  # at last when one notebook is done, however busy the machine
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert_whole(reports)
    code, said = build(project, reports, "--force")
    assert code == 0, said
    assert_whole(reports)
    assert (reports / "latest").resolve() != made
    assert not (reports / ".work").exists()
    assert not list(family(reports))


def test_an_ordinary_worker_does_not_outlive_a_build_that_was_killed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASPIAN_FORK", "off")
    process, deadline = start(project, tmp_path), time.monotonic() + 600
    while not any("helpers.factory.worker" in found.cmdline() for found in family(tmp_path)):
        assert time.monotonic() < deadline, "no ordinary worker was started"
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    # it looks for its client once all is imported, which takes a while on a busy machine
    psutil.wait_procs(list(family(tmp_path)), timeout=600)
    assert not list(family(tmp_path))


def test_two_builds_at_once_do_not_mix(project: Path, tmp_path: Path) -> None:
    first = start(project, tmp_path)
    while not (tmp_path / ".holder").exists():
        time.sleep(0.05)
    code, said = build(project, tmp_path)
    assert code == 2
    assert f"refused: another build works in {tmp_path} (process {first.pid}, since " in said
    said, _ = first.communicate(timeout=120)
    assert first.returncode == 0, said
    assert_whole(tmp_path)


def test_a_full_disk_loses_nothing(project: Path, tmp_path: Path) -> None:
    small = tmp_path / "disk"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(small)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk to fill can only be mounted by root")
    try:
        assert build(project, small, "02_trade", "03_investment")[0] == 0
        (small / "ballast").write_bytes(b"x" * (shutil.disk_usage(small).free - 20_000))
        code, said = build(project, small, "--force")
        assert code == 1
        assert "No space left on device" in said
        assert "Traceback" not in said
        assert_whole(small, 2)
        (small / "ballast").unlink()
        assert build(project, small, "--force", "02_trade")[0] == 0
        assert_whole(small, 2)
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


def test_a_failed_report_is_a_page_and_an_exit_code_and_the_others_are_built(project: Path, tmp_path: Path) -> None:
    assert build(project, tmp_path)[0] == 0
    broken = project / "notebooks" / "02_trade.ipynb"
    whole = broken.read_text(encoding="utf-8")
    write(broken, ["undefined_name"])
    try:
        code, said = build(project, tmp_path)
    finally:
        broken.write_text(whole, encoding="utf-8")
    assert code == 1
    assert "02_trade: failed in code cell 3 (NameError: name 'undefined_name' is not defined)" in said
    assert "01_diplomacy: fresh" in said
    assert_whole(tmp_path)
    packet = Path(said.splitlines()[-1].removeprefix("reports: "))
    assert "code cell 3" in (packet / "02_trade.failed.html").read_text(encoding="utf-8")
    assert "the answer" in (tmp_path / "latest" / "02_trade.html").read_text(encoding="utf-8")
