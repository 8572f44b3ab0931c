"""The code of another project asked for something, in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.factory import forked


def ask(project: Path, source: Path, arguments: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Run the command ``caspian`` of some code on a project, and return how it ended.

    Parameters
    ----------
    project
        Folder with the notebooks and the evidence.
    source
        Folder that holds the package.
    arguments
        What stands behind ``caspian``.
    """
    own = {"CASPIAN_PROJECT": str(project), "PYTHONPATH": str(source)}
    # a warm parent has imported the code of this process, and not that of the project
    kept = {name: text for name, text in os.environ.items() if name not in forked.ADDRESS.values()}
    command = [sys.executable, "-m", "helpers.cli", *arguments]
    return subprocess.run(command, cwd=project, env={**kept, **own}, capture_output=True, text=True, check=False)
