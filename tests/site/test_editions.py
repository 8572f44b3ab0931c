"""The site in every language that has reports: the same pages, each with its twins; files for programs once."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

from helpers.claims import claims
from helpers.evidence import Evidence
from helpers.locale import missing
from helpers.parameters import NOTEBOOKS
from helpers.site.edition import editions
from helpers.site.ledger import SUBJECTS
from helpers.site.publish import contents
from tests.site.conftest import FIRST, SCRIPT, SECOND
from tests.site.test_site import ATOM, Links

XHTML = "{http://www.w3.org/1999/xhtml}"


def test_every_page_has_its_twin_and_names_it(site: Path) -> None:
    pages = sorted(path.relative_to(site / "ru") for path in (site / "ru").rglob("*.html"))
    assert len(pages) == 5 + 3 + 2
    for page in pages:
        for one, other, lang in ((site / page, site / "ru" / page, "ru"), (site / "ru" / page, site / page, "en")):
            text = one.read_text()
            assert f'<link rel="alternate" hreflang="{lang}"' in text
            assert other.resolve() in {(one.parent / link).resolve() for link in Links(text).links}, one
    assert '<html lang="en">' in (site / "index.html").read_text()
    assert '<html lang="ru">' in (site / "ru" / "index.html").read_text()


def test_the_russian_pages_are_in_russian(site: Path) -> None:
    claim = (site / "ru" / "claims" / "TRD-1.html").read_text()
    for part in ("абзацы 3 и 5 статьи", "отчасти подтверждено", "не менее 547,6", "31.12.2024", "Торговля выросла"):
        assert part in claim.replace("\xa0", " "), part
    changes = (site / "ru" / "changes.html").read_text().replace("\xa0", " ")
    assert "Изменился 1 вердикт и сдвинулось 1 главное число" in changes
    assert "изменились данные: 1 строка в observations/trade.csv" in changes


def test_nothing_is_left_untranslated(archive: Path) -> None:
    missing_before = set(missing())
    contents(archive)
    assert set(missing()) == missing_before


def test_every_notebook_has_a_subject_or_is_called_by_its_theme(evidence: Evidence) -> None:
    names = {name.lstrip("0123456789_") for name in NOTEBOOKS}
    assert set(SUBJECTS) <= names
    assert names - set(SUBJECTS) <= {claim.theme for claim in claims(evidence).values()}


def test_files_for_programs_are_there_once_and_in_english(site: Path) -> None:
    assert not [path for path in (site / "ru").rglob("*") if path.suffix in (".json", ".csv", ".bib", ".xml")]
    assert "Торговля" not in (site / "claims.json").read_text()


def test_a_language_without_reports_is_left_out(made: Callable[..., Path]) -> None:
    reports = made(FIRST, languages=("en",)).parents[1]
    made_site = contents(reports)
    assert not [name for name in made_site if name.startswith("ru/")]
    assert b"hreflang" not in made_site["index.html"]
    made(SECOND, languages=("ru",))
    alone = contents(reports)
    assert b'<html lang="ru">' in alone["index.html"]
    assert "ru/index.html" not in alone
    assert "Торговля" in alone["claims.json"].decode()


def test_a_page_without_a_twin_leads_to_the_ledger(made: Callable[..., Path]) -> None:
    folder = made(FIRST)
    path = folder / "manifest.json"
    path.write_text(
        path.read_text().replace('"02_trade.ru.ipynb"]', "]").replace('"02_trade.ru.html", "02_trade.ru.pdf", ', "")
    )
    page = contents(folder.parents[1])["themes/02_trade.html"].decode()
    assert '<a class="language" href="../ru/index.html" lang="ru" hreflang="ru">' in page
    assert '<link rel="alternate" hreflang' not in page


def test_each_language_has_its_runs_and_its_feed(made: Callable[..., Path]) -> None:
    made(FIRST, languages=("en",))
    reports = made(SECOND, "contradicted").parents[1]
    english, russian = editions(reports)
    assert (len(english.runs), len(russian.runs)) == (2, 1)
    feeds = [ET.fromstring(contents(reports)[f"{folder}feed.atom"]) for folder in ("", "ru/")]
    languages = [feed.get("{http://www.w3.org/XML/1998/namespace}lang") for feed in feeds]
    assert languages == ["en", "ru"]
    assert len({feed.findtext(f"{ATOM}id") for feed in feeds}) == 2
    assert feeds[1].findtext(f"{ATOM}entry/{ATOM}title") == "Первый запуск"


def test_the_sitemap_names_a_page_in_every_language(archive: Path) -> None:
    root = ET.fromstring(contents(archive, "https://example.org/")["sitemap.xml"])
    twins = {
        url.findtext("{*}loc"): {link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")}
        for url in root
    }
    for name in ("claims/TRD-1.html", "ru/claims/TRD-1.html"):
        assert twins[f"https://example.org/{name}"] == {
            "en": "https://example.org/claims/TRD-1.html",
            "ru": "https://example.org/ru/claims/TRD-1.html",
        }
    assert twins["https://example.org/reports/02_trade.ru.pdf"]["en"] == "https://example.org/reports/02_trade.pdf"


def test_harm_is_text_in_the_russian_edition_too(site: Path) -> None:
    feed = ET.fromstring((site / "ru" / "feed.atom").read_text())
    assert SCRIPT in (feed.findtext(f"{ATOM}entry/{ATOM}content") or "")
    for page in (site / "ru").rglob("*.html"):
        assert SCRIPT not in page.read_text(), page
