"""Figures and tables of trade state what their numbers say, and nothing where there are none."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from helpers.analysis import trade_gold, trade_gravity, trade_mirror, trade_profiles, trade_season, trade_target
from helpers.evidence import Evidence, load
from helpers.locale import speaking
from helpers.parameters import Trade
from helpers.present import trade as pictures
from helpers.present import trade_benchmark, trade_forecast_words, trade_goods, trade_sensitivity, trade_words
from helpers.present import trade_season as seasons
from helpers.present.chart import Chart
from helpers.present.wording import Sentence

P = Trade(draws=200)
PERIOD = "2025-01/2025-08"


class Said:
    """A page that keeps what it is told, and where its numbers come from."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.bases: list[Any] = []

    def say(self, text: str, /, *, of: Any = "", **values: Any) -> None:
        self.texts.append(Sentence().vformat(text, (), values))
        self.bases.append(of)


def charts(evidence: Evidence) -> dict[str, Chart | None]:
    """Every figure of the notebook."""
    rows = evidence.observations.head(3)
    known, tested = trade_profiles.profiles(evidence, P), ("azerbaijan", 2024)
    course = trade_season.usual_course(evidence, P, without=tested)
    found = trade_target.distances(evidence, P)
    return {
        "mirror": pictures.mirror_chart(trade_mirror.mirror(evidence, P), rows),
        "gold": pictures.gold_chart(trade_gold.parts(evidence, P), rows),
        "gold-price": pictures.dating_chart(trade_gold.dated(evidence, PERIOD, P), rows),
        "part-years": seasons.profiles_chart(known, course, tested, rows),
        "nowcast": seasons.nowcast_chart(trade_season.nowcasts(evidence, P), 2025, rows),
        "gravity": trade_benchmark.gravity_chart(trade_gravity.benchmark(evidence, P), rows),
        "target": trade_benchmark.target_chart(found, 1000, 2030, rows),
        "goods": trade_goods.goods_chart(evidence, P),
    }


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_figure_is_drawn_without_a_text_on_another(evidence: Evidence, lang: str) -> None:
    with speaking(lang):
        drawn = {name: chart.block([]) for name, chart in charts(evidence).items() if chart}
    assert [block["name"] for block in drawn.values()] == list(charts(load(date(2010, 1, 1))))


def test_nothing_known_draws_nothing() -> None:
    assert not any(charts(load(date(2010, 1, 1))).values())


def test_goods_are_named_as_far_as_their_value_is_known(evidence: Evidence) -> None:
    chart = trade_goods.goods_chart(evidence, P)
    assert chart is not None
    assert chart.title == (
        "Goods are known by value for 8% to 57% of turnover, and most of the 57% of January–October 2025 is gold"
    )
    early = trade_goods.goods_chart(load(date(2024, 2, 28)), P)
    assert early is not None
    assert early.title == "Goods are known by value for 8% of turnover in 2022"


def test_of_each_year_the_longest_part_is_shown() -> None:
    shares = pd.DataFrame(
        [("gold", "2024", 0.2), ("gold", "2025-01/2025-07", 0.5), ("wheat", "2025-01/2025-10", 0.1)],
        columns=["goods", "period", "share"],
    )
    table = trade_goods.longest_of_each_year(shares)
    assert table["period"].tolist() == ["2024", "2025-01/2025-10"]


def test_a_year_outside_its_interval_is_named(evidence: Evidence) -> None:
    page: Any = Said()
    trade_forecast_words.say_backtest(page, trade_season.backtest(evidence, P), P.level)
    assert page.texts[0].startswith("Outside the interval: Azerbaijan 2024 (470 against ")


def test_sentences_on_goods_say_where_they_come_from(evidence: Evidence) -> None:
    page: Any = Said()
    trade_words.say_goods(page, evidence, P)
    assert page.bases[0] == "goods"
    assert set(page.bases[1]["entity"]) == {"KAZ-AZE", "AZE-KAZ"}


def test_the_choices_that_turn_a_verdict_stand_beside_it() -> None:
    verdicts = dict.fromkeys(trade_sensitivity.VARIATIONS, "partly supported")
    table = pd.DataFrame([{"claim": "A", **verdicts, "looser": "supported"}, {"claim": "B", **verdicts}])
    shown = trade_sensitivity.sensitivity_table(table)
    assert shown.frame["turned"].tolist() == ["supported: tolerance 15%", "–"]
    assert shown.title.startswith("1 of 2 verdicts depends on ")
