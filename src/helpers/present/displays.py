"""What Jupyter does with evidence, judgements and exhibits at the end of a cell: it shows them as a page does."""

from collections.abc import Callable
from typing import Any, Final
from weakref import WeakKeyDictionary

BY_NAME: Final = (
    ("helpers.evidence.store", "Evidence"),
    ("helpers.claims.verdict", "Judgement"),
    ("helpers.present.exhibits", "Exhibit"),
)
"""Types that show themselves; by name, so that nothing has to be imported for it."""

Reveal = Callable[[Any], None]

_reveals: WeakKeyDictionary[Any, Reveal] = WeakKeyDictionary()


def register(shell: Any, reveal: Reveal) -> None:
    """Let a shell show what stands at the end of a cell.

    Parameters
    ----------
    shell
        Of IPython.
    reveal
        Shows an object of :data:`BY_NAME` or a list of judgements; that of the newest page counts.
    """
    known = shell in _reveals
    _reveals[shell] = reveal
    if known:
        return
    formatter = shell.display_formatter.ipython_display_formatter
    for module, name in BY_NAME:
        formatter.for_type_by_name(module, name, lambda thing: _reveals[shell](thing))
    formatter.for_type(list, lambda thing: _of_list(shell, thing))


def reveal(shell: Any, thing: Any) -> None:
    """Show an object as the newest page of a shell does; nothing where there is no page, or it shows no such thing."""
    if known := _reveals.get(shell):
        known(thing)


def _of_list(shell: Any, thing: list[Any]) -> None:
    if not judgements(thing):
        raise NotImplementedError  # by which a formatter of IPython passes on to the next
    _reveals[shell](thing)


def shows(thing: Any) -> bool:
    """Tell whether something is shown so.

    >>> shows([1, 2]), shows([])
    (False, False)
    """
    return judgements(thing) or _named(thing) in BY_NAME


def judgements(thing: Any) -> bool:
    """Tell whether something is a list of judgements and nothing else."""
    return isinstance(thing, list) and bool(thing) and all(_named(one) == BY_NAME[1] for one in thing)


def _named(thing: Any) -> tuple[str, str]:
    return type(thing).__module__, type(thing).__name__
