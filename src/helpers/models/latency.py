"""How long light takes through a fibre, and what a measured time says of the way it took."""

LIGHT_KM_PER_MS = 299.792458
"""Speed of light in vacuum in km a millisecond, exact by the definition of the metre (BIPM, SI brochure, 2019)."""


def round_trip(km: float, refractive_index: float) -> float:
    """Return the time in ms that light needs there and back through a fibre.

    Parameters
    ----------
    km
        Length of the fibre one way.
    refractive_index
        Of the fibre's core; 1 is vacuum.

    Examples
    --------
    >>> round(round_trip(1000.0, 1.468), 2)
    9.79
    """
    return 2 * km * refractive_index / LIGHT_KM_PER_MS


def fibre_km(milliseconds: float, refractive_index: float) -> float:
    """Return the length of fibre one way that a round trip would fill if nothing else delayed it.

    Examples
    --------
    >>> round(fibre_km(round_trip(380.0, 1.468), 1.468), 6)
    380.0
    """
    return milliseconds * LIGHT_KM_PER_MS / (2 * refractive_index)


def detour(milliseconds: float, km: float, refractive_index: float) -> float:
    """Return how many times the light-speed floor of a distance a round trip takes.

    Below 1 the measurement is impossible for that distance: the ends are not where they are said to be, or
    the time is wrong. Above 1 it is the detour of the fibre and the wait in equipment, which cannot be told
    apart (Bozkurt and others, *Why is the Internet so slow?*, PAM 2017).

    Raises
    ------
    ValueError
        If the distance is not positive.

    Examples
    --------
    >>> round(detour(44.0, 5590.0, 1.468), 2)
    0.8
    """
    if km <= 0:
        raise ValueError(f"expected a positive distance in km, found {km}")
    return milliseconds / round_trip(km, refractive_index)
