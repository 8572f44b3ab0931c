"""Explorers: stills for a report, controls under a kernel, one view for both."""

import base64
import gc
import weakref
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from helpers.evidence import made
from helpers.parameters import Trade
from helpers.present import Page, canvas, live
from helpers.present.blocks import MIME
from helpers.present.explorer import Explorer, View
from helpers.present.html import fragment
from helpers.present.plain import plain
from helpers.present.words import number

ROW: dict[str, Any] = {
    "series": "turnover",
    "entity": "AZE-KAZ",
    "period": "2024",
    "value": 470.0,
    "unit": "USD million",
}


def view(parameters: Trade) -> View:
    """A line as steep as the tolerance."""
    figure, axes = canvas(4, 2)
    axes.plot([0, 1], [0, parameters.tolerance])
    axes.set_ylim(0, 0.5)
    frame = pd.DataFrame({"steepness": [parameters.tolerance]})
    return View(figure, f"It is {number(parameters.tolerance, 2)}.", "A line.", frame)


def explorer(**given: Any) -> Explorer[Trade]:
    stills = {"Flat": {"tolerance": 0.1}, "Steep": {"tolerance": 0.4}}
    asked: dict[str, Any] = {"controls": ["tolerance"], "stills": stills}
    return Explorer("How steep?", Trade(), view, sources=["test_source"], **{**asked, **given})


def test_stills_begin_with_what_was_asked_and_are_named() -> None:
    named = explorer().settings()
    assert [label for label, _ in named] == ["As asked", "Flat", "Steep"]
    assert [model.tolerance for _, model in named] == [0.02, 0.1, 0.4]
    own = explorer(stills={"Steep": {"tolerance": 0.4}, "As it is": {}}).settings()
    assert [label for label, _ in own] == ["Steep", "As it is"]


def test_the_block_is_a_figure_with_states_and_the_data_of_all() -> None:
    block = explorer(stills={"Steep": {"tolerance": 0.4}, "As it is": {}}).block([])
    assert (block["kind"], block["shown"]) == ("figure", 1)
    assert block["svg"] == block["states"][1]["svg"] != block["states"][0]["svg"]
    assert block["csv"] == "steepness,setting\n0.4,Steep\n0.02,As it is\n"


def test_settings_are_checked_like_all_parameters() -> None:
    with pytest.raises(ValueError, match="no parameters steepness"):
        explorer(controls=["steepness"])
    with pytest.raises(ValueError, match="nothing to turn"):
        explorer(stills={})
    with pytest.raises(ValueError, match="less than or equal to"):
        explorer(stills={"Beyond": {"tolerance": 7.0}}).settings()


def test_html_has_every_still_and_a_slider_that_only_a_script_shows() -> None:
    evil = {'<script>alert("1")</script>': {"tolerance": 0.1}, "Steep": {"tolerance": 0.4}}
    soup = BeautifulSoup(fragment(explorer(stills=evil).block([]), "Figure 1"), "html.parser")
    assert len(soup.select(".cn-state img")) == 3
    assert soup.find("script") is None
    slider = soup.select_one(".cn-slider")
    assert slider is not None
    assert slider.has_attr("hidden")
    assert soup.select(".cn-state p:not(.cn-cue)")[1].text == "It is 0.02."


def test_plain_text_says_each_still() -> None:
    assert "Steep: It is 0.40." in plain(explorer().block([]))


def test_a_page_shows_stills_without_a_kernel_and_needs_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr("helpers.present.page.display", lambda bundle, **_: shown.append(bundle))
    page = Page(Trade(), made([ROW]))
    page.explore(explorer())
    page.explore(None, "Nothing was known in {year}.", year="1980")
    assert live.WIDGET not in shown[0]
    assert shown[0][MIME]["states"]
    assert shown[1][MIME]["markdown"] == "Nothing was known in 1980."
    with pytest.raises(ValueError, match="names no source"):
        page.explore(Explorer("How?", Trade(), view, ["tolerance"], {"Flat": {"tolerance": 0.1}}, sources=[]))


def test_what_stands_there_first_is_the_still_at_the_start_and_not_drawn_again() -> None:
    drawn: list[float] = []

    def counted(parameters: Trade) -> View:
        drawn.append(parameters.tolerance)
        return view(parameters)

    turned = Explorer("How steep?", Trade(), counted, ["tolerance"], {"Steep": {"tolerance": 0.4}}, ["test_source"])
    block = turned.block([])
    *_rows, shown = live.explorer(turned, block, fragment).children
    assert drawn == [0.02, 0.4]
    assert "It is 0.02." in shown.value
    assert BeautifulSoup(shown.value, "html.parser").select("img") != []


def test_a_move_draws_anew_and_a_refused_one_says_why() -> None:
    def html(block: dict[str, Any]) -> str:
        return fragment(block)

    turned = explorer(controls=["tolerance", "target"])
    made = live.explorer(turned, turned.block([]), html)
    *rows, shown = made.children
    tolerance, target = (row.children[0] for row in rows)
    before = shown.value
    tolerance.value = 0.4
    assert "It is 0.40." in shown.value
    assert shown.value != before
    link = BeautifulSoup(shown.value, "html.parser").select_one("a[download]")
    assert link is not None
    assert base64.b64decode(str(link["href"]).partition(",")[2]).decode("utf-8-sig") == "steepness\n0.4\n"
    target.value = -1.0
    assert "target" in shown.value
    assert "greater than 0" in shown.value


class Knot:
    """Garbage as soon as nothing else holds it: only a collection finds it."""

    def __init__(self) -> None:
        self.own = self


def test_what_was_spared_of_garbage_before_is_not_gone_through_again() -> None:
    spared = weakref.ref(Knot())
    gc.freeze()
    cleared = weakref.ref(Knot())
    turned = explorer()
    live.explorer(turned, turned.block([]), fragment)
    assert (spared() is None, cleared() is None) == (False, True)
    gc.unfreeze()
