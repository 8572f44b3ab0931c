"""The page in place of a report that could not be made: which cell, why, with which parameters, what was last said."""

import json
from pathlib import Path

from helpers.factory.outcome import Outcome
from helpers.factory.plan import Job


def failure_page(job: Job, outcome: Outcome) -> str:
    """Write the page of a failed job as HTML."""
    from markupsafe import Markup

    from helpers.factory.pages import environment, hash_of, style_sheet

    return environment().get_template("failure.html.j2").render(
        name=job.report,
        outcome=outcome,
        source=_source(job.notebook.path, outcome.cell),
        parameters=job.parameters.model_dump(mode="json"),
        style=Markup(style_sheet()),  # noqa: S704  our own file
        style_hash=hash_of(style_sheet()),
    )  # fmt: skip


def _source(notebook: Path, cell: int | None) -> str:
    """The failing cell as it stands in the notebook."""
    if cell is None:
        return ""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = ["".join(each["source"]) for each in cells if each["cell_type"] == "code"]
    return code[cell - 1] if cell <= len(code) else ""
