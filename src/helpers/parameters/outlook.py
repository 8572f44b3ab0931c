"""What the outlook notebook can be asked."""

from typing import Literal, Self

from pydantic import model_validator

from helpers.locale import Name
from helpers.parameters.common import Parameters, parameter


class Outlook(Parameters):
    """Parameters of ``09_outlook``. Levers first, then what is assumed."""

    notebook = "09_outlook"
    sees = (
        "observations-caspian", "observations-corridor", "observations-energy_digital", "observations-trade",
    )  # fmt: skip

    horizon: int = parameter(2030, "Last year of the simulation.", unit="year", ge=2027, le=2040)
    level: float = parameter(0.9, "Share of the draws that an interval holds.", unit="ratio", ge=0.5, le=0.99)
    fleet_factor: float = parameter(
        1.25, "Lever: capacity of ferries and feeders in the last year, as a multiple of today's.", unit="ratio",
        ge=0.25, le=10,
    )  # fmt: skip
    tanker_factor: float = parameter(
        1.0, "Lever: capacity of tankers in the last year, as a multiple of today's.", unit="ratio", ge=0.25, le=10
    )
    dredged: float = parameter(
        0.5, "Lever: share of the further fall that dredging makes up.", unit="ratio", ge=0, le=1
    )
    tariff: float = parameter(
        0.0, "Lever: change of the price of the whole way by the last year, as a share.", unit="ratio", ge=-0.9, le=2
    )
    fall_factor: float = parameter(
        1.0, "Lever: the level's change as a multiple of what the record leads to expect.", unit="ratio", ge=-1, le=5
    )
    method: Literal["pooled", "damped trend", "no change"] = parameter(
        "pooled",
        "Growth of cargo, containers and oil wanted: damped trend, no change, or both alike often.",
        names={
            "pooled": Name("both alike often"),
            "damped trend": Name("damped trend"),
            "no change": Name("no change"),
        },
    )
    damping: float = parameter(
        0.85, "Share of a trend that is left a year later; 1 lets it run on.", unit="ratio", ge=0.5, le=1
    )
    together: float = parameter(
        0.4,
        "Assumed correlation of cargo, containers, oil and trade wanted.",
        unit="ratio",
        others=[0.0],
        ge=0,
        le=0.95,
    )
    spread: float = parameter(
        0.3, "Assumed standard deviation of the logarithm of what the fleet can carry.", unit="ratio", ge=0, le=2
    )
    dredging_spread: float = parameter(
        0.5, "Assumed half-width of the share that dredging makes up.", unit="ratio", ge=0, le=1
    )
    elasticity: float = parameter(
        0.8, "Assumed percent of cargo lost per percent of price; drawn from half to one and a half of it.",
        unit="ratio", ge=0, le=5,
    )  # fmt: skip
    sea_share: float = parameter(
        0.2, "Assumed share of the crossing in the price of the whole way.", unit="ratio", ge=0, le=1
    )
    fixed_share: float = parameter(
        0.8, "Share of a voyage's cost that does not depend on the cargo (an assumption).", unit="ratio", ge=0, le=1
    )
    tonnes_per_teu: float = parameter(
        12.0, "Assumed mean cargo of one container of twenty feet.", unit="t", ge=2, le=25
    )
    free_tankers_low: float = parameter(
        0.3, "Least share of Azerbaijan's tankers assumed free for Kazakhstan's oil.", unit="ratio", ge=0, le=1
    )
    free_tankers_high: float = parameter(
        0.7, "Greatest share of Azerbaijan's tankers assumed free for Kazakhstan's oil.", unit="ratio", ge=0, le=1
    )
    stop_risk: float = parameter(
        0.05, "Assumed chance in a year that the oil stops until the end, as it did before.", unit="ratio", ge=0, le=1
    )

    @model_validator(mode="after")
    def _shares_in_order(self) -> Self:
        if self.free_tankers_high < self.free_tankers_low:
            raise ValueError(
                f"expected free_tankers_low up to free_tankers_high, found {self.free_tankers_low} "
                f"and {self.free_tankers_high}: swap them"
            )
        return self
