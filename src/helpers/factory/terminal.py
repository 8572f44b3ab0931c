"""What a command says while it works and how it ends: progress, refusals, exit codes."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from helpers.factory.outcome import Outcome
from helpers.factory.refusal import Refusal

REFUSED, FAILED = 2, 1
P = ParamSpec("P")
R = TypeVar("R")


def refusing(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what is wrong with a request or with the evidence into one message and exit code 2."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Exception as error:
            if isinstance(error, Refusal | FileNotFoundError) or _is_evidence_error(error):
                click.echo(f"refused: {error}", err=True)
                raise SystemExit(REFUSED) from None
            if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
                click.echo(f"broken off: {error}; what was published before is untouched", err=True)
                raise SystemExit(FAILED) from None
            raise

    return guarded


def _is_evidence_error(error: Exception) -> bool:
    """Whether the evidence is at fault; asked without importing it, which would take longer than many a command."""
    errors = sys.modules.get("helpers.evidence.errors")
    return errors is not None and isinstance(error, errors.EvidenceError)


class progress:  # noqa: N801  used as a function
    """Tell what runs: a live line on a terminal, plain lines elsewhere."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.running = total, 0, list[str]()
        from rich.console import Console

        self.console = Console(stderr=True)
        self.status = self.console.status("") if self.console.is_terminal else None

    def __enter__(self) -> Callable[[str, Outcome | None], None]:
        if self.status:
            self.status.start()
        return self.tell

    def __exit__(self, *_: object) -> None:
        if self.status:
            self.status.stop()

    def tell(self, name: str, outcome: Outcome | None) -> None:
        """Say that a job starts, with None, or how it ended."""
        if outcome is None:
            self.running.append(name)
        else:
            self.running.remove(name)
            self.done += 1
            seconds = sum(outcome.seconds.values())
            self.console.print(f"{name}: {outcome.state.value} in {seconds:.1f} s", highlight=False, markup=False)
        if self.status:
            self.status.update(f"{self.done} of {self.total} done; running {', '.join(self.running)}")
