"""The choice of two: both words are seen, the chosen one lies on a tint."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assistant.ui.icons import paint_icon
from assistant.ui.theme import MEDIUM, REGULAR, colour, font, theme
from assistant.ui.widgets.surfaces import paint_field


class TwoChoice(QWidget):
    """Two words of which one is chosen, or none yet. Arrow keys and clicks choose."""

    chosen = Signal(str)  # the id, when the person chose

    def __init__(self, first: tuple[str, str, str], second: tuple[str, str, str], *, name: str, says: str) -> None:
        super().__init__()
        self._options = (first, second)
        self._chosen = ""
        self.setObjectName(name)
        self._says = says
        self.setFixedHeight(40)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self.choose("")

    def value(self) -> str:
        """The id that is chosen; empty where none is."""
        return self._chosen

    def set_options(self, first: tuple[str, str, str], second: tuple[str, str, str]) -> None:
        """Other options: (id, word, icon or "")."""
        self._options = (first, second)
        self.choose(self._chosen)

    def choose(self, identity: str) -> None:
        """Chooses without telling; an unknown id chooses none."""
        words = {option[0]: option[1] for option in self._options}
        self._chosen = identity if identity in words else ""
        self.setAccessibleName(f"{self._says}: {words.get(self._chosen, '–')}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Twice the wider word."""
        metrics = QFontMetricsF(font(14, MEDIUM))
        widest = max(metrics.horizontalAdvance(word) + (28 if icon else 0) for _id, word, icon in self._options)
        return QSize(round(2 * widest + 56), 40)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Chooses the half that was clicked."""
        self._pick(0 if event.position().x() < self.width() / 2 else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Arrows choose; Space changes over."""
        if event.key() == Qt.Key.Key_Left:
            self._pick(0)
        elif event.key() == Qt.Key.Key_Right:
            self._pick(1)
        elif event.key() == Qt.Key.Key_Space:
            self._pick(1 if self._chosen == self._options[0][0] else 0)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws field, chosen half and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_field(painter, QRectF(self.rect()), focused=self.hasFocus())
        half = (self.width() - 8) / 2
        for index, (identity, word, icon) in enumerate(self._options):
            self._paint_half(painter, QRectF(4 + index * half, 4, half, 32), word, icon, identity == self._chosen)
        painter.end()

    def _paint_half(self, painter: QPainter, rect: QRectF, word: str, icon: str, chosen: bool) -> None:
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("tint"))
            painter.drawRoundedRect(rect, 5, 5)
        face = font(14, MEDIUM if chosen else REGULAR)
        metrics = QFontMetricsF(face)
        mark = 24.0 if chosen and icon else 0.0
        text = metrics.elidedText(word, Qt.TextElideMode.ElideRight, rect.width() - mark - 12)
        left = rect.center().x() - (metrics.horizontalAdvance(text) + mark) / 2
        if mark:
            paint_icon(painter, icon, QRectF(left, rect.center().y() - 8, 16, 16), colour("ink"))
        painter.setFont(face)
        painter.setPen(colour("ink" if chosen else "quiet"))
        painter.drawText(QPointF(left + mark, rect.center().y() + metrics.capHeight() / 2), text)

    def _pick(self, index: int) -> None:
        identity = self._options[index][0]
        if identity != self._chosen:
            self.choose(identity)
            self.chosen.emit(identity)
