"""Marks that say a state by shape as well as by colour: ring, half ring, check, dash; badge; hairline."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from assistant.core.coverage import ItemState
from assistant.language import _
from assistant.ui.theme import STRONG, colour, font, theme


def state_word(state: ItemState) -> str:
    """The state in words."""
    match state:
        case ItemState.READY:
            # Translators: state of a question in the list.
            return _("Answered")
        case ItemState.GAP:
            # Translators: state of a question in the list: the person gave a reason why it can't be provided.
            return _("Can’t be provided")
        case ItemState.STARTED:
            # Translators: state of a question in the list.
            return _("Started")
        case ItemState.EMPTY:
            # Translators: state of a question in the list: nothing was done yet.
            return _("Not started")


def paint_state(painter: QPainter, rect: QRectF, state: ItemState, *, attention: bool = False) -> None:
    """Draws a state into a square: empty ring, half ring, filled check, ring with a dash."""
    ink = colour("attention" if attention else "quiet" if state is ItemState.EMPTY else "accent")
    side = min(rect.width(), rect.height())
    unit = side / 20.0
    circle = QRectF(0, 0, 15.5 * unit, 15.5 * unit)
    circle.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is ItemState.READY:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(circle.adjusted(-0.75, -0.75, 0.75, 0.75))
        _stroke_check(painter, rect.center(), unit, colour("on_accent"))
    else:
        painter.drawEllipse(circle)
        middle = rect.center()
        if state is ItemState.STARTED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            half = QPainterPath(middle)
            half.arcTo(circle.adjusted(2.5 * unit, 2.5 * unit, -2.5 * unit, -2.5 * unit), 90, 180)
            painter.drawPath(half)
        elif state is ItemState.GAP:
            painter.setPen(QPen(ink, 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(middle - QPointF(3.5 * unit, 0), middle + QPointF(3.5 * unit, 0))
    painter.restore()


def paint_filling(painter: QPainter, rect: QRectF, before: ItemState, state: ItemState, share: float) -> None:
    """Draws a state that takes the place of another: clockwise from the top, ``share`` of the way."""
    sector = QPainterPath(rect.center())
    sector.arcTo(rect.adjusted(-4, -4, 4, 4), 90, -360 * share)
    sector.closeSubpath()
    around = QPainterPath()
    around.addRect(rect.adjusted(-4, -4, 4, 4))
    for part, shown in ((around.subtracted(sector), before), (sector, state)):
        painter.save()
        painter.setClipPath(part)
        paint_state(painter, rect, shown)
        painter.restore()


def _stroke_check(painter: QPainter, middle: QPointF, unit: float, ink: QColor) -> None:
    pen = QPen(ink, 1.75 * max(unit, 0.85), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    path = QPainterPath(middle + QPointF(-3.3, 0.3) * unit)
    path.lineTo(middle + QPointF(-1.0, 2.6) * unit)
    path.lineTo(middle + QPointF(3.4, -2.4) * unit)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


class StateRing(QWidget):
    """A state as a mark of 20 px; ``attention`` draws it in the colour of what is missing."""

    def __init__(
        self, state: ItemState = ItemState.EMPTY, *, attention: bool = False, size: int = 20, name: str = "stateRing"
    ) -> None:
        super().__init__()
        self._state, self._attention = state, attention
        self.setFixedSize(size, size)
        self.setObjectName(name)
        theme().changed.connect(self.update)
        self.set_state(state)

    def state(self) -> ItemState:
        """The state shown."""
        return self._state

    def set_attention(self, attention: bool) -> None:
        """Whether it is drawn in the colour of what is missing."""
        self._attention = attention
        self.update()

    def set_state(self, state: ItemState) -> None:
        """Shows another state."""
        self._state = state
        self.setAccessibleName(state_word(state))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the mark."""
        painter = QPainter(self)
        paint_state(painter, QRectF(self.rect()), self._state, attention=self._attention)
        painter.end()


class Badge(QWidget):
    """A letter or number in a tinted circle of 28 px."""

    def __init__(self, text: str, *, name: str = "badge", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setFixedSize(28, 28)
        self.setObjectName(name)
        self.setAccessibleName(text)
        theme().changed.connect(self.update)

    def text(self) -> str:
        """The letter or number."""
        return self._text

    def set_text(self, text: str) -> None:
        """Another letter or number."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws circle and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("tint"))
        painter.drawEllipse(self.rect())
        painter.setPen(colour("accent"))
        painter.setFont(font(14 if len(self._text) < 3 else 12, STRONG))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class Hairline(QFrame):
    """A line of one px across, or down."""

    def __init__(self, *, vertical: bool = False, name: str = "hairline", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """One px."""
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Fills the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("hairline"))
        painter.end()
