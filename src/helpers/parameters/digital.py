"""What the notebook on the digital link can be asked."""

from typing import Literal

from helpers.locale import Name
from helpers.parameters.common import Parameters, parameter

East = Literal["almaty", "aktau", "beijing", "hongkong"]
West = Literal["frankfurt", "london", "istanbul", "baku"]
CITIES = {
    "almaty": Name("Almaty"), "aktau": Name("Aktau"), "beijing": Name("Beijing"), "hongkong": Name("Hong Kong"),
    "frankfurt": Name("Frankfurt"), "london": Name("London"), "istanbul": Name("Istanbul"), "baku": Name("Baku"),
}  # fmt: skip
"""What the ends of a connection are called."""


class Digital(Parameters):
    """Parameters of ``06_digital_link``."""

    notebook = "06_digital_link"
    sees = ("observations-energy_digital",)

    refractive_index: float = parameter(
        1.468, "Light in the fibre is slower than in vacuum by this factor.", unit="ratio", ge=1, le=2
    )
    route_low: float = parameter(
        1.2, "Length of a well-laid line over the great circle between its ends.", unit="ratio", ge=1, le=4
    )
    route_high: float = parameter(
        1.5, "Length of a poorly laid line over the great circle between its ends.", unit="ratio", ge=1, le=4
    )
    cable_km: float = parameter(
        380.0, "Length of the cable across the Caspian in its contract.", unit="km", ge=200, le=1000
    )
    noticeable: float = parameter(
        0.05,
        "Relative gain of round-trip time below which a way counts as no faster.",
        unit="ratio",
        others=[0.3],
        ge=0,
        le=0.5,
    )
    link_down: float = parameter(
        0.01, "Assumed share of the time in which a link of the network is broken.", unit="ratio", ge=0, le=0.5
    )
    east: East = parameter("almaty", "Eastern end of the connection that is followed in detail.", names=CITIES)
    west: West = parameter("frankfurt", "Western end of the connection that is followed in detail.", names=CITIES)
    level: float = parameter(0.9, "Confidence level of the intervals.", unit="ratio", ge=0.5, le=0.99)
