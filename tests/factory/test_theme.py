"""What a new theme is called and made of, and what is refused; nothing here writes into the checkout."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cli import main
from helpers.factory.adding import _all_or_nothing
from helpers.factory.refusal import Refusal
from helpers.factory.theme import MADE, files, settled
from helpers.parameters import NOTEBOOKS
from helpers.project import root


def test_a_theme_gets_the_next_number_and_a_claim_of_its_own() -> None:
    asked = settled("tradition")
    assert asked.notebook == f"{len(NOTEBOOKS):02d}_tradition"
    assert asked.claim == "TRA-1"
    assert settled("turbines").claim == "TUB-1"  # TUR is taken
    assert asked.title.endswith("?")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("9x", "no name of a theme"), ("Cotton", "no name of a theme"), ("middle_corridor", "no name of a theme"),
        ("ab", "no name of a theme"), ("trade", "taken"), ("page", "taken"), ("report", "taken"), ("site", "taken"),
        ("class", "means something else"), ("name", "means something else"), ("exception", "means something else"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_is_refused(name: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        settled(name)


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(Refusal) as caught:
        settled("cotton", title="Cotton", statement="no sentence", value="many", unit="kilo", period="soon")
    text = str(caught.value)
    for said in ("--title 'Cotton'", "--claim 'no sentence'", "--value 'many'", "--unit 'kilo'", "--period 'soon'"):
        assert said in text
    with pytest.raises(Refusal, match="belong together"):
        settled("cotton", value="3")


def test_files_are_new_but_for_the_ledger_and_the_package() -> None:
    asked = settled("cotton", statement="It says: \"more\", or less.", value="3", unit="kt", period="2024")  # fmt: skip
    made = files(asked)
    assert len(made) == len(MADE) + 4
    assert {path for path in made if (root() / path).exists()} == {"data/datapackage.json", "data/claims.csv"}
    assert (
        made["data/claims.csv"].splitlines()[-1].startswith('COT-1,cotton,,figure,"It says: ""more"", or less.",eq,3,')
    )
    tables = [table["name"] for table in json.loads(made["data/datapackage.json"])["resources"]]
    assert tables.index("observations-cotton") == tables.index("observations-trade") + 1
    first, *_ = json.loads(made[f"notebooks/{asked.notebook}.ipynb"])["cells"]
    assert first["id"] == "cotton-question"


def test_a_theme_is_made_in_one_checkout_only(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASPIAN_PROJECT", str(package.parent))
    result = CliRunner().invoke(main, ["new", "cotton"])
    assert result.exit_code == 2
    assert f"the data in {package.parent.resolve()}" in result.output
    assert not (package / "observations" / "cotton.csv").exists()


def test_what_fails_half_way_is_taken_back(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("as it was")

    def write() -> None:
        with _all_or_nothing([old, new]):
            old.write_text("changed")
            new.write_text("made")
            raise OSError("disk is full")

    with pytest.raises(OSError, match="disk is full"):
        write()
    assert old.read_text() == "as it was"
    assert not new.exists()
