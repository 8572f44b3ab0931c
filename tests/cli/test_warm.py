"""``caspian warm`` lends its warm parents to what runs in it, and to code of its own checkout only."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner, Result

from helpers.cli import main
from helpers.factory import forked
from helpers.factory.execute import warm_parents
from tests.factory.test_forge import LIGHT

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a fork is safe on Linux only")


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parents that import nothing."""
    for variable in forked.ADDRESS.values():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(forked, "COMMAND", (sys.executable, "-c", LIGHT.format(preload="pass")))


def warm(*command: str) -> Result:
    return CliRunner().invoke(main, ["warm", "--", *command])


def ran(capfd: pytest.CaptureFixture[str], code: str) -> list[str]:
    """What Python code says that runs beside warm parents."""
    assert warm(sys.executable, "-c", f"import os\nfrom helpers.factory import forked\n{code}").exit_code == 0
    return capfd.readouterr().out.split()


def parents() -> Iterator[psutil.Process]:
    yield from (child for child in psutil.Process().children() if "forge" in " ".join(child.cmdline()))


def test_parents_stand_ready_for_the_command_and_end_with_it(capfd: pytest.CaptureFixture[str]) -> None:
    forked.stop(forked._started)  # what other tests left to this process
    assert ran(capfd, "print(forked.at_hand())") == ["True"]
    assert not list(parents())


def test_a_build_in_it_starts_no_parents_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    code = """
from helpers.factory.execute import warm_parents
address = os.environ[forked.ADDRESS["kernel"]]
with warm_parents():
    print(os.environ[forked.ADDRESS["kernel"]] == address)
"""
    assert ran(capfd, code) == ["True"]


def test_parents_that_a_build_started_early_are_those_it_uses_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked, "_current", {})  # without those of other tests
    forked.warm_up()
    early = {parent.process.pid for parent in forked._current.values()}
    with warm_parents():
        assert early == {parent.pid for parent in parents()} & early
    assert len(early) == len(forked.BUILD)
    assert not {parent.pid for parent in parents()} & early


def test_a_parent_that_ended_meanwhile_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked, "_current", {})
    forked.warm_up()
    gone = forked._current[os.getpid(), "worker"]
    forked.stop([gone])
    with warm_parents():
        assert Path(os.environ[forked.ADDRESS["worker"]]).exists()


def test_code_of_another_checkout_is_not_served(capfd: pytest.CaptureFixture[str]) -> None:
    code = """
forked.SOURCE = forked.Path("/elsewhere")
from helpers.factory.execute import warm_parents
address = os.environ[forked.ADDRESS["kernel"]]
print(forked.at_hand())
with warm_parents():
    print(os.environ[forked.ADDRESS["kernel"]] == address)
print(os.environ[forked.ADDRESS["kernel"]] == address)
"""
    assert ran(capfd, code) == ["False", "False", "True"]


def test_parents_that_are_gone_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in forked.ADDRESS.values():
        monkeypatch.setenv(variable, "/nowhere/socket")
    assert not forked.at_hand()


def test_the_exit_code_is_that_of_the_command() -> None:
    assert warm(sys.executable, "-c", "raise SystemExit(7)").exit_code == 7


def test_a_command_that_is_none_is_refused() -> None:
    refused = warm("no-such-command")
    assert refused.exit_code == 2
    assert "'no-such-command' cannot be run" in refused.output


def test_where_nothing_is_forked_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(forked.SWITCH, "off")
    refused = warm(sys.executable, "-c", "pass")
    assert refused.exit_code == 2
    assert "no warm parents here: CASPIAN_FORK is off" in refused.output
