"""What is said where something cannot be done as asked."""


class Refusal(Exception):
    """What was asked cannot be done as asked; nothing was started and nothing was touched."""
