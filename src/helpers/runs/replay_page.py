"""The page of a replay: when each claim became known, held and flipped, and what became public before it did."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from typing import Final

import jinja2
import pandas as pd
from markupsafe import Markup

from helpers.claims.history import first_known
from helpers.factory.pages import environment, hash_of, style_sheet
from helpers.factory.sheets import Cell, Sheet, becomes, word
from helpers.locale import Name, _, day, listing, n_, speaking
from helpers.present.foot import source_html
from helpers.present.html import fragment, style
from helpers.present.markdown import inline_html
from helpers.present.scorecard_doubt import history_words
from helpers.present.scorecard_spans import spans_of, verdict_spans
from helpers.runs.judging import Day
from helpers.runs.turnings import Kind, Turning, checkable, turnings, verdicts

NAMES: Final[Mapping[str, str]] = {"en": "English", "ru": "Русский"}
"""What an edition is called, in its own language; another goes by its code."""

MOST_SOURCES: Final = 6
"""Sources that are named behind a turning; of more the rest are counted."""

CLAIM: Final = re.compile(r"\b[A-Z]{3}-\d+\b")
"""The id of a claim in a sentence."""

_KINDS: Final = {
    Kind.KNOWN: Name("became known"), Kind.FLIPPED: Name("flipped"), Kind.LOST: Name("fell silent again"),
}  # fmt: skip

Sources = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Card:
    """A verdict that turned."""

    claim: str
    statement: str
    kind: str
    change: Markup
    reason: str
    cause: str
    sources: Sequence[Markup]


@dataclass(frozen=True)
class Turned:
    """What turned by a day."""

    anchor: str
    head: str
    cards: Sequence[Card] = field(default_factory=list)


def replay_page(days: Sequence[Day], lang: str, sources: Sources, places: Mapping[str, str]) -> str:
    """Write the page in a language.

    Parameters
    ----------
    days
        Judged in this language.
    sources
        Every source by its id, as a citation has it.
    places
        File of each edition, by language.
    """
    with speaking(lang):
        return _page(days, lang, sources, places)


def _page(days: Sequence[Day], lang: str, sources: Sources, places: Mapping[str, str]) -> str:
    whole = verdicts(days)
    table = checkable(whole)
    last, before = days[-1].day, days[-2].day
    end = last + (last - before)
    chart = verdict_spans(table[["day", "claim", "verdict"]], end)
    turned = turnings(days)
    css = f"{style_sheet()}\n{style()}"
    return _environment().get_template("replay.html.j2").render(
        lang=lang,
        title=_("When did each claim become known, hold and flip?"),
        subtitle=_("Verdicts as of {n} days from {first} to {last}", n=len(days), first=days[0].day, last=last),
        twins=[(other, NAMES.get(other, other), place) for other, place in places.items() if other != lang],
        findings=[Markup(inline_html(text)) for text in _findings(table, chart.title, turned)],  # noqa: S704  escapes
        figure=Markup(fragment(chart.block([]), _("Figure {n}", n=1))),  # noqa: S704  escapes
        days=[_turned(list(same), sources) for _day, same in groupby(turned, key=lambda one: one.day)],
        claims=_sheet(days[-1], spans_of(table, end)),
        open=_left_out(whole, table),
        style=Markup(css),  # noqa: S704  our own file
        style_hash=hash_of(css),
    )  # fmt: skip


@cache
def _environment() -> jinja2.Environment:
    """The environment of all pages of the house, with the templates of this room before those of the factory."""
    shared = environment()
    loaders = [jinja2.PackageLoader("helpers.runs"), shared.loader]
    return shared.overlay(loader=jinja2.ChoiceLoader([loader for loader in loaders if loader]))


def _findings(table: pd.DataFrame, title: str, turned: Sequence[Turning]) -> Iterator[str]:
    """Say what a reader should take away, in Markdown, one paragraph each."""
    yield f"**{title}.**"
    known = Counter(one.day for one in turned if one.kind is Kind.KNOWN)
    if known:
        yield _most(max(known.values()), [day for day, count in known.items() if count == max(known.values())])
    yield CLAIM.sub(r"[\g<0>](#claim-\g<0>)", history_words(first_known(table)))


def _most(count: int, days: Sequence[date]) -> str:
    one, *more = days
    if not more:
        return n_("Most became known by {day}: {n} claim.", "Most became known by {day}: {n} claims.", count, day=one)
    told = listing(map(day, days))
    return n_(
        "Most became known by {days}: {n} claim each time.",
        "Most became known by {days}: {n} claims each time.", count, days=told,
    )  # fmt: skip


def _turned(same: Sequence[Turning], sources: Sources) -> Turned:
    head = n_("By {day}: {n} verdict", "By {day}: {n} verdicts", len(same), day=same[0].day)
    return Turned(f"by-{same[0].day}", head, [_card(one, sources) for one in same])


def _card(one: Turning, sources: Sources) -> Card:
    named = [Markup(source_html(sources[name])) for name in one.new[:MOST_SOURCES] if name in sources]  # noqa: S704
    rest = len(one.new) - len(named)
    more = [Markup.escape(n_("and {n} more source", "and {n} more sources", rest))] if rest else []
    return Card(
        one.claim, one.statement, str(_KINDS[one.kind]), becomes(one.before, one.verdict), one.reason, _cause(one),
        [*named, *more],
    )  # fmt: skip


def _cause(one: Turning) -> str:
    """Say what of the evidence is behind a turning."""
    if one.new:
        return n_(
            "Behind it is {n} source that became public after {since}:",
            "Behind it are {n} sources that became public after {since}:", len(one.new), since=one.since,
        )  # fmt: skip
    if one.gone:
        return n_(
            "No source behind it is new; {n} on which the verdict rested before no longer counts.",
            "No source behind it is new; {n} on which the verdict rested before no longer count.", len(one.gone),
        )  # fmt: skip
    return _(
        "No source behind it became public after {since}: the verdict turned with the day itself.", since=one.since
    )


def _sheet(last: Day, spans: pd.DataFrame) -> Sheet:
    statements = {judged.claim: judged.statement for judged in last.claims}
    rows: list[list[Cell]] = [
        [Markup('<span id="claim-{0}">{0}</span>').format(claim), statements.get(str(claim), ""), _course(group)]
        for claim, group in spans.groupby("claim", sort=False)
    ]
    title = _("The verdict on each claim: the first one, and each later one with the day by which it was reached")
    return Sheet(title, [_("Claim"), _("Statement"), _("Verdicts")], rows)


def _course(group: pd.DataFrame) -> Markup:
    told = [
        word(str(span.verdict)) if number == 0
        else Markup("{} {}").format(word(str(span.verdict)), _("by {day:short}", day=span.start))
        for number, span in enumerate(group.itertuples())
    ]  # fmt: skip
    return Markup("<br>").join(told)


def _left_out(whole: pd.DataFrame, table: pd.DataFrame) -> str:
    """Say which claims no evidence can turn."""
    left = [claim for claim in whole["claim"].unique() if claim not in set(table["claim"])]
    return _("Left out, for no evidence decides on them: {claims}.", claims=listing(left)) if left else ""
