"""What the parts of a report on paper point at: figures, tables, verdicts, sources; and the way back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from helpers.factory.items import Item, Shown
from helpers.factory.report import Report
from helpers.factory.typst import call, emphasis, fill, link, string, words
from helpers.locale import _, language, n_
from helpers.present.foot import TITLES, published

PLACES: Final = 2
"""So many places at which a source is cited are listed with it, those that cite the fewest first."""


class Crossrefs:
    """Writes text in which every name of a figure, table, verdict or source is a link to it.

    Parameters
    ----------
    whole
        The report; what it does not hold is not linked.
    """

    def __init__(self, whole: Report) -> None:
        self._report = whole
        self._targets = dict(_targets(whole))
        names = sorted(map(re.escape, self._targets), key=len, reverse=True)
        self._names = re.compile(rf"(?<![\w-])({'|'.join(names)})(?![\w-])" if names else r"(?!)")
        self._numbers = {source: number for number, source in enumerate(whole.sources, start=1)}
        self._order = [name for item in whole.items for name, _ in _citing(item)]

    def words(self, text: str) -> str:
        """Write text as content of a paragraph, its names as links."""
        pieces = self._names.split(text)
        return "".join(self.to(piece) if place % 2 else words(piece) for place, piece in enumerate(pieces))

    def to(self, name: str) -> str:
        """Write a name as a link to what it names; a line never ends between "Figure" and its number."""
        if name not in self._targets and name in self._order:
            page = f"#context counter(page).at(label({string(name)})).first();"
            return _internal(name, fill(_("a sentence on page {page}"), page=page))
        whole = words(name.replace(" ", "\u00a0"))
        return _internal(self._targets[name], whole) if name in self._targets else whole

    def target(self, name: str) -> str:
        """Write the anchor of what has a name, to stand behind it; empty where the name is unknown."""
        return f"#label({string(self._targets[name])});" if name in self._targets else ""

    def cites(self, sources: Sequence[Mapping[str, str]]) -> str:
        """Write the numbers of sources as links, neighbours as a range."""
        shown = words(", ").join(map(_range, _runs(sorted({self._numbers[s["id"]] for s in sources}))))
        if not shown:
            return ""
        return (
            fill(_("Source [{number}]"), number=shown)
            if len(sources) == 1
            else fill(_("Sources [{numbers}]"), numbers=shown)
        )

    def references(self) -> Iterator[str]:
        """Write the list of references: each with its address in print and the places that cite it."""
        if self._report.sources:
            yield call("heading", words(_("References")), level="1")
            cited = self._cited()
            items = ", ".join(
                f"({string(_source(number))}, [{_entry(source)}{self._back(cited[key])}])"
                for number, (key, source) in enumerate(self._report.sources.items(), start=1)
            )
            yield f'#references(numbering: "[1]", {items});'

    def _cited(self) -> dict[str, list[str]]:
        """For each source the names of what cites it: first what cites few others, then in reading order."""
        found: dict[str, list[str]] = {source: [] for source in self._report.sources}
        citing = {name: sources for item in self._report.items for name, sources in _citing(item)}
        for name in sorted(citing, key=lambda name: len(citing[name])):
            for source in citing[name]:
                found[source["id"]].append(name)
        return found

    def _back(self, names: Sequence[str]) -> str:
        if not names:
            return ""
        told = sorted(names[:PLACES], key=self._order.index)
        listed, n = words(", ").join(map(self.to, told)), len(names) - PLACES
        more = n_(
            "Cited in {places} and {n} more place.", "Cited in {places} and {n} more places.", n, places="{places}"
        )
        text = _("Cited in {places}.") if n <= 0 else more
        return f"{words(' ')}#back[{fill(text, places=listed)}];"


def _targets(whole: Report) -> Iterator[tuple[str, str]]:
    for item in whole.items:
        if isinstance(item, Shown) and item.label:
            yield item.label, item.anchor
        elif isinstance(item, Shown) and item.block["kind"] == "verdicts":
            yield from ((i["id"], f"claim-{i['id']}") for i in item.block["items"])


def _citing(item: Item) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """Name what cites sources: figures, tables and verdicts as they are called, a sentence by its anchor."""
    if isinstance(item, Shown) and item.label:
        yield item.label, item.block.get("sources", [])
    elif isinstance(item, Shown) and item.anchor and item.block["kind"] == "prose" and item.block.get("sources"):
        yield item.anchor, item.block["sources"]
    elif isinstance(item, Shown) and item.block["kind"] == "verdicts":
        yield from ((i["id"], i["sources"]) for i in item.block["items"])


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Join neighbours.

    >>> _runs([1, 2, 3, 5])
    [(1, 3), (5, 5)]
    """
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _range(run: tuple[int, int]) -> str:
    ends = [f"#source({string(_source(number))})[{words(str(number))}];" for number in dict.fromkeys(run)]
    return words("–" if run[1] - run[0] > 1 else ", ").join(ends)


def _source(number: int) -> str:
    return f"source-{number}"


def _internal(target: str, content: str) -> str:
    return f"#link(label({string(target)}))[{content}];"


def _entry(source: Mapping[str, str]) -> str:
    """Who, when, what, where; titles are English in the data, and marked so among another language."""
    day = f", {published(source['published'])}" if source["published"] else ""
    url = source["url"]
    address = link(url, words(breakable(url, 1)))
    title = emphasis(source["title"])
    title = title if language() == TITLES else call("text", title, lang=string(TITLES))
    return f"{words(source['publisher'] + day + ': ')}{title}{words('. ')}{address}"


def breakable(text: str, longest: int = 24) -> str:
    """Allow a line break inside words that are longer than a column can be expected to be."""
    if len(text) <= longest:
        return text
    return " ".join(
        re.sub(r"(?<=[_/.,?&=-])(?=\w)", "\u200b", word) if len(word) > longest else word for word in text.split(" ")
    )
