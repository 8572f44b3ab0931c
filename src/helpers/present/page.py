"""The page of a notebook: what its cells show, and what the run leaves as results."""

import platform
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final, Protocol

import pandas as pd
from IPython.display import display

from helpers.locale import _, day, heads, p_, speak
from helpers.models.interval import Interval
from helpers.parameters import Parameters
from helpers.present import blocks
from helpers.present.blocks import Block, Cited
from helpers.present.chart import Chart, Sources
from helpers.present.explorer import Explorer
from helpers.present.html import lab
from helpers.present.plain import plain
from helpers.present.reruns import session
from helpers.present.table import Table, csv_text
from helpers.present.words import Sentence, interval_text, setting_text, slug

if TYPE_CHECKING:  # the claims import every rule and its models, which takes seconds
    from helpers.claims.verdict import Judgement

PACKAGES: Final = ("caspian-notebooks", "numpy", "pandas", "scipy", "statsmodels", "networkx", "matplotlib")
"""Packages whose version a report states."""

HEADS: Final = heads("parameter", "value", "unit", "meaning")


class Known(Protocol):
    """What a page asks of the evidence (:class:`helpers.evidence.Evidence` in a notebook)."""

    @property
    def as_of(self) -> date:
        """The day whose knowledge it holds."""
        ...

    @property
    def observations(self) -> pd.DataFrame:
        """All rows with ``row`` and ``source``."""
        ...

    def citations(self, source: Any, /) -> Sequence[Cited]:
        """The sources of rows or of ids."""
        ...


