"""The ledger as a whole: its verdicts, the evidence behind them, and what a reader should take away."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.claims import Judgement, Verdict, tally
from helpers.evidence import Evidence
from helpers.locale import Name, _, heads, listing, n_, p_
from helpers.present.blocks import BEHIND, article_value
from helpers.present.chart import Chart
from helpers.present.named import named
from helpers.present.page import Page
from helpers.present.signs import PALE, WORD_COLOUR, sign_of
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import interval_text

HEADS = heads("claim", "statement", "verdict", "measured")
PROPER = {"caspian": "Caspian"}
"""Themes whose code is a proper name in English."""


def verdicts_by_theme(judgements: Sequence[Judgement], sources: pd.DataFrame) -> Chart | None:
    """Count verdicts by theme, one bar a theme, each part named; None where no verdict has a source."""
    if sources.empty:
        return None
    counts = counts_by_theme(judgements)
    figure, axes = canvas(height=0.42 * len(counts) + 1.0)
    names = [called(theme) for theme in counts.index]
    left = [0] * len(names)
    for word in Verdict:
        part = [int(count) for count in counts[word.value]]
        axes.barh(names, part, left=left, color=WORD_COLOUR[word], edgecolor="white", height=0.72)
        ink = PALETTE["neutral"] if word in PALE else "white"
        for name, start, count in zip(names, left, part, strict=True):
            if count:
                text = f"{sign_of(word)} {count}"
                axes.text(start + count / 2, name, text, ha="center", va="center", color=ink, fontsize=9.5)
        left = [start + count for start, count in zip(left, part, strict=True)]
    key(figure, [word for word in Verdict if counts[word.value].sum()])
    axes.invert_yaxis()
    axes.set_xlabel(_("claims"))
    axes.grid(visible=False)
    return Chart(figure, _title(judgements), _alt(counts), counts.reset_index(), sources)


def key(figure: Figure, words: Sequence[Verdict]) -> None:
    """Name the colours above the figure, in the order in which they stand."""
    handles = [Rectangle((0, 0), 1, 1, color=WORD_COLOUR[word], label=f"{sign_of(word)} {word.said}") for word in words]
    figure.legend(handles=handles, ncols=3, loc="outside upper left", handlelength=1, columnspacing=1.4)


def counts_by_theme(judgements: Sequence[Judgement]) -> pd.DataFrame:
    """Return the number of claims by theme (rows, in the ledger's order) and verdict word (columns)."""
    themes = list(dict.fromkeys(judgement.claim.theme for judgement in judgements))
    rows = {theme: tally([j for j in judgements if j.claim.theme == theme]) for theme in themes}
    return pd.DataFrame(rows).T.rename_axis("theme")


def called(theme: str) -> str:
    """Name a theme of the ledger in the language that is spoken.

    >>> called("trade"), called("caspian")
    ('trade', 'Caspian')
    """
    name = p_("theme", theme)
    return PROPER.get(name, name)


def said(word: str) -> str:
    """Say a verdict of a table, in which it stands in English; nothing for none.

    >>> said("supported"), said("")
    ('supported', '')
    """
    return Verdict(word).said if word else ""


def _title(judgements: Sequence[Judgement]) -> str:
    found = {word: count for word, count in tally(judgements).items() if count}
    counts = listing(
        n_("{n} is {verdict}", "{n} are {verdict}", count, verdict=said(str(word))) for word, count in found.items()
    )
    return _("Of {all} claims {counts}", all=len(judgements), counts=counts)


def _alt(counts: pd.DataFrame) -> str:
    parts = [f"{called(str(theme))}: {_counted(row)}" for theme, row in counts.iterrows()]
    return _("Stacked bars, one a theme, counting claims by verdict. {themes}.", themes="; ".join(parts))


def _counted(row: pd.Series) -> str:
    found = {word: count for word, count in row.items() if count}
    return ", ".join(_("{count} {verdict}", count=count, verdict=said(str(word))) for word, count in found.items())


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
    labels = {"article": _("article says"), "independent_sources": _("independent sources")}
    title = _("The ledger: all {count} claims", count=len(rows))
    note = _(
        "Measured is what can be held against the article's figure, by the reading most faithful to it; the cards "
        "below have all readings."
    )
    frame = pd.DataFrame(rows).astype({"independent_sources": "Int64"})
    return Table(frame, title, {"verdict": said}, labels, note=note, name="ledger")


def _measured(judgement: Judgement) -> str:
    """What was measured in the unit of the article's figure; nothing where it gives none."""
    stated = judgement.claim
    found = (r.measured for r in judgement.readings if r.measured and stated.value and r.unit == stated.unit)
    measured = next(found, None)
    return interval_text(measured, None, stated.unit) if measured else ""


def evidence_by_year(evidence: Evidence, judgements: Sequence[Judgement]) -> Chart | None:
    """Count the sources behind the verdicts by the year in which they appeared; the data are the rows themselves."""
    rows = rows_behind(evidence, judgements)
    if rows.empty:
        return None
    years = rows.assign(year=rows["published"].dt.year).drop_duplicates("source")["year"].value_counts().sort_index()
    figure, axes = canvas(height=2.6)
    axes.bar(years.index, years, color=PALETTE["az"], width=0.8)
    axes.set_ylabel(_("sources"))
    most, total = int(str(years.idxmax())), int(years.sum())
    title = _(
        "{count} of the {total} sources of figures behind the verdicts appeared in {year}",
        count=int(years.max()), total=total, year=most,
    )  # fmt: skip
    alt = _("Bars by year: {years}.", years=listing(f"{year}: {count}" for year, count in years.items()))
    note = _("The download has every observation behind every verdict, by claim and definition.")
    return Chart(figure, title, alt, rows, rows, note, BEHIND)


def rows_behind(evidence: Evidence, judgements: Sequence[Judgement]) -> pd.DataFrame:
    """Return the observations behind each reading.

    Returns
    -------
    DataFrame
        claim, definition, verdict (of the reading), then series, entity, period, value, unit, kind, bound, source,
        published, note, series_name, entity_name; one row a reading and observation.
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
    return pd.concat([linked.drop(columns="row"), named(evidence, found)], axis=1)


def rows_used(evidence: Evidence, judgements: Sequence[Judgement]) -> pd.DataFrame:
    """Return the observations behind any of the judgements, each once."""
    return evidence.rows(dict.fromkeys(row for judgement in judgements for row in judgement.rows))


def evidence_words(evidence: Evidence, judgements: Sequence[Judgement]) -> str:
    """Say how much evidence there is and how much of it the verdicts use."""
    used, all_ = rows_used(evidence, judgements), evidence.observations
    if used.empty:
        return _(
            "As of {day} the collection holds this many observations: {all:,}; none of them speaks to a claim.",
            day=evidence.as_of, all=len(all_),
        )  # fmt: skip
    alone = [j.claim.id for j in judgements if j.confidence == 1]
    size = _(
        "As of {day} there are {all:,} observations from {sources:,} sources; the verdicts below rest on {used:,} of "
        "them, from {used_sources:,} sources.",
        day=evidence.as_of, all=len(all_), sources=int(all_["source"].nunique()),
        used=len(used), used_sources=int(used["source"].nunique()),
    )  # fmt: skip
    if not alone:
        return size
    return f"{size} {_('Only one independent source stands behind {claims}.', claims=listing(alone))}"


def headlines(page: Page, judgements: Sequence[Judgement]) -> None:
    """Show how many claims were judged, and how many there are of each verdict: these add up to the first."""
    counts = tally(judgements)
    page.headline("judged", _("claims judged"), len(judgements) - int(counts[Verdict.NOT_EVALUATED]))
    for word in (one for one in Verdict if one is not Verdict.NOT_EVALUATED):
        page.headline(word.replace(" ", "_"), word.said, int(counts[word]))


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
        parts.append(n_("{n} claim waits for its rule.", "{n} claims wait for their rule.", left))
    return "\n\n".join(parts)


def _answer(judgements: Sequence[Judgement]) -> str:
    counts = tally(judgements)
    return _(
        "Of {all} statements the evidence supports {supported}, contradicts {contradicted} and supports {partly} in "
        "part or under some definitions only; on {unverified} it is silent or not independent, and {unchecked} cannot "
        "be checked.",
        all=len(judgements), supported=counts[Verdict.SUPPORTED], contradicted=counts[Verdict.CONTRADICTED],
        partly=counts[Verdict.PARTLY], unverified=counts[Verdict.UNVERIFIED], unchecked=counts[Verdict.NOT_CHECKABLE],
    )  # fmt: skip


def _taken_away(judgement: Judgement) -> str:
    """The claim; with the reason where the evidence is against it."""
    against = judgement.verdict is Verdict.CONTRADICTED
    return f"{judgement.claim.statement} {judgement.reason}" if against else judgement.claim.statement


_LEADS = {
    Verdict.CONTRADICTED: Name("Contradicted under every definition on which there is evidence"),
    Verdict.PARTLY: Name("Holds in part, or under some definitions and not under others"),
    Verdict.SUPPORTED: Name("Supported under every definition on which there is evidence"),
    Verdict.UNVERIFIED: Name("Without independent evidence"),
}
"""What the bottom line says of each verdict, the most telling first."""
