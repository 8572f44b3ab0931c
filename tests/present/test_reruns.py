"""Cells that run again: those that read a changed parameter or what such a cell made, and no others."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from helpers.parameters import Trade
from helpers.present import reruns
from helpers.present.reruns import Session, cell, dependents


class Shell:
    """As much of IPython's shell as a session asks of."""

    def __init__(self) -> None:
        self.user_ns: dict[str, Any] = {"In": ["page = 1"], "parameters": Trade()}
        self.hooks: dict[str, Callable[[Any], None]] = {}
        self.events = SimpleNamespace(register=self.hooks.__setitem__)
        self.ran: list[str] = []

    def get_parent(self) -> dict[str, Any]:
        return {"metadata": {"cellId": "setup"}}

    def transform_cell(self, raw: str) -> str:
        return raw

    def run(self, source: str, cell_id: str | None = None) -> None:
        """Run a cell as the kernel does."""
        self.hooks["pre_run_cell"](SimpleNamespace(cell_id=cell_id, raw_cell=source))
        exec(source, self.user_ns)
        self.hooks["post_run_cell"](None)


@pytest.fixture
def shell() -> Shell:
    """A shell with a session, in which three cells were run; each notes that it runs."""
    shell = Shell()
    shell.user_ns["note"] = shell.ran.append
    session = Session(shell)
    shell.user_ns["session"] = session
    shell.run("note('first'); total = parameters.target * 2", "first")
    shell.run("note('second'); note(total)", "second")
    shell.run("note('third'); parameters.seed", "third")
    shell.ran.clear()
    return shell


def test_only_what_depends_on_a_parameter_is_run_again(shell: Shell) -> None:
    session: Session = shell.user_ns["session"]
    assert session.ask({"target": 7.0}) == 2
    assert shell.ran == ["first", "second", 14.0]
    shell.ran.clear()
    assert session.ask({"seed": 3}) == 1
    assert shell.ran == ["third"]
    assert session.ask({"months": 3}) == 0


def test_the_plain_variables_follow_and_the_parameters_are_no_spies_afterwards(shell: Shell) -> None:
    shell.user_ns["session"].ask({"target": 7.0})
    assert shell.user_ns["target"] == 7.0
    assert type(shell.user_ns["parameters"]) is Trade
    assert shell.user_ns["parameters"].target == 7.0


def test_a_value_that_cannot_be_changes_nothing(shell: Shell) -> None:
    with pytest.raises(ValidationError):
        shell.user_ns["session"].ask({"target": -1.0})
    assert shell.user_ns["parameters"] == Trade()
    assert shell.ran == []


def test_a_cell_that_fails_again_leaves_the_session_whole(shell: Shell) -> None:
    shell.run("1 / (parameters.tolerance - 0.5)", "fails")
    with pytest.raises(ZeroDivisionError):
        shell.user_ns["session"].ask({"tolerance": 0.5})
    assert type(shell.user_ns["parameters"]) is Trade
    assert shell.user_ns["session"].ask({"tolerance": 0.4}) == 1


def test_a_cell_that_was_edited_is_known_as_it_is_now(shell: Shell) -> None:
    shell.run("note('anew')", "first")
    assert shell.user_ns["session"].ask({"target": 8.0}) == 0


def test_the_day_changes_everything_that_follows_the_setup(shell: Shell) -> None:
    shell.run("note('setup'); evidence = parameters = parameters", "setup")
    shell.run("note(evidence is None)", "last")
    shell.run("note('beside')", "beside")
    shell.ran.clear()
    shell.user_ns["session"].ask({"as_of": None})
    assert shell.ran == ["setup", "first", "second", 2000.0, "third", False]


def test_displays_are_replaced_in_place(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[Any, bool]] = []

    def display(data: Any, *, raw: bool, display_id: Any, update: bool = False) -> Any:
        shown.append((data["text/plain"], update))
        return SimpleNamespace(display_id=f"d{len(shown)}")

    monkeypatch.setattr(reruns, "display", display)
    shell.run(
        "for n in range(int(parameters.target)): session.show({'text/html': f'<p>{n}', 'text/plain': f'{n}'})", "many"
    )
    shell.user_ns["session"].ask({"target": 2.0})
    many = len([one for one in shown if not one[1]])
    assert many == 1000  # as many as the default target says, each with a place of its own
    again = [text for text, update in shown if update]
    assert again[:3] == ["0", "1", ""]
    assert len(again) == many
    shown.clear()
    shell.user_ns["session"].ask({"target": 1002.0})
    assert shown[-1] == ("999\n1000\n1001", True)


names = st.sampled_from(["a", "b", "c", "d"])


@given(st.lists(st.tuples(names, names), max_size=6), names)
def test_whoever_uses_what_a_stale_cell_made_is_stale(chain: list[tuple[str, str]], asked: str) -> None:
    cells = [cell(f"{made} = {used}") for made, used in chain]
    for one in cells:
        one.asked = frozenset({"gold"} if asked in one.makes else ())
    stale = dependents(cells, ["gold"])
    made: set[str] = set()
    for one in cells:
        expected = bool(one.asked) or bool(one.uses & made)
        assert (one in stale) is expected
        made |= one.makes if expected else set()
