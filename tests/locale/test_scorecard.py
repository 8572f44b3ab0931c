"""The scorecard in Russian: nothing of its own is left in English, and what rules compare is the same."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from helpers.claims import Claim, Judgement, Reading, Verdict, claims
from helpers.claims.sensitivity import turned
from helpers.evidence import Evidence
from helpers.locale import speaking
from helpers.models.interval import Interval
from helpers.present import Chart, Table, scorecard, scorecard_doubt
from tests.present.test_outlook_page import Notes

DAYS = [date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)]
CODE = re.compile(r"\b[A-Z]{3}-\d\b|\w+ = [\w.]+")
"""Ids of claims and settings of parameters are written in Latin letters in Russian, too."""


def latin(texts: list[str]) -> set[str]:
    return {word for text in texts for word in re.findall("[A-Za-z]+", CODE.sub("", text))}


def judgements(evidence: Evidence) -> list[Judgement]:
    """One claim for each verdict and theme, with statements that are Russian already."""
    found = [replace(one, statement="Утверждение.", unit="percent") for one in by_theme(claims(evidence))]
    yes = Reading("а", Verdict.SUPPORTED, "Да.", Interval(1, 0.5, 2), "kt", rows(evidence))
    return [
        Judgement(one, word, "Причина.", (yes, Reading("б", word, "Так.")))
        for one, word in zip(found, list(Verdict) * 2, strict=False)
    ]


def by_theme(stated: dict[str, Claim]) -> list[Claim]:
    return list({one.theme: one for one in stated.values()}.values())


def rows(evidence: Evidence) -> tuple[str, ...]:
    return tuple(evidence.observations["row"].head(3))


def verdicts() -> pd.DataFrame:
    words = {
        "DIP-1": ["unverified", "supported", "contradicted"],
        "DIP-2": ["unverified", "partly supported", "partly supported"],
        "DIP-3": ["not checkable"] * 3,
    }
    table = [(d, c, w) for c, ws in words.items() for d, w in zip(DAYS, ws, strict=True)]
    return pd.DataFrame(table, columns=["day", "claim", "verdict"])


def drawn(evidence: Evidence) -> list[Chart | Table]:
    """Every figure and table of the notebook but that of the settings, whose meanings belong to the themes."""
    found = judgements(evidence)
    settings = pd.DataFrame(
        [
            ("DIP-1", "default", "supported"),
            ("DIP-1", "counted=firm", "contradicted"),
            ("DIP-2", "default", "supported"),
        ],
        columns=["claim", "setting", "verdict"],
    )
    known = evidence.observations.head(1)
    shown = [
        scorecard.verdicts_by_theme(found, known), scorecard.ledger(found), scorecard.evidence_by_year(evidence, found),
        scorecard_doubt.readings(found), scorecard_doubt.sensitivity_table(turned(settings), found),
        scorecard_doubt.verdicts_over_time(verdicts(), known), scorecard_doubt.history_table(verdicts()),
    ]  # fmt: skip
    assert None not in shown
    return [item for item in shown if item]


def test_figures_and_tables_are_russian(evidence: Evidence) -> None:
    with speaking("ru"):
        shown = [(item, item.block([])) for item in drawn(evidence)]
    for item, block in shown:
        texts = [block["title"], block["note"]]
        if isinstance(item, Chart):
            texts += [block["alt"], *labels(item)]
        else:
            texts += [cell for row in block["rows"] for cell in row]
            texts += [column["label"] for column in block["columns"]]
        assert latin(texts) == set(), block["title"]


def labels(chart: Chart) -> list[str]:
    """What is written in a figure."""
    panels = chart.figure.axes
    ticks = [tick.get_text() for axes in panels for tick in (*axes.get_xticklabels(), *axes.get_yticklabels())]
    legend = [text.get_text() for known in chart.figure.legends for text in known.get_texts()]
    return [*ticks, *legend, *(axes.get_xlabel() for axes in panels), *(axes.get_ylabel() for axes in panels)]


def test_settings_are_headed_in_russian(evidence: Evidence) -> None:
    with speaking("ru"):
        found = [replace(one, asked=frozenset({"together"})) for one in judgements(evidence)]
        block = scorecard_doubt.settings_table(found).block([])
    assert latin([block["title"], *(column["label"] for column in block["columns"])]) == set()


def test_sentences_and_headlines_are_russian(evidence: Evidence) -> None:
    page: Any = Notes()
    with speaking("ru"):
        found = judgements(evidence)
        scorecard.headlines(page, found)
        texts = [
            scorecard.evidence_words(evidence, [replace(one, confidence=1) for one in found]),
            re.sub(r"\(#claim-.*?\)", "", scorecard.bottom_line(found)),
            *(label for label, *_ in page.heads.values()),
        ]
    assert latin(texts) == set()


@pytest.mark.parametrize(("flips", "said"), [([0, 0], "ни один вердикт не изменился"), ([1, 0], "1 из 2")])
def test_the_history_is_told_in_russian(flips: list[int], said: str) -> None:
    first = [pd.Timestamp("2024-12-31"), pd.NaT]
    with speaking("ru"):
        text = scorecard_doubt.history_words(
            pd.DataFrame({"claim": ["DIP-1", "DIP-2"], "first_day": first, "flips": flips})
        )
    assert said in text.replace("\xa0", " ")
    assert latin([text]) == set()


def test_verdicts_are_compared_by_the_same_words_in_both_languages(evidence: Evidence) -> None:
    def words() -> list[list[str]]:
        found = [item.frame for item in drawn(evidence) if isinstance(item, Table)]
        return [frame[name].tolist() for frame in found for name in ("verdict", "first", "now") if name in frame]

    english = words()
    with speaking("ru"):
        assert words() == english
