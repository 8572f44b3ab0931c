"""The parameter models, one a notebook: the only declaration of what a notebook can be asked."""

from helpers.parameters.asked import Asked
from helpers.parameters.caspian import Caspian
from helpers.parameters.common import ALWAYS_SEEN, Day, Parameters, parameter
from helpers.parameters.corridor import Corridor
from helpers.parameters.digital import Digital
from helpers.parameters.diplomacy import Diplomacy
from helpers.parameters.energy import Energy
from helpers.parameters.integration import Integration
from helpers.parameters.investment import Investment
from helpers.parameters.outlook import Outlook
from helpers.parameters.scorecard import Scorecard
from helpers.parameters.trade import Trade

NOTEBOOKS: dict[str, type[Parameters]] = {
    "00_scorecard": Scorecard,
    "01_diplomacy": Diplomacy,
    "02_trade": Trade,
    "03_investment": Investment,
    "04_middle_corridor": Corridor,
    "05_energy": Energy,
    "06_digital_link": Digital,
    "07_caspian_level": Caspian,
    "08_turkic_integration": Integration,
    "09_outlook": Outlook,
}
"""The collection: each notebook and the model of its parameters."""

__all__ = [
    "ALWAYS_SEEN",
    "NOTEBOOKS",
    "Asked",
    "Caspian",
    "Corridor",
    "Day",
    "Digital",
    "Diplomacy",
    "Energy",
    "Integration",
    "Investment",
    "Outlook",
    "Parameters",
    "Scorecard",
    "Trade",
    "parameter",
]
