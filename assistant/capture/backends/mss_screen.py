"""Grabs by mss: X11, Windows, macOS. One long-lived instance, since making one costs more than a grab.

It never takes mss's ``rgb`` (slow, pure Python) nor its files (no time, not atomic), and it is never opened in a
Wayland session.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import mss

from assistant.capture.backends.parts import Wheel, Windows
from assistant.capture.backends.windows_input import WindowsWheel
from assistant.capture.backends.windows_windows import WindowsWindows
from assistant.capture.backends.x11 import X11Windows
from assistant.capture.backends.x11_input import X11Wheel
from assistant.capture.choose import Surroundings
from assistant.capture.details import desktop
from assistant.capture.refusals import is_blind, no_picture, no_wheel, off_screen, unreachable, wayland
from assistant.core.ports import Frame, Rect, Screen, ScreenWindow
from assistant.errors import CaptureError, msg

NAME = "mss"


def why_not(surroundings: Surroundings) -> CaptureError | None:
    """A Wayland session, or Linux without a display."""
    if surroundings.is_wayland:
        return wayland()
    if surroundings.platform.startswith("linux") and not surroundings.environment.get("DISPLAY"):
        # Translators: reason for the error “The screen can’t be reached”; DISPLAY is a technical name.
        return unreachable(msg("no display is named: DISPLAY is not set"))
    return None


def open_grabber(surroundings: Surroundings) -> MssGrabber:
    """The grabber; CaptureError where the display doesn't answer."""
    if surroundings.platform.startswith("linux"):
        display = surroundings.environment["DISPLAY"]
        grabber = MssGrabber(lambda: mss.MSS(display=display), X11Windows.opened(display), X11Wheel(display))
        if any(is_blind(screen.name) for screen in grabber.screens()):
            grabber.close()
            raise wayland()
        return grabber
    if surroundings.platform == "darwin":
        from assistant.capture.backends import macos  # builds on this module

        return macos.open_grabber()
    windows = WindowsWindows.opened()  # before mss, which would settle for less than each monitor's own scale
    return MssGrabber(mss.MSS, windows, WindowsWheel.opened())


