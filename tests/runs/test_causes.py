"""The search for causes against functions whose causes are known; nothing here is evaluated for real."""

from collections.abc import Callable, Collection, Mapping

from hypothesis import given
from hypothesis import strategies as st

from helpers.runs.causes import (
    MADE,
    REPORT,
    Cause,
    Evaluate,
    Factor,
    How,
    Part,
    Question,
    Results,
    State,
    Unknown,
    causes,
)

ITEM = ("headline", "n")
PARTS: Mapping[Factor, list[str]] = {
    Factor.EVIDENCE: ["a", "b", "c"], Factor.PARAMETERS: ["p", "q"], Factor.CODE: ["helpers"],
}  # fmt: skip
EVERY = frozenset((factor, name) for factor, names in PARTS.items() for name in names)
Function = Callable[[State], object]


def evaluating(function: Function) -> tuple[Evaluate, list[State]]:
    """Evaluate by a function of what is new, and note each state that was asked for the first time."""
    asked: list[State] = []

    def evaluate(states: Collection[State]) -> Mapping[State, Results | Unknown]:
        asked.extend(one for one in states if one not in asked)
        found = {one: function(EVERY - one) for one in states}
        return {one: v if isinstance(v, Unknown) else {ITEM: str(v)} for one, v in found.items()}

    return evaluate, asked


def found(function: Function, then: object = None) -> list[Cause]:
    now, before = {ITEM: str(function(EVERY))}, {ITEM: str(function(frozenset()) if then is None else then)}
    return causes(Question([ITEM], PARTS, now, before), evaluating(function)[0])[ITEM]


def told(some: Collection[Cause]) -> list[tuple[str, str, How]]:
    return [(str(cause.factor), cause.part, cause.how) for cause in some]


@given(st.sets(st.sampled_from(sorted(EVERY)), min_size=1))
def test_what_adds_to_a_number_is_named_and_nothing_else(adding: set[Part]) -> None:
    weights = {part: 2**place for place, part in enumerate(sorted(adding))}
    some = found(lambda new: sum(weights.get(part, 0) for part in new))
    assert {(str(cause.factor), cause.part) for cause in some} == {(str(factor), part) for factor, part in adding}
    assert all(cause.how is How.HELD for cause in some)
    assert all(int(cause.value) == sum(weights.values()) - weights[cause.factor, cause.part] for cause in some)


def test_what_is_needed_together_is_named_each() -> None:
    some = found(lambda new: {(Factor.EVIDENCE, "a"), (Factor.CODE, "helpers")} <= new)
    assert told(some) == [("evidence", "a", How.HELD), ("code", "helpers", How.HELD)]


def test_where_either_suffices_each_is_found_alone() -> None:
    some = found(lambda new: bool({(Factor.EVIDENCE, "b"), (Factor.PARAMETERS, "q")} & new))
    assert told(some) == [("evidence", "b", How.ALONE), ("parameters", "q", How.ALONE)]
    assert {cause.value for cause in some} == {"True"}


def test_where_no_single_one_does_it_either_way_they_are_told_together() -> None:
    two_of_three = [(Factor.EVIDENCE, "a"), (Factor.PARAMETERS, "p"), (Factor.CODE, "helpers")]
    some = found(lambda new: sum(part in new for part in two_of_three) >= 2)
    assert told(some) == [(str(factor), "", How.TOGETHER) for factor in PARTS]


def test_sources_of_which_either_suffices_are_found_within_the_evidence() -> None:
    some = found(lambda new: bool({(Factor.EVIDENCE, "a"), (Factor.EVIDENCE, "c")} & new))
    assert told(some) == [("evidence", "a", How.ALONE), ("evidence", "c", How.ALONE)]


def test_parts_that_only_together_do_what_another_factor_does_alone() -> None:
    both = {(Factor.EVIDENCE, "a"), (Factor.EVIDENCE, "c")}
    some = found(lambda new: both <= new or (Factor.CODE, "helpers") in new)
    assert told(some) == [
        ("evidence", "a", How.TOGETHER),
        ("evidence", "c", How.TOGETHER),
        ("code", "helpers", How.ALONE),
    ]


def test_what_is_left_when_all_is_held_back_is_the_environment() -> None:
    assert told(found(lambda _: "same", then="other")) == [("environment", "", How.LEFT)]
    some = found(lambda new: (Factor.CODE, "helpers") in new, then="other")
    assert told(some) == [("environment", "", How.LEFT), ("code", "helpers", How.HELD)]


def test_what_cannot_be_evaluated_is_told_as_such_and_hides_no_cause() -> None:
    def function(new: State) -> object:
        if (Factor.CODE, "helpers") not in new and (Factor.EVIDENCE, "a") in new:
            return Unknown("the old code does not know the new rows")
        return (Factor.EVIDENCE, "a") in new

    some = found(function)
    assert told(some) == [("evidence", "a", How.HELD), ("code", "", How.UNTRIED)]
    assert some[1].reason == "the old code does not know the new rows"


def test_a_state_without_a_report_tells_nothing_of_its_numbers_but_why_there_is_none() -> None:
    def evaluate(states: Collection[State]) -> Mapping[State, Results]:
        good, broken = {ITEM: "1", REPORT: MADE}, {REPORT: "failed: no rows"}
        return {one: good if (Factor.CODE, "helpers") not in one or len(one) > 1 else broken for one in states}

    asked = Question([ITEM, REPORT], PARTS, {ITEM: "1", REPORT: MADE}, {ITEM: "1", REPORT: MADE})
    assert causes(asked, evaluate) == {ITEM: [], REPORT: []}
    told_of = causes(Question([ITEM], {Factor.CODE: ["helpers"]}, {ITEM: "1"}, {ITEM: "2"}), evaluate)
    assert [(cause.how, cause.reason) for cause in told_of[ITEM]] == [(How.UNTRIED, "failed: no rows")]


def test_a_change_that_cannot_be_evaluated_at_all_says_so_of_every_factor() -> None:
    some = found(lambda _: Unknown("gone"), then="other")
    assert told(some) == [(str(factor), "", How.UNTRIED) for factor in PARTS]


def test_no_more_is_evaluated_than_a_cause_needs() -> None:
    function = lambda new: (Factor.PARAMETERS, "q") in new  # noqa: E731
    evaluate, asked = evaluating(function)
    causes(Question([ITEM], PARTS, {ITEM: "True"}, {ITEM: "False"}), evaluate)
    # as they are, as they were, each of three factors and each of two parameters held back
    assert len(asked) == 7


@given(st.dictionaries(st.sets(st.sampled_from(sorted(EVERY))).map(frozenset), st.integers(0, 3)))
def test_whatever_the_function_every_cause_that_is_named_was_seen(table: dict[State, int]) -> None:
    def function(new: State) -> object:
        return table.get(new, len(new) % 2)

    for cause in found(function):
        if cause.how is How.HELD:
            assert cause.value != str(function(EVERY))
        assert cause.how is not How.UNTRIED
        assert Cause.from_dict(cause.as_dict()) == cause
