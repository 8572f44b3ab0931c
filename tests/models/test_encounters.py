"""Contacts joined into trips, and meetings that attendance explains."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.models.encounters import COLUMNS, attendance, expected_meetings, trips


def contact(start: str, end: str = "", **more: Any) -> dict[str, Any]:
    fixed = {"pair": "AZE-KAZ", "host": "KAZ", "summit": True, "expected": False, "what": "CIS", "source": "a"}
    return {**fixed, "start": pd.Timestamp(start), "end": pd.Timestamp(end or start), **more}


def joined(*rows: dict[str, Any], gap: int = 3) -> pd.DataFrame:
    return trips(pd.DataFrame(rows), gap)


def test_no_contact_makes_no_trip() -> None:
    found = trips(pd.DataFrame(columns=["pair", "host", "start", "end", "summit", "expected", "what", "source"]), 3)
    assert list(found.columns) == COLUMNS
    assert found.empty


@pytest.mark.parametrize(("gap", "number"), [(0, 2), (1, 1), (3, 1)])
def test_days_apart_decide_what_is_one_trip(gap: int, number: int) -> None:
    assert len(joined(contact("2022-10-13"), contact("2022-10-14"), gap=gap)) == number


def test_a_long_visit_reaches_over_a_short_one() -> None:
    rows = joined(contact("2023-10-01", "2023-10-31"), contact("2023-10-05"), contact("2023-10-20"), gap=0)
    assert rows["occasions"].tolist() == [3]


def test_other_hosts_and_other_pairs_are_other_trips() -> None:
    rows = joined(contact("2024-07-04"), contact("2024-07-05", host="AZE"), contact("2024-07-04", pair="KAZ-UZB"))
    assert len(rows) == 3


def test_an_event_does_not_make_an_advance_list_firm() -> None:
    listed = contact("2024-10-23", expected=True)
    seen = contact("2024-10-23", summit=False, what="talks", source="b")
    both = joined(listed, seen)
    assert both["firm"].tolist() == [False]
    assert both["source"].tolist() == [("a", "b")]
    assert joined(listed, contact("2024-10-24"))["firm"].tolist() == [True]
    assert joined(seen)["firm"].tolist() == [True]


def test_two_who_always_come_are_expected_at_every_trip_once() -> None:
    shares = attendance(np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]]), np.array(["CIS"] * 3))
    assert expected_meetings(shares, np.array(["a", "a", "b"]))[0, 1] == pytest.approx(2)


def test_habits_multiply_and_what_is_unknown_is_not_expected() -> None:
    present = np.array([[1.0, 1.0], [0.0, 1.0], [np.nan, 1.0]])
    shares = attendance(present, np.array(["CIS"] * 3))
    assert shares[:, 0].tolist() == [0.5, 0.5, 0.0]
    assert expected_meetings(shares, np.array(["a", "b", "c"]))[0, 1] == pytest.approx(1.0)
