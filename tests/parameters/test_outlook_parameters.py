"""The outlook's parameters refuse what cannot be."""

import pytest
from pydantic import ValidationError

from helpers.parameters import Outlook


def test_shares_of_tankers_must_be_in_order() -> None:
    with pytest.raises(ValidationError, match="swap them"):
        Outlook(free_tankers_low=0.8, free_tankers_high=0.2)


@pytest.mark.parametrize("wrong", [{"horizon": 2020}, {"together": 1.0}, {"method": "magic"}, {"dredged": 1.5}])
def test_what_is_out_of_range_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Outlook(**wrong)
