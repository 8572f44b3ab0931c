"""Text and Markdown as Typst markup that no text can escape from.

Every piece of text becomes a string literal of Typst (``#"..."``), which has no markup; structure
becomes function calls. Letters for which the fonts have no shape are written as their code point,
because a PDF for readers who cannot see must not hold unknown shapes.
"""

import importlib.util
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Final
from urllib.parse import urlsplit

import mistune
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from helpers.factory.formula import formula
from helpers.locale.typography import printed

_DRAWING = importlib.util.find_spec("matplotlib")
FONTS: Final = Path(str(_DRAWING and _DRAWING.origin)).parent / "mpl-data" / "fonts" / "ttf"
"""DejaVu, which comes with matplotlib, found without it: its import takes longer than a page; Typst brings Libertinus
Serif itself."""

Token = Mapping[str, Any]
Write = Callable[[str], str]
"""A function that writes text as markup."""


UPRIGHT: Final = ("DejaVuSans", "DejaVuSans-Bold")
SLANTED: Final = ("DejaVuSans-Oblique", "DejaVuSans-BoldOblique")


@cache
def _shapes(faces: tuple[str, ...] = UPRIGHT) -> frozenset[int]:
    """Code points that each of some faces can draw."""
    return frozenset.intersection(*map(_shapes_of, faces))


