"""The process of one notebook: run it by papermill over IPC, keep what it said, render it.

Started by :mod:`helpers.factory.execute` as ``python -m helpers.factory.worker FOLDER``; reads
``job.json`` in the folder and leaves ``outcome.json``, the executed notebook and its reports.
"""

import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from helpers.factory.outcome import Outcome, State

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_SUFFIX = {"html": ".html", "pdf": ".pdf"}


def main(folder: Path) -> None:
    """Do the job in a folder and leave its outcome there."""
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    outcome = work(job, folder)
    partial = folder / "outcome.json.partial"
    partial.write_text(json.dumps(outcome.as_dict(), ensure_ascii=False, indent=1), encoding="utf-8")
    partial.replace(folder / "outcome.json")


def work(job: dict[str, Any], folder: Path) -> Outcome:
    """Execute and render one notebook."""
    name, seconds = job["notebook"], {}
    started = time.perf_counter()
    state, reason, cell = _execute(job, folder / f"{name}.ipynb")
    seconds["execute"] = time.perf_counter() - started
    notebook = _read(folder / f"{name}.ipynb")
    if state is not State.SUCCEEDED or notebook is None:
        return Outcome(name, state, reason, cell, seconds=_rounded(seconds))
    files = [f"{name}.ipynb"]
    for form in job["formats"]:
        started = time.perf_counter()
        try:
            files.append(_render(notebook, form, folder, name))
        except Exception as error:
            reason = f"the {form} report could not be made: {type(error).__name__}: {error}"
            return Outcome(name, State.FAILED, reason, seconds=_rounded(seconds))
        seconds[form] = time.perf_counter() - started
    warned = _warnings(notebook)
    state = State.WARNED if warned else State.SUCCEEDED
    return Outcome(name, state, warned, None, tuple(files), _results(notebook), _rounded(seconds))


def _execute(job: dict[str, Any], output: Path) -> tuple[State, str, int | None]:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    try:
        with _runtime() as sockets:
            _papermill(job, output, sockets)
    except PapermillExecutionError as error:
        return (
            State.FAILED,
            f"{error.ename}: {_ANSI.sub('', error.evalue)}",
            _code_cell(output, error.cell_index),
        )
    except DeadKernelError as error:
        return State.DIED, _ANSI.sub("", str(error)), None
    except CellTimeoutError as error:
        return State.TIMED_OUT, str(error).splitlines()[0], None
    return State.SUCCEEDED, "", None


def _papermill(job: dict[str, Any], output: Path, sockets: str) -> None:
    import papermill
    from traitlets.config import Config

    # without a name of its own every kernel would put its sockets at kernel-ipc-N in the working folder,
    # and two that start together would talk to each other
    ipc = {"KernelManager": {"transport": "ipc", "ip": sockets}} if os.name == "posix" else {}
    papermill.execute_notebook(
        job["path"],
        str(output),
        parameters=job["parameters"],
        kernel_name="python3",
        progress_bar=False,
        request_save_on_cell_execute=False,
        autosave_cell_every=0,
        start_timeout=60,
        iopub_timeout=60,
        config=Config(ipc),
    )


@contextmanager
def _runtime() -> Iterator[str]:
    """Give the kernel a folder of its own for its files, and a path for its sockets short enough for their kind."""
    with tempfile.TemporaryDirectory(prefix="caspian-", ignore_cleanup_errors=True) as folder:
        os.environ["JUPYTER_RUNTIME_DIR"] = folder
        yield f"{folder}/kernel"


def _code_cell(path: Path, index: int) -> int | None:
    """Count the code cells up to the failing one, without the cell that papermill puts in."""
    notebook = _read(path)
    if notebook is None:
        return None
    own = [cell for cell in notebook.cells if "injected-parameters" not in cell.metadata.get("tags", ())]
    failing = [
        number
        for number, cell in enumerate([c for c in own if c.cell_type == "code"], start=1)
        if any(out.output_type == "error" for out in cell.get("outputs", ()))
    ]
    return failing[0] if failing else index


def _read(path: Path) -> Any:
    """Read the executed notebook and strip what differs from run to run; None if there is none."""
    import nbformat

    if not path.exists():
        return None
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    nbformat.write(notebook, path)
    return notebook


def _render(notebook: Any, form: str, folder: Path, name: str) -> str:
    from nbconvert import get_exporter

    exporter: Any = get_exporter(f"caspian_{form}")()
    body, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": name}})
    path = folder / f"{name}{_SUFFIX[form]}"
    path.write_bytes(body.encode("utf-8") if form == "html" else body)
    return path.name


def _outputs(notebook: Any) -> Iterator[Any]:
    for cell in notebook.cells:
        yield from cell.get("outputs", ())


def _warnings(notebook: Any) -> str:
    """Return the first line that a cell wrote to stderr, if any did."""
    lines = [line for out in _outputs(notebook) if out.get("name") == "stderr" for line in out.text.splitlines()]
    return f"{len(lines)} lines on stderr, the first: {lines[0]}" if lines else ""


def _results(notebook: Any) -> dict[str, Any]:
    """Return the block in which the notebook recorded its headline numbers and verdicts."""
    from helpers.present.blocks import MIME

    blocks = [out.data[MIME] for out in _outputs(notebook) if MIME in out.get("data", {})]
    found: dict[str, Any] = next((block for block in reversed(blocks) if block.get("kind") == "results"), {})
    return {key: value for key, value in found.items() if key not in ("kind", "version")}


def _rounded(seconds: dict[str, float]) -> dict[str, float]:
    return {stage: round(value, 3) for stage, value in seconds.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
