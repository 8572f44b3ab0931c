"""Where the trend of the level broke, by file and by penalty."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analysis.caspian_level import Satellite, chosen, satellite, satellites
from helpers.evidence import Evidence, remembered
from helpers.models import breaks as lines
from helpers.parameters import Caspian

MULTIPLES = (0.25, 0.5, 1.0, 2.0, 4.0)  # of the penalty that the parameters name
ANY = 1.5 / 2  # penalty of the first search, in multiples of the BIC's: too many breaks rather than too few


@dataclass(frozen=True)
class Breaks:
    """The trend of one file and the breaks of all variants.

    Attributes
    ----------
    file
        The file that the parameters choose.
    trend
        Its broken line at the penalty of the parameters.
    variants
        One row a break: ``vintage``, ``penalty``, ``variant``, ``count`` (breaks of that variant),
        ``date``, ``error`` (years), ``before``, ``after`` (metres a year).
    held
        Gatherings of breaks: ``earliest``, ``latest``, ``median``, ``variants``, ``possible`` (variants
        whose file reaches far enough to show it) and ``share``.
    """

    file: Satellite
    trend: lines.Trend
    variants: pd.DataFrame
    held: pd.DataFrame

    @property
    def everywhere(self) -> pd.DataFrame:
        """Breaks that every variant has."""
        return self.held[self.held["share"] == 1]


@remembered
def broken_lines(evidence: Evidence, vintage: str) -> list[lines.Trend]:
    """Return broken lines through a file's adjusted months, from many breaks to none; no penalty changes them."""
    file = satellite(evidence, vintage)
    if file is None:
        return []
    time, level = file.yearly.time, file.yearly.adjusted
    first = lines.candidate_breaks(time, level, lines.break_price(file.yearly.noise, ANY * 2, len(time)))
    return lines.trend_path(time, level, first)


def find_breaks(evidence: Evidence, parameters: Caspian) -> Breaks | None:
    """Find the breaks of every file at every penalty; None where no file was public."""
    file = chosen(evidence, parameters)
    if file is None:
        return None
    files = satellites(evidence)
    paths = {vintage: broken_lines(evidence, vintage) for vintage in files}
    trend = lines.choose(paths[file.vintage], file.yearly.noise, parameters.penalty)
    found = [
        _rows(
            files[vintage],
            lines.choose(path, files[vintage].yearly.noise, multiple * parameters.penalty),
            multiple,
        )
        for vintage, path in paths.items()
        for multiple in MULTIPLES
    ]
    variants = pd.concat(found, ignore_index=True)
    return Breaks(file, trend, variants, held(variants, files, parameters.window))


def _rows(file: Satellite, trend: lines.Trend, multiple: float) -> pd.DataFrame:
    count = len(trend.breaks)
    frame = pd.DataFrame(
        {
            "date": trend.breaks,
            "error": trend.break_errors,
            "before": trend.slopes[:-1],
            "after": trend.slopes[1:],
        }
    )
    return frame.assign(vintage=file.vintage, multiple=multiple, variant=f"{file.vintage} x {multiple:g}", count=count)


def held(variants: pd.DataFrame, files: dict[str, Satellite], window: float) -> pd.DataFrame:
    """Gather the breaks of all variants and count in how many of the possible ones each occurs."""
    gathered = lines.recurring(variants, window)
    reach = np.array([file.yearly.time[-1] - lines.EDGE for file in files.values()])
    possible = [len(MULTIPLES) * int((reach >= date).sum()) for date in gathered["median"]]
    return gathered.assign(possible=possible, share=gathered["variants"] / possible)


def counts(breaks: Breaks) -> pd.DataFrame:
    """Return the number of breaks, one row a file, one column a multiple of the penalty."""
    table = breaks.variants.groupby(["vintage", "multiple"]).size().unstack(fill_value=0)
    return table.reindex([v for v in ("volume", "2026", "2023") if v in table.index])
