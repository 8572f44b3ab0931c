"""The parameter models, one a notebook: the only declaration of what a notebook can be asked.

Every module of this room is found and imported here, and a model names its notebook, so a new one is one new file.
"""

from importlib import import_module
from pkgutil import iter_modules

from helpers.parameters.asked import Asked
from helpers.parameters.caspian import Caspian
from helpers.parameters.common import ALWAYS_SEEN, Day, Parameters, declared, parameter, reason
from helpers.parameters.corridor import Corridor
from helpers.parameters.digital import Digital
from helpers.parameters.diplomacy import Diplomacy
from helpers.parameters.energy import Energy
from helpers.parameters.integration import Integration
from helpers.parameters.investment import Investment
from helpers.parameters.outlook import Outlook
from helpers.parameters.scorecard import Scorecard
from helpers.parameters.trade import Trade

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def _collected() -> dict[str, type[Parameters]]:
    """Every model that names a notebook, in the order of the notebooks' numbers."""
    models: dict[str, type[Parameters]] = {}
    for model in sorted(Parameters.__subclasses__(), key=lambda model: model.notebook):
        if model.notebook in models:
            both = f"{models[model.notebook].__name__} and {model.__name__}"
            raise ValueError(f"helpers.parameters: {both} name the notebook {model.notebook!r}; expected one model")
        models |= {model.notebook: model} if model.notebook else {}
    return models


NOTEBOOKS: dict[str, type[Parameters]] = _collected()
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
    "declared",
    "parameter",
    "reason",
]
