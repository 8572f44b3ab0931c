"""Mistakes that a researcher makes in a notebook: each is told with what, where, what was expected, what to do."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from pydantic import ValidationError

from helpers.claims import judge, judge_theme
from helpers.evidence import EvidenceError, convert, load, made, parse
from helpers.parameters import Asked, Trade
from helpers.present import Chart, Page, Table, canvas

SERIES = "az_kz_trade_turnover_azrep"
FEW = Trade(draws=100)
SEEN = load(sees=Trade.sees)
ROWS = SEEN.series(SERIES)


def chart(**fields: Any) -> Chart:
    figure, axes = canvas()
    axes.plot([1, 2])
    return Chart(**{"figure": figure, "title": "It grew", "alt": "A line.", "data": ROWS, **fields})


def page() -> Page:
    return Page(FEW, SEEN)


IN_EVIDENCE: list[tuple[Callable[[], Any], str]] = [
    (lambda: SEEN.series("az_kz_trade_turnover"), f"unknown series 'az_kz_trade_turnover': did you mean .*{SERIES}"),
    (lambda: SEEN.series("titr_cargo"), r"'titr_cargo' is not seen here: .*load\(as_of\)"),
    (lambda: SEEN.series(SERIES, "AZ-KZ"), "unknown entity 'AZ-KZ': did you mean AZE-KAZ"),
    (lambda: SEEN.series(SERIES, kinds=["plans"]), "unknown kind 'plans': did you mean plan"),
    (lambda: SEEN.table("claim"), "unknown table 'claim': did you mean claims"),
    (lambda: SEEN.table("summits"), "'summits' is not seen here"),
    (lambda: SEEN.rows([ROWS["row"][0], "abc"]), f"no row 'abc' in the evidence as of {SEEN.as_of}: .*column row"),
    (lambda: SEEN.citations(["azertag_igc"]), "unknown source 'azertag_igc': did you mean azertag_igc_2025"),
    (lambda: SEEN.citations("azertag_igc_2025"), r"one id as text, 'azertag_igc_2025': .*\['azertag_igc_2025'\]"),
    (lambda: SEEN.citations(ROWS[["value"]]), "no column 'source' among value"),
    (lambda: load(sees=("observations-trad",)), "unknown table 'observations-trad': did you mean observations-trade"),
    (lambda: convert(1, "kt", "Mtt", SEEN.table("units")), "unknown unit 'Mtt': did you mean Mt"),
    (lambda: judge(SEEN, "trd1"), "unknown claim 'trd1': did you mean TRD-1"),
    (lambda: judge_theme(SEEN, "trad"), "unknown theme 'trad': did you mean trade"),
    (lambda: made([{"series": "a", "entity": "KAZ", "value": 1, "unit": "Mt"}]), "row 1 lacks period"),
    (lambda: made([{"series": "a", "entity": "KAZ", "perid": "2024"}]), "row 1 has an unknown field 'perid'.*period"),
]  # fmt: skip

OF_A_WRONG_KIND: list[tuple[Callable[[], Any], type[Exception], str]] = [
    (lambda: load("2024-12-31"), TypeError, r"as_of is '2024-12-31', expected a date: date\(2024, 12, 31\)"),
    (lambda: load(datetime(2024, 12, 31)), TypeError, r"expected a date: date\(2024, 12, 31\)"),
    (lambda: load(sees="observations-trade"), TypeError, r"\('observations-trade',\)"),
    (lambda: judge("TRD-1", SEEN), TypeError, "the evidence comes first"),
    (lambda: SEEN.series(SERIES, period="2025-1"), ValueError, "'2025-1' is no day, month or year"),
    (lambda: parse("2024-13"), ValueError, "'2024-13' is no day, month or year.*month must be"),
    (lambda: parse("2024-02-30"), ValueError, "'2024-02-30' is no day, month or year.*day"),
    (lambda: Trade.of(FEW), TypeError, r"Trade.of\(globals\(\)\)"),
    (lambda: setattr(FEW, "year", 2024), AttributeError, r"year.*tagged cell.*Trade\(year=2024\)"),
    (lambda: setattr(Asked(FEW), "year", 2024), AttributeError, r"Trade\(year=2024\)"),
    (lambda: FEW.yaer, AttributeError, "Trade has no parameter 'yaer': did you mean year"),
    (lambda: Asked(FEW).yaer, AttributeError, "did you mean year"),
    (lambda: Page(SEEN, FEW), TypeError, r"Page\(parameters, evidence\)"),  # type: ignore[arg-type]
    (lambda: page().show(None), ValueError, "give the sentence for a day without evidence"),
    (lambda: page().show(ROWS), TypeError, r"not a DataFrame: .*Table\(frame, "),  # type: ignore[arg-type]
    (lambda: page().show(canvas()[0]), TypeError, r"not a Figure: .*Chart\(figure, "),  # type: ignore[arg-type]
    (lambda: page().show(chart()), ValueError, "'It grew' names no source: give it the rows or ids"),
    (lambda: page().explore(ROWS), TypeError, "explore takes an Explorer, not a DataFrame"),  # type: ignore[arg-type]
    (lambda: page().verdicts(judge(SEEN, "TRD-1", FEW)), TypeError, r"verdicts\(\[judgement\]\)"),  # type: ignore[arg-type]
    (lambda: page().headline("a", "A", "547"), TypeError, "headline 'a' is '547', expected a number"),  # type: ignore[arg-type]
    (lambda: page().say("It is {x:.1f}.", x="a"), ValueError, "'a' is text and has no format '.1f': give a number"),
    (lambda: chart(figure=canvas()[1]), TypeError, "figure is of type Axes, expected a Figure"),
    (lambda: chart(data=[1, 2]), TypeError, "data is of type list, expected a DataFrame"),
    (lambda: Table([1, 2], "All"), TypeError, "frame is of type list, expected a DataFrame"),  # type: ignore[arg-type]
]

OF_PARAMETERS: list[tuple[dict[str, Any], str]] = [
    ({"yaer": 2024}, "yaer\n  no such parameter: did you mean year"),
    ({"year": "two"}, "year\n  .*valid integer.*'two'"),
    ({"months": 12}, "months\n  .*less than or equal to 11.*12"),
    ({"gold": "no"}, "gold\n  .*'both', 'with' or 'without'.*'no'"),
    ({"as_of": "31.12.2024"}, "as_of\n  .*expected a date written as YYYY-MM-DD.*'31.12.2024'"),
    ({"as_of": 2024}, "as_of\n  .*expected a date written as YYYY-MM-DD.*2024"),
]


@pytest.mark.parametrize(("mistake", "said"), IN_EVIDENCE)
def test_a_wrong_name_is_told_with_the_right_one(mistake: Callable[[], Any], said: str) -> None:
    with pytest.raises(EvidenceError, match=said):
        mistake()


@pytest.mark.parametrize(("mistake", "error", "said"), OF_A_WRONG_KIND)
def test_a_value_of_a_wrong_kind_is_told_with_what_to_give(
    mistake: Callable[[], Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        mistake()


@pytest.mark.parametrize(("given", "said"), OF_PARAMETERS)
def test_a_wrong_parameter_is_told_with_what_it_may_be(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Trade(**given)


def test_all_wrong_parameters_are_told_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        Trade(yaer=2024, months=12)  # type: ignore[call-arg]
    assert [fault["loc"] for fault in caught.value.errors()] == [("months",), ("yaer",)]


def test_an_unknown_name_is_also_a_missing_key_whose_message_can_be_read() -> None:
    with pytest.raises(KeyError) as caught:
        SEEN.table("claim")
    assert str(caught.value).startswith("unknown table 'claim'")


def test_a_single_kind_may_be_given_as_text() -> None:
    assert len(SEEN.series(SERIES, kinds="actual")) == len(SEEN.series(SERIES, kinds=["actual"])) > 0


def test_what_is_not_yet_public_is_no_mistake() -> None:
    early = load(date(1990, 1, 1), sees=Trade.sees)
    assert early.series(SERIES, "AZE-KAZ").empty
    assert isinstance(made([]).observations, pd.DataFrame)
