"""A new theme made from templates: notebook, parameters, rule, figure, table of evidence, tests and translations.

What each file is made of stands in ``templates/new``. A notebook is written there as cells that begin with a line
``%% id kind tag``.
"""

import builtins
import csv
import io
import json
import keyword
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import jinja2
import nbformat

import helpers
from helpers import claims, evidence, locale, parameters
from helpers.evidence import load, parse
from helpers.factory.catalogue import catalogue
from helpers.factory.refusal import Refusal
from helpers.meant import meant
from helpers.project import root

MADE: Final = {
    "parameters.py.j2": "src/helpers/parameters/{name}.py",
    "claims.py.j2": "src/helpers/claims/{name}.py",
    "present.py.j2": "src/helpers/present/{name}.py",
    "test_claims.py.j2": "tests/claims/test_{name}.py",
    "test_present.py.j2": "tests/present/test_{name}.py",
    "ru.po.j2": "src/helpers/locale/ru/{name}.po",
}
"""Templates, and the files that they become."""

_WORD: Final = re.compile(r"[a-z][a-z0-9]{2,19}")
_CELL: Final = re.compile(r"^%% (\S+) ?(\S*) ?(.*)\n", flags=re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that is to be made.

    Attributes
    ----------
    name
        One word: the name of its modules, of its table and of its domain of translation.
    title
        The question of its notebook.
    statement, value, unit, period
        Its first claim; empty where nothing is stated yet.
    notebook, claim
        Name of its notebook and id of its claim.
    """

    name: str
    title: str
    statement: str
    value: str
    unit: str
    period: str
    notebook: str
    claim: str

    @property
    def model(self) -> str:
        """Name of the class of its parameters."""
        return self.name.capitalize()


def settled(
    name: str, title: str = "", statement: str = "", value: str = "", unit: str = "", period: str = ""
) -> Theme:
    """Settle what a new theme is called, and its first claim.

    Raises
    ------
    Refusal
        With everything that is wrong with what was asked; or if the code lies elsewhere than the data.

    Examples
    --------
    >>> cotton = settled("cotton", title="Did the harvest grow?")
    >>> cotton.model, cotton.claim
    ('Cotton', 'COT-1')
    """
    _one_checkout()
    known = load()
    faults = [*_of_name(name), *_of_texts(title, statement), *_of_figure(value, unit, period, known)]
    if faults:
        raise Refusal("\n".join([*faults, "nothing was written"]))
    taken = {str(claim_id)[:3] for claim_id in known.table("claims")["id"]}
    last = max(int(re.match(r"\d*", notebook.name)[0] or 0) for notebook in catalogue())  # type: ignore[index]
    return Theme(
        name, title or f"What does the evidence say on {name}?",
        statement or f"What is stated on {name} has still to be put into words.", value, unit, period,
        f"{last + 1:02d}_{name}", f"{_prefix(name, taken)}-1",
    )  # fmt: skip


def _one_checkout() -> None:
    checkout, code = root().resolve(), Path(helpers.__file__).resolve().parent
    if code != checkout / "src" / "helpers":
        raise Refusal(
            f"a theme is code and data of one checkout, but the code lies in {code} and the data in {checkout}: run "
            "the 'caspian' of the checkout that the theme is for, without CASPIAN_PROJECT"
        )


def _of_name(name: str) -> Iterator[str]:
    if not _WORD.fullmatch(name):
        yield f"{name!r} is no name of a theme: expected one word of 3 to 20 small letters and digits, such as cotton"
    elif name in {notebook.name.lstrip("0123456789_") for notebook in catalogue()} | _first_words():
        yield f"{name!r} is taken by a notebook or a module of src/helpers: choose another word"
    elif keyword.iskeyword(name) or name.capitalize() in _public():
        yield f"{name!r} means something else in Python or in src/helpers: choose another word"


@cache
def _first_words() -> frozenset[str]:
    """First words of all modules and templates: by them texts are sorted into domains."""
    folder = Path(helpers.__file__).parent
    paths = [path for path in folder.rglob("*") if path.suffix in ("", ".py", ".j2", ".po")]
    return frozenset(re.split(r"[_.]", path.name)[0] for path in paths)


def _public() -> set[str]:
    rooms: list[Any] = [claims, evidence, locale, parameters]
    return {*dir(builtins), *(name for room in rooms for name in room.__all__), *keyword.kwlist}


def _of_texts(title: str, statement: str) -> Iterator[str]:
    if title and not re.fullmatch(r"\S[^\n]*\?", title):
        yield f"--title {title!r}: expected a question in one line, ending with '?'"
    if statement and not re.fullmatch(r"\S[^\n]*\.", statement):
        yield f"--claim {statement!r}: expected a sentence in one line, ending with '.'"


def _of_figure(value: str, unit: str, period: str, known: evidence.Evidence) -> Iterator[str]:
    if any((value, unit, period)) and not all((value, unit, period)):
        yield "--value, --unit and --period belong together: expected all three or none"
    units = list(known.table("units")["unit"])
    if unit and unit not in units:
        yield f"--unit {unit!r}: {meant(unit, units)} (data/units.csv)"
    if value and not re.fullmatch(r"-?\d+(\.\d+)?", value):
        yield f"--value {value!r}: expected a number such as 547.6"
    try:
        parse(period or "2024")
    except ValueError:
        yield f"--period {period!r}: expected YYYY, YYYY-MM, YYYY-MM-DD, or two of them joined by '/'"


def _prefix(name: str, taken: set[str]) -> str:
    """Three letters of the name, the first ones if they are free.

    >>> _prefix("cotton", {"TRD"}), _prefix("cotton", {"COT"})
    ('COT', 'COO')
    """
    letters = re.sub(r"\d", "", name).upper().ljust(3, "X")
    free = ("".join((letters[0], *two)) for two in combinations(letters[1:], 2))
    return next((prefix for prefix in free if prefix not in taken), "NEW")


def files(asked: Theme) -> dict[str, str]:
    """Return the text of every file that the theme adds or changes, by its path in the checkout."""
    cells = _cells(asked)
    said = {cell.id.partition("-")[2]: cell.source for cell in cells}
    made = {path.format(name=asked.name): _rendered(file, asked, cells=said) for file, path in MADE.items()}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=_METADATA)
    table = _table(asked)
    header = ",".join(field["name"] for field in table["schema"]["fields"])
    return {
        f"notebooks/{asked.notebook}.ipynb": nbformat.writes(notebook) + "\n",
        **made,
        f"data/{table['path']}": f"{header}\n",
        "data/datapackage.json": _package(table),
        "data/claims.csv": _ledger(asked),
    }


_METADATA: Final = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@cache
def _templates() -> jinja2.Environment:
    """The environment of texts that are no pages: nothing is escaped."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("helpers.factory", "templates/new"), undefined=jinja2.StrictUndefined,
        trim_blocks=True, keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  programs are written, and no page
    )  # fmt: skip
    made.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    return made


