import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.evidence import EvidenceError, convert, load

UNITS = load().table("units")
NAMES = st.sampled_from(sorted(UNITS["unit"]))


@given(st.floats(-1e12, 1e12), NAMES, NAMES)
def test_there_and_back_gives_the_value_or_the_units_do_not_convert(value: float, unit: str, other: str) -> None:
    dimension = UNITS.set_index("unit")["dimension"]
    if dimension[unit] != dimension[other]:
        with pytest.raises(EvidenceError, match="does not convert"):
            convert(value, unit, other, UNITS)
    else:
        back = convert(convert(value, unit, other, UNITS), other, unit, UNITS)
        assert back == pytest.approx(value, rel=1e-9)


def test_tonnes_are_what_they_are() -> None:
    assert convert(4484, "kt", "Mt", UNITS) == 4.484
    assert convert(1, "Mt", "t", UNITS) == 1e6


def test_datums_and_currencies_never_convert() -> None:
    for unit, other in (("m BHS", "m DAHITI"), ("USD million", "KZT billion"), ("m BHS", "m")):
        with pytest.raises(EvidenceError, match="does not convert"):
            convert(1, unit, other, UNITS)


def test_an_unknown_unit_is_named() -> None:
    with pytest.raises(EvidenceError, match="unknown unit 'furlong'"):
        convert(1, "furlong", "km", UNITS)
