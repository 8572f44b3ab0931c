"""All figures, tables and sentences of the Caspian notebook, under one name."""

from helpers.present.caspian import (
    file_sources,
    say_breaks,
    say_datums,
    say_fall,
    say_files,
    say_horizon,
    say_water,
    sources_of,
)
from helpers.present.caspian_breaks_charts import breaks_chart, counts_table, held_table
from helpers.present.caspian_closing import headlines, say_bottom_line
from helpers.present.caspian_explorer import breaks_explorer
from helpers.present.caspian_fan_charts import fan_chart, rates_chart
from helpers.present.caspian_level_charts import (
    by_start_chart,
    falls_chart,
    levels_chart,
    season_chart,
)
from helpers.present.caspian_level_tables import files_table, latest_table, offsets_table, statements_table
from helpers.present.caspian_outlook_charts import projections_chart, scored_table, sensitivity_table, skill_table
from helpers.present.caspian_ships_charts import (
    dredging_table,
    loads_table,
    say_race,
    say_terminal,
    ships_table,
    steps_table,
    terminal_chart,
)
from helpers.present.caspian_water_charts import balance_chart, sea_table

__all__ = [
    "balance_chart",
    "breaks_chart",
    "breaks_explorer",
    "by_start_chart",
    "counts_table",
    "dredging_table",
    "falls_chart",
    "fan_chart",
    "file_sources",
    "files_table",
    "headlines",
    "held_table",
    "latest_table",
    "levels_chart",
    "loads_table",
    "offsets_table",
    "projections_chart",
    "rates_chart",
    "say_bottom_line",
    "say_breaks",
    "say_datums",
    "say_fall",
    "say_files",
    "say_horizon",
    "say_race",
    "say_terminal",
    "say_water",
    "scored_table",
    "sea_table",
    "season_chart",
    "sensitivity_table",
    "ships_table",
    "skill_table",
    "sources_of",
    "statements_table",
    "steps_table",
    "terminal_chart",
]
