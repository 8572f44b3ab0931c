"""What is alive under a kernel: explorers that answer a move, and the form that asks a notebook anew."""

import gc
from collections.abc import Callable, Mapping
from html import escape
from time import perf_counter
from typing import Any, Final

import ipywidgets as widgets  # type: ignore[import-untyped]
from pydantic import BaseModel, ValidationError

from helpers.locale import _, n_
from helpers.parameters import reason
from helpers.present.blocks import Block, block
from helpers.present.chart import draw
from helpers.present.explorer import Explorer
from helpers.present.fields import control
from helpers.present.table import csv_text

WIDGET: Final = "application/vnd.jupyter.widget-view+json"
"""Media type by which a page asks for a widget; a report, which has no kernel, passes over it."""


def bundle(widget: Any) -> dict[str, Any]:
    """Return the part of a MIME bundle that shows a widget where one can be."""
    return {WIDGET: {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}}


def explorer(explored: Explorer[Any], drawn: Block, html: Callable[[Block], str]) -> Any:
    """Make an explorer's widget: its controls over its view, drawn anew at every move.

    Parameters
    ----------
    drawn
        Its block, from :meth:`Explorer.block`: the state at the start is shown until something is moved, with the
        data of all stills.
    html
        Writes a block.
    """
    turned = {name: control(explored.start, name) for name in explored.controls}
    start = drawn["states"][drawn["shown"]]
    shown = widgets.HTML(_state({**drawn, **start}, html))

    def answer(_change: Any) -> None:
        try:
            model = explored.at({name: made.value for name, made in turned.items()})
        except ValidationError as error:
            shown.value = refused(error)
            return
        view = explored.view(model)
        seen = {"svg": draw(view.figure), "alt": view.alt, "words": view.words, "csv": csv_text(view.data)}
        shown.value = _state({**drawn, **seen}, html)

    for made in turned.values():
        made.observe(answer, "value")
    _settle()
    return _named("cn-explorer", [*map(_explained, turned.values()), shown])


def _settle() -> None:
    """Clear garbage now, and spare what is left: to go through a whole notebook takes longer than an answer may.

    What was spared before stays so: to go through all that a warm parent loaded takes longer than to draw.
    """
    gc.collect()
    gc.freeze()


def _state(seen: Block, html: Callable[[Block], str]) -> str:
    """One state of an explorer: its figure over its words."""
    figure = {name: part for name, part in seen.items() if name not in ("states", "shown")}
    return html(figure) + html(block("prose", markdown=seen["words"]))


def refused(error: ValidationError) -> str:
    """Say what a value was refused for, as HTML."""
    told = "; ".join(": ".join([*map(str, fault["loc"]), reason(fault)]) for fault in error.errors())
    return f'<p role="alert">{escape(told)}</p>'


def form(parameters: BaseModel, ask: Callable[[Mapping[str, Any]], int]) -> Any:
    """Make the form of a notebook's parameters.

    Parameters
    ----------
    ask
        Takes the one value that changed, by name, runs again what depends on it, and returns how many cells that
        were. Under the form stands that they run, and then how it ended, or the error that was raised.
    """
    status = widgets.HTML()

    def changed(change: Any, name: str) -> None:
        started = perf_counter()
        status.value = escape(_("The cells that depend on {name} are running again …", name=name))
        try:
            count = ask({name: change["new"]})
        except ValidationError as error:
            status.value = refused(error)
        except Exception as error:
            status.value = f'<p role="alert">{escape(f"{type(error).__name__}: {error}")}</p>'
        else:
            seconds = perf_counter() - started
            status.value = escape(
                n_("{n} cell was run again in {seconds:.1f} s.", "{n} cells were run again in {seconds:.1f} s.",
                   count, seconds=seconds)
            )  # fmt: skip

    made = {name: control(parameters, name) for name in parameters.__class__.model_fields}
    for name, widget in made.items():
        widget.continuous_update = False
        widget.observe(lambda change, name=name: changed(change, name), "value")
    title = widgets.HTML(f"<strong>{escape(_('Parameters of this notebook'))}</strong>")
    return _named("cn-form", [title, *map(_explained, made.values()), status])


def _named(name: str, parts: list[Any]) -> Any:
    """Parts below each other, with a class by which a style or a test finds them."""
    box = widgets.VBox(parts)
    box.add_class(name)
    return box


def _explained(widget: Any) -> Any:
    """A control with its meaning beside it."""
    return widgets.HBox([widget, widgets.HTML(f"<small>{escape(widget.tooltip)}</small>")])
