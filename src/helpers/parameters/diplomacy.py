"""What the diplomacy notebook can be asked."""

from typing import Literal

from helpers.locale import Name
from helpers.parameters.common import Parameters, parameter


class Diplomacy(Parameters):
    """Parameters of ``01_diplomacy``."""

    notebook = "01_diplomacy"
    sees = ("observations-diplomacy", "events", "summits", "pair_counts", "entities")

    trip_days: int = parameter(
        3, "Encounters in one country so many days apart, or fewer, are one trip.", unit="days", ge=0, le=14
    )
    counted: Literal["all", "firm"] = parameter(
        "all",
        "Whether encounters known from an advance list only count.",
        names={"all": Name("all encounters"), "firm": Name("without those of an advance list only")},
        others=["firm"],
    )
    comparators: Literal["post-Soviet", "all"] = parameter(
        "post-Soviet",
        "Which pairs are compared: post-Soviet ones, or those with Türkiye too.",
        names={"post-Soviet": Name("post-Soviet pairs"), "all": Name("pairs with Türkiye too")},
    )
    prior_shape: float = parameter(
        0.5, "Shape of the Gamma prior of a rate; 0.5 is the prior of Jeffreys.", unit="ratio", ge=0.01, le=5
    )
    level: float = parameter(0.9, "Share of the posterior that an interval holds.", unit="ratio", ge=0.5, le=0.99)
    certain: float = parameter(
        0.9,
        "Probability from which the pair counts as first, or another pair as ahead of it.",
        unit="ratio",
        others=[0.99],
        ge=0.5,
        le=0.999,
    )
    found: float = parameter(
        0.8, "Share of the true visits and meetings that the search is assumed to have found at least.",
        others=[1.0, 0.6],
        unit="ratio", ge=0.3, le=1,
    )  # fmt: skip
    nearness: float = parameter(
        0.1, "Relative distance within which a count of documents is 'about' another.", unit="ratio", ge=0, le=0.5
    )
    shown: int = parameter(14, "Number of pairs drawn in a figure.", unit="count", ge=4, le=40)
