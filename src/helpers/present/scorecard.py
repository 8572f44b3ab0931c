"""The ledger as a whole: its verdicts, the evidence behind them, and what a reader should take away."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.claims import Judgement, Verdict, tally
from helpers.evidence import Evidence
from helpers.present.blocks import BEHIND, article_value
from helpers.present.chart import Chart
from helpers.present.signs import PALE, WORD_COLOUR, sign_of
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import interval_text, listing, number


def verdicts_by_theme(judgements: Sequence[Judgement], sources: pd.DataFrame) -> Chart:
    """Count verdicts by theme, one bar a theme, each part named where it is wide enough."""
    counts = counts_by_theme(judgements)
    figure, axes = canvas(height=0.42 * len(counts) + 1.0)
    left = pd.Series(0, index=counts.index)
    for word in Verdict:
        part = counts[word.value]
        axes.barh(counts.index, part, left=left, color=WORD_COLOUR[word], edgecolor="white", height=0.72)
        for theme, count in part[part > 0].items():
            ink = PALETTE["neutral"] if word in PALE else "white"
            place = left[str(theme)] + count / 2
            axes.text(place, str(theme), f"{sign_of(word)} {count}", ha="center", va="center", color=ink, fontsize=9.5)
        left = left + part
    key(figure, [word for word in Verdict if counts[word.value].sum()])
    axes.invert_yaxis()
    axes.set_xlabel("claims")
    axes.grid(visible=False)
    return Chart(figure, _title(judgements), _alt(counts), counts.reset_index(), sources)


def key(figure: Figure, words: Sequence[Verdict]) -> None:
    """Name the colours above the figure, in the order in which they stand."""
    handles = [Rectangle((0, 0), 1, 1, color=WORD_COLOUR[word], label=f"{sign_of(word)} {word}") for word in words]
    figure.legend(handles=handles, ncols=3, loc="outside upper left", handlelength=1, columnspacing=1.4)


def counts_by_theme(judgements: Sequence[Judgement]) -> pd.DataFrame:
    """Return the number of claims by theme (rows, in the ledger's order) and verdict word (columns)."""
    themes = list(dict.fromkeys(judgement.claim.theme for judgement in judgements))
    rows = {theme: tally([j for j in judgements if j.claim.theme == theme]) for theme in themes}
    return pd.DataFrame(rows).T.rename_axis("theme")


def _title(judgements: Sequence[Judgement]) -> str:
    counts = tally(judgements)
    return f"Of {len(judgements)} claims {listing(f'{count} are {word}' for word, count in counts.items() if count)}"


def _alt(counts: pd.DataFrame) -> str:
    parts = [
        f"{theme}: " + ", ".join(f"{number} {word}" for word, number in row.items() if number)
        for theme, row in counts.iterrows()
    ]
    return "Stacked bars, one a theme, counting claims by verdict. " + "; ".join(parts) + "."


def ledger(judgements: Sequence[Judgement]) -> Table:
    """List every claim with its verdict, both figures and the number of independent sources."""
    rows = [
        {
            "claim": judgement.claim.id,
            "statement": judgement.claim.statement,
            "verdict": judgement.verdict.value,
            "article": article_value(judgement.claim),
            "measured": _measured(judgement),
            "independent_sources": judgement.confidence if judgement.readings else None,
        }
        for judgement in judgements
    ]
    labels = {"article": "article says", "independent_sources": "independent sources"}
    title = f"The ledger: all {len(rows)} claims"
    note = "The measured value is that of the reading most faithful to the claim; the cards below have all readings."
    frame = pd.DataFrame(rows).astype({"independent_sources": "Int64"})
    return Table(frame, title, labels=labels, note=note, name="ledger")


def _measured(judgement: Judgement) -> str:
    reading = next((reading for reading in judgement.readings if reading.measured), None)
    return interval_text(reading.measured, None, reading.unit) if reading and reading.measured else ""


def evidence_by_year(evidence: Evidence, judgements: Sequence[Judgement]) -> Chart | None:
    """Count the sources behind the verdicts by the year in which they appeared; the data are the rows themselves."""
    rows = rows_behind(evidence, judgements)
    if rows.empty:
        return None
    years = rows.assign(year=rows["published"].dt.year).drop_duplicates("source")["year"].value_counts().sort_index()
    figure, axes = canvas(height=2.6)
    axes.bar(years.index, years, color=PALETTE["az"], width=0.8)
    axes.set_ylabel("sources")
    most, total = int(str(years.idxmax())), int(years.sum())
    title = f"{years.max()} of the {total} sources of figures behind the verdicts appeared in {most}"
    alt = f"Bars by year: {listing(f'{year}: {count}' for year, count in years.items())}."
    note = "The download has every observation behind every verdict, by claim and definition."
    return Chart(figure, title, alt, rows, rows, note, BEHIND)


def rows_behind(evidence: Evidence, judgements: Sequence[Judgement]) -> pd.DataFrame:
    """Return the observations behind each reading.

    Returns
    -------
    DataFrame
        claim, definition, verdict (of the reading), then series, entity, period, value, unit, kind, bound, source,
        published, note; one row a reading and observation.
    """
    links = [
        (judgement.claim.id, reading.definition, reading.verdict.value, row)
        for judgement in judgements
        for reading in judgement.readings
        for row in reading.rows
    ]
    linked = pd.DataFrame(links, columns=["claim", "definition", "verdict", "row"])
    columns = ["series", "entity", "period", "value", "unit", "kind", "bound", "source", "published", "note"]
    found = evidence.rows(linked["row"])[columns] if len(linked) else evidence.observations.iloc[:0][columns]
    return pd.concat([linked.drop(columns="row"), found], axis=1)


def rows_used(evidence: Evidence, judgements: Sequence[Judgement]) -> pd.DataFrame:
    """Return the observations behind any of the judgements, each once."""
    return evidence.rows(dict.fromkeys(row for judgement in judgements for row in judgement.rows))


def evidence_words(evidence: Evidence, judgements: Sequence[Judgement]) -> str:
    """Say how much evidence there is and how much of it the verdicts use."""
    used = rows_used(evidence, judgements)
    alone = [j.claim.id for j in judgements if j.confidence == 1]
    size = (
        f"As of {evidence.as_of} there are {number(len(evidence.observations))} observations from "
        f"{number(evidence.observations['source'].nunique())} sources; the verdicts below rest on "
        f"{number(len(used))} of them, from {number(used['source'].nunique())} sources."
    )
    if not alone:
        return size
    return f"{size} One independent source only stands behind {listing(alone)}."


def bottom_line(judgements: Sequence[Judgement]) -> str:
    """Say what a reader should take away: what holds, what does not, what turns on a definition; Markdown."""
    parts = [_answer(judgements)]
    for word, lead in _LEADS.items():
        found = [judgement for judgement in judgements if judgement.verdict is word]
        if found:
            lines = [f"- {_taken_away(j)} ([{j.claim.id}](#claim-{j.claim.id}))" for j in found]
            parts.append("\n".join([f"**{lead}**", "", *lines]))
    left = sum(judgement.verdict is Verdict.NOT_EVALUATED for judgement in judgements)
    if left:
        parts.append(f"{left} claims wait for their rule.")
    return "\n\n".join(parts)


def _answer(judgements: Sequence[Judgement]) -> str:
    counts = tally(judgements)
    return (
        f"Of {len(judgements)} statements the evidence supports {counts['supported']} and contradicts "
        f"{counts['contradicted']}; {counts['partly supported']} hold in part or under some definitions only, on "
        f"{counts['unverified']} there is no independent evidence, and {counts['not checkable']} cannot be checked."
    )


def _taken_away(judgement: Judgement) -> str:
    """The claim; with the reason where the evidence is against it."""
    against = judgement.verdict is Verdict.CONTRADICTED
    return f"{judgement.claim.statement} {judgement.reason}" if against else judgement.claim.statement


_LEADS = {
    Verdict.CONTRADICTED: "Contradicted under every definition on which there is evidence",
    Verdict.PARTLY: "Holds in part, or under some definitions and not under others",
    Verdict.SUPPORTED: "Supported under every definition on which there is evidence",
    Verdict.UNVERIFIED: "Without independent evidence",
}
"""What the bottom line says of each verdict, the most telling first."""
