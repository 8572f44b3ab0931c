"""From the rows of a reply to the files of a vintage: what is new or revised, and where it came from."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from helpers.evidence import Evidence
from helpers.evidence.loading import last_day, resources_of
from helpers.evidence.parts import OBSERVATIONS
from helpers.evidence.read import read_table
from helpers.evidence.streams import things
from helpers.package import continued, stream
from helpers.refresh.client import Reply
from helpers.refresh.feed import Feed
from helpers.refresh.fetched import Fetched
from helpers.refresh.live import RECORD

SOURCES: Final = "sources"
SAID: Final = ["value", "kind", "bound"]
"""What a row says of its thing: where one of these differs it is a revision."""


@dataclass(frozen=True)
class Known:
    """What the stream of a feed says so far, and when it last said something."""

    rows: pd.DataFrame
    published: date | None

    @classmethod
    def of(cls, feed: Feed, evidence: Evidence, folder: Path) -> "Known":
        """Pick it from all the evidence."""
        streams = continued(folder)
        own = [source for source in evidence.table(SOURCES)["id"] if stream(source, streams) == feed.name]
        rows = evidence.observations
        # where one source says two things of one key, both stand; a reply is compared with the last
        known = rows[rows["source"].isin(own)]
        known = known[~things(known).duplicated(keep="last")].reset_index(drop=True)
        sources = evidence.table(SOURCES).set_index("id").loc[own, "published"]
        days = [day for text in sources if (day := last_day(str(text)))]
        return cls(known, max(days, default=None))


@dataclass(frozen=True)
class News:
    """What a reply says that was not known: rows with columns of ``data/observations`` but the source."""

    rows: pd.DataFrame
    new: int
    revised: int
    unchanged: int


def news(rows: pd.DataFrame, known: pd.DataFrame) -> News:
    """Compare a reply with what is known.

    Examples
    --------
    >>> fact = {"series": "price", "entity": "brent", "unit": "USD per barrel", "kind": "actual", "bound": ""}
    >>> known = pd.DataFrame([{**fact, "period": "2025", "value": 68.0}, {**fact, "period": "2024", "value": 80.5}])
    >>> reply = pd.DataFrame([{**fact, "period": "2025", "value": 68.1}, {**fact, "period": "2026", "value": 85.0}])
    >>> found = news(reply, known)
    >>> found.new, found.revised, found.unchanged
    (1, 1, 0)
    """
    said = dict(zip(_listed(things(known)), _listed(known[SAID]), strict=True))
    keys, now = _listed(things(rows)), _listed(rows[SAID])
    new = [key not in said for key in keys]
    changed = [key in said and said[key] != what for key, what in zip(keys, now, strict=True)]
    kept = [a or b for a, b in zip(new, changed, strict=True)]
    return News(rows[np.array(kept, dtype=bool)].reset_index(drop=True), sum(new), sum(changed), len(keys) - sum(kept))


def _listed(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(frame.itertuples(index=False, name=None))


def content_hash(rows: pd.DataFrame) -> str:
    """Return the hash of what rows say."""
    return hashlib.sha256(json.dumps(rows.to_dict("records"), sort_keys=True).encode()).hexdigest()


def published(fetched: Fetched, known: Known, today: date) -> date:
    """Return the day on which a reply became public.

    It is the day that the source gives, unless that would put it before what the same stream said already: then nobody
    can have seen it before today, nor, should a clock have been set back, before that.
    """
    given, before = fetched.published or today, known.published or date.min
    return given if given >= before else max(today, before)


def texts(
    feed: Feed, name: str, found: News, fetched: Fetched, day: date, retrieved: datetime, replies: Iterable[Reply],
    folder: Path, held: Iterable[str] = (),
) -> dict[str, str]:  # fmt: skip
    """Write the files of a vintage.

    Parameters
    ----------
    name
        Of the vintage, which is the id of its source.
    day
        On which it became public.
    held
        Why it is not published.

    Returns
    -------
    dict
        Text by name of the file.
    """
    declared = resources_of(folder)
    themes = {entry["theme"]: entry for table, entry in declared.items() if table.startswith(OBSERVATIONS)}
    rows = found.rows.assign(source=name)
    tables = {
        Path(themes[theme]["path"]).name: _csv(_records(part), themes[theme])
        for theme, part in rows.groupby(rows["series"].map(_themes(folder)), sort=True)
    }
    source = {
        "id": name, "publisher": feed.publisher, "title": feed.title, "url": feed.page, "published": day.isoformat(),
        "language": feed.language, "licence": feed.licence,
    }  # fmt: skip
    files = {"sources.csv": _csv([source], declared[SOURCES]), **tables}
    record = {
        "vintage": name,
        "feed": feed.name,
        "retrieved": retrieved.isoformat(timespec="seconds"),
        "published": day.isoformat(),
        "published_by_source": fetched.published.isoformat() if fetched.published else None,
        "replies": [_told(reply) for reply in replies],
        "rows": {str(series): int(n) for series, n in fetched.rows["series"].value_counts(sort=False).items()},
        "counts": {"new": found.new, "revised": found.revised, "unchanged": found.unchanged},
        "content": content_hash(found.rows),
        "held": list(held),
        "files": {file: hashlib.sha256(text.encode()).hexdigest() for file, text in files.items()},
    }
    return {**files, RECORD: json.dumps(record, ensure_ascii=False, indent=1) + "\n"}


def _themes(folder: Path) -> dict[str, str]:
    entry = resources_of(folder)["series"]
    series = read_table(folder / entry["path"], entry)
    return dict(zip(series["series"], series["theme"], strict=True))


def _told(reply: Reply) -> dict[str, Any]:
    return {
        "address": reply.address,
        "media_type": reply.media_type,
        "bytes": len(reply.content),
        "sha256": reply.sha256,
    }


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _csv(rows: Iterable[Mapping[str, Any]], resource: Mapping[str, Any]) -> str:
    columns = [field["name"] for field in resource["schema"]["fields"]]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: _cell(row[column]) for column in columns} for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    return repr(float(value)).removesuffix(".0") if isinstance(value, int | float) else str(value)
