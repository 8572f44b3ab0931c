"""Formulas on paper: the MathML of the page as mathematics of Typst."""

from collections.abc import Callable
from typing import Final

from bs4 import BeautifulSoup, Tag

from helpers.present.mathml import mathml

Leaf = Callable[[str], str]
"""Writes a text as a string literal of Typst."""


def formula(tex: str, string: Leaf, block: bool = False) -> str:
    r"""Write a formula of TeX as markup of Typst; one that cannot be read appears as it was written.

    Parameters
    ----------
    tex
        Without its dollar signs; it is also what somebody hears who cannot see the formula.
    string
        Writes a text as a string literal of Typst, so that no text of a formula is markup.
    block
        Whether it stands on a line of its own.

    Examples
    --------
    >>> formula("x^2", lambda text: f'"{text}"')
    '#math.equation(alt: "x^2", block: false, math.lr(math.attach([#symbol("x")], t: [#symbol("2")])));'
    """
    root = BeautifulSoup(mathml(tex, block), "html.parser").find("math")
    if not isinstance(root, Tag):
        return f"#raw({string(tex)}, block: {str(block).lower()});"
    return f"#math.equation(alt: {string(tex)}, block: {str(block).lower()}, {_Writer(string).row(root)});"


class _Writer:
    """Writes elements of MathML as code of Typst."""

    def __init__(self, string: Leaf) -> None:
        self.string = string

    def row(self, tag: Tag) -> str:
        """Write the children of an element one after the other."""
        return " + ".join(map(self.element, _children(tag))) or "[]"

    def element(self, tag: Tag) -> str:
        """Write an element; one that has no twin here as what it holds."""
        parts = list(map(self.element, _children(tag)))
        if tag.name == "mover" and (mark := _ACCENTS.get(_children(tag)[-1].get_text())):
            return f"math.accent({parts[0]}, {self.string(mark)})"
        if tag.name in _PATTERNS and len(parts) == _PATTERNS[tag.name].count("{"):
            return _PATTERNS[tag.name].format(*parts)
        if tag.name == "mtable":
            return f"math.mat(delim: none, {', '.join(parts)})"
        if tag.name == "mtr":
            return f"({', '.join(parts)},)"
        return f"math.lr({self.row(tag)})" if parts else self.leaf(tag)

    def leaf(self, tag: Tag) -> str:
        """Write a sign, which Typst slants and spaces as mathematics does; a word and a number stay upright."""
        literal = self.string(tag.get_text())
        if len(literal) == len('"x"'):
            return f"[#symbol({literal})]"
        return f"math.op({literal})" if tag.name == "mi" else f"text({literal})"


def _children(tag: Tag) -> list[Tag]:
    return [child for child in tag.children if isinstance(child, Tag)]


_ACCENTS: Final = {"^": "\u0302", "~": "\u0303", "¯": "\u0304", "‾": "\u0304", "˙": "\u0307", "→": "\u20d7"}

_PATTERNS: Final = {
    "mfrac": "math.frac({}, {})", "msqrt": "math.sqrt({})", "mroot": "math.root({1}, {0})",
    "msup": "math.attach({}, t: {})", "msub": "math.attach({}, b: {})", "msubsup": "math.attach({}, b: {}, t: {})",
    "mover": "math.attach(math.limits({}), t: {})", "munder": "math.attach(math.limits({}), b: {})",
    "munderover": "math.attach(math.limits({}), b: {}, t: {})",
}  # fmt: skip
