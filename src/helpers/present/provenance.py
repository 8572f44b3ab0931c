"""What a run was asked, and what made its numbers."""

import platform
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final

import pandas as pd

from helpers.evidence import Evidence
from helpers.locale import _, day, heads, p_
from helpers.package import SIGN, place, stream
from helpers.parameters import Parameters, declared
from helpers.present.blocks import Block, block
from helpers.present.settings import said
from helpers.present.table import Table

PACKAGES: Final = ("caspian-notebooks", "numpy", "pandas", "scipy", "statsmodels", "networkx", "matplotlib")
"""Packages whose version a report states."""

HEADS: Final = heads("parameter", "value", "unit", "meaning")


def parameters_table(parameters: Parameters, newest: date) -> Table:
    """List parameters with value, unit and meaning.

    Parameters
    ----------
    newest
        Day of the evidence: what is seen where no day was asked for.

    Examples
    --------
    >>> parameters_table(Parameters(), date(2025, 12, 31)).frame["value"].tolist()
    ['not set: all until 31 December 2025', 'English', '2025', '2000']
    """
    rows = [
        (name, _set(parameters, name, newest), *_meaning(parameters, name)) for name in type(parameters).model_fields
    ]
    return Table(pd.DataFrame(rows, columns=list(HEADS)), _("Parameters of this run"), name="parameters")


def _set(parameters: Parameters, name: str, newest: date) -> str:
    """Say the value of a parameter; without a day asked for it is told which one that came to."""
    value = getattr(parameters, name)
    if name == "as_of" and value is None:
        return _("not set: all until {day}", day=newest)
    return said(type(parameters), name, value)


def _meaning(parameters: Parameters, name: str) -> tuple[str, str]:
    """Unit and meaning of a parameter."""
    field = type(parameters).model_fields[name]
    return p_("unit", declared(field, "unit")), _(field.description or "")


def provenance_block(parameters: Parameters, evidence: Evidence, cited: Iterable[dict[str, str]]) -> Block:
    """Tell day, parameters, versions, the live sources in use, and all sources by publisher and date."""
    used = sorted(cited, key=lambda source: (source["publisher"].lower(), source["published"], source["id"]))
    items = [(_("Evidence as of"), day(evidence.as_of))]
    names = type(parameters).model_fields
    items += [(_("Parameter {name}", name=name), _set(parameters, name, evidence.as_of)) for name in names]
    items += [("Python", platform.python_version()), *versions()]
    items += [(_("Live source"), _in_use(source)) for source in _newest(used)]
    listed = [{"label": label, "value": value} for label, value in items]
    return block("provenance", items=listed, sources=used)


def _newest(used: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """The newest vintage of each live source among those that a report uses."""
    vintages = sorted((source for source in used if SIGN in source["id"]), key=lambda source: place(source["id"]))
    return list({stream(source["id"], {}): source for source in vintages}.values())


def _in_use(source: dict[str, str]) -> str:
    """A source that has been down since has left its last good vintage in use: the reader sees of which day."""
    fetched = date.fromisoformat(place(source["id"])[0])
    return _(
        "{publisher}: {title}, vintage of {fetched}",
        publisher=source["publisher"], title=source["title"], fetched=fetched,
    )  # fmt: skip


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """Versions of the packages that made the numbers, as far as installed.

    >>> "pandas" in dict(versions())
    True
    """
    found = []
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            found.append((name, version(name)))
    return tuple(found)
