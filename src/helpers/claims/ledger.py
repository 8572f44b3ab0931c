"""The ledger: every claim of the article, its rule, and the judgement as of a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.claims.verdict import Claim, Judgement, Reading, Verdict, settle
from helpers.evidence import Evidence, UnknownName, remembered
from helpers.locale import Name, _
from helpers.meant import meant
from helpers.parameters import Asked, Parameters

Rule = Callable[[Evidence, Any], Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class Registered:
    """A rule and the parameters that it reads."""

    decide: Rule
    model: type[Parameters]


RULES: dict[str, Registered] = {}


def rule(claim_id: str, model: type[Parameters]) -> Callable[[Rule], Rule]:
    """Register the rule of a claim.

    The rule takes the evidence and the theme's parameters and returns one reading per reasonable
    definition, the one most faithful to the claim first.

    Raises
    ------
    ValueError
        If the claim already has another rule.

    Examples
    --------
    >>> from helpers.parameters import Trade
    >>> @rule("EXAMPLE-1", Trade)
    ... def grown(evidence, parameters):
    ...     return [silent("any", evidence, "figure")]
    >>> RULES.pop("EXAMPLE-1").model.__name__
    'Trade'
    """

    def register(decide: Rule) -> Rule:
        known = RULES.get(claim_id)
        if known and known.decide.__qualname__ != decide.__qualname__:
            raise ValueError(f"{claim_id} has a rule already: {known.decide.__qualname__}")
        RULES[claim_id] = Registered(decide, model)
        return decide

    return register


def claims(evidence: Evidence) -> dict[str, Claim]:
    """Return all claims by id, in the order of the ledger.

    Raises
    ------
    TypeError
        If no evidence is given.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> len(claims(load())), claims(load())["TRD-3"].paragraphs
    (41, (5, 15))
    """
    if not isinstance(evidence, Evidence):
        raise TypeError(f'the evidence comes first, as in judge(evidence, "TRD-1"): found {evidence!r}')
    return dict(_ledger(evidence))


@remembered
def _ledger(evidence: Evidence) -> tuple[tuple[str, Claim], ...]:
    return tuple((str(row["id"]), _claim(row)) for row in evidence.table("claims").to_dict("records"))


def claim(evidence: Evidence, claim_id: str) -> Claim:
    """Return one claim.

    Raises
    ------
    UnknownName
        If the ledger has no claim of that id.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> claim(load(), "TRD-1").value
    '547'
    """
    ledger = claims(evidence)
    if claim_id not in ledger:
        raise UnknownName(f"unknown claim {claim_id!r}: {meant(claim_id, ledger, 'data/claims.csv lists them')}")
    return ledger[claim_id]


def _claim(row: dict[Any, Any]) -> Claim:
    texts = {str(name): str(cell) for name, cell in row.items()}
    paragraphs = tuple(int(number) for number in filter(None, texts.pop("paragraphs").split(";")))
    texts["statement"] = _(texts["statement"])
    return Claim(paragraphs=paragraphs, **texts)


def judge(evidence: Evidence, claim_id: str, parameters: Parameters | None = None) -> Judgement:
    """Judge one claim; again only if the evidence, the rule or a parameter that it read is another.

    Parameters
    ----------
    parameters
        Of the claim's theme; None takes the defaults. A model of another theme lends its common part.

    Raises
    ------
    UnknownName
        If the ledger has no claim of that id, or the evidence does not see what the rule reads.

    Examples
    --------
    >>> from datetime import date
    >>> from helpers.evidence import load
    >>> judge(load(date(2025, 10, 22)), "TRD-1").verdict
    <Verdict.SUPPORTED: 'supported'>
    """
    stated = claim(evidence, claim_id)
    known = RULES.get(claim_id)
    if known is None:
        return Judgement(stated, Verdict.NOT_EVALUATED, _("No rule has been written for this claim yet."))
    return _judged(evidence, stated, known, _of_theme(known.model, parameters))


def verdict_on(evidence: Evidence, claim_id: str, parameters: Parameters | None = None) -> Verdict:
    """Return the verdict of :func:`judge` alone, for whoever compares days or settings: nobody's sources are counted.

    Examples
    --------
    >>> from datetime import date
    >>> from helpers.evidence import load
    >>> verdict_on(load(date(2025, 10, 22)), "TRD-1")
    <Verdict.SUPPORTED: 'supported'>
    """
    known = RULES.get(claim(evidence, claim_id).id)
    if known is None:
        return Verdict.NOT_EVALUATED
    return settle(_read(evidence, known, _of_theme(known.model, parameters))[0])


@remembered
def _read(evidence: Evidence, known: Registered, parameters: Parameters) -> tuple[tuple[Reading, ...], frozenset[str]]:
    """Apply a rule; return its readings, and the names of the parameters that it read."""
    asked = Asked(parameters)
    return tuple(known.decide(evidence, asked)), frozenset(asked.answers())


@remembered
def _judged(evidence: Evidence, stated: Claim, known: Registered, parameters: Parameters) -> Judgement:
    readings, asked = _read(evidence, known, parameters)
    return Judgement(stated, settle(readings), reason(readings), readings, confidence(evidence, readings), asked)


def _of_theme(model: type[Parameters], parameters: Parameters | None) -> Parameters:
    if isinstance(parameters, model):
        return parameters
    return model(**parameters.common()) if parameters else model()


def confidence(evidence: Evidence, readings: Sequence[Reading]) -> int:
    """Count the independent sources of the readings that decide; one that verifies nothing adds no confidence.

    Examples
    --------
    >>> from helpers.evidence import made
    >>> evidence = made([dict(series="cargo", entity="KAZ", period="2024", value=1, unit="Mt")])
    >>> read = Reading("any", Verdict.SUPPORTED, "It was.", rows=tuple(evidence.observations["row"]))
    >>> confidence(evidence, [read])
    1
    """
    deciding = [r for r in readings if r.verdict is not Verdict.UNVERIFIED]
    rows = list(dict.fromkeys(row for r in deciding for row in r.rows))
    beside = {source for r in deciding for source in r.sources} - set(evidence.rows(rows)["source"])
    return evidence.independent(rows) + len(beside)


def reason(readings: Sequence[Reading]) -> str:
    """Return the sentence of the leading reading, and of the first that says otherwise.

    Readings on which the evidence is silent only speak when all are.

    Examples
    --------
    >>> yes, none = Reading("a", Verdict.SUPPORTED, "It grew."), Reading("b", Verdict.UNVERIFIED, "Silent.")
    >>> reason([none, yes]), reason([])
    ('It grew.', 'Nothing was published on this by the day.')
    """
    telling = [r for r in readings if r.verdict is not Verdict.UNVERIFIED] or list(readings)
    if not telling:
        return _("Nothing was published on this by the day.")
    other = next((r for r in telling if r.verdict is not telling[0].verdict), None)
    return " ".join(r.reason for r in (telling[0], other) if r)


def silent(definition: str, evidence: Evidence, what: str | Name) -> Reading:
    """Return the reading for evidence that says nothing by its day.

    Parameters
    ----------
    what
        The thing that was looked for, as it follows "No"; a name is put into the case that the language asks for.

    Examples
    --------
    >>> from helpers.evidence import made
    >>> silent("customs", made([]), "figure").reason
    'No figure had been published by 1 January 2025.'
    """
    return Reading(
        definition, Verdict.UNVERIFIED, _("No {what} had been published by {day}.", what=what, day=evidence.as_of)
    )


def judge_theme(evidence: Evidence, theme: str, parameters: Parameters | None = None) -> list[Judgement]:
    """Judge the claims of one theme, in the order of the ledger.

    Parameters
    ----------
    parameters
        As for :func:`judge`.

    Raises
    ------
    UnknownName
        If the ledger has no such theme.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> [one.claim.id for one in judge_theme(load(), "investment")]
    ['INV-1', 'INV-2', 'INV-3']
    """
    of_theme = [claim_id for claim_id, known in claims(evidence).items() if known.theme == theme]
    if not of_theme:
        themes = sorted({known.theme for known in claims(evidence).values()})
        raise UnknownName(f"unknown theme {theme!r}: {meant(theme, themes)}")
    return [judge(evidence, claim_id, parameters) for claim_id in of_theme]


def judge_all(evidence: Evidence, parameters: Parameters | None = None) -> list[Judgement]:
    """Judge every claim of the ledger; one without a rule says so.

    Examples
    --------
    >>> from datetime import date
    >>> from helpers.evidence import load
    >>> sorted({one.verdict.value for one in judge_all(load(date(1990, 1, 1)), Parameters(draws=100))})
    ['not checkable', 'unverified']
    """
    return [judge(evidence, claim_id, parameters) for claim_id in claims(evidence)]


def tally(judgements: Sequence[Judgement]) -> pd.Series:
    """Count the verdicts; words that do not occur count 0.

    Returns
    -------
    Series
        Count by verdict word, in the order of the vocabulary.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> int(tally(judge_theme(load(), "trade")).sum())
    7
    """
    counts = {word.value: sum(j.verdict is word for j in judgements) for word in Verdict}
    return pd.Series(counts, name="claims")
