"""What the Middle Corridor notebook says of the rival ways and of the narrowest place: computed sentences."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.corridor_names import of_chain, place
from helpers.analysis.corridor_network import MIDDLE, NORTH, SEA, Way
from helpers.locale import Name, _, listing
from helpers.models.network import Flow
from helpers.present.page import Page


def say_ways(page: Page, table: pd.DataFrame, drawn: dict[str, Way], origin: str, destination: str) -> None:
    """The chance of being faster, and how much of it is assumption."""
    rows = {row["way"]: row for row in table.to_dict("records")}
    if MIDDLE not in rows:
        return
    rivals = [(rows[key], word) for key, word in ((NORTH, Name("the north")), (SEA, Name("the ocean"))) if key in rows]
    first = _("No rival's days were published by this day.")
    if rivals:
        first = _(
            "From {origin} to {destination} the Middle Corridor beats {faster} on time, and {cheaper} on price.",
            origin=place(origin), destination=place(destination),
            faster=listing(_beaten(row["faster"], word) for row, word in rivals),
            cheaper=listing(_beaten(row["cheaper"], word) for row, word in rivals),
        )  # fmt: skip
    page.say(first, of="corridor-ways")
    assumed = drawn[MIDDLE].parts["days_from"].eq("assumed")
    page.say(
        "{assumed} of the {n} parts of its way have no published days; {share:.0%} of its days and {price:.0%} of its "
        "price are assumed, so the draws compare what is supposed as much as what is known.",
        of="corridor-parts", assumed=int(assumed.sum()), n=len(assumed), share=drawn[MIDDLE].assumed_share,
        price=drawn[MIDDLE].assumed_price,
    )  # fmt: skip


def _beaten(share: float, rival: Name) -> Name:
    if share in (0, 1):
        return Name("{rival} in every draw", rival=rival) if share else Name("{rival} in no draw", rival=rival)
    return Name("{rival} in {share:.0%} of the draws", rival=rival, share=share)


def say_checks(page: Page, checks: pd.DataFrame) -> None:
    """Whether the legs add up to what is published door to door."""
    waits = checks["implied_wait"].dropna()
    if waits.empty:
        return
    page.say(
        "To add up to the published times from door to door, each change between rail and ship would have to take "
        "{low:.1f} to {high:.1f} days, a wait that no publication times.",
        low=waits.min(), high=waits.max(),
    )  # fmt: skip


def say_bottleneck(
    page: Page, flow: Flow, steps: pd.DataFrame, cargo: float | None, ceiling: float, stated: float | None
) -> None:
    """Where the chain binds, what would bind next, and what is stated for the whole."""
    if not np.isfinite(flow.value) or not flow.cut:
        page.say("No capacity was published by this day that would bind the whole chain.")
        return
    said: dict[str, Any] = {"places": of_chain(flow.cut), "flow": flow.value}
    told = [_("The narrowest place on record is {places}, {flow:.1f} million tonnes a year.", **said)]
    if cargo:
        told = [
            _(
                "The narrowest place on record is {places}, {flow:.1f} million tonnes a year, of which the cargo of "
                "the last known year would fill {share:.0%}.",
                share=cargo / flow.value, **said,
            )
        ]  # fmt: skip
    page.say(" ".join([*told, *_of_the_whole(flow, steps, ceiling, stated)]))


def _of_the_whole(flow: Flow, steps: pd.DataFrame, ceiling: float, stated: float | None) -> list[str]:
    """What officials give the route, whether what is planned would pass, and what would bind next."""
    told, later = [], steps.iloc[1:]
    if stated:
        told.append(_("Officials give the whole route {stated:g} million tonnes.", stated=stated))
    if flow.value < ceiling:
        times = ceiling / flow.value
        told.append(
            _(
                "The {ceiling:g} million tonnes that are planned would need {times:.1f} times what that place takes.",
                ceiling=ceiling, times=times,
            )
        )  # fmt: skip
    else:
        told.append(_("The {ceiling:g} million tonnes that are planned would pass.", ceiling=ceiling))
    if len(later):
        told.append(
            _(
                "If it were widened, the chain would bind at {flow:.1f} million tonnes: {places}.",
                places=of_chain(later.iloc[0]["binding"]), flow=later.iloc[0]["flow"],
            )
        )  # fmt: skip
    return told
