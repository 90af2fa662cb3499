"""A small window without a frame, on top of all others: paper with round corners that the person moves anywhere.

The capture bar and the panel of a scrolling capture are such windows. It never asks for the keyboard by itself, and
it never stands off the screens that there are.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBitmap,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from assistant.ui.icons import paint_icon
from assistant.ui.theme import colour, theme

RADIUS = 10
_STEP = 16


class FloatingWindow(QWidget):
    """The window; whoever derives from it fills it. Anywhere that is no control moves it, Ctrl with an arrow too."""

    def __init__(self, *, name: str, title: str) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        theme().changed.connect(self.update)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Anywhere that is no control moves the window."""
        handle = self.windowHandle()
        if event.button() == Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc closes; Ctrl with an arrow moves the window."""
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in steps and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            x, y = steps[key]
            self.move(self.pos() + QPoint(x, y) * _STEP)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keeps the corners round without a compositor."""
        super().resizeEvent(event)
        mask = QBitmap(self.size())
        mask.clear()
        painter = QPainter(mask)
        painter.setBrush(Qt.GlobalColor.color1)
        painter.setPen(Qt.GlobalColor.color1)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        painter.end()
        self.setMask(mask)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paper with an outline, and the grip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("outline"))
        painter.setPen(QPen(colour("outline"), 1))
        painter.setBrush(colour("paper"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        paint_icon(painter, "grip", QRectF(6, 14, 20, 20), colour("quiet"))
        painter.end()


def inside(wanted: QPoint, size: QSize, rooms: Sequence[QRect]) -> QPoint | None:
    """The top left nearest ``wanted`` at which a window of ``size`` lies inside one of ``rooms``; None without a room.

    The room that holds ``wanted`` is kept; where the screen is gone that it was on, the nearest other room is taken.
    """
    if not rooms:
        return None
    room = min(rooms, key=lambda each: _away(wanted, each))
    x = max(room.left(), min(wanted.x(), room.right() + 1 - size.width()))
    y = max(room.top(), min(wanted.y(), room.bottom() + 1 - size.height()))
    return QPoint(x, y)


def rooms() -> list[QRect]:
    """The part of each screen that windows may use, in logical pixels, the primary screen first."""
    return [screen.availableGeometry() for screen in QGuiApplication.screens()]


def _away(place: QPoint, room: QRect) -> int:
    x = max(room.left() - place.x(), 0, place.x() - room.right())
    y = max(room.top() - place.y(), 0, place.y() - room.bottom())
    return x + y
