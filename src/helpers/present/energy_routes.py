"""Figures of the routes of Kazakh oil, and of the pair of figures for Dubendi."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from helpers.analysis.energy_dubendi import ANSWERS, HYPOTHESES
from helpers.locale import Name, _, heads, n_, p_, tabled
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import number

HEADS = heads("route", "kind", "what")
_NOTES = (
    Name("KMG-SOCAR agreement, Tengiz oil, annual volume"),
    Name("since the agreement; KMG and SOCAR fleets on parity"),
    Name("first Tengiz cargo reached Sangachal (Azertrans) from Aktau aboard President Heydar Aliyev"),
    Name("KMG-SOCAR agreement on stepwise growth, annual volume"),
    Name("SOCAR Midstream-KMG Trading agreement, Kashagan oil, annual volume"),
    Name("first Kashagan cargo, tanker Taraz, arrived Sangachal 27 January"),
)
NOTES = {note.text: note for note in _NOTES}
"""Notes of the evidence that a table shows, to be translated; any other stays as it was written."""


def concentration_chart(years: pd.DataFrame) -> Chart | None:
    """Draw the concentration of Kazakh oil exports by year, and the share that goes by Azerbaijan; None without any."""
    if years.empty:
        return None
    figure, axes = canvas(height=3.2, columns=2, width_ratios=[3, 2])
    left, right = axes
    for row in years.to_dict("records"):
        colour = PALETTE["neutral"]
        left.plot([row["year"]] * 2, [row["low"], row["high"]], color=colour, lw=4, alpha=0.4)
        left.plot(row["year"], row["value"], "o", color=colour, ms=7, mfc="white" if row["kind"] == "plan" else colour)
        left.annotate(number(row["value"], 2), (row["year"], row["high"]), (0, 7), textcoords="offset points",
                      ha="center", fontsize=9)  # fmt: skip
    left.set(ylabel=_("concentration, 1 is one route"), ylim=(0.5, max(0.78, float(years["high"].max()) + 0.06)))
    for column, role, label in (("btc", "kz", _("into the pipeline")), ("azerbaijan", "az", _("all to Azerbaijan"))):
        known = years[years[column].notna()]
        right.plot(known["year"], 100 * known[column], "o-", color=PALETTE[role])
        if len(known):
            above = column == "azerbaijan"
            at: Any = known.sort_values(column).iloc[-1 if above else 0]
            right.annotate(label, (at["year"], 100 * at[column]), (0 if above else 14, 8 if above else -3),
                           color=PALETTE[role], textcoords="offset points", ha="right" if above else "left",
                           fontsize=9)  # fmt: skip
    right.set(ylabel=_("percent of all exports"), ylim=(0, 4.2))
    for ax in axes:
        ax.set_xticks(sorted(set(years["year"])))
        ax.margins(x=0.12)
    actual = years[years["kind"] == "actual"]
    ends = (actual if len(actual) else years).iloc[[0, -1]]
    first, last = ends.iloc[0], ends.iloc[-1]
    apart = last["low"] > first["high"] or last["high"] < first["low"]
    moved = Name("rose") if last["value"] > first["value"] else Name("fell")
    title = _(
        "Concentration {way} from {before:.2f} in {first} to {after:.2f} in {last}",
        way=moved if apart else Name("stayed within its range,"), before=first["value"], first=first["year"],
        after=last["value"], last=last["year"],
    )  # fmt: skip
    dots = "; ".join(
        _(
            "{year}: {value:.2f} ({low:.2f} to {high:.2f})",
            **{name: r[name] for name in ("year", "value", "low", "high")},
        )
        for r in years.to_dict("records")
    )
    alt = _("Dots with ranges by year. {dots}.", dots=dots)
    note = _(
        "Herfindahl-Hirschman index: the sum of squared shares of routes. The range holds what no route claims, as one "
        "route or as many, and rival figures. Hollow: a plan of the ministry, no measurement; "
        "shares of such a year rest on the planned total."
    )
    sources = sorted({s for used in years["sources"] for s in used})
    return Chart(figure, title, alt, years.drop(columns=["rows", "sources"]), sources, note, "energy-routes")


def routes_table(routes: pd.DataFrame) -> Table | None:
    """List the oil by route and year; None without any."""
    if routes.empty:
        return None
    alone = routes.groupby("year")["route"].transform("size") < 2
    shown = routes[~alone | routes["route"].eq("cpc") | routes["year"].eq(routes["year"].max())]
    wide = shown.pivot_table(index="label", columns="year", values="value", aggfunc="last")
    frame = wide.astype(float).set_axis([str(c) for c in wide.columns], axis=1).rename_axis("route").reset_index()
    last = routes[routes["year"] == routes["year"].max()].sort_values("value").iloc[-1]
    title = _(
        "{route} is the largest route, {size:.1f} Mt in {year}", route=last["label"], size=last["value"],
        year=last["year"],
    )  # fmt: skip
    sources = sorted({s for used in shown["sources"] for s in used})
    formats = {c: ".2f" for c in frame.columns if c != "route"}
    note = _("Mt a year, years with CPC or with two routes; a dash is not nought, but not published.")
    return Table(frame, title, formats, {}, sources, note)


def dubendi_chart(tested: pd.DataFrame, sources: pd.DataFrame) -> Chart | None:
    """Draw what the terminal's figures could be, against what the balance of masses allows; None if unknown."""
    known = tested[tested["expected"].notna()]
    if known.empty:
        return None
    rows = known.iloc[::-1].reset_index(drop=True)
    figure, ax = canvas(height=1.3 + 0.42 * len(rows))
    for y, row in enumerate(rows.to_dict("records")):
        colour = PALETTE["good" if row["answer"] == "possible" else "bad"]
        ax.plot([row["low"], row["high"]], [y, y], color=colour, lw=5, alpha=0.5, solid_capstyle="butt")
        ax.plot(row["expected"], y, "o", color=colour, ms=7)
        ax.plot(row["reported"], y, "|", color=PALETTE["neutral"], ms=18, mew=2.5)
        ax.text(
            1040, y, f"{number(row['reported'], 0)}: {ANSWERS[row['answer']]}", va="center", color=colour, fontsize=9
        )
    ax.set_yticks(range(len(rows)), [_name(row) for row in rows.to_dict("records")], fontsize=8.8)
    ax.set(xlabel=_("kt in the half-year"), xlim=(-40, 1250), ylim=(-0.6, len(rows) - 0.4))
    ax.set_xticks(range(0, 1001, 250))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    alt = _(
        "Ranges against a mark for the terminal's figure. {ranges}.",
        ranges="; ".join(_range(row) for row in known.to_dict("records")),
    )
    title = _dubendi_title(known)
    note = _("Mark: the figure reported for the terminal. Range: what the reading would give, all rounding carried.")
    return Chart(figure, title, alt, known.drop(columns="rows"), sources, note, "energy-dubendi")


