"""Pages from the templates of this room: the environment they share, and their style sheet with its hash."""

import base64
import hashlib
from functools import cache

import jinja2


@cache
def environment() -> jinja2.Environment:
    """Return the environment: everything is escaped, and a name that is not there is an error."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("helpers.factory"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip


@cache
def style_sheet() -> str:
    """Return the style sheet of all pages."""
    return environment().loader.get_source(environment(), "report.css")[0]  # type: ignore[union-attr]


def hash_of(css: str) -> str:
    """Return the hash by which a content security policy allows a style sheet."""
    return base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
