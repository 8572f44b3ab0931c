import re
from dataclasses import replace

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.evidence import Evidence, load, made
from helpers.evidence.cited import independent


def evidence(*rows: tuple[str, float, str]) -> Evidence:
    return made([dict(series=s, entity="E", period="2024", value=v, unit="kt", source=source) for s, v, source in rows])


def test_copies_of_one_press_line_are_one_source() -> None:
    assert (
        independent(evidence(("turnover", 547.6, "a"), ("turnover", 547.6, "b"), ("turnover", 547.6, "c")).observations)
        == 1
    )


def test_one_source_with_many_rows_is_one_source() -> None:
    assert independent(evidence(("turnover", 1, "a"), ("gold", 2, "a")).observations) == 1


def test_sources_linked_by_a_third_are_one() -> None:
    rows = evidence(("x", 1, "a"), ("x", 1, "b"), ("y", 5, "b"), ("y", 5, "c")).observations
    assert independent(rows) == 1


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.integers(1, 4), st.sampled_from("abcdef"))))
def test_as_many_are_independent_as_a_graph_of_sources_and_lines_has_parts(rows: list[tuple[str, int, str]]) -> None:
    links: nx.Graph[object] = nx.Graph()
    links.add_edges_from((source, (series, value)) for series, value, source in rows)
    frame = pd.DataFrame(rows, columns=["series", "value", "source"]).assign(entity="E", period="2024")
    assert independent(frame) == nx.number_connected_components(links)


def test_different_figures_are_different_sources_and_nothing_is_none() -> None:
    rows = evidence(("turnover", 470, "a"), ("turnover", 533, "b")).observations
    assert independent(rows) == 2
    assert independent(rows.iloc[:0]) == 0


def test_vintages_of_a_live_source_and_what_it_continues_are_one_source() -> None:
    rows = evidence(("gdp", 70, "bank@2026-10-07"), ("gdp", 75, "bank@2026-11-27.2"), ("people", 10, "copy_2026"))
    assert independent(rows.observations) == 2
    assert independent(rows.observations, {"copy_2026": "bank"}) == 1
    assert replace(rows, streams={"copy_2026": "bank"}).independent(rows.observations["row"]) == 1


def test_citations_name_each_source_once(evidence: Evidence) -> None:
    rows = evidence.series("az_kz_trade_turnover_azrep")
    cited = evidence.citations(rows)
    assert {citation.id for citation in cited} == set(rows["source"])
    assert len(cited) == len({citation.id for citation in cited})
    assert all(citation.publisher and citation.title for citation in cited)


def test_a_source_that_is_not_there_cannot_be_cited(evidence: Evidence) -> None:
    with pytest.raises(KeyError):
        evidence.citations(["nobody_2025"])


def test_a_publisher_has_one_spelling() -> None:
    known = load().table("sources")["publisher"]
    parts = {part for name in known for part in re.split(r" \(| citing | via |after |, |\)", name) if part}
    spelled: dict[str, set[str]] = {}
    for part in parts:
        spelled.setdefault(re.sub(r"\W", "", part).casefold(), set()).add(part)
    assert {tuple(sorted(names)) for names in spelled.values() if len(names) > 1} == set()


def test_the_title_of_a_source_holds_no_working_note() -> None:
    sources = load().table("sources")
    told = sources["title"] + " " + sources["publisher"]
    noted = told.str.contains(r"weak|secondary\)|not shown|as retrieved|without address", regex=True)
    assert told[noted].tolist() == []
