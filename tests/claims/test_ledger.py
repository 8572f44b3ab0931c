from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.claims import (
    RULES,
    Judgement,
    Reading,
    Verdict,
    claim,
    claims,
    judge,
    judge_all,
    judge_theme,
    rule,
    settle,
    tally,
)
from helpers.claims.ledger import Registered, _of_theme, confidence, reason
from helpers.evidence import Evidence, EvidenceError, load, made
from helpers.parameters import Corridor, Parameters, Trade

WORDS = st.sampled_from([Verdict.SUPPORTED, Verdict.PARTLY, Verdict.CONTRADICTED, Verdict.UNVERIFIED])


@pytest.fixture(scope="module")
def judged() -> list[Judgement]:
    return judge_all(load(), Parameters(draws=100))


def reading(word: Verdict, definition: str = "some") -> Reading:
    return Reading(definition, word, f"It is {word.value}.")


@given(st.lists(WORDS))
def test_silence_never_changes_a_verdict(words: list[Verdict]) -> None:
    spoken = [word for word in words if word is not Verdict.UNVERIFIED]
    assert settle([reading(w) for w in words]) is settle([reading(w) for w in spoken])


@given(st.lists(WORDS), st.randoms())
def test_the_order_of_readings_does_not_matter(words: list[Verdict], random: object) -> None:
    shuffled = sorted(words, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert settle([reading(w) for w in words]) is settle([reading(w) for w in shuffled])


@given(WORDS, st.integers(1, 5))
def test_readings_that_agree_give_their_word(word: Verdict, number: int) -> None:
    assert settle([reading(word)] * number) is word


def test_only_readings_that_decide_count_as_sources() -> None:
    told = [dict(series="s", entity="E", period="2024", unit="kt", value=v, source=f"source_{v}") for v in (1, 2)]
    evidence = made(told)
    first, second = evidence.observations["row"]
    decides = Reading("a count", Verdict.SUPPORTED, "1 is 1.", rows=(first,), sources=("an_event",))
    silent = Reading("an interview", Verdict.UNVERIFIED, "Nobody else said so.", rows=(second,), sources=("a_speech",))
    assert confidence(evidence, [decides, silent]) == 2
    assert confidence(evidence, [silent]) == 0


def test_a_mixture_is_partly_supported() -> None:
    assert settle([reading(Verdict.SUPPORTED), reading(Verdict.CONTRADICTED)]) is Verdict.PARTLY


def test_the_reason_tells_both_sides_of_a_mixture() -> None:
    both = [reading(Verdict.UNVERIFIED), reading(Verdict.SUPPORTED), reading(Verdict.CONTRADICTED)]
    assert reason(both) == "It is supported. It is contradicted."
    assert reason([reading(Verdict.UNVERIFIED)]) == "It is unverified."
    assert reason([]).startswith("Nothing was published")


def test_every_claim_is_in_the_ledger_and_has_a_judgement(evidence: Evidence, judged: list[Judgement]) -> None:
    assert [j.claim.id for j in judged] == list(claims(evidence))
    assert tally(judged).sum() == len(judged) >= 41
    assert tally(judged)["not evaluated"] == 0


def test_a_claim_without_a_rule_says_so_and_counts_as_such(evidence: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(RULES, "TRD-1")
    found = judge(evidence, "TRD-1")
    assert found.verdict is Verdict.NOT_EVALUATED
    assert tally([found])["not evaluated"] == 1


def test_rules_are_for_claims_of_the_ledger_only(evidence: Evidence) -> None:
    assert set(RULES) <= set(claims(evidence))


def test_judgements_on_rhetoric_say_that_nothing_can_be_checked(judged: list[Judgement]) -> None:
    for judgement in judged:
        if judgement.claim.relation == "none":
            assert judgement.verdict is Verdict.NOT_CHECKABLE


def test_every_row_a_judgement_names_is_evidence_of_that_day() -> None:
    seen = load(date(2024, 12, 31))
    for judgement in judge_all(seen, Parameters(draws=100)):
        assert len(seen.rows(judgement.rows)) == len(judgement.rows)


def test_no_rule_uses_the_article_itself_as_evidence(evidence: Evidence, judged: list[Judgement]) -> None:
    for judgement in judged:
        used = evidence.rows(judgement.rows)
        assert not used["series"].str.startswith("article_claim").any(), judgement.claim.id


def test_one_question_is_judged_once_and_another_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def counted(evidence: Evidence, parameters: Trade) -> list[Reading]:
        calls.append(parameters.seed)
        return [reading(Verdict.SUPPORTED)]

    monkeypatch.setitem(RULES, "TRD-1", Registered(counted, Trade))
    seen = load(date(2024, 12, 31))
    first = judge(seen, "TRD-1", Trade(seed=1))
    assert judge(seen, "TRD-1", Trade(seed=1)) is first
    judge(seen, "TRD-1", Trade(seed=2))
    judge(load(date(2023, 12, 31)), "TRD-1", Trade(seed=1))
    assert calls == [1, 2, 1]


def test_a_judgement_names_the_parameters_its_rule_read(judged: list[Judgement]) -> None:
    asked = {judgement.claim.id: judgement.asked for judgement in judged}
    assert "tolerance" in asked["TRD-3"]
    assert asked["DIP-7"] <= set(Parameters.model_fields)


def test_parameters_of_another_theme_lend_their_common_part() -> None:
    lent = _of_theme(Trade, Corridor(seed=7, draws=300))
    assert isinstance(lent, Trade)
    assert (lent.seed, lent.draws) == (7, 300)
    own = Trade(seed=8)
    assert _of_theme(Trade, own) is own
    assert _of_theme(Trade, None) == Trade()


def test_a_claim_has_one_rule() -> None:
    @rule("XXX-1", Trade)
    def one(evidence: Evidence, parameters: Trade) -> list[Reading]:
        return []

    def other(evidence: Evidence, parameters: Trade) -> list[Reading]:
        return []

    try:
        with pytest.raises(ValueError, match="has a rule already"):
            rule("XXX-1", Trade)(other)
    finally:
        RULES.pop("XXX-1")


def test_themes_split_the_ledger(evidence: Evidence) -> None:
    themes = {known.theme for known in claims(evidence).values()}
    assert [j.claim.id for j in judge_theme(evidence, "trade", Parameters(draws=100))] == [
        f"TRD-{n}" for n in range(1, 8)
    ]
    assert len(themes) >= 9


def test_a_claim_need_not_be_of_the_article(package: Path, edit: Callable[[str, str, str], None]) -> None:
    edit("claims.csv", "TRD-1,trade,5;15,", "TRD-1,trade,,")
    assert claim(load(folder=package), "TRD-1").paragraphs == ()


def test_a_claim_that_is_not_there_suggests_one_that_is() -> None:
    with pytest.raises(EvidenceError, match="did you mean TRD-1"):
        claim(made([dict(series="s", entity="E", period="2024", value=1, unit="kt")]), "TRD-11")
