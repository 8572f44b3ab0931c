"""The look of figures: readable by everybody."""

from itertools import combinations

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from helpers.present import PALETTE, canvas
from helpers.present.signs import PALE, WORD_COLOUR, sign_of
from tests.present.looks import faults

# Machado, Oliveira and Fernandes (2009), severity 1.0; linear RGB
SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array([
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ]),
    "deuteranopia": np.array([
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881],
    ]),
    "tritanopia": np.array([
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039],
    ]),
}  # fmt: skip
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
Colour = npt.NDArray[np.float64]


def linear(colour: str) -> Colour:
    part = np.array(to_rgb(colour))
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def lab(colour: Colour) -> Colour:
    scaled = XYZ @ np.clip(colour, 0, 1) / np.array([0.9505, 1.0, 1.089])
    x, y, z = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("role", PALETTE)
def test_a_label_in_any_colour_can_be_read_on_white(role: str) -> None:
    assert 1.05 / (XYZ[1] @ linear(PALETTE[role]) + 0.05) >= 4.5


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("one", "other"), list(combinations(PALETTE, 2)))
def test_colours_stay_apart_for_every_kind_of_sight(sight: str, one: str, other: str) -> None:
    seen = [lab(SIGHT[sight] @ linear(PALETTE[role])) for role in (one, other)]
    assert np.linalg.norm(seen[0] - seen[1]) > 10


@pytest.mark.parametrize("word", WORD_COLOUR)
def test_the_sign_of_a_verdict_can_be_read_on_its_colour(word: str) -> None:
    fill, ink = (XYZ[1] @ linear(colour) + 0.05 for colour in (WORD_COLOUR[word], PALETTE["neutral"]))
    assert (fill / ink if word in PALE else 1.05 / fill) >= 4.5


def test_verdicts_are_told_apart_without_colour() -> None:
    checkable = ["supported", "partly supported", "contradicted", "unverified", "not checkable"]
    assert len({sign_of(word) for word in checkable}) == len(checkable)


GREY_TWINS = {("kz", "muted")}
"""Equally light: muted is the colour of context and never stands for a thing beside Kazakhstan's."""


@pytest.mark.parametrize(("one", "other"), sorted(set(combinations(PALETTE, 2)) - GREY_TWINS))
def test_colours_stay_apart_in_grey_print(one: str, other: str) -> None:
    lightness = [lab(linear(PALETTE[role]))[0] for role in (one, other)]  # CIE 1976 L*, of the luminance alone
    assert abs(lightness[0] - lightness[1]) > 5


@pytest.mark.parametrize(("one", "other"), [("az", "kz"), ("good", "bad"), ("az", "muted"), ("neutral", "muted")])
def test_colours_that_meet_most_are_far_apart_in_grey_print(one: str, other: str) -> None:
    lightness = [lab(linear(PALETTE[role]))[0] for role in (one, other)]
    assert abs(lightness[0] - lightness[1]) > 12


def drawn(figure: Figure, axes: Axes) -> list[str]:
    FigureCanvasAgg(figure).draw()
    return [label.get_text() for label in axes.get_xticklabels()]


def test_thousands_are_grouped_and_years_are_not() -> None:
    figure, axes = canvas()
    axes.set_xlim(0, 3_000_000)
    axes.set_xticks([0, 1_500, 3_000_000])
    assert drawn(figure, axes) == ["0", "1,500", "3,000,000"]
    axes.set_xlim(1995, 2030)
    axes.set_xticks([2000, 2020])
    assert drawn(figure, axes) == ["2000", "2020"]


def test_dates_and_names_keep_their_own_ticks() -> None:
    figure, (left, right) = canvas(columns=2)
    left.plot(pd.to_datetime(["2024-01-01", "2024-03-01"]), [1, 2])
    right.bar(["Aktau", "Baku"], [1, 2])
    assert "2024" in " ".join(drawn(figure, left))
    assert drawn(figure, right) == ["Aktau", "Baku"]


def test_a_canvas_is_themed_and_unknown_to_pyplot() -> None:
    figure, axes = canvas()
    assert isinstance(figure, Figure)
    assert not axes.spines["top"].get_visible()
    assert axes.get_title() == ""
    assert min(mpl.rcParams[f"{axis}tick.labelsize"] for axis in "xy") >= 8.5
    from matplotlib import pyplot as plt

    assert plt.get_fignums() == []


def test_a_canvas_has_as_many_panels_as_asked() -> None:
    assert canvas(columns=2)[1].shape == (2,)
    assert canvas(columns=2, rows=3, sharex=True)[1].shape == (3, 2)


def test_a_text_on_another_one_and_a_text_cut_off_are_seen() -> None:
    figure, axes = canvas()
    axes.text(0.5, 0.5, "here", transform=axes.transAxes)
    assert faults(figure) == []
    axes.text(0.5, 0.5, "there", transform=axes.transAxes)
    figure.text(0.99, 0.5, "far out")
    assert faults(figure) == ["'far out' leaves the figure", "'here' lies on 'there'"]
