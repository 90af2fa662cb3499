"""One screen's frozen picture to point at a window on, or to draw a region on, by mouse or by keys alone.

Places are kept in the picture's own pixels, so no scale can shift them. It knows nothing of the real screen below.
What a move changes is painted again and nothing else: a whole screen of 4K pixels at each move would be felt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QWidget

from assistant.language import _
from assistant.ui.capture.announcing import Announcer
from assistant.ui.capture.bar_keys import CAPTURE_KEY, SAME_KEY
from assistant.ui.capture.overlay_paint import Marks, dimmed, hint, paint_screen, size_words
from assistant.ui.capture.own_windows import IS_OVERLAY

_DRAG_FROM = 6
_STEPS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Spot:
    """A window on this picture: its number in the caller's list, its part on this screen in pixels, its title."""

    index: int
    area: QRect
    untrusted_title: str = ""


class ScreenOverlay(QWidget):
    """A frozen screen.

    Signals: ``region_chosen(QRect)`` in the picture's pixels, ``window_chosen(int)`` with a spot's index,
    ``cancelled()``, ``next_screen_asked(int)`` (+1 or -1), ``screen_asked(int)`` (a number from 1),
    ``window_list_asked()``, ``last_asked()`` (the last region, which isn't on this screen), ``entered()`` (the pointer
    came to it), ``used()`` (a key or the mouse was used). With ``windows_first`` a click takes the window under the
    pointer and a drag still takes a region.
    """

    region_chosen = Signal(QRect)
    window_chosen = Signal(int)
    cancelled = Signal()
    next_screen_asked = Signal(int)
    screen_asked = Signal(int)
    window_list_asked = Signal()
    last_asked = Signal()
    entered = Signal()
    used = Signal()

    def __init__(
        self,
        picture: QImage,
        spots: Sequence[Spot],
        *,
        windows_first: bool,
        number: int = 1,
        origin: QPoint | None = None,
        last: QRect | None = None,
        dark: QImage | None = None,
    ) -> None:
        """``origin`` is the picture's place on the desktop, ``last`` the last region (in the picture's pixels),
        ``dark`` the dimmed picture where somebody made it already.
        """
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
        self._picture = picture
        self._dark = dimmed(picture) if dark is None else dark
        self._spots = tuple(spots)
        self._origin = QPoint() if origin is None else origin
        self._last = last
        self._windows_first = windows_first and bool(spots)
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._windows_first else Qt.CursorShape.CrossCursor)
        self._spot: Spot | None = None
        self._cross = QPoint(picture.width() // 2, picture.height() // 2)
        self._start: QPoint | None = None
        self._begins = False  # whether the button that is down set the first corner
        self._drags = False
        self._shows_lens = False
        self._shown = Marks()
        self._aloud = Announcer(self)

    def selection(self) -> QRect:
        """What is marked at the moment, in the picture's pixels; empty where nothing is."""
        if self._start is not None and (self._drags or not self._windows_first):
            return _between(self._start, self._cross)
        if self._windows_first and self._spot is not None:
            return self._spot.area
        return QRect()

    def show_last(self) -> None:
        """Marks the area of the last region; Enter takes it, arrows change it, and L once more takes it too."""
        if self._last is None:
            return
        if not self._windows_first and self.selection() == self._last:
            self._enter()
            return
        self._windows_first, self._shows_lens = False, True
        self._start, self._cross = self._last.topLeft(), self._last.bottomRight()
        # Translators: said by a screen reader; {size} is such as “640 × 480”.
        self._aloud.say(_("Last area, {size}").format(size=size_words(self._last.size())))
        self._refresh()

    @property
    def has_last(self) -> bool:
        """Whether the last region is on this screen."""
        return self._last is not None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """The left button starts, or sets the second corner; any other cancels."""
        self.used.emit()
        if event.button() != Qt.MouseButton.LeftButton:
            self.cancelled.emit()
            return
        self._cross = self._pixel(event.position())
        self._begins = self._start is None or self._windows_first
        if self._begins:
            self._start = self._cross
        self._drags = False
        self._point_at(self._cross)
        self._refresh()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Points, or draws."""
        self.used.emit()
        self._cross = self._pixel(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton and self._start is not None:
            far = (self._cross - self._start).manhattanLength()
            self._drags = self._drags or far >= _DRAG_FROM
        else:
            if not self.hasFocus():
                self.entered.emit()
            self._point_at(self._cross)
        self._shows_lens = not self._windows_first or self._drags
        self._refresh()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Takes the region that was drawn, or the window that was clicked; a click alone sets a corner."""
        if event.button() != Qt.MouseButton.LeftButton or self._start is None:
            return
        self._cross = self._pixel(event.position())
        start, drew, self._drags = self._start, self._drags, False
        if drew or not (self._windows_first or self._begins):
            self._start = None
            self._take(_between(start, self._cross))
        elif self._windows_first:
            self._start = None
            if self._spot is not None:
                self.window_chosen.emit(self._spot.index)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc and the capture keys leave; Tab goes on; arrows and Enter draw; L, W and digits choose."""
        self.used.emit()
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._start is not None:
            self._start = None
            self._refresh()
        elif key == Qt.Key.Key_Escape or QKeySequence(event.keyCombination()).toString() in (CAPTURE_KEY, SAME_KEY):
            self.cancelled.emit()
        elif key in _STEPS:
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._move(_STEPS[key] * far, whole=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_L:
            self.show_last() if self._last is not None else self.last_asked.emit()
        elif key == Qt.Key.Key_W:
            self.window_list_asked.emit()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.screen_asked.emit(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's name
        """Tab: the next window, then the next screen."""
        index = self._spots.index(self._spot) if self._spot in self._spots else -1
        index = index + 1 if forward else (index - 1 if index >= 0 else len(self._spots) - 1)
        if self._windows_first and 0 <= index < len(self._spots):
            self._spot = self._spots[index]
            self._aloud.say(_window_words(self._spot))
            self._refresh()
        else:
            self._spot = None
            self._refresh()
            self.next_screen_asked.emit(1 if forward else -1)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The cross is on the screen that has the keyboard; it is said which that is."""
        super().focusInEvent(event)
        self._aloud.say(f"{self.accessibleName()}, {size_words(self._picture.size())}")
        self._refresh()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """A region never crosses screens: what was begun here ends."""
        super().focusOutEvent(event)
        if not self._drags:
            self._start, self._shows_lens = None, False
        self._refresh()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Closed from outside, such as by Alt+F4: nothing is taken."""
        super().closeEvent(event)
        self.cancelled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws the part of the picture that is asked for, dimmed but for what is marked, and the marks on it."""
        painter = QPainter(self)
        paint_screen(painter, event.region(), self._picture, self._dark, self.selection(), self.width())
        marks = self._marks()
        marks.paint(painter, self._picture)
        self._shown = marks
        painter.end()

    def _marks(self) -> Marks:
        """What lies on the picture now."""
        points = self._windows_first and not self._drags
        words = hint(windows=points, has_last=self._last is not None, draws=self._start is not None)
        marks = Marks(self.size(), self._picture.width() / max(1, self.width()), self.selection(), hint=words)
        if points:
            return replace(marks, title=_window_words(self._spot) if self._spot is not None else "")
        if not (self.hasFocus() or self._start is not None):
            return marks
        place = self._origin + self._cross
        return replace(marks, cross=self._cross, place=f"{place.x()}, {place.y()}", lens=self._shows_lens)

    def _refresh(self) -> None:
        """Has painted again what differs from what is shown."""
        marks = self._marks()
        self.update(QRegion(self.rect()) & self._shown.difference(marks))

    def _pixel(self, place: QPointF) -> QPoint:
        """The picture's pixel under a place of the widget, kept inside the picture."""
        x = int(place.x() * self._picture.width() / max(1, self.width()))
        y = int(place.y() * self._picture.height() / max(1, self.height()))
        return self._inside(QPoint(x, y))

    def _inside(self, pixel: QPoint) -> QPoint:
        return QPoint(
            max(0, min(pixel.x(), self._picture.width() - 1)), max(0, min(pixel.y(), self._picture.height() - 1))
        )

    def _point_at(self, pixel: QPoint) -> None:
        self._spot = next((spot for spot in self._spots if spot.area.contains(pixel)), None)

    def _move(self, step: QPoint, *, whole: bool) -> None:
        """Moves the cross, or the whole marked area; from pointing at windows it goes over to drawing."""
        self._windows_first = False
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._shows_lens = True
        cross = self._inside(self._cross + step)
        if whole and self._start is not None:
            start = self._start + step
            if cross != self._cross + step or self._inside(start) != start:
                return
            self._start = start
        self._cross = cross
        marked = self.selection()
        self._aloud.say_soon(size_words(marked.size()) if not marked.isEmpty() else self._marks().place)
        self._refresh()

    def _enter(self) -> None:
        if self._windows_first:
            if self._spot is not None:
                self.window_chosen.emit(self._spot.index)
        elif self._start is None:
            self._start = self._cross
            # Translators: said by a screen reader while a part of the screen is chosen by keys.
            self._aloud.say(_("First corner set"))
            self._refresh()
        else:
            start, self._start = self._start, None
            self._take(_between(start, self._cross))

    def _take(self, area: QRect) -> None:
        if area.width() > 1 and area.height() > 1:
            self.region_chosen.emit(area)
        else:
            self._refresh()


def _between(first: QPoint, second: QPoint) -> QRect:
    """The rectangle with both pixels inside."""
    left, top = min(first.x(), second.x()), min(first.y(), second.y())
    return QRect(left, top, abs(first.x() - second.x()) + 1, abs(first.y() - second.y()) + 1)


def _window_words(spot: Spot) -> str:
    # Translators: in the list of open windows: one that has no title.
    return " ".join(spot.untrusted_title[:200].split()) or _("Without a title")
