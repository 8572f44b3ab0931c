"""Running again, in a notebook that is open, the cells that depend on a parameter, and no others."""

import ast
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from IPython.core.getipython import get_ipython
from IPython.display import display

from helpers.parameters import Asked, Parameters
from helpers.present import displays
from helpers.present.blocks import WIDGETS

PARAMETERS = "parameters"
"""The variable in which a notebook keeps the model of its parameters."""
EVERYTHING = ("as_of", "lang")
"""Parameters on which the evidence and the page themselves depend."""


@dataclass(eq=False)
class Cell:
    """A cell as it was run last.

    Attributes
    ----------
    uses, makes
        Names that its code reads and binds.
    asked
        Fields of the parameters that were read while it ran.
    shown
        Ids of the displays that its page made, in order.
    """

    source: str
    uses: frozenset[str]
    makes: frozenset[str]
    asked: frozenset[str] = frozenset()
    shown: list[str] = field(default_factory=list)


def cell(source: str) -> Cell:
    """Read which names a cell uses and makes.

    Examples
    --------
    >>> read = cell("table = mirror(evidence, parameters)")
    >>> sorted(read.uses), sorted(read.makes)
    (['evidence', 'mirror', 'parameters'], ['table'])
    """
    names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return Cell(source, frozenset(node.id for node in names if isinstance(node.ctx, ast.Load)), frozenset(bound))


def dependents(cells: Iterable[Cell], changed: Iterable[str]) -> list[Cell]:
    """Return the cells, in their order, that depend on changed parameters, directly or by what others made.

    Parameters
    ----------
    changed
        Fields of the parameters.

    Examples
    --------
    >>> first, second, third = cell("table = f(parameters)"), cell("show(table)"), cell("show(other)")
    >>> first.asked = frozenset({"gold"})
    >>> [one.source for one in dependents([first, second, third], ["gold"])]
    ['table = f(parameters)', 'show(table)']
    >>> dependents([first, second, third], ["level"])
    []
    """
    fields, stale, found = set(changed), set[str](), []
    for one in cells:
        whole = PARAMETERS in one.makes and not fields.isdisjoint(EVERYTHING)
        if whole or one.asked & fields or one.uses & stale:
            stale |= one.makes
            found.append(one)
    return found


class Session:
    """The cells of an open notebook in the order in which they were first run, and what each of them showed.

    Parameters
    ----------
    shell
        The shell of the kernel; it tells when a cell begins and ends.
    """

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.cells: dict[str, Cell] = {}
        self.renewed: Callable[[Any], None] = lambda _: None
        self._running: Cell | None = None
        self._again: list[dict[str, Any]] | None = None
        self._noting = ExitStack()
        self._begin(_parent_cell(shell), shell.user_ns.get("In", [""])[-1])  # the cell that made the page runs already
        shell.events.register("pre_run_cell", lambda info: self._begin(info.cell_id, info.raw_cell))
        shell.events.register("post_run_cell", lambda _: self._end())

    def show(self, data: dict[str, Any]) -> None:
        """Display a bundle so that it can be replaced, or keep it as new content of the cell that runs again."""
        if self._again is not None:
            self._again.append(data)
            return
        handle = display(data, raw=True, display_id=True)  # type: ignore[no-untyped-call]
        if self._running is not None:
            self._running.shown.append(handle.display_id)

    def depend(self, fields: Iterable[str]) -> None:
        """Note that the running cell depends on these parameters, which it did not read itself."""
        if self._running is not None:
            self._running.asked |= frozenset(fields)

    def ask(self, change: Mapping[str, Any]) -> int:
        """Set parameters in the notebook and run again what depends on them; return how many cells that were.

        Raises
        ------
        pydantic.ValidationError
            If a value is none that the parameter can have; nothing has changed then.
        """
        names = self.shell.user_ns
        before = names[PARAMETERS]
        names[PARAMETERS] = before.__class__(**{**dict(before), **change})
        names.update(change)  # the plain variables of the tagged cell
        self.renewed(names[PARAMETERS])
        stale = dependents(self.cells.values(), change)
        for one in stale:
            self._run(one)
        return len(stale)

    def _run(self, one: Cell) -> None:
        """Run a cell outside its place and put what it shows into its place."""
        self._again, self._running = [], one
        try:
            with _noted(self.shell.user_ns, one):
                displays.reveal(self.shell, _executed(one.source, self.shell.user_ns))
            _replace(one.shown, self._again)
        finally:
            self._again = self._running = None

    def _begin(self, cell_id: str | None, raw: str) -> None:
        """A cell begins: from here on the parameters note what they are asked."""
        self._end()
        try:
            self._running = cell(self.shell.transform_cell(raw))
        except SyntaxError:  # the shell will say so
            return
        self.cells[cell_id or raw] = self._running
        self._noting.enter_context(_noted(self.shell.user_ns, self._running))

    def _end(self) -> None:
        self._noting.close()
        self._running = None


_sessions: WeakKeyDictionary[Any, Session] = WeakKeyDictionary()


def session() -> Session | None:
    """Return the session of the kernel that runs this code; None where nobody can turn anything."""
    shell = get_ipython()
    if getattr(shell, "kernel", None) is None or os.environ.get(WIDGETS) == "off":
        return None
    if shell not in _sessions:
        _sessions[shell] = Session(shell)
    return _sessions[shell]


@contextmanager
def _noted(names: dict[str, Any], one: Cell) -> Iterator[None]:
    """Let a cell find parameters that note what they are asked."""
    plain = names.get(PARAMETERS)
    if not isinstance(plain, Parameters):
        yield
        return
    noted: Any = Asked(plain)
    names[PARAMETERS] = noted
    try:
        yield
    finally:
        one.asked |= frozenset(noted.answers())
        if names.get(PARAMETERS) is noted:
            names[PARAMETERS] = plain


def _executed(source: str, names: dict[str, Any]) -> Any:
    """Run a cell that ran before, and return what its last expression is."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if isinstance(last, ast.Expr) else None  # noqa: S307


def _parent_cell(shell: Any) -> str | None:
    """The id by which the frontend knows the cell that runs now."""
    identity = shell.get_parent().get("metadata", {}).get("cellId")
    return str(identity) if identity else None


def _replace(shown: list[str], data: list[dict[str, Any]]) -> None:
    """Put bundles into displays: what is too much goes into the last one, what is no more is emptied."""
    for place, identity in enumerate(shown):
        last = place == len(shown) - 1
        own = data[place:] if last else data[place : place + 1]
        display(_joined(own), raw=True, display_id=identity, update=True)  # type: ignore[no-untyped-call]


def _joined(bundles: list[dict[str, Any]]) -> dict[str, Any]:
    if len(bundles) == 1:
        return bundles[0]
    return {kind: "\n".join(str(one[kind]) for one in bundles) for kind in ("text/html", "text/plain")}
