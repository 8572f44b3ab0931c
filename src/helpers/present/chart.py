"""A figure with everything a reader needs to trust it."""

import io
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from threading import get_ident
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text
from matplotlib.textpath import TextToPath

from helpers.locale.typography import curled
from helpers.present.blocks import Block, block
from helpers.present.style import THEME
from helpers.present.table import csv_text, required
from helpers.present.words import slug

Sources = pd.DataFrame | Iterable[str] | None
"""A frame with a column ``source``, or ids of sources, or none."""


@dataclass(frozen=True, eq=False)
class Chart:
    """A figure, what it finds, what it shows, what it is made of.

    Parameters
    ----------
    figure
        From :func:`helpers.present.canvas`.
    title
        The finding as a sentence, made from the numbers drawn.
    alt
        What a reader who cannot see the figure has to know: kind of figure, axes, course, main values.
    data
        What is drawn, for the download.
    sources
        A frame with a column ``source`` (such as the observations used), or ids of sources.
    note
        Definitions and reservations, Markdown.
    name
        Name of the downloaded file; None makes it of the title.

    Raises
    ------
    ValueError
        If the title, the alternative text or the data is empty.
    TypeError
        If the figure or the data is something else.
    """

    figure: Figure
    title: str
    alt: str
    data: pd.DataFrame
    sources: Sources = None
    note: str = ""
    name: str | None = None

    def __post_init__(self) -> None:
        required("figure", self.figure, Figure)
        required("data", self.data, pd.DataFrame)
        for field in ("title", "alt"):
            if not str(getattr(self, field)).strip():
                raise ValueError(f"a figure needs {field!r}: say in words what it finds and shows")
        if self.data.empty:
            raise ValueError(f"the figure {self.title!r} has no data: give what is drawn, or show nothing")

    def block(self, cited: list[dict[str, str]]) -> Block:
        """Draw the figure and make its block."""
        return block(
            "figure",
            title=self.title,
            alt=self.alt,
            svg=draw(self.figure),
            note=self.note,
            sources=cited,
            csv=csv_text(self.data),
            name=self.name or slug(self.title),
        )


class _Typesetter(TextToPath):
    """Measures and sets a text once for all figures of a report: years and round numbers stand along most axes."""

    def __init__(self) -> None:
        super().__init__()
        self.outlines: dict[str, Any] = {}
        self.measured = lru_cache(maxsize=4096)(super().get_text_width_height_descent)
        self.set = lru_cache(maxsize=4096)(partial(super().get_glyphs_with_font, glyph_map=self.outlines))

    def _get_font(self, prop: FontProperties) -> FT2Font:
        """Return the font of the theme from memory: FreeType asks for every letter, and a file takes thrice as long."""
        if prop.get_family() != [THEME["font.family"]]:
            return super()._get_font(prop)  # type: ignore[misc,no-any-return]
        font = _font(_file(prop.copy()), get_ident())
        font.set_size(self.FONT_SCALE, self.DPI)
        return font

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> Any:
        """Return width, height and descent in points."""
        return self.measured(s, prop, ismath)

    def get_glyphs_with_font(
        self, font: FT2Font, s: str, glyph_map: dict[str, Any] | None = None, return_new_glyphs_only: bool = False,
        **features: Any,
    ) -> Any:  # fmt: skip
        """Return where each letter stands, the outlines that are not among those given, and no rules."""
        letters, _, rules = self.set(font, s, **features)
        known = glyph_map or {}
        new = {name: self.outlines[name] for name, *_ in letters if name not in known}
        return letters, new if return_new_glyphs_only else known | new, rules


_file = lru_cache(findfont)  # which looks at all settings of fonts before it remembers


@lru_cache(maxsize=16)
def _font(path: str, _thread: int) -> FT2Font:
    """Read a font, for each thread its own, as FreeType wants it."""
    return FT2Font(io.BytesIO(Path(path).read_bytes()))


_TYPESETTER = _Typesetter()


class _Renderer(RendererSVG):
    """Writes the words of a picture with the quotation marks of the page around it."""

    def __init__(self, width: float, height: float, picture: io.StringIO, **named: Any) -> None:
        super().__init__(width, height, picture, **named)  # type: ignore[no-untyped-call]
        self._text2path = _TYPESETTER

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> Any:
        """Return width, height and descent in points."""
        return super().get_text_width_height_descent(curled(s), prop, ismath)  # type: ignore[no-untyped-call]

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float | None, float | None, float | None]:
        """Return ascent, descent and gap of lines: matplotlib would read them from the font for each text anew."""
        return _heights(prop.copy())

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: FontProperties, angle: float, ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:  # fmt: skip
        """Draw a line of text."""
        super().draw_text(gc, x, y, curled(s), prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]


@lru_cache
def _heights(font: FontProperties) -> tuple[float | None, float | None, float | None]:
    tables = get_font(findfont(font))
    lines, head = tables.get_sfnt_table("OS/2"), tables.get_sfnt_table("head")
    if lines is None or head is None:
        return None, None, None  # then matplotlib looks elsewhere
    scale = 1 / head["unitsPerEm"] * font.get_size_in_points()
    return lines["sTypoAscender"] * scale, -lines["sTypoDescender"] * scale, lines["sTypoLineGap"] * scale


class _Canvas(FigureCanvasSVG):
    """Lets the layout measure with the renderer that draws."""

    def __init__(self, figure: Figure, picture: io.StringIO) -> None:
        super().__init__(figure)
        figure.dpi = 72  # of SVG
        width, height = figure.get_size_inches() * figure.dpi
        silent = {"Date": None, "Creator": None}
        self.renderer: Any = _Renderer(width, height, picture, metadata=silent)

    def get_renderer(self) -> Any:
        """Return the renderer: a layout asks for it."""
        return self.renderer


def draw(figure: Figure) -> str:
    """Draw a figure as SVG: the same figure gives the same bytes, and letters are outlines.

    A figure that came from pyplot is closed, or Jupyter would show it a second time.
    """
    picture = io.StringIO()
    settings: Any = {"svg.hashsalt": "caspian", "svg.fonttype": "path"}
    with mpl.rc_context(settings):
        canvas = _Canvas(figure, picture)
        _lay_out(figure)
        figure.draw(canvas.renderer)
        canvas.renderer.finalize()
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(figure)
    svg = picture.getvalue()
    return svg[svg.index("<svg") :]  # without the XML head and doctype, which names an address


def _lay_out(figure: Figure) -> None:
    """Let the layout engine place everything now: savefig would draw the whole figure once only to make it do so.

    What cannot move anything is not measured: a frame, and the place of a label that is empty.
    """
    for panel in figure.axes:
        panel.spines[:].set_in_layout(False)
        for axis in (panel.xaxis, panel.yaxis):
            if not axis.get_label_text():
                axis.set_label_coords(0, 0)
    if engine := figure.get_layout_engine():
        engine.execute(figure)
        figure.set_layout_engine("none")
