"""What an evaluation is made from in each state, and what is remembered; nothing here is run."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from helpers.runs.causes import MADE, REPORT, Factor, Part, Results, State, Unknown
from helpers.runs.evaluations import (
    HELPERS,
    NOTEBOOK,
    Evaluations,
    Made,
    Recipe,
    _request,
    evaluations,
    installed_now,
    recipe,
)

SOURCES = ["a", "b"]
EVERY: dict[Factor, list[str]] = {
    Factor.EVIDENCE: SOURCES, Factor.PARAMETERS: ["window"], Factor.CODE: [NOTEBOOK, HELPERS],
}  # fmt: skip
ALL = frozenset((factor, name) for factor, names in EVERY.items() for name in names)


def side(name: str, number: str, **parameters: Any) -> Made:
    headline = {"name": "n", "text": number, "unit": ""}
    entry = {"parameters": parameters, "files": ["x"], "results": {"headlines": [headline]}}
    return Made(entry, {part: f"{part}-{name}" for part in ("helpers", "notebooks", "data")}, installed_now())


NEW, OLD = side("new", "2", window=24, added=True), side("old", "1", window=36, dropped="x")


def of(*parts: Part) -> Recipe:
    return recipe("02_trade", NEW, OLD, SOURCES, frozenset(parts), {"python": "3.11"})


def test_what_is_not_held_back_is_new() -> None:
    made = of()
    assert (made.helpers, made.notebooks, made.data, made.held) == ("helpers-new", "notebooks-new", "data-new", None)
    assert made.parameters == {"window": 24, "added": True}


def test_each_part_is_held_back_by_itself() -> None:
    assert of((Factor.CODE, NOTEBOOK)) == replace(of(), notebooks="notebooks-old")
    assert of((Factor.PARAMETERS, "window")) == replace(of(), parameters={"window": 36, "added": True})
    assert of((Factor.EVIDENCE, "a")) == replace(of(), held=("data-new", "data-old", ("a",)))


def test_evidence_of_which_all_is_held_back_is_the_old_package_itself() -> None:
    assert of((Factor.EVIDENCE, "a"), (Factor.EVIDENCE, "b")) == replace(of(), data="data-old")


def test_old_code_is_asked_only_what_it_knows() -> None:
    made = of((Factor.CODE, HELPERS))
    assert (made.helpers, made.parameters) == ("helpers-old", {"window": 24, "dropped": "x"})


def test_a_request_says_every_value_that_is_set() -> None:
    made = replace(of(), parameters={"as_of": None, "added": True, "level": 0.9, "lang": "ru"})
    told = _request(made, Path("out"))
    assert told[:2] == ["build", "02_trade"]
    assert [told[i + 1] for i, word in enumerate(told) if word == "--set"] == ["added=true", "level=0.9", "lang=ru"]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Callable[[Results | Unknown], list[Recipe]]:
    """Let every run give a result, and note what was run."""

    def give(result: Results | Unknown) -> list[Recipe]:
        seen: list[Recipe] = []

        def run(_: Evaluations, asked: Recipe) -> Results | Unknown:
            seen.append(asked)
            return result

        monkeypatch.setattr(Evaluations, "_run", run)
        return seen

    return give


GOOD: Results = {REPORT: MADE, ("headline", "n"): "3"}
HELD: State = frozenset({(Factor.PARAMETERS, "window")})


def test_what_the_two_runs_said_is_known_in_the_environment_of_now(
    ran: Callable[[Results | Unknown], list[Recipe]], tmp_path: Path
) -> None:
    seen = ran(GOOD)
    with evaluations(tmp_path) as bench:
        found = bench.of("02_trade", NEW, OLD, EVERY)([frozenset(), ALL])
        assert [found[one][("headline", "n")] for one in (frozenset(), ALL)] == ["2", "1"]  # type: ignore[index]
        assert (seen, bench.made) == ([], 0)
        elsewhere = replace(OLD, environment={**OLD.environment, "numpy": "1.0"})
        found = bench.of("02_trade", NEW, elsewhere, EVERY)([ALL])
        # what another environment said is asked again: it is known in this one from the pair before
        assert found[ALL][("headline", "n")] == "1"  # type: ignore[index]
    with evaluations(tmp_path) as bench:
        assert bench.of("02_trade", NEW, elsewhere, EVERY)([ALL])[ALL] == GOOD
        assert (len(seen), bench.made) == (1, 1)


def test_an_evaluation_is_remembered_by_all_that_went_into_it(
    ran: Callable[[Results | Unknown], list[Recipe]], tmp_path: Path
) -> None:
    seen, lines = ran(GOOD), list[str]()
    for _ in range(2):
        with evaluations(tmp_path, tell=lines.append) as bench:
            evaluate = bench.of("02_trade", NEW, OLD, EVERY)
            assert evaluate([HELD, HELD])[HELD] == evaluate([HELD])[HELD] == GOOD
    assert (len(seen), bench.made, bench.remembered) == (1, 0, 1)
    assert lines == ["02_trade: evaluated again with parameters window as it was"]
    with evaluations(tmp_path) as bench:
        other = replace(NEW, inputs={**NEW.inputs, "data": "data-newer"})
        bench.of("02_trade", other, OLD, EVERY)([HELD])
    assert len(seen) == 2


@pytest.mark.parametrize("result", [Unknown("no evidence"), {REPORT: "timed out: not done after 600 seconds"}])
def test_what_failed_is_tried_again_the_next_time(
    ran: Callable[[Results | Unknown], list[Recipe]], tmp_path: Path, result: Results | Unknown
) -> None:
    seen = ran(result)
    for _ in range(2):
        with evaluations(tmp_path) as bench:
            assert bench.of("02_trade", NEW, OLD, EVERY)([HELD])[HELD] == result
    assert len(seen) == 2
    assert not list(tmp_path.rglob("*.json"))


def test_a_memory_that_is_broken_is_made_anew(ran: Callable[[Results | Unknown], list[Recipe]], tmp_path: Path) -> None:
    seen = ran(GOOD)
    for _ in range(2):
        with evaluations(tmp_path) as bench:
            bench.of("02_trade", NEW, OLD, EVERY)([HELD])
        (file,) = tmp_path.rglob("*.json")
        assert json.loads(file.read_text()) == [[*key, value] for key, value in GOOD.items()]
        file.write_text("[[")
    assert len(seen) == 2
