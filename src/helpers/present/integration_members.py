"""Figures and tables of the test whether members of the organisation vote alike beyond their region."""

from typing import Any

import pandas as pd

from helpers.analysis import integration_members as members
from helpers.locale import Name, _, dashed, heads
from helpers.models.permutation import BAND
from helpers.parameters import Integration
from helpers.parameters.integration import REGIONS
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table

GROUPS = {
    "members in the region": "accent", "members, one elsewhere": "neutral", "region, not members": "good",
    "others": "muted",
}  # fmt: skip
HEADS = heads("region", "p")
_WORDS = {
    "members in the region": Name("both members, in Central Asia or Azerbaijan"),
    "members, one elsewhere": Name("both members, one of them Türkiye"),
    "region, not members": Name("in Central Asia or Azerbaijan, not both members"),
    "others": Name("all other pairs"),
}
_TOLD = {
    "members in the region": Name("pairs of members in the region were {value:.1f} percent alike"),
    "region, not members": Name("their neighbours' other pairs {value:.1f} percent"),
    "members, one elsewhere": Name("members' pairs with one elsewhere {value:.1f} percent"),
}
OVER = {"pairs": Name("over pairs"), "states": Name("over states")}


def spread_chart(pairs: pd.DataFrame, sources: list[str], parameters: Integration) -> Chart | None:
    """Draw every pair's likeness over the window with its range, members marked; None without pairs."""
    if pairs.empty or pairs["member"].all() or not pairs["member"].any():
        return None
    figure, ax = canvas(height=1.1 + 0.185 * len(pairs))
    for place, line in enumerate(reversed(pairs.to_dict("records"))):
        colour = PALETTE[GROUPS[line["group"]]]
        ax.plot([100 * line["low"], 100 * line["high"]], [place, place], color=colour, lw=2.2, alpha=0.45)
        ax.plot(100 * line["value"], place, "o", color=colour, ms=5)
    ax.set_yticks(range(len(pairs)), [str(dashed(pair)) for pair in reversed(pairs["pair"].tolist())], fontsize=8.5)
    for label, group in zip(ax.get_yticklabels(), reversed(pairs["group"].tolist()), strict=True):
        label.set_color(PALETTE[GROUPS[group]])
    ax.set(xlabel=_("alike, percent"), ylim=(-0.8, len(pairs) - 0.2), xlim=(_floor(pairs), 102))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    for i, (group, role) in enumerate(GROUPS.items()):
        ax.text(0.03, 0.97 - 0.04 * i, str(_WORDS[group]), transform=ax.transAxes, color=PALETTE[role], fontsize=9,
                va="top")  # fmt: skip
    means = pairs.groupby("group")["value"].mean()
    groups = ", ".join(
        str(Name(words.text, value=100 * means[group])) for group, words in _TOLD.items() if group in means
    )
    title = _("From {first} to {last} {groups}", first=parameters.first_year, last=parameters.last_year, groups=groups)
    dots = "; ".join(
        _("{pair} {value:.1f}", pair=dashed(line["pair"]), value=100 * line["value"])
        for line in pairs.to_dict("records")
    )
    alt = _("Dots with ranges, likest first: {dots} percent.", dots=dots)
    note = _("Ranges: what so few roll calls leave open; resolutions return each year, so the true ones are wider.")
    columns = ["pair", "group", "value", "low", "high", "n_votes", "n_rollcalls"]
    return Chart(figure, title, alt, pairs[columns], sources, note, "pairs")


def _floor(pairs: pd.DataFrame) -> float:
    return float(100 * pairs["low"].min() - 3)


def parts_table(parts: pd.DataFrame, sources: list[str]) -> Table | None:
    """Set members against others in each stratum; None where no stratum has both."""
    if parts.empty:
        return None
    inner = parts[parts["stratum"] == members.INNER]
    line = (inner if len(inner) else parts).iloc[0]
    said: dict[str, Any] = {"where": members.STRATA[line["stratum"]], "points": abs(100 * line["difference"])}
    title = _("{where:Nom}, members are {points:.1f} points less alike than others", **said)
    if line["difference"] > 0:
        title = _("{where:Nom}, members are {points:.1f} points more alike than others", **said)
    formats = {"inside": ".1%", "outside": ".1%", "difference": "+.1f"}
    labels = {
        "stratum": _("pairs"),
        "difference": _("difference, points"),
        "members": _("pairs of members"),
        "others": _("other pairs"),
        "inside": _("members alike"),
        "outside": _("others alike"),
    }
    note = _(
        "Elsewhere, the members' pairs are those with Türkiye, and the others include Israel and the United States. "
        "Differences are taken before rounding."
    )
    strata = [str(members.STRATA[stratum]) for stratum in parts["stratum"]]
    frame = parts.assign(stratum=strata, difference=100 * parts["difference"]).iloc[::-1]
    return Table(frame, title, formats, labels, sources, note, "strata")


