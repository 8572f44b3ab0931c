"""Sources for programs that manage references: CSL-JSON and BibTeX.

A source is a mapping with id, publisher, title, url and published, as the blocks of a notebook carry it; its id is
the key, so that a key stays what it is while sources come and go.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

_SPECIAL: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_UNSAFE: Final = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", '"': "%22", "<": "%3C", ">": "%3E"}

Source = Mapping[str, str]


def csl(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Return sources as items of CSL-JSON, ordered by their keys.

    Examples
    --------
    >>> csl([{"id": "a", "publisher": "", "title": "T", "url": "", "published": "2025-10"}])
    [{'id': 'a', 'type': 'webpage', 'title': 'T', 'issued': {'date-parts': [[2025, 10]]}}]
    """
    return [_item(source) for source in ordered(sources)]


def ordered(sources: Iterable[Source]) -> list[Source]:
    """Return sources by key, each once."""
    return [source for _, source in sorted({cite_key(source["id"]): source for source in sources}.items())]


def _item(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {"id": cite_key(source["id"]), "type": "webpage", "title": source["title"]}
    if source["publisher"]:
        item["author"] = [{"literal": source["publisher"]}]
    if parts := date_parts(source["published"]):
        item["issued"] = {"date-parts": [parts]}
    if web_address(source["url"]):
        item["URL"] = source["url"]
    return item


def date_parts(published: str) -> list[int]:
    """Read a date that is as precise as its page: year, month, day.

    >>> date_parts("2025-10-06"), date_parts("2025"), date_parts("")
    ([2025, 10, 6], [2025], [])
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", published)
    return [int(part) for part in found.groups() if part] if found else []


def web_address(url: str) -> bool:
    """Whether an address is one of the web: no other is ever made a link."""
    return url.startswith(("https://", "http://"))


def cite_key(source: str) -> str:
    """Make the key of a source: its id, with signs that a bibliography cannot have in a key left out.

    >>> cite_key("trend_ots_8m_2025"), cite_key("a{b},c")
    ('trend_ots_8m_2025', 'abc')
    """
    return re.sub(r"[^A-Za-z0-9_:.+/-]", "", source)


def bibtex(sources: Iterable[Source]) -> str:
    r"""Write sources as BibTeX entries, ordered by their keys.

    Examples
    --------
    >>> print(bibtex([{"id": "a_1", "publisher": "A & B", "title": "100%", "url": "", "published": "2025-10"}]))
    @misc{a_1,
      author = {{A \& B}},
      title = {{100\%}},
      year = {2025},
      month = {10},
      date = {2025-10}
    }
    <BLANKLINE>
    """
    return "\n".join(_entry(source) for source in ordered(sources))


def _entry(source: Source) -> str:
    parts, url = date_parts(source["published"]), source["url"]
    fields = {
        # a second pair of braces keeps a publisher one name and a title as it is spelled
        "author": f"{{{_escaped(source['publisher'])}}}" if source["publisher"] else "",
        "title": f"{{{_escaped(source['title'])}}}",
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "date": source["published"] if parts else "",
        "url": "".join(_UNSAFE.get(sign, sign) for sign in url) if web_address(url) else "",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{cite_key(source['id'])},\n{lines}\n}}\n"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()))
