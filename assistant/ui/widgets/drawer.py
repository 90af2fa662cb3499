"""The letter beside the work where there is room, else in a drawer that its strip or key opens over the work."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from assistant.ui.theme import colour, theme
from assistant.ui.widgets.letter_sheet import Strip

_WIDEST = 431


class Drawer(QObject):
    """Moves ``letter`` between its place in ``row`` and a panel over ``ground``; ``strip`` and its key open it."""

    def __init__(self, ground: QWidget, letter: QWidget, strip: Strip, row: QBoxLayout, *, place: int) -> None:
        super().__init__(ground)
        self._ground, self._letter, self._strip, self._row, self._place = ground, letter, strip, row, place
        self._stretch = row.stretch(row.indexOf(letter))
        self._narrow: bool | None = None
        self._panel = _Panel(ground)
        self._panel.hide()
        strip.clicked.connect(self.toggle)
        QShortcut(QKeySequence(strip.key), ground).activated.connect(self.toggle)
        close = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._panel)
        close.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        close.activated.connect(self.close)
        ground.installEventFilter(self)
        self.set_narrow(False)

    @property
    def is_open(self) -> bool:
        """Whether the letter lies over the work."""
        return not self._panel.isHidden()

    @property
    def is_narrow(self) -> bool:
        """Whether the letter is in the drawer."""
        return bool(self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Puts the letter into the drawer, or beside the work."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._panel.hide()
        self._strip.setVisible(narrow)
        if narrow:
            self._row.removeWidget(self._letter)
            self._panel.column.addWidget(self._letter)
        else:
            self._panel.column.removeWidget(self._letter)
            self._row.insertWidget(self._place, self._letter, self._stretch)
        self._letter.show()

    def toggle(self) -> None:
        """Opens or closes the drawer; in a wide window gives the letter the focus."""
        if not self._narrow:
            self._letter.setFocus()
        elif self.is_open:
            self.close()
        else:
            self._fit()
            self._panel.show()
            self._panel.raise_()
            self._letter.setFocus()

    def close(self) -> None:
        """Closes the drawer."""
        if self.is_open:
            self._panel.hide()
            self._strip.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Keeps the drawer's size with the window's."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room = self._ground.width() - self._strip.width()
        width = min(_WIDEST, room)
        self._panel.setGeometry(room - width, 0, width, self._ground.height())


class _Panel(QWidget):
    """The drawer itself: ground and a line at its left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("letterDrawer")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 0, 0, 0)
        self.column.setSpacing(0)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("ground"))
        painter.fillRect(0, 0, 1, self.height(), colour("outline"))
        painter.end()
