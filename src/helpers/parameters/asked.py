"""Parameters that remember what they were asked, so that a result knows which of them it depends on."""

from collections.abc import Iterator
from typing import Any


class Asked:
    """Stand in for parameters and note which of them are read, and what they said.

    Whoever never reads a parameter does the same for every value of it.

    Parameters
    ----------
    parameters
        The parameters themselves, or others that note too. Whatever is asked of them beside a field, such as a
        changed copy, may hang on any field and counts as reading all of them.

    Examples
    --------
    >>> from helpers.parameters import Parameters
    >>> asked = Asked(Parameters(seed=7))
    >>> asked.seed, asked.answers()
    (7, {'seed': 7})
    """

    _parameters: Any
    _answers: dict[str, Any]

    def __init__(self, parameters: Any) -> None:
        object.__setattr__(self, "_parameters", parameters)
        object.__setattr__(self, "_answers", {})

    def __setattr__(self, name: str, value: Any) -> None:
        """Leave it to the parameters to refuse: noted here, a change would be lost with the cell."""
        setattr(self._parameters, name, value)

    def answers(self) -> dict[str, Any]:
        """Return the values read so far by name, in the order in which they were first read."""
        return dict(self._answers)

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Go through all of them, as a model of pydantic does."""
        return ((name, getattr(self, name)) for name in self.__class__.model_fields)

    def __repr__(self) -> str:
        """Write the parameters themselves: a reader did not ask for who notes."""
        return repr(self._parameters)

    @property  # type: ignore[misc]  # of others it can be set
    def __class__(self) -> Any:
        """Pass for the model of the parameters where one asks what it has been given."""
        return self._parameters.__class__

    def __getattr__(self, name: str) -> Any:
        """Return what the parameters have under the name, and note it where it was not read before."""
        if name in self._answers:
            return self._answers[name]
        model: Any = self.__class__
        fields = model.model_fields
        for field in [name] if name in fields else fields:
            self._answers[field] = getattr(self._parameters, field)
        return getattr(self._parameters, name)
