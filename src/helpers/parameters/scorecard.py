"""What the scorecard can be asked."""

from helpers.parameters.common import Parameters, parameter


class Scorecard(Parameters):
    """Parameters of ``00_scorecard``."""

    notebook = "00_scorecard"

    first_year: int = parameter(
        2021, "First year of the history of verdicts, seen as of each year's end.", unit="year", ge=1990, le=2100
    )
