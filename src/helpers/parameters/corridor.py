"""What the Middle Corridor notebook can be asked."""

from typing import Literal

from helpers.locale import Name
from helpers.parameters.common import Parameters, parameter

Origin = Literal["xian", "chongqing", "khorgos", "almaty"]
Destination = Literal["duisburg", "constanta", "istanbul", "poti"]


class Corridor(Parameters):
    """Parameters of ``04_middle_corridor``."""

    notebook = "04_middle_corridor"
    sees = (
        "observations-corridor", "observations-caspian", "observations-energy_digital",
        "legs", "nodes", "node_sources", "coastline",
    )  # fmt: skip

    tolerance: float = parameter(
        0.02, "Relative distance within which a figure counts as equal.", unit="ratio", others=[0.1], ge=0, le=0.5
    )
    nearness: float = parameter(
        0.05,
        "Relative distance within which a figure counts as 'close to' another.",
        unit="ratio",
        others=[0.02, 0.2],
        ge=0,
        le=0.5,
    )
    growth_tolerance: float = parameter(
        2.0,
        "Distance in percentage points within which two growth rates count as equal.",
        unit="percentage points",
        others=[0.5, 10.0],
        ge=0,
        le=20,
    )
    months: int = parameter(
        9, "Growth is compared over the first so many months of the year.", unit="months", ge=1, le=12
    )
    level: float = parameter(0.9, "Share of the draws that an interval holds.", unit="ratio", ge=0.5, le=0.99)
    horizon: int = parameter(2030, "Last year of the growth forecast.", unit="year", ge=2026, le=2040)
    damping: float = parameter(
        0.85, "Share of a trend that is left a year later; 1 lets it run on.", unit="ratio", ge=0.5, le=1
    )
    ceiling_mt: float = parameter(
        10.0, "Tonnes at which the logistic curve is full: the capacity planned for 2027.", unit="Mt", ge=5, le=50
    )
    ceiling_teu: float = parameter(
        300_000.0, "Containers at which the logistic curve is full: the target for 2029.", unit="TEU", ge=1e5, le=2e6
    )
    tonnes_per_teu: float = parameter(
        12.0, "Assumed mean cargo of one container of twenty feet.", unit="t", ge=2, le=25
    )
    tonnes_per_wagon: float = parameter(
        65.0, "Assumed cargo of a full railway wagon on a ferry.", unit="t", ge=20, le=100
    )
    origin: Origin = parameter(
        "xian", "Where the container starts.",
        names={"xian": Name("Xi'an"), "chongqing": Name("Chongqing"), "khorgos": Name("Khorgos"),
               "almaty": Name("Almaty")},
    )  # fmt: skip
    destination: Destination = parameter(
        "duisburg", "Where the container goes.",
        names={"duisburg": Name("Duisburg"), "constanta": Name("Constanta"), "istanbul": Name("Istanbul"),
               "poti": Name("Poti")},
    )  # fmt: skip
    sea_lane: Literal["cape", "suez"] = parameter(
        "cape",
        "Way of the rival ship round Africa or through Suez.",
        names={"cape": Name("round Africa"), "suez": Name("through Suez")},
    )
    shape: Literal["triangular", "uniform"] = parameter(
        "triangular",
        "Distribution of days and costs between the low and the high end of a leg.",
        names={"triangular": Name("triangular"), "uniform": Name("uniform")},
    )
    dependence: Literal["independent", "together"] = parameter(
        "independent",
        "Whether the legs of one journey are lucky independently, or late together.",
        names={"independent": Name("each leg on its own"), "together": Name("all legs alike")},
    )
    rail_km_per_day: float = parameter(
        800.0, "Assumed speed on a leg whose days nobody published.", unit="km per day", ge=200, le=2000
    )
    detour: float = parameter(
        1.3, "Assumed length of a line over the great circle between its ends.", unit="ratio", ge=1, le=2
    )
    dwell_days: float = parameter(
        2.0, "Assumed mean wait at each change between rail and ship.", unit="days", ge=0, le=15
    )
    fill_usd_per_teu_km: float = parameter(
        0.5, "Assumed rate on a leg whose price nobody published.", unit="USD per TEU-km", ge=0.05, le=3
    )
    spread: float = parameter(
        0.2, "Relative half-width given to assumed and to single published figures.", unit="ratio", ge=0, le=0.9
    )
    fleet_factor: float = parameter(
        1.0, "Ships on the Caspian as a multiple of the known fleet.", unit="ratio", ge=0.25, le=10
    )
