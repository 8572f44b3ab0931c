"""Which parameters a rule read: those and no others can turn its verdict."""

from helpers.claims.asked import Asked
from helpers.parameters import Parameters, Trade

ALL = frozenset(Trade.model_fields)


def test_only_the_fields_that_are_read_are_noted() -> None:
    asked = Asked(Trade(seed=7))
    assert asked.names() == frozenset()
    assert (asked.seed, asked.tolerance) == (7, Trade().tolerance)
    assert asked.names() == {"seed", "tolerance"}


def test_what_may_hang_on_any_field_counts_as_reading_all() -> None:
    for question in ("model_copy", "common", "model_dump"):
        asked = Asked(Trade())
        getattr(asked, question)()
        assert asked.names() == ALL, question


def test_it_passes_for_the_model_it_stands_for() -> None:
    asked = Asked(Trade())
    assert isinstance(asked, Trade)
    assert isinstance(asked, Parameters)
    assert asked.names() == frozenset()
