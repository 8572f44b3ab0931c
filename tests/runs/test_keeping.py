"""Old runs go by the policy, each in one step; what something points at stays, and so does what they share."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock

from helpers.cli import main
from helpers.factory import sums
from helpers.factory.refusal import Refusal
from helpers.runs import keeping
from helpers.runs.keeping import decide, keep, size
from helpers.runs.retention import Policy
from helpers.runs.verifying import archive_faults
from tests.runs.conftest import Publish, run_id

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
SHORT = Policy(days=3, weeks=0, months=0)


def stays(reports: Path, policy: Policy = SHORT) -> dict[str, str]:
    return {one.name[:8]: one.why for one in decide(reports, policy, NOW).runs if one.stays}


def there(folder: Path) -> list[str]:
    return sorted(path.name[:8] for path in folder.glob("[!.]*") if path.is_dir())


def test_a_dry_run_touches_nothing_and_a_removal_leaves_a_whole_archive(publishing: Publish, reports: Path) -> None:
    for day in ("2026-09-01", "2026-09-02", "2026-10-01", "2026-11-26"):
        publishing(day, evidence="shared" if day in ("2026-09-01", "2026-11-26") else "")
    files = sorted(reports.rglob("*"))
    plan = keep(reports, SHORT, NOW)
    assert [one.name[:8] for one in plan.gone] == ["20260901", "20260902", "20261001"]
    assert sorted(path for path in reports.rglob("*") if ".memory" not in path.parts) == files
    before = size(reports)
    done = keep(reports, SHORT, NOW, remove=True)
    assert there(reports / "runs") == ["20261126"]
    assert len(list((reports / "inputs").iterdir())) == 1, "two runs shared a pack, and one of them is still there"
    assert list(sums.read(reports / "runs")) == [f"{run_id('2026-11-26')}/manifest.json"]
    assert list(archive_faults(reports)) == []
    assert before - done.freed == pytest.approx(size(reports), abs=5_000)
    assert not keep(reports, SHORT, NOW, remove=True).gone


def test_what_latest_and_a_release_show_and_carry_stays(publishing: Publish, reports: Path) -> None:
    publishing("2026-09-01")
    publishing("2026-09-02")
    publishing("2026-09-03", name="05_energy")  # the report on trade is that of the day before
    publishing("2026-11-26", seed=7)  # latest does not move
    (reports / "release").write_text(run_id("2026-09-01") + "\n", encoding="utf-8")
    assert stays(reports) == {
        "20260901": "release shows it",
        "20260902": "latest has a report of it",
        "20260903": "latest shows it",
        "20261126": "the newest",
    }


def test_runs_asked_otherwise_do_not_stand_for_each_other(publishing: Publish, reports: Path) -> None:
    publishing("2026-09-01", seed=7)
    publishing("2026-09-02")
    publishing("2026-11-26")
    assert stays(reports) == {"20260901": "the newest", "20261126": "latest shows it"}


def test_a_run_of_one_notebook_does_not_stand_for_one_of_all(publishing: Publish, reports: Path) -> None:
    publishing("2026-11-01")
    publishing("2026-11-02", name="05_energy")
    publishing("2026-11-09")
    publishing("2026-11-10", formats=("html",))
    publishing("2026-11-26")
    assert {"20261102", "20261109", "20261110"} <= stays(reports, Policy(days=0, weeks=9, months=0)).keys()


def test_a_week_keeps_a_good_run_before_a_newer_one_that_failed(publishing: Publish, reports: Path) -> None:
    publishing("2026-11-09")
    publishing("2026-11-10", failed=True)
    publishing("2026-11-26")
    assert "20261109" in stays(reports, Policy(days=0, weeks=9, months=0))


@pytest.mark.parametrize(("turned", "kept"), [([{"claim": "TRD-1"}], True), ([], False)])
def test_the_ends_of_a_comparison_stay_where_a_verdict_turned(
    publishing: Publish, reports: Path, turned: list[dict[str, str]], kept: bool
) -> None:
    ends = [publishing(day) for day in ("2026-09-01", "2026-09-02")]
    publishing("2026-11-26")
    (reports / "comparisons").mkdir()
    record = {"verdicts": turned}
    (reports / "comparisons" / f"{'..'.join(ends)}.json").write_text(json.dumps(record), encoding="utf-8")
    assert ({end[:8] for end in ends} <= stays(reports).keys()) is kept


def test_a_packet_whose_manifest_cannot_be_read_stays_with_all_inputs(publishing: Publish, reports: Path) -> None:
    broken = publishing("2026-09-01")
    publishing("2026-09-02")
    publishing("2026-11-26")
    (reports / "runs" / broken / "manifest.json").write_text("{", encoding="utf-8")
    plan = decide(reports, SHORT, NOW)
    assert [one.name[:8] for one in plan.gone] == ["20260902"]
    assert plan.packs == []
    assert "cannot be read" in stays(reports)["20260901"]


def test_a_link_among_the_packets_is_never_followed(publishing: Publish, reports: Path, tmp_path: Path) -> None:
    old = publishing("2026-09-01")
    publishing("2026-11-26")
    elsewhere = (reports / "runs" / old).rename(tmp_path / "elsewhere")
    (reports / "runs" / old).symlink_to(elsewhere)
    keep(reports, SHORT, NOW, remove=True)
    assert (elsewhere / "02_trade.html").exists()
    assert (reports / "runs" / old).is_symlink()


def test_a_removal_that_is_killed_half_way_is_finished_by_the_next(
    publishing: Publish, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in ("2026-09-01", "2026-09-02", "2026-11-26"):
        publishing(day)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(keeping.sums, "keep", killed)
        with pytest.raises(KeyboardInterrupt):
            keep(reports, SHORT, NOW, remove=True)
    assert list(archive_faults(reports)) == [], "what is on its way out is not lost"
    (reports / "runs" / ".partial-r9").mkdir()
    keep(reports, SHORT, NOW, remove=True)
    assert sorted(path.name for path in (reports / "runs").iterdir()) == [run_id("2026-11-26"), sums.NAME]


def test_nothing_goes_while_a_build_works(publishing: Publish, reports: Path) -> None:
    publishing("2026-09-01")
    publishing("2026-11-26")
    with FileLock(reports / ".lock"), pytest.raises(Refusal, match="another build works in"):
        keep(reports, SHORT, NOW, remove=True)
    assert there(reports / "runs") == ["20260901", "20261126"]


def test_old_raw_replies_go_unless_a_vintage_names_them(
    publishing: Publish, reports: Path, tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing("2026-11-26")
    monkeypatch.setenv("CASPIAN_PROJECT", str(tmp_path))
    live = package / "live"
    for name, day in (("a" * 64, 1), ("b" * 64, 1), ("c" * 64, 26), ("d" * 64, 1)):
        path = live / ".raw" / f"{name}.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
        then = datetime(2026, 11, day, tzinfo=UTC).timestamp()
        os.utime(path, (then, then))
    for place, name in (("brent@2026-11-01", "a"), (".held/brent@2026-11-02", "d")):
        (live / place).mkdir(parents=True)
        (live / place / "vintage.json").write_text(json.dumps({"replies": [{"sha256": name * 64}]}), encoding="utf-8")
    with FileLock(live / ".lock"):  # a refresh works
        keep(reports, SHORT, NOW, remove=True)
        assert len(list((live / ".raw").iterdir())) == 4
    keep(reports, SHORT, NOW, remove=True)
    assert sorted(path.name[0] for path in (live / ".raw").iterdir()) == ["a", "c", "d"]
    assert (live / "brent@2026-11-01" / "vintage.json").exists()


def test_the_command_says_what_it_would_do_and_why(publishing: Publish, reports: Path) -> None:
    publishing("2020-09-01")
    publishing("2020-09-02")
    asked = ["keep", "--days", "3", "--weeks", "1", "--months", "0", "--out", str(reports)]
    said = CliRunner().invoke(main, asked).output.splitlines()
    assert said[0] == "policy: all of the last 3 days, one a week of the last 1 weeks, one a month of the last 0 months"
    assert said[1].startswith(f"let go {run_id('2020-09-01')} (0.")
    assert said[1].endswith("MB): an older one of its week and its month")
    assert said[2].endswith(": latest shows it")
    assert said[-1].startswith("1 of 2 runs would go; ")
    assert there(reports / "runs") == ["20200901", "20200902"]
    assert "1 of 2 runs removed" in CliRunner().invoke(main, [*asked, "--remove"]).output
    assert there(reports / "runs") == ["20200902"]
