"""Figures and tables of the test whether members of the organisation vote alike beyond their region."""

import pandas as pd

from helpers.analysis import integration as votes
from helpers.analysis import integration_members as members
from helpers.models.permutation import BAND
from helpers.parameters import Integration
from helpers.present.chart import Chart
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table

GROUPS = {
    "members in the region": "accent", "members, one elsewhere": "az", "region, not members": "good", "others": "muted",
}  # fmt: skip
_WORDS = {
    "members in the region": "both members, in Central Asia or Azerbaijan",
    "members, one elsewhere": "both members, one of them Turkiye",
    "region, not members": "in Central Asia or Azerbaijan, not both members",
    "others": "all other pairs",
}
OVER = {"pairs": "over pairs", "states": "over states"}


def spread_chart(pairs: pd.DataFrame, sources: list[str], parameters: Integration) -> Chart | None:
    """Draw every pair's likeness over the window with its range, members marked; None without pairs."""
    if pairs.empty or pairs["member"].all() or not pairs["member"].any():
        return None
    figure, ax = canvas(height=1.1 + 0.185 * len(pairs))
    for place, line in enumerate(reversed(pairs.to_dict("records"))):
        colour = PALETTE[GROUPS[line["group"]]]
        ax.plot([100 * line["low"], 100 * line["high"]], [place, place], color=colour, lw=2.2, alpha=0.45)
        ax.plot(100 * line["value"], place, "o", color=colour, ms=5)
    ax.set_yticks(range(len(pairs)), [_named(pair) for pair in reversed(pairs["pair"].tolist())], fontsize=8.5)
    for label, group in zip(ax.get_yticklabels(), reversed(pairs["group"].tolist()), strict=True):
        label.set_color(PALETTE[GROUPS[group]])
    ax.set(xlabel="alike, percent", ylim=(-0.8, len(pairs) - 0.2), xlim=(_floor(pairs), 102))
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    for i, (group, role) in enumerate(GROUPS.items()):
        ax.text(0.03, 0.97 - 0.04 * i, _WORDS[group], transform=ax.transAxes, color=PALETTE[role], fontsize=9, va="top")
    means = pairs.groupby("group")["value"].mean()
    told = {
        "members in the region": "pairs of members in the region were {} alike",
        "region, not members": "their neighbours' other pairs {}",
        "members, one elsewhere": "members' pairs with one elsewhere {}",
    }
    text = ", ".join(words.format(_pct(means[group])) for group, words in told.items() if group in means)
    title = f"From {parameters.first_year} to {parameters.last_year} {text}"
    alt = "Dots with ranges, likest first: " + "; ".join(
        f"{_named(line['pair'])} {100 * line['value']:.1f}" for line in pairs.to_dict("records")
    ) + " percent."  # fmt: skip
    note = "Ranges: what so few roll calls leave open; resolutions return each year, so the true ones are wider."
    columns = ["pair", "group", "value", "low", "high", "n_votes", "n_rollcalls"]
    return Chart(figure, title, alt, pairs[columns], sources, note, "pairs")


def _named(pair: str) -> str:
    return "–".join(votes.NAMES.get(code, code) for code in pair.split("-"))


def _pct(value: float) -> str:
    return f"{100 * value:.1f} percent"


def _floor(pairs: pd.DataFrame) -> float:
    return float(100 * pairs["low"].min() - 3)


