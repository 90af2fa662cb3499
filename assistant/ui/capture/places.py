"""Logical places of Qt as physical pixels of the desktop.

Qt 6 on X11 and Windows keeps each screen's top left in physical pixels and divides its size only, so a place is
always told together with its screen.
"""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from assistant.core.ports import Rect, Screen


def physical(rect: QRect, screen: QScreen) -> Rect:
    """A logical rectangle on a screen in physical pixels, rounded outwards."""
    origin, ratio = screen.geometry().topLeft(), screen.devicePixelRatio()
    left, top = (rect.x() - origin.x()) * ratio, (rect.y() - origin.y()) * ratio
    right, bottom = left + rect.width() * ratio, top + rect.height() * ratio
    x, y = int(left // 1), int(top // 1)
    return Rect(origin.x() + x, origin.y() + y, -int(-right // 1) - x, -int(-bottom // 1) - y)


def physical_frame(widget: QWidget) -> Rect:
    """Where a top-level window with its title bar is, in physical pixels."""
    return physical(widget.frameGeometry(), widget.screen())


def screens() -> tuple[Screen, ...]:
    """The screens as Qt knows them, with their scales; numbers are Qt's order and mean nothing elsewhere."""
    return tuple(
        Screen(number, physical(screen.geometry(), screen), screen.devicePixelRatio(), screen.name())
        for number, screen in enumerate(QGuiApplication.screens(), 1)
    )


def qt_screen_of(screen: Screen) -> QScreen | None:
    """Qt's screen for one of the grabber's: by its place, else by its name; never by its number.

    None where none fits, unless there is one screen only: then it is that.
    """
    for candidate in QGuiApplication.screens():
        area = physical(candidate.geometry(), candidate)
        near = (area.x - screen.area.x, area.y - screen.area.y, area.width - screen.area.width)
        if all(abs(difference) <= 1 for difference in (*near, area.height - screen.area.height)):
            return candidate
    known = QGuiApplication.screens()
    named = [other for other in known if screen.name and other.name() == screen.name]
    return (named or known)[0] if named or len(known) == 1 else None
