"""The site shown on this machine."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from helpers.factory.refusal import Refusal


class _Handler(SimpleHTTPRequestHandler):
    """Files of one folder, read anew at each request: a site that is made again is seen at once."""

    extensions_map = {  # noqa: RUF012  as the base class has it
        **SimpleHTTPRequestHandler.extensions_map, ".atom": "application/atom+xml", ".json": "application/json",
        ".bib": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8",
    }  # fmt: skip

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing of each request."""


def served(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of a folder, reachable from this machine only.

    Parameters
    ----------
    port
        0 takes any that is free.

    Raises
    ------
    Refusal
        If there is no site, or the port is taken.
    """
    if not (folder / "index.html").is_file():
        raise Refusal(f"{folder}: no site there; run 'caspian site' first")
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        raise Refusal(f"port {port}: {error.strerror}; choose another with --port, or 0 for any") from None
