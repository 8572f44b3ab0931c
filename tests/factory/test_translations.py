"""What is collected for translation, how catalogues are kept up to date, and what is found wrong with them."""

from pathlib import Path

import pytest

from helpers.claims import judge_theme
from helpers.evidence import load
from helpers.factory import translations
from helpers.factory.refusal import Refusal
from helpers.factory.texts import Text, domain_of, said_in, texts
from helpers.locale import catalogue as catalogues
from helpers.locale import missing, speaking
from helpers.parameters import Trade

TRADE = [
    Text("It grew by {x:.0%}.", None, "claims/trade.py"),
    Text(("{n} year", "{n} years"), None, "present/trade.py"),
    Text("Baku", "name", "present/trade.py"),
]
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty Russian catalogue of a project that says three things."""
    monkeypatch.setattr(translations, "texts", lambda: {"trade": TRADE})
    monkeypatch.setattr(translations, "domains", lambda lang: sorted((tmp_path / lang).glob("*.po")))
    monkeypatch.setattr(translations, "folder", lambda lang: tmp_path / lang)
    return tmp_path / "ru" / "trade.po"


def write(path: Path, *entries: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEADER + "\n\n".join(entries) + "\n", encoding="utf-8")


GOOD = (
    'msgid "It grew by {x:.0%}."\nmsgstr "Рост на {x:.0%}."',
    'msgid "{n} year"\nmsgid_plural "{n} years"\nmsgstr[0] "{n} год"\nmsgstr[1] "{n} года"\nmsgstr[2] "{n} лет"',
    'msgctxt "name"\nmsgid "Baku"\nmsgstr "Баку"',
)


def test_every_way_to_say_a_text_is_found() -> None:
    source = """
_("one" " whole", x=1); n_("{n} a", "{n} b", 2); p_("unit", "m"); Name("Baku")
page.say("two"); page.show(chart, "three"); heads("sum_ratio"); parameter(1, "four", unit="m")
page.explore(explorer, "five"); page.explore(explorer)
_(variable); _(f"no {text}")
"""
    assert [(text.context, text.id) for text in said_in(source, "x.py")] == [
        (None, "one whole"), (None, ("{n} a", "{n} b")), ("unit", "m"), ("name", "Baku"),
        (None, "two"), (None, "three"), ("column", "sum ratio"), (None, "four"), (None, "five"),
    ]  # fmt: skip


def test_a_text_of_several_themes_is_common_and_each_text_is_in_one_domain() -> None:
    found = texts()
    keys = [text.key for some in found.values() for text in some]
    assert len(keys) == len(set(keys))
    assert (None, "## Bottom line") in {text.key for text in found["common"]}
    assert {domain_of(f"claims/{name}.py") for name in ("trade", "trade_structure", "ledger")} == {"trade", "common"}


def test_an_update_brings_in_what_is_new_and_keeps_what_is_translated(catalogue: Path) -> None:
    write(catalogue, GOOD[0], 'msgid "Gone."\nmsgstr "Ушло."')
    assert translations.update("ru") == ["trade: 2 of 3 to translate"]
    kept = catalogues.read(catalogue)
    assert kept.get("It grew by {x:.0%}.").string == "Рост на {x:.0%}."  # type: ignore[union-attr]
    assert [message.id for message in kept.obsolete.values()] == ["Gone."]
    before = catalogue.read_bytes()
    translations.update("ru")
    assert catalogue.read_bytes() == before


def test_an_update_prefers_what_is_in_use_to_what_another_domain_gave_up(catalogue: Path) -> None:
    write(catalogue, GOOD[0])
    write(catalogue.with_name("energy.po"), '#~ msgid "It grew by {x:.0%}."\n#~ msgstr "Прирост {x:.0%}."')
    translations.update("ru")
    assert catalogues.read(catalogue).get("It grew by {x:.0%}.").string == "Рост на {x:.0%}."  # type: ignore[union-attr]


def test_a_domain_that_is_not_there_is_refused(catalogue: Path) -> None:
    with pytest.raises(Refusal, match="unknown domain 'trades': did you mean trade"):
        translations.update("ru", ["trades"])


def test_a_complete_catalogue_has_no_fault(catalogue: Path) -> None:
    write(catalogue, *GOOD)
    assert list(translations.faults()) == []


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        (GOOD[1:], "not there; run 'caspian messages'"),
        ((*GOOD, 'msgid "Gone."\nmsgstr "Ушло."'), "nothing says this any more"),
        ((GOOD[0].replace("Рост на {x:.0%}.", ""), *GOOD[1:]), "not translated; write its msgstr"),
        ((f"#, fuzzy\n{GOOD[0]}", *GOOD[1:]), "not translated"),
        ((GOOD[0].replace("на {x", "на {y"), *GOOD[1:]), "the values x, y stand in one of the two only"),
        ((GOOD[0].replace("на {x:.0%}", "на {x:.1%}"), *GOOD[1:]), "{x:.1%}: expected one of .0%"),
        ((GOOD[0].replace("на {x:.0%}", "на {x:.0%"), *GOOD[1:]), "braces that do not match"),
        ((*GOOD[:2], GOOD[2].replace("Баку", "Баку|Баку")), "2 forms; expected one, or one for each of nom, gen"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(catalogue: Path, entries: tuple[str, ...], fault: str) -> None:
    write(catalogue, *entries)
    (found,) = translations.faults()
    assert found.startswith("src/helpers/locale/ru/trade.po: ")
    assert fault in found


@pytest.mark.parametrize("entry", ["", 'msgctxt "series"\nmsgid "Wool sold"\nmsgstr ""'])
def test_a_series_without_a_translation_is_no_fault_but_is_brought_in(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    wool = Text("Wool sold", "series", "data/series.csv")
    monkeypatch.setattr(translations, "texts", lambda: {"trade": [*TRADE, wool]})
    write(catalogue, *filter(None, [*GOOD, entry]))
    assert list(translations.faults()) == []
    assert translations.update("ru") == ["trade: 1 of 4 to translate"]


def test_two_translations_of_one_text_are_a_fault(catalogue: Path) -> None:
    write(catalogue, *GOOD)
    write(catalogue.with_name("common.po"), GOOD[2].replace("Баку", "Бакы"))
    assert any("translated otherwise in" in fault for fault in translations.faults())


def test_verdicts_are_given_in_the_language_and_judged_without_it() -> None:
    evidence, parameters = load(), Trade(draws=100)
    english = judge_theme(evidence, "trade", parameters)
    with speaking("ru"):
        russian = judge_theme(evidence, "trade", parameters)
    said = {text.key[1] for text in texts()["trade"]}
    assert not said & set(missing()), "said in Russian without a translation"
    assert [j.verdict for j in russian] == [j.verdict for j in english]
    assert all(one.reason != other.reason for one, other in zip(russian, english, strict=True))


def test_every_language_has_its_folder() -> None:
    assert set(catalogues.LANGUAGES) == {"en", *(path.parent.name for path in catalogues.folder().glob("*/*.po"))}
