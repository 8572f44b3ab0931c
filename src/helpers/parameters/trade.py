"""What the trade notebook can be asked."""

from typing import Literal

from helpers.locale import Name
from helpers.parameters.common import Parameters, parameter


class Trade(Parameters):
    """Parameters of ``02_trade``."""

    notebook = "02_trade"
    sees = ("observations-trade",)

    statistics: Literal["both", "azerbaijan", "kazakhstan"] = parameter(
        "both",
        "Whose statistics are read; the two are shown side by side and never joined.",
        names={"both": Name("both states'"), "azerbaijan": Name("Azerbaijan's"), "kazakhstan": Name("Kazakhstan's")},
    )
    gold: Literal["both", "with", "without"] = parameter(
        "both",
        "Whether comparisons over time are read with gold, without it, or both ways.",
        names={"both": Name("both ways"), "with": Name("with gold"), "without": Name("without gold")},
    )
    derived: bool = parameter(
        True, "Whether levels computed from a stated growth rate are used beside printed ones.", others=[False]
    )
    inferred: bool = parameter(
        True,
        "Whether figures are used whose reporter or months are inferred rather than stated.",
        others=[False],
    )
    profiles: Literal["pair", "all"] = parameter(
        "pair",
        "Part-year profiles behind the seasonal shares: this pair alone, or comparator pairs too.",
        names={"pair": Name("this pair alone"), "all": Name("comparator pairs too")},
        others=["all"],
    )
    year: int = parameter(2025, "Year that is taken apart and extrapolated.", ge=2000, le=2100)
    months: int = parameter(8, "Months of that year taken as known.", unit="months", ge=1, le=11)
    tolerance: float = parameter(
        0.02, "Relative distance within which a figure counts as equal.", unit="ratio", others=[0.15], ge=0, le=0.5
    )
    rounding: float = parameter(
        0.1, "Relative half-width given to a figure that its source calls 'about'.", unit="ratio", ge=0, le=0.5
    )
    level: float = parameter(0.9, "Probability that an interval covers.", unit="ratio", ge=0.5, le=0.99)
    gravity: Literal["ppml", "log_linear"] = parameter(
        "ppml",
        "Estimator of the gravity benchmark: Poisson pseudo-maximum-likelihood or logarithms.",
        names={
            "ppml": Name("Poisson pseudo-maximum-likelihood"),
            "log_linear": Name("least squares of logarithms"),
        },
    )
    distance: Literal["capitals", "weighted"] = parameter(
        "capitals",
        "Distance between the capitals, or between the cities weighted by population.",
        names={"capitals": Name("between the capitals"), "weighted": Name("between cities, weighted by population")},
    )
    target: float = parameter(1000.0, "Turnover that is aimed at.", unit="USD million", gt=0)
    horizon: int = parameter(2030, "Year in which the target is looked for.", ge=2021, le=2100)
