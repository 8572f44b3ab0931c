"""What a run was made from is kept once, whole, and can be laid out again."""

import json
import shutil
from pathlib import Path

import pytest

from helpers.factory.inputs import PARTS, store
from helpers.factory.packet import publish
from helpers.factory.refusal import Refusal
from helpers.project import SOURCE, root
from helpers.runs.inputs import inputs_of, is_whole, named_inputs, place_of, tree
from tests.factory.conftest import job, write
from tests.factory.test_archive import State, finished


@pytest.fixture
def project(tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with evidence that a refresh has added to."""
    shutil.copytree(root() / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy(root() / "uv.lock", tmp_path)
    for name in ("live/.raw/0.gz", "live/feed@2026-11-01/trade.csv"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("series\n")
    monkeypatch.setenv("CASPIAN_PROJECT", str(tmp_path))
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_project_comes_back_as_it_was_without_what_a_refresh_keeps_for_itself(project: Path) -> None:
    reports = project / "reports"
    made = tree(store(reports), reports, project / "again")
    assert files(made / "notebooks") == files(project / "notebooks")
    kept = {name: content for name, content in files(project / "data").items() if not name.startswith("live/.")}
    assert files(made / "data") == kept
    assert "live/feed@2026-11-01/trade.csv" in kept
    assert files(made / "src" / "helpers") == files(SOURCE / "helpers")
    assert (made / "uv.lock").read_bytes() == (project / "uv.lock").read_bytes()


def test_runs_share_the_parts_that_did_not_change(project: Path) -> None:
    reports = project / "reports"
    first = store(reports)
    (project / "data" / "units.csv").write_text("unit\n")
    second = store(reports)
    assert [part for part in PARTS if first[part] != second[part]] == ["data"]
    kept = list((reports / "inputs").iterdir())
    assert {path.stem for path in kept} == {*first.values(), *second.values()}
    assert all(map(is_whole, kept))
    kept[0].rename(kept[1])
    assert not is_whole(kept[1])


def test_a_carried_report_keeps_the_inputs_and_the_versions_of_the_run_that_made_it(tmp_path: Path) -> None:
    jobs = [job(write(tmp_path / f"{name}.ipynb", []), ("html", "pdf")) for name in ("one", "two")]
    for run, state in (("r1", State.SUCCEEDED), ("r2", State.FAILED), ("r3", State.FAILED)):
        outcomes = finished(tmp_path / "w", run, state)
        publish(run, jobs, outcomes, tmp_path / "w", tmp_path / "reports", {"data": run})
    manifest = json.loads((tmp_path / "reports" / "latest" / "manifest.json").read_text())
    assert [inputs_of(manifest, name)["data"] for name in (None, "one", "two")] == ["r3", "r1", "r3"]
    assert manifest["reports"]["one"]["environment"] == manifest["environment"]
    assert named_inputs(manifest) == {"r1", "r3"}
    del manifest["reports"]["one"]["inputs"]  # carried from a run of before inputs were kept
    assert inputs_of(manifest, "one") == {}


@pytest.mark.parametrize(("damage", "said"), [(Path.unlink, "no such file"), (Path.touch, "broken")])
def test_a_pack_that_is_gone_or_broken_is_named(damage: object, said: str, tmp_path: Path) -> None:
    place = place_of("0", tmp_path)
    place.parent.mkdir()
    place.touch()
    damage(place)  # type: ignore[operator]
    with pytest.raises(Refusal, match=f"0.zip: {said}.*expected the data of a run"):
        tree({"data": "0"}, tmp_path, tmp_path / "again")
