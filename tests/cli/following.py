"""A copy of the checkout in which the commands of a document are followed as they stand there."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from helpers.project import root

PARTS = ("src", "notebooks", "data", "tests", "docs")
FILES = ("Makefile", "pyproject.toml", "uv.lock", "README.md", "CONTRIBUTING.md", ".gitignore")


def blocks(page: str, heading: str = "") -> list[str]:
    """The shell commands of a page, or of one section of it."""
    text = (root() / page).read_text(encoding="utf-8")
    if heading:
        text = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^```sh\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)


def verdicts(said: str) -> list[tuple[str, str]]:
    """The claims and verdicts that a command printed."""
    found = re.findall(r"^([A-Z]{3}-\d+) +(\w+(?: \w+)?)  ", said, flags=re.MULTILINE)
    return [(claim, word) for claim, word in found]


@dataclass(frozen=True)
class Checkout:
    """A copy of the collection under git, with the environment of these tests as its own."""

    folder: Path

    def run(self, commands: str, expected: int = 0) -> str:
        """Run commands as in a shell opened in it, and return what they say."""
        env = {name: value for name, value in os.environ.items() if name != "CASPIAN_PROJECT"}
        done = subprocess.run(
            ["bash", "-e", "-c", commands], cwd=self.folder, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == expected, f"{commands}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def changes(self) -> str:
        """What git sees changed."""
        return self.run("git status --short")


def checkout(folder: Path) -> Checkout:
    """Copy the collection into a folder."""
    for name in PARTS:
        shutil.copytree(root() / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    for name in FILES:
        shutil.copy(root() / name, folder / name)
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    python = f"PYTHONPATH={folder / 'src'} exec {sys.executable}"
    for name, start in (("python", python), ("caspian", f"{python} -m helpers.cli"), ("ruff", f"{python} -m ruff")):
        (programs / name).write_text(f'#!/bin/sh\n{start} "$@"\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    (programs.parent / ".ready").touch()
    made = Checkout(folder)
    made.run("git init -q && git add -A && git -c user.name=a -c user.email=a@example.org commit -qm start")
    return made
