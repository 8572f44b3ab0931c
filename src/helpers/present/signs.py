"""How each verdict looks: a sign and a colour that stay apart in grey print and for every kind of sight.

The word itself is always written out somewhere near; colour alone never carries a verdict.
"""

from collections.abc import Mapping
from typing import Final

WORD_CLASS: Final[Mapping[str, str]] = {"supported": "good", "partly supported": "part", "contradicted": "bad"}
"""Colour class of a verdict in a page; the others are neutral."""

WORD_SIGN: Final[Mapping[str, str]] = {
    "supported": "✓", "partly supported": "◐", "contradicted": "✗", "unverified": "?",
}  # fmt: skip

WORD_COLOUR: Final[Mapping[str, str]] = {
    "supported": "#00614A", "partly supported": "#F0B878", "contradicted": "#B0174B", "unverified": "#6B7580",
    "not checkable": "#C9CFD6", "not evaluated": "#EDF0F2",
}  # fmt: skip
"""Fill of a verdict in a figure; blue and orange stay with the two states."""

WORDS: Final = tuple(WORD_COLOUR)
"""The vocabulary of verdicts, in its order."""

PALE: Final = ("partly supported", "not checkable", "not evaluated")
"""Verdicts whose fill takes dark ink."""


def sign_of(word: str) -> str:
    """Return the sign of a verdict.

    >>> sign_of("supported"), sign_of("not checkable")
    ('✓', '·')
    """
    return WORD_SIGN.get(word, "·")
