from datetime import date

import pandas as pd

from helpers.claims import Judgement, Reading, Verdict, claims, judge, tally
from helpers.evidence import Evidence
from helpers.models.interval import Interval
from helpers.present import scorecard, scorecard_doubt


def judgements(evidence: Evidence) -> list[Judgement]:
    """One judgement of each word, on the first claims of the ledger."""
    stated = list(claims(evidence).values())
    words = [Verdict.SUPPORTED, Verdict.PARTLY, Verdict.CONTRADICTED, Verdict.UNVERIFIED, Verdict.NOT_CHECKABLE]
    found = [
        Judgement(
            known,
            word,
            f"It is {word}.",
            (Reading("a", Verdict.SUPPORTED, "Yes.", Interval(1, 0.5, 2), "count"), Reading("b", word, "So.")),
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
    assert table.loc[0, "measured"] == "1.0 (0.5 to 2.0)"
    assert table.loc[0, "article"] == "13"
    assert table["independent_sources"].isna().tolist() == [False] * 5 + [True]


def test_the_ledger_holds_like_against_like(evidence: Evidence) -> None:
    chance = Reading("a chance", Verdict.PARTLY, "", Interval.exactly(1.5), "percent")
    flow = Reading("a flow", Verdict.PARTLY, "", Interval.exactly(6.5), "Mt")
    stated = claims(evidence)
    rows = scorecard.ledger(
        [
            Judgement(stated["ENG-1"], Verdict.PARTLY, "", (chance, flow)),
            Judgement(stated["ENG-1"], Verdict.PARTLY, "", (chance,)),
            Judgement(stated["TRD-7"], Verdict.NOT_CHECKABLE, "", (chance,)),
        ]
    )
    assert rows.frame[["article", "measured"]].to_numpy().tolist() == [
        ["at least 7 Mt", "6.5 Mt"], ["at least 7 Mt", ""], ["", ""]
    ]  # fmt: skip


def test_a_day_on_which_nothing_was_known_has_no_figure_and_says_so(evidence: Evidence) -> None:
    silent = [Judgement(claim, Verdict.UNVERIFIED, "") for claim in claims(evidence).values()]
    nothing = scorecard.rows_used(evidence, silent)
    verdicts = pd.DataFrame({"day": [date(1980, 1, 1)], "claim": ["A"], "verdict": ["unverified"]})
    assert scorecard.verdicts_by_theme(silent, nothing) is None
    assert scorecard_doubt.verdicts_over_time(verdicts, nothing) is None
    assert scorecard.evidence_words(evidence, silent).endswith("; none of them speaks to a claim.")


def test_readings_are_counted_for_and_against(evidence: Evidence) -> None:
    table = scorecard_doubt.readings(judgements(evidence))
    assert table.frame.set_index("verdict").loc["contradicted", ["for", "against"]].tolist() == [1, 1]
    assert "for and against 1 of the 4 claims" in table.title


def test_a_verdict_that_hangs_on_one_definition_says_so(evidence: Evidence) -> None:
    stated = list(claims(evidence).values())[:2]
    yes, no = Reading("a", Verdict.SUPPORTED, "Yes."), Reading("b", Verdict.CONTRADICTED, "No.")
    divided, firm = (
        Judgement(stated[0], Verdict.PARTLY, "", (yes, yes, no)),
        Judgement(stated[1], yes.verdict, "", (yes, yes)),
    )
    table = scorecard_doubt.readings([divided, firm])
    assert table.frame["turned_by_one"].tolist() == ["supported (1 of 3)", ""]
    assert table.title.endswith("; 1 verdict would change if one definition were left out")


def test_the_bottom_line_names_every_claim_under_its_verdict(evidence: Evidence) -> None:
    text = scorecard.bottom_line(judgements(evidence))
    order = [text.index(f"([{claim}](#claim-{claim}))") for claim in ("DIP-3", "DIP-2", "DIP-1", "DIP-4")]
    assert order == sorted(order)
    assert text.startswith("Of 6 statements the evidence supports 1, contradicts 1 and supports 1 in part or ")
    assert "It is contradicted." in text
    assert text.endswith("1 claim waits for its rule.")


def test_the_title_of_the_count_agrees_with_its_numbers(evidence: Evidence) -> None:
    found = [*judgements(evidence), judgements(evidence)[0]]
    chart = scorecard.verdicts_by_theme(found, evidence.observations.head(1))
    assert chart is not None
    assert chart.title.startswith("Of 7 claims 2 are supported, 1 is partly supported, 1 is contradicted, ")


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
    chart = scorecard_doubt.verdicts_over_time(verdicts, evidence.observations.head(1))
    assert chart is not None
    assert chart.title == (
        "Evidence spoke to 0 of 2 checkable claims by December 2023 and to 2 by December 2024; "
        "1 verdict changed once known"
    )
    assert "A contradicted" in chart.alt

    table = scorecard_doubt.history_table(verdicts)
    assert table.frame.to_numpy().tolist() == [
        ["A", "December 2024", "supported", "December 2025: contradicted", "contradicted"],
        ["B", "December 2024", "supported", "", "supported"],
        ["C", "", "", "", "not checkable"],
    ]
    assert table.title == "1 of the 2 verdicts on which evidence has spoken have stood since it first did"


def test_a_claim_without_evidence_on_any_day_has_no_course() -> None:
    verdicts = pd.DataFrame({"day": [date(2024, 12, 31)], "claim": ["A"], "verdict": ["unverified"]})
    assert scorecard_doubt.history_table(verdicts).frame.to_numpy().tolist() == [["A", "", "", "", "unverified"]]


def test_the_table_of_settings_has_the_verdicts_that_turn() -> None:
    by = "derived=False: unverified; profiles=all: supported"
    rows = [("TRD-1", "supported", 2, 1, by), ("B", "supported", 0, 0, ""), ("C", "supported", 1, 0, "")]
    turned = pd.DataFrame(rows, columns=["claim", "verdict", "settings", "turns", "turned_by"])
    table = scorecard_doubt.sensitivity_table(turned)
    assert table is not None
    assert table.title == "1 of the 2 verdicts whose rule reads a parameter in dispute turns when one is changed"
    said = "derived = no: unverified; profiles = comparator pairs too: supported"
    assert table.frame[["claim", "turned_by"]].to_numpy().tolist() == [["TRD-1", said]]
    assert scorecard_doubt.sensitivity_table(turned[turned["turns"] == 0]) is None


def test_settings_say_what_they_mean_and_who_reads_them(evidence: Evidence) -> None:
    found = scorecard_doubt.settings_table([judge(evidence, "ECO-1"), judge(evidence, "ECO-6")]).frame
    near = found[found["meaning"].str.startswith("Relative distance") & found["read_for"].ne("")]
    assert near[["parameter", "default", "tried", "read_for"]].to_numpy().tolist() == [
        ["tolerance (Caspian)", "0.1", "0.03", "ECO-1"]
    ]


def test_settings_are_said_in_words(evidence: Evidence) -> None:
    found = scorecard_doubt.settings_table([judge(evidence, "TRD-5")]).frame.set_index("parameter")
    assert found.loc["profiles (trade)", ["default", "tried"]].tolist() == ["this pair alone", "comparator pairs too"]
    assert found.loc["derived (trade)", ["default", "tried"]].tolist() == ["yes", "no"]
    assert found.index.is_unique


def test_settings_have_their_units(evidence: Evidence) -> None:
    found = scorecard_doubt.settings_table([judge(evidence, "ENG-1")]).frame.set_index("parameter")
    assert found.loc["base_floor (energy)", ["default", "tried"]].tolist() == ["500 kt", "0 kt"]
    assert found.loc["passage_days (energy)", ["default", "tried"]].tolist() == ["1 day", "2 days"]


def test_a_figure_is_measured_in_the_unit_in_which_it_is_stated(evidence: Evidence) -> None:
    row = scorecard.ledger([judge(evidence, "TRD-2")]).frame.iloc[0]
    assert "times" in row["measured"]


def test_the_tiles_add_up_to_the_claims_judged(evidence: Evidence) -> None:
    shown: dict[str, int] = {}

    class Tiles:
        def headline(self, name: str, _label: str, value: int) -> None:
            shown[name] = value

    found = judgements(evidence)
    scorecard.headlines(Tiles(), found)  # type: ignore[arg-type]  # all that is asked of a page
    assert shown.pop("judged") == sum(shown.values()) == len(found) - 1
    assert shown["not_checkable"] == 1


def test_every_row_behind_a_verdict_can_be_downloaded(evidence: Evidence) -> None:
    found = [judge(evidence, "ECO-4"), judge(evidence, "ECO-1")]
    rows = scorecard.rows_behind(evidence, found)
    assert set(rows["claim"]) == {"ECO-4", "ECO-1"}
    assert sorted(rows.loc[rows["claim"] == "ECO-4", "value"].unique()) == [0.81, 0.88]
    chart = scorecard.evidence_by_year(evidence, found)
    assert chart is not None
    assert chart.data.equals(rows)
    assert scorecard.evidence_by_year(evidence, [Judgement(found[0].claim, Verdict.UNVERIFIED, "")]) is None


def test_words_are_said_of_silence_too() -> None:
    known = pd.DataFrame({"claim": ["A", "B"], "first_day": [pd.Timestamp("2024-12-31"), pd.NaT], "flips": [0, 0]})
    assert scorecard_doubt.history_words(known) == (
        "Once known, none of 2 verdicts changed its word. On B the evidence has been silent throughout."
    )
