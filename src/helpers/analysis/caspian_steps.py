"""What the littoral states have done together about the level."""

import pandas as pd

from helpers.evidence import Evidence

BANK = "World Bank"
"""A study that a bank announces is no step of the states."""


def joint_steps(evidence: Evidence) -> pd.DataFrame:
    """Return the steps of two or more littoral states on record, oldest first."""
    rows = evidence.series("institutional_event", kinds=("actual",))
    joint = rows["entity"].str.contains("CASPIAN|-") & ~rows["note"].str.startswith(BANK)
    return rows[joint].reset_index(drop=True)
