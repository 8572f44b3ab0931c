"""The data package is what its documents say it is."""

import csv

from frictionless import Package, system

from helpers.evidence import Evidence
from helpers.evidence.loading import read_all, resources_of
from helpers.package import LIVE
from helpers.project import root, visible_files
from helpers.refresh import feeds

DATA = root() / "data"


def test_frictionless_finds_the_package_valid() -> None:
    with system.use_context(trusted=True):
        report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]


def test_every_file_of_the_folder_is_declared() -> None:
    declared = {resource.path for resource in Package(str(DATA / "datapackage.json")).resources}
    there = {path.relative_to(DATA).as_posix() for path in visible_files(DATA) if path.suffix == ".csv"}
    assert {path for path in there if not path.startswith(LIVE)} == declared


def test_live_sources_may_add_to_observations_and_sources_alone() -> None:
    open_ = {name: entry["live"] for name, entry in resources_of(DATA).items() if "live" in entry}
    assert set(open_) == {name for name in resources_of(DATA) if name.startswith("observations-")} | {"sources"}
    assert open_["observations-trade"] == "live/*/trade.csv"


def test_the_vocabulary_is_that_of_the_observations_and_no_more() -> None:
    tables = read_all(DATA, live=False)
    rows = tables["observations"]
    live = {wanted.series for feed in feeds(DATA).values() for wanted in feed.series}
    assert set(tables["series"]["series"]) == set(rows["series"]) | live
    assert set(tables["entities"]["entity"]) == set(rows["entity"])
    assert set(tables["units"]["unit"]) == set(rows["unit"])
    assert (rows.groupby("series")["unit"].nunique() == 1).all()


def test_every_series_has_a_meaning_of_its_own() -> None:
    meanings = read_all(DATA)["series"]["meaning"]
    assert meanings.is_unique
    assert (meanings.str.len() > 20).all()


def test_files_end_their_lines_alike_and_have_no_stray_blanks() -> None:
    for path in DATA.rglob("*.csv"):
        text = path.read_bytes()
        assert b"\r" not in text, path
        assert text.endswith(b"\n"), path
        for row in csv.reader(text.decode("utf-8").splitlines()):
            assert all(cell == cell.strip() for cell in row), (path.name, row)


def test_the_ledger_is_whole(evidence: Evidence) -> None:
    assert len(evidence.table("claims")) >= 41
