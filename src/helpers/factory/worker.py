"""The process of one notebook: run it by papermill over IPC, keep what it said, render it.

Started by :mod:`helpers.factory.execute`, forked from a warm parent or as
``python -m helpers.factory.worker FOLDER``; reads ``job.json`` in the folder and leaves ``outcome.json``, the
executed notebook and its reports.
"""

import json
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import papermill
import papermill.engines
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from helpers.factory.compact import compact
from helpers.factory.diary import DIARY, cell_number, read_diary
from helpers.factory.engine import CaspianEngine, Flooded
from helpers.factory.html import html_of
from helpers.factory.outcome import Outcome, State
from helpers.factory.report import MADE, Report, notebook_name, report
from helpers.locale import _, language, speaking
from helpers.present.blocks import MIME, WIDGETS, block

KERNEL = "caspian"
papermill.engines.papermill_engines.register("caspian", CaspianEngine)
_SAMPLE = "# Warm?\n\nA *word*, a [link](https://example.org).\n\n- a point\n\n| a | table |\n| - | - |\n| 1 | `2` |\n"
"""Markdown of all kinds that reports have: what reads each is made when it is first met."""
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
Job = dict[str, Any]


def warm() -> None:
    """Do once what every worker would do again."""
    html_of(_sample())
    KernelProvisionerFactory.instance()  # reads what all packages offer to Jupyter
    KernelSpecManager().kernel_dirs  # noqa: B018  where kernels may lie: Jupyter asks IPython, and loads it whole


@cache
def warm_pdf() -> None:
    """Do once what every worker that makes a PDF would do again."""
    from helpers.factory import pdf  # it takes a quarter of all imports: no report in HTML alone waits for it

    pdf.warm(_sample())


def _sample() -> Report:
    shown = [block("prose", markdown=_SAMPLE), block("results", as_of="2025-10-22", headlines=[], verdicts=[])]
    outputs = [nbformat.v4.new_output("display_data", {MIME: each}) for each in shown]
    cells = [nbformat.v4.new_markdown_cell(_SAMPLE), nbformat.v4.new_code_cell("warm = True", outputs=outputs)]
    return report(nbformat.v4.new_notebook(cells=cells), "warm")


def main(folder: Path) -> None:
    """Do the job in a folder and leave its outcome there."""
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    outcome = work(job, folder)
    partial = folder / "outcome.json.partial"
    partial.write_text(json.dumps(outcome.as_dict(), ensure_ascii=False), encoding="utf-8")
    partial.replace(folder / "outcome.json")


def work(job: Job, folder: Path) -> Outcome:
    """Execute and render one notebook, in the language of its parameters."""
    with speaking(job["parameters"]["lang"]):
        return _work(job, folder)


def _work(job: Job, folder: Path) -> Outcome:
    name, started = job["notebook"], time.perf_counter()
    state, reason, trace, notebook = _execute(job, folder)
    seconds = {"execute": time.perf_counter() - started}
    running, cells = read_diary(folder)
    path = folder / f"{name}.ipynb"
    if notebook is None and path.exists():
        notebook = nbformat.read(path, as_version=4)  # as far as it came
    if notebook is not None:
        _keep(notebook, path, job.get("made", {}))
    if state is not State.SUCCEEDED:
        place = cell_number(Path(job["path"]), running)
        return Outcome(name, state, reason, place, trace=trace, seconds=_rounded(seconds), cells=cells)
    whole, files = report(notebook, notebook_name({"metadata": {"name": name}})), [f"{name}.ipynb"]
    for form in job["formats"]:
        started = time.perf_counter()
        try:
            files.append(_render(whole, form, folder / name))
        except Exception as error:
            reason = f"the {form} report could not be made: {type(error).__name__}: {error}"
            return Outcome(name, State.FAILED, reason, seconds=_rounded(seconds), cells=cells)
        seconds[form] = time.perf_counter() - started
    warned = _warnings(notebook)
    state = State.WARNED if warned else State.SUCCEEDED
    return Outcome(
        name, state, warned, files=tuple(files), results=_results(notebook), seconds=_rounded(seconds), cells=cells
    )


