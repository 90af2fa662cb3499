"""What is said to screen readers while something is chosen by keys; nothing that can be seen."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

_AFTER_MS = 350


class Announcer:
    """Speaks for one widget."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._words = ""
        self._timer = QTimer(widget)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._say_now)

    def say(self, words: str) -> None:
        """Says it at once."""
        self._words = words
        self._timer.stop()
        self._say_now()

    def say_soon(self, words: str) -> None:
        """Says it once no key follows; what comes before then replaces it."""
        self._words = words
        self._timer.start()

    def _say_now(self) -> None:
        self._widget.setAccessibleDescription(self._words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._widget, self._words))
