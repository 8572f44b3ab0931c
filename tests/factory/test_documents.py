"""What the documents say is what the code and the data are."""

import re

import click
import pytest

from helpers.cli import main
from helpers.evidence import load
from helpers.factory import documents
from helpers.parameters import NOTEBOOKS, Parameters
from helpers.project import root

README = (root() / "README.md").read_text(encoding="utf-8")
PARAMETERS = (root() / "docs" / "parameters.md").read_text(encoding="utf-8")
DICTIONARY = (root() / "data" / "README.md").read_text(encoding="utf-8")


def test_no_generated_table_is_stale() -> None:
    assert not list(documents.stale())


def test_every_command_and_option_is_documented_and_has_help() -> None:
    for name, command in main.commands.items():
        assert f"`caspian {name}" in README
        assert command.help, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, option.name
                assert option.hidden or option.opts[0] in README


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_notebook_is_in_the_readme_and_every_parameter_on_its_page(name: str) -> None:
    assert f"| `{name}` |" in README
    own = PARAMETERS.split(f"## `{name}`\n")[1].split("\n## ")[0]
    for parameter in NOTEBOOKS[name].model_fields:
        shared = parameter in Parameters.model_fields
        assert f"\n| `{parameter}` |" in (PARAMETERS.split("\n## ")[1] if shared else own), parameter


def test_every_series_and_unit_is_in_the_dictionary() -> None:
    evidence = load()
    for series in evidence.table("series")["series"]:
        assert f"| `{series}` |" in DICTIONARY
    for unit in evidence.table("units")["unit"]:
        assert f"\n| {unit} |" in DICTIONARY


def test_links_of_the_documents_lead_somewhere() -> None:
    own = ("parameters", "machine", "nightly")
    for page in ("README.md", "CONTRIBUTING.md", "data/README.md", *(f"docs/{name}.md" for name in own)):
        path = root() / page
        for target in re.findall(r"\]\((?!http|#)([^)]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), (page, target)


def test_a_bar_in_a_cell_does_not_break_the_table() -> None:
    assert documents.table(["a"], [["x|y"]]) == "| a |\n| --- |\n| x\\|y |\n"


def test_the_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    makefile = (root() / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(
        r"(?:^|`)make ([a-z]+)", README + (root() / "CONTRIBUTING.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    ):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target
