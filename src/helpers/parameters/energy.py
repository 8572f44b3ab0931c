"""What the energy notebook can be asked."""

from helpers.parameters.common import Parameters, parameter


class Energy(Parameters):
    """Parameters of ``05_energy``."""

    notebook = "05_energy"
    sees = ("observations-energy_digital", "observations-caspian", "observations-corridor")

    tolerance: float = parameter(
        0.02, "Relative shortfall at which a target still counts as met.", unit="ratio", ge=0, le=0.5
    )
    level: float = parameter(0.9, "Share of the draws that an interval holds.", unit="ratio", ge=0.5, le=0.99)
    goal_factor: float = parameter(
        1.0, "Goal as a multiple of the article's, to ask after a smaller one.", unit="ratio", ge=0.1, le=4
    )
    unlikely: float = parameter(
        0.1,
        "Chance below which a forecast counts as contradicted by growth.",
        unit="ratio",
        others=[0.01],
        ge=0.001,
        le=0.5,
    )
    damping: float = parameter(
        0.85, "Share of a trend that is left a year later; 1 lets it run on.", unit="ratio", ge=0.5, le=1
    )
    ceiling_mt: float = parameter(
        10.0, "Oil at which the logistic curve is full: the capacity of Dubendi.", unit="Mt", ge=7.5, le=50
    )
    base_floor: float = parameter(
        500.0,
        "A year with less than this is a start or an end; growth is not measured from it.",
        unit="kt",
        others=[0.0],
        ge=0,
        le=10_000,
    )
    fleet_factor: float = parameter(
        2.0, "Ships of both flags as a multiple of Kazakhstan's; 2 is the parity agreed.", unit="ratio", ge=1, le=10
    )
    passage_days: float = parameter(
        1.0,
        "Days at sea one way, as ferries sail; no tanker's crossing was published without its loading.",
        unit="days",
        others=[2.0],
        ge=0.5,
        le=10,
    )
    load_days: float = parameter(1.0, "Assumed days at a berth of Aktau.", unit="days", ge=0.2, le=5)
    unload_days: float = parameter(
        1.0,
        "Assumed days at a berth on the other side; Dubendi was said to work 20 to 25 kt a day at two piers.",
        unit="days",
        ge=0.2,
        le=5,
    )
    load_berths: int = parameter(3, "Oil berths in use at Aktau.", unit="count", ge=1, le=12)
    unload_berths: int = parameter(
        4,
        "Assumed berths on the other side: the two piers of Dubendi, and as many at Sangachal.",
        unit="count",
        ge=1,
        le=12,
    )
    closed_share: float = parameter(
        0.1, "Assumed share of the time at which wind closes the ports.", unit="ratio", ge=0, le=0.6
    )
    passed_on: float = parameter(
        1.0, "Metres of draft lost per metre of level; 0 where dredging keeps pace.", unit="ratio", ge=0, le=1
    )
    lower_water: float = parameter(
        1.0, "Fall of the sea for the lower of the levels simulated.", unit="m", ge=0.1, le=3
    )
    runs: int = parameter(6, "Simulated years for every fleet.", unit="count", ge=2, le=200)
