"""What the rooms may count on when they speak."""

import math
from datetime import date

import numpy as np
import pytest

from helpers.locale import (
    LANGUAGES,
    MONTHS,
    Name,
    _,
    day,
    language,
    listing,
    missing,
    n_,
    p_,
    speak,
    speaking,
    spoken,
    together,
    written,
)
from helpers.locale.typography import tidy, unbroken

NO_BREAK = "\xa0"


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def test_english_is_what_stands_in_the_code() -> None:
    assert _("A text without a translation in {language}.", language="English").endswith("in English.")
    assert p_("any", "share") == "share"
    assert n_("{n} year", "{n} years", 3) == "3 years"


def test_every_language_knows_the_months_in_every_case() -> None:
    for lang in LANGUAGES:
        with speaking(lang):
            before = missing()
            assert len({f"{month:gen}" for month in MONTHS}) == 12
            assert missing() == before


def test_a_language_without_a_catalogue_is_refused_and_nothing_changes() -> None:
    with pytest.raises(ValueError, match="no catalogue of the language 'xx': expected one of en"):
        speak("xx")
    assert language() == "en"


def test_speaking_ends_even_with_an_error() -> None:
    with pytest.raises(RuntimeError), speaking("ru"):
        raise RuntimeError
    assert language() == "en"


def test_what_is_not_translated_stays_english_and_is_noted() -> None:
    with speaking("ru"):
        assert _("No translator has seen this.") == "No translator has seen this."
    assert "No translator has seen this." in missing()


def test_text_from_data_is_never_filled_nor_run() -> None:
    assert _("{0.__class__} and {name}") == "{0.__class__} and {name}"
    assert _("{title}", title="{title.__class__}") == "{title.__class__}"


def test_a_sentence_takes_values_by_name_only() -> None:
    with pytest.raises(KeyError, match=r"asks for \{0\}"):
        _("{0}", name="x")


@pytest.mark.parametrize(
    ("value", "spec", "english", "russian"),
    [
        (1234567.891, ",.1f", "1,234,567.9", "1 234 567,9"),
        (-0.021, "+.1%", "−2.1%", "−2,1 %"),
        (-0.0001, "+.0%", "+0%", "+0 %"),
        (np.float64(0.5), ".2f", "0.50", "0,50"),
        (np.int64(2025), "", "2025", "2025"),
        (np.int64(12345), ",", "12,345", "12 345"),
        (547.0, "g", "547", "547"),
        (1e-7, "g", "1e−07", "1e−07"),
        (None, ",.1f", "–", "–"),
        (math.nan, ".0%", "–", "–"),
    ],
)
def test_numbers_are_written_by_the_language(value: object, spec: str, english: str, russian: str) -> None:
    assert written(value, spec) == english
    with speaking("ru"):
        assert plain(written(value, spec)) == russian


def test_names_stand_in_the_case_that_the_sentence_asks_for() -> None:
    name = Name("Kazakhstan")
    with speaking("ru"):
        forms = [format(name, case) for case in ("", "gen", "prep", "Ins")]
    assert forms == ["Казахстан", "Казахстана", "Казахстане", "Казахстаном"]
    assert [format(name, case) for case in ("", "gen")] == ["Kazakhstan", "Kazakhstan"]


def test_a_case_reaches_every_name_of_a_list() -> None:
    both = together([Name("Azerbaijan"), Name("Georgia"), Name("Russia")])
    with speaking("ru"):
        assert plain(f"{both:gen}") == "Азербайджана, Грузии и России"
        assert plain(listing([Name("Georgia"), Name("Russia")], "or")) == "Грузия или Россия"


def test_equal_names_are_equal_keys() -> None:
    assert Name("{x}", x=1) == Name("{x}", x=1) != Name("{x}", x=2)
    assert len({Name("China"), Name("China")}) == 1


@pytest.mark.parametrize(
    ("period", "case", "russian"),
    [
        ("2025-01/2025-08", "gen", "января–августа 2025 года"),
        ("2024-11/2025-02", "gen", "периода с ноября 2024 года по февраль 2025 года"),
        ("2025", "prep", "2025 году"),
        ("2025-07", "acc", "июль 2025 года"),
        ("2025-07-05", "", "5 июля 2025 года"),
    ],
)
def test_periods_are_named_in_every_case(period: str, case: str, russian: str) -> None:
    with speaking("ru"):
        assert plain(format(spoken(period), case)) == russian


def test_days_are_written_by_the_language() -> None:
    with speaking("ru"):
        assert plain(_("{day}", day=date(2025, 5, 1))) == "1 мая 2025 года"
        assert day(date(2025, 5, 1), "short") == "01.05.2025"


def test_a_count_takes_one_of_the_plural_forms_of_the_language() -> None:
    one = "How full a year was when a part of it was known, for {n} part-year"
    many = "How full a year was when a part of it was known, for {n} part-years"
    with speaking("ru"):
        said = [plain(n_(one, many, n)).partition(": ")[2] for n in (1, 2, 5, 21, 112)]
    assert said == ["1 неполный год", "2 неполных года", "5 неполных лет", "21 неполный год", "112 неполных лет"]


def test_a_line_does_not_break_between_a_number_and_its_word() -> None:
    assert tidy("за 8 мес. и 5 % — в 2025 году", "ru") == "за 8_мес. и_5_%_— в_2025_году".replace("_", NO_BREAK)
    assert tidy("8 months", "en") == "8 months"


@pytest.mark.parametrize(
    ("plain", "kept"),
    [
        ("16–27 %", "16–@27_%"), ("на 3,4–4,4 м", "на 3,4–@4,4_м"), ("2018–2024", "2018–@2024"), ("15-я", "15-@я"),
        ("9-кратный", "9-@кратный"),
        ("5 п. п.", "5 п._п."), ("262 млн долл.", "262_млн_долл."), ("547.6 USD million", "547.6_USD_million"),
        ("7 Mt a year", "7_Mt a year"), ("2025-10-24", "2025-10-24"),
        ("p = 0.36", "p_=_0.36"), ("on 4 September 2024", "on 4_September 2024"), ("(1 to 2) m", "(1 to 2)_m"),
        ("5 men", "5 men"),
        ("январь–август", "январь–август"), ("2–го", "2–го"), ("a 12-month mean", "a 12-month mean"),
    ],
)  # fmt: skip
def test_a_page_keeps_numbers_whole(plain: str, kept: str) -> None:
    assert unbroken(plain) == kept.replace("_", NO_BREAK).replace("@", "\u2060")
