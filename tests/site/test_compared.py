"""Causes that the archive knows are on the page and in the feed; where it knows none, what differs is named as such."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from helpers.locale import LANGUAGES, speaking
from helpers.runs.causes import OTHER
from helpers.runs.comparison import compare, keep, recorded
from helpers.runs.explaining import NOT_IN_BOTH, NOT_KEPT, Explained, item
from helpers.runs.naming import find_run
from helpers.site.compared import page
from helpers.site.machine import schema
from helpers.site.publish import contents
from tests.site.conftest import CODE, EVIDENCE, FIRST, LOST, ROWS, SCRIPT, SECOND, SEED, VERSION, compared, explain_runs
from tests.site.test_site import ATOM, Links


@pytest.fixture
def explained(made: Callable[..., Path]) -> Path:
    """An archive of two runs whose changes have been explained."""
    reports = made(FIRST).parents[1]
    made(SECOND, "contradicted", 7.0)
    explain_runs(reports)
    return reports


def test_a_record_is_read_as_it_was_kept(explained: Path) -> None:
    pair = find_run(SECOND, explained), find_run(FIRST, explained)
    kept = recorded(*pair)
    assert kept.rows == list(ROWS)
    assert [kept.causes(change) for change in kept.changes.all] == [[EVIDENCE, LOST], [CODE, SEED, VERSION]]
    jsonschema.validate(kept.as_dict(), schema("comparison.schema.json"))
    assert json.loads(contents(explained)["comparison.json"]) == kept.as_dict()


def test_the_page_and_the_feed_tell_the_causes(explained: Path) -> None:
    made_site = contents(explained)
    text = made_site["changes.html"].decode().replace("\xa0", " ")
    cause = "s, AZE, 2025: 1.5 Mt became 2 Mt (with it held back: supported)."
    assert f"Evidence of a@2026-11-02: {cause}" in text
    assert "Evidence: 1 new row and 1 revised row." in text
    assert "+2, +40.0%" in text
    entry = ET.fromstring(made_site["feed.atom"]).find(f"{ATOM}entry/{ATOM}content")
    assert entry is not None
    assert cause in (entry.text or "").replace("\xa0", " ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cause_is_said_in_every_language(explained: Path, lang: str) -> None:
    with speaking(lang):
        kept = recorded(find_run(SECOND, explained, lang), find_run(FIRST, explained, lang))
        text = kept.text().replace("\xa0", " ")
    assert len(text.splitlines()) == 1 + 2 + 5 + 1
    english = re.findall("held back|alone|together|became|evidence|parameter|environment|could not|limit", text)
    assert bool(english) == (lang == "en")


def test_a_number_that_was_seen_in_english_is_said_in_russian(explained: Path) -> None:
    pair = find_run(SECOND, explained), find_run(FIRST, explained)
    kept = recorded(*pair)
    move = kept.changes.moves[0]
    where, seen = (move.report, item(move)), ("5.0 percent", "7.0 percent", "6.0 percent", "")
    causes = {where: [replace(CODE, value=value) for value in seen]}
    keep(replace(kept, explained=Explained(causes)))
    path = pair[0].folder / "manifest.json"
    path.write_text(path.read_text().replace('"7.0 percent"', '"7,0 %"'))
    path = pair[1].folder / "manifest.json"
    path.write_text(path.read_text().replace('"5.0 percent"', '"5,0 %"'))
    russian = recorded(find_run(SECOND, explained, "ru"), find_run(FIRST, explained, "ru"))
    assert [cause.value for cause in russian.explained.causes[where]] == ["5,0 %", "7,0 %", OTHER, ""]  # type: ignore[union-attr]
    assert "(alone, all else as it was: another number)." in russian.text()


def test_the_page_of_one_comparison_stands_alone_and_harm_is_text(explained: Path) -> None:
    kept = recorded(find_run(SECOND, explained), find_run(FIRST, explained))
    text = page(kept)
    links = Links(text)
    assert SCRIPT not in text
    assert (links.scripts, links.handlers) == (0, [])
    assert all(link.startswith("#") for link in links.links)
    assert "default-src 'none'" in text
    assert "1 verdict turned and 1 headline number moved since the run of" in text


@pytest.mark.parametrize(("silent", "said"), [(NOT_KEPT, "was not kept"), (NOT_IN_BOTH, "not in both runs")])
def test_why_no_cause_can_be_found_is_said(made: Callable[..., Path], silent: str, said: str) -> None:
    reports = made(FIRST).parents[1]
    made(SECOND, "contradicted")
    comparison = compared(reports)
    assert "The cause cannot be found" not in comparison.text()
    every = {(change.report, item(change)): silent for change in comparison.changes.all}
    told = replace(comparison, explained=Explained(silent=every))
    assert "The cause cannot be found: " in told.text()
    assert said in told.text()


def test_runs_of_before_inputs_were_kept_are_compared_without_causes(made: Callable[..., Path]) -> None:
    reports = made(FIRST).parents[1]
    made(SECOND, "contradicted", 7.0)
    comparison = compare(find_run(SECOND, reports), find_run(FIRST, reports))
    assert {comparison.silent(change) for change in comparison.changes.all} == {NOT_KEPT}
    assert "The evidence of one of the two runs was not kept." in comparison.text()


def test_a_report_that_fails_and_one_that_is_back_are_told(made: Callable[..., Path]) -> None:
    first, second = made(FIRST), made(SECOND)
    for folder, failed in ((first, "00_scorecard"), (second, "02_trade")):
        path = folder / "manifest.json"
        manifest = json.loads(path.read_text())
        broken = {**manifest["reports"][failed], "state": "failed", "reason": "NameError: rate"}
        path.write_text(json.dumps({**manifest, "failed_now": {failed: broken}}))
    comparison = compared(first.parents[1])
    assert not comparison.still
    assert (comparison.broken, comparison.changes.recovered) == (["02_trade"], ["00_scorecard"])
    text = comparison.text()
    assert "1 report failed and 1 report is back." in text
    assert "- 02_trade: failed. NameError: rate\n- 00_scorecard: made again" in text
