"""The page of one comparison: a file of its own, in the look and by the policy of the site."""

from helpers.runs import words
from helpers.runs.comparison import Comparison
from helpers.site.rendering import render


def page(comparison: Comparison) -> str:
    """Write what one run changed against another, in the language that is spoken."""
    return render("comparison", comparison=comparison, words=words)
