"""The engine's client keeps what a kernel says as any client does, and begins and ends it sooner."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from papermill.engines import NotebookExecutionManager
from traitlets.config import Config

from helpers.factory.client import AT_ONCE, NO_HISTORY, QUIET, PromptClient, PromptManager
from helpers.factory.engine import Client
from helpers.present.blocks import MIME

SAY = f"""
from IPython.display import clear_output, display
import ipywidgets
def say(number, **more):
    return display({{"{MIME}": {{"kind": "prose", "number": number, "deep": {{"x": [1.5, None]}}}}}}, raw=True, **more)
"""
CELLS = {
    "alone": "say(1); say(2)",
    "among other outputs": "print('before'); say(1); print('after'); 5",
    "with metadata": "say(1, metadata={'seen': True})",
    "beside another form": f"display({{'{MIME}': {{}}, 'text/plain': 'words'}}, raw=True)",
    "cleared before the next": "say(1); clear_output(wait=True); say(2)",
    "cleared": "say(1); clear_output(); say(2)",
    "changed later": "shown = say(1, display_id='one'); shown.update({'text/plain': 'words'}, raw=True); say(3)",
    "in a widget": "held = ipywidgets.Output()\nwith held:\n    say(1)\nsay(2)",
}


def ran(kind: type[NotebookClient], sockets: Path, **more: Any) -> dict[str, Any]:
    """Run the cells; return the outputs of each."""
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (SAY, *CELLS.values())])
    ours, prompt = kind is Client, f"{PromptClient.__module__}.{PromptClient.__name__}"
    config = {"transport": "ipc", "ip": str(sockets), **({"client_class": prompt} if ours else {})}
    more |= {"kernel_name": "caspian", "config": Config({"KernelManager": config})}
    kind(NotebookExecutionManager(nb) if ours else nb, **more).execute()
    nbformat.validate(nb)
    return {name: cell.outputs for name, cell in zip(CELLS, nb.cells[1:], strict=True)}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    """What our client keeps, and an ordinary one."""
    own, ordinary = (tmp_path_factory.mktemp(name) / "kernel" for name in ("a", "b"))
    arguments = [NO_HISTORY, QUIET, AT_ONCE]
    sooner = {"kernel_manager_class": PromptManager, "extra_arguments": arguments, "record_timing": False}
    return ran(Client, own, **sooner), ran(NotebookClient, ordinary, extra_arguments=[NO_HISTORY])


@pytest.mark.parametrize("name", CELLS)
def test_a_block_is_kept_as_an_ordinary_client_keeps_it(kept: tuple[dict[str, Any], dict[str, Any]], name: str) -> None:
    own, ordinary = kept
    assert own[name] == ordinary[name]
    assert any(MIME in output.get("data", {}) for output in own[name])
