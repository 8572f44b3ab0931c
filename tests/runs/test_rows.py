"""Rows of evidence that differ, and packages in which some are as they were."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.runs.rows import Change, Sheet, by_source, changes, continued, is_new_name, mixed, package

COLUMNS = ("series", "entity", "period", "value", "unit", "kind", "source")
TABLE = "observations/trade.csv"


def fact(value: str, source: str = "a", entity: str = "AZE", series: str = "s") -> tuple[str, ...]:
    return (series, entity, "2025", value, "Mt", "actual", source)


def sheet(*rows: tuple[str, ...]) -> Sheet:
    return Sheet(COLUMNS, rows)


def values(found: list[Change]) -> list[tuple[str, str, str, str]]:
    return [(one.source, one.kind, one.before.get("value", ""), one.after.get("value", "")) for one in found]


def test_a_revised_row_is_paired_a_new_one_and_one_that_is_gone_are_not() -> None:
    old = {TABLE: sheet(fact("1"), fact("2", "b"), fact("3", "c"))}
    new = {TABLE: sheet(fact("1.5"), fact("3", "c"), fact("4", "d"))}
    assert values(changes(new, old)) == [("a", "revised", "1", "1.5"), ("d", "new", "", "4"), ("b", "gone", "2", "")]
    assert changes(new, old)[0].cells == {"value": ("1", "1.5")}


def test_a_row_that_only_moved_is_no_change() -> None:
    one, two = fact("1"), fact("2", "b")
    assert changes({TABLE: sheet(one, two)}, {TABLE: sheet(two, one)}) == []


def test_a_vintage_revises_what_its_feed_said_last_and_the_source_that_it_continues() -> None:
    old = {
        TABLE: sheet(fact("0", "by_hand"), fact("9", "other"), fact("5", "by_hand", "KAZ")),
        "live/f@2026-11-01/trade.csv": sheet(fact("1", "f@2026-11-01")),
        "live/f@2026-11-01.2/trade.csv": sheet(fact("2", "f@2026-11-01.2")),
    }
    day = "live/f@2026-11-02/trade.csv"
    new = {
        **old,
        day: sheet(fact("3", "f@2026-11-02"), fact("6", "f@2026-11-02", "KAZ"), fact("7", "f@2026-11-02", "GEO")),
    }
    vintage = "f@2026-11-02"
    assert values(changes(new, old, {"by_hand": "f"})) == [
        (vintage, "revised", "2", "3"), (vintage, "revised", "5", "6"), (vintage, "new", "", "7"),
    ]  # fmt: skip
    assert values(changes(new, old))[1] == (vintage, "new", "", "6")


def test_a_source_takes_its_own_line_along_and_names_stay() -> None:
    old = {TABLE: sheet(fact("1")), "sources.csv": Sheet(("id", "published"), (("a", "2024"),)),
           "series.csv": Sheet(("series", "unit"), (("s", "Mt"),))}  # fmt: skip
    new = {TABLE: sheet(fact("1"), fact("2", "b", series="t")),
           "sources.csv": Sheet(("id", "published"), (("a", "2024"), ("b", "2025"))),
           "series.csv": Sheet(("series", "unit"), (("s", "Mt"), ("t", "Mt")))}  # fmt: skip
    assert {name: len(rows) for name, rows in by_source(changes(new, old)).items()} == {"b": 1, "series.csv": 1}
    assert [is_new_name(one) for one in changes(new, old)] == [False, True]
    dated = {**old, "sources.csv": Sheet(("id", "published"), (("a", "2024-05"),))}
    assert [(one.source, one.kind) for one in changes(dated, old)] == [("a", "revised")]
    back = mixed(new, old, {"b"})
    assert back == {**old, "series.csv": new["series.csv"]}


ROWS = st.lists(st.builds(fact, st.sampled_from("123"), st.sampled_from("abc"), st.sampled_from(["AZE", "KAZ"])))


@given(ROWS, ROWS)
def test_all_held_back_is_the_old_package_and_nothing_held_back_the_new_one(
    now: list[tuple[str, ...]], then: list[tuple[str, ...]]
) -> None:
    new, old = {TABLE: sheet(*now)}, {TABLE: sheet(*then)}
    assert mixed(new, old, set()) == new
    assert mixed(new, old, {"a", "b", "c"}) == old


@given(ROWS, ROWS, st.sets(st.sampled_from("abc")))
def test_holding_back_touches_only_the_sources_that_are_named(
    now: list[tuple[str, ...]], then: list[tuple[str, ...]], held: set[str]
) -> None:
    rows = mixed({TABLE: sheet(*now)}, {TABLE: sheet(*then)}, held)[TABLE].rows
    for source in "abc":
        of_source = then if source in held else now
        assert sorted(row for row in rows if row[-1] == source) == sorted(row for row in of_source if row[-1] == source)


def test_a_package_is_read_from_its_pack(tmp_path: Path) -> None:
    pack = tmp_path / "pack.zip"
    feeds = '[feed.f]\ncontinues = ["by_hand"]\n'
    with zipfile.ZipFile(pack, "w") as packed:
        packed.writestr("data/t.csv", 'a,b\n1,"x, y"\nБ,\n')
        packed.writestr("data/feeds.toml", feeds)
    assert package(pack) == {"t.csv": Sheet(("a", "b"), (("1", "x, y"), ("Б", "")))}
    assert package(pack)["t.csv"].text() == 'a,b\n1,"x, y"\nБ,\n'
    assert continued(pack) == {"by_hand": "f"}


@pytest.mark.parametrize("held", [set(), {"live"}])
def test_a_file_that_only_one_side_has_comes_and_goes_whole(held: set[str]) -> None:
    new = {"live/f/t.csv": sheet(fact("1", "live"))}
    assert mixed(new, {}, held)["live/f/t.csv"].rows == (() if held else new["live/f/t.csv"].rows)
