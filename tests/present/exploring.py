"""Turn an explorer as a reader does, and compare its stills."""

from typing import Any

from helpers.present.explorer import Explorer, View
from tests.present.looks import faults


def turned(explorer: Explorer[Any], **changes: Any) -> View:
    """What it shows after some controls were moved."""
    return explorer.view(explorer.at(changes))


def written(view: View) -> list[str]:
    """What is written inside the panels."""
    return [text.get_text().strip() for ax in view.figure.axes for text in ax.texts]


def compare_stills(explorer: Explorer[Any]) -> None:
    """All stills have a name and words of their own, one axis, and no text on another."""
    settings = explorer.settings()
    views = [explorer.view(model) for _label, model in settings]
    assert [fault for view in views for fault in faults(view.figure)] == []
    assert len({label for label, _model in settings}) == len(settings)
    assert len({view.words for view in views}) == len(settings)
    assert len({tuple((ax.get_xlim(), ax.get_ylim()) for ax in view.figure.axes) for view in views}) == 1
