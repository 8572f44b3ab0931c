"""Formulas as MathML, which every browser of today draws by itself."""

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bs4 import Tag

_ELEMENTS: Final = frozenset((
    "math", "menclose", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom",
    "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd",
    "mtext", "mtr", "munder", "munderover", "none",
))  # fmt: skip
_ATTRIBUTES: Final = frozenset((
    "accent", "columnalign", "columnspacing", "depth", "display", "displaystyle", "fence", "form", "height", "largeop",
    "linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowspacing", "rspace",
    "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width", "xmlns",
))  # fmt: skip


def mathml(tex: str, block: bool = False) -> str:
    r"""Write a formula as MathML; one that cannot be read appears as it was written.

    The converter copies what stands in ``\text`` and lets a formula set links and styles: only elements and
    attributes of pure mathematics are kept.

    Parameters
    ----------
    tex
        The formula in TeX, without its dollar signs.
    block
        Whether it stands on a line of its own.

    Examples
    --------
    >>> mathml("x^2")
    '<math display="inline" xmlns="http://www.w3.org/1998/Math/MathML"><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>'
    """
    # few notebooks have formulas, and every kernel would wait for what reads them
    from bs4 import BeautifulSoup
    from latex2mathml.converter import convert

    try:
        made = convert(tex, display="block" if block else "inline")
    except Exception:  # the converter raises whatever it trips over
        return f"<code>{escape(tex)}</code>"
    soup = BeautifulSoup(made, "html.parser")
    for tag in soup.find_all(True):
        _tame(tag)
    return str(soup)


def _tame(tag: "Tag") -> None:
    if tag.name not in _ELEMENTS:
        tag.replace_with(str(tag))
        return
    tag.attrs = {name: value for name, value in sorted(tag.attrs.items()) if name in _ATTRIBUTES}
