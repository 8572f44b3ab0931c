"""Which parameters were read: those and no others can change a result."""

from helpers.parameters import Asked, Parameters, Trade

ALL = list(Trade.model_fields)


def test_only_the_fields_that_are_read_are_noted() -> None:
    asked = Asked(Trade(seed=7))
    assert asked.answers() == {}
    assert (asked.seed, asked.tolerance) == (7, Trade().tolerance)
    assert asked.answers() == {"seed": 7, "tolerance": Trade().tolerance}


def test_what_may_hang_on_any_field_counts_as_reading_all() -> None:
    for question in ("model_copy", "common", "model_dump"):
        asked = Asked(Trade())
        getattr(asked, question)()
        assert list(asked.answers()) == ALL, question


def test_it_passes_for_the_model_it_stands_for() -> None:
    asked = Asked(Trade())
    assert isinstance(asked, Trade)
    assert isinstance(asked, Parameters)
    assert asked.answers() == {}


def test_one_may_stand_for_another_and_both_note() -> None:
    outer = Asked(Trade(seed=7))
    inner = Asked(outer)
    assert inner.seed == 7
    assert inner.answers() == outer.answers() == {"seed": 7}
