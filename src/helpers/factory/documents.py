"""The tables of the documents that are made from the code and the data, and the check that they still agree.

``python -m helpers.factory.documents`` writes them. In a hand-written page a generated part stands between
``<!-- generated: name -->`` and ``<!-- end -->``. What they say of the evidence is said of what was collected by hand:
a night that brings new figures changes no page that is committed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pandas as pd
from pydantic.fields import FieldInfo

from helpers.analysis import trade_gold
from helpers.evidence import load
from helpers.evidence.loading import resources_of
from helpers.evidence.parts import OBSERVATIONS
from helpers.factory.catalogue import catalogue, describe
from helpers.parameters import Parameters, Trade
from helpers.present.chart import Chart, draw
from helpers.present.trade import gold_chart
from helpers.project import root
from helpers.refresh import feeds

_PART = re.compile(r"(<!-- generated: (\S+) -->\n).*?(<!-- end -->)", flags=re.DOTALL)


def table(header: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table; a bar inside a cell is escaped."""
    cells = [header, ["---"] * len(header), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(row) + " |" for row in cells) + "\n"


def commands() -> str:
    """Return the table of commands and their options."""
    from helpers.cli import main

    context = click.Context(main)
    rows = []
    for name in main.list_commands(context):
        command = main.commands[name]
        usage = " ".join(["caspian", name, *command.collect_usage_pieces(click.Context(command))[1:]])
        options = ", ".join(f"`{option.opts[0]}`" for option in command.params if _is_shown(option))
        rows.append([f"`{usage}`", (command.help or "").splitlines()[0], options])
    return table(["command", "what it does", "options"], rows)


def _is_shown(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Option) and not parameter.hidden


def notebooks() -> str:
    """Return the table of notebooks with their questions."""
    return table(["notebook", "question"], [[f"`{found.name}`", found.title] for found in catalogue()])


def parameters() -> str:
    """Return a table of the parameters that all notebooks share, and one for each notebook's own."""
    shared = Parameters.model_fields
    parts = [f"## All notebooks\n\n{_parameters(shared)}"]
    for notebook in catalogue():
        own = {name: field for name, field in notebook.model.model_fields.items() if name not in shared}
        parts.append(f"## `{notebook.name}`\n\n{notebook.title}\n\n{_parameters(own)}")
    return "\n".join(parts)


def _parameters(fields: Mapping[str, FieldInfo]) -> str:
    rows = [
        [f"`{name}`", f"`{field.default!r}`", f"{field.description} Takes {describe(field)}."]
        for name, field in fields.items()
    ]
    return table(["parameter", "default", "meaning"], rows)


def tables() -> str:
    """Return the tables of the data package with their columns."""
    text: list[str] = []
    for resource in resources_of(root() / "data").values():
        fields = resource["schema"]["fields"]
        if resource["name"].startswith(OBSERVATIONS) and text and "observations/" in text[-1]:
            text.append(f"### `{resource['path']}`\n\n{resource['title']}. Columns as above.\n")
            continue
        rows = [[f"`{field['name']}`", field["type"], field["description"]] for field in fields]
        text.append(f"### `{resource['path']}`\n\n{resource['title']}.\n\n{table(['column', 'type', 'meaning'], rows)}")
    return "\n".join(text)


def series() -> str:
    """Return the vocabulary of series with what the data hold of each."""
    evidence = load(live=False)
    span = evidence.observations.groupby("series").agg(
        rows=("row", "size"), first=("start", "min"), last=("end", "max")
    )
    known = evidence.table("series").set_index("series").join(span)
    known["rows"] = known["rows"].fillna(0).astype(int)
    return table(
        ["series", "unit", "rows", "years", "meaning"],
        [
            # what only a feed brings has no rows collected by hand
            [f"`{name}`", row.unit, str(row.rows), _years(row.first, row.last) if row.rows else "live", row.meaning]
            for name, row in known.iterrows()
        ],
    )


def _years(first: pd.Timestamp, last: pd.Timestamp) -> str:
    return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"


