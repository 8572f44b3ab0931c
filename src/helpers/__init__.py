"""What the notebooks of the Caspian collection share: evidence, models, verdicts, figures and the factory."""
