"""What notebooks ask of :mod:`helpers.present` by its name."""

from helpers.present.chart import Chart
from helpers.present.page import Page
from helpers.present.style import PALETTE, canvas
from helpers.present.table import Table
from helpers.present.words import interval_text, listing, number

__all__ = ["PALETTE", "Chart", "Page", "Table", "canvas", "interval_text", "listing", "number"]
