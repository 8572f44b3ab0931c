"""What the Caspian level notebook can be asked."""

from typing import Literal, Self

from pydantic import model_validator

from helpers.locale import Name
from helpers.parameters.common import Parameters, parameter

VINTAGES = {
    "volume": Name("satellites, level from volume"),
    "2026": Name("satellites, level file of 2026"),
    "2023": Name("satellites, level file of 2023"),
}
"""What the satellite files are called."""


class Caspian(Parameters):
    """Parameters of ``07_caspian_level``."""

    notebook = "07_caspian_level"
    sees = ("observations-caspian", "observations-corridor", "observations-energy_digital", "hypsometry")

    vintage: Literal["volume", "2026", "2023"] = parameter(
        "volume",
        "Satellite file for the main figures: level derived from volume, level file of 2026, or of 2023; "
        "where it was not public yet, the next one that was.",
        names=VINTAGES,
        others=["2026", "2023"],
    )
    start_year: int = parameter(2006, "First year of the fall.", unit="year", ge=1993, le=2020)
    end_year: int = parameter(2024, "Last year of the fall.", unit="year", ge=2000, le=2025)
    interval: float = parameter(0.9, "Level of all intervals.", unit="ratio", ge=0.5, le=0.99)
    penalty: float = parameter(
        8.0, "Price of one more break of trend, in multiples of the BIC's.", unit="ratio", ge=1, le=64
    )
    window: float = parameter(
        1.5, "Breaks of two variants this close together count as one.", unit="years", ge=0.1, le=5
    )
    horizon: int = parameter(2050, "Year of the outlook.", unit="year", ge=2030, le=2100)
    trend_from: int = parameter(
        2006,
        "First year of the record that the extrapolation and the balance continue.",
        unit="year",
        others=[1993, 2020],
        ge=1993,
        le=2021,
    )
    fixed_share: float = parameter(
        0.8,
        "Share of a voyage's cost that does not depend on the cargo (an assumption).",
        unit="ratio",
        others=[0.5],
        ge=0,
        le=1,
    )
    passed_on: float = parameter(
        1.0,
        "Metres of draft lost per metre of level; 0 where dredging keeps pace.",
        unit="ratio",
        others=[0.0],
        ge=0,
        le=1,
    )
    tolerance: float = parameter(
        0.1, "Relative distance within which a round figure counts as equal.", unit="ratio", others=[0.03], ge=0, le=0.5
    )

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        if self.end_year <= self.start_year:
            raise ValueError(f"end_year must come after start_year, found {self.start_year} to {self.end_year}")
        return self
