"""House rules of the catalogues that a reader would stumble over."""

import re

import pytest

from helpers.factory.texts import texts
from helpers.locale import LANGUAGES, domains
from helpers.locale.catalogue import read

COLOURS = re.compile(
    r"\b(red|green|blue|violet|purple|brown|grey|gray|crimson|pale|dark|orange|yellow)\b(?! (sea|power))", re.IGNORECASE
)
THEMES = ("corridor", "energy", "digital", "caspian", "integration", "outlook")


def translated() -> list[tuple[str, str]]:
    """Every Russian form with the catalogue that it stands in."""
    found = []
    for path in domains("ru"):
        for message in read(path):
            forms = (message.string,) if isinstance(message.string, str) else message.string
            found += [(path.name, form) for form in forms if message.id]
    return found


@pytest.mark.skipif("ru" not in LANGUAGES, reason="there is no Russian catalogue")
def test_names_of_places_are_joined_by_a_spaced_dash_and_ranges_by_a_tight_one() -> None:
    """Баку — Тбилиси — Джейхан, but 2019–2022 and январь–август."""
    wrong = re.compile(r"[А-ЯЁа-яё»] – [А-ЯЁ«]|[а-яё»]–[А-ЯЁ«]|\d – \d")
    assert [(name, text) for name, text in translated() if wrong.search(text)] == []


@pytest.mark.parametrize("theme", THEMES)
def test_no_text_calls_a_mark_by_its_colour(theme: str) -> None:
    """A dark page inverts its figures, and a print has no colours: a mark is named by its shape."""
    said = [form for text in texts()[theme] for form in ((text.id,) if isinstance(text.id, str) else text.id)]
    assert [text for text in said if COLOURS.search(text)] == []
