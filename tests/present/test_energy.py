"""Figures and tables of the energy notebook: they state findings, and stay silent where nothing is known."""

import pytest

from helpers.analysis import energy, energy_chain, energy_dubendi, energy_fleet, energy_routes, energy_targets
from helpers.analysis.energy import Goal
from helpers.evidence import Evidence, made
from helpers.parameters import Energy
from helpers.present import Chart, Table
from helpers.present import energy as pictures
from helpers.present import energy_chain as chains
from helpers.present import energy_growth as growth
from helpers.present import energy_routes as ways

FEW = Energy(draws=100, runs=2)
GOAL = Goal(7000.0, 2027)


def parts(evidence: Evidence) -> dict[str, Chart | Table | None]:
    """Every figure and table on some evidence."""
    scored, worth = (
        energy_targets.scored(evidence, FEW),
        energy_targets.worth(energy_targets.scored(evidence, FEW), FEW),
    )
    chain = energy_chain.links(evidence, FEW)
    needs, blend = energy_chain.needs(evidence, GOAL), energy_chain.blend(evidence, GOAL)
    none = evidence.observations.iloc[:0]
    return {
        "flows": pictures.flows_chart({s.key: energy.yearly(evidence, s) for s in energy.SCOPES}, GOAL),
        "promises": pictures.promises_chart(energy_targets.promises(evidence), scored, GOAL),
        "scored": pictures.scored_table(scored),
        "open": pictures.open_table(energy_targets.open_targets(evidence, worth), worth),
        "chances": growth.chances_chart(energy.chances(evidence, FEW, GOAL), GOAL, none),
        "precedents": growth.precedent_chart(energy.precedent(evidence, FEW, GOAL), none),
        "chain": chains.chain_chart(chain, energy_chain.binding(chain, GOAL), GOAL),
        "water": chains.water_chart(energy_fleet.by_level(evidence, FEW, GOAL), 10, GOAL, none),
        "sensitivity": chains.sensitivity_table(energy_fleet.sensitivity(evidence, FEW, GOAL), GOAL),
        "needs": chains.needs_table(needs, blend, none),
        "routes": ways.concentration_chart(energy_routes.concentration(evidence)),
        "table": ways.routes_table(energy_routes.routes(evidence)),
        "agreements": ways.agreements_table(energy_routes.agreements(evidence)),
        "dubendi": ways.dubendi_chart(energy_dubendi.hypotheses(evidence), none),
    }


def test_nothing_known_is_nothing_shown() -> None:
    assert {name for name, part in parts(made([])).items() if part is not None} == set()


def test_titles_carry_the_numbers(evidence: Evidence) -> None:
    shown = parts(evidence)
    assert None not in shown.values()
    titles = {name: part.title for name, part in shown.items() if part is not None}
    assert titles["flows"].startswith("In 2025 the pipeline took 1.3 Mt")
    assert "5.4 times" in titles["precedents"]
    assert "quality of Azeri Light, 2.2 Mt" in titles["chain"]
    assert titles["routes"].startswith("Concentration rose from 0.64 in 2021")
    for part in shown.values():
        if isinstance(part, Chart):
            assert part.block([])["alt"]


@pytest.mark.parametrize(("kt", "text"), [(7000.0, "7"), (1392.0, "1.39"), (0.0, "0")])
def test_thousand_tonnes_as_million(kt: float, text: str) -> None:
    assert pictures.mt(kt) == text