class MssGrabber:
    """The screen by mss; its windows by X11 or Microsoft Windows. Safe to call from any thread, one call at a time."""

    name = NAME

    def __init__(self, make: Callable[[], mss.MSS], windows: Windows | None, wheel: Wheel | None = None) -> None:
        self._make = make
        self._windows = windows
        self._wheel = wheel
        self._lock = threading.RLock()
        self._scales: tuple[Screen, ...] = ()
        self._mss: mss.MSS | None = self._made()

    def screens(self) -> Sequence[Screen]:
        """The monitors; scales and names from ``use_scales`` where given."""
        with self._lock:
            rows = self._monitors()
            default = self._windows.scale() if self._windows else 1.0
            return tuple(self._screen(number, rows[number], default) for number in range(1, len(rows)))

    def windows(self) -> Sequence[ScreenWindow]:
        """The visible windows of other programs on X11 and Windows; nothing elsewhere."""
        with self._lock:
            return self._windows.windows() if self._windows else ()

    def grab(self, area: Rect) -> Frame:
        """The pixels of an area, clamped to the desktop. CaptureError where nothing of it is on a screen."""
        with self._lock:
            screens = self.screens()
            inside = area.clamped(desktop(screens))
            if inside.width < 1 or inside.height < 1:
                raise off_screen()
            shot = self._shot(inside)
            width, height = int(shot.size[0]), int(shot.size[1])
            return Frame(width, height, bytes(shot.bgra), _scale_of(inside, screens, width))

    def active_window(self) -> ScreenWindow | None:
        """The window of another program that has the focus on X11 and Windows; None elsewhere."""
        with self._lock:
            return self._windows.active_window() if self._windows else None

    def own_windows(self) -> Sequence[Rect]:
        """Where windows of this program are on X11 and Windows; nothing elsewhere."""
        with self._lock:
            return self._windows.own_windows() if self._windows else ()

    def bring_forward(self, window: ScreenWindow) -> None:
        """Asks for a window to come in front; nothing happens where the system doesn't tell of windows."""
        with self._lock:
            if self._windows:
                self._windows.bring_forward(window.id)

    def are_gone(self, own_window_ids: Sequence[int]) -> bool:
        """Whether none of these windows is on the screen; True where the system doesn't tell."""
        with self._lock:
            return self._windows.are_gone(own_window_ids) if self._windows else True

    def are_shown(self, own_window_ids: Sequence[int]) -> bool:
        """Whether each of these windows is on the screen; True where the system doesn't tell."""
        with self._lock:
            return self._windows.are_shown(own_window_ids) if self._windows else True

    def is_composited(self) -> bool:
        """Whether covered windows keep their pixels; True where the system doesn't tell, as on macOS."""
        with self._lock:
            return self._windows.is_composited() if self._windows else True

    def why_no_wheel(self) -> CaptureError | None:
        """Why the wheel can't be turned; None where it can: X11 with XTEST, and Windows."""
        with self._lock:
            return self._wheel.why_no_wheel() if self._wheel else no_wheel()

    def scroll(self, at: tuple[int, int], notches: int) -> None:
        """Puts the pointer at a place and turns the wheel there; more than 0 notches go down. Raises CaptureError."""
        with self._lock:
            self._turning().scroll(at, notches)

    def place_pointer(self, at: tuple[int, int]) -> None:
        """Puts the pointer at a place. Raises CaptureError."""
        with self._lock:
            self._turning().place_pointer(at)

    def pointer(self) -> tuple[int, int]:
        """Where the pointer is. Raises CaptureError."""
        with self._lock:
            return self._turning().pointer()

    def escape_is_down(self) -> bool:
        """Whether Esc is held down; False where the system doesn't tell."""
        with self._lock:
            return self.why_no_wheel() is None and self._turning().escape_is_down()

    def modifier_is_down(self) -> bool:
        """Whether a modifier key is held down; False where the system doesn't tell."""
        with self._lock:
            return self.why_no_wheel() is None and self._turning().modifier_is_down()

    def use_scales(self, screens: Sequence[Screen]) -> None:
        """Tells the scales and names of screens as the window's toolkit knows them, and forgets the screens' layout.

        To be called again when screens come, go or move: mss keeps the layout that it found first.
        """
        with self._lock:
            self._scales = tuple(screens)
            self._drop()

    def close(self) -> None:
        """Lets go of the screen; may be called twice."""
        with self._lock:
            self._drop()
            if self._windows:
                self._windows.close()
                self._windows = None
            if self._wheel:
                self._wheel.close()
                self._wheel = None

    def _turning(self) -> Wheel:
        if self._wheel is None:
            raise no_wheel()
        return self._wheel

    def _drop(self) -> None:
        if self._mss is not None:
            self._mss.close()
            self._mss = None

    def _made(self) -> mss.MSS:
        try:
            return self._make()
        except mss.ScreenShotError as error:
            # Translators: reason for the error “The screen can’t be reached”.
            raise unreachable(msg("the system refused the program’s request for it")) from error

    def _open(self) -> mss.MSS:
        if self._mss is None:
            self._mss = self._made()
        return self._mss

    def _monitors(self) -> list[Mapping[str, Any]]:
        try:
            return list(self._open().monitors)
        except mss.ScreenShotError as error:
            # Translators: reason for the error “The screen can’t be reached”.
            raise unreachable(msg("the system refused the program’s request for it")) from error

    def _shot(self, area: Rect) -> mss.ScreenShot:
        bounds = (area.x, area.y, area.right, area.bottom)
        try:
            return self._open().grab(bounds)
        except mss.ScreenShotError:
            self._drop()  # a screen may have gone since; a new instance sees the new layout
        try:
            return self._open().grab(bounds)
        except mss.ScreenShotError as error:
            self._drop()
            raise no_picture() from error

    def _screen(self, number: int, row: Mapping[str, Any], default: float) -> Screen:
        area = Rect(int(row["left"]), int(row["top"]), int(row["width"]), int(row["height"]))
        name = str(row.get("output") or row.get("name") or "")
        for known in self._scales:
            if _same_place(known.area, area) or (name and known.name == name):
                return Screen(number, area, known.scale, known.name or name)
        return Screen(number, area, default, name)


def _same_place(first: Rect, second: Rect) -> bool:
    pairs = ((first.x, second.x), (first.y, second.y), (first.width, second.width), (first.height, second.height))
    return all(abs(one - other) <= 1 for one, other in pairs)


def _scale_of(area: Rect, screens: Sequence[Screen], width: int) -> float:
    """The scale of the screen that holds most of the area; on macOS the picture itself is larger than asked for."""
    shares = [(screen.area.clamped(area).width * screen.area.clamped(area).height, screen.scale) for screen in screens]
    enlarged = width / area.width
    return enlarged if enlarged > 1.01 else max(shares)[1]
