"""Every figure that is drawn in these tests is looked at."""

import pytest
from matplotlib.figure import Figure

from helpers.present import chart, explorer, live
from tests.present.looks import faults


@pytest.fixture(autouse=True)
def looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at a figure before it becomes SVG."""
    draw = chart.draw

    def looking(figure: Figure) -> str:
        found = faults(figure)
        assert not found, "; ".join(found)
        return draw(figure)

    for module in (chart, explorer, live):
        monkeypatch.setattr(module, "draw", looking)
