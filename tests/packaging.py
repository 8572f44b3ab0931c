"""A data package that is small enough to be read in a moment: the real one, with few of its observations."""

import csv
import json
import shutil
from collections.abc import Collection
from pathlib import Path

from helpers.project import root

SERIES = ("brent_price", "gdp_current_usd", "population", "caspian_level_altimetry")


def small_package(folder: Path, series: Collection[str] = SERIES, feeds: str = "") -> Path:
    """Copy the data package into a new folder ``data``, with the observations of a few series alone."""
    real = root() / "data"
    package = shutil.copytree(real, folder / "data", ignore=shutil.ignore_patterns("live"))
    for entry in json.loads((real / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        if entry["name"].startswith("observations-"):
            _keep(package / entry["path"], series)
    (package / "corrections.csv").write_text(
        (real / "corrections.csv").read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8"
    )
    (package / "feeds.toml").write_text(feeds, encoding="utf-8")
    return package


def _keep(path: Path, series: Collection[str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *(row for row in rows if row[0] in series)])
