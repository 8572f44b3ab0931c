"""Reading ``data/feeds.toml``: strictly, and every fault at once."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from helpers.evidence import EvidenceError, Fault
from helpers.evidence.loading import resources_of
from helpers.evidence.read import read_table
from helpers.meant import meant
from helpers.package import FEEDS
from helpers.project import root
from helpers.refresh.feed import Feed, Layout, Wanted

_FILE = f"data/{FEEDS}"


def feeds(folder: Path | None = None) -> dict[str, Feed]:
    """Return the feeds that a data package declares, by name.

    Parameters
    ----------
    folder
        Folder of the data package; None takes ``data/`` of the collection. Without ``feeds.toml`` there are none.

    Raises
    ------
    EvidenceError
        With every fault of the file.

    Examples
    --------
    >>> feeds()["brent_monthly"].series[0].series
    'brent_price'
    """
    folder = folder or root() / "data"
    found: dict[str, Feed] = {}
    faults: list[Fault] = []
    for name, declared in _tables(folder).items():
        try:
            # as JSON, because strictly read Python would want tuples where TOML has lists
            found[name] = Feed.model_validate_json(json.dumps({"name": name, **declared}, default=str))
        except ValidationError as error:
            faults += [_fault(name, one) for one in error.errors()]
    faults += _unknown(found.values(), _Names.of(folder))
    if faults:
        raise EvidenceError(faults)
    return found


def _tables(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / FEEDS
    if not path.exists():
        return {}
    try:
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EvidenceError([Fault(_FILE, None, "", str(error), "TOML in UTF-8")]) from None
    declared = whole.pop("feed", {})
    faults = [Fault(_FILE, None, key, "an unknown table", "[feed.NAME] alone") for key in whole]
    tables = declared.items() if isinstance(declared, dict) else [("", declared)]
    faults += [
        Fault(_FILE, None, f"feed.{name}", repr(table), "a table [feed.NAME]")
        for name, table in tables
        if not isinstance(table, dict)
    ]
    if faults:
        raise EvidenceError(faults)
    return dict(declared)


def _fault(name: str, error: Any) -> Fault:
    place = ".".join(["feed", name, *(str(part + 1) if isinstance(part, int) else part for part in error["loc"])])
    if error["type"] == "extra_forbidden":
        return Fault(_FILE, None, place, "an unknown key", _meant(str(error["loc"][-1]), _keys(error["loc"])))
    if error["type"] == "missing":
        return Fault(_FILE, None, place, "nothing", "a value")
    found = "a table" if isinstance(error["input"], dict) else repr(error["input"])
    return Fault(_FILE, None, place, found, error["msg"].removeprefix("Value error, ").removeprefix("expected "))


def _meant(name: str, known: Iterable[str]) -> str:
    """What was meant, as the end of a sentence that begins with expected."""
    said = meant(name, known, "a name that the data package has")
    return said.removeprefix("did you mean ").removeprefix("expected ").removesuffix("?")


def _keys(place: tuple[str | int, ...]) -> Iterable[str]:
    """What may be declared in the table in which a key stands."""
    models: dict[str, type[BaseModel]] = {"series": Wanted, "table": Layout}
    model = models.get(str(place[0]), Feed) if len(place) > 1 else Feed
    return [name for name in model.model_fields if name != "name"]


@dataclass(frozen=True)
class _Names:
    """The vocabularies of a package, of what was collected by hand."""

    units: Mapping[str, str]
    entities: frozenset[str]
    sources: frozenset[str]

    @classmethod
    def of(cls, folder: Path) -> "_Names":
        declared = resources_of(folder)
        series, entities, sources = (
            read_table(folder / declared[name]["path"], declared[name]) for name in ("series", "entities", "sources")
        )
        units = dict(zip(series["series"], series["unit"], strict=True))
        return cls(units, frozenset(entities["entity"]), frozenset(sources["id"]))


def _unknown(found: Iterable[Feed], names: _Names) -> Iterator[Fault]:
    """Names that the rest of the package does not know."""
    taken: dict[str, str] = {}
    for feed in found:
        place = f"feed.{feed.name}"
        for number, wanted in enumerate(feed.series, start=1):
            yield from _unknown_in_series(f"{place}.series.{number}", feed, wanted, names)
        yield from _unknown_entities(f"{place}.entities", feed.entities.values(), names)
        for source in feed.continues:
            if source not in names.sources:
                yield Fault(_FILE, None, f"{place}.continues", repr(source), _meant(source, names.sources))
            if taken.setdefault(source, feed.name) != feed.name:
                expected = f"a source that feed {taken[source]} does not continue"
                yield Fault(_FILE, None, f"{place}.continues", repr(source), expected)


def _unknown_in_series(place: str, feed: Feed, wanted: Wanted, names: _Names) -> Iterator[Fault]:
    unit = names.units.get(wanted.series)
    if unit is None:
        yield Fault(_FILE, None, f"{place}.series", repr(wanted.series), _meant(wanted.series, names.units))
    elif unit != wanted.unit:
        expected = f"{unit!r}, the unit of {wanted.series} in data/series.csv"
        yield Fault(_FILE, None, f"{place}.unit", repr(wanted.unit), expected)
    if not (wanted.entity or wanted.entities or feed.entities):
        yield Fault(_FILE, None, place, "no entity", "entity, or entities here or of the feed")
    yield from _unknown_entities(f"{place}.entity", filter(None, [wanted.entity]), names)
    yield from _unknown_entities(f"{place}.entities", wanted.entities.values(), names)


def _unknown_entities(place: str, entities: Iterable[str], names: _Names) -> Iterator[Fault]:
    for entity in entities:
        if entity not in names.entities:
            yield Fault(_FILE, None, place, repr(entity), _meant(entity, names.entities))
