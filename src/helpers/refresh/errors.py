"""How asking a live source can end without an answer."""


class FetchError(Exception):
    """The source did not answer, or answered with something that cannot be used; the text holds no secret."""


class Skipped(Exception):
    """The source was not asked, because a token that it needs is not in the environment."""
