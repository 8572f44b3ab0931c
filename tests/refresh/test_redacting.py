"""A secret in any form in which it is sent is found, and nothing else is touched."""

import html
import json
import re
from urllib.parse import quote, quote_plus

from hypothesis import given
from hypothesis import strategies as st

from helpers.refresh.redacting import MASK, Secrets

tokens = st.text(st.characters(codec="utf-8", exclude_characters="[token]"), min_size=8, max_size=20)


def small(text: str) -> str:
    """As some servers write it."""
    return re.sub("%..", lambda sign: sign.group().lower(), quote_plus(text))


@given(tokens, st.sampled_from([str, quote, quote_plus, small, html.escape, lambda text: json.dumps(text)[1:-1]]))
def test_a_secret_is_hidden_however_it_is_written(token: str, written: object) -> None:
    text = f"before {written(token)} after"  # type: ignore[operator]
    assert Secrets([token]).hide(text) == Secrets([token]).cleared(text.encode()).decode() == f"before {MASK} after"


@given(st.text())
def test_without_secrets_nothing_is_touched(text: str) -> None:
    assert Secrets(["", ""]).hide(text) == text


def test_a_secret_within_another_leaves_nothing_of_the_longer_one() -> None:
    assert Secrets(["abcdefgh", "abcdefghijkl"]).hide("x abcdefghijkl") == f"x {MASK}"


def test_a_short_secret_does_not_make_holes_in_figures() -> None:
    secrets = Secrets(["2024"])
    assert secrets.cleared(b"2024,1") == b"2024,1"
    assert secrets.hide("?key=2024") == f"?key={MASK}"
