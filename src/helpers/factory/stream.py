"""Standard output and error of a kernel that makes a report."""

from ipykernel.iostream import OutStream


class Stream(OutStream):
    """Is flushed only where something was written.

    Jupyter flushes both streams twice for each cell, and each time waits for the thread that publishes them.
    """

    _written = False

    def write(self, string: str) -> int | None:  # type: ignore[override]  # as in ipykernel
        """Take a text, which the next flush publishes."""
        count = super().write(string)
        self._written = True  # only now: another thread that flushed in between would find nothing
        return count

    def flush(self) -> None:
        """Publish what was written."""
        if self._written:
            self._written = False
            super().flush()  # type: ignore[no-untyped-call]
