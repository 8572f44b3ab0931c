"""The parameter models, one a notebook: the only declaration of what a notebook can be asked."""

from helpers.parameters.caspian import Caspian
from helpers.parameters.common import Day, Parameters, parameter
from helpers.parameters.corridor import Corridor
from helpers.parameters.scorecard import Scorecard
from helpers.parameters.trade import Trade

NOTEBOOKS: dict[str, type[Parameters]] = {
    "00_scorecard": Scorecard,
    "02_trade": Trade,
    "04_middle_corridor": Corridor,
    "07_caspian_level": Caspian,
}
"""The collection: each notebook and the model of its parameters."""

__all__ = ["NOTEBOOKS", "Caspian", "Corridor", "Day", "Parameters", "Scorecard", "Trade", "parameter"]
