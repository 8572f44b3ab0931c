from datetime import date

import pandas as pd

from helpers.claims import RULES, Verdict, judge
from helpers.claims.history import first_known, history, year_ends
from helpers.evidence import load
from helpers.parameters import Parameters

FAST = Parameters(draws=100)


def test_every_rule_copes_with_every_vintage() -> None:
    days = [date(year, 12, 31) for year in (1995, 2008, 2014, 2019, 2021, 2022, 2023, 2025)]
    verdicts = history(days, FAST)
    assert set(verdicts["claim"]) == set(RULES)
    assert set(verdicts["verdict"]) <= {word.value for word in Verdict}


def test_a_rule_sees_nothing_that_came_later() -> None:
    # the article's own trade figures were published in autumn 2025
    known = history([date(2024, 12, 31), date(2025, 12, 31)], FAST)
    trade = known[known["claim"] == "TRD-1"]["verdict"].tolist()
    assert trade[0] == "unverified"
    assert trade[1] != "unverified"


def test_the_history_ends_with_the_verdict_of_the_day() -> None:
    evidence = load()
    last = history([evidence.as_of], FAST).set_index("claim")["verdict"]
    assert last["ECO-3"] == judge(evidence, "ECO-3", FAST).verdict.value


def test_year_ends_include_the_day_itself_once() -> None:
    assert year_ends(2024, date(2025, 12, 31)) == [date(2024, 12, 31), date(2025, 12, 31)]
    assert year_ends(2030, date(2025, 12, 31)) == [date(2025, 12, 31)]


def test_flips_are_counted_from_the_first_day_on_which_evidence_spoke() -> None:
    days = [date(year, 12, 31) for year in (2022, 2023, 2024, 2025)]
    words = {"A": ["unverified", "supported", "contradicted", "supported"], "B": ["unverified"] * 4}
    verdicts = pd.DataFrame(
        [(d, c, w) for c, ws in words.items() for d, w in zip(days, ws, strict=True)],
        columns=["day", "claim", "verdict"],
    )
    known = first_known(verdicts).set_index("claim")
    assert known.loc["A", "first_day"] == pd.Timestamp("2023-12-31")
    assert known["flips"].to_dict() == {"A": 2, "B": 0}
    assert known["first_day"].isna().to_dict() == {"A": False, "B": True}
    assert known["verdict"].to_dict() == {"A": "supported", "B": "unverified"}