def parts_table(parts: pd.DataFrame, sources: list[str]) -> Table | None:
    """Set members against others in each stratum; None where no stratum has both."""
    if parts.empty:
        return None
    inner = parts[parts["stratum"] == members.STRATA["one of 6"]]
    line = (inner if len(inner) else parts).iloc[0]
    title = (
        f"{line['stratum'][0].upper()}{line['stratum'][1:]}, members are {abs(100 * line['difference']):.1f} points "
        f"{'more' if line['difference'] > 0 else 'less'} alike than others"
    )
    formats = {"inside": ".1%", "outside": ".1%", "difference": "+.1f"}
    labels = {
        "stratum": "pairs",
        "difference": "difference, points",
        "members": "pairs of members",
        "others": "other pairs",
        "inside": "members alike",
        "outside": "others alike",
    }
    note = "Elsewhere, the members' pairs are those with Turkiye, and the others include Israel and the United States."
    frame = parts.assign(difference=100 * parts["difference"]).iloc[::-1]
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
        role = "accent" if line["p"] < parameters.significance else "neutral"
        ax.plot(100 * line["effect"], place, "D", color=PALETTE[role], ms=7)
        ax.text(0.985, place, f"p = {line['p']:.2f}", transform=ax.get_yaxis_transform(), va="center", ha="right",
                fontsize=9, color=PALETTE[role])  # fmt: skip
    names = [
        f"{members.REGIONS[r]},\nmembership shuffled {OVER[o]}"
        for r, o in zip(rows["region"], rows["over"], strict=True)
    ]
    ax.set_yticks(range(len(rows)), names, fontsize=8.7)
    ax.axvline(0, color=PALETTE["muted"], lw=0.8)
    reach = 100 * max(rows["high"].max(), rows["effect"].max())
    ax.set(xlabel="points by which pairs of members are more alike", ylim=(-0.6, len(rows) - 0.4),
           xlim=(100 * rows["low"].min() - 2, reach * 1.35))  # fmt: skip
    ax.grid(axis="x")
    ax.grid(visible=False, axis="y")
    over = rows[rows["over"] == "states"]
    real = int((over["p"] < parameters.significance).sum())
    title = (
        f"Membership is worth {100 * rows['effect'].min():+.1f} to {100 * rows['effect'].max():+.1f} points and "
        f"stands out from other sets of states in {real} of {len(over)} comparisons"
    )
    if not real:
        title = (
            f"Members are {100 * rows['effect'].min():.0f} to {100 * rows['effect'].max():.0f} points more alike, but "
            f"so are other sets of states: p is {over['p'].min():.2f} or more when membership is given to others"
        )
    alt = "Diamonds for the effect over bands of shuffled effects: " + "; ".join(
        f"{members.REGIONS[line['region']]}, {OVER[line['over']]}: {100 * line['effect']:+.1f} points, "
        f"p {line['p']:.2f}"
        for line in rows.to_dict("records")
    ) + "."  # fmt: skip
    note = (
        f"Bands: the middle {BAND[1] - BAND[0]:.0%} of shuffles. Pairs that share a state are not independent, "
        "so the shuffle over pairs is too sure; Azerbaijan and Kazakhstan stay members in every shuffle over states."
    )
    return Chart(figure, title, alt.replace("-", "−"), rows, sources, note, "membership")


def change_table(found: pd.DataFrame, sources: list[str], parameters: Integration) -> Table | None:
    """Show what the founding changed among members against others; None where not known."""
    rows = found[(found["outcome"] == "change") & (found["over"] == "states")]
    asked = rows[rows["region"] == parameters.region]
    if asked.empty:
        return None
    frame = rows.assign(region=rows["region"].map(members.REGIONS), effect=100 * rows["effect"])
    frame = frame[["region", "effect", "p", "shuffles"]]
    line = asked.iloc[0]
    title = (
        f"Since {parameters.founded}, members' likeness changed by {100 * line['effect']:+.1f} points against others "
        f"{members.REGIONS[line['region']]}, p = {line['p']:.2f}"
    ).replace("+-", "−").replace("-", "−")  # fmt: skip
    formats = {"effect": "+.1f", "p": ".2f"}
    labels = {"effect": "change of members less that of others, points", "shuffles": "possible memberships"}
    note = (
        f"Mean of {parameters.founded - 10} to {parameters.founded - 1} against {parameters.founded + 1} to "
        f"{parameters.last_year}; Uzbekistan, which joined in 2019, counts as a member throughout."
    )
    return Table(frame, title, formats, labels, sources, note, "founding")
