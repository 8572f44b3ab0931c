"""What a build would do: which notebooks, with which parameters, into which formats."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from helpers.factory.catalogue import Notebook, find, settle
from helpers.factory.outcome import FORMATS
from helpers.factory.refusal import Refusal
from helpers.locale import LANGUAGES
from helpers.meant import meant
from helpers.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Job:
    """One report to make.

    Attributes
    ----------
    label
        Tells it from other jobs of the same notebook; empty where there are none.
    """

    notebook: Notebook
    parameters: Parameters
    formats: tuple[str, ...] = FORMATS
    label: str = ""

    @property
    def report(self) -> str:
        """The name of the report: that of the notebook, and the language if it is not the code's own."""
        lang = self.parameters.lang
        return self.notebook.name if lang == LANGUAGES[0] else f"{self.notebook.name}.{lang}"

    @property
    def name(self) -> str:
        """Its name among the jobs that run together, and that of its folder."""
        return self.label or self.report

    @property
    def is_standard(self) -> bool:
        """Whether this is a report of the collection itself: all defaults but the language, all formats."""
        return set(self.changed()) <= {"lang"} and set(self.formats) == set(FORMATS)

    def changed(self) -> dict[str, object]:
        """Return the parameters that differ from their defaults, as plain values."""
        values = self.parameters.model_dump(mode="json")
        standard = type(self.parameters)().model_dump(mode="json")
        return {name: value for name, value in values.items() if value != standard[name]}


def plan(
    names: Iterable[str] = (),
    settings: Mapping[str, str] | None = None,
    formats: Iterable[str] = FORMATS,
    languages: Iterable[str] = (),
) -> list[Job]:
    """Plan a build.

    Parameters
    ----------
    names
        Notebooks; none means all.
    settings
        Parameters as text; each must be known to every notebook of the build.
    formats
        Of ``html`` and ``pdf``.
    languages
        A report is made in each; none leaves it to the settings.

    Raises
    ------
    Refusal
        If a notebook, a parameter, a value or a format is wrong: everything wrong at once.
    """
    wanted = tuple(dict.fromkeys(formats))
    faults = unknown_formats(wanted)
    jobs = []
    spoken = [{"lang": lang} for lang in dict.fromkeys(languages)] or [{}]
    for notebook, lang in product(find(names), spoken):
        try:
            jobs.append(Job(notebook, settle(notebook, {**(settings or {}), **lang}), wanted))
        except Refusal as refusal:
            faults.append(str(refusal))
    if faults:
        raise Refusal("\n".join(dict.fromkeys(faults)))
    return jobs


def unknown_formats(names: Iterable[str]) -> list[str]:
    """Say which of these are no formats of ours."""
    return [f"unknown format {name!r}: {meant(name, FORMATS)}" for name in names if name not in FORMATS]
