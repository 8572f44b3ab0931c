"""Which runs of an archive are wanted: by notebook, parameters, day, verdict, failure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from helpers.factory.refusal import Refusal
from helpers.meant import meant
from helpers.runs.listing import Made, Run


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run must be; what is empty is not asked.

    Attributes
    ----------
    settings
        Values of parameters as text; one report of the run must have been asked all of them.
    since, until
        Days of the run, both inclusive.
    verdicts
        Word by claim.
    failed
        Whether some report must have failed.
    """

    notebook: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    verdicts: Mapping[str, str] = field(default_factory=dict)
    failed: bool = False

    def accepts(self, run: Run) -> bool:
        """Whether a run is wanted."""
        return (
            any(map(self._has_asked, run.reports) if self.notebook or self.settings else [True])
            and (not self.since or run.day >= f"{self.since}")
            and (not self.until or "" < run.day <= f"{self.until}")
            and all(run.verdicts.get(claim, ("", ""))[0] == word for claim, word in self.verdicts.items())
            and (not self.failed or bool(run.failed or run.fault))
        )

    def _has_asked(self, made: Made) -> bool:
        asked = all(name in made.parameters and _same(made.parameters[name], text)
                    for name, text in self.settings.items())  # fmt: skip
        return asked and self.notebook in ("", made.notebook)


def _same(value: Any, text: str) -> bool:
    """Whether a value is what a text says.

    >>> _same(0.05, "0.050"), _same(None, ""), _same(True, "true"), _same("both", "kazakhstan")
    (True, True, True, False)
    """
    if isinstance(value, bool) or value is None:
        return text.lower() == ("" if value is None else str(value).lower())
    if isinstance(value, int | float):
        try:
            return float(text) == value
        except ValueError:
            return False
    return str(value) == text


def wanted(found: Sequence[Run], asked: Wanted) -> list[Run]:
    """Return the runs that are wanted.

    Raises
    ------
    Refusal
        If no run of the archive has such a notebook, parameter or claim, or there is no such verdict: an empty list
        would be read as an answer.
    """
    made = [one for run in found for one in run.reports]
    faults = [
        *_unknown("notebook", [asked.notebook] if asked.notebook else [], {one.notebook for one in made}),
        *_unknown("parameter", asked.settings, {name for one in made for name in one.parameters}),
        *_unknown("claim", asked.verdicts, {claim for run in found for claim in run.verdicts}),
        *_unknown("verdict", asked.verdicts.values(), _words(found, asked)),
    ]
    if found and faults:
        raise Refusal("\n".join(faults))
    return [run for run in found if asked.accepts(run)]


def _words(found: Sequence[Run], asked: Wanted) -> Iterable[str]:
    """The vocabulary of verdicts, as far as it has to be known: it takes long to import."""
    there = {word for run in found for word, _ in run.verdicts.values()}
    if there >= {*asked.verdicts.values()}:
        return there
    from helpers.present.signs import WORDS

    return WORDS


def _unknown(what: str, names: Iterable[str], known: Iterable[str]) -> list[str]:
    there = sorted(known)
    return [f"no {what} {name!r} in the archive: {meant(name, there)}" for name in names if name not in there]
