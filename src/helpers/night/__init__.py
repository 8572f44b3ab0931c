"""One night from end to end: refresh, build, compare, publish, tell."""
