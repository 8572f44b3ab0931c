"""Numbers as a language writes them: its own separators, a real minus sign."""

import re
from functools import cache
from numbers import Integral, Real
from typing import Any, Final

from babel import Locale

from helpers.locale.speaking import language

MISSING: Final = "–"
"""What stands where there is no value."""

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?%?")


def localized(text: str) -> str:
    r"""Write the numbers of a text, as Python formats them, in the language that is spoken.

    >>> localized(format(-1234.5, ",.1f")), localized("+0.4%")
    ('−1,234.5', '+0.4%')
    >>> from helpers.locale import speaking
    >>> with speaking("ru"):
    ...     localized(format(-1234.5, ",.1f")).replace("\xa0", "_"), localized("+0.4%").replace("\xa0", "_")
    ('−1_234,5', '+0,4_%')
    """
    return _NUMBER.sub(lambda found: found[0].translate(_symbols(language())), text)


@cache
def _symbols(lang: str) -> dict[int, str]:
    locale = Locale.parse(lang)
    symbols, percent = locale.number_symbols["latn"], locale.percent_formats[None].pattern
    signs = {",": symbols["group"], ".": symbols["decimal"], "-": "−", "%": percent.lstrip("#,0")}
    return str.maketrans(signs)


def written(value: Any, spec: str = "") -> str:
    """Write a number by one of Python's format specs; nothing and no number are a dash.

    >>> written(-0.25, "+.0%"), written(12345, ",d"), written(2025), written(None), written(float("nan"), ".1f")
    ('−25%', '12,345', '2025', '–', '–')
    """
    if value is None or value != value:  # NaN alone is not itself
        return MISSING
    if isinstance(value, Real) and not isinstance(value, bool | Integral):
        value = float(value)
        spec = spec if not spec or spec.startswith("z") or "g" in spec else _signed_zero(spec)
    return localized(format(value, spec))


def _signed_zero(spec: str) -> str:
    """Let no rounded value be minus zero."""
    sign = spec[:1] if spec[:1] in "+- " else ""
    return f"{sign}z{spec[len(sign) :]}"
