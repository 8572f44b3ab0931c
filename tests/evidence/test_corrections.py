import pandas as pd
import pytest

from helpers.evidence import EvidenceError, made
from helpers.evidence.corrections import apply

ROW = dict(series="turnover", entity="AZE-KAZ", period="2023", value=533, unit="USD million", source="outlet")
FIX = {key: ROW[key] for key in ("series", "entity", "period", "source")}


def fixed(column: str, expected: str, corrected: str) -> pd.DataFrame:
    fix = pd.DataFrame([{**FIX, "column": column, "expected": expected, "corrected": corrected, "reason": "slip"}])
    return apply(made([ROW]).observations, fix)


def test_a_correction_changes_its_cell_and_leaves_the_raw_row_alone() -> None:
    raw = made([ROW]).observations
    assert fixed("period", "2023", "2024")["period"].tolist() == ["2024"]
    assert fixed("value", "533", "470.5")["value"].tolist() == [470.5]
    assert raw["period"].tolist() == ["2023"]


def test_a_correction_fails_once_the_source_has_mended_its_slip() -> None:
    with pytest.raises(EvidenceError, match=r"data/corrections.csv, row 2, column expected: found 533.0"):
        fixed("value", "531", "530")


def test_a_correction_of_a_row_that_is_gone_fails() -> None:
    lost = pd.DataFrame([{**FIX, "source": "gone", "column": "value", "expected": "1", "corrected": "2", "reason": ""}])
    with pytest.raises(EvidenceError, match="no such row"):
        apply(made([ROW]).observations, lost)