class Page:
    """Shows charts, tables, sentences and verdicts, and remembers the results; all in the notebook's language.

    Parameters
    ----------
    parameters
        The notebook's parameters. Their language is spoken by the whole process from here on.
    evidence
        Says which day it is and who is cited.

    Notes
    -----
    Every method displays one block (:mod:`helpers.present.blocks`) and returns None.
    """

    def __init__(self, parameters: Parameters, evidence: Known) -> None:
        speak(parameters.lang)
        self._parameters = parameters
        self._evidence = evidence
        self._cited: dict[str, dict[str, str]] = {}
        self._headlines: dict[str, dict[str, Any]] = {}
        self._verdicts: dict[str, dict[str, Any]] = {}
        self._session = session()
        if self._session:
            self._session.renewed = self._renew

    def _renew(self, parameters: Parameters) -> None:
        self._parameters = parameters

    def parameters(self) -> None:
        """Show the parameters: under a kernel as a form that asks anew, in a report with meaning and unit."""
        rows = [(name, setting_text(value), *_meaning(self._parameters, name)) for name, value in self._parameters]
        frame = pd.DataFrame(rows, columns=list(HEADS))
        self._display(Table(frame, _("Parameters of this run"), name="parameters").block([]), self._form())

    def show(self, item: Chart | Table | None, silent: str = "", /, **values: Any) -> None:
        """Show a figure or a table with its title, sources, and data as a download.

        Parameters
        ----------
        item
            None where the evidence of the day has nothing to draw.
        silent
            What to say then, as :meth:`say` does.

        Raises
        ------
        ValueError
            If there is nothing to show and nothing to say, or a figure names no source.
        """
        if item is not None:
            cited = self._cite(item.sources)
            if isinstance(item, Chart) and not cited:
                raise ValueError(f"the figure {item.title!r} names no source: give it the rows or ids that are drawn")
            self._display(item.block(cited))
        elif silent:
            self.say(silent, **values)
        else:
            raise ValueError("nothing to show and nothing to say: give the sentence for a day without evidence")

    def explore(self, explorer: Explorer[Any] | None, silent: str = "", /, **values: Any) -> None:
        """Show an explorer: under a kernel its controls over its view, in a report its stills.

        Parameters
        ----------
        explorer
            None where the evidence of the day has nothing to explore.
        silent
            What to say then, as :meth:`say` does.

        Raises
        ------
        ValueError
            If there is nothing to show and nothing to say, or it names no source.
        """
        if explorer is None:
            self.show(None, silent, **values)
            return
        cited = self._cite(explorer.sources)
        if not cited:
            raise ValueError(f"the explorer {explorer.question!r} names no source: give it what is drawn")
        self._display(explorer.block(cited), self._explorer(explorer, cited))

    def say(self, text: str, /, *, of: str | pd.DataFrame = "", **values: Any) -> None:
        """Show a sentence of Markdown with computed values, translated if it stands here literally.

        Parameters
        ----------
        of
            Where its numbers come from: the id of a claim, the name of a figure or a table, or rows of evidence,
            which then stand under it as sources and data. Without it a reader is led to what the cell showed before.

        Examples
        --------
        ``page.say("Turnover was {turnover} million.", turnover=number(547.6, 1))``
        """
        sentence = said(text, values)
        if isinstance(of, str):
            self._display(blocks.block("prose", markdown=sentence, of=of))
        else:
            held = {"sources": self._cite(of), "csv": csv_text(of), "name": slug(sentence)}
            self._display(blocks.block("prose", markdown=sentence, **held))

    def headline(
        self,
        name: str,
        label: str,
        value: Interval | float | None,
        unit: str = "",
        digits: int | None = None,
        text: str | None = None,
        *,
        of: str = "",
    ) -> None:
        """Show a number of the bottom line and record it as a result of the run.

        Parameters
        ----------
        name
            Stable key by which two runs are compared.
        label
            What it is, in words.
        value
            The number; None where the evidence of the day does not tell.
        digits
            Digits after the point; None takes three significant figures.
        text
            What to show instead of the number with its interval and unit.
        of
            What it comes from: the id of a claim, the name of a figure or a table. Without it
            :mod:`helpers.present.bases` says so.
        """
        interval = value if isinstance(value, Interval) or value is None else Interval.exactly(value)
        if text is None:
            text = (
                interval_text(interval, digits, unit) if interval else _("not known on {day}", day=self._evidence.as_of)
            )
        self._headlines[name] = blocks.headline_item(name, label, interval, unit, text, of)
        self._display(blocks.block("headlines", items=[self._headlines[name]]))

    def verdicts(self, judgements: Iterable["Judgement"]) -> None:
        """Show verdict cards and record them as results of the run."""
        items = [blocks.verdict_item(j, self._cite(self._sources(j)), self._rows(j)) for j in judgements]
        self._verdicts.update({item["id"]: item for item in items})
        self._display(blocks.block("verdicts", items=items))

    def sources(self, used: Sources) -> None:
        """Add sources that no figure, table or verdict names to those of the report."""
        self._cite(used)

    def provenance(self) -> None:
        """Close the notebook: parameters, day, versions, all sources; and leave the results."""
        if self._session:
            self._session.depend(type(self._parameters).model_fields)
        items = [(_("Evidence as of"), day(self._evidence.as_of))]
        items += [(_("Parameter {name}", name=name), setting_text(value)) for name, value in self._parameters]
        items += [("Python", platform.python_version()), *_versions()]
        listed = [{"label": label, "value": value} for label, value in items]
        used = sorted(self._cited.values(), key=lambda s: (s["publisher"].lower(), s["published"], s["id"]))
        self._display(blocks.block("provenance", items=listed, sources=used))
        self._display(self.results())

    def results(self) -> Block:
        """Return headlines and verdicts as data, the block that the factory reads."""
        defaults = {name: field.default for name, field in type(self._parameters).model_fields.items()}
        return blocks.block(
            "results",
            as_of=str(self._evidence.as_of),
            parameters={name: str(value) for name, value in self._parameters},
            changed=[name for name, value in self._parameters if value != defaults[name]],
            headlines=list(self._headlines.values()),
            verdicts=list(self._verdicts.values()),
        )

    def _rows(self, judgement: "Judgement") -> pd.DataFrame:
        observations = self._evidence.observations
        return observations[observations["row"].isin(judgement.rows)]

    def _sources(self, judgement: "Judgement") -> list[str]:
        return sorted({*self._rows(judgement)["source"], *judgement.sources})

    def _cite(self, used: Sources) -> list[dict[str, str]]:
        if used is None:
            return []
        whom = used if isinstance(used, pd.DataFrame) else list(used)
        cited = blocks.sources(self._evidence.citations(whom)) if len(whom) else []
        self._cited.update({source["id"]: source for source in cited})
        return cited

    def _form(self) -> dict[str, Any]:
        if self._session is None:
            return {}
        from helpers.present import live  # a report does without widgets

        return live.bundle(live.form(self._parameters, self._session.ask))

    def _explorer(self, explorer: Explorer[Any], cited: list[dict[str, str]]) -> dict[str, Any]:
        if self._session is None:
            return {}
        from helpers.present import live  # likewise

        return live.bundle(live.explorer(explorer, cited, lab))

    def _display(self, data: Block, widget: Mapping[str, Any] | None = None) -> None:
        whole = {**blocks.bundle(data, lab, plain), **(widget or {})}
        if self._session:
            self._session.show(whole)
        else:
            display(whole, raw=True)  # type: ignore[no-untyped-call]


def _meaning(parameters: Parameters, name: str) -> tuple[str, str]:
    """Unit and meaning of a parameter."""
    field = type(parameters).model_fields[name]
    extra = field.json_schema_extra
    unit = str(extra.get("unit", "")) if isinstance(extra, dict) else ""
    return p_("unit", unit), _(field.description or "")


def said(text: str, values: Mapping[str, Any]) -> str:
    """Translate a sentence and fill it in house style; one without values is shown as it is."""
    translated = _(text)
    return Sentence().vformat(translated, (), values) if values else translated


def _versions() -> list[tuple[str, str]]:
    """Versions of the packages that made the numbers, as far as installed."""
    found = []
    for name in PACKAGES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return found
