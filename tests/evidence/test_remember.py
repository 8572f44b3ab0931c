"""A result is worked out once, and anew as soon as anything it depends on is another."""

from datetime import date

import pandas as pd

from helpers.evidence import Evidence, load, made, remembered
from helpers.parameters import Parameters, Trade

ROWS = [{"series": "turnover", "entity": "AZE-KAZ", "period": "2024", "value": 470, "unit": "USD million"}]


def test_only_what_was_read_makes_a_new_result() -> None:
    calls: list[tuple[int, float]] = []

    @remembered
    def limit(evidence: Evidence, parameters: Trade) -> float:
        calls.append((parameters.seed, parameters.tolerance if parameters.seed == 1 else 0.0))
        return calls[-1][1]

    seen = made(ROWS)
    settings = [Trade(seed=seed, tolerance=near) for seed in (1, 2) for near in (0.1, 0.2)]
    assert [limit(seen, asked) for asked in settings * 2] == [0.1, 0.2, 0.0, 0.0] * 2
    assert calls == [(1, 0.1), (1, 0.2), (2, 0.0)]


def test_other_evidence_another_argument_and_another_model_are_other_questions() -> None:
    calls: list[object] = []

    @remembered
    def ask(evidence: Evidence, name: str, parameters: Parameters, *, half: bool = False) -> int:
        calls.append((evidence.as_of, name, parameters.__class__, half))
        return len(calls)

    late, early = load(date(2024, 12, 31)), load(date(2023, 12, 31))
    plain, trade = Parameters(), Trade()
    questions = [
        ask(late, "a", plain), ask(early, "a", plain), ask(late, "b", plain), ask(late, "a", trade),
        ask(late, "a", plain, half=True),
    ]  # fmt: skip
    assert questions == [1, 2, 3, 4, 5]
    assert ask(late, "a", parameters=plain) == ask(late, "a", parameters=plain) == 6
    assert ask(late, "a", plain) == 1


def test_one_remembered_result_in_another_is_read_through() -> None:
    @remembered
    def inner(evidence: Evidence, parameters: Trade) -> float:
        return parameters.tolerance

    @remembered
    def outer(evidence: Evidence, parameters: Trade) -> float:
        return inner(evidence, parameters)

    seen = made(ROWS)
    assert inner(seen, Trade(tolerance=0.2)) == 0.2
    assert [outer(seen, Trade(tolerance=near)) for near in (0.2, 0.3, 0.2)] == [0.2, 0.3, 0.2]


def test_a_frame_handed_out_may_be_changed_without_harm() -> None:
    @remembered
    def table(evidence: Evidence) -> pd.DataFrame:
        return evidence.observations[["value"]]

    seen = made(ROWS)
    first = table(seen)
    first["value"] = 0.0
    first.loc[0, "other"] = 1.0
    assert table(seen).to_dict("list") == {"value": [470.0]}
