"""A papermill engine that keeps a diary of the cells, saves what it has when a run breaks off, and cannot drown.

It is registered by who uses it: papermill would import an entry point while this module imports papermill.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from jupyter_core.utils import ensure_async
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine

from helpers.factory.client import AT_ONCE, NO_HISTORY, QUIET, PromptManager
from helpers.factory.diary import Diary
from helpers.present.blocks import MIME

MOST = 20_000_000
"""Characters of output that one notebook may have; beyond, the cell is interrupted."""


class Flooded(RuntimeError):
    """A cell printed more than a report can hold."""


class Client(PapermillNotebookClient):  # type: ignore[misc]  # papermill has no types
    """Runs the cells; counts their output."""

    _size = 0

    def papermill_execute_cells(self) -> None:
        """Run the cells up to one that fails; papermill would note their times too, which the diary has."""
        for index, cell in enumerate(self.nb.cells):
            try:
                self.execute_cell(cell, index)
            except CellExecutionError as error:
                self.nb_man.cell_exception(self.nb.cells[index], cell_index=index, exception=error)
                return

    def process_message(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
        """Take a message of the kernel, unless the notebook has said too much already."""
        if msg["msg_type"] in ("stream", "display_data", "execute_result"):
            before, self._size = self._size, self._size + _size(msg["content"])
            if self._size > MOST:
                if before <= MOST:
                    asyncio.ensure_future(ensure_async(self.km.interrupt_kernel()))  # noqa: RUF006  ends with the cell
                return None
        return super().process_message(msg, cell, cell_index)

    def output(self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int) -> Any:
        """Take a block of ours as it is: to hold each against Jupyter's schema takes longer than to read them all."""
        said = msg["content"]
        ours = msg["msg_type"] == "display_data" and MIME in said["data"]
        aside = display_id or self.clear_before_next_output or self.output_hook_stack[msg["parent_header"]["msg_id"]]
        if aside or not ours:
            return super().output(outs, msg, display_id, cell_index)
        shown = {"output_type": "display_data", "metadata": said["metadata"], "data": said["data"]}
        outs.append(nbformat.from_dict(shown))
        return outs[-1]

    @property
    def flooded(self) -> bool:
        """Whether output was dropped."""
        return self._size > MOST


def _size(value: Any) -> int:
    """Characters of all texts in a value; any other plain value counts as one."""
    if isinstance(value, str):
        return len(value)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(map(_size, parts)) if parts else 1


class CaspianEngine(NBClientEngine):  # type: ignore[misc]
    """Papermill's own engine with a diary."""

    @classmethod
    def execute_notebook(
        cls, nb: Any, kernel_name: str, *, executed: Callable[[NotebookNode], None], **options: Any
    ) -> NotebookNode:
        """Run a notebook, hand it over, and give papermill what it needs of it.

        Papermill writes what it gets, in so many lines that it would take a worker longer than all messages of the
        kernel do. It needs a notebook with a fault, to mark the cell; of any other we write our own edition.

        Parameters
        ----------
        executed
            Called with the notebook that came to its end or to a cell that failed.
        """
        whole: NotebookNode = super().execute_notebook(nb, kernel_name, **options)
        executed(whole)
        return whole if _has_fault(whole) else nbformat.v4.new_notebook()

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, diary: str, partial: str, cell_timeout: float | None, **options: Any
    ) -> Any:
        """Run a notebook.

        Parameters
        ----------
        diary
            File for a :class:`~helpers.factory.diary.Diary`.
        partial
            File that gets the notebook as far as it came, if it did not come to its end.
        cell_timeout
            Seconds that one cell may take; None sets no limit.

        Raises
        ------
        Flooded
            If the cells printed more than :data:`MOST` characters.
        """
        notes = Diary(Path(diary))
        kept = {name: options[name] for name in ("iopub_timeout", "config") if name in options}
        client = Client(
            nb_man, kernel_name=kernel_name, timeout=cell_timeout, startup_timeout=options["start_timeout"],
            on_cell_start=notes.start, on_cell_executed=notes.end, kernel_manager_class=PromptManager,
            extra_arguments=[NO_HISTORY, QUIET, AT_ONCE], record_timing=False, **kept,
        )  # fmt: skip
        try:
            client.execute()
        except BaseException:
            nbformat.write(nb_man.nb, partial)
            raise
        if client.flooded:
            nbformat.write(nb_man.nb, partial)
            raise Flooded(f"the cell printed more than {MOST:,} characters")


def _has_fault(notebook: NotebookNode) -> bool:
    """Whether papermill may raise an error for a cell."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return bool(notebook.metadata.papermill.exception) or any(output.output_type == "error" for output in outputs)
