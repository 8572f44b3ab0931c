"""What the links, lands and seas of the network are called."""

from helpers.analysis.digital_network import CABLE, NOTHING
from helpers.locale import COUNTRIES, Name, together

_LANDS = {
    "Russia": COUNTRIES["RUS"], "China": COUNTRIES["CHN"], "Georgia": COUNTRIES["GEO"], "Red Sea": Name("Red Sea"),
    "Pacific": Name("Pacific"), "Caspian": Name("Caspian"), NOTHING: Name("nothing"),
}  # fmt: skip
"""What lands and seas are called, and none of them."""

_CABLE = Name("trans-Caspian cable")


def link_name(link: str) -> Name:
    """Return what a link is called."""
    return _CABLE if link == CABLE else _LANDS.get(link, Name(link))


def land_name(closed: str) -> Name:
    """Return what lands and seas joined by "and" are called.

    >>> str(land_name("Russia and Red Sea"))
    'Russia and Red Sea'
    """
    return together(_LANDS.get(land, land) for land in closed.split(" and "))
