"""The links between the parts of the simulation, each in one sentence."""

import numpy as np
import pandas as pd

from helpers.analysis.outlook_inputs import World
from helpers.locale import Name, _, heads, n_, p_
from helpers.models.shipping import crossing_price
from helpers.parameters import Outlook
from helpers.present.table import Table

HEADS = heads("link")
ASSUMED, MIXED = "assumed", "partly assumed"
BASIS = {
    "record": Name("record"), "published ends": Name("published ends"), ASSUMED: Name("assumed"),
    MIXED: Name("partly assumed"),
}  # fmt: skip
"""What a number or a link rests on."""


def links(found: World, parameters: Outlook) -> pd.DataFrame:
    """List how one part moves another.

    Returns
    -------
    DataFrame
        ``link, sentence, basis`` ("partly assumed" or "assumed"); links of what is unknown are left out.
    """
    rows = [*_water(found, parameters), *_ships(found, parameters), *_together(parameters)]
    return pd.DataFrame(rows, columns=["link", "sentence", "basis"])


def _water(found: World, p: Outlook) -> list[tuple[str, str, str]]:
    """From the sea by the load of a ship to the price and to what is wanted."""
    dearer = float(crossing_price(np.array([0.9]), p.fixed_share, p.sea_share)[0])
    priced = _(
        "A ship that loads a tenth less makes the whole way {dearer:.1f} percent dearer: {fixed:.0%} of a voyage's "
        "cost stays, and the crossing is {sea:.0%} of the price.",
        dearer=100 * dearer, fixed=p.fixed_share, sea=p.sea_share,
    )  # fmt: skip
    answer = _(
        "A price higher by a percent keeps away {low:.1f} to {high:.1f} percent of cargo, containers and oil.",
        low=0.5 * p.elasticity, high=1.5 * p.elasticity,
    )  # fmt: skip
    return [*_hull(found, p), (_("load to price"), priced, ASSUMED), (_("price to cargo"), answer, ASSUMED)]


def _hull(found: World, p: Outlook) -> list[tuple[str, str, str]]:
    """What a metre of fall takes; nothing where no ship is known."""
    if found.hull is None:
        return []
    sentence = _(
        "A metre of fall takes {low:.0%} to {high:.0%} of a ship's cargo; dredging makes up {dredged:.0%} of it, give "
        "or take {spread:.0%}.",
        low=found.hull.low, high=found.hull.high, dredged=p.dredged, spread=p.dredging_spread,
    )  # fmt: skip
    return [(_("sea to load"), sentence, MIXED)]


def _ships(found: World, p: Outlook) -> list[tuple[str, str, str]]:
    """What ferries, feeders and tankers let through."""
    rows = []
    if found.fleet:
        sentence = _(
            "Ferries and feeders carry about {size:.1f} Mt a year, {times:.2f} times that in {year}, and less by as "
            "much as a ship loads less; cargo wanted beyond it does not sail.",
            size=found.fleet, times=p.fleet_factor, year=p.horizon,
        )  # fmt: skip
        rows.append((_("fleet to cargo"), sentence, MIXED))
    if found.tankers:
        low, high = found.tankers.low * p.free_tankers_low, found.tankers.high * p.free_tankers_high
        sentence = _(
            "Azerbaijan's tankers free for this oil carry {low:.1f} to {high:.1f} Mt a year, {times:.2f} times that in "
            "{year}; oil offered beyond it does not sail.",
            low=low, high=high, times=p.tanker_factor, year=p.horizon,
        )  # fmt: skip
        rows.append((_("tankers to oil"), sentence, MIXED))
    stop = _("Each year brings a stop with a chance of {risk:.0%}, and a stop lasts to the end.", risk=p.stop_risk)
    return [*rows, (_("stops to oil"), stop, ASSUMED)]


def _together(p: Outlook) -> list[tuple[str, str, str]]:
    """What goes together without one moving the other."""
    years = _(
        "A good year for one of cargo, containers, oil and trade makes a good year for the others likelier, with a "
        "correlation of {correlation:.2f}.",
        correlation=p.together,
    )
    trade = _("Trade hangs on the others by that correlation alone, and both offices' figures move as one.")
    return [(_("good years"), years, ASSUMED), (_("trade"), trade, ASSUMED)]


def links_table(found: World, parameters: Outlook) -> Table:
    """Show the links, and how many of them rest on what was published."""
    rows = links(found, parameters)
    alone = int((rows["basis"] == ASSUMED).sum())
    title = n_(
        "{n} link joins the parts, {alone} of them assumed outright",
        "{n} links join the parts, {alone} of them assumed outright",
        len(rows), alone=alone,
    )  # fmt: skip
    labels = {"sentence": _("in one sentence"), "basis": p_("ground", "basis")}
    note = _(
        "For oil Kazakhstan's own tankers and the limit that SOCAR named for the blend are left out: the one would "
        "raise the upper end, the other lower it."
    )
    return Table(rows, title, {"basis": basis}, labels, found.cited, note, "outlook-links")


def basis(key: str) -> str:
    """Name what something rests on."""
    return str(BASIS[key])
