"""The links between the parts of the simulation, each in one sentence."""

import numpy as np
import pandas as pd

from helpers.analysis.outlook_inputs import World
from helpers.models.shipping import crossing_price
from helpers.parameters import Outlook
from helpers.present.table import Table
from helpers.present.words import number

ASSUMED, MIXED = "assumed", "part assumed"


def links(found: World, parameters: Outlook) -> pd.DataFrame:
    """List how one part moves another.

    Returns
    -------
    DataFrame
        ``link, sentence, basis`` ("part assumed" or "assumed"); links of what is unknown are left out.
    """
    rows = [*_water(found, parameters), *_ships(found, parameters), *_together(parameters)]
    return pd.DataFrame(rows, columns=["link", "sentence", "basis"])


def _water(found: World, p: Outlook) -> list[tuple[str, str, str]]:
    """From the sea by the load of a ship to the price and to what is wanted."""
    dearer = float(crossing_price(np.array([0.9]), p.fixed_share, p.sea_share)[0])
    hull = (
        f"A metre of fall takes {found.hull.low:.0%} to {found.hull.high:.0%} of a ship's cargo" if found.hull else ""
    )
    made_up = f"dredging makes up {p.dredged:.0%} of it, give or take {p.dredging_spread:.0%}"
    priced = (
        f"A ship that loads a tenth less makes the whole way {number(100 * dearer, 1)} percent dearer: "
        f"{p.fixed_share:.0%} of a voyage's cost stays, and the crossing is {p.sea_share:.0%} of the price"
    )
    answer = (
        f"A price higher by a percent keeps away {number(0.5 * p.elasticity, 1)} to {number(1.5 * p.elasticity, 1)} "
        "percent of cargo, containers and oil"
    )
    sea = [("sea to load", f"{hull}; {made_up}.", MIXED)] if hull else []
    return [*sea, ("load to price", f"{priced}.", ASSUMED), ("price to cargo", f"{answer}.", ASSUMED)]


def _ships(found: World, p: Outlook) -> list[tuple[str, str, str]]:
    """What ferries, feeders and tankers let through."""
    rows = []
    if found.fleet:
        sentence = (
            f"Ferries and feeders carry about {number(found.fleet, 1)} Mt a year, {number(p.fleet_factor, 2)} times "
            f"that in {p.horizon}, and less by as much as a ship loads less; cargo wanted beyond it does not sail."
        )
        rows.append(("fleet to cargo", sentence, MIXED))
    if found.tankers:
        low, high = found.tankers.low * p.free_tankers_low, found.tankers.high * p.free_tankers_high
        sentence = (
            f"Azerbaijan's tankers free for this oil carry {number(low, 1)} to {number(high, 1)} Mt a year, "
            f"{number(p.tanker_factor, 2)} times that in {p.horizon}; oil offered beyond it does not sail."
        )
        rows.append(("tankers to oil", sentence, MIXED))
    stop = f"Each year brings a stop with a chance of {p.stop_risk:.0%}, and a stop lasts to the end."
    return [*rows, ("stops to oil", stop, ASSUMED)]


def _together(p: Outlook) -> list[tuple[str, str, str]]:
    """What goes together without one moving the other."""
    years = "A good year for one of cargo, containers, oil and trade makes a good year for the others likelier"
    trade = "Trade hangs on the others by that correlation alone, and both offices' figures move as one"
    return [
        ("good years", f"{years}, with a correlation of {number(p.together, 2)}.", ASSUMED),
        ("trade", f"{trade}.", ASSUMED),
    ]


def links_table(found: World, parameters: Outlook) -> Table:
    """Show the links, and how many of them rest on what was published."""
    rows = links(found, parameters)
    alone = int((rows["basis"] == ASSUMED).sum())
    title = f"{len(rows)} links join the parts, {alone} of them assumed outright"
    labels = {"sentence": "in one sentence"}
    note = (
        "For oil Kazakhstan's own tankers and the limit that SOCAR named for the blend are left out: the one would "
        "raise the upper end, the other lower it."
    )
    return Table(rows, title, {}, labels, found.cited, note, "outlook-links")
