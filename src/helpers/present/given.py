"""What a page is given: what it cannot show is refused in words that say how it can be shown."""

from collections.abc import Iterable
from numbers import Real
from typing import Any

import pandas as pd

from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.parameters import Parameters
from helpers.present.chart import Chart
from helpers.present.explorer import Explorer
from helpers.present.table import Table


def in_order(parameters: object, evidence: object) -> None:
    """Refuse a page that is made of something else."""
    if not isinstance(parameters, Parameters) or not isinstance(evidence, Evidence):
        given = f"{type(parameters).__name__}, {type(evidence).__name__}"
        raise TypeError(f"expected Page(parameters, evidence): found {given}")


def showable(item: Any) -> None:
    """Refuse what has no title, no sources and no data, and say how it gets them."""
    if isinstance(item, Chart | Table):
        return
    if isinstance(item, pd.DataFrame):
        hint = 'Table(frame, "what it finds", sources=rows)'
    else:
        hint = 'Chart(figure, "what it finds", "what it shows", data, sources=rows)'
    raise TypeError(f"show takes a Chart or a Table, not a {type(item).__name__}: {hint}")


def explorable(item: Any) -> None:
    """Refuse what has nothing to turn."""
    if not isinstance(item, Explorer):
        raise TypeError(f"explore takes an Explorer, not a {type(item).__name__}: show it with page.show")


def several(judgements: Any) -> None:
    """Refuse a single judgement."""
    if not isinstance(judgements, Iterable):
        raise TypeError("verdicts takes several judgements: page.verdicts([judgement]), or judge_theme(...)")


def numeric(name: str, value: Any) -> None:
    """Refuse a headline that is no number."""
    if not isinstance(value, Interval | Real | None):
        raise TypeError(f"headline {name!r} is {value!r}, expected a number, an Interval or None")
