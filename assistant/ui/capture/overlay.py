"""One screen's frozen picture to point at a window on, or to draw a region on, by mouse or by keys alone.

Places are kept in the picture's own pixels, so no scale can shift them. It knows nothing of the real screen below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from assistant.language import _
from assistant.ui.capture.own_windows import IS_OVERLAY
from assistant.ui.theme import LIGHT, MEDIUM, colour, font

_DRAG_FROM = 6
_STEPS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LENS, _ZOOM = 132, 6


@dataclass(frozen=True, slots=True)
class Target:
    """A window on this picture: its number in the caller's list, and its part that is on this screen, in pixels."""

    index: int
    area: QRect


class ScreenOverlay(QWidget):
    """A frozen screen.

    Signals: ``region_chosen(QRect)`` in the picture's pixels, ``window_chosen(int)`` with a target's index,
    ``cancelled()``, ``next_screen_asked(int)`` (+1 or -1). With ``windows_first`` a click takes the window under the
    pointer and a drag still takes a region.
    """

    region_chosen = Signal(QRect)
    window_chosen = Signal(int)
    cancelled = Signal()
    next_screen_asked = Signal(int)

    def __init__(self, picture: QImage, targets: Sequence[Target], *, windows_first: bool, number: int = 1) -> None:
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.Tool
        super().__init__(None, flags)
        self.setProperty(IS_OVERLAY, True)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setObjectName(f"captureOverlay{number}")
        # Translators: the frozen screen on which a window or region is chosen; for screen readers.
        says = _("Frozen screen {number}: choose what to take").format(number=number)
        self.setAccessibleName(says)
        self.setWindowTitle(says)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if windows_first else Qt.CursorShape.CrossCursor)
        self._picture = picture
        self._targets = tuple(targets)
        self._windows_first = windows_first and bool(targets)
        self._target: Target | None = None
        self._cross = QPoint(picture.width() // 2, picture.height() // 2)
        self._start: QPoint | None = None
        self._drags = False
        self._shows_lens = False

    def selection(self) -> QRect:
        """What is marked at the moment, in the picture's pixels; empty where nothing is."""
        if self._start is not None and (self._drags or not self._windows_first):
            return _between(self._start, self._cross)
        if self._windows_first and self._target is not None:
            return self._target.area
        return QRect()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """The left button starts, any other cancels."""
        if event.button() != Qt.MouseButton.LeftButton:
            self.cancelled.emit()
            return
        self._cross = self._pixel(event.position())
        self._start = self._cross
        self._drags = False
        self._point_at(self._cross)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Points, or draws."""
        self._cross = self._pixel(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton and self._start is not None:
            far = (self._cross - self._start).manhattanLength()
            self._drags = self._drags or far >= _DRAG_FROM
        else:
            self._shows_lens = not self._windows_first
            self._point_at(self._cross)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Takes the region that was drawn, or the window that was clicked."""
        if event.button() != Qt.MouseButton.LeftButton or self._start is None:
            return
        self._cross = self._pixel(event.position())
        start, drew = self._start, self._drags
        self._start, self._drags = None, False
        if drew:
            self._take(_between(start, self._cross))
        elif self._windows_first and self._target is not None:
            self.window_chosen.emit(self._target.index)
        else:
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc leaves; Tab goes through windows or screens; arrows and Enter draw a region."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            if self._start is not None:
                self._start = None
                self.update()
            else:
                self.cancelled.emit()
        elif key in _STEPS:
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._move(_STEPS[key] * far)
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_W and self._targets:
            self._windows_first = not self._windows_first
            self._start = None
            self.update()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's name
        """Tab: the next window, then the next screen."""
        index = self._targets.index(self._target) if self._target in self._targets else -1
        index = index + 1 if forward else (index - 1 if index >= 0 else len(self._targets) - 1)
        if self._windows_first and 0 <= index < len(self._targets):
            self._target = self._targets[index]
            self.update()
        else:
            self._target = None
            self.next_screen_asked.emit(1 if forward else -1)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the picture, dimmed but for what is marked."""
        painter = QPainter(self)
        ratio = self._picture.width() / max(1, self.width())
        whole = QRectF(self.rect())
        painter.drawImage(whole, self._picture)
        marked = self.selection()
        shade = QPainterPath()
        shade.addRect(whole)
        spot = QRectF(marked.x() / ratio, marked.y() / ratio, marked.width() / ratio, marked.height() / ratio)
        if not marked.isEmpty():
            hole = QPainterPath()
            hole.addRect(spot)
            shade = shade.subtracted(hole)
        painter.fillPath(shade, QColor(16, 19, 22, 96))
        if not marked.isEmpty():
            painter.setPen(QPen(QColor(255, 255, 255), 4))
            painter.drawRect(spot)
            painter.setPen(QPen(QColor(LIGHT.accent), 2))
            painter.drawRect(spot)
            self._pill(painter, f"{marked.width()} × {marked.height()}", spot.bottomLeft() + QPointF(0, 10))
        if not self._windows_first:
            self._draw_cross(painter, ratio)
        self._pill(painter, self._hint(), QPointF(-1, 16))
        painter.end()

    def _hint(self) -> str:
        if self._windows_first:
            # Translators: on the frozen screen, at the top; one short line.
            return _("Click the window, or draw a part of the screen · Tab next window · Enter take · Esc back")
        # Translators: on the frozen screen, at the top; one short line.
        return _("Draw the part to take · arrows move, with Shift by ten · Enter sets a corner · Esc back")

    def _pill(self, painter: QPainter, text: str, place: QPointF) -> None:
        """A line of text on paper; ``place.x()`` below 0 centres it at the top."""
        painter.setFont(font(14, MEDIUM))
        width = painter.fontMetrics().horizontalAdvance(text) + 28
        left = (self.width() - width) / 2 if place.x() < 0 else place.x()
        box = QRectF(
            max(4.0, min(left, self.width() - width - 4)), max(4.0, min(place.y(), self.height() - 36)), width, 32
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("outline"), 1))
        painter.setBrush(colour("paper"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(colour("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _draw_cross(self, painter: QPainter, ratio: float) -> None:
        x, y = (self._cross.x() + 0.5) / ratio, (self._cross.y() + 0.5) / ratio
        painter.setPen(QPen(QColor(255, 255, 255, 200), 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        if not self._shows_lens:
            return
        side = _LENS // _ZOOM
        source = QRect(self._cross.x() - side // 2, self._cross.y() - side // 2, side, side)
        left = x + 24 if x + 24 + _LENS < self.width() else x - 24 - _LENS
        top = y + 24 if y + 24 + _LENS < self.height() else y - 24 - _LENS
        box = QRectF(left, top, _LENS, _LENS)
        painter.fillRect(box, colour("ground"))
        painter.drawImage(box, self._picture.copy(source))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(LIGHT.accent), 2))
        painter.drawRect(box)
        painter.drawRect(QRectF(left + side // 2 * _ZOOM, top + side // 2 * _ZOOM, _ZOOM, _ZOOM))

    def _pixel(self, place: QPointF) -> QPoint:
        """The picture's pixel under a place of the widget, kept inside the picture."""
        x = int(place.x() * self._picture.width() / max(1, self.width()))
        y = int(place.y() * self._picture.height() / max(1, self.height()))
        return QPoint(max(0, min(x, self._picture.width() - 1)), max(0, min(y, self._picture.height() - 1)))

    def _point_at(self, pixel: QPoint) -> None:
        self._target = next((target for target in self._targets if target.area.contains(pixel)), None)

    def _move(self, step: QPoint) -> None:
        self._windows_first = False
        self._shows_lens = True
        x = max(0, min(self._cross.x() + step.x(), self._picture.width() - 1))
        y = max(0, min(self._cross.y() + step.y(), self._picture.height() - 1))
        self._cross = QPoint(x, y)
        self.update()

    def _enter(self) -> None:
        if self._windows_first:
            if self._target is not None:
                self.window_chosen.emit(self._target.index)
        elif self._start is None:
            self._start = self._cross
            self.update()
        else:
            start, self._start = self._start, None
            self._take(_between(start, self._cross))

    def _take(self, area: QRect) -> None:
        if area.width() > 1 and area.height() > 1:
            self.region_chosen.emit(area)
        else:
            self.update()


def _between(first: QPoint, second: QPoint) -> QRect:
    """The rectangle with both pixels inside."""
    left, top = min(first.x(), second.x()), min(first.y(), second.y())
    return QRect(left, top, abs(first.x() - second.x()) + 1, abs(first.y() - second.y()) + 1)
