"""What the cells of a notebook show and leave behind."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from helpers.claims.verdict import Claim, Judgement, Reading, Verdict
from helpers.evidence import made
from helpers.locale import day
from helpers.models.interval import Interval
from helpers.parameters import Trade
from helpers.present import Chart, Page, Table, canvas
from helpers.present.blocks import MIME

ROW: dict[str, Any] = {
    "series": "turnover", "entity": "AZE-KAZ", "period": "2024", "value": 470.0, "unit": "USD million",
}  # fmt: skip
CLAIM = Claim("TRD-3", "trade", (4, 5), "figure", "Turnover was 470.", "approx", "470", "USD million", "2024", "")
Shown = list[dict[str, Any]]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """MIME bundles that the page displays."""
    bundles: Shown = []
    monkeypatch.setattr("helpers.present.page.display", lambda bundle, **_: bundles.append(bundle))
    return bundles


@pytest.fixture
def page() -> Page:
    return Page(Trade(year=2024), made([ROW]))


def judgement(page: Page) -> Judgement:
    rows = tuple(page._evidence.observations["row"])
    reading = Reading(
        "Azerbaijan's statistics", Verdict.SUPPORTED, "470 against 470.", Interval.exactly(470), "USD million", rows
    )
    return Judgement(CLAIM, Verdict.SUPPORTED, "470 against 470.", (reading,), 1)


def test_every_output_is_data_and_html_and_text(page: Page, shown: Shown) -> None:
    figure, axes = canvas()
    axes.plot([1, 2])
    frame = page._evidence.observations
    page.parameters()
    page.show(Chart(figure, "It grew", "A line.", frame[["value"]], frame))
    page.show(Table(frame[["period", "value"]], "All", sources=["test_source"]))
    page.say("It is {v}.", v=1.5)
    page.headline("turnover", "Turnover", 470.0, "USD million")
    page.verdicts([judgement(page)])
    page.provenance()
    kinds = [bundle[MIME]["kind"] for bundle in shown]
    assert kinds == ["table", "figure", "table", "prose", "headlines", "verdicts", "provenance", "results"]
    assert all(set(bundle) == {MIME, "text/html", "text/plain"} for bundle in shown)
    assert all(bundle["text/html"].startswith("<style>") for bundle in shown[:-1])
    assert shown[-1]["text/html"] == shown[-1]["text/plain"] == ""


def test_figures_tables_and_verdicts_name_their_sources(page: Page, shown: Shown) -> None:
    page.show(Table(pd.DataFrame({"a": [1]}), "T", sources=page._evidence.observations))
    page.verdicts([judgement(page)])
    assert [s["id"] for s in shown[0][MIME]["sources"]] == ["test_source"]
    assert [s["id"] for s in shown[1][MIME]["items"][0]["sources"]] == ["test_source"]


def test_results_are_left_as_data(page: Page, shown: Shown) -> None:
    page.headline("a", "A", Interval(2, 1, 3), "count")
    page.headline("a", "A", Interval(4, 3, 5), "count")
    page.headline("b", "B", None)
    page.verdicts([judgement(page)])
    results = page.results()
    assert [(h["name"], h["value"], h["text"]) for h in results["headlines"]] == [
        ("a", 4, "4 (3 to 5)"),
        ("b", None, f"not known on {day(page._evidence.as_of)}"),
    ]
    verdict = results["verdicts"][0]
    assert (verdict["id"], verdict["verdict"], verdict["article"]) == ("TRD-3", "supported", "about 470 USD million")
    assert (verdict["measured"], verdict["paragraphs"], verdict["holds_under"]) == (
        "470 USD million", [4, 5], ["Azerbaijan's statistics"],
    )  # fmt: skip
    assert results["changed"] == ["year"]


def test_the_parameters_are_shown_with_meaning_and_unit(page: Page, shown: Shown) -> None:
    page.parameters()
    rows = {row[0]: row for row in shown[0][MIME]["rows"]}
    assert rows["year"][1] == "2024"
    assert rows["seed"] == ["seed", "2025", "", "Seed of every random draw."]


def test_provenance_lists_every_source_once(page: Page, shown: Shown) -> None:
    page.sources(["test_source"])
    page.sources(page._evidence.observations)
    page.sources(None)
    page.provenance()
    block = shown[0][MIME]
    assert [s["id"] for s in block["sources"]] == ["test_source"]
    assert block["items"][0] == {"label": "Evidence as of", "value": day(page._evidence.as_of)}
    assert {"Python", "pandas"} <= {i["label"] for i in block["items"]}


def test_provenance_dates_each_live_source_by_its_newest_vintage_in_use(shown: Shown) -> None:
    days = {"2023": "wb@2026-03-01", "2024": "wb@2026-11-27.2", "2025": "agency"}
    rows = [{**ROW, "period": period, "source": source} for period, source in days.items()]
    page = Page(Trade(), made(rows))
    page.sources(page._evidence.observations)
    page.provenance()
    live = [item["value"] for item in shown[0][MIME]["items"] if item["label"] == "Live source"]
    assert live == ["Test: Made up, vintage of 27 November 2026"]


def test_nothing_known_yet_can_be_shown(shown: Shown) -> None:
    page = Page(Trade(), made([ROW], as_of=date(2020, 1, 1)))
    page.show(Table(page._evidence.observations[["value"]], "Nothing", sources=page._evidence.observations))
    page.verdicts([Judgement(CLAIM, Verdict.UNVERIFIED, "No figure was published.", ())])
    page.verdicts([])
    page.provenance()
    assert shown[1][MIME]["items"][0]["verdict"] == "unverified"


def test_where_there_is_nothing_to_draw_the_page_says_why(page: Page, shown: Shown) -> None:
    page.show(None, "No gold was published by this day, {not even once}.")
    assert shown[0][MIME]["markdown"] == "No gold was published by this day, {not even once}."
    with pytest.raises(ValueError, match="give the sentence for a day without evidence"):
        page.show(None)


def test_a_figure_that_names_no_source_is_refused(page: Page) -> None:
    figure, axes = canvas()
    axes.plot([1, 2])
    with pytest.raises(ValueError, match="names no source"):
        page.show(Chart(figure, "It grew", "A line.", page._evidence.observations[["value"]]))


def test_a_headline_may_name_what_it_comes_from(page: Page) -> None:
    page.headline("a", "A", 1.0, of="TRD-3")
    page.headline("b", "B", 1.0)
    assert [headline.get("of") for headline in page.results()["headlines"]] == ["TRD-3", None]


def test_a_sentence_names_what_its_numbers_come_from(page: Page, shown: Shown) -> None:
    page.say("It is {v}.", of="TRD-3", v=1.5)
    page.say("It is {v}.", of=page._evidence.observations, v=1.5)
    assert shown[0][MIME]["of"] == "TRD-3"
    assert [s["id"] for s in shown[1][MIME]["sources"]] == ["test_source"]
    assert "470" in shown[1][MIME]["csv"]


def test_a_verdict_brings_its_rows_of_evidence(page: Page, shown: Shown) -> None:
    page.verdicts([judgement(page)])
    (row,) = shown[0][MIME]["items"][0]["rows"]
    assert (row["series"], row["value"], row["source"]) == ("turnover", 470.0, "test_source")
