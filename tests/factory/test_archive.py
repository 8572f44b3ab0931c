"""Packets are whole or absent; ``latest`` only ever points at a whole one."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpers.factory import archive, packet, sums
from helpers.factory.catalogue import Notebook
from helpers.factory.execute import prepare
from helpers.factory.outcome import FORMATS, Outcome, State
from helpers.factory.plan import Job
from helpers.parameters import Caspian
from tests.factory.conftest import job, write


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    return [job(write(tmp_path / f"{name}.ipynb", []), FORMATS) for name in ("one", "two")]


def finished(work: Path, text: str, one: State = State.SUCCEEDED) -> list[Outcome]:
    """Pretend that both jobs ran: the second well, the first as told."""
    outcomes = []
    for name, state in (("one", one), ("two", State.SUCCEEDED)):
        (work / name).mkdir(parents=True, exist_ok=True)
        (work / name / f"{name}.html").write_text(text)
        (work / name / f"{name}.ipynb").write_text("{}")
        files = (f"{name}.html",) if state is State.SUCCEEDED else ()
        outcomes.append(Outcome(name, state, files=files))
    return outcomes


def test_latest_is_the_whole_newest_packet(jobs: list[Job], tmp_path: Path) -> None:
    made = packet.publish("r1", jobs, finished(tmp_path / "w", "first"), tmp_path / "w", tmp_path / "reports")
    latest = tmp_path / "reports" / "latest"
    assert (latest / "one.html").read_text() == "first"
    assert latest.resolve() == made.resolve()
    manifest = json.loads((latest / "manifest.json").read_text())
    assert manifest["files"]["one.html"] == archive.sha256(latest / "one.html")
    crate = json.loads((latest / "ro-crate-metadata.json").read_text())
    described = {entity["@id"] for entity in crate["@graph"]}
    assert described >= {"one.html", "two.html", "manifest.json", "#run-one", "#notebook-two"}
    assert manifest["files"]["ro-crate-metadata.json"] == archive.sha256(latest / "ro-crate-metadata.json")
    made_from = manifest["reports"]["one"]["fingerprint"]
    assert {"claims.csv", "observations/trade.csv"} <= set(made_from["evidence"])
    assert "helpers/factory/html.py" in made_from["code"]
    assert set(made_from["setting"]) == {"uv.lock", "Python", "list of rules", "list of continued sources"}


def test_a_notebook_edited_while_it_was_built_is_not_fresh(jobs: list[Job], tmp_path: Path) -> None:
    prepare(jobs[0], tmp_path / "w" / "one")
    write(jobs[0].notebook.path, ["edited = True"])
    packet.publish("r1", jobs, finished(tmp_path / "w", "first"), tmp_path / "w", tmp_path / "reports")
    assert archive.stale(jobs[0], tmp_path / "reports") == ["the notebook changed"]
    assert archive.stale(jobs[1], tmp_path / "reports") == []


def test_a_failed_report_keeps_its_newest_good_edition(jobs: list[Job], tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    packet.publish("r1", jobs, finished(tmp_path / "w", "first"), tmp_path / "w", reports)
    for run in ("r2", "r3"):
        packet.publish(run, jobs, finished(tmp_path / "w", run, State.FAILED), tmp_path / "w", reports)
    manifest = json.loads((reports / "latest" / "manifest.json").read_text())
    assert (reports / "latest" / "one.html").read_text() == "first"
    assert (reports / "latest" / "two.html").read_text() == "r3"
    assert (reports / "latest" / "one.failed.ipynb").exists()
    assert manifest["reports"]["one"]["carried_from"] == "r1"
    assert manifest["failed_now"]["one"]["state"] == "failed"


def test_a_build_of_one_notebook_keeps_the_other(jobs: list[Job], tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    packet.publish("r1", jobs, finished(tmp_path / "w", "first"), tmp_path / "w", reports)
    packet.publish("r2", jobs[1:], finished(tmp_path / "w", "second")[1:], tmp_path / "w", reports)
    assert (reports / "latest" / "one.html").read_text() == "first"
    assert (reports / "latest" / "two.html").read_text() == "second"


def test_other_parameters_or_formats_leave_latest_alone(jobs: list[Job], tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    packet.publish("r1", jobs, finished(tmp_path / "w", "first"), tmp_path / "w", reports)
    special = [Job(job.notebook, job.parameters.model_copy(update={"seed": 1}), job.formats) for job in jobs]
    made = packet.publish("r2", special, finished(tmp_path / "w", "special"), tmp_path / "w", reports)
    half = [Job(job.notebook, job.parameters, ("html",)) for job in jobs]
    packet.publish("r3", half, finished(tmp_path / "w", "half"), tmp_path / "w", reports)
    assert (reports / "latest" / "one.html").read_text() == "first"
    assert (made / "one.html").read_text() == "special"


def test_a_run_in_which_nothing_succeeded_leaves_latest_alone(jobs: list[Job], tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    packet.publish("r1", jobs, finished(tmp_path / "w", "first"), tmp_path / "w", reports)
    failed = [Outcome(name, State.FAILED) for name in ("one", "two")]
    packet.publish("r2", jobs, failed, tmp_path / "w", reports)
    assert (reports / "latest").resolve().name == "r1"


def test_a_full_disk_leaves_no_half_packet(jobs: list[Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = tmp_path / "reports"
    packet.publish("r1", jobs, finished(tmp_path / "w", "first"), tmp_path / "w", reports)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packet.shutil, "copy2", full)
    with pytest.raises(OSError, match="No space left"):
        packet.publish("r2", jobs, finished(tmp_path / "w", "second"), tmp_path / "w", reports)
    assert sorted(path.name for path in (reports / "runs").iterdir()) == ["SHA256SUMS", "r1"]
    assert list(sums.read(reports / "runs")) == ["r1/manifest.json"]
    assert (reports / "latest" / "one.html").read_text() == "first"


def test_a_packet_that_cannot_be_shown_is_not_listed(
    jobs: list[Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports, show = tmp_path / "reports", Path.replace

    def refused(path: Path, target: Path) -> Path:
        if target.name == "r2":
            raise PermissionError("no right to do that")
        return show(path, target)

    packet.publish("r1", jobs, finished(tmp_path / "w", "first"), tmp_path / "w", reports)
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(PermissionError):
        packet.publish("r2", jobs, finished(tmp_path / "w", "second"), tmp_path / "w", reports)
    assert list(sums.read(reports / "runs")) == ["r1/manifest.json"]


def test_where_links_are_not_allowed_latest_is_a_copy(
    jobs: list[Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("a required privilege is not held by the client")

    monkeypatch.setattr(archive, "LINKS_ALLOWED", False)
    monkeypatch.setattr(Path, "symlink_to", refused)
    for run in ("first", "second"):
        packet.publish(run, jobs, finished(tmp_path / "w", run), tmp_path / "w", tmp_path / "reports")
    latest = tmp_path / "reports" / "latest"
    assert (latest / "one.html").read_text() == "second"
    assert not latest.is_symlink()
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["latest", "runs"]


def test_run_ids_sort_by_time_and_tell_requests_apart(jobs: list[Job]) -> None:
    early, late = datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC)
    assert archive.new_run_id(jobs, early) < archive.new_run_id(jobs, late)
    assert archive.new_run_id(jobs, early) != archive.new_run_id(jobs[:1], early)


def test_what_took_longest_starts_first_and_what_was_never_made_before_it(tmp_path: Path) -> None:
    reports, names = tmp_path / "reports", ("short", "long", "new", "new_and_wide")
    code = {"new_and_wide": "from helpers.factory import sweep"}
    jobs = [job(write(tmp_path / f"{name}.ipynb", [code.get(name, "1")]), FORMATS) for name in names]
    seconds = {"short": {"execute": 1.0, "html": 0.2}, "long": {"execute": 1.0, "html": 0.3}}
    made = {name: {"seconds": spent} for name, spent in seconds.items()}
    (reports / "latest").mkdir(parents=True)
    (reports / "latest" / "manifest.json").write_text(json.dumps({"reports": made}))
    assert [job.name for job in archive.longest_first(jobs, reports)] == ["new_and_wide", "new", "long", "short"]
    assert next(job.name for job in archive.longest_first(jobs, tmp_path)) == "new_and_wide"


def test_the_cores_begin_with_what_the_parent_of_kernels_has_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    code = {"late": "import seaborn", "one": "1", "two": "2", "three": "3"}
    paths = {name: write(tmp_path / f"{name}.ipynb", [cell]) for name, cell in code.items()}
    # a notebook of no theme would reach all rules, and what these import
    jobs = [Job(Notebook(name, path, Caspian), Caspian(), FORMATS) for name, path in paths.items()]
    assert [job.name for job in archive.longest_first(jobs, tmp_path)] == ["one", "two", "late", "three"]
