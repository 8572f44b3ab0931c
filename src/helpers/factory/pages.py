"""Pages from the templates of this room: the environment they share, their style sheet, script and policy."""

import base64
import hashlib
from functools import cache

import jinja2

from helpers.locale import _, n_, p_


@cache
def environment() -> jinja2.Environment:
    """Return the environment: everything is escaped, a name that is not there is an error, texts are translated."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("helpers.factory"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    made.globals.update({"_": _, "n_": n_, "p_": p_})
    return made


@cache
def style_sheet() -> str:
    """Return the style sheet of all pages."""
    return _file("report.css")


@cache
def script() -> str:
    """Return the script of a report, the only one that its policy lets run."""
    return _file("report.js")


def _file(name: str) -> str:
    return environment().loader.get_source(environment(), name)[0]  # type: ignore[union-attr]


def hash_of(text: str) -> str:
    """Return the hash by which a content security policy allows a style sheet or a script."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
