"""The collection itself: every notebook keeps the house rules, runs, and leaves whole reports."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from helpers.evidence import load
from helpers.factory.catalogue import Notebook, catalogue
from helpers.factory.check import notebook_faults
from helpers.factory.execute import warm_parents
from helpers.factory.outcome import State
from helpers.locale import _, speaking
from helpers.parameters import NOTEBOOKS
from helpers.present.bases import basis_of
from helpers.present.blocks import MIME
from tests.building import Manifest, built, editions

NAMES, EDITIONS = sorted(NOTEBOOKS), editions(NOTEBOOKS)
THEMES = [name for name in NAMES if name != "00_scorecard"]
VINTAGES = {
    "2024-12-31": ["02_trade", "04_middle_corridor", "06_digital_link", "08_turkic_integration"],
    "2012-12-31": ["01_diplomacy", "03_investment", "07_caspian_level"],
    "1980-01-01": ["00_scorecard"],
}
"""A few notebooks for each earlier day; that all analyses cope with every day is tested beside them."""


@pytest.fixture(scope="module", autouse=True)
def warm() -> Iterator[None]:
    """One pair of warm parents for all builds here."""
    with warm_parents():
        yield


@pytest.fixture(scope="module", params=sorted(VINTAGES))
def vintage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Manifest]:
    day, names = str(request.param), VINTAGES[request.param]
    return day, *built(tmp_path_factory.mktemp(f"vintage-{day}"), names, ("html",), as_of=day)


def blocks(packet: Path, name: str) -> list[dict[str, Any]]:
    notebook = json.loads((packet / f"{name}.ipynb").read_text(encoding="utf-8"))
    outputs = [out for cell in notebook["cells"] for out in cell.get("outputs", ())]
    return [out["data"][MIME] for out in outputs if MIME in out.get("data", {})]


@pytest.mark.parametrize("notebook", catalogue(), ids=lambda notebook: notebook.name)
def test_a_notebook_keeps_the_house_rules(notebook: Notebook) -> None:
    assert not list(notebook_faults(notebook))


@pytest.mark.parametrize("name", EDITIONS)
def test_a_notebook_runs_without_a_warning(collection: tuple[Path, Manifest], name: str) -> None:
    report = collection[1]["reports"][name]
    assert (report["state"], report["reason"]) == (State.SUCCEEDED, "")
    assert report["files"] == [f"{name}.ipynb", f"{name}.html", f"{name}.pdf"]


@pytest.mark.parametrize("name", NAMES)
def test_results_come_back_as_data(collection: tuple[Path, Manifest], name: str) -> None:
    results = collection[1]["reports"][name]["results"]
    assert results["headlines"]
    assert results["verdicts"]
    assert all(headline["text"] for headline in results["headlines"])


def test_the_scorecard_lists_every_claim_with_its_verdict(collection: tuple[Path, Manifest]) -> None:
    verdicts = {v["id"]: v["verdict"] for v in collection[1]["reports"]["00_scorecard"]["results"]["verdicts"]}
    assert set(verdicts) == set(load().table("claims")["id"])
    assert len(verdicts) >= 41
    by_theme = {v["id"]: v["verdict"] for name in THEMES for v in collection[1]["reports"][name]["results"]["verdicts"]}
    assert {claim: verdicts[claim] for claim in by_theme} == by_theme
    assert "not evaluated" not in by_theme.values()


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_states_its_finding_and_names_its_sources(collection: tuple[Path, Manifest], name: str) -> None:
    figures = [block for block in blocks(collection[0], name) if block["kind"] == "figure"]
    seen = load(sees=NOTEBOOKS[name].sees).observations
    assert figures or seen.empty  # a new theme has no evidence yet
    for figure in figures:
        assert re.search(r"\w+ \w+", figure["title"]), figure["title"]
        assert len(figure["alt"]) > 40, figure["title"]
        assert figure["sources"], figure["title"]
        assert figure["csv"].count("\n") > 1, figure["title"]


@pytest.mark.parametrize("name", NAMES)
def test_every_headline_comes_from_a_figure_a_table_or_a_claim_that_is_there(
    collection: tuple[Path, Manifest], name: str
) -> None:
    results = collection[1]["reports"][name]["results"]
    there = {block.get("name") for block in blocks(collection[0], name)} | {card["id"] for card in results["verdicts"]}
    assert {headline.get("of") or basis_of(headline["name"]) for headline in results["headlines"]} <= there


@pytest.mark.parametrize("name", sorted({*EDITIONS} - {*NAMES}))
def test_the_verdicts_are_the_same_in_every_language(collection: tuple[Path, Manifest], name: str) -> None:
    here, source = (collection[1]["reports"][which]["results"] for which in (name, name.partition(".")[0]))
    for part, fields in (
        ("verdicts", ("id", "verdict", "confidence")),
        ("headlines", ("name", "value", "low", "high")),
    ):
        told, meant = ([[one[field] for field in fields] for one in results[part]] for results in (here, source))
        assert told == meant


@pytest.mark.parametrize("name", NAMES)
def test_a_report_tells_how_it_was_made(collection: tuple[Path, Manifest], name: str) -> None:
    entry = collection[1]["reports"][name]
    made = entry["fingerprint"]
    text = re.sub(r"<[^>]*>", "", (collection[0] / f"{name}.html").read_text(encoding="utf-8"))  # as it is read
    assert f"{len(made['code'])} files · " in text
    assert made["notebook"] in text
    assert f"caspian build {name} --as-of {entry['results']['as_of']} --set draws=100" in text


@pytest.mark.parametrize("name", NAMES)
def test_the_bottom_line_comes_first(collection: tuple[Path, Manifest], name: str) -> None:
    text = (collection[0] / f"{name}.html").read_text(encoding="utf-8")
    assert 0 < text.index(">Bottom line<") < text.index(">Evidence and sources<")


@pytest.mark.parametrize("name", EDITIONS)
def test_a_web_page_asks_nobody_for_anything(collection: tuple[Path, Manifest], name: str) -> None:
    text = (collection[0] / f"{name}.html").read_text(encoding="utf-8")
    loaded = re.findall(
        r"<(?:script|img|link|iframe|source|object|embed)\b[^>]*?(?:src|href|data)=[\"']?([^\"' >]+)", text
    )
    assert not [address for address in loaded if not address.startswith("data:")]
    assert not re.search(r"@import|url\((?!['\"]?data:)", text)
    assert f'<html lang="{name.partition(".")[2] or "en"}"' in text


@pytest.mark.parametrize("name", EDITIONS)
def test_every_link_within_a_page_leads_somewhere(collection: tuple[Path, Manifest], name: str) -> None:
    text = (collection[0] / f"{name}.html").read_text(encoding="utf-8")
    targets = set(re.findall(r'href="#([^"]+)"', text))
    assert targets <= set(re.findall(r'\bid="([^"]+)"', text))
    if name.startswith("00_scorecard"):
        assert {f"claim-{claim}" for claim in load().table("claims")["id"]} <= targets


@pytest.mark.parametrize("name", EDITIONS)
def test_a_pdf_can_go_by_mail(collection: tuple[Path, Manifest], name: str) -> None:
    assert (collection[0] / f"{name}.pdf").stat().st_size < 2_000_000


@pytest.mark.parametrize("name", EDITIONS)
def test_a_pdf_is_tagged_titled_and_searchable(collection: tuple[Path, Manifest], name: str) -> None:
    document = pypdf.PdfReader(collection[0] / f"{name}.pdf")
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    lang = name.partition(".")[2] or "en"
    assert root["/Lang"] == lang
    assert document.metadata is not None
    assert str(document.metadata.title).endswith("?")
    assert len(document.outline) >= 5
    with speaking(lang):
        assert _("Bottom line") in document.pages[0].extract_text()


def test_an_earlier_vintage_runs_and_sees_nothing_that_came_later(vintage: tuple[str, Path, Manifest]) -> None:
    day, packet, manifest = vintage
    late = {s.id for s in load().citations(load().observations) if s.published > day}
    for name, report in manifest["reports"].items():
        assert (report["state"], report["reason"]) == (State.SUCCEEDED, ""), name
        assert report["results"]["as_of"] == day
        cited = {source["id"] for block in blocks(packet, name) for source in _sources(block)}
        assert not cited & late, name


def _sources(block: dict[str, Any]) -> list[dict[str, str]]:
    items = block.get("items", []) if block["kind"] == "verdicts" else []
    return [*block.get("sources", []), *(source for item in items for source in item.get("sources", []))]


def test_the_same_seed_gives_the_same_numbers(collection: tuple[Path, Manifest], tmp_path: Path) -> None:
    _, again = built(tmp_path, ["07_caspian_level"], ("html",))
    assert again["reports"]["07_caspian_level"]["results"] == collection[1]["reports"]["07_caspian_level"]["results"]


def test_no_report_names_a_path_of_this_machine(collection: tuple[Path, Manifest]) -> None:
    for path in collection[0].glob("*.*"):
        if path.suffix in (".html", ".ipynb", ".json"):
            text = path.read_text(encoding="utf-8")
            assert str(Path.home()) not in text, path.name
            assert str(collection[0].parents[2]) not in text, path.name