def units() -> str:
    """Return the vocabulary of units."""
    known = load(live=False).table("units")
    rows = [
        [str(row["unit"]), str(row["dimension"]), f"{row['factor']:g}", str(row["meaning"])]
        for row in known.to_dict("records")
    ]
    return table(["unit", "dimension", "factor", "meaning"], rows)


def live_sources() -> str:
    """Return a table of the declared feeds."""
    rows = [
        [
            f"`{feed.name}`",
            feed.publisher,
            ", ".join(dict.fromkeys(f"`{wanted.series}`" for wanted in feed.series)),
            ", ".join(sorted(feed.allowed)),
            f"`{feed.token}`" if feed.token else "",
        ]
        for feed in feeds().values()
    ]
    return table(["feed", "publisher", "series", "hosts", "token"], rows)


def machine_files() -> str:
    """Return a table of the fields of each file that the site has for programs, as its schema says."""
    from helpers.site.machine import SCHEMAS, schema

    parts = []
    for name in SCHEMAS:
        described = schema(name)
        rows = [[f"`{place}`", kind, meaning] for place, kind, meaning in _fields(described)]
        head = f"## `{described['title']}`\n\n{described['description']} Its schema is `{name}`.\n"
        parts.append(f"{head}\n{table(['field', 'type', 'meaning'], rows)}")
    return "\n".join(parts)


def _fields(described: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, str, str]]:
    """Every field below an object of a schema: where it stands, what it is, what it means."""
    for name, field in described.get("properties", {}).items():
        kind = field.get("type", "text" if "enum" in field else "constant")
        kind = " or ".join(kind) if isinstance(kind, list) else kind
        yield f"{place}{name}", kind.replace("string", "text").replace("null", "nothing"), field.get("description", "")
        yield from _fields(field, f"{place}{name}.")
        yield from _fields(field.get("items", {}), f"{place}{name}[].")


def figure() -> str:
    """Return the figure of the README with the finding that its numbers give."""
    chart = _chart()
    return f"**{chart.title}.**\n\n![{chart.alt}]({FIGURE})\n"


def _chart() -> Chart:
    evidence = load(live=False)
    parts = trade_gold.parts(evidence, Trade())
    rows = evidence.rows(dict.fromkeys(row for part in parts for row in part.rows))
    chart = gold_chart(parts, rows)
    assert chart is not None
    return chart


def bench() -> str:
    """Return what ``make bench`` measured last."""
    path = root() / "docs" / "bench.md"
    return path.read_text(encoding="utf-8") if path.exists() else "Not measured yet: `make bench`.\n"


PARTS: dict[str, Callable[[], str]] = {
    "figure": figure,
    "bench": bench,
    "commands": commands,
    "notebooks": notebooks,
    "parameters": parameters,
    "tables": tables,
    "series": series,
    "units": units,
    "machine_files": machine_files,
    "feeds": live_sources,
}
PAGES = ("README.md", "data/README.md", "docs/parameters.md", "docs/machine.md", "docs/live_sources.md")
FIGURE = "docs/figure.svg"


def page(path: Path) -> str:
    """Return a page with its generated parts made anew."""
    text = path.read_text(encoding="utf-8")
    return _PART.sub(lambda part: f"{part[1]}{PARTS[part[2]]()}{part[3]}", text)


def stale() -> Iterator[str]:
    """Return the pages whose generated parts no longer agree with the code and the data."""
    for name in PAGES:
        path = root() / name
        if page(path) != path.read_text(encoding="utf-8"):
            yield f"{name}: a generated table no longer agrees with the code or the data; run 'make docs'"


def main() -> None:
    """Write the generated parts of all pages, and the figure."""
    (root() / FIGURE).write_text(draw(_chart().figure), encoding="utf-8")
    write_pages()


def write_pages() -> None:
    """Write the generated parts of all pages."""
    for name in PAGES:
        path = root() / name
        path.write_text(page(path), encoding="utf-8")


if __name__ == "__main__":
    main()
