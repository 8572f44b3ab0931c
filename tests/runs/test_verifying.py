"""Every file of the archive is what was written, or is named."""

import gzip
import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.factory import sums
from helpers.runs.verifying import archive_faults, packet_faults, vintage_faults
from tests.runs.conftest import Publish


@pytest.fixture
def packet(publishing: Publish, reports: Path) -> Path:
    """The newest of two packets."""
    publishing("2026-11-01")
    return reports / "runs" / publishing("2026-11-02")


def test_an_archive_that_nobody_touched_is_in_order(packet: Path, reports: Path) -> None:
    assert list(archive_faults(reports)) == []
    done = subprocess.run(["sha256sum", "-c", sums.NAME], cwd=reports / "runs", check=True, capture_output=True)
    assert done.stdout.count(b": OK") == 2


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


def edit_manifest(packet: Path) -> None:
    path = packet / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace("supported", "contradicted"), encoding="utf-8")


def edit_pack(packet: Path) -> None:
    name = json.loads((packet / "manifest.json").read_text(encoding="utf-8"))["inputs"]["data"]
    path = packet.parents[1] / "inputs" / f"{name}.zip"
    content = bytearray(path.read_bytes())
    content[42] ^= 1  # in the text that is packed
    path.write_bytes(content)


def swap(packet: Path) -> None:
    other = min(path for path in packet.parent.iterdir() if path.is_dir())
    (packet / "manifest.json").write_bytes((other / "manifest.json").read_bytes())


DAMAGE: list[tuple[Callable[[Path], object], str]] = [
    (lambda packet: append(packet / "02_trade.pdf"), "/02_trade.pdf: found SHA-256 "),
    (lambda packet: (packet / "02_trade.html").unlink(), "/02_trade.html: missing"),
    (lambda packet: (packet / "more.txt").write_text("x"), "/more.txt: more than was written"),
    (lambda packet: (packet / "more").symlink_to("nowhere"), "/more: more than was written"),
    (lambda packet: (packet / "manifest.json").write_text("{"), "/manifest.json: cannot be read"),
    (lambda packet: (packet / "manifest.json").unlink(), "/manifest.json: cannot be read"),
    (edit_manifest, "expected"),
    (swap, "/manifest.json: is that of 20261101"),
    (edit_pack, "its content does not have this hash"),
    (lambda packet: [path.unlink() for path in packet.parents[1].glob("inputs/*")], "missing, and 202611"),
    (lambda packet: (packet.parent / sums.NAME).write_text(""), "not in SHA256SUMS"),
    (lambda packet: packet.rename(packet.parents[1] / "elsewhere"), "lists it, and it is not there"),
    (lambda packet: packet.rename(packet.parents[1] / "elsewhere"), "latest: shows 20261102"),
]


@pytest.mark.parametrize(("damage", "said"), DAMAGE, ids=[said for _, said in DAMAGE])
def test_whatever_is_damaged_is_named(packet: Path, reports: Path, damage: Callable[[Path], object], said: str) -> None:
    damage(packet)
    assert any(said in fault for fault in archive_faults(reports))


def test_the_command_names_every_fault_and_exits_with_1(packet: Path, reports: Path) -> None:
    (packet / "more.txt").write_text("x")
    append(packet / "02_trade.pdf")
    result = CliRunner().invoke(main, ["verify", "--out", str(reports), "latest"])
    assert (result.exit_code, result.output.count(packet.name), "2 faults in" in result.output) == (1, 3, True)
    older = CliRunner().invoke(main, ["verify", "--out", str(reports), "20261101"])
    assert (older.exit_code, older.output.endswith("everything is what was written\n")) == (0, True)
    assert CliRunner().invoke(main, ["verify", "--out", str(reports), "all"]).exit_code == 1


def test_a_publication_that_was_killed_before_its_packet_was_seen_is_no_loss(packet: Path, reports: Path) -> None:
    sums.append(packet.parent, "r9/manifest.json", "0" * 64)
    (packet.parent / ".partial-r9").mkdir()
    assert list(archive_faults(reports)) == []


def test_a_carried_report_needs_the_inputs_of_the_run_that_made_it(publishing: Publish, reports: Path) -> None:
    made = reports / "runs" / publishing("2026-11-01")
    carrying = reports / "runs" / publishing("2026-11-02", failed=True)
    pack = json.loads((made / "manifest.json").read_text(encoding="utf-8"))["inputs"]["data"]
    (reports / "inputs" / f"{pack}.zip").unlink()
    assert any(pack in fault for fault in packet_faults(carrying, reports))


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """A vintage of a live source with one raw reply."""
    content = b"period,value\n2026-10,61.5\n"
    known = hashlib.sha256(content).hexdigest()
    (tmp_path / ".raw").mkdir()
    (tmp_path / ".raw" / f"{known}.gz").write_bytes(gzip.compress(content))
    (tmp_path / "brent@2026-11-01").mkdir()
    (tmp_path / "brent@2026-11-01" / "sources.csv").write_bytes(content)
    replies = [{"address": "https://example.org/brent.csv", "sha256": known}]
    record = {"feed": "brent", "replies": replies, "content": "0" * 64, "files": {"sources.csv": known}}
    (tmp_path / "brent@2026-11-01" / "vintage.json").write_text(json.dumps(record), encoding="utf-8")
    return tmp_path


def test_a_vintage_is_held_against_its_raw_replies(live: Path) -> None:
    assert list(vintage_faults(live)) == []
    raw = next((live / ".raw").iterdir())
    raw.write_bytes(gzip.compress(b"period,value\n2026-10,99\n"))
    assert "its content does not have this hash" in "".join(vintage_faults(live))
    raw.write_bytes(b"no gzip")
    assert "cannot be unpacked" in "".join(vintage_faults(live))
    raw.unlink()
    assert "missing, and data/live/brent@2026-11-01 was made from it" in "".join(vintage_faults(live))
    (live / "brent@2026-11-01" / "sources.csv").write_text("edited")
    assert "brent@2026-11-01/sources.csv: found SHA-256" in "".join(vintage_faults(live))
    (live / "brent@2026-11-01" / "vintage.json").unlink()
    assert "no vintage.json in it" in "".join(vintage_faults(live))


def test_without_live_sources_there_is_nothing_to_verify(tmp_path: Path) -> None:
    assert list(vintage_faults(tmp_path / "live")) == []
