"""Numbers as a language writes them: its own separators, a real minus sign."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import cache
from math import isfinite
from numbers import Integral, Real
from typing import Any, Final

from babel import Locale

from helpers.locale.speaking import language

MISSING: Final = "–"
"""What stands where there is no value."""

FIGURES: Final = 12
"""Figures of a computed number that mean something: the later ones are noise of computing in binary."""

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?%?")
_GENERAL = re.compile(r"(?:\.(\d+))?g")


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


def rounded(value: float, digits: int = 0) -> float:
    """Round a number as it is read, a half away from zero; with negative digits to tens, hundreds, thousands.

    >>> rounded(5.35, 1), rounded(2.675, 2), rounded(-2.5), rounded(1250, -2)
    (5.4, 2.68, -3.0, 1300.0)
    """
    return float(_read(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)) if isfinite(value) else value


def _read(value: float) -> Decimal:
    """Return the decimal number that a reader of the data reads, not the binary one beside it.

    A large number keeps all its figures: it is a count, not the result of a long computation.
    """
    return Decimal(f"{value:.{FIGURES}g}" if abs(value) < 10 ** (FIGURES - 3) else repr(float(value)))


def written(value: Any, spec: str = "") -> str:
    """Write a number by one of Python's format specs; nothing and no number are a dash.

    A half is rounded away from zero, as spreadsheets and most statistical offices do: whoever rounds a number of the
    data by hand finds the one of the page. Python alone would round the binary number beside it, and write 5.3.

    >>> written(-0.25, "+.0%"), written(12345, ",d"), written(2025), written(None), written(float("nan"), ".1f")
    ('−25%', '12,345', '2025', '–', '–')
    >>> written(5.35, ".1f"), written(0.125, ".0%"), written(1.125, ".3g")
    ('5.4', '13%', '1.13')
    """
    if value is None or value != value:  # NaN alone is not itself
        return MISSING
    if isinstance(value, Real) and not isinstance(value, bool | Integral):
        return localized(_formatted(float(value), spec))
    return localized(format(value, spec))


def _formatted(value: float, spec: str) -> str:
    """Format a number that may have a fraction."""
    if not spec or not isfinite(value):
        return format(value, spec)
    if general := _GENERAL.search(spec):
        figures = Context(prec=int(general[1] or 6) or 1, rounding=ROUND_HALF_UP)
        return format(float(figures.create_decimal(_read(value))), spec)
    with localcontext(rounding=ROUND_HALF_UP):
        return format(_read(value), spec if spec.startswith("z") else _signed_zero(spec))


def _signed_zero(spec: str) -> str:
    """Let no rounded value be minus zero."""
    sign = spec[:1] if spec[:1] in "+- " else ""
    return f"{sign}z{spec[len(sign) :]}"
