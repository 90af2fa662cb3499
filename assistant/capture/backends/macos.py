"""What macOS asks of a program that takes pictures of the screen: permission before, and every pixel.

Without permission macOS gives a picture of the wallpaper and of own windows, as if all were well: pixels can't tell. So
permission is looked at before each grab, and never found out by grabbing.
See https://developer.apple.com/documentation/coregraphics for the two functions.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import mss

from assistant.capture.backends.mss_screen import MssGrabber
from assistant.core.ports import Frame, Rect
from assistant.errors import CaptureError, msg

_CORE_GRAPHICS = "/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics"


def open_grabber() -> MacGrabber:
    """The grabber of this Mac. To be called on macOS alone."""
    core = ctypes.CDLL(_CORE_GRAPHICS)
    for name in ("CGPreflightScreenCaptureAccess", "CGRequestScreenCaptureAccess"):
        if hasattr(core, name):
            getattr(core, name).restype = ctypes.c_bool
    from mss import darwin  # loads the system's own libraries

    take_every_pixel(darwin)
    return MacGrabber(mss.MSS, core)


def take_every_pixel(darwin: Any) -> None:
    """Pictures have all pixels of a Retina screen; mss asks for one in four unless it is told otherwise."""
    darwin.IMAGE_OPTIONS &= ~darwin.kCGWindowImageNominalResolution


class MacGrabber(MssGrabber):
    """The screen by mss, asked for only where the person allowed it."""

    def __init__(self, make: Callable[[], mss.MSS], core: Any) -> None:
        self._core = core
        self._has_asked = False
        super().__init__(make, None)

    def ask_permission(self) -> None:
        """Lets macOS ask the person, once in a run. CaptureError ``capture-refused`` while the answer isn't yes."""
        if self._is_allowed():
            return
        ask = getattr(self._core, "CGRequestScreenCaptureAccess", None)
        if ask is not None and not self._has_asked:
            self._has_asked = True
            if ask():
                return
        raise _refused()

    def grab(self, area: Rect) -> Frame:
        """The pixels of an area, if the person allowed it."""
        self.ask_permission()
        return super().grab(area)

    def _is_allowed(self) -> bool:
        allowed = getattr(self._core, "CGPreflightScreenCaptureAccess", None)
        return allowed is None or bool(allowed())  # before macOS 10.15 nobody was asked


def _refused() -> CaptureError:
    return CaptureError(
        "capture-refused",
        # Translators: error; the person or macOS said no.
        msg("This program may not take pictures of the screen"),
        # Translators: reason for the error above.
        msg("macOS allows it only to programs that you name"),
        # Translators: next step; the names are those of macOS's own settings.
        msg(
            "Open System Settings, Privacy & Security, Screen & System Audio Recording, allow this program (or the "
            "Terminal, for a command), and start it again."
        ),
    )
