"""Waits until the screen stands still where own windows were, without holding up the window.

A fixed pause is too short on one machine and too long on the next. What never stands still (a video) is given up on
after a while: that is no reason to fail. That an own window is still there is one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from assistant.capture.abilities import MovesWindows
from assistant.capture.windows import in_front_of
from assistant.core.ports import Clock, Frame, Grabber, Rect, ScreenWindow
from assistant.errors import AssistantError, CaptureError, msg
from assistant.imaging.frames import same_pixels
from assistant.ui.jobs import Lane, Ticket

EQUAL_FRAMES = 3
PAUSE_MS = 20
LONGEST_S = 1.5
#: How long the screen must stand still where other programs paint anew what is uncovered: they may take a while to
#: begin, and until then their windows show an equally still blank.
REPAINT_S = 0.2
#: The shortest wait before the first look, by platform: their compositors answer later.
FIRST_MS = {"win32": 120, "darwin": 150}.get(sys.platform, 40)


class Settle(QObject):
    """One wait. ``done`` or ``failed`` is called once, on the screen's thread."""

    def __init__(self, grabber: Grabber, lane: Lane, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._grabber, self._lane, self._clock = grabber, lane, clock
        self._last: list[Frame] = []
        self._equal = 0
        self._still_since = 0.0
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
        self._deadline = self._clock.monotonic() + LONGEST_S
        grabber = self._grabber
        repaints = bool(gone) and isinstance(grabber, MovesWindows) and not grabber.is_composited()
        self._quiet = REPAINT_S if repaints else 0.0
        QTimer.singleShot(FIRST_MS, self, self._look)

    def stop(self) -> None:
        """Ends the wait without a word."""
        self._is_over = True

    def _look(self) -> None:
        if not self._is_over:
            self._lane.run(self._see, self._on_seen, self._on_failed)

    def _see(self, _ticket: Ticket) -> tuple[bool, bool, list[Frame]]:
        """On the lane's thread: whether own windows are gone, whether the raised one is free, and the pixels."""
        grabber = self._grabber
        are_gone = grabber.are_gone(self._gone) if isinstance(grabber, MovesWindows) else True
        is_free = self._raised is None or not in_front_of(self._raised, grabber.windows())
        return are_gone, is_free, _frames(grabber, self._areas)

    def _on_seen(self, seen: tuple[bool, bool, list[Frame]]) -> None:
        if self._is_over:
            return
        are_gone, is_free, frames = seen
        same = len(frames) == len(self._last) and all(map(same_pixels, frames, self._last))
        if not (are_gone and is_free):
            self._equal = 0
        else:
            self._equal = self._equal + 1 if same and self._equal else 1
        self._last = frames
        now = self._clock.monotonic()
        if self._equal <= 1:
            self._still_since = now
        late = now > self._deadline
        is_still = self._equal >= EQUAL_FRAMES and now - self._still_since >= self._quiet
        if is_still or (late and are_gone):
            self._is_over = True
            self._done()
        elif late:
            self._on_failed(own_window_stays())
        else:
            QTimer.singleShot(PAUSE_MS, self, self._look)

    def _on_failed(self, error: AssistantError) -> None:
        if not self._is_over:
            self._is_over = True
            self._failed(error)


def _frames(grabber: Grabber, areas: Sequence[Rect]) -> list[Frame]:
    """Pixels of the areas; one that lies off all screens has none."""
    frames = []
    for area in areas:
        try:
            frames.append(grabber.grab(area))
        except CaptureError as error:
            if error.reference != "capture-off-screen":
                raise
    return frames


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
