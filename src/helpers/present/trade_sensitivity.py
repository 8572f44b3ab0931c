"""The sensitivity of the verdicts on trade: judged again under other choices, as a table and in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.trade import OWNER
from helpers.claims.ledger import judge_theme
from helpers.claims.verdict import Verdict
from helpers.evidence import Evidence
from helpers.locale import Name, _, listing, n_, p_
from helpers.parameters import Trade
from helpers.present.page import Page
from helpers.present.table import Table

LOOSE = 0.15
VARIATIONS: dict[str, dict[str, Any]] = {
    "as set": {},
    "Azerbaijan only": {"statistics": "azerbaijan"},
    "Kazakhstan only": {"statistics": "kazakhstan"},
    "with gold": {"gold": "with"},
    "without gold": {"gold": "without"},
    "printed only": {"derived": False},
    "stated only": {"inferred": False},
    "looser": {"tolerance": LOOSE},
    "other pairs too": {"profiles": "all"},
}
"""Other choices, by a name."""

LABELS = {
    "as set": Name("as set"),
    "Azerbaijan only": Name("Azerbaijan only"),
    "Kazakhstan only": Name("Kazakhstan only"),
    "with gold": Name("with gold"),
    "without gold": Name("without gold"),
    "printed only": Name("printed only"),
    "stated only": Name("stated only"),
    "looser": Name("tolerance {tolerance:.0%}", tolerance=LOOSE),
    "other pairs too": Name("other pairs too"),
}
"""What a choice is called."""


def sensitivity(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Judge the claims again under other choices.

    Returns
    -------
    DataFrame
        ``claim`` and one column a choice of :data:`VARIATIONS`, with the word of the verdict.
    """
    table = {}
    for name, change in VARIATIONS.items():
        other = Trade(**{**parameters.model_dump(), **change})
        table[name] = {j.claim.id: str(j.verdict) for j in judge_theme(evidence, "trade", other)}
    return pd.DataFrame(table).rename_axis("claim").reset_index()


def sensitivity_table(table: pd.DataFrame) -> Table:
    """Verdicts under other choices; the title says how many depend on them."""
    moved = [claim for claim, *row in table.itertuples(index=False) if len(set(row)) > 1]
    title = n_(
        "{n} of {all} verdicts depends on whose statistics, which definition or which tolerance",
        "{n} of {all} verdicts depend on whose statistics, which definition or which tolerance",
        len(moved), all=len(table),
    )  # fmt: skip
    frame = table[["claim", "as set"]].assign(turned=[_turned(line) or "–" for line in table.to_dict("records")])
    choices = listing(str(label) for name, label in LABELS.items() if name != "as set")
    note = _(
        "One change at a time from the parameters of this run: {choices}. Printed only: without computed levels. "
        "Stated only: without inferred reporters or months.",
        choices=choices,
    )  # fmt: skip
    labels = {"as set": str(LABELS["as set"]), "turned": _("what another choice makes of it")}
    return Table(frame, title, {"as set": lambda word: p_("verdict", word)}, labels, note=note, name="sensitivity")


def _turned(verdicts: Mapping[Any, str]) -> str:
    """Say which choices turn the verdict of a claim, and to what."""
    turning = {name: verdicts[name] for name in VARIATIONS if verdicts[name] != verdicts["as set"]}
    return "; ".join(
        _(
            "{verdict}: {choices}",
            verdict=Verdict(word).said,
            choices=listing((str(LABELS[name]) for name in turning if turning[name] == word), "or"),
        )
        for word in dict.fromkeys(turning.values())
    )


def say_sensitivity(page: Page, table: pd.DataFrame) -> None:
    """What the verdicts would be if the statistics of one state alone were read."""
    for choice, owner in (("Azerbaijan only", OWNER["azerbaijan"]), ("Kazakhstan only", OWNER["kazakhstan"])):
        moved = table[table[choice] != table["as set"]]
        said = [
            Name("{claims} would be {verdict}", claims=listing(rows["claim"]), verdict=Verdict(str(verdict)).said)
            for verdict, rows in moved.groupby(choice, sort=False)
        ]
        if said:
            page.say("By {owner} alone, {said}.", owner=owner, said=listing(said))
