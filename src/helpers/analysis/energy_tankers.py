"""What a tanker of the Caspian carries in a year, as observed and as stated, and how many tankers there are."""

from dataclasses import dataclass

from helpers.analysis.energy import KT
from helpers.evidence import Evidence, newest
from helpers.models.interval import Interval


@dataclass(frozen=True)
class Productivity:
    """What a tanker carries in a year as observed, and the fleet known.

    Attributes
    ----------
    per_ship
        kt a ship and year of the Azerbaijani fleet.
    potential
        kt a ship and year that the fleet was said to be able to carry; not below what it carried.
    ships
        Tankers of both flags on the Caspian.
    """

    per_ship: float
    potential: float
    ships: int
    year: str
    rows: tuple[str, ...]

    @property
    def total(self) -> Interval:
        """The kt a year that all ships carry at the rate observed, up to the potential."""
        return Interval(self.per_ship * self.ships, self.per_ship * self.ships, self.potential * self.ships)


def productivity(evidence: Evidence) -> Productivity | None:
    """Return what tankers carried a year as observed; None where oil and ships of one year are not known."""
    oil = newest(evidence.series("asco_oil_carried", kinds=("actual",)))
    tankers = newest(evidence.series("fleet_tankers", "ASCO"))
    own = evidence.series("kmtf_caspian_tankers", kinds=("actual",)).tail(1)
    more = evidence.series("kz_caspian_new_tankers", kinds=("actual",)).tail(1)
    both = oil.merge(tankers, on="period", suffixes=("", "_ships"))
    if both.empty or own.empty:
        return None
    last, able = both.iloc[-1], _potential(evidence)
    per_ship = float(last["value"] * KT[last["unit"]] / last["value_ships"])
    count = int(last["value_ships"] + own["value"].sum() + more["value"].sum())
    rows = (str(last["row"]), str(last["row_ships"]), *own["row"], *more["row"], *able[1])
    return Productivity(per_ship, max(per_ship, able[0]), count, str(last["period"]), rows)


def _potential(evidence: Evidence) -> tuple[float, tuple[str, ...]]:
    """Return what a tanker of the fleet was said to be able to carry, kt a year, and the rows; nought if unknown."""
    able = evidence.series("asco_tanker_capacity", kinds=("capacity",)).tail(1)
    whole = evidence.series("asco_tankers").tail(1)
    if able.empty or whole.empty:
        return 0.0, ()
    kt = float(able["value"].iloc[0]) * KT[str(able["unit"].iloc[0])]
    return kt / float(whole["value"].iloc[0]), (*able["row"], *whole["row"])
