"""A report is fresh until something that it can see has changed; what has changed is said in words."""

import json
import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from helpers.factory import fingerprint as prints
from helpers.factory.catalogue import find
from helpers.factory.fingerprint import Fingerprint, fingerprint
from helpers.factory.plan import Job
from helpers.project import root


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of notebooks and evidence that may be changed."""
    for name in ("notebooks", "data"):
        shutil.copytree(root() / name, tmp_path / name)
    shutil.copy2(root() / "uv.lock", tmp_path / "uv.lock")
    monkeypatch.setenv("CASPIAN_PROJECT", str(tmp_path))
    return tmp_path


def job(name: str = "02_trade", formats: tuple[str, ...] = ("html", "pdf"), **settings: object) -> Job:
    notebook = find([name])[0]
    return Job(notebook, notebook.model(**settings), formats)


def append(path: Path, row: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


ROW = "az_kz_trade_turnover_azrep,AZE-KAZ,2031,1,USD million,actual,,{source},made up"


def test_nothing_changed_is_nothing_said(project: Path) -> None:
    first = fingerprint(job())
    assert fingerprint(job()).changes(first) == fingerprint(job(), like=first).changes(first) == []
    assert Fingerprint.from_dict(json.loads(json.dumps(first.as_dict()))) == first


def test_rows_are_read_again_only_where_a_file_the_code_or_the_day_is_another(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, read, visible = fingerprint(job()), list[object](), prints._visible
    monkeypatch.setattr(prints, "_visible", lambda *asked: read.append(asked) or visible(*asked))
    again = fingerprint(job(seed=7), like=first)
    assert again.evidence == first.evidence
    assert not read
    other_code = Fingerprint(**{**first.as_dict(), "code": {**first.code, "helpers/analysis/trade.py": "another"}})
    earlier_form = Fingerprint(**{name: value for name, value in first.as_dict().items() if name != "files"})
    for like in (other_code, earlier_form):
        assert fingerprint(job(), like=like).evidence == first.evidence
    assert fingerprint(job(as_of="2024-12-31"), like=first).evidence == fingerprint(job(as_of="2024-12-31")).evidence
    assert len(read) == 4
    append(project / "data/observations/trade.csv", ROW.format(source="made_up"))
    said = ["evidence changed: 1 row of observations/trade.csv"]
    assert fingerprint(job(), like=first).changes(first) == fingerprint(job()).changes(first) == said


def test_a_vintage_makes_stale_what_sees_its_table_on_a_day_that_knows_it(project: Path) -> None:
    early = {"as_of": date(2026, 11, 26)}
    trade, diplomacy, before = fingerprint(job()), fingerprint(job("01_diplomacy")), fingerprint(job(**early))
    folder = project / "data/live/customs@2026-11-27"
    folder.mkdir(parents=True)
    for name, row in {
        "sources.csv": "customs@2026-11-27,Customs,Trade,https://example.org/,2026-11-27,en,",
        "trade.csv": ROW.format(source="customs@2026-11-27"),
    }.items():
        head = next(project.joinpath("data").rglob(name)).read_text(encoding="utf-8").splitlines()[0]
        (folder / name).write_text(f"{head}\n{row}\n", encoding="utf-8")
    assert fingerprint(job()).changes(trade) == fingerprint(job(), like=trade).changes(trade) == [
        "evidence changed: 1 row of observations/trade.csv", "evidence changed: 1 row of sources.csv"
    ]  # fmt: skip
    assert fingerprint(job("01_diplomacy")).changes(diplomacy) == fingerprint(job(**early)).changes(before) == []


def test_what_a_feed_continues_decides_what_is_seen(project: Path) -> None:
    first = fingerprint(job())
    edit(project / "data/feeds.toml", '"datahub_gdp_2026", ', "")
    assert fingerprint(job()).changes(first) == ["list of continued sources changed"]


def test_a_row_is_counted_where_it_is_seen_and_nowhere_else(project: Path) -> None:
    trade, diplomacy, all_of_it = (fingerprint(job(name)) for name in ("02_trade", "01_diplomacy", "00_scorecard"))
    source = next(iter(project.joinpath("data/observations/trade.csv").read_text().splitlines()[1:])).split(",")[7]
    for _ in range(3):
        append(project / "data/observations/trade.csv", ROW.format(source=source))
    said = ["evidence changed: 3 rows of observations/trade.csv"]
    assert fingerprint(job()).changes(trade) == fingerprint(job("00_scorecard")).changes(all_of_it) == said
    assert fingerprint(job("01_diplomacy")).changes(diplomacy) == []


def test_a_source_counts_where_it_is_cited(project: Path) -> None:
    trade, diplomacy = fingerprint(job()), fingerprint(job("01_diplomacy"))
    edit(project / "data/sources.csv", "voeten_idealpoints_2024,", "voeten_idealpoints_2024,Somebody of the name of ")
    assert fingerprint(job()).changes(trade) == fingerprint(job("01_diplomacy")).changes(diplomacy) == []
    votes = fingerprint(job("08_turkic_integration"))
    edit(project / "data/sources.csv", "Somebody of the name of ", "")
    assert fingerprint(job("08_turkic_integration")).changes(votes) == ["evidence changed: 1 row of sources.csv"]


def test_what_was_published_later_does_not_move_an_earlier_day(project: Path) -> None:
    then, now = fingerprint(job(as_of="2024-12-31")), fingerprint(job())
    append(project / "data/sources.csv", "made_up_2026,Nobody,Made up,,2026-06-01,en,")
    append(project / "data/observations/trade.csv", ROW.format(source="made_up_2026"))
    assert fingerprint(job(as_of="2024-12-31")).changes(then) == []
    assert len(fingerprint(job()).changes(now)) == 2


@pytest.mark.parametrize(
    ("published", "day", "public"),
    [
        ("2024-12-31", "2024-12-31", True),
        ("2025-01-01", "2024-12-31", False),
        ("2024", "2024-06-30", True),  # in doubt it was public: a needless run harms less than a stale report
        ("2025", "2024-12-31", False),
        ("", "2024-12-31", True),
        ("2031", "", True),
    ],
)
def test_a_date_is_compared_as_far_as_it_is_precise(published: str, day: str, public: bool) -> None:
    assert prints._public(published, day) is public


def test_outputs_and_editors_marks_do_not_count_but_words_and_tags_do(project: Path) -> None:
    first, path = fingerprint(job()), project / "notebooks" / "02_trade.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["kernelspec"]["display_name"] = "Another"
    content["cells"][2]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "seen"}]
    path.write_text(json.dumps(content))
    assert fingerprint(job()).changes(first) == []
    content["cells"][0]["source"] = "# Is it so?"
    path.write_text(json.dumps(content))
    assert fingerprint(job()).changes(first) == ["the notebook changed"]


def test_parameters_formats_and_the_lock_file_are_named(project: Path) -> None:
    first = fingerprint(job(formats=("html",)))
    append(project / "uv.lock", "# changed")
    assert fingerprint(job(seed=7)).changes(first) == ["parameter seed changed", "uv.lock changed", "no pdf was made"]


def test_changed_code_is_named_by_its_file() -> None:
    first = fingerprint(job())
    other = Fingerprint(**{**first.as_dict(), "code": {**first.code, "helpers/analysis/trade.py": "another"}})
    assert first.changes(other) == ["code changed: helpers/analysis/trade.py"]
    assert fingerprint(job(), like=other).changes(other) == ["code changed: helpers/analysis/trade.py"]


def test_the_order_of_rows_does_not_matter(project: Path) -> None:
    first, path = fingerprint(job()), project / "data" / "observations" / "trade.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    random.Random(1).shuffle(rows)
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    assert fingerprint(job()).changes(first) == []
