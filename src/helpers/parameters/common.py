"""What every notebook can be asked: the day, the language, the seed, the number of draws."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from babel import Locale
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)  # fmt: skip
from pydantic.fields import FieldInfo
from pydantic_core import InitErrorDetails, PydanticCustomError

from helpers.locale import LANGUAGES, Name
from helpers.meant import meant

ALWAYS_SEEN = {
    "claims": "", "units": "", "sources": "id", "series": "series", "entities": "entity", "corrections": "series",
}  # fmt: skip
"""Tables that every notebook sees: whole, or those rows whose name in this column occurs in what it sees."""


def _iso_date(value: Any) -> Any:
    """Pydantic would read the number 2024 as 33 minutes past the epoch: take ISO text or a date only."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("expected a date written as YYYY-MM-DD") from None


Day = Annotated[date, BeforeValidator(_iso_date)]


if TYPE_CHECKING:
    Language = str
else:
    Language = Literal[LANGUAGES]


def parameter(
    default: Any,
    meaning: str,
    *,
    unit: str = "",
    names: Mapping[Any, Name] | Callable[[], Mapping[Any, Name]] | None = None,
    others: Sequence[Any] = (),
    **limits: Any,
) -> Any:
    """Declare one parameter: its default, one line of meaning, its unit and its limits.

    Parameters
    ----------
    default
        The value that the notebook's tagged cell carries too; a test compares the two.
    meaning
        One line for the command line, the form and the tables of the documentation.
    unit
        The unit in the vocabulary of ``data/units.csv``; empty for a pure choice.
    names
        What each value of a choice is called where one reads it; one types the value itself. A function is asked
        when somebody does.
    others
        Values that a reasonable critic would choose instead: the scorecard tries each on the verdicts.
    limits
        ``ge``, ``gt``, ``le``, ``lt`` as in :func:`pydantic.Field`.
    """
    extra: dict[str, Any] = {"unit": unit, "names": names or {}, "others": list(others)}
    return Field(default, description=meaning, json_schema_extra=extra, **limits)


def declared(field: FieldInfo, what: str) -> Any:
    """Return the ``unit``, the ``names`` or the ``others`` that :func:`parameter` declared; empty for any other field.

    Examples
    --------
    >>> declared(Parameters.model_fields["draws"], "unit"), declared(Parameters.model_fields["draws"], "others")
    ('count', [])
    """
    extra = field.json_schema_extra
    found: Any = extra.get(what, "") if isinstance(extra, dict) else ""
    return found() if callable(found) else found


@cache
def _languages() -> dict[str, Name]:
    """What each language calls itself; to look that up takes longer than to declare all parameters."""
    return {code: Name(str(Locale.parse(code).display_name)) for code in LANGUAGES}


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
    lang: Language = parameter("en", "Language of the report.", names=_languages)
    seed: int = parameter(2025, "Seed of every random draw.", ge=0)
    draws: int = parameter(2000, "Number of random draws.", unit="count", ge=100, le=1_000_000)

    @model_validator(mode="wrap")
    @classmethod
    def _explained(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Say of an unknown name which one was meant; what is wrong with values pydantic tells well."""
        try:
            return handler(data)
        except ValidationError as error:
            faults = [_told(cls, one) for one in error.errors()]
            raise ValidationError.from_exception_data(cls.__name__, faults) from None

    def __setattr__(self, name: str, value: Any) -> None:
        model = type(self).__name__
        raise AttributeError(
            f"parameters do not change: set {name} in the tagged cell or in the form, or make others, "
            f"{model}({name}={value!r})"
        )

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            try:
                return super().__getattr__(name)
            except AttributeError:
                fields = type(self).model_fields
                hint = f"{type(self).__name__} has no parameter {name!r}: {meant(name, fields)}"
                raise AttributeError(hint, name=name, obj=self) from None

    @classmethod
    def of(cls, cell: Mapping[str, Any]) -> Self:
        """Read the model from a notebook's variables: ``Trade.of(globals())``."""
        if not isinstance(cell, Mapping):
            raise TypeError(f"expected the variables of the notebook, {cls.__name__}.of(globals()): found {cell!r}")
        return cls(**{name: cell[name] for name in cls.model_fields if name in cell})

    @classmethod
    def others(cls) -> list[tuple[str, Any]]:
        """Return what a critic would set otherwise: name and value, one change at a time."""
        return [(name, value) for name, field in cls.model_fields.items() for value in declared(field, "others")]

    def common(self) -> dict[str, Any]:
        """Return the shared parameters alone, to hand them to another theme's model."""
        return {name: getattr(self, name) for name in Parameters.model_fields}


def reason(fault: Any) -> str:
    """Say why a value was refused, without the words that pydantic puts before an error of a validator of ours.

    Parameters
    ----------
    fault
        One of ``ValidationError.errors()``.

    Examples
    --------
    >>> reason({"msg": "Value error, end_year must come after start_year"})
    'end_year must come after start_year'
    """
    return str(fault["msg"]).removeprefix("Value error, ")


def _told(model: type[Parameters], fault: Any) -> InitErrorDetails:
    """One fault again, in words of ours where the name is unknown."""
    kind, message = fault["type"], fault["msg"]
    if kind == "extra_forbidden":
        message = f"no such parameter: {meant(str(fault['loc'][0]), model.model_fields)}"
    told = PydanticCustomError(kind, "{message}", {**fault.get("ctx", {}), "message": message})
    return InitErrorDetails(type=told, loc=fault["loc"], input=fault["input"])
