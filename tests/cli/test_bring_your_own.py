"""Bring your own, followed word by word: a new user must get through, and to what it promises."""

from pathlib import Path

from babel.messages.pofile import read_po, write_po

from tests.cli.following import Checkout, blocks, verdicts


def translate(path: Path) -> int:
    """Do as one who writes no Russian: put the English into every empty translation; return how many."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale="ru")
    empty = [message for message in catalogue if message.id and not message.string]
    for message in empty:
        message.string = message.id
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, include_lineno=False)
    return len(empty)


def test_whoever_brings_rows_a_claim_and_a_theme_gets_verdicts_and_reports(copy: Checkout) -> None:
    *steps, back = blocks("docs/bring_your_own.md")
    said = ""
    for step in steps:
        said += copy.run(step)
        if "caspian messages" in step:
            assert translate(copy.folder / "src" / "helpers" / "locale" / "ru" / "trade.po") == 4
    assert verdicts(said) == [
        ("TRD-1", "supported"), ("TRD-8", "supported"), ("COT-1", "unverified"), ("COT-1", "supported"),
    ]  # fmt: skip
    assert said.count("evidence, notebooks and documents are in order") == 4
    assert said.count("10_cotton: succeeded\n") == 2
    report = (copy.folder / "reports" / "latest" / "10_cotton.html").read_text(encoding="utf-8")
    assert "The newest figure is 297" in report.replace("\xa0", " ")
    copy.run("ruff check && ruff format --check".replace("ruff", ".venv/bin/ruff"))
    copy.run(back)
    assert not copy.changes()


def test_a_theme_that_breaks_a_rule_or_is_there_leaves_nothing(copy: Checkout) -> None:
    new = ".venv/bin/caspian new hemp"
    said = copy.run(f"{new} --title 'Did it grow by 50 percent?'", expected=2)
    assert "notebooks/10_hemp.ipynb, cell hemp-question: the figure '50' is typed" in said
    assert said.endswith("nothing was written\n")
    assert not copy.changes()
    (copy.folder / "tests" / "claims" / "test_hemp.py").touch()
    assert "there already: tests/claims/test_hemp.py" in copy.run(new, expected=2)
    assert copy.changes() == "?? tests/claims/test_hemp.py\n"
