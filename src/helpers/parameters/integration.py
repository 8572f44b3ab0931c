"""What the notebook on Turkic integration can be asked."""

from typing import Literal

from helpers.locale import Name
from helpers.parameters.common import Parameters, parameter

Region = Literal["central_asia", "post_soviet", "none"]
Measure = Literal["cast", "identical", "behaviour"]

REGIONS = {
    "none": Name("no regard to region"),
    "post_soviet": Name("within the post-Soviet states"),
    "central_asia": Name("within Central Asia and Azerbaijan"),
}
"""Among whom members are compared."""
MEASURES = {
    "cast": Name("likeness of votes cast by both"),
    "identical": Name("identical votes among those cast by both"),
    "behaviour": Name("equal behaviour on all roll calls, absence included"),
}
"""What the measures of likeness are called."""


class Integration(Parameters):
    """Parameters of ``08_turkic_integration``."""

    notebook = "08_turkic_integration"
    sees = (
        "observations-diplomacy", "observations-trade", "events", "summits", "language_similarity",
        "voting_agreement", "voting_attendance", "voting_ideal_points", "voting_issues", "voting_rank",
        "voting_divergent_2025",
    )  # fmt: skip

    measure: Measure = parameter(
        "cast",
        "How likeness is scored: votes cast by both in steps, identical votes, or with absence as behaviour.",
        names=MEASURES,
        others=["identical", "behaviour"],
    )
    least_votes: int = parameter(
        20, "A pair's year counts only with so many roll calls in which both voted.", unit="count", ge=1, le=100
    )
    one_voice: float = parameter(
        0.95,
        "Share of likeness from which two states are said to speak with one voice.",
        unit="ratio",
        others=[0.99],
        ge=0.5,
        le=1,
    )
    beyond: float = parameter(
        0.8, "Share of the room above chance from which likeness counts as one voice.", unit="ratio", ge=0, le=1
    )
    first_year: int = parameter(2019, "First year of the test of membership.", unit="year", ge=1992, le=2025)
    last_year: int = parameter(2023, "Last year of the test of membership.", unit="year", ge=1992, le=2025)
    founded: int = parameter(
        2009, "Year of the organisation's founding, which parts before from after.", unit="year", ge=1995, le=2015
    )
    region: Region = parameter(
        "central_asia",
        "What region means when membership is compared within regions; the others are shown beside it.",
        names=REGIONS,
    )
    observers: bool = parameter(False, "Whether Hungary and Turkmenistan, observers, count with the members.")
    level: float = parameter(0.9, "Share of the draws that an interval holds.", unit="ratio", ge=0.5, le=0.99)
    significance: float = parameter(
        0.05, "A difference counts as real when chance makes one as large less often than this.",
        unit="ratio", ge=0.001, le=0.2,
    )  # fmt: skip
