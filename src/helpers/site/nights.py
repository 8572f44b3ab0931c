"""The page of nights: what the last one found of each live source, and what each night made and changed."""

from collections.abc import Sequence
from typing import Final

from helpers.locale import _, listing, n_, tabled
from helpers.runs.nights import GOOD, Night, Source, in_a_row

SHOWN: Final = 30
"""Nights that the page goes back."""

PAGE: Final = "nights.html"


def sources(nights: Sequence[Night]) -> dict[str, Source]:
    """Return the live sources as the newest night found them that asked any."""
    return next((night.sources for night in nights if night.sources), {})


def stale(nights: Sequence[Night]) -> str:
    """Name the sources of which older figures are in use, each with the day of them; empty if there are none."""
    down = {name: source for name, source in sources(nights).items() if source.down_since}
    return listing(
        _("{source} (of {day})", source=one.title or name, day=tabled(str(one.since))) if one.since
        else _("{source} (nothing fetched yet)", source=one.title or name)
        for name, one in down.items()
    )  # fmt: skip


def stood(source: Source) -> str:
    """Say how a source was found.

    Examples
    --------
    >>> stood(Source(status="down", nights=3)), stood(Source(status="new", new=2, revised=1))
    ('no usable answer for 3 nights', '2 new rows and 1 revised row')
    """
    if source.status == "down":
        return n_("no usable answer for {n} night", "no usable answer for {n} nights", source.nights)
    if source.status == "held":
        return n_("an implausible answer held back for {n} night", "implausible answers held back for {n} nights",
                  source.nights)  # fmt: skip
    if source.status == "skipped":
        return _("not asked: it wants a key that is not set")
    brought = [n_("{n} new row", "{n} new rows", source.new)] if source.new else []
    brought += [n_("{n} revised row", "{n} revised rows", source.revised)] if source.revised else []
    return listing(brought) if brought else _("nothing new")


def made(night: Night) -> str:
    """Say what became of the reports of a night."""
    if not night.reports:
        return _("none was made")
    states = [report.state for report in night.reports.values()]
    fresh, good = states.count("fresh"), sum(state in GOOD for state in states)
    parts = [n_("{n} made", "{n} made", good - fresh)] if good > fresh else []
    parts += [n_("{n} could not be made", "{n} could not be made", len(states) - good)] if good < len(states) else []
    return listing(parts) if parts else _("all were up to date")


def changed(night: Night) -> str:
    """Say what a night changed against the one before; empty where it was not compared."""
    compared = night.compared.get("night")
    if compared is None:
        return ""
    parts = [n_("{n} verdict turned", "{n} verdicts turned", len(compared.turns))] if compared.turns else []
    if compared.moves:
        parts += [n_("{n} headline number moved", "{n} headline numbers moved", len(compared.moves))]
    return listing(parts) if parts else _("nothing changed")


def down(night: Night) -> str:
    """Name the sources that gave a night no usable answer."""
    return listing(source.title or name for name, source in night.down.items())


def broken_off(nights: Sequence[Night], night: Night) -> bool:
    """Whether a night never ended; the newest one may be at work, as this page is made in it."""
    return night.ended is None and night is not nights[0]


def missed(night: Night) -> str:
    """Name the days before a night on which there was none, those in a row by the first and the last."""
    spans = ["/".join(dict.fromkeys(map(str, (days[0], days[-1])))) for days in in_a_row(night.missed)]
    return listing(tabled(span) for span in spans)
