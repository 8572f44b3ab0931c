"""What the littoral states have done together about the level."""

import pandas as pd

from helpers.evidence import Evidence


def joint_steps(evidence: Evidence) -> pd.DataFrame:
    """Return the steps of two or more littoral states on record, oldest first."""
    rows = evidence.series("institutional_event", kinds=("actual",))
    return rows[rows["entity"].str.contains("CASPIAN|-")].reset_index(drop=True)
