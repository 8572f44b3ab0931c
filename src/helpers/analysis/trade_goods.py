"""What the pair trades, as far as the evidence names goods."""

import pandas as pd

from helpers.analysis.trade import PAIR, Measured, level, lines_of, stated_growth
from helpers.analysis.trade_gold import parts
from helpers.evidence import Evidence, newest, remembered
from helpers.locale import Name
from helpers.models.interval import Interval
from helpers.parameters import Trade

_GROWTH = "kz_to_az_product_growth_"
GOODS = {
    "gold": Name("gold"),
    "wheat from Kazakhstan": Name("wheat from Kazakhstan"),
    "non-oil exports of Azerbaijan": Name("non-oil exports of Azerbaijan"),
    "electric locomotives": Name("electric locomotives"),
    "wheat": Name("wheat"),
    "oil products": Name("oil products"),
}
"""What the goods of the tables are called."""


@remembered
def product_shares(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return the goods whose value is known beside the turnover of the same months, Azerbaijan's statistics.

    Returns
    -------
    DataFrame
        ``goods, period, value, turnover, share, rows``, oldest first.
    """
    named = {"wheat from Kazakhstan": ("az_wheat_imports_from_kz_value", "KAZ-AZE"),
             "non-oil exports of Azerbaijan": ("az_to_kz_nonoil_exports_azrep", PAIR)}  # fmt: skip
    lines = []
    for goods, (series, entity) in named.items():
        for row in lines_of(newest(evidence.series(series, entity))):
            total = level(evidence, "azerbaijan", str(row.period), parameters)
            if total is not None:
                ids = (str(row.row), *total.rows)
                lines.append((goods, row.period, row.start, row.value, total.value, row.value / total.value, ids))
    for found in parts(evidence, parameters):
        start = pd.Timestamp(found.period[:4])
        ids = found.total.rows + found.gold.rows
        lines.append(("gold", found.period, start, found.gold.value, found.total.value, found.share, ids))
    columns = ["goods", "period", "start", "value", "turnover", "share", "rows"]
    table = pd.DataFrame(lines, columns=columns).sort_values(["start", "goods", "period"], ignore_index=True)
    return table.drop(columns="start")


def product_growth(evidence: Evidence, parameters: Trade) -> pd.DataFrame:
    """Return how products grew against turnover as a whole, Kazakhstan's statistics of its exports.

    Returns
    -------
    DataFrame
        ``product, period, multiple, total, relative, rows``: ``relative`` above one means that the
        product's share rose.
    """
    series = [f"{_GROWTH}{name}" for name in ("electric_locomotives", "wheat", "oil_products")]
    lines = []
    for row in lines_of(newest(evidence.series(series))):
        total = stated_growth(evidence, "kazakhstan", str(row.period), parameters)
        if total is not None:
            multiple, product = 1 + row.value / 100, str(row.series).removeprefix(_GROWTH).replace("_", " ")
            relative = multiple / total.value
            lines.append((product, row.period, multiple, total.value, relative, (str(row.row), *total.rows)))
    columns = ["product", "period", "multiple", "total", "relative", "rows"]
    return pd.DataFrame(lines, columns=columns).sort_values("relative", ascending=False, ignore_index=True)


def processed_share(evidence: Evidence, parameters: Trade) -> tuple[Measured, Measured] | None:
    """Return the first and the last known share of Azerbaijan's non-oil exports in turnover.

    The nearest measure of processed goods that the evidence has; None where fewer than two years are known.
    """
    table = product_shares(evidence, parameters)
    table = table[table["goods"].str.startswith("non-oil")]
    if table["period"].str[:4].nunique() < 2:
        return None
    first, last = table.iloc[0], table.iloc[-1]
    return (
        Measured(Interval.exactly(first["share"]), str(first["period"]), first["rows"]),
        Measured(Interval.exactly(last["share"]), str(last["period"]), last["rows"]),
    )
