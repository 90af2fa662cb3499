"""How far an export is, and whether it was asked to stop: one object through all its stages."""

from __future__ import annotations

import threading

from assistant.bundle.report import Report
from assistant.errors import ExportError, msg

#: Parts of the whole, in thousandths.
WHOLE = 1000


class Progress:
    """Reports thousandths of the whole; each stage has a span of it and counts in its own units."""

    def __init__(self, report: Report | None, cancelled: threading.Event | None) -> None:
        self.cancelled = cancelled
        self._report = report
        self._span = (0, 0)
        self._total = 1
        self._done = 0
        self._told = -1

    def stage(self, start: int, end: int, total: int) -> None:
        """Begins a stage that goes from ``start`` to ``end`` thousandths in ``total`` units."""
        self._span, self._total, self._done = (start, end), max(1, total), 0
        self.step(0)

    def step(self, units: int) -> None:
        """So many units more are done. Raises ExportError (``export-cancelled``) where it was asked to stop."""
        self.stop_if_asked()
        self._done += units
        self.set(self._done, self._total)

    def set(self, done: int, total: int) -> None:
        """So many units of the stage are done in all; doesn't raise."""
        start, end = self._span
        now = start + (end - start) * min(done, total) // max(1, total)
        if self._report and now != self._told:
            self._told = now
            self._report(now, WHOLE)

    def stop_if_asked(self) -> None:
        """Raises ExportError (``export-cancelled``) where it was asked to stop."""
        if self.cancelled is not None and self.cancelled.is_set():
            raise ExportError(
                "export-cancelled",
                # Translators: the person stopped the making of the files.
                msg("The files were not made"),
                # Translators: reason for the message above.
                msg("it was stopped before the end"),
                # Translators: next step after the message above.
                msg("Nothing was changed. Make them again when you are ready."),
            )
