"""How results are shown: figures, tables, sentences, verdicts."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.present.face import PALETTE, Chart, Page, Table, canvas, interval_text, listing, number

__all__ = ["PALETTE", "Chart", "Page", "Table", "canvas", "interval_text", "listing", "number"]


def __getattr__(name: str) -> Any:
    """Import what draws when it is asked for: the renderers of reports are in this room too, and draw nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from helpers.present import face

    return getattr(face, name)
