"""The factory: plan, execute, render, archive."""
