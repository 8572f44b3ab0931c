"""What the notebooks leave is what the site reads: names of figures, columns of their data, fields of a verdict."""

from pathlib import Path

import jsonschema
import nbformat
import pytest

from helpers.claims import Judgement, judge_theme
from helpers.claims.history import history
from helpers.evidence import Evidence
from helpers.factory.report import report
from helpers.parameters import Parameters
from helpers.present import blocks, scorecard, scorecard_doubt
from helpers.present.exhibits import verdicts_block
from helpers.runs.packets import Packet
from helpers.site.ledger import Ledger, Theme, ledger
from helpers.site.machine import claims_json, schema
from tests.site.conftest import FIRST, notebook, results

THEME = "integration"


@pytest.fixture(scope="module")
def real(evidence: Evidence, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ledger, int]:
    """The ledger of a packet with real verdicts of one theme, and the number of rows behind them."""
    folder = tmp_path_factory.mktemp("real")
    judged = judge_theme(evidence, THEME, Parameters(draws=200))
    used = scorecard.rows_used(evidence, judged)
    days = history([evidence.as_of], Parameters(draws=200)).query("claim in @ids", local_dict={"ids": ids(judged)})
    charts = [scorecard.evidence_by_year(evidence, judged), scorecard_doubt.verdicts_over_time(days, used)]
    cited = blocks.sources(evidence.citations(used))
    items = verdicts_block(evidence, judged, lambda used: blocks.sources(evidence.citations(used)))["items"]
    shown = [chart.block(cited) for chart in charts if chart]
    notebook(folder / "one.ipynb", "Real", [*shown, blocks.block("verdicts", items=items)])
    entry = {"notebook": "one", "parameters": {}, "files": ["one.ipynb"], "results": results([], items)}
    manifest = {"run": FIRST, "environment": {"caspian-notebooks": "0.1.0"}, "reports": {"one": entry}}
    return ledger(Packet(folder, manifest)), len(scorecard.rows_behind(evidence, judged))


def ids(judged: list[Judgement]) -> list[str]:
    return [judgement.claim.id for judgement in judged]


def test_every_row_behind_a_verdict_reaches_the_site(real: tuple[Ledger, int]) -> None:
    found, rows = real
    assert sum(len(entry.rows) for entry in found.entries.values()) == rows > 10


def test_the_history_ends_with_the_verdict(real: tuple[Ledger, int]) -> None:
    for entry in real[0].entries.values():
        assert [word for _, word in entry.history] == [entry.verdict]


def test_real_verdicts_keep_to_the_schema_with_every_field(real: tuple[Ledger, int]) -> None:
    data = claims_json(real[0])
    jsonschema.validate(data, schema("claims.schema.json"))
    described = schema("claims.schema.json")["properties"]["claims"]["items"]["properties"]
    assert set(described) == set(data["claims"][0])
    assert set(described["readings"]["items"]["properties"]) == set(data["claims"][0]["readings"][0])


def test_a_theme_is_labelled_by_the_name_of_its_notebook(tmp_path: Path) -> None:
    notebook(tmp_path / "a.ipynb", "Title", [])
    theme = Theme("04_middle_corridor", report(nbformat.read(tmp_path / "a.ipynb", 4)), FIRST, {})
    assert theme.label == "Middle Corridor"
