"""The page in place of a report that could not be made: which cell, why, with which parameters, what was last said."""

import json
from pathlib import Path
from typing import Final

from helpers.factory.outcome import Outcome
from helpers.factory.plan import Job
from helpers.locale import p_, speaking

_STYLE: Final = "main { display: block; } main > h2:first-child { border: 0; margin: 0; padding: 0; }"
"""The page has one column: no contents stand beside it."""


def failure_page(job: Job, outcome: Outcome) -> str:
    """Write the page of a failed job as HTML, in the language of the report."""
    from markupsafe import Markup

    from helpers.factory.pages import environment, hash_of, style_sheet

    css = f"{style_sheet()}\n{_STYLE}"
    with speaking(job.parameters.lang):
        return environment().get_template("failure.html.j2").render(
            name=job.report,
            lang=job.parameters.lang,
            outcome=outcome,
            state=p_("state", outcome.state.value),
            source=_source(job.notebook.path, outcome.cell),
            parameters=job.parameters.model_dump(mode="json"),
            style=Markup(css),  # noqa: S704  our own file
            style_hash=hash_of(css),
        )  # fmt: skip


def _source(notebook: Path, cell: int | None) -> str:
    """The failing cell as it stands in the notebook."""
    if cell is None:
        return ""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = ["".join(each["source"]) for each in cells if each["cell_type"] == "code"]
    return code[cell - 1] if cell <= len(code) else ""
