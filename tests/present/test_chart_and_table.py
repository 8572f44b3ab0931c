"""Figures and tables as blocks."""

import csv
import io
import string
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from types import SimpleNamespace

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from helpers.models.interval import Interval
from helpers.present import Chart, Table, canvas
from helpers.present.chart import draw
from helpers.present.spreadsheet import records_csv
from helpers.present.table import csv_text

DATA = pd.DataFrame({"year": [2023, 2024], "value": [1.5, 2.25]})


def made_chart(**changed: object) -> Chart:
    figure, axes = canvas()
    axes.plot(DATA["year"], DATA["value"])
    axes.annotate("costs $1, then $2", (2023.5, 2))
    given_fields = {"figure": figure, "title": "It grew", "alt": "A line rises.", "data": DATA, **changed}
    return Chart(**given_fields)  # type: ignore[arg-type]


def drawn_plainly(figure: Figure) -> str:
    """Draw a figure that has been laid out with nothing but matplotlib."""
    picture = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "caspian"}):
        figure.savefig(picture, format="svg", metadata={"Date": None, "Creator": None})
    return picture.getvalue()[picture.getvalue().index("<svg") :]


def test_one_figure_always_gives_the_same_bytes() -> None:
    assert made_chart().block([])["svg"] == made_chart().block([])["svg"]


def test_a_figure_carries_no_address_to_fetch_and_no_date() -> None:
    svg = made_chart().block([])["svg"]
    assert svg.startswith("<svg")
    assert "dtd" not in svg.lower()
    assert "<dc:date>" not in svg
    assert "matplotlib.org" not in svg


@pytest.mark.parametrize("words", ["both states'", "it's so"])
def test_the_words_of_a_figure_have_the_marks_of_the_page(words: str) -> None:
    figure, (left, right) = canvas(columns=2)
    left.barh([words, "b"], [1, 2])
    right.set_yticks([0, 1], [words, "b"])
    right.set_title(words)
    svg = draw(figure)
    assert svg.count(f"<!-- {words.replace(chr(39), '’')} -->") == 3
    assert words not in svg


@pytest.mark.parametrize("words", [("2024", "1,000"), ("1,000", "AV 2024"), ("one\ntwo", "two"), ("жёлтый", "two AV")])
def test_words_drawn_again_are_drawn_as_matplotlib_draws_them(words: tuple[str, str]) -> None:
    figure, axes = canvas()
    axes.bar(words, [1, 2])
    axes.set_title(words[1], rotation=30)
    axes.annotate(words[0], (0, 1), fontfamily="serif")
    assert draw(figure) == drawn_plainly(figure)


def test_a_figure_drawn_in_another_thread_is_the_same() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: made_chart().block([])["svg"]).result() == made_chart().block([])["svg"]


def test_a_letter_that_the_font_lacks_is_warned_of() -> None:
    figure, axes = canvas()
    axes.set_title("\N{CJK UNIFIED IDEOGRAPH-4E2D}")
    with pytest.warns(UserWarning, match="4E2D.* missing from font"):
        draw(figure)


def test_a_font_that_does_not_tell_how_high_its_lines_are_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = SimpleNamespace(get_sfnt_table=lambda _: None)
    monkeypatch.setattr("helpers.present.chart.get_font", lambda _: silent)
    figure, axes = canvas()
    axes.set_title("one\ntwo", fontsize=12.34)
    assert draw(figure) == drawn_plainly(figure)


def test_a_figure_of_pyplot_is_closed_when_drawn() -> None:
    from matplotlib import pyplot as plt

    figure = plt.figure()
    draw(figure)
    assert plt.get_fignums() == []


@pytest.mark.parametrize("missing", ["title", "alt"])
def test_a_figure_without_words_is_refused(missing: str) -> None:
    with pytest.raises(ValueError, match=missing):
        made_chart(**{missing: " "})


def test_a_figure_without_data_is_refused() -> None:
    with pytest.raises(ValueError, match="has no data"):
        made_chart(data=DATA.head(0))


def test_a_figure_offers_what_it_draws() -> None:
    block = made_chart(note="*So.*").block([{"id": "s"}])
    assert block["csv"] == "year,value\n2023,1.5\n2024,2.25\n"
    assert (block["name"], block["note"], block["sources"]) == ("it-grew", "*So.*", [{"id": "s"}])


def test_columns_are_written_by_format_or_by_type() -> None:
    frame = pd.DataFrame({
        "year": [2023, 2024], "count": [1200, 3], "share": [0.5, np.nan], "rate": [0.126, 0.2],
        "range": [Interval(2, 1, 3), None], "sure": [True, False],
    })  # fmt: skip
    table = Table(frame, "T", formats={"rate": ".0%"}, labels={"share": "Share of all"}).block([])
    assert table["rows"] == [
        ["2023", "1,200", "0.5", "13%", "2 (1 to 3)", "yes"],
        ["2024", "3", "–", "20%", "–", "no"],
    ]
    assert [c["label"] for c in table["columns"]][:3] == ["year", "count", "Share of all"]
    assert [c["align"] for c in table["columns"]] == ["right"] * 4 + ["left"] * 2


def test_a_named_index_is_shown_and_a_numbered_one_is_not() -> None:
    frame = pd.DataFrame({"value": [1]}, index=pd.Index(["Baku"], name="city"))
    assert Table(frame, "T").block([])["rows"] == [["Baku", "1"]]
    assert Table(frame.reset_index(drop=True), "T").block([])["rows"] == [["1"]]


def test_an_empty_table_is_a_table() -> None:
    assert Table(DATA.iloc[:0], "Nothing yet").block([])["rows"] == []


def test_a_wrong_column_name_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\['valeu'\], columns of the table are: year, value"):
        Table(DATA, "T", formats={"valeu": ".1f"})


@given(st.lists(st.text(min_size=1), min_size=1))
def test_no_text_of_a_download_is_a_formula(texts: list[str]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(pd.DataFrame({"t": texts})), newline="")))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in read for cell in row)


@given(st.lists(st.fixed_dictionaries({"t": st.text(), "v": st.floats(allow_nan=False)}), min_size=1))
def test_records_are_written_as_a_frame_of_them(records: list[dict[str, object]]) -> None:
    assert records_csv(records) == csv_text(pd.DataFrame(records))


CELLS = {
    "number": st.floats() | st.none(),
    "count": st.integers(-(2**53), 2**53) | st.none(),
    "sure": st.booleans(),
    "text": st.text(string.ascii_letters + ' ,;"\n') | st.none(),
    "day": st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(pd.Timestamp) | st.none(),
    "moment": st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    "any": st.integers() | st.floats() | st.booleans() | st.sampled_from(["Baku", "a,b", None, pd.NaT, pd.NA]),
}


@given(st.lists(st.fixed_dictionaries(CELLS), max_size=5))
def test_a_download_is_what_pandas_writes_where_no_text_is_a_formula(records: list[dict[str, object]]) -> None:
    frame = pd.DataFrame(records, columns=list(CELLS)).astype({"count": "Int64", "any": object})
    assert csv_text(frame) == frame.to_csv(index=False, lineterminator="\n")


def test_numbers_of_a_download_stay_numbers() -> None:
    assert csv_text(pd.DataFrame({"v": [-1.5]})) == "v\n-1.5\n"


def test_columns_of_one_name_are_both_written_and_both_made_harmless() -> None:
    frame = pd.DataFrame([["=1+1", "Baku"], ["Aktau", "@x"]], columns=["place", "place"])
    assert csv_text(frame) == "place,place\n'=1+1,Baku\nAktau,'@x\n"
