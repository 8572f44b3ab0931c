"""Live sources: fetched behind one signature, screened, and kept as vintages that are never changed."""
