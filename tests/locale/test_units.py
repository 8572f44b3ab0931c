"""A unit agrees with the number before it, in every language and for every unit that the collection knows."""

import re

import pytest

from helpers.evidence import load
from helpers.factory.texts import texts
from helpers.locale import COUNTED, LANGUAGES, after, missing, speaking
from helpers.models.interval import Interval
from helpers.present.words import BARE, interval_text, with_unit

INFLECTED = re.compile(r"(?=[а-яё]*[аеёиоуыэюя])[а-яё]{4,}(?![./·а-яё])")
"""A Russian word that is no abbreviation and no symbol: it would have to agree."""

GENITIVES = {"of the time without the cable"}
"""What a number is a part of: it has one form whatever the number."""


def known() -> list[str]:
    """Every unit of the evidence and of the readings, each as a number is followed by it."""
    of_readings = {text.key[1] for some in texts().values() for text in some if text.context == "unit"}
    return sorted({*load().table("units")["unit"], *of_readings} - BARE - {"date"})


def written(number: str, unit: str) -> str:
    """Return what follows a number."""
    return with_unit(number, unit).replace("\xa0", " ").removeprefix(number).strip()


@pytest.mark.parametrize("unit", sorted(COUNTED))
def test_a_unit_that_is_a_word_has_the_form_of_its_number_in_russian(unit: str) -> None:
    with speaking("ru"):
        one, two, five = (written(number, unit) for number in ("1", "2", "5"))
        assert [written(number, unit) for number in ("21", "1 001")] == [one, one]
        assert [written(number, unit) for number in ("1,5", "22", "0,3")] == [two, two, two]
        assert [written(number, unit) for number in ("11", "12", "100", "1 000")] == [five] * 4
        assert not missing().keys() & {unit, COUNTED[unit]}
    assert (written("1", unit), written("2", unit), written("1.5", unit)) == (COUNTED[unit], unit, unit)


def test_years_ports_and_sailings_are_said_as_a_russian_says_them() -> None:
    with speaking("ru"):
        years = [with_unit(number, "years") for number in ("1", "2", "5", "1,5")]
        said = [*years, with_unit("21", "ports"), with_unit("2", "sailings per week")]
    assert [one.replace("\xa0", " ") for one in said] == [
        "1 год",
        "2 года",
        "5 лет",
        "1,5 года",
        "21 порт",
        "2 рейса в неделю",
    ]


def test_no_other_unit_is_a_word_that_would_have_to_agree() -> None:
    with speaking("ru"):
        words = {unit: written("5", unit) for unit in known() if after("5", unit) == after("2", unit)}
    wrong = {unit: said for unit, said in words.items() if INFLECTED.match(said) and unit not in GENITIVES}
    assert wrong == {}, "declare the unit with counted() in helpers/locale/counted.py and translate its three forms"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", ["1", "2", "5", "1.5"])
def test_every_unit_is_said_in_every_language(lang: str, number: str) -> None:
    with speaking(lang):
        number = number.replace(".", "," if lang == "ru" else ".")
        before = missing()
        assert all(written(number, unit) for unit in known())
        assert missing() == before


def test_a_unit_agrees_with_the_value_and_not_with_its_range() -> None:
    assert interval_text(Interval(1.0, 0.0, 3.0), 0, "years") == "1 (0 to 3) year"
    with speaking("ru"):
        said = interval_text(Interval(2.0, 1.0, 5.0), 0, "years").replace("\xa0", " ")
    assert said == "2 (от 1 до 5) года"


def test_a_year_of_the_calendar_is_neither_grouped_nor_given_a_unit() -> None:
    assert with_unit("2026", "year") == "2026"
