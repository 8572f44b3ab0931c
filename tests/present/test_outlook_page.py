"""Figures, tables and sentences of the outlook say what the numbers say, on full, thin and empty evidence."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import pytest

from helpers.analysis import outlook, outlook_inputs, outlook_past, outlook_sensitivity, outlook_targets
from helpers.evidence import Evidence, load
from helpers.models.interval import Interval
from helpers.parameters import Outlook
from helpers.present import outlook as pictures
from helpers.present import outlook_levers, outlook_links, outlook_tables, outlook_words

FEW = Outlook(draws=200)


@dataclass
class Notes:
    """A page that keeps what it is told."""

    said: list[str] = field(default_factory=list)
    heads: dict[str, Any] = field(default_factory=dict)
    shown: list[Any] = field(default_factory=list)

    def say(self, text: str, /, **values: Any) -> None:
        self.said.append(text.format(**values))

    def show(self, item: Any) -> None:
        self.shown.append(item)

    def headline(self, name: str, label: str, value: Any, unit: str = "", digits: int | None = None,
                 text: str | None = None) -> None:  # fmt: skip
        self.heads[name] = (label, value, unit, digits, text)


@pytest.fixture(scope="module", params=[None, date(2024, 12, 31), date(2012, 12, 31)], ids=["now", "thin", "empty"])
def parts(request: pytest.FixtureRequest) -> dict[str, Any]:
    evidence = load(request.param)
    found = outlook_inputs.world(evidence, FEW)
    simulation, told = outlook.simulate(found, FEW), outlook_targets.targets(evidence, found)
    runs = outlook_targets.simulations(evidence, FEW, found)
    leading = outlook_targets.leading(told)
    return {
        "day": request.param, "evidence": evidence, "found": found, "simulation": simulation, "told": told,
        "runs": runs, "chances": outlook_targets.chances(told, runs), "leading": leading,
        "moved": outlook_sensitivity.moved(runs, leading, 0.9),
        "shares": outlook_sensitivity.variance_shares(found, FEW),
        "conditions": outlook_targets.conditions(evidence, found, simulation),
    }  # fmt: skip


def test_figures_state_their_finding_or_are_none(parts: dict[str, Any]) -> None:
    found, empty = parts["found"], parts["simulation"] is None
    charts = [
        pictures.futures_chart(outlook.fans(parts["simulation"], 0.9), found, parts["told"], 0.9),
        pictures.chances_chart(parts["chances"]),
        outlook_levers.levers_chart(parts["moved"], found.cited),
        outlook_levers.shares_chart(parts["shares"], found.cited),
    ]
    assert [chart is None for chart in charts] == [empty] * 4
    for chart in charts:
        if chart is not None:
            assert any(sign.isdigit() for sign in chart.title)
            assert len(chart.alt) > 60
            assert len(chart.data) > 1
            assert chart.block([])["svg"].startswith("<svg")


def test_tables_state_their_finding_or_are_none(parts: dict[str, Any]) -> None:
    found, empty = parts["found"], parts["simulation"] is None
    assert f"{len(found.known)} of 6" in outlook_tables.known_table(found).title
    assert "5 of 11" in outlook_tables.unknowns_table(outlook_sensitivity.unknowns(found, FEW), found).title
    joint = outlook_targets.together(parts["leading"], parts["runs"])
    tables = [
        outlook_tables.together_table(joint, parts["leading"], FEW.draws),
        outlook_tables.conditions_table(parts["conditions"]),
    ]
    assert [table is None for table in tables] == [empty] * 2
    for table in tables:
        if table is not None:
            assert len(table.block([])["rows"]) == len(table.frame)
    fall = Interval(0.5, 0.1, 0.9)
    falls = outlook_tables.falls_table(outlook_targets.published_falls(parts["evidence"], FEW), fall, 2030)
    assert falls is None or "0.10 to 0.90" in falls.title


def test_every_link_is_one_sentence_with_its_basis(parts: dict[str, Any]) -> None:
    rows = outlook_links.links(parts["found"], FEW)
    assert rows["sentence"].str.fullmatch(r"[A-Z].*[^.]\.").all()
    assert set(rows["basis"]) <= {outlook_links.ASSUMED, outlook_links.MIXED}
    title = outlook_links.links_table(parts["found"], FEW).title
    assert title.startswith(f"{len(rows)} links join the parts")


def test_the_assumed_correlation_is_called_no_finding(evidence: Evidence) -> None:
    found = outlook_inputs.world(evidence, FEW)
    table = outlook_tables.dependence_table(outlook_sensitivity.hanging_together(found), 0.4, found)
    assert table is not None
    assert "no finding" in table.title


def test_futures_that_meet_a_target_are_described(evidence: Evidence) -> None:
    found = outlook_inputs.world(evidence, Outlook())
    simulation = outlook.simulate(found, Outlook())
    assert simulation is not None
    leading = outlook_targets.leading(outlook_targets.targets(evidence, found))
    table = outlook_tables.filtered_table(outlook_sensitivity.filtered(simulation, leading), found.cited)
    assert table is not None
    assert "cargo also by what the fleet can carry" in table.title
    assert outlook_tables.filtered_table(outlook_sensitivity.filtered(simulation, leading.iloc[:0]), []) is None


def test_sentences_cope_with_every_vintage(parts: dict[str, Any]) -> None:
    page: Any = Notes()
    outlook_words.say_known(page, parts["found"], parts["evidence"].as_of)
    outlook_words.say_futures(page, parts["simulation"], parts["found"], 0.9)
    outlook_words.say_chances(page, parts["chances"], (3, 10))
    outlook_words.say_trade(page, parts["found"], parts["simulation"], parts["leading"])
    outlook_words.say_moved(page, parts["moved"])
    if parts["simulation"] is not None:
        outlook_words.say_shares(page, parts["shares"], outlook_sensitivity.correlations(parts["simulation"]))
    trials = outlook_past.trials(parts["evidence"], FEW, parts["found"])
    outlook_words.say_trials(page, trials)
    table = outlook_tables.trials_table(trials)
    assert (table is None) == trials.empty
    outlook_words.bottom_line(page, parts["simulation"], parts["chances"], parts["leading"], parts["conditions"], FEW)
    assert all("nan" not in text and "{" not in text for text in page.said)
    assert (page.said[-1] == outlook_words.silent()) == (parts["simulation"] is None)
    assert ("nothing can be simulated" in page.said[0]) == (parts["simulation"] is None)
    futures = [value for name, (_, value, *_) in page.heads.items() if name.startswith("future_")]
    assert len(futures) == 6
    assert all(value is None for value in futures) == (parts["simulation"] is None)


def test_a_trial_has_the_digits_of_its_quantity_whatever_its_size() -> None:
    fixed = {"made": pd.Timestamp("2024-12-31"), "year": 2025, "inside": True, "place": 0.5, "source": "s"}
    trade = dict(fixed, output="trade_kazakhstan", unit="USD million", low=44.11, value=394.2, high=2588.0, outcome=470)
    cargo = dict(fixed, output="cargo", unit="Mt", low=1.24, value=12.5, high=160.0, outcome=float("nan"))
    table = outlook_tables.trials_table(pd.DataFrame([trade, cargo]))
    assert table is not None
    block = table.block([])
    heads = [column["label"] for column in block["columns"]]
    ends = [heads.index(name) for name in ("low", "middle", "high", "outcome")]
    shown = [[row[place] for place in ends] for row in block["rows"]]
    assert shown == [["44", "394", "2,588", "470"], ["1.24", "12.50", "160.00", "–"]]


def test_what_is_missing_is_said_instead_of_shown() -> None:
    page: Any = Notes()
    outlook_words.say_scope(page, pd.DataFrame({"year": [2022, 2023]}))
    assert page.said == [
        "All oil to Azerbaijan, the wide scope, is known for the whole years 2022 and 2023 only and is not continued.",
    ]


def test_levers_that_change_little_are_called_so(parts: dict[str, Any]) -> None:
    chart = outlook_levers.levers_chart(parts["moved"], [])
    if chart is not None:
        assert chart.title.startswith("No single lever or assumption moves the median of cargo")
