"""What the investment notebook can be asked."""

from typing import Literal

from helpers.locale import Name
from helpers.parameters.common import Parameters, parameter


class Investment(Parameters):
    """Parameters of ``03_investment``."""

    notebook = "03_investment"
    sees = ("observations-diplomacy", "observations-trade")

    tolerance: float = parameter(
        0.02, "Relative distance within which a sum counts as the article's.", unit="ratio", others=[0.1], ge=0, le=0.5
    )
    company_tolerance: float = parameter(
        0.1, "Relative distance within which a count is about the article's.", unit="ratio", others=[0.25], ge=0, le=0.5
    )
    months_apart: int = parameter(
        12,
        "Months from the article's day within which a figure can decide; others only stand beside it.",
        unit="months", others=[6, 14], ge=0, le=60,
    )  # fmt: skip
    growth: float = parameter(
        0.35, "Growth a year up to which an earlier, smaller figure leaves room for the article's.", unit="ratio",
        others=[0.0, 0.25], ge=0, le=5,
    )  # fmt: skip
    lag_months: int = parameter(
        12, "Age in months that a figure may have when an official tells it.", unit="months", ge=0, le=60
    )
    window_months: int = parameter(
        36, "Months before the newest figure whose figures make the range of definitions.", unit="months", ge=6, le=240
    )
    basis: Literal["any", "no start named", "start named"] = parameter(
        "any",
        "Sums read as the article's: all, those that name no first year, or those that name one.",
        names={
            "any": Name("all sums"),
            "no start named": Name("sums that name no first year"),
            "start named": Name("sums that name a first year"),
        },
    )
    level: float = parameter(0.9, "Share of the draws that an interval holds.", unit="ratio", ge=0.5, le=0.99)
