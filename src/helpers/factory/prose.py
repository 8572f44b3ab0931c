"""The rule that a figure in prose is computed, never typed: it would go stale and nobody would see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_UNITS = (
    "percent|%|percentage points|million|billion|thousand|Mt|kt|tonnes|tons|barrels|metres|m|cm|mm|km3?|USD|EUR|TEU"
    "|days|months|years|ms|votes|meetings|visits|ships|vessels|tankers|berths|companies|documents|students|times"
)
_FIGURE = re.compile(rf"(?<![\w.#{{-])[-+−]?\d[\d,.]*\s*(?:{_UNITS})(?!\w)")
_NUMBER = re.compile(r"(?<![\w.#-])\d[\d,.]*(?![\w-])")
_YEAR = re.compile(r"(1[89]|20|21)\d\d")
_CITED = re.compile(r"\([^()]*\)|\d+(?:st|[nr]d|th) edition")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def typed_in_markdown(source: str) -> list[str]:
    """Return the numbers of a Markdown text that are neither a year nor part of a citation in brackets.

    Examples
    --------
    >>> typed_in_markdown("Trade was 547.6 in 2025 (Kaya 2019, 3).")
    ['547.6']
    """
    # twice: a citation in brackets may have brackets of its own, as volume 88(4)
    own = _CITED.sub(" ", _CITED.sub(" ", source))
    found = (match.group().rstrip(".,") for match in _NUMBER.finditer(own))
    return [number for number in found if not _YEAR.fullmatch(number)]


def typed_in_code(source: str) -> list[tuple[int, str]]:
    """Return line and text of each figure with a unit that stands in a string of a program; docstrings may.

    Examples
    --------
    >>> typed_in_code('page.say("It fell by 2 metres, {share} percent of {total:.1f} m.", share=s, total=t)')
    [(1, '2 metres')]
    """
    tree = ast.parse(source)
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, match.group())
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
        for match in _FIGURE.finditer(_PLACEHOLDER.sub(" ", node.value))
    ]


def prose_faults(folder: Path) -> Iterator[str]:
    """Return the typed figures of the rooms that write what a reader reads, each with its place.

    Parameters
    ----------
    folder
        Of the package ``helpers``.
    """
    for path in sorted(path for room in ("claims", "present") for path in (folder / room).glob("*.py")):
        for line, text in typed_in_code(path.read_text(encoding="utf-8")):
            place = path.relative_to(folder.parents[1]).as_posix()
            yield f"{place}, line {line}: the figure {text!r} is typed; compute it and fill it in"
