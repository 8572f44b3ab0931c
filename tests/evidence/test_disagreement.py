import pandas as pd

from helpers.evidence import disagreement, made, newest


def rows(*values: tuple[float, str, str]) -> pd.DataFrame:
    return made(
        [
            dict(
                series="turnover",
                entity="AZE-KAZ",
                period="2022",
                value=value,
                unit="USD million",
                source=source,
                published=day,
            )
            for value, source, day in values
        ]
    ).observations


def test_two_figures_for_one_thing_are_shown_side_by_side() -> None:
    found = disagreement(
        rows((680, "minister", "2023-01-01"), (460, "bureau", "2023-02-01"), (460, "outlet", "2023-03-01"))
    )
    assert found[["n", "low", "high"]].to_numpy().tolist() == [[2, 460, 680]]
    assert found.loc[0, "sources"] == "bureau;minister;outlet"
    assert found.loc[0, "ratio"] == 680 / 460


def test_agreement_is_no_disagreement() -> None:
    assert disagreement(rows((460, "bureau", "2023-02-01"), (460, "outlet", "2023-03-01"))).empty


def test_the_ratio_is_left_open_where_a_figure_is_not_positive() -> None:
    assert disagreement(rows((-1, "a", "2023-01-01"), (2, "b", "2023-01-01")))["ratio"].isna().all()


def test_the_newest_figure_wins_and_a_tie_is_settled_the_same_way_each_time() -> None:
    assert newest(rows((461.9, "first", "2023-04-01"), (463.3, "revised", "2024-04-01")))["value"].tolist() == [463.3]
    tie = rows((1, "b", "2024-04-01"), (2, "a", "2024-04-01"))
    assert newest(tie)["value"].tolist() == newest(tie.iloc[::-1])["value"].tolist() == [2]
