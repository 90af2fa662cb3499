"""This program's own windows: which lie over an area, out of the picture, and back as they were.

A window that doesn't overlap is never touched. What was hidden always comes back, in its place, the active one
active again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from assistant.capture.own_pixels import mark_of
from assistant.core.ports import Frame, Rect
from assistant.ui.capture.places import physical_frame

_TRANSIENT = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)
_LOOK_AGAIN_MS = (60, 250)
#: Set on windows that belong to the capturing itself and are looked after there.
IS_OVERLAY = "isCaptureOverlay"
#: Qt's window of a tray icon on X11. It is a part of the panel: a tray that loses it may not take it back.
_TRAY_ICON = "QSystemTrayIconSys"


@dataclass(slots=True)
class _Hidden:
    widget: QWidget
    place: QPoint
    was_active: bool


class OwnWindows:
    """The windows of this program that are out of the way at the moment."""

    def __init__(self) -> None:
        self._hidden: list[_Hidden] = []
        self._returning: list[_Hidden] = []

    def returning(self) -> list[int]:
        """The ids of windows that were shown again, perhaps not yet by the window system.

        A window that is hidden before a window manager showed it is shown late, in the middle of the next picture.
        """
        self._returning = [one for one in self._returning if _is_alive(one.widget) and one.widget.isVisible()]
        return [int(one.widget.winId()) for one in self._returning]

    def put_back(self) -> None:
        """Puts windows that were shown again where they were, before anybody asks where they are.

        Until then a window manager may have them somewhere else, from where they would move into the picture.
        """
        returning, self._returning = self._returning, []
        for one in returning:
            _put_back(one)

    def over(self, area: Rect | None) -> list[QWidget]:
        """The visible windows that share a pixel with ``area`` (None: any place)."""
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible()
            and not widget.isMinimized()
            and not widget.property(IS_OVERLAY)
            and widget.metaObject().className() != _TRAY_ICON
            and (area is None or physical_frame(widget).overlaps(area))
        ]

    def hide(self, widgets: Sequence[QWidget]) -> tuple[list[Rect], list[int]]:
        """Takes windows off the screen; gives the places where they were, and their ids for the window system."""
        active = QApplication.activeWindow()
        areas, ids = [], []
        for widget in widgets:
            areas.append(physical_frame(widget))
            ids.append(int(widget.winId()))
            if widget.windowType() in _TRANSIENT:  # menus and tool tips are over; they don't come back
                widget.hide()
                continue
            self._hidden.append(_Hidden(widget, widget.pos(), widget is active))
            widget.hide()
        QGuiApplication.sync()
        return areas, ids

    def marks(self, widgets: Sequence[QWidget]) -> list[bytes]:
        """A row of each window that looks like nothing else, to be looked for in the picture. To be called first."""
        rows = [widget.grab(QRect(0, widget.height() // 2 - 8, widget.width(), 16)) for widget in widgets]
        return [mark_of(_frame_of(row.toImage())) for row in rows]

    def restore(self) -> None:
        """Shows again what was hidden, as it was. May be called at any time, twice too."""
        hidden, self._hidden = self._hidden, []
        for one in hidden:
            if not _is_alive(one.widget):
                continue
            quiet = one.widget.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            one.widget.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quiet or not one.was_active)
            if not _fills_the_screen(one.widget):
                one.widget.move(one.place)
            one.widget.show()
            self._returning.append(one)
            one.widget.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quiet)
            if one.was_active:
                one.widget.raise_()
                one.widget.activateWindow()
            for pause in _LOOK_AGAIN_MS:
                QTimer.singleShot(pause, one.widget, partial(_put_back, one))


def _put_back(one: _Hidden) -> None:
    """Window managers tell an old place late, or place a window anew: then it is put where it was."""
    if one.widget.isVisible() and one.widget.pos() != one.place and not _fills_the_screen(one.widget):
        one.widget.move(one.place)


def _frame_of(image: QImage) -> Frame:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)  # four bytes a pixel: rows have no gaps
    return Frame(plain.width(), plain.height(), bytes(plain.constBits()))


def _fills_the_screen(widget: QWidget) -> bool:
    return bool(widget.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen))


def _is_alive(widget: QWidget) -> bool:
    try:
        widget.objectName()
    except RuntimeError:  # Qt deleted it while it was hidden
        return False
    return True
