"""Grabs by Qt itself, where nothing better serves: slower, without windows, and while the program's window is open.

Qt belongs to the screen's thread, so the grab is done there whoever asks, and is not waited for for ever. In a Wayland
session it gives nothing, and is never asked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtGui import QGuiApplication, QImage, QScreen

from assistant.capture.choose import Surroundings
from assistant.capture.details import desktop
from assistant.capture.refusals import is_blind, no_picture, off_screen, wayland
from assistant.core.ports import Frame, Rect, Screen, ScreenWindow
from assistant.errors import CaptureError, msg

T = TypeVar("T")
NAME = "qt"
_PATIENCE_S = 10.0
#: Qt's platforms that have no screen.
_NO_SCREEN = ("", "offscreen", "minimal", "vnc")


def why_not(surroundings: Surroundings) -> CaptureError | None:
    """A Wayland session, or no window: a command has no screen by Qt."""
    if surroundings.is_wayland:
        return wayland()
    return _no_window() if surroundings.qt_platform in _NO_SCREEN else None


def open_grabber(_surroundings: Surroundings) -> QtGrabber:
    """The grabber; CaptureError where Qt knows no screen."""
    grabber = QtGrabber()
    known = grabber.screens()
    if not known or any(is_blind(screen.name) for screen in known):
        grabber.close()
        raise wayland() if known else _no_window()
    return grabber


class QtGrabber:
    """The screen by ``QScreen.grabWindow``. Safe to call from any thread while the screen's thread runs its loop."""

    name = NAME

    def __init__(self) -> None:
        self._main = _Main()

    def screens(self) -> Sequence[Screen]:
        """The monitors, in Qt's order."""
        return self._main.do(_screens)

    def windows(self) -> Sequence[ScreenWindow]:
        """Nothing: Qt doesn't tell."""
        return ()

    def grab(self, area: Rect) -> Frame:
        """The pixels of an area, clamped to the desktop; what lies between screens is black."""
        return self._main.do(lambda: _grab(area))

    def close(self) -> None:
        """Nothing is held."""


class _Main(QObject):
    """Does something on the screen's thread."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        app = QGuiApplication.instance()
        if app is not None:
            self.moveToThread(app.thread())
        self._asked.connect(self._on_asked, Qt.ConnectionType.QueuedConnection)

    def do(self, work: Callable[[], T]) -> T:
        """What ``work`` gives; CaptureError where the screen's thread doesn't come to it."""
        if QThread.currentThread() is self.thread():
            return work()
        given: list[T] = []
        errors: list[CaptureError] = []
        is_done = threading.Event()

        def call() -> None:
            try:
                given.append(work())
            except CaptureError as error:
                errors.append(error)
            finally:
                is_done.set()

        self._asked.emit(call)
        if not is_done.wait(_PATIENCE_S) or not (given or errors):
            raise no_picture()
        if errors:
            raise errors[0]
        return given[0]

    def _on_asked(self, call: Callable[[], None]) -> None:
        call()


def _screens() -> tuple[Screen, ...]:
    return tuple(
        Screen(number, _area(screen), screen.devicePixelRatio(), screen.name())
        for number, screen in enumerate(QGuiApplication.screens(), 1)
    )


def _area(screen: QScreen) -> Rect:
    """Qt keeps a screen's top left in physical pixels and divides its size only."""
    place, ratio = screen.geometry(), screen.devicePixelRatio()
    return Rect(place.x(), place.y(), round(place.width() * ratio), round(place.height() * ratio))


def _grab(area: Rect) -> Frame:
    screens = _screens()
    inside = area.clamped(desktop(screens)) if screens else Rect(0, 0, 0, 0)
    if inside.width < 1 or inside.height < 1:
        raise off_screen()
    canvas = np.zeros((inside.height, inside.width, 4), np.uint8)
    scale, largest = 1.0, 0
    for screen, known in zip(QGuiApplication.screens(), screens, strict=True):
        shared = known.area.clamped(inside)
        if shared.width < 1 or shared.height < 1:
            continue
        pixels = _pixels(screen, known.area)
        x, y = shared.x - known.area.x, shared.y - known.area.y
        to_x, to_y = shared.x - inside.x, shared.y - inside.y
        part = pixels[y : y + shared.height, x : x + shared.width]
        canvas[to_y : to_y + shared.height, to_x : to_x + shared.width] = part
        if shared.width * shared.height > largest:
            scale, largest = known.scale, shared.width * shared.height
    return Frame(inside.width, inside.height, canvas.tobytes(), scale)


def _pixels(screen: QScreen, area: Rect) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    """A whole screen, since a part would be asked for in logical units; its size must be that of the screen."""
    picture = screen.grabWindow(0).toImage()
    picture.setDevicePixelRatio(1.0)
    if abs(picture.width() - area.width) > 1 or abs(picture.height() - area.height) > 1:
        raise no_picture()  # nothing, or a screen that changed at that moment
    if (picture.width(), picture.height()) != (area.width, area.height):
        picture = picture.copy(0, 0, area.width, area.height)  # a pixel more or less, by the rounding of sizes
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    rows: np.ndarray[tuple[int, int, int], np.dtype[np.uint8]] = np.frombuffer(picture.constBits(), np.uint8).reshape(
        area.height, picture.bytesPerLine() // 4, 4
    )
    return rows[:, : area.width].copy()


def _no_window() -> CaptureError:
    return CaptureError(
        "capture-no-window",
        # Translators: error; the program can't take pictures of the screen.
        msg("Pictures of the screen can’t be taken here"),
        # Translators: reason for the error above.
        msg("this way works only while the program’s window is open"),
        # Translators: next step after the error above; “Paste” and “Add files” are buttons.
        msg("Open the program’s window and capture there, or use Paste or Add files."),
    )
