"""The seconds before a picture is taken: counted by the clock, and shown large.

The count has one timer while it runs and none otherwise. It never takes the picture itself: it says when it is time.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.core.ports import Clock
from assistant.language import _, ngettext
from assistant.ui.theme import MEDIUM
from assistant.ui.widgets.buttons import QUIET, Button
from assistant.ui.widgets.text import Text, Title

#: The delays that are offered, in seconds.
DELAYS = (0, 3, 5, 10)


def next_delay(seconds: int) -> int:
    """The delay after this one; the shortest follows the longest."""
    return DELAYS[(DELAYS.index(seconds) + 1) % len(DELAYS)] if seconds in DELAYS else DELAYS[0]


class Countdown(QObject):
    """Counts whole seconds down. ``ticked(int)`` with the seconds left, from the first to 0."""

    ticked = Signal(int)

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._end = 0.0
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_time)

    @property
    def is_running(self) -> bool:
        """Whether it counts."""
        return self._then is not None

    def start(self, seconds: int, then: Callable[[], None]) -> None:
        """Counts from ``seconds``; ``then`` is called when they are over."""
        self._then = then
        self._end = self._clock.monotonic() + seconds
        self._on_time()

    def stop(self) -> None:
        """Ends a count, if one runs; its ``then`` is not called."""
        self._timer.stop()
        if self._then is not None:
            self._then = None
            self.ticked.emit(0)

    def _on_time(self) -> None:
        left = self._end - self._clock.monotonic()
        if left <= 0 and self._then is not None:
            then, self._then = self._then, None
            self.ticked.emit(0)
            then()
            return
        whole = math.ceil(left)
        self._timer.start(max(1, math.ceil((left - (whole - 1)) * 1000)))
        self.ticked.emit(whole)


class CountdownPart(QWidget):
    """The number of seconds left, large, with *Cancel*. ``cancelled()``."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("captureBarCountdown")
        self._number = Title("", name="captureBarCount")
        self._number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._number.setFixedWidth(44)
        self._words = Text("", weight=MEDIUM, name="captureBarCountWords")
        # Translators: in the capture bar while seconds are counted before a picture is taken.
        hint = Text(_("Open what you want to show."), size=12, colour="quiet", name="captureBarCountHint")
        # Translators: button that ends the count before a picture is taken; no picture is taken.
        self.cancel = Button(_("Cancel"), name="captureBarCancel", kind=QUIET, key="Esc")
        self.cancel.clicked.connect(self.cancelled)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._words)
        words.addWidget(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 8, 10)
        row.setSpacing(8)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_left(self, seconds: int) -> None:
        """The seconds that are left."""
        self._number.setText(str(seconds))
        # Translators: in the capture bar; the number itself stands large beside these words.
        words = ngettext("Picture in {count} second", "Picture in {count} seconds", seconds)
        self._words.setText(words.format(count=seconds))
