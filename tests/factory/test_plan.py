import pytest

from helpers.factory.catalogue import catalogue, find
from helpers.factory.plan import plan
from helpers.factory.refusal import Refusal
from helpers.parameters import NOTEBOOKS


def test_nothing_named_means_the_whole_collection() -> None:
    assert [job.notebook.name for job in plan()] == sorted(NOTEBOOKS)
    assert all(job.is_standard for job in plan())


def test_a_notebook_may_be_named_by_its_file() -> None:
    assert [found.name for found in find(["notebooks/02_trade.ipynb", "02_trade"])] == ["02_trade"]


def test_an_unknown_notebook_suggests_the_right_one() -> None:
    with pytest.raises(Refusal, match="unknown notebook '02_trad': did you mean 02_trade"):
        plan(["02_trad"])


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(Refusal) as caught:
        plan(["02_trade", "07_caspian_level"], {"tolerances": "0.1"}, ["htm", "pdf"])
    lines = str(caught.value).splitlines()
    assert lines[0] == "unknown format 'htm': did you mean html?"
    assert lines[1].startswith("02_trade has no parameter 'tolerances': did you mean tolerance")
    assert lines[2].startswith("07_caspian_level has no parameter 'tolerances'")


def test_a_job_says_what_was_changed() -> None:
    job = plan(["02_trade"], {"as_of": "2024-12-31", "seed": "2025"})[0]
    assert job.changed() == {"as_of": "2024-12-31"}
    assert not job.is_standard
    assert not plan(["02_trade"], formats=["html"])[0].is_standard


def test_every_notebook_asks_a_question() -> None:
    assert all(notebook.title.endswith("?") for notebook in catalogue())