def _rendered(template: str, asked: Theme, **more: Any) -> str:
    return _templates().get_template(template).render(**asdict(asked), model=asked.model, **more)


def _cells(asked: Theme) -> list[Any]:
    """The cells of the notebook."""
    _, *parts = _CELL.split(_rendered("notebook.j2", asked))
    cells: list[Any] = []
    for name, kind, tag, source in zip(*(parts[place::4] for place in range(4)), strict=True):
        new: Any = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
        metadata = {"tags": [tag]} if tag else {}
        cells.append(new(source.strip(), id=f"{asked.name}-{name}", metadata=metadata))
    return cells


def _data(name: str) -> str:
    return (root() / "data" / name).read_text(encoding="utf-8")


def _resources() -> dict[str, Any]:
    package: dict[str, Any] = json.loads(_data("datapackage.json"))
    return package


def _table(asked: Theme) -> dict[str, Any]:
    """The declaration of its table of observations, like that of the others."""
    like = next(one for one in _resources()["resources"] if one["name"].startswith("observations-"))
    own = {
        "name": f"observations-{asked.name}",
        "path": f"observations/{asked.name}.csv",
        "live": f"live/*/{asked.name}.csv",
    }
    return {**like, **own, "title": f"Figures on {asked.name}", "theme": asked.name}


def _package(table: Mapping[str, Any]) -> str:
    package = _resources()
    tables = package["resources"]
    last = max(place for place, one in enumerate(tables) if one["name"].startswith("observations-"))
    package["resources"] = [*tables[: last + 1], table, *tables[last + 1 :]]
    return json.dumps(package, indent=1) + "\n"


def _ledger(asked: Theme) -> str:
    text, line = _data("claims.csv"), io.StringIO()
    row = {
        "id": asked.claim, "theme": asked.name, "kind": "figure", "statement": asked.statement, "relation": "eq",
        "value": asked.value, "unit": asked.unit, "period": asked.period,
        "test": "Every series of the theme in the unit and for the period stated.",
    }  # fmt: skip
    columns = text.partition("\n")[0].split(",")
    csv.DictWriter(line, columns, restval="", lineterminator="\n").writerow(row)
    return text + line.getvalue()
