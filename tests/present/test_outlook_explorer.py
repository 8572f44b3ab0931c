"""The levers of the outlook, explored: each moves what it reaches, in the direction that it must."""

from datetime import date
from typing import Any

import pytest

from helpers.analysis.outlook import simulate
from helpers.analysis.outlook_inputs import world
from helpers.analysis.outlook_targets import leading, targets
from helpers.evidence import Evidence, load
from helpers.locale import missing, speaking
from helpers.parameters import Outlook
from helpers.present.explorer import Explorer, View
from helpers.present.outlook_explorer import levers_explorer

PARAMETERS = Outlook(draws=500)


def made(evidence: Evidence) -> Explorer[Outlook] | None:
    found = world(evidence, PARAMETERS)
    return levers_explorer(found, PARAMETERS, simulate(found, PARAMETERS), leading(targets(evidence, found)))


@pytest.fixture(scope="module")
def explorer(evidence: Evidence) -> Explorer[Outlook]:
    explorer = made(evidence)
    assert explorer is not None
    return explorer


def at(explorer: Explorer[Outlook], **changes: Any) -> View:
    return explorer.view(explorer.at(changes))


def gained(view: View, flow: str) -> float:
    """Percentage points gained over the run as asked, summed over the amounts."""
    rows = view.data[view.data["output"] == flow]
    return float((rows["chance"] - rows["as_asked"]).sum())


@pytest.mark.parametrize(
    ("move", "flow"),
    [
        ({"fleet_factor": 2.0}, "cargo"), ({"tanker_factor": 2.0}, "oil"), ({"dredged": 1.0}, "cargo"),
        ({"tariff": -0.3}, "oil"), ({"fall_factor": 0.0}, "cargo"),
    ],
)  # fmt: skip
def test_a_lever_that_helps_makes_more_likelier(explorer: Explorer[Outlook], move: dict[str, Any], flow: str) -> None:
    assert gained(at(explorer, **move), flow) > 0


@pytest.mark.parametrize("move", [{"fleet_factor": 0.5}, {"dredged": 0.0}, {"tariff": 0.5}, {"fall_factor": 3.0}])
def test_a_lever_moved_the_other_way_takes_cargo(explorer: Explorer[Outlook], move: dict[str, Any]) -> None:
    assert gained(at(explorer, **move), "cargo") < 0


def test_ferries_carry_no_oil_and_tankers_no_cargo(explorer: Explorer[Outlook]) -> None:
    assert gained(at(explorer, fleet_factor=3.0), "oil") == 0
    assert gained(at(explorer, tanker_factor=3.0), "cargo") == 0


def test_a_chance_falls_with_the_amount(explorer: Explorer[Outlook]) -> None:
    for _, rows in at(explorer).data.groupby("output"):
        assert rows["chance"].iloc[0] == 100
        assert rows["chance"].is_monotonic_decreasing


def test_words_say_what_it_was_as_asked_only_where_it_moved(explorer: Explorer[Outlook]) -> None:
    assert "as asked" not in at(explorer).words
    cargo, _, oil = at(explorer, fleet_factor=2.0).words.partition("Oil in")
    assert "as asked" in cargo
    assert "as asked" not in oil.partition("The ships")[0]


def test_its_stills_are_labelled_in_every_language(evidence: Evidence) -> None:
    before = missing()
    for lang in ("en", "ru"):
        with speaking(lang):
            found = made(evidence)
            assert found is not None
            labels = [state["label"] for state in found.block([])["states"]]
            assert len(set(labels)) == len(labels) == 6
    assert missing() == before


def test_its_stills_share_their_axes(explorer: Explorer[Outlook]) -> None:
    views = [explorer.view(setting) for _, setting in explorer.settings()]
    assert len({tuple(ax.get_xlim() for ax in view.figure.axes) for view in views}) == 1


def test_a_flow_that_is_not_known_has_no_panel() -> None:
    thin = made(load(date(2024, 12, 31)))
    assert thin is not None
    assert set(at(thin).data["output"]) == {"cargo"}
    assert "Oil" not in at(thin).words


def test_nothing_is_explored_where_nothing_can_be_simulated() -> None:
    assert made(load(date(2015, 12, 31))) is None
