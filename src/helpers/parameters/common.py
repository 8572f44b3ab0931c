"""What every notebook can be asked: the day, the language, the seed, the number of draws."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from helpers.locale import LANGUAGES

ALWAYS_SEEN = {
    "claims": "", "units": "", "sources": "id", "series": "series", "entities": "entity", "corrections": "series",
}  # fmt: skip
"""Tables that every notebook sees: whole, or those rows whose name in this column occurs in what it sees."""


def _iso_date(value: Any) -> Any:
    """Pydantic would read the number 2024 as 33 minutes past the epoch: take ISO text or a date only."""
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError("expected a date written as YYYY-MM-DD")
    return date.fromisoformat(value)


def _listed(extra: Mapping[str, Any]) -> list[Any]:
    return list(extra.get("others", []))


Day = Annotated[date, BeforeValidator(_iso_date)]


if TYPE_CHECKING:
    Language = str
else:
    Language = Literal[LANGUAGES]


def parameter(default: Any, meaning: str, *, unit: str = "", others: Sequence[Any] = (), **limits: Any) -> Any:
    """Declare one parameter: its default, one line of meaning, its unit and its limits.

    Parameters
    ----------
    default
        The value that the notebook's tagged cell carries too; a test compares the two.
    meaning
        One line for the command line, the form and the tables of the documentation.
    unit
        The unit in the vocabulary of ``data/units.csv``; empty for a pure choice.
    others
        Values that a reasonable critic would choose instead: the scorecard tries each on the verdicts.
    limits
        ``ge``, ``gt``, ``le``, ``lt`` as in :func:`pydantic.Field`.
    """
    return Field(default, description=meaning, json_schema_extra={"unit": unit, "others": list(others)}, **limits)


class Parameters(BaseModel):
    """The parameters that all notebooks share. A name that is not declared is an error.

    Examples
    --------
    >>> Parameters(as_of="2024-12-31").as_of
    datetime.date(2024, 12, 31)
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    notebook: ClassVar[str] = ""
    """The notebook that is asked, by the name of its file: ``02_trade``."""

    sees: ClassVar[tuple[str, ...] | None] = None
    """Tables of the data package that the notebook sees, beside :data:`ALWAYS_SEEN`; None for all."""

    as_of: Day | None = parameter(
        None, "Only evidence published by this day is seen; where it is not set, all there is.", unit="date"
    )
    lang: Language = parameter("en", "Language of the report.")
    seed: int = parameter(2025, "Seed of every random draw.", ge=0)
    draws: int = parameter(2000, "Number of random draws.", unit="count", ge=100, le=1_000_000)

    @classmethod
    def of(cls, cell: Mapping[str, Any]) -> Self:
        """Read the model from a notebook's variables: ``Trade.of(globals())``."""
        return cls(**{name: cell[name] for name in cls.model_fields if name in cell})

    @classmethod
    def others(cls) -> list[tuple[str, Any]]:
        """Return what a critic would set otherwise: name and value, one change at a time."""
        extras = {name: field.json_schema_extra for name, field in cls.model_fields.items()}
        return [(name, value) for name, extra in extras.items() if isinstance(extra, dict) for value in _listed(extra)]

    def common(self) -> dict[str, Any]:
        """Return the shared parameters alone, to hand them to another theme's model."""
        return {name: getattr(self, name) for name in Parameters.model_fields}
