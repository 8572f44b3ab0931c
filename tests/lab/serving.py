"""A real JupyterLab on a copy of the notebooks, and what a researcher does in it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page

from helpers.project import root

PATIENCE = 120_000
"""Milliseconds that a page may take: one core may be shared with other tests."""
DONE = """() => {
    const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')];
    return prompts.length && prompts.every((prompt) => /\\[\\d+\\]/.test(prompt.textContent));
}"""
"""Every code cell has been run to its end."""


@contextmanager
def served(folder: Path, program: str = "lab", *options: str) -> Iterator[str]:
    """Serve a folder of notebooks and give the address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    home = folder / "home"  # settings and signatures of whoever runs the tests stay as they are
    quiet = home / "JUPYTERLAB_SETTINGS_DIR/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    quiet.parent.mkdir(parents=True)
    quiet.write_text('{"fetchNews": "false"}', encoding="utf-8")  # or it asks, over what is to be seen
    command = [
        sys.executable, "-m", program, "--no-browser", f"--port={port}", *options,
    ]  # fmt: skip
    names = (
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "IPYTHONDIR",
        "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTERLAB_WORKSPACES_DIR",
    )
    env = {
        **os.environ,
        **{name: str(home / name) for name in names},
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, env=env, cwd=folder, stdout=log, stderr=log) as server,
    ):
        try:
            _await(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _await(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"nothing listens at port {port}")


def notebooks(folder: Path) -> Path:
    """Copy the notebooks to where saving them does no harm."""
    shutil.copytree(root() / "notebooks", folder / "notebooks")
    return folder


def opened(visitor: BrowserContext, address: str, name: str) -> Page:
    """Open a notebook in JupyterLab, alone in a workspace."""
    page = visitor.new_page()
    page.goto(f"{address}/lab/workspaces/{name}/tree/notebooks/{name}.ipynb?reset")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    page.get_by_text("| Idle").first.wait_for()
    return page


def run_all(page: Page) -> None:
    """Run all cells and wait for the last."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.wait_for_function(DONE)


def errors(page: Page) -> Locator:
    """What cells complained of."""
    return page.locator(
        "[data-mime-type='application/vnd.jupyter.stderr'], [data-mime-type='application/vnd.jupyter.error']"
    )
