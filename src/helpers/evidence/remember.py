"""Results that are worked out once: rules, figures and tables ask the evidence for the same things."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

from helpers.evidence.store import Evidence
from helpers.locale import language
from helpers.parameters import Asked, Parameters

P = ParamSpec("P")
R = TypeVar("R")
_NONE = Parameters()


def remembered(function: Callable[Concatenate[Evidence, P], R]) -> Callable[Concatenate[Evidence, P], R]:
    """Work out a result once per evidence and language, and again only if a parameter that it read has another value.

    Parameters
    ----------
    function
        Depends on nothing but its arguments: evidence first, then others that can be keys of a dictionary, at most
        one model of parameters among them. Its result must not hold the parameters. A frame is handed out as a
        copy; any other result is shared and must not be changed.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> @remembered
    ... def count(evidence, parameters):
    ...     print("counting")
    ...     return len(evidence.observations) * parameters.draws
    >>> same = count(load(), Parameters(draws=100)) == count(load(), Parameters(draws=100, seed=7))
    counting
    >>> same
    True
    """
    memory: WeakKeyDictionary[Evidence, dict[Any, list[tuple[dict[str, Any], R]]]] = WeakKeyDictionary()

    @wraps(function)
    def recalled(evidence: Evidence, /, *args: P.args, **kwargs: P.kwargs) -> R:
        asked = next((given for given in (*args, *kwargs.values()) if isinstance(given, Parameters)), _NONE)
        key = (language(), *_told(args), *kwargs, *_told(kwargs.values()))
        known = memory.setdefault(evidence, {}).setdefault(key, [])
        for answers, result in known:
            # in the order of reading: up to the first other answer the function would have read the same
            if all(getattr(asked, name) == answer for name, answer in answers.items()):
                return _handed(result)
        noted: Any = Asked(asked)
        call: Any = function
        others = {name: noted if given is asked else given for name, given in kwargs.items()}
        result = call(evidence, *(noted if given is asked else given for given in args), **others)
        known.append((noted.answers(), result))
        return _handed(result)

    return recalled


def _told(arguments: Any) -> list[Any]:
    """What tells one call from another: of parameters only their model, for the rest is known once they are read."""
    return [given.__class__ if isinstance(given, Parameters) else given for given in arguments]


def _handed(result: R) -> R:
    copied: Any = result.copy(deep=False) if isinstance(result, pd.DataFrame) else result
    return copied  # type: ignore[no-any-return]
