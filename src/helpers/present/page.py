"""The page of a notebook: what its cells show, and what the run leaves as results."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
from IPython.core.getipython import get_ipython
from IPython.display import display

from helpers.evidence import Evidence
from helpers.locale import _, speak
from helpers.models.interval import Interval
from helpers.parameters import Parameters
from helpers.present import blocks, displays, exhibits, given, provenance, wording
from helpers.present.blocks import Block
from helpers.present.chart import Chart, Sources
from helpers.present.exhibits import Exhibit
from helpers.present.explorer import Explorer
from helpers.present.html import lab
from helpers.present.plain import plain
from helpers.present.reruns import session
from helpers.present.table import Table, csv_text
from helpers.present.words import interval_text, slug

if TYPE_CHECKING:  # the claims import every rule and its models, which takes seconds
    from helpers.claims.verdict import Judgement


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

    def __init__(self, parameters: Parameters, evidence: Evidence) -> None:
        given.in_order(parameters, evidence)
        speak(parameters.lang)
        self._parameters = parameters
        self._evidence = evidence
        self._cited: dict[str, dict[str, str]] = {}
        self._headlines: dict[str, dict[str, Any]] = {}
        self._verdicts: dict[str, dict[str, Any]] = {}
        self._session = session()
        if self._session:
            self._session.renewed = self._renew
        if shell := get_ipython():
            displays.register(shell, self._reveal)

    def __getitem__(self, key: str | tuple[str, str]) -> Exhibit:
        """Return a series, one entity of a series, or a claim, as something that shows itself.

        Parameters
        ----------
        key
            ``page["titr_cargo"]``, ``page["route_days", "TITR"]`` or ``page["TRD-1"]``; Tab offers all names.

        Returns
        -------
        Exhibit
            The figure of the series with its sources, data and gaps, or the verdict card of the claim; the
            observations behind it are its ``rows``.

        Raises
        ------
        UnknownName
            If nothing is called so (a ``KeyError``); it says what was meant.

        Examples
        --------
        >>> from helpers.evidence import load
        >>> Page(Parameters(), load())["black_sea_cable_cost"].block["title"]
        'black_sea_cable_cost: 2,300 EUR million (plan), 2022'
        """
        found = exhibits.exhibit(self._evidence, self._parameters, key, self._cite)
        if self._session:
            self._session.depend(found.asked)
        return found

    def _ipython_key_completions_(self) -> list[str]:
        return exhibits.keys(self._evidence)

    def _reveal(self, thing: Any) -> None:
        """Show what stands at the end of a cell, without making it a result of the run."""
        if block := exhibits.block_of(thing, self._evidence, self._cite):
            self._display(block)

    def _renew(self, parameters: Parameters) -> None:
        self._parameters = parameters

    def parameters(self) -> None:
        """Show the parameters: under a kernel as a form that asks anew, in a report with meaning and unit."""
        self._display(provenance.parameters_table(self._parameters, self._evidence.as_of).block([]), self._form())

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
        TypeError
            If it is neither a figure nor a table of ours.

        Examples
        --------
        ``page.show(mirror_chart(table, rows), "No period was reported by both states by this day.")``
        """
        if item is not None:
            given.showable(item)
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
        TypeError
            If it is no explorer.

        Examples
        --------
        ``page.explore(mirror_explorer(evidence, parameters, rows))``
        """
        if explorer is None:
            self.show(None, silent, **values)
            return
        given.explorable(explorer)
        cited = self._cite(explorer.sources)
        if not cited:
            raise ValueError(f"the explorer {explorer.question!r} names no source: give it what is drawn")
        drawn = explorer.block(cited)
        self._display(drawn, self._explorer(explorer, drawn))

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
        sentence = wording.said(text, values)
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

        Raises
        ------
        TypeError
            If the value is no number.

        Examples
        --------
        ``page.headline("turnover", "Turnover", Interval(547.6, 540, 555), "USD million", digits=1)``
        """
        given.numeric(name, value)
        interval = value if isinstance(value, Interval) or value is None else Interval.exactly(value)
        if text is None:
            text = (
                interval_text(interval, digits, unit) if interval else _("not known on {day}", day=self._evidence.as_of)
            )
        self._headlines[name] = blocks.headline_item(name, label, interval, unit, text, of)
        self._display(blocks.block("headlines", items=[self._headlines[name]]))

    def verdicts(self, judgements: Iterable["Judgement"]) -> None:
        """Show verdict cards and record them as results of the run.

        Raises
        ------
        TypeError
            If a single judgement is given.

        Examples
        --------
        ``page.verdicts(judge_theme(evidence, "trade", parameters))``
        """
        given.several(judgements)
        block = exhibits.verdicts_block(self._evidence, judgements, self._cite)
        self._verdicts.update({item["id"]: item for item in block["items"]})
        self._display(block)

    def sources(self, used: Sources) -> None:
        """Add sources that no figure, table or verdict names to those of the report."""
        self._cite(used)

    def provenance(self) -> None:
        """Close the notebook: parameters, day, versions, all sources; and leave the results."""
        if self._session:
            self._session.depend(type(self._parameters).model_fields)
        self._display(provenance.provenance_block(self._parameters, self._evidence, self._cited.values()))
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

    def _cite(self, used: Sources) -> list[dict[str, str]]:
        if used is None:
            return []
        whom = used if isinstance(used, pd.DataFrame | str) else list(used)
        cited = blocks.sources(self._evidence.citations(whom)) if len(whom) else []
        self._cited.update({source["id"]: source for source in cited})
        return cited

    def _form(self) -> dict[str, Any]:
        if self._session is None:
            return {}
        from helpers.present import live  # a report does without widgets

        return live.bundle(live.form(self._parameters, self._session.ask))

    def _explorer(self, explorer: Explorer[Any], drawn: Block) -> dict[str, Any]:
        if self._session is None:
            return {}
        from helpers.present import live  # likewise

        return live.bundle(live.explorer(explorer, drawn, lab))

    def _display(self, data: Block, widget: Mapping[str, Any] | None = None) -> None:
        whole = {**blocks.bundle(data, lab, plain), **(widget or {})}
        if self._session:
            self._session.show(whole)
        else:
            display(whole, raw=True)  # type: ignore[no-untyped-call]
