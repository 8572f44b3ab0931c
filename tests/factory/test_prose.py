"""A figure in prose is computed, never typed."""

from pathlib import Path

import pytest

from helpers.factory.prose import prose_faults, typed_in_code, typed_in_markdown


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("The column is of October 2025.", []),
        ("A test of counts (Przyborowski and Wilenski, Biometrika 31(2), 1940).", []),
        ("See Law, Simulation, 5th edition.", []),
        ("The claim TRD-1 and the standard PDF/UA-1.", []),
        ("Trade was 547.6 and rose by 16,5 percent.", ["547.6", "16,5"]),
        ("It was 13 in 2025 (or 14).", ["13"]),
    ],
)
def test_markdown_may_name_years_and_citations_only(text: str, typed: list[str]) -> None:
    assert typed_in_markdown(text) == typed


@pytest.mark.parametrize(
    ("source", "typed"),
    [
        ('say("It fell by {fall:.1f} m in {days} days.")', []),
        ('f"{value} percent"', []),
        ('"""At most 20 votes."""', []),
        ('x = "project 19619"', []),
        ('note = "Fewer than 20 votes are left out."', ["20 votes"]),
        ('f"{share} of 30 million"', ["30 million"]),
    ],
)
def test_strings_of_a_program_may_not_hold_a_figure_with_its_unit(source: str, typed: list[str]) -> None:
    assert [text for _, text in typed_in_code(source)] == typed


def test_a_typed_figure_is_found_with_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "src" / "helpers"
    (folder / "claims").mkdir(parents=True)
    (folder / "claims" / "trade.py").write_text('"""Rules."""\nREASON = "half of 470 million"\n')
    assert list(prose_faults(folder)) == [
        "src/helpers/claims/trade.py, line 2: the figure '470 million' is typed; compute it and fill it in"
    ]
