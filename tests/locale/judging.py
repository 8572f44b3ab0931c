"""A theme in Russian: each rule speaks it, and judges as in English."""

import re

from helpers.claims import Judgement, judge
from helpers.evidence import Evidence
from helpers.locale import speaking
from helpers.parameters import Parameters

LATIN = re.compile(r"[A-Za-z]+")


def said(judgement: Judgement) -> str:
    """All that a verdict says of itself."""
    readings = [text for reading in judgement.readings for text in (reading.definition, reading.reason)]
    return " ".join([judgement.claim.statement, judgement.reason, *readings])


def assert_russian_and_the_same(evidence: Evidence, claim_id: str, asked: Parameters) -> None:
    """In Russian there is no Latin letter, in English there is, and both judge alike."""
    english = judge(evidence, claim_id, asked)
    with speaking("ru"):
        russian = judge(evidence, claim_id, asked)
        assert LATIN.findall(said(russian)) == []
    assert LATIN.findall(said(english))
    assert [r.verdict for r in russian.readings] == [r.verdict for r in english.readings]
    assert (russian.verdict, russian.confidence) == (english.verdict, english.confidence)
