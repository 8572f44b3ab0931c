from datetime import date

import pandas as pd

from helpers.claims import Judgement, Reading, Verdict, claims, tally
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.present import scorecard


def judgements(evidence: Evidence) -> list[Judgement]:
    """One judgement of each word, on the first claims of the ledger."""
    stated = list(claims(evidence).values())
    words = [Verdict.SUPPORTED, Verdict.PARTLY, Verdict.CONTRADICTED, Verdict.UNVERIFIED, Verdict.NOT_CHECKABLE]
    found = [
        Judgement(
            known,
            word,
            f"It is {word}.",
            (Reading("a", Verdict.SUPPORTED, "Yes.", Interval(1, 0.5, 2), "kt"), Reading("b", word, "So.")),
        )
        for known, word in zip(stated, words, strict=False)
    ]
    return [*found, Judgement(stated[5], Verdict.NOT_EVALUATED, "No rule.")]


def test_the_count_by_theme_adds_up(evidence: Evidence) -> None:
    found = judgements(evidence)
    counts = scorecard.counts_by_theme(found)
    assert counts.sum().to_dict() == tally(found).to_dict()
    assert int(counts.to_numpy().sum()) == len(found)


def test_the_ledger_lists_every_claim_once_with_both_figures(evidence: Evidence) -> None:
    table = scorecard.ledger(judgements(evidence)).frame
    assert table["claim"].is_unique
    assert table.loc[0, "measured"] == "1.0 (0.5 to 2.0) kt"
    assert table.loc[0, "article"] == "13"
    assert table["independent_sources"].isna().tolist() == [False] * 5 + [True]


def test_readings_are_counted_for_and_against(evidence: Evidence) -> None:
    table = scorecard.readings(judgements(evidence))
    assert table.frame.set_index("verdict").loc["contradicted", ["for", "against"]].tolist() == [1, 1]
    assert "For 1 of 5 claims" in table.title


def test_the_bottom_line_names_every_claim_under_its_verdict(evidence: Evidence) -> None:
    text = scorecard.bottom_line(judgements(evidence))
    order = [text.index(f"([{claim}](#claim-{claim}))") for claim in ("DIP-3", "DIP-2", "DIP-1", "DIP-4")]
    assert order == sorted(order)
    assert "It is contradicted." in text
    assert text.endswith("1 claims wait for their rule.")


def test_the_history_tells_the_leap_and_the_flips(evidence: Evidence) -> None:
    days = [date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)]
    words = {
        "A": ["unverified", "supported", "contradicted"],
        "B": ["unverified", "supported", "supported"],
        "C": ["not checkable"] * 3,
    }
    verdicts = pd.DataFrame(
        [(d, c, w) for c, ws in words.items() for d, w in zip(days, ws, strict=True)],
        columns=["day", "claim", "verdict"],
    )
    chart = scorecard.verdicts_over_time(verdicts, evidence.observations.head(1))
    assert chart.title == (
        "Evidence spoke to 0 of 2 checkable claims by December 2023 and to 2 by December 2024; "
        "1 verdicts changed their word once known"
    )
    assert "A contradicted" in chart.alt


def test_words_are_said_of_silence_too() -> None:
    known = pd.DataFrame({"claim": ["A", "B"], "first_day": [pd.Timestamp("2024-12-31"), pd.NaT], "flips": [0, 0]})
    assert scorecard.history_words(known) == (
        "Once known, none of 2 verdicts changed its word. On B the evidence has been silent throughout."
    )
