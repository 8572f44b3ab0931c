"""What the series and the entities of the evidence are called, in the language that is spoken."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from helpers.evidence import Evidence
from helpers.locale import COUNTRIES, dashed, p_


def title_of(meaning: str) -> str:
    """Take the name of a series from its meaning: what stands before the first semicolon.

    >>> title_of("Oil loaded at Aktau; narrower than the port's own figure")
    'Oil loaded at Aktau'
    """
    return meaning.partition(";")[0]


def title_of_entity(name: str) -> str:
    """Take the name of an entity without its explanation in brackets.

    >>> title_of_entity("Asia (as UNCTAD counts it)")
    'Asia'
    """
    return name.partition(" (")[0]


def is_states(code: str) -> bool:
    """Tell whether a code is that of a state, or of several that a hyphen joins.

    >>> is_states("AZE-KAZ"), is_states("AZE-CIS")
    (True, False)
    """
    return set(code.split("-")) <= COUNTRIES.keys()


def series_names(evidence: Evidence, codes: Iterable[str]) -> dict[str, str]:
    """Name series by what they mean; one that the vocabulary does not know goes by its code.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> series_names(load(), ["aktau_tco_oil_plan"])
    {'aktau_tco_oil_plan': 'Oil a year that Tengizchevroil agreed to send through Aktau from 2013'}
    """
    known = _column(evidence, "series", "meaning")
    return {code: p_("series", title_of(known[code])) if code in known else code for code in dict.fromkeys(codes)}


def entity_names(evidence: Evidence, codes: Iterable[str], flow: bool = False) -> dict[str, str]:
    """Name entities; one that is no state and that the vocabulary does not know goes by its code.

    Parameters
    ----------
    flow
        Whether a pair of codes is from one to the other.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> entity_names(load(), ["KAZ", "AZE-KAZ", "TEREK"])
    {'KAZ': 'Kazakhstan', 'AZE-KAZ': 'Azerbaijan–Kazakhstan', 'TEREK': 'Terek'}
    >>> entity_names(load(), ["AZE-KAZ"], flow=True)
    {'AZE-KAZ': 'Azerbaijan → Kazakhstan'}
    """
    known = _column(evidence, "entities", "name")
    return {code: _entity(code, known, flow) for code in dict.fromkeys(codes)}


def _entity(code: str, known: Mapping[str, str], flow: bool) -> str:
    if is_states(code):
        return " → ".join(str(COUNTRIES[part]) for part in code.split("-")) if flow else str(dashed(code))
    return p_("entity", title_of_entity(known[code])) if code in known else code


def named(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``series_name`` and ``entity_name`` to observations.

    Examples
    --------
    >>> from helpers.evidence import load
    >>> evidence = load()
    >>> named(evidence, evidence.series("titr_cargo"))["entity_name"].unique().tolist()
    ['Trans-Caspian International Transport Route']
    """
    flows = _column(evidence, "series", "direction")
    both = {flow: entity_names(evidence, rows["entity"], flow) for flow in (False, True)}
    whose = [both[flows.get(s) == "flow"][e] for s, e in zip(rows["series"], rows["entity"], strict=True)]
    return rows.assign(series_name=rows["series"].map(series_names(evidence, rows["series"])), entity_name=whose)


def _column(evidence: Evidence, table: str, column: str) -> dict[str, str]:
    """The vocabulary of a table by its first column; evidence that is made up may have none."""
    found = evidence.tables.get(table)
    if found is None or column not in found:
        return {}
    return dict(zip(found.iloc[:, 0].astype(str), found[column].fillna("").astype(str), strict=True))


def names_in(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Return every name that the catalogues have to know, each with its context."""
    yield from (("series", title_of(str(meaning))) for meaning in evidence.table("series")["meaning"])
    entities = evidence.table("entities")
    others = entities[[not is_states(str(code)) for code in entities["entity"]]]
    yield from (("entity", title_of_entity(str(name))) for name in others["name"])
