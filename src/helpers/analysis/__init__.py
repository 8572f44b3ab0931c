"""What the evidence of a theme says: evidence joined with models, for the rules and the notebooks alike."""
