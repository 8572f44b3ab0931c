"""A question that a reader may turn: controls where a kernel is alive, prerendered stills everywhere else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import pandas as pd
from matplotlib.figure import Figure
from pydantic import BaseModel

from helpers.locale import _
from helpers.present.blocks import Block, block
from helpers.present.chart import Sources, draw
from helpers.present.table import csv_text
from helpers.present.words import slug

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, eq=False)
class View:
    """What an explorer shows at one setting.

    Parameters
    ----------
    figure
        From :func:`helpers.present.canvas`; half the width of a report is enough.
    words
        What is seen, as sentences made from the numbers drawn.
    alt
        What a reader who cannot see the figure has to know.
    data
        What is drawn.
    """

    figure: Figure
    words: str
    alt: str
    data: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Explorer(Generic[Model]):
    """A view of some parameters.

    Parameters
    ----------
    question
        What one can find out by turning it.
    start
        The parameters to begin with, those of the notebook or a model made for the purpose.
    view
        Makes the view at a setting, in a fifth of a second at most.
    controls
        Fields of the model that a reader may turn.
    stills
        Settings that a report shows: what each is called, and its changes of the start. The start itself comes first,
        unless it is among them.
    sources
        A frame with a column ``source``, or ids of sources.
    note
        Definitions and reservations, Markdown.

    Raises
    ------
    ValueError
        If a control or a still names no field, or there is nothing to turn.
    """

    question: str
    start: Model
    view: Callable[[Model], View]
    controls: Sequence[str]
    stills: Mapping[str, Mapping[str, Any]]
    sources: Sources
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", self.start.model_copy())  # parameters that note what they are asked would lie
        known = type(self.start).model_fields
        asked = {*self.controls, *(name for still in self.stills.values() for name in still)}
        if lost := sorted(asked - known.keys()):
            raise ValueError(f"no parameters {', '.join(lost)}: expected some of {', '.join(known)}")
        if not self.controls or not self.stills:
            raise ValueError(f"{self.question!r} has nothing to turn: give controls and stills")

    def at(self, changes: Mapping[str, Any]) -> Model:
        """Return the parameters at a setting, checked as all parameters are."""
        return type(self.start)(**{**dict(self.start), **changes})

    def settings(self) -> list[tuple[str, Model]]:
        """Return the stills with their labels."""
        listed = [(label, self.at(changes)) for label, changes in self.stills.items()]
        asked = any(model == self.start for _label, model in listed)
        return listed if asked else [(_("As asked"), self.start), *listed]

    def block(self, cited: list[dict[str, str]]) -> Block:
        """Draw all stills and make the block: a figure with several states."""
        settings = self.settings()
        views = [self.view(model) for _, model in settings]
        states = [
            {"label": label, "svg": draw(view.figure), "alt": view.alt, "words": view.words}
            for (label, _), view in zip(settings, views, strict=True)
        ]
        shown = next(place for place, (_, model) in enumerate(settings) if model == self.start)
        data = [view.data.assign(setting=label) for (label, _), view in zip(settings, views, strict=True)]
        return block(
            "figure", title=self.question, alt=states[shown]["alt"], svg=states[shown]["svg"], states=states,
            shown=shown, note=self.note, sources=cited, csv=csv_text(pd.concat(data, ignore_index=True)),
            name=slug(self.question),
        )  # fmt: skip
