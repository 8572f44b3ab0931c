"""What somebody meant who wrote a name that does not exist."""

import difflib
from collections.abc import Iterable


def meant(name: str, known: Iterable[str], otherwise: str = "", most: int = 3) -> str:
    """Say which known name was probably meant.

    Parameters
    ----------
    otherwise
        What to say where none is close; without it all names are listed.
    most
        How many names are offered.

    Examples
    --------
    >>> meant("yaer", ["year", "months"]), meant("trd1", ["TRD-1", "ENG-1"])
    ('did you mean year?', 'did you mean TRD-1?')
    >>> meant("turnover", ["az_kz_turnover", "exports"]), meant("x", ["year", "months"])
    ('did you mean az_kz_turnover?', 'expected one of year, months')
    """
    names: dict[str, str] = {}
    for one in known:
        names.setdefault(str(one).casefold(), str(one))
    asked = name.casefold()
    near = difflib.get_close_matches(asked, names, n=most, cutoff=0.6)
    close = near or [one for one in names if asked in one] or difflib.get_close_matches(asked, names, most, 0.45)
    if close:
        return f"did you mean {' or '.join(names[one] for one in close[:most])}?"
    return otherwise or f"expected one of {', '.join(names.values())}"
