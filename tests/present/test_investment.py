"""Figures and sentences of investment state what their numbers say, and nothing where there are none."""

from datetime import date
from typing import Any

import pytest

from helpers.analysis import investment, investment_paths, investment_size
from helpers.analysis.investment import DIRECTIONS
from helpers.claims.investment import by_choice
from helpers.evidence import Evidence, load
from helpers.parameters import Investment
from helpers.present import investment as pictures
from helpers.present import investment_closing as closing
from helpers.present import investment_tables as tables
from helpers.present import investment_words as words
from helpers.present.wording import Sentence

P = Investment(draws=200)
NOTHING = date(1995, 12, 31)


class Said:
    """A page that keeps what it is told."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.headlines: dict[str, Any] = {}

    def say(self, text: str, /, **values: Any) -> None:
        self.texts.append(Sentence().vformat(text, (), values))

    def sources(self, used: Any) -> None:
        assert len(used)

    def headline(self, name: str, label: str, value: Any, *_: Any) -> None:
        assert label
        self.headlines[name] = value


def known(evidence: Evidence) -> tuple[dict[str, Any], dict[str, float]]:
    sums = {key: investment.sums(evidence, direction) for key, direction in DIRECTIONS.items()}
    return sums, {key: investment.stated(evidence, d.claim) for key, d in DIRECTIONS.items()}


def outlooks(evidence: Evidence) -> dict[str, Any]:
    found = {key: investment_paths.outlook(evidence, P, d) for key, d in DIRECTIONS.items()}
    return {key: outlook for key, outlook in found.items() if outlook}


def test_titles_carry_the_numbers(evidence: Evidence) -> None:
    sums, goals = known(evidence)
    chart = pictures.sums_chart(sums, goals)
    assert chart is not None
    assert "204 to 306" in chart.title
    assert "95 to 114" in chart.title
    assert "more than 130" in chart.alt
    ratio = pictures.asymmetry_chart(investment_size.asymmetry(evidence), investment_size.weighed(evidence))
    assert ratio is not None
    assert "1.9 to 3.2 times" in ratio.title
    assert "7.8 times as much against its GDP" in ratio.title
    counts = pictures.companies_chart(investment.companies(evidence, DIRECTIONS["kz"]), 250)
    assert counts is not None
    assert counts.title.endswith("at 250; the most is more than 200 (March 2024)")
    share = pictures.shares_chart(investment_size.shares(evidence))
    assert share is not None
    assert "6.3 percent" in share.title
    outlook = pictures.outlook_chart(outlooks(evidence), 12, 0.9)
    assert outlook is not None
    assert "225 million (Azerbaijan in Kazakhstan) in" in outlook.title


def test_nothing_known_draws_nothing() -> None:
    evidence = load(NOTHING)
    sums, goals = known(evidence)
    assert pictures.sums_chart(sums, goals) is None
    assert pictures.outlook_chart({}, 12, 0.9) is None
    assert pictures.asymmetry_chart(investment_size.asymmetry(evidence), investment_size.weighed(evidence)) is None
    assert pictures.shares_chart(investment_size.shares(evidence)) is None
    assert pictures.companies_chart(investment.companies(evidence, DIRECTIONS["kz"]), 250) is None
    assert tables.published_table(sums) is None
    assert tables.paths_table(investment_paths.path_tests(evidence, P), 12) is None
    assert tables.growth_table(investment_paths.growth_needed(evidence)) is None
    assert tables.funds_table(investment_size.funds(evidence)) is None


@pytest.mark.parametrize("day", [None, date(2024, 12, 31), date(2015, 12, 31), NOTHING], ids=str)
def test_the_page_speaks_on_any_day(day: date | None) -> None:
    evidence, page = load(day), Said()
    sums, goals = known(evidence)
    counts = investment.companies(evidence, DIRECTIONS["kz"])
    said: Any = page
    words.say_published(said, evidence, sums)
    words.say_paths(said, investment_paths.path_tests(evidence, P))
    words.say_bracket(said, investment_paths.growth_needed(evidence))
    words.say_flow(said, investment_paths.flow_check(evidence))
    words.say_outlook(said, outlooks(evidence))
    words.say_companies(said, counts, 250, investment_size.per_company(evidence))
    words.say_funds(said, investment_size.funds(evidence), goals)
    ranges = {key: investment.span(rows, 36) for key, rows in sums.items()}
    closing.bottom_line(
        said, ranges, outlooks(evidence), investment_size.asymmetry(evidence), investment.span(counts, 36)
    )
    closing.say_rest(said, sums, goals, investment.span(counts, 36), 250)
    words.say_choices(said, by_choice(evidence, P), P)
    assert all(text and "nan" not in text for text in page.texts)
    assert len(page.headlines) == 6


def test_the_bottom_line_says_which_sum_is_led_to(evidence: Evidence) -> None:
    page: Any = Said()
    sums, _ = known(evidence)
    ranges = {key: investment.span(rows, 36) for key, rows in sums.items()}
    closing.bottom_line(page, ranges, outlooks(evidence), investment_size.asymmetry(evidence), None)
    assert "Azerbaijan has invested 204 to 306 million dollars in Kazakhstan" in page.texts[0]
    assert "with the article's 225 inside" in page.texts[1]
    assert "with the article's 136 outside" in page.texts[1]


def test_the_limits_that_turn_a_verdict_are_named_by_the_fewest_changes(evidence: Evidence) -> None:
    page: Any = Said()
    words.say_choices(page, by_choice(evidence, P), P)
    apart = "figures up to 24 months apart and "
    assert page.texts == [
        f"INV-1 would be contradicted with {apart}no growth allowed for, or supported with {apart}a tolerance of 10%.",
        f"INV-2 would be contradicted with {apart}growth of no more than 25% a year.",
    ]


def test_paths_are_shown_without_and_with_the_articles_figure(evidence: Evidence) -> None:
    table = tables.paths_table(investment_paths.path_tests(evidence, P), 12)
    assert table is not None
    assert table.title.startswith("With the article's figure, 4 of 6 sets")
    assert list(table.frame["without"]) == [183, 613, 613, 183, 183, 183]
    assert list(table.frame["days"]) == [183, 1022, 1022, 183, 183, 183]
