"""Waits until the screen stands still where own windows were, without holding up the window.

Looks on the lane and waits by the window's own timer; what a look means is judged by ``capture.uncovering``. That an
own window is still there at the end is a reason to fail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from assistant.capture.uncovering import FIRST_S, LONGEST_S, PAUSE_S, Sight, Stillness, look, quiet_time
from assistant.core.ports import Clock, Grabber, Rect, ScreenWindow
from assistant.errors import AssistantError, CaptureError, msg
from assistant.ui.jobs import Lane, Ticket

__all__ = ["LONGEST_S", "PAUSE_MS", "Settle", "own_window_stays"]

PAUSE_MS = round(PAUSE_S * 1000)
_FIRST_MS = round(FIRST_S * 1000)


class Settle(QObject):
    """One wait. ``done`` or ``failed`` is called once, on the screen's thread."""

    def __init__(self, grabber: Grabber, lane: Lane, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._grabber, self._lane, self._clock = grabber, lane, clock
        self._is_over = False

    def start(
        self,
        areas: Sequence[Rect],
        gone: Sequence[int],
        done: Callable[[], None],
        failed: Callable[[AssistantError], None],
        raised: ScreenWindow | None = None,
    ) -> None:
        """Looks at ``areas`` until three frames are the same, the own windows ``gone`` are off the screen, and no
        other window covers ``raised``; a window that always stays on top isn't waited for longer than the rest.
        """
        self._areas, self._gone, self._done, self._failed = tuple(areas), tuple(gone), done, failed
        self._raised = raised
        uncovers = bool(gone) or raised is not None
        self._stillness = Stillness(self._clock.monotonic(), quiet_time(self._grabber, uncovers=uncovers))
        QTimer.singleShot(_FIRST_MS, self, self._look)

    def stop(self) -> None:
        """Ends the wait without a word."""
        self._is_over = True

    def _look(self) -> None:
        if not self._is_over:
            self._lane.run(self._see, self._on_seen, self._on_failed)

    def _see(self, _ticket: Ticket) -> Sight:
        return look(self._grabber, self._areas, self._gone, self._raised)

    def _on_seen(self, sight: Sight) -> None:
        if self._is_over:
            return
        now = self._clock.monotonic()
        is_still, is_late = self._stillness.is_still(sight, now), self._stillness.is_late(now)
        if is_still or (is_late and sight.are_gone):
            self._is_over = True
            self._done()
        elif is_late:
            self._on_failed(own_window_stays())
        else:
            QTimer.singleShot(PAUSE_MS, self, self._look)

    def _on_failed(self, error: AssistantError) -> None:
        if not self._is_over:
            self._is_over = True
            self._failed(error)


def own_window_stays() -> CaptureError:
    """The error where this program can't get out of its own picture."""
    return CaptureError(
        "capture-own-window",
        # Translators: error; no picture was taken.
        msg("No picture was taken"),
        # Translators: reason for the error above.
        msg("this program’s own window would have been in it"),
        # Translators: next step after the error above.
        msg("Move this program’s windows aside, and try again."),
    )
