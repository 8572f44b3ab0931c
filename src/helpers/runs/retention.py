"""Which runs of an archive are kept: all of the last days, then one a week, then one a month.

The policy stands in ``pyproject.toml``, as ``[tool.caspian.retention]``.
"""

import tomllib
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpers.factory.refusal import Refusal

FILE: Final = "pyproject.toml"
Count = Annotated[int, Field(ge=0, strict=True)]


class Policy(BaseModel):
    """How long runs are kept.

    Attributes
    ----------
    days
        So many days back every run is kept.
    weeks
        So many weeks back one run of each week is kept, the newest good one.
    months
        So many months back one run of each month; None keeps one of every month there was.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    days: Count = 30
    weeks: Count = 52
    months: Count | None = None

    def __str__(self) -> str:
        """Say the policy in words."""
        months = "one of every month" if self.months is None else f"one a month of the last {self.months} months"
        return f"all of the last {self.days} days, one a week of the last {self.weeks} weeks, {months}"


def is_declared(folder: Path) -> bool:
    """Whether a project declares a policy of its own: only then runs go without being asked.

    Raises
    ------
    Refusal
        If the file is no TOML.
    """
    return "retention" in _settings(folder)


def policy(folder: Path, **options: int | None) -> Policy:
    """Read the policy of a project; what it leaves out has its default, and options that are no None come first.

    Raises
    ------
    Refusal
        With everything that is wrong in the file.
    """
    own: Mapping[str, Any] = _settings(folder).get("retention", {})
    try:
        return Policy(**{**own, **{name: value for name, value in options.items() if value is not None}})
    except ValidationError as error:
        faults = [f"{FILE}, tool.caspian.retention.{fault['loc'][0]}: found {fault['input']!r}, {_wanted(fault)}"
                  for fault in error.errors()]  # fmt: skip
        raise Refusal("\n".join(faults)) from None


def _settings(folder: Path) -> Mapping[str, Any]:
    path = folder / FILE
    try:
        declared = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"{FILE}: not TOML ({error}); restore it from git") from None
    own: Mapping[str, Any] = declared.get("tool", {}).get("caspian", {})
    return own


def _wanted(fault: Any) -> str:
    if fault["type"] == "extra_forbidden":
        return f"expected one of {', '.join(Policy.model_fields)}"
    return "expected a whole number at least 0"


def kept(
    made: Mapping[str, datetime], by: Policy, now: datetime, good: Collection[str] | None = None
) -> dict[str, str]:
    """Choose the runs that are kept, and say why.

    Parameters
    ----------
    made
        When each run was made; all were asked the same.
    good
        Runs in which nothing failed, which stand for their week or month before any other; None takes all for such.

    Returns
    -------
    dict
        The reason by run. Every week and every month that the policy speaks of keeps a run, and so does the archive:
        the newest run is never let go. What is chosen now is chosen again from what was kept.

    Examples
    --------
    >>> from datetime import UTC
    >>> nights = {f"{month}-{day}": datetime(2025, month, day, tzinfo=UTC) for month in (7, 8) for day in (1, 2, 30)}
    >>> kept(nights, Policy(days=3, weeks=0), datetime(2025, 8, 31, tzinfo=UTC))
    {'8-30': 'the newest', '7-30': 'the one of July 2025'}
    """
    newest = sorted(made, key=lambda run: (made[run], run), reverse=True)
    reasons = {newest[0]: "the newest"} if newest else {}
    for run in newest:
        if now - made[run] <= timedelta(days=by.days):
            reasons.setdefault(run, f"of the last {by.days} days")
    best = sorted(newest, key=lambda run: good is not None and run not in good)
    weekly = {run: f"the one of week {made[run]:%G-W%V}" for run in _one_each(best, lambda run: f"{made[run]:%G-W%V}")
              if now - made[run] <= timedelta(weeks=by.weeks)}  # fmt: skip
    monthly = {run: f"the one of {made[run]:%B %Y}" for run in _one_each(best, lambda run: f"{made[run]:%Y-%m}")
               if by.months is None or _months(made[run], now) <= by.months}  # fmt: skip
    return {**weekly, **monthly, **reasons}


def _one_each(runs: list[str], group: Callable[[str], str]) -> list[str]:
    """The first run of each group."""
    first: dict[str, str] = {}
    for run in runs:
        first.setdefault(group(run), run)
    return list(first.values())


def _months(then: datetime, now: datetime) -> int:
    return (now.year - then.year) * 12 + now.month - then.month
