"""The one window: header, what went wrong, the screens, what is under way. It composes them and does nothing else.

What a pane's signals lead to is decided in ``session``. The panes that the first screen doesn't need are made after
it was painted, so that the window is there at once.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from assistant.language import _
from assistant.ui.messages import ErrorSheet, ProgressLine
from assistant.ui.panes.first_start import FirstStartPane
from assistant.ui.told import ToldLine
from assistant.ui.widgets.header import Header

if TYPE_CHECKING:
    from assistant.ui.panes.reading import ReadingPane
    from assistant.ui.panes.ready import ReadyPane
    from assistant.ui.panes.review import ReviewPane
    from assistant.ui.panes.working import WorkingPane


class Screen(IntEnum):
    """The screens; those from ``LETTER`` on are the header's four steps."""

    FIRST = -1
    LETTER = 0
    ANSWERS = 1
    REVIEW = 2
    SEND = 3


class Window(QWidget):
    """Header, error sheet, stack of panes, progress line."""

    painted = Signal()  # once, after the first screen was on the screen
    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        # Translators: the program's name; leave it as it is.
        self.setWindowTitle(_("Appeal Assistant"))
        self.setMinimumSize(640, 360)  # a small laptop at 200 %
        self.resize(1366, 768)
        self.screen_shown = Screen.FIRST
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._parts: list[QWidget] = []
        self._build_first()
        self.installEventFilter(self)

    def complete(self) -> None:
        """Makes the panes that the first screen doesn't need."""
        from assistant.ui.panes.reading import ReadingPane
        from assistant.ui.panes.ready import ReadyPane
        from assistant.ui.panes.review import ReviewPane
        from assistant.ui.panes.working import WorkingPane

        self.reading: ReadingPane = ReadingPane()
        self.working: WorkingPane = WorkingPane()
        self.review: ReviewPane = ReviewPane()
        self.ready: ReadyPane = ReadyPane()
        for pane in (self.reading, self.working, self.review, self.ready):
            self._stack.addWidget(pane)

    def rebuild(self) -> None:
        """Makes all parts anew, such as for another language; nothing of what they showed is kept."""
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._build_first()
        self.complete()

    def show_screen(self, screen: Screen) -> None:
        """Brings a screen to the front; the header is there on all but the first."""
        self.screen_shown = screen
        self.header.setVisible(screen is not Screen.FIRST)
        pane = {
            Screen.FIRST: self.first_start,
            Screen.LETTER: self.reading,
            Screen.ANSWERS: self.working,
            Screen.REVIEW: self.review,
            Screen.SEND: self.ready,
        }[screen]
        pane.setFocus()  # before it is shown: panes put the caret in its place as they appear
        self._stack.setCurrentWidget(pane)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Notes the first paint, once."""
        if watched is self and event.type() is QEvent.Type.Paint:
            self.removeEventFilter(self)
            self.painted.emit()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Lets what was typed be stored first."""
        self.close_asked.emit()
        super().closeEvent(event)

    def _build_first(self) -> None:
        self.header = Header()
        self.header.hide()
        self.errors = ErrorSheet()
        self.told = ToldLine()
        self.progress = ProgressLine()
        self.first_start = FirstStartPane()
        self._stack = QStackedWidget()
        self._stack.setObjectName("screens")
        self._stack.addWidget(self.first_start)
        self._parts = [self.header, self.errors, self.told, self._stack, self.progress]
        for part in self._parts:
            self._column.addWidget(part, 1 if part is self._stack else 0)
