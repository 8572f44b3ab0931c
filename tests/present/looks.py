"""Looks at figures: no text on another one, nothing cut off."""

from collections.abc import Iterator
from itertools import combinations

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox


def texts(figure: Figure) -> Iterator[Text]:
    """All that is written in a figure."""
    yield from figure.texts
    for legend in figure.legends:
        yield from legend.get_texts()
    for axes in figure.axes:
        if axes.get_visible():
            yield from axes.texts
            yield from texts_around(axes)


def texts_around(axes: Axes) -> Iterator[Text]:
    """Names of the axes and numbers at their ticks, as far as they are in view."""
    for axis in (axes.xaxis, axes.yaxis):
        yield axis.label
        low, high = sorted(axis.get_view_interval())
        slack = 1e-9 * (high - low)
        for tick in axis.get_major_ticks():
            if low - slack <= tick.get_loc() <= high + slack:
                yield from (tick.label1, tick.label2)


def faults(figure: Figure) -> list[str]:
    """Texts that lie on another one or leave the figure, by more than a hair."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    seen = [t for t in dict.fromkeys(texts(figure)) if t.get_visible() and t.get_text().strip()]
    boxes = [(t.get_text(), t.get_window_extent(canvas.get_renderer())) for t in seen]
    cut = [f"{text!r} leaves the figure" for text, box in boxes if not inside(box, figure.bbox)]
    return cut + [f"{a!r} lies on {b!r}" for (a, one), (b, other) in combinations(boxes, 2) if meet(one, other)]


def inside(box: Bbox, whole: Bbox) -> bool:
    return box.x0 > whole.x0 - 1 and box.y0 > whole.y0 - 1 and box.x1 < whole.x1 + 1 and box.y1 < whole.y1 + 1


def meet(one: Bbox, other: Bbox) -> bool:
    """Whether two boxes share more than two points in width and three in height."""
    shared = Bbox.intersection(one, other)
    return shared is not None and shared.width > 2 and shared.height > 3
