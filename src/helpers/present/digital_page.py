"""All figures, tables and sentences of the notebook on the digital link, under one name."""

from helpers.present.digital import promises_chart, sources_of, steps_chart
from helpers.present.digital_capacity_charts import rates_chart
from helpers.present.digital_closing import headlines, say_bottom_line
from helpers.present.digital_latency_charts import (
    calibration_table,
    constants_table,
    latency_chart,
    lengths_table,
    pairs_chart,
)
from helpers.present.digital_network_charts import (
    assumed_table,
    closures_chart,
    luck_table,
    network_chart,
    outages_table,
)
from helpers.present.digital_tables import drifts_table, figures_table, outcomes_table, steps_table
from helpers.present.digital_words import (
    say_capacity,
    say_drift,
    say_evidence,
    say_latency,
    say_pairs,
    say_ways,
)

__all__ = [
    "assumed_table",
    "calibration_table",
    "closures_chart",
    "constants_table",
    "drifts_table",
    "figures_table",
    "headlines",
    "latency_chart",
    "lengths_table",
    "luck_table",
    "network_chart",
    "outages_table",
    "outcomes_table",
    "pairs_chart",
    "promises_chart",
    "rates_chart",
    "say_bottom_line",
    "say_capacity",
    "say_drift",
    "say_evidence",
    "say_latency",
    "say_pairs",
    "say_ways",
    "sources_of",
    "steps_chart",
    "steps_table",
]
