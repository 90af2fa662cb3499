"""What was done, told in one calm line inside the window, with the way back. It holds nothing up and asks nothing.

Errors are told elsewhere (``messages.ErrorSheet``); what is told here went well, or waits for nobody.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from assistant.language import _
from assistant.ui import icons, theme
from assistant.ui.messages import Way
from assistant.ui.widgets.buttons import Button, IconButton
from assistant.ui.widgets.text import Text

#: Key of the one way that a line may offer.
WAY_KEY = "Alt+U"


class ToldLine(QFrame):
    """One line at a time; a newer one takes its place."""

    comes_and_goes = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toldLine")
        self._way: Way | None = None
        self._words = Text(max_lines=3, name="toldWords")
        # Translators: button beside what was done: takes it back.
        self._button = Button(_("Undo"), name="toldWay", kind="quiet", key=WAY_KEY).bound_to(self)
        self._button.key_says = _take_it()
        # Translators: button that closes the line that tells what was done.
        self._close = IconButton("close", name="toldClose", says=_("Close this line"), key="Alt+Z").bound_to(self)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(56, 8, 24, 8)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        for widget in (self._button, self._close):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._button.clicked.connect(self._on_way)
        self._close.clicked.connect(self.clear)
        theme.theme().changed.connect(self.update)
        self.hide()

    def tell(self, words: str, way: Way | None = None) -> None:
        """Says what was done, and offers a way back or on."""
        self._way = way
        self._words.setText(words)
        if way is not None:
            self._button.set_words(way.words)
        self._button.setVisible(way is not None)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def clear(self) -> None:
        """Nothing is told any more."""
        self._way = None
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """A tinted ground with a check."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("tint"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("hairline"))
        place = QRectF(24, (self.height() - 20) / 2, 20, 20)
        icons.paint_icon(painter, "check", place, theme.colour("accent"))
        painter.end()

    def _on_way(self) -> None:
        way = self._way
        self.clear()
        if way is not None:
            way.take()


def _take_it() -> str:
    # Translators: in the overview of keys: the key of the button that a line with what was done offers.
    return _("Undo, or the way that the line offers")
