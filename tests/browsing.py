"""A real browser that reaches nothing: it opens files from disk and notes whatever a page asks for or complains of."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

FOUND = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WANTED = "no browser was found; on Debian: apt-get install chromium"


@dataclass
class Visit:
    """An open page, the addresses that it asked for, and what it complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def visit(browser: Browser, path: Path, **options: Any) -> Visit:
    """Open a file in a context of its own, without a network."""
    made = Visit(browser.new_context(offline=True, **options).new_page())
    made.page.set_default_timeout(120_000)  # one core may be shared with other tests
    made.page.on("request", lambda request: made.asked.append(request.url))
    made.page.on("console", lambda message: made.said.append(f"{message.type}: {message.text}"))
    made.page.on("pageerror", lambda error: made.said.append(f"error: {error}"))
    made.page.on("dialog", lambda dialog: (made.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    made.page.goto(path.as_uri())
    return made
