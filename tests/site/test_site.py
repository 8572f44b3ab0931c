"""The site is made of the archive alone, whole or not at all, and the same archive gives the same bytes."""

import json
import re
import threading
import urllib.request
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from helpers.cli import main
from helpers.factory.refusal import Refusal
from helpers.runs.changes import changes
from helpers.runs.packets import before, newest
from helpers.site.ledger import ledger
from helpers.site.publish import contents, publish
from helpers.site.serve import served
from tests.site.conftest import FIRST, FORMULA, SCRIPT, SECOND

ATOM = "{http://www.w3.org/2005/Atom}"


class Links(HTMLParser):
    """Collects addresses, ids, and elements that could run something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links, self.ids, self.scripts, self.handlers = list[str](), set[str](), 0, list[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src"):
                self.links.append(value or "")
            elif name == "id":
                self.ids.add(value or "")
            elif name.startswith("on"):
                self.handlers.append(name)
        self.scripts += tag == "script"


def pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.parent.name != "reports")


def test_every_link_within_the_site_leads_somewhere_and_none_is_absolute(site: Path) -> None:
    for page in pages(site):
        for link in Links(page.read_text()).links:
            if link.startswith(("https://", "data:")):
                continue
            assert not re.match(r"[a-z]+:|/", link), (page.name, link)
            path, _, anchor = link.partition("#")
            target = page if not path else page.parent / unquote(path)
            assert target.is_file(), (page.name, link)
            if anchor and not anchor.startswith("verdict="):
                assert anchor in Links(target.read_text()).ids, (page.name, link)


def test_there_is_a_page_a_claim_and_a_report_with_what_they_promise(site: Path) -> None:
    claim = (site / "claims" / "TRD-1.html").read_text()
    for part in (
        "paragraphs 3 and 5",
        "at least 547.6\xa0Mt",
        "−1.5",
        "actual",
        "2024-12-31",
        "TRD-2.html",
        "02_trade.html",
    ):
        assert part in claim, part
    assert claim.index("2025-12-31") < claim.index("2024-12-31")  # newest first
    theme = (site / "themes" / "02_trade.html").read_text()
    for part in ("02_trade.html", "02_trade.ru.html", "02_trade.ru.pdf", ">Русский<", "../claims/TRD-1.html", SECOND):
        assert part in theme, part
    assert "ENG-1" not in theme
    assert (site / "reports" / "02_trade.ru.pdf").read_bytes() == b"%PDF-"


def test_a_row_of_evidence_is_named_and_an_unnamed_one_keeps_its_codes(site: Path) -> None:
    page = BeautifulSoup((site / "claims/TRD-1.html").read_text(encoding="utf-8"), "html.parser")
    named, unnamed = page.select("td.named")
    assert named.text == f"Turnover {SCRIPT} · Azerbaijan–Kazakhstan turnover"
    assert unnamed.text == "turnover · AZE-KAZ turnover"
    assert [cell.select_one("code.cn-small").text for cell in (named, unnamed)] == ["turnover", "turnover"]


def test_a_theme_judges_its_own_claims_and_the_scorecard_the_rest(archive: Path) -> None:
    found = ledger(newest(archive)[0])
    assert list(found.entries) == ["TRD-1", "TRD-2", "ENG-1"]
    assert {claim: entry.theme.name for claim, entry in found.entries.items()} == {
        "TRD-1": "02_trade", "TRD-2": "02_trade", "ENG-1": "00_scorecard",
    }  # fmt: skip
    first = found.entries["TRD-1"]
    assert (first.since, found.entries["TRD-2"].since) == ("2025-12-31", "2024-12-31")
    assert [row["note"] for row in first.rows] == [FORMULA, ""]
    assert [(other.id, shared) for other, shared in found.neighbours(first)] == [("TRD-2", 1)]


def test_the_newer_report_gives_the_verdict(archive: Path, made: Callable[..., Path]) -> None:
    folder = made(SECOND, "partly supported")
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["reports"]["02_trade"]["carried_from"] = FIRST
    path.write_text(json.dumps(manifest))
    assert newest(folder.parents[1])[0].verdicts["TRD-1"][0] == "00_scorecard"


def test_what_changed_is_told_against_the_run_before(archive: Path, site: Path) -> None:
    packet = newest(archive)[0]
    change = changes(packet, next(before(packet, archive)))
    assert [(turn.claim, turn.before, turn.after) for turn in change.turns] == [
        ("TRD-1", "supported", "partly supported")
    ]
    assert [(move.before, move.after) for move in change.moves] == [("5.0 percent", "7.0 percent")]
    assert change.different["02_trade"] == ["evidence changed: 1 row of observations/trade.csv"]
    assert "1 verdict turned and 1 headline number moved" in (site / "changes.html").read_text()


def test_runs_that_asked_otherwise_are_not_compared(made: Callable[..., Path]) -> None:
    reports = made(FIRST).parents[1]
    path = reports / "runs" / FIRST / "manifest.json"
    told = path.read_text()
    path.write_text(told.replace('"seed": 1,', '"seed": 2,').replace('"changed": []', '"changed": ["seed"]'))
    made(SECOND)
    assert not list(before(newest(reports)[0], reports))
    page = contents(reports)["changes.html"].decode()
    assert "There is no earlier run to compare with." in page
    path.write_text(told.replace('"seed": 1,', '"seed": 2,'))  # nobody set it: the default is another one now
    assert [packet.run for packet in before(newest(reports)[0], reports)] == [FIRST]


def test_the_feed_is_atom_with_an_entry_a_run(site: Path, archive: Path) -> None:
    root = ET.fromstring((site / "feed.atom").read_text())
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == ["2026-11-02T02:00:00Z", "2026-11-01T02:00:00Z"]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert SCRIPT in (entries[0].findtext(f"{ATOM}content") or "")
    based = ET.fromstring(contents(archive, "https://example.org/x/")["feed.atom"])
    assert based.find(f"{ATOM}link").get("href") == "https://example.org/x/feed.atom"  # type: ignore[union-attr]
    assert [e.findtext(f"{ATOM}id") for e in based.iter(f"{ATOM}entry")] == [
        e.findtext(f"{ATOM}id") for e in entries
    ]  # the same entries wherever the site lies


def test_the_sitemap_names_every_page_at_its_address(archive: Path, site: Path) -> None:
    root = ET.fromstring(contents(archive, "https://example.org/x/")["sitemap.xml"])
    found = {place.text or "" for place in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {f"https://example.org/x/{page.relative_to(site)}" for page in pages(site)} <= found
    assert all((site / place.removeprefix("https://example.org/x/")).is_file() for place in found)


def test_harm_in_any_string_is_text_everywhere(site: Path) -> None:
    for page in pages(site):
        text = page.read_text()
        found = Links(text)
        assert SCRIPT not in text, page
        assert not found.handlers
        assert not any(link.startswith("javascript:") for link in found.links)
        # our own script, and on two kinds of pages the data block
        assert found.scripts == 1 + (page.parent.name in ("claims", "themes"))
    for file in site.rglob("*.csv"):
        assert not re.search(r'(^|,)"?=', file.read_text(), flags=re.MULTILINE), file
    assert f"'{FORMULA}" in (site / "ledger.csv").read_text()
    assert f"'{FORMULA}" in (site / "claims" / "TRD-1.csv").read_text()
    assert json.loads((site / "claims.json").read_text())["claims"][0]["evidence"][0]["note"] == FORMULA


def test_the_same_archive_gives_the_same_bytes(archive: Path, site: Path) -> None:
    assert contents(archive) == contents(archive)
    folder = site.resolve()
    seen = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert publish(archive).resolve() == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == seen


def test_a_site_that_breaks_off_leaves_the_one_before(
    made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = made(FIRST).parents[1]
    publish(reports)
    old = (reports / "site" / "index.html").read_text()
    made(SECOND, "contradicted")
    write, written = Path.write_bytes, list[str]()

    def fail(path: Path, content: bytes) -> int:
        if len(written) == 5:
            raise OSError("no space left")
        written.append(path.name)
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="no space left"):
        publish(reports)
    assert (reports / "site" / "index.html").read_text() == old
    monkeypatch.undo()
    publish(reports)
    assert (reports / "site" / "index.html").read_text() != old
    assert [path.name for path in (reports / ".sites").iterdir() if path.is_dir()] == [
        (reports / "site").resolve().name
    ]  # nothing of the broken one, nor of the one before


def test_a_site_without_the_scorecard_still_shows_what_there_is(made: Callable[..., Path]) -> None:
    folder = made(FIRST)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    del manifest["reports"]["00_scorecard"]
    path.write_text(json.dumps(manifest))
    made_site = contents(folder.parents[1])
    assert "What was known when" not in made_site["claims/TRD-1.html"].decode()
    assert "which is not in this run" in made_site["claims/TRD-1.html"].decode()
    assert "claims/ENG-1.html" not in made_site


def test_without_an_archive_the_commands_say_what_to_do(tmp_path: Path) -> None:
    for command, said in (("site", "run 'caspian build' first"), ("serve", "run 'caspian site' first")):
        result = CliRunner().invoke(main, [command, "--out", str(tmp_path)])
        assert (result.exit_code, said in result.output) == (2, True), result.output


def test_a_wrong_address_is_refused(archive: Path) -> None:
    for url in ("example.org", "file:///x", "https://example.org/?q=1"):
        result = CliRunner().invoke(main, ["site", "--out", str(archive), "--base-url", url])
        assert result.exit_code == 2
        assert f"--base-url {url}: expected an address" in result.output


def test_serving_is_for_this_machine_and_shows_the_newest_site(archive: Path, site: Path) -> None:
    with served(site, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/"
        with urllib.request.urlopen(f"{address}feed.atom") as answer:
            assert answer.headers["Content-Type"] == "application/atom+xml"
        with urllib.request.urlopen(address) as answer:
            assert answer.read() == (site / "index.html").read_bytes()
        with pytest.raises(Refusal, match="choose another"):
            served(site, server.server_port)
        server.shutdown()
        thread.join()


def test_where_links_are_not_allowed_the_site_is_a_copy(
    made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    reports = made(FIRST).parents[1]
    monkeypatch.setattr("helpers.factory.archive.LINKS_ALLOWED", False)
    monkeypatch.setattr(Path, "symlink_to", refuse)
    publish(reports)
    assert (reports / "site" / "index.html").is_file()
    assert not (reports / "site").is_symlink()


def test_a_sign_that_no_xml_may_hold_does_not_break_the_feed(made: Callable[..., Path]) -> None:
    reports = made(FIRST, "supported").parents[1]
    path = made(SECOND, "contradicted") / "manifest.json"
    path.write_text(path.read_text().replace("It is so", "\\u0000\\u000b is so"))
    entry = ET.fromstring(contents(reports)["feed.atom"]).find(f"{ATOM}entry/{ATOM}content")
    assert "\ufffd\ufffd is so" in (entry.text or "" if entry is not None else "")


def test_a_carried_report_is_cited_with_the_day_of_its_own_run(made: Callable[..., Path]) -> None:
    folder = made(SECOND)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["reports"]["02_trade"]["carried_from"] = FIRST
    path.write_text(json.dumps(manifest))
    report = json.loads(contents(folder.parents[1])["results.json"])["reports"][1]
    assert f"run {FIRST} of 2026-11-01" in report["cite"]


def test_only_the_newest_runs_are_told_and_the_oldest_of_them_is_not_called_the_first(
    made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = made(FIRST).parents[1]
    made(SECOND, "contradicted")
    monkeypatch.setattr("helpers.site.edition.RUNS", 1)
    titles = [e.findtext(f"{ATOM}title") for e in ET.fromstring(contents(reports)["feed.atom"]).iter(f"{ATOM}entry")]
    assert titles == ["1 verdict turned"]
