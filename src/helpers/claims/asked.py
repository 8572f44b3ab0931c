"""Parameters that remember what they were asked, so that a verdict knows which of them it depends on."""

from typing import Any

from helpers.parameters import Parameters


class Asked:
    """Stand in for parameters and note which of them are read.

    A rule that never reads a parameter says the same for every value of it: nothing else tells two runs apart.

    Parameters
    ----------
    parameters
        The parameters themselves. Whatever is asked of them beside a field, such as a changed copy, may hang on
        any field and counts as reading all of them.

    Examples
    --------
    >>> asked = Asked(Parameters(seed=7))
    >>> asked.seed, asked.names()
    (7, frozenset({'seed'}))
    """

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters
        self._names: set[str] = set()

    def names(self) -> frozenset[str]:
        """Return the names of the parameters read so far."""
        return frozenset(self._names)

    def __getattribute__(self, name: str) -> Any:
        """Pass for the model of the parameters where a rule asks what it has been given."""
        if name == "__class__":
            return type(object.__getattribute__(self, "_parameters"))
        return object.__getattribute__(self, name)

    def __getattr__(self, name: str) -> Any:
        """Return what the parameters have under the name, and note it."""
        fields = set(type(self._parameters).model_fields)
        self._names |= {name} if name in fields else fields
        return getattr(self._parameters, name)