def _shapes_of(face: str) -> frozenset[int]:
    with TTFont(FONTS / f"{face}.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(text: str) -> str:
    r"""Replace what the fonts cannot draw: controls by a space, letters by their code point.

    >>> printable("Құрық, Ələt"), printable("a\x00b"), printable("中")
    ('Құрық, Ələt', 'a b', '[U+4E2D]')
    """
    return unicodedata.normalize("NFC", text).translate(_DRAWN)


class _Drawn(dict[int, str]):
    """What stands for each letter, found out when it first comes."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _drawn(chr(code)))


def _drawn(letter: str) -> str:
    if letter in "\n\t\u200b\u2060":
        return letter
    if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Cs"):
        return " " if letter != "\u00ad" else ""
    return letter if ord(letter) in _shapes() else f"[U+{ord(letter):04X}]"


_DRAWN: Final = _Drawn()


def string(text: str) -> str:
    r"""Write text as a string literal of Typst.

    >>> print(string('say "#so\\"'))
    "say \"#so\\\""
    """
    safe = printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{safe}"'


def words(text: str) -> str:
    """Write text as content of a paragraph.

    >>> words("*not strong*")
    '#"*not strong*";'
    """
    return f"#{string(printed(' '.join(text.split(chr(10)))))};" if text else ""


def call(name: str, *content: str, **named: str) -> str:
    """Write a call in markup: named arguments are code, the others content.

    >>> call("heading", words("Trade"), level="2")
    '#heading(level: 2)[#"Trade";];'
    """
    arguments = ", ".join(f"{key.replace('_', '-')}: {value}" for key, value in named.items())
    head = f"({arguments})" if arguments or not content else ""
    return f"#{name}{head}{''.join(f'[{c}]' for c in content)};"


def content(markup: str) -> str:
    """Write markup as a value, which code can hold; empty where it is.

    >>> content(words("Trade"))
    '[#"Trade";]'
    """
    return f"[{markup}]" if markup else ""


def emphasis(text: str, content: str | None = None) -> str:
    """Slant a text, if its letters have slanted shapes (those of Arabic have none).

    >>> emphasis("Baku"), emphasis("باکو")
    ('#emph[#"Baku";];', '#"باکو";')
    """
    inner = words(text) if content is None else content
    return call("emph", inner) if _shapes(SLANTED).issuperset(map(ord, printable(" ".join(text.split())))) else inner


def link(url: str, content: str) -> str:
    """Write a link if the address is one of the web, else only its content."""
    web = urlsplit(url).scheme in ("http", "https", "mailto") if _splits(url) else False
    return f"#link({string(url)})[{content}];" if web and content else content


def _splits(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def array(parts: Iterable[str]) -> str:
    """Write an array of Typst.

    >>> array(["1", "2"])
    '(1, 2, )'
    """
    return f"({''.join(f'{part}, ' for part in parts)})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], **named: str) -> str:
    """Write a table from cells of markup, with a header that is repeated on every page."""
    header = ", ".join(f"[{cell}]" for cell in head)
    body = ", ".join(f"[{cell}]" for row in rows for cell in row)
    arguments = "".join(f"{key}: {value}, " for key, value in named.items())
    return f"#table({arguments}table.header({header}), {body});"


@cache
def _parser(formulas: bool) -> mistune.Markdown:
    plugins = ["table", "strikethrough", "url", *(["math"] if formulas else [])]
    return mistune.create_markdown(renderer="ast", plugins=plugins)


def fill(text: str, **values: str) -> str:
    """Fill markup into the named places of a sentence.

    >>> fill("Sources {numbers}.", numbers=call("strong", words("1")))
    '#"Sources ";#strong[#"1";];#".";'
    """
    pieces = Formatter().parse(text)
    return "".join(words(piece) + (values[name] if name else "") for piece, name, _, _ in pieces)


def markdown(text: str, write: Write = words, formulas: bool = False) -> str:
    """Turn Markdown into Typst markup; headings inside it become strong paragraphs, as in HTML.

    Parameters
    ----------
    text
        Markdown.
    write
        Writes plain text, outside links; such as one that makes links of names.
    formulas
        Whether dollar signs enclose formulas, as in the Markdown cells of a notebook.
    """
    tokens, _ = _parser(formulas).parse(text)
    return _Converter(write).blocks(tokens if isinstance(tokens, list) else [])


class _Converter:
    """Turns the tokens of mistune into markup."""

    def __init__(self, write: Write) -> None:
        self.write = write

    def blocks(self, tokens: Iterable[Token]) -> str:
        return "\n\n".join(filter(None, map(self._block, tokens)))

    def _block(self, token: Token) -> str:
        kind = token["type"]
        if kind in ("paragraph", "block_text"):
            return self._inline(token["children"])
        if kind == "heading":
            title = self._inline(token["children"])
            return call("strong", title) if title else ""
        if kind == "list":
            return self._list(token)
        if kind == "block_quote":
            return call("quote", self.blocks(token["children"]), block="true")
        if kind == "block_code":
            return f"#raw({string(token['raw'].rstrip())}, block: true);"
        if kind == "table":
            return self._table(token)
        if kind == "block_math":
            return formula(token["raw"], string, block=True)
        return self.write(token["raw"]) if token.get("raw", "").strip() else ""

    def _list(self, token: Token) -> str:
        items = "".join(f"[{self.blocks(item['children'])}]" for item in token["children"])
        start = token.get("attrs", {}).get("start", 1)
        return f"#enum(start: {min(int(start), 10**9)}){items};" if token["attrs"].get("ordered") else f"#list{items};"

    def _table(self, token: Token) -> str:
        head, *rest = token["children"]
        header = [self._inline(cell["children"]) for cell in head["children"]]
        rows = [
            [self._inline(cell["children"]) for cell in row["children"]] for body in rest for row in body["children"]
        ]
        aligns = [cell["attrs"].get("align") or "left" for cell in head["children"]]
        return table(header, rows, columns=str(len(header)), align=f"({', '.join(aligns)},)")

    def _inline(self, tokens: Iterable[Token]) -> str:
        return "".join(map(self._span, tokens))

    def _span(self, token: Token) -> str:
        kind = token["type"]
        if kind == "emphasis":
            return emphasis(_text(token), self._inline(token["children"]))
        if kind in _WRAPPED:
            return _WRAPPED[kind](self._inline(token["children"]))
        if kind == "codespan":
            return f"#raw({string(token['raw'])});"
        if kind == "inline_math":
            return formula(token["raw"], string)
        if kind == "link":
            return self._link(token)
        if kind == "image":
            return self._inline(token["children"]) or words("[image]")
        if kind == "linebreak":
            return "#linebreak();"
        return self.write(" " if kind == "softbreak" else token.get("raw", ""))

    def _link(self, token: Token) -> str:
        url = token["attrs"]["url"]
        return link(url, _Converter(words)._inline(token["children"]) or words(url))


def _text(token: Token) -> str:
    """Text of a token and of all inside it."""
    return " ".join([token.get("raw", ""), *map(_text, token.get("children", []))])


_WRAPPED: Final[dict[str, Callable[[str], str]]] = {
    "strong": lambda content: call("strong", content),
    "strikethrough": lambda content: call("strike", content),
}
