"""The claims ledger: verdicts computed from evidence by plain functions.

Every module of this room that holds rules is found and imported here, so a new theme is one new file.
"""

from importlib import import_module
from pkgutil import iter_modules

from helpers.claims.ledger import RULES, claim, claims, judge, judge_all, judge_theme, rule, tally
from helpers.claims.verdict import Claim, Judgement, Reading, Verdict, settle

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = [
    "RULES",
    "Claim",
    "Judgement",
    "Reading",
    "Verdict",
    "claim",
    "claims",
    "judge",
    "judge_all",
    "judge_theme",
    "rule",
    "settle",
    "tally",
]
