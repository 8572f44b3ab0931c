"""How far a stated number may have been rounded."""


def half_unit(text: str) -> float:
    """Return half a unit of the last figure that is not a nought: how far a stated number may be rounded.

    Examples
    --------
    >>> half_unit("810"), half_unit("-29"), half_unit("1.5")
    (5.0, 0.5, 0.05)
    """
    whole, _, decimals = text.lstrip("-+").partition(".")
    places = -len(decimals) if decimals else len(whole) - len(whole.rstrip("0"))
    return float(0.5 * 10.0**places)
