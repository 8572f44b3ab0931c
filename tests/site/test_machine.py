"""The files for programs keep to their schemas, and to what the documents promise."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
import yaml
from rocrate.rocrate import ROCrate

from helpers.factory.citing import AUTHORS, TITLE, cite_line, data_script, edition_key, json_ld
from helpers.factory.crate import crate
from helpers.factory.report import Report
from helpers.locale.typography import printed
from helpers.present.bibliography import bibtex, csl
from helpers.project import root
from helpers.runs.packets import newest
from helpers.site.ledger import ledger
from helpers.site.machine import SCHEMAS, review, schema
from tests.site.conftest import HOSTILE, SECOND, SOURCES


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_file_keeps_to_its_schema_and_the_schema_notices_what_does_not(site: Path, name: str) -> None:
    described = schema(name)
    jsonschema.Draft202012Validator.check_schema(described)
    data = json.loads((site / name.replace(".schema", "")).read_text())
    jsonschema.validate(data, described)
    first = next(data[name] for name in ("claims", "reports", "headlines") if name in data)[0]
    first["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError, match="surprise"):
        jsonschema.validate(data, described)
    assert json.loads((site / name).read_text()) == described


def test_a_review_rates_only_what_is_on_the_scale(site: Path) -> None:
    claims = {claim["id"]: claim for claim in json.loads((site / "claims.json").read_text())["claims"]}
    rated = claims["TRD-1"]["review"]
    assert (rated["@type"], rated["url"]) == ("ClaimReview", "claims/TRD-1.html")
    assert rated["reviewRating"]["alternateName"] == "partly supported"
    assert [claims[name]["review"]["reviewRating"]["ratingValue"] for name in ("TRD-1", "TRD-2", "ENG-1")] == [2, 1, 3]
    assert rated["itemReviewed"]["appearance"]["pagination"] == "paragraph 3, paragraph 5"
    assert claims["TRD-1"]["independent_sources"] == 2


def test_a_claim_that_is_not_the_articles_does_not_appear_in_it(archive: Path) -> None:
    entry = ledger(newest(archive)[0]).entries["TRD-1"]
    own = replace(entry, item={**entry.item, "paragraphs": []})
    assert "appearance" in review(entry, "")["itemReviewed"]
    assert "appearance" not in review(own, "")["itemReviewed"]
    assert (entry.stated_by, own.stated_by) == ("The article says", "The statement says")


def test_reports_of_several_runs_may_differ_on_a_source(archive: Path) -> None:
    read = ledger(newest(archive)[0])
    theme = read.themes["02_trade"]
    mended = {key: {**source, "title": "mended"} for key, source in theme.report.sources.items()}
    other = SimpleNamespace(report=SimpleNamespace(sources=mended))
    both = replace(read, themes={"02_trade": theme, "03_other": other})  # type: ignore[dict-item]
    assert list(both.sources) == sorted(mended)
    assert {source["title"] for source in both.sources.values()} == {"mended"}


def test_results_tell_the_edition_by_which_a_report_is_cited(site: Path, archive: Path) -> None:
    report = next(r for r in json.loads((site / "results.json").read_text())["reports"] if r["name"] == "02_trade")
    assert report["edition"] in report["cite"]
    assert f"run {SECOND} of 2026-11-02" in report["cite"]
    assert printed(report["cite"]) in (site / "themes" / "02_trade.html").read_text().replace("&lt;", "<").replace(
        "&gt;", ">"
    ).replace("&#39;", "'")
    assert set(report["verdicts"]) == {"TRD-1", "TRD-2"}


def test_the_edition_is_told_by_what_was_found_and_by_nothing_else() -> None:
    results = {"as_of": "2025-01-01", "headlines": [{"value": 1.0}], "verdicts": []}
    assert edition_key({**results, "version": 1}) == edition_key(results)
    assert edition_key({**results, "headlines": [{"value": 1.1}]}) != edition_key(results)


def test_the_citation_file_says_the_same() -> None:
    said = yaml.safe_load((root() / "CITATION.cff").read_text(encoding="utf-8"))
    line = cite_line("T", {}, said["version"])
    assert line == f"{said['authors'][0]['name']}: “T”. {said['title']}, version {said['version']}."
    assert (said["title"], said["authors"][0]["name"]) == (TITLE, AUTHORS)


def test_json_ld_of_a_report_is_a_report_with_its_numbers(archive: Path) -> None:
    found = ledger(newest(archive)[0])
    report = found.themes["02_trade"].report
    data = json_ld(report, "0.1.0", SECOND)
    assert (data["@type"], data["mainEntity"]["@type"]) == ("Report", "Dataset")
    number = data["mainEntity"]["variableMeasured"][0]
    assert (number["propertyID"], number["value"], number["unitText"]) == ("growth", 7.0, "percent")
    assert [work.get("url") for work in data["citation"]] == ["https://example.org/a?b=1&c=%20{x}", None]
    block = data_script(data)
    assert block.count("<") == 2  # its own tags
    assert json.loads(block[block.index(">") + 1 : block.rindex("<")])["name"] == report.title


def test_json_ld_of_an_ordinary_notebook_has_no_numbers() -> None:
    assert "mainEntity" not in json_ld(Report("T", "", (), ()), "0.1.0")


def test_bibtex_is_escaped_and_keys_are_ids() -> None:
    text = bibtex(SOURCES)
    assert text.index("@misc{press_2024,") < text.index("@misc{stat_2025,")
    assert r"\& 100\% of \{it\}" in text
    assert "url = {https://example.org/a?b=1&c=%20%7Bx%7D}" in text
    assert "javascript" not in text
    assert text.count("{") == text.count("}")
    assert bibtex(reversed(SOURCES)) == text == bibtex([*SOURCES, *SOURCES])


def test_csl_has_dates_as_precise_as_the_source() -> None:
    first, second = csl(SOURCES)
    assert (first["issued"], second["issued"]) == ({"date-parts": [[2024]]}, {"date-parts": [[2025, 10, 6]]})
    assert "URL" not in first


def test_a_hostile_title_is_text_in_json_and_bibliographies() -> None:
    source = {**SOURCES[0], "id": f"a{HOSTILE}", "title": HOSTILE}
    assert csl([source])[0]["title"] == HOSTILE
    key = csl([source])[0]["id"]
    assert not set(key) & set("<>(){}|'= ,")
    assert bibtex([source]).startswith(f"@misc{{{key},")


def test_a_packet_is_a_crate_that_its_own_library_reads(archive: Path, tmp_path: Path) -> None:
    packet = newest(archive)[0]
    files = [*packet.manifest["files"], "manifest.json"]
    (tmp_path / "ro-crate-metadata.json").write_text(crate(packet.manifest, files))
    for name in files:
        (tmp_path / name).write_text("")
    read = ROCrate(tmp_path)
    assert {entity.id for entity in read.data_entities} == set(files)
    assert read.root_dataset["datePublished"] == "2026-11-02T02:00:00+00:00"
    action = read.get("#run-02_trade")
    assert action.type == "CreateAction"
    assert {entity.id for entity in action["result"]} == {"02_trade.html", "02_trade.pdf", "02_trade.ipynb"}
    assert action["instrument"]["name"] == "notebooks/02_trade.ipynb"
    assert {item["name"]: item["value"] for item in action["object"]} == {"seed": 1, "lang": "en"}
    assert crate(packet.manifest, files) == crate(packet.manifest, files)
