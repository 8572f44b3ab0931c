"""A run as one file: whole, the same bytes each time, to be verified by two commands, and built again."""

import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.factory.refusal import Refusal
from helpers.runs.exporting import export, file_faults, unpacked
from helpers.runs.inputs import place_of
from tests.runs.conftest import Publish


@pytest.fixture
def run(publishing: Publish) -> str:
    """A run that carries a report of an earlier one."""
    publishing("2026-11-01")
    return publishing("2026-11-02", name="05_energy")


@pytest.fixture
def file(run: str, reports: Path, tmp_path: Path) -> Path:
    """That run, exported."""
    return export(reports, run, tmp_path / "run.zip")


def test_the_same_run_gives_the_same_bytes(file: Path, run: str, reports: Path, tmp_path: Path) -> None:
    again = export(reports, run, tmp_path / "new" / "again.zip")
    assert again.read_bytes() == file.read_bytes()
    assert [path.name for path in again.parent.iterdir()] == ["again.zip"]


def test_the_file_is_whole_for_both_commands(file: Path, run: str, tmp_path: Path) -> None:
    assert file_faults(file) == []
    with zipfile.ZipFile(file) as packed:
        packed.extractall(tmp_path / "there")
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / "there", check=True, capture_output=True)
    files = [path for path in (tmp_path / "there").rglob("*") if path.is_file()]
    assert done.stdout.count(b": OK") == len(files) - 1
    assert run in (tmp_path / "there" / "README.txt").read_text(encoding="utf-8")
    result = CliRunner().invoke(main, ["verify", str(file)])
    assert (result.exit_code, "everything is what was written" in result.output) == (0, True)


def test_it_brings_the_inputs_of_every_report_and_describes_all_files(file: Path, run: str) -> None:
    with unpacked(file) as folder:
        manifest = json.loads((folder / "runs" / run / "manifest.json").read_text(encoding="utf-8"))
        packs = {manifest["inputs"]["data"], manifest["reports"]["02_trade"]["inputs"]["data"]}
        assert len(packs) == 2
        assert {path.stem for path in (folder / "inputs").iterdir()} == packs
        crate = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
        named = {entity["@id"] for entity in crate["@graph"]}
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files <= named
    action = next(one for one in crate["@graph"] if one["@id"] == "#run-05_energy")
    assert {one["@id"] for one in action["result"]} <= files


def rewrite(file: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    """Write a zip again with other files in it."""
    with zipfile.ZipFile(file) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    change(content)
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in content.items():
            packed.writestr(name, data)


def forged(content: dict[str, bytes]) -> None:
    """Edit a report and its line in the list of hashes, but not the manifest."""
    import hashlib

    name = next(name for name in content if name.endswith("05_energy.html"))
    old = hashlib.sha256(content[name]).hexdigest()
    content[name] += b"!"
    new = hashlib.sha256(content[name]).hexdigest()
    content["SHA256SUMS"] = content["SHA256SUMS"].replace(old.encode(), new.encode())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: content.update({"README.txt": b"x"}), "README.txt: not what SHA256SUMS says"),
        (lambda content: content.pop("README.txt"), "README.txt: missing"),
        (lambda content: content.update({"more": b"x"}), "more: not in SHA256SUMS"),
        (forged, "05_energy.html: found SHA-256"),
        (lambda content: content.clear(), "no run in it"),
    ],
)
def test_a_file_that_was_touched_is_named(file: Path, change: Callable[[dict[str, bytes]], object], said: str) -> None:
    rewrite(file, change)
    assert any(said in fault for fault in file_faults(file))
    assert CliRunner().invoke(main, ["verify", str(file)]).exit_code == 1


def test_what_is_no_zip_or_cut_off_is_named(file: Path, tmp_path: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])
    assert "broken or no zip" in file_faults(file)[0]
    assert "no such file" in file_faults(tmp_path / "none.zip")[0]
    assert CliRunner().invoke(main, ["rebuild", str(file)]).exit_code == 2


def test_nothing_is_written_over_and_nothing_broken_is_exported(file: Path, run: str, reports: Path) -> None:
    known = file.read_bytes()
    with pytest.raises(Refusal, match="there is such a file"):
        export(reports, run, file)
    assert file.read_bytes() == known
    manifest = json.loads((reports / "runs" / run / "manifest.json").read_text(encoding="utf-8"))
    place_of(manifest["inputs"]["data"], reports).unlink()
    with pytest.raises(Refusal, match=r"(?s)missing, and .*nothing was written"):
        export(reports, run, file.with_name("other.zip"))
    assert not file.with_name("other.zip").exists()


def test_the_command_asks_for_a_zip(reports: Path, run: str) -> None:
    result = CliRunner().invoke(main, ["export", "latest", "--to", "run.tar", "--out", str(reports)])
    assert (result.exit_code, "expected a name that ends with .zip" in result.output) == (2, True)