def membership_chart(found: pd.DataFrame, sources: list[str], parameters: Integration) -> Chart | None:
    """Draw what membership is worth against what shuffled memberships are worth; None without a test."""
    rows = found[found["outcome"] == "level"].iloc[::-1]
    if rows.empty:
        return None
    figure, ax = canvas(height=1.2 + 0.5 * len(rows))
    for place, line in enumerate(rows.to_dict("records")):
        ax.plot([100 * line["low"], 100 * line["high"]], [place, place], color=PALETTE["muted"], lw=9, alpha=0.35,
                solid_capstyle="butt")  # fmt: skip
        stands = line["p"] < parameters.significance
        role = "accent" if stands else "neutral"
        face = PALETTE[role] if stands else "white"
        ax.plot(100 * line["effect"], place, "D", color=PALETTE[role], mfc=face, ms=7)
        ax.text(0.985, place, _("p = {p:.2f}", p=line["p"]), transform=ax.get_yaxis_transform(), va="center",
                ha="right", fontsize=9, color=PALETTE[role])  # fmt: skip
    names = [
        _("{region},\nmembership shuffled {over}", region=REGIONS[r], over=OVER[o])
        for r, o in zip(rows["region"], rows["over"], strict=True)
    ]
    ax.set_yticks(range(len(rows)), names, fontsize=8.7)
    ax.axvline(0, color=PALETTE["muted"], lw=0.8)
    reach = 100 * max(rows["high"].max(), rows["effect"].max())
    ax.set(xlabel=_("points by which pairs of members are more alike"), ylim=(-0.6, len(rows) - 0.4),
           xlim=(100 * rows["low"].min() - 2, reach * 1.35))  # fmt: skip
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    effects = "; ".join(
        _(
            "{region}, {over}: {effect:+.1f} points, p {p:.2f}", region=REGIONS[line["region"]],
            over=OVER[line["over"]], effect=100 * line["effect"], p=line["p"],
        )
        for line in rows.to_dict("records")
    )  # fmt: skip
    alt = _("Diamonds for the effect over bands of shuffled effects: {effects}.", effects=effects)
    note = _(
        "Bands: the middle {share:.0%} of shuffles. Pairs that share a state are not independent, so the shuffle over "
        "pairs is too sure; Azerbaijan and Kazakhstan stay members in every shuffle over states. Filled: p "
        "below {significance:g}.",
        share=BAND[1] - BAND[0], significance=parameters.significance,
    )  # fmt: skip
    return Chart(figure, _membership_title(rows, parameters), alt, rows, sources, note, "membership")


def _membership_title(rows: pd.DataFrame, parameters: Integration) -> str:
    over = rows[rows["over"] == "states"]
    real = int((over["p"] < parameters.significance).sum())
    said = {"low": 100 * rows["effect"].min(), "high": 100 * rows["effect"].max()}
    if real:
        return _(
            "Membership is worth {low:+.1f} to {high:+.1f} points and stands out from other sets of states in {real} "
            "of {all} comparisons",
            real=real, all=len(over), **said,
        )  # fmt: skip
    return _(
        "Members are {low:.0f} to {high:.0f} points more alike, but so are other sets of states: p is {p:.2f} or more "
        "when membership is given to others",
        p=over["p"].min(), **said,
    )  # fmt: skip


def change_table(found: pd.DataFrame, sources: list[str], parameters: Integration) -> Table | None:
    """Show what the founding changed among members against others; None where not known."""
    rows = found[(found["outcome"] == "change") & (found["over"] == "states")]
    asked = rows[rows["region"] == parameters.region]
    if asked.empty:
        return None
    regions = [str(REGIONS[region]) for region in rows["region"]]
    frame = rows.assign(region=regions, effect=100 * rows["effect"])
    frame = frame[["region", "effect", "p", "shuffles"]]
    line = asked.iloc[0]
    title = _(
        "Since {year}, members' likeness changed by {effect:+.1f} points against others {region}, p = {p:.2f}",
        year=parameters.founded, effect=100 * line["effect"], region=REGIONS[line["region"]], p=line["p"],
    )  # fmt: skip
    formats = {"effect": "+.1f", "p": ".2f"}
    labels = {
        "effect": _("change of members less that of others, points"), "shuffles": _("possible memberships"),
    }  # fmt: skip
    note = _(
        "Mean of {first} to {before} against {after} to {last}; Uzbekistan, which joined in 2019, counts as a member "
        "throughout.",
        first=parameters.founded - 10, before=parameters.founded - 1, after=parameters.founded + 1,
        last=parameters.last_year,
    )  # fmt: skip
    return Table(frame, title, formats, labels, sources, note, "founding")