def _name(row: dict[Hashable, Any]) -> str:
    return f"{row['half'][:4]}: {HYPOTHESES[row['what']]}"


def _range(row: dict[Hashable, Any]) -> str:
    return _(
        "{reading}: {low:.0f} to {high:.0f} against {reported:.0f}, {answer}",
        reading=_name(row), low=row["low"], high=row["high"], reported=row["reported"], answer=ANSWERS[row["answer"]],
    )  # fmt: skip


def _dubendi_title(known: pd.DataFrame) -> str:
    fits = known[known["answer"] == "possible"]
    if fits.empty:
        return _("Of {all} readings of the figures as Kazakh crude, none fits the balance", all=len(known))
    said = ", ".join(
        _(
            "{reading} in {year} ({size:.0f} kt)", reading=HYPOTHESES[r["what"]], year=r["half"][:4],
            size=r["reported"],
        )
        for r in fits.to_dict("records")
    )  # fmt: skip
    return n_(
        "Of {all} readings of the figures as Kazakh crude, {n} fits the balance: {readings}",
        "Of {all} readings of the figures as Kazakh crude, {n} fit the balance: {readings}",
        len(fits), all=len(known), readings=said,
    )  # fmt: skip


def agreements_table(found: pd.DataFrame) -> Table | None:
    """List the dated agreements and cargoes; None without any."""
    if found.empty:
        return None
    frame = found[["period", "kind", "kt", "what"]]
    kinds = {"agreement": p_("kind", "agreement"), "cargo": p_("kind", "cargo")}
    frame = frame.assign(
        kind=[kinds[kind] for kind in found["kind"]], what=[str(NOTES.get(what, what)) for what in found["what"]]
    )
    signed = int((found["kind"] == "agreement").sum())
    title = _(
        "{signed} dated agreements and {cargoes} records of cargoes under them",
        signed=signed, cargoes=len(found) - signed,
    )  # fmt: skip
    note = _("Oil: thousand tonnes a year for an agreement, thousand tonnes in all for a cargo.")
    return Table(frame, title, {"kt": ",.0f", "period": tabled}, {"kt": _("oil, kt")}, found, note)
