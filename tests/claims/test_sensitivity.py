import pandas as pd
import pytest

from helpers.claims import RULES, judge
from helpers.claims.sensitivity import sensitivity, turned
from helpers.evidence import load
from helpers.parameters import NOTEBOOKS, Parameters, Trade

FAST = Parameters(draws=100)


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return sensitivity(load(), FAST)


def test_the_default_setting_gives_the_verdict_of_the_ledger(found: pd.DataFrame) -> None:
    default = found[found["setting"] == "default"].set_index("claim")["verdict"]
    assert set(default.index) == set(RULES)
    assert default["TRD-3"] == judge(load(), "TRD-3", FAST).verdict.value


def test_what_a_rule_does_not_read_is_not_tried_and_would_not_turn_it(found: pd.DataFrame) -> None:
    tried = {(str(row.claim), str(row.setting)) for row in found.itertuples()}
    assert ("ECO-1", "tolerance=0.03") in tried
    assert ("ECO-1", "fixed_share=0.5") not in tried
    for claim_id, known in RULES.items():
        left = [(name, value) for name, value in known.model.others() if (claim_id, f"{name}={value}") not in tried]
        for name, value in left[:1]:
            changed = known.model(**{**FAST.common(), name: value})
            assert judge(load(), claim_id, changed).verdict is judge(load(), claim_id, FAST).verdict, (claim_id, name)


def test_a_wider_tolerance_lets_the_kazakh_figure_count_as_equal(found: pd.DataFrame) -> None:
    assert turned(found).set_index("claim").loc["TRD-3", "turned_by"] == "tolerance=0.15: supported"


@pytest.mark.parametrize("model", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_what_a_critic_would_choose_is_allowed_and_differs_from_the_default(model: type[Parameters]) -> None:
    for name, value in model.others():
        assert getattr(model(**{name: value}), name) == value
        assert value != model.model_fields[name].default


def test_every_theme_gives_a_critic_something_to_change() -> None:
    assert all(known.model.others() for known in RULES.values())
    assert ("tolerance", 0.15) in Trade.others()


def test_turns_are_counted_against_the_default() -> None:
    rows = [("A", "default", "supported"), ("A", "x=1", "supported"), ("A", "x=2", "contradicted")]
    found = turned(pd.DataFrame(rows, columns=["claim", "setting", "verdict"]))
    assert found.to_dict("records") == [
        {"claim": "A", "verdict": "supported", "settings": 2, "turns": 1, "turned_by": "x=2: contradicted"}
    ]
