"""Hairlines from the spans of the letter to their cards. Drawn above everything, in nobody's way."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from assistant.ui.theme import colour, theme

#: From the bar, over the sheet's edge, to the card: (bar x, bar y, edge x, card x, card y).
Wire = tuple[float, float, float, float, float]


class Wires(QWidget):
    """Covers its parent and draws the wires that ``ask`` gives at that moment, so they follow any scrolling."""

    def __init__(self, parent: QWidget, ask: Callable[[], Iterable[Wire]]) -> None:
        super().__init__(parent)
        self._ask = ask
        self.setObjectName("wires")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws each wire and its dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = colour("accent")
        for bar_x, bar_y, edge_x, card_x, card_y in self._ask():
            bend = (card_x - edge_x) * 0.46
            path = QPainterPath(QPointF(bar_x, bar_y))
            path.lineTo(edge_x, bar_y)
            path.cubicTo(QPointF(edge_x + bend, bar_y), QPointF(card_x - bend, card_y), QPointF(card_x, card_y))
            painter.setPen(QPen(ink, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(card_x, card_y), 3, 3)
        painter.end()
