"""What a report was made from, as hashes, and in words what of it has changed since.

A report is fresh when its notebook, parameters, formats, the rows of evidence that it can see, the code that it can
reach and the locked environment are what they were. Times of files play no part.
"""

import csv
import hashlib
import json
import platform
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import chain, compress
from pathlib import Path
from typing import Any, Final, Self

from helpers.factory.plan import Job
from helpers.factory.reach import State, reachable, rule_files, state
from helpers.locale import _, domains, n_
from helpers.package import continued, files
from helpers.parameters import ALWAYS_SEEN
from helpers.project import SOURCE, root

NOTE: Final = "fingerprint.json"
"""Name of the file in the folder of a job."""

Stamp = tuple[tuple[Path, State], ...]


@dataclass(frozen=True)
class Fingerprint:
    """Hashes of all that a report depends on.

    Attributes
    ----------
    code
        By file of the package.
    evidence
        By table: a hash for each row that the report can see, and one for the table's schema.
    setting
        The lock file, the version of Python, which modules hold rules, and the catalogues of the report's language
        that the code can speak from.
    files
        By file of the evidence, and of this code: while none changed, nor the code of the report, its rows are the
        same, and need not be read.
    """

    notebook: str
    parameters: dict[str, Any]
    formats: list[str]
    code: dict[str, str]
    evidence: dict[str, list[str]]
    setting: dict[str, str]
    files: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return dict(vars(self))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Read what :meth:`as_dict` wrote."""
        return cls(**values)

    def short(self) -> dict[str, Any]:
        """Return one hash for each part and how much of it there is, for a reader."""
        return {
            "notebook_hash": self.notebook,
            "code": {"hash": _short(json.dumps(self.code).encode()), "files": len(self.code)},
            "evidence": {
                "hash": _short(json.dumps(self.evidence).encode()),
                "rows": sum(len(hashes) - 1 for hashes in self.evidence.values()),
                "tables": len(self.evidence),
            },
            "lock": self.setting["uv.lock"],
        }

    def changes(self, old: Self) -> list[str]:
        """Say what differs from an older fingerprint, the reader's causes first."""
        said = list(_changed_rows(self.evidence, old.evidence))
        if self.notebook != old.notebook:
            said.append(_("the notebook changed"))
        said += [_("parameter {name} changed", name=name) for name in _differing(self.parameters, old.parameters)]
        said += [_("code changed: {path}", path=path) for path in _differing(self.code, old.code)]
        said += [_("{name} changed", name=name) for name in _differing(self.setting, old.setting)]
        missing = [form for form in self.formats if form not in old.formats]
        return said + [_("no {format} was made", format=form) for form in missing]


def _differing(new: Mapping[str, Any], old: Mapping[str, Any]) -> list[str]:
    return sorted(name for name in new.keys() | old.keys() if new.get(name) != old.get(name))


def _changed_rows(new: Mapping[str, list[str]], old: Mapping[str, list[str]]) -> Iterator[str]:
    for table in _differing(new, old):
        now, then = Counter(new.get(table, ())), Counter(old.get(table, ()))
        if now != then:  # in another order they are the same
            # a changed row is one that went and one that came
            rows = max((now - then).total(), (then - now).total())
            yield n_("evidence changed: {n} row of {table}", "evidence changed: {n} rows of {table}", rows, table=table)


def fingerprint(job: Job, like: Fingerprint | None = None) -> Fingerprint:
    """Compute the fingerprint of a job as things stand.

    Parameters
    ----------
    like
        An older one of the same report, which saves finding out what code it reaches where none of it changed, and
        what rows it sees where no file did either.
    """
    folder, notebook = root(), _notebook(job.notebook.path)
    model, parameters = type(job.parameters), job.parameters.model_dump(mode="json")
    code = like.code if like and like.notebook == notebook and _hashes(like.code) == like.code else None
    code = code or _hashes(reachable(job.notebook.path, model.__name__, SOURCE))
    stamp = _stamp(folder / "data")
    files = _contents(folder / "data", stamp)
    if like and (like.code, like.files, like.parameters.get("as_of")) == (code, files, parameters["as_of"]):
        evidence = like.evidence
    else:
        evidence = _visible(folder / "data", model.sees, parameters["as_of"] or "", stamp)
    return Fingerprint(
        notebook=notebook,
        parameters=parameters,
        formats=list(job.formats),
        code=code,
        evidence=evidence,
        files=files,
        setting={
            "uv.lock": file_hash(folder / "uv.lock"),
            "Python": platform.python_version(),
            "list of rules": _short(" ".join(rule_files(SOURCE)).encode()),
            "list of continued sources": _short(json.dumps(continued(folder / "data")).encode()),
            **_catalogues(job.parameters.lang, code),
        },
    )


