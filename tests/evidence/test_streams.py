"""As of any day, a stream says one thing of each figure: what its newest vintage by then said."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from helpers.evidence import made
from helpers.evidence.streams import newest_vintages
from helpers.package import place, stream

KNOWN = {"hand_2024": "oil", "hand_2025": "oil"}
FIRST = date(2025, 1, 1)
sources = st.sampled_from(["hand_2024", "hand_2025", "oil@2025-01-03", "oil@2025-01-03.2", "oil@2025-01-03.10"])
others = st.sampled_from(["agency", "gas@2025-01-02", "gas@2025-01-05"])


def fact(source: str, day: int, period: str, value: int) -> dict[str, Any]:
    published = (FIRST + timedelta(days=day)).isoformat()
    return dict(series="s", entity="E", period=period, value=value, unit="kt", source=source, published=published)


@st.composite
def publications(draw: st.DrawFn) -> pd.DataFrame:
    """Observations of several sources, each public on one day and saying one thing of a period."""
    days = {source: draw(st.integers(0, 9)) for source in draw(st.sets(st.one_of(sources, others), min_size=1))}
    said = [
        fact(source, day, period, draw(st.integers(1, 3)))
        for source, day in days.items()
        for period in draw(st.sets(st.sampled_from(["2021", "2022", "2023"])))
    ]
    return made(said, FIRST + timedelta(days=9)).observations


@given(publications(), st.integers(0, 9))
def test_of_a_stream_and_a_figure_only_the_newest_vintage_of_a_day_is_seen(rows: pd.DataFrame, day: int) -> None:
    public = rows[rows["published"] <= pd.Timestamp(FIRST + timedelta(days=day))].reset_index(drop=True)
    seen = newest_vintages(public, KNOWN)
    for (name, period), group in public.groupby([public["source"].map(lambda one: stream(one, KNOWN)), "period"]):
        own = seen[seen["source"].map(lambda one: stream(one, KNOWN)).eq(name) & seen["period"].eq(period)]
        if not name:  # a source for itself
            assert sorted(own["row"]) == sorted(group["row"])
            continue
        [found] = own.to_dict("records")
        later = max(zip(group["published"], group["source"].map(place), strict=True))
        assert (found["published"], place(found["source"])) == later


@given(publications())
def test_what_stands_alone_is_left_as_it_is(rows: pd.DataFrame) -> None:
    alone = rows[~rows["source"].isin(KNOWN) & ~rows["source"].str.contains("@")].reset_index(drop=True)
    assert newest_vintages(alone, KNOWN) is alone


def test_two_things_that_one_vintage_says_both_stand() -> None:
    rows = made([fact("oil@2025-01-03", 2, "2021", 1), fact("oil@2025-01-03", 2, "2021", 2)]).observations
    assert len(newest_vintages(rows, {})) == 2


def test_a_final_figure_supersedes_the_estimate_of_its_stream() -> None:
    rows = made([
        fact("hand_2024", 0, "2021", 1) | {"kind": "estimate"}, fact("oil@2025-01-03", 2, "2021", 2)
    ]).observations  # fmt: skip
    assert newest_vintages(rows, KNOWN)["kind"].tolist() == ["actual"]


def test_another_kind_of_statement_is_another_thing() -> None:
    rows = made([
        fact("hand_2024", 0, "2021", 1) | {"kind": "forecast"}, fact("oil@2025-01-03", 2, "2021", 2)
    ]).observations  # fmt: skip
    assert len(newest_vintages(rows, KNOWN)) == 2