def _execute(job: Job, folder: Path) -> tuple[State, str, str, Any]:
    """Run the notebook and tell how it ended: state, reason, traceback, and the notebook if it came to its end."""
    try:
        with _runtime() as sockets:
            return State.SUCCEEDED, "", "", _papermill(job, folder, sockets)
    except PapermillExecutionError as error:
        trace = _ANSI.sub("", "\n".join(error.traceback))
        return State.FAILED, f"{error.ename}: {_ANSI.sub('', error.evalue)}", trace, None
    except Flooded as error:
        return State.FAILED, str(error), "", None
    except DeadKernelError as error:
        return State.DIED, _ANSI.sub("", str(error)), "", None
    except CellTimeoutError as error:
        return State.TIMED_OUT, f"the cell was not done after {job['cell_timeout']:.0f} seconds", str(error), None
    except RuntimeError as error:
        return State.DIED, f"the kernel did not start: {error}", "", None


def _papermill(job: Job, folder: Path, sockets: str) -> Any:
    # without a name of its own every kernel would put its sockets at kernel-ipc-N in the working folder,
    # and two that start together would talk to each other
    ipc = {"transport": "ipc", "ip": sockets} if os.name == "posix" else {}
    os.environ[WIDGETS] = "off"  # a report shows stills: widgets would only cost time
    output = str(folder / f"{job['notebook']}.ipynb")
    executed: list[Any] = []
    papermill.execute_notebook(
        job["path"],
        output,
        parameters=job["parameters"],
        engine_name="caspian",
        kernel_name=KERNEL,
        progress_bar=False,
        request_save_on_cell_execute=False,
        autosave_cell_every=0,
        start_timeout=60,
        iopub_timeout=60,
        config=Config({"KernelManager": {"client_class": "helpers.factory.client.PromptClient", **ipc}}),
        diary=str(folder / DIARY),
        partial=output,
        cell_timeout=job["cell_timeout"],
        executed=executed.append,
    )
    return executed[0]


@contextmanager
def _runtime() -> Iterator[str]:
    """Give the kernel a folder of its own for its files, and a path for its sockets short enough for their kind."""
    with tempfile.TemporaryDirectory(prefix="caspian-", ignore_cleanup_errors=True) as folder:
        os.environ["JUPYTER_RUNTIME_DIR"] = folder
        yield f"{folder}/kernel"


def _keep(notebook: Any, path: Path, made: dict[str, Any]) -> None:
    """Write the executed notebook without what differs from run to run, and with what it was made from.

    Its text is translated, which the kernel has done for what its cells say.
    """
    notebook.metadata.pop("papermill", None)
    notebook.metadata["lang"] = language()
    notebook.metadata[MADE] = made
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if cell.cell_type == "markdown":
            cell.source = _(cell.source)
    path.write_bytes(compact(notebook))


def _render(whole: Report, form: str, base: Path) -> str:
    path = base.with_name(f"{base.name}.{form}")
    path.write_bytes(html_of(whole).encode("utf-8") if form == "html" else _pdf(whole))
    return path.name


def _pdf(whole: Report) -> bytes:
    from helpers.factory import pdf  # as above

    return pdf.pdf_of(whole)


def _outputs(notebook: Any) -> Iterator[Any]:
    for cell in notebook.cells:
        yield from cell.get("outputs", ())


def _warnings(notebook: Any) -> str:
    """Return the first line that a cell wrote to stderr, if any did."""
    lines = [line for out in _outputs(notebook) if out.get("name") == "stderr" for line in out.text.splitlines()]
    return f"{len(lines)} lines on stderr, the first: {lines[0]}" if lines else ""


def _results(notebook: Any) -> dict[str, Any]:
    """Return the block in which the notebook recorded its headline numbers and verdicts."""
    blocks = [out.data[MIME] for out in _outputs(notebook) if MIME in out.get("data", {})]
    found: dict[str, Any] = next((block for block in reversed(blocks) if block.get("kind") == "results"), {})
    return {key: value for key, value in found.items() if key not in ("kind", "version")}


def _rounded(seconds: dict[str, float]) -> dict[str, float]:
    return {stage: round(value, 3) for stage, value in seconds.items()}


def _end_with_client() -> None:
    """End when the input ends: who started this process holds the other end, and nobody else wants its outcome."""
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_client, daemon=True).start()
    main(Path(sys.argv[1]))