def noted(folder: Path) -> Fingerprint | None:
    """Return what a job's folder says that the job was started from; None if it does not say."""
    try:
        return Fingerprint.from_dict(json.loads((folder / NOTE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _catalogues(lang: str, code: Iterable[str]) -> dict[str, str]:
    """Hash the catalogues of a language, of the domains of some code."""
    spoken = {"common", *(re.split("[_.]", path.rpartition("/")[2])[0] for path in code)}
    return {f"{lang}/{path.name}": file_hash(path) for path in domains(lang) if path.stem in spoken}


def _hashes(code: Iterable[str]) -> dict[str, str]:
    return {path: file_hash(f"{SOURCE}/{path}") for path in sorted(code)}


def file_hash(path: Path | str) -> str:
    """Return the hash of a file's bytes, short enough to be written often; empty for no file."""
    try:
        return _file_hash(str(path), state(path))
    except FileNotFoundError:
        return ""


@cache
def _file_hash(path: str, _state: State) -> str:
    return _short(Path(path).read_bytes())


def _short(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=9).hexdigest()


def _notebook(path: Path) -> str:
    """Hash what a notebook says and does: not its outputs, nor what an editor leaves in its metadata."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    kept = [[c["cell_type"], "".join(c["source"]), c["metadata"].get("tags", []), c.get("id")] for c in cells]
    return _short(json.dumps(kept).encode())


def _stamp(folder: Path) -> Stamp:
    """Return the files of the evidence as they are, its declaration last."""
    package = folder / "datapackage.json"
    declared = _declared(package, state(package))
    parts = ((file, state(file)) for entry in declared.values() for file in _parts(folder, entry))
    return (*parts, (package, state(package)))


@cache
def _contents(folder: Path, stamp: Stamp) -> dict[str, str]:
    """Hash the files of the evidence, and this one, which says what of it can be seen."""
    found = {file.relative_to(folder).as_posix(): _file_hash(str(file), its) for file, its in stamp}
    return {**found, Path(__file__).name: file_hash(__file__)}


@cache
def _visible(folder: Path, sees: tuple[str, ...] | None, day: str, stamp: Stamp) -> dict[str, list[str]]:
    """Hash the rows that a notebook can see, once for the files as they are: a build asks four times for each report.

    Parameters
    ----------
    sees
        Names of tables; None sees all.
    day
        Only rows whose source does not say that it is younger; empty takes all.
    """
    declared, tables = _declared(*stamp[-1]), _tables(folder, stamp)
    lookups = {name: key for name, key in ALWAYS_SEEN.items() if key}
    seen = [name for name in tables if name not in lookups and (sees is None or name in {*sees, *ALWAYS_SEEN})]
    dates = dict(zip(tables["sources"].column("id"), tables["sources"].column("published"), strict=True))
    found = {name: tables[name].public(dates, day) for name in seen}
    names = {declared[name].get("from_source", "") for name in seen}  # a table that comes from one source as a whole
    names.update(*(table.names for table in found.values()))
    for name, key in lookups.items():
        found[name] = tables[name].only(cell in names for cell in tables[name].column(key))
    return {table.path: [table.schema, *table.hashes] for table in found.values()}


def _public(published: str | None, day: str) -> bool:
    """Whether a source may have been public: compared as far as its date is precise, in doubt it was."""
    return not (published and day) or published <= day[: len(published)]


@dataclass(frozen=True)
class _Table:
    """A table as text, with the hash of each row."""

    path: str
    schema: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    hashes: Sequence[str]

    def column(self, name: str) -> list[str]:
        """Return the cells of a column; empty ones if there is none of this name."""
        place = self.columns.index(name) if name in self.columns else None
        return [""] * len(self.rows) if place is None else [row[place] for row in self.rows]

    def only(self, kept: Iterable[bool]) -> Self:
        """Return the table with these rows alone."""
        chosen = list(kept)
        return replace(self, rows=list(compress(self.rows, chosen)), hashes=list(compress(self.hashes, chosen)))

    def public(self, dates: Mapping[str, str], day: str) -> Self:
        """Return the table as it may have been public on a day; an empty one takes all rows."""
        return self.only(_public(dates.get(source), day) for source in self.column("source")) if day else self

    @cached_property
    def names(self) -> frozenset[str]:
        """All that stands in its cells, and so what it may name in other tables."""
        return frozenset(chain.from_iterable(self.rows))


@cache
def _declared(package: Path, _state: State) -> dict[str, dict[str, Any]]:
    resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
    return {resource["name"]: resource for resource in resources}


@cache
def _tables(folder: Path, stamp: Stamp) -> dict[str, _Table]:
    return {name: _table(folder, entry) for name, entry in _declared(*stamp[-1]).items()}


def _table(folder: Path, entry: dict[str, Any]) -> _Table:
    """Read a table with its live parts; a file that is missing has no rows here, and who loads the evidence says so."""
    files = _parts(folder, entry)
    columns = [field["name"] for field in entry["schema"]["fields"]]
    rows = [row for file in files for row in _rows(file, len(columns))]
    schema = _short(json.dumps(entry).encode()) if files else ""
    return _Table(entry["path"], schema, columns, rows, [row_hash(row) for row in rows])


def _parts(folder: Path, entry: dict[str, Any]) -> list[Path]:
    return [file for file in files(folder, entry) if file.exists()]


def row_hash(cells: Iterable[str]) -> str:
    """Return the hash of a row, of its cells in their order."""
    return hashlib.blake2b("\x1f".join(cells).encode(), digest_size=6).hexdigest()


def _rows(file: Path, width: int) -> list[list[str]]:
    """Read the rows of a file as text; what they mean, and whether each is whole, is told by helpers.evidence."""
    with file.open(encoding="utf-8", newline="") as text:
        rows = csv.reader(text)
        next(rows, None)
        return [row + [""] * (width - len(row)) for row in rows if row]
