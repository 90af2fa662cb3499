"""The wheel and the pointer on Windows, by SendInput, for scrolling captures.

It sends nothing but turns of the wheel, and never a key or a button. It reads whether Esc or a modifier is held, and
no other key. The process is aware of each monitor's scale by then, so that places are physical pixels.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from assistant.capture.refusals import no_wheel
from assistant.errors import CaptureError

_MOUSE = 0
_WHEEL = 0x0800  # MOUSEEVENTF_WHEEL
_NOTCH = 120  # WHEEL_DELTA; more than 0 turns away from the person, which is up
_ESCAPE = 0x1B
_MODIFIERS = (0x10, 0x11, 0x12, 0x5B, 0x5C)  # Shift, Ctrl, Alt, the two system's keys
_HELD = 0x8000


class Point(ctypes.Structure):
    """POINT of the Windows API."""

    _fields_ = (("x", ctypes.c_int32), ("y", ctypes.c_int32))


class MouseInput(ctypes.Structure):
    """MOUSEINPUT of the Windows API, with the sizes that it has there."""

    _fields_ = (
        ("dx", ctypes.c_int32),
        ("dy", ctypes.c_int32),
        ("mouse_data", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        ("time", ctypes.c_uint32),
        ("extra", ctypes.c_size_t),
    )


class Input(ctypes.Structure):
    """INPUT of the Windows API; the mouse's is the largest of what it can hold."""

    _fields_ = (("kind", ctypes.c_uint32), ("mouse", MouseInput))


class WindowsWheel:
    """Turns the wheel through ``user32``. Errors are CaptureError."""

    def __init__(self, user32: Any) -> None:  # ctypes types no function of a library
        self._user32 = user32
        # a handle's functions are shared in the process, so the sizes are given with each call instead of argtypes
        self._size = ctypes.c_int(ctypes.sizeof(Input))

    @classmethod
    def opened(cls) -> WindowsWheel | None:
        """The wheel of this computer; None on other systems."""
        if sys.platform != "win32":
            return None
        return cls(ctypes.WinDLL("user32", use_last_error=True))

    def why_no_wheel(self) -> CaptureError | None:
        """Nothing stands against it until a window with more rights refuses."""
        return None

    def scroll(self, at: tuple[int, int], notches: int) -> None:
        """Puts the pointer at a place and turns the wheel there; more than 0 notches go down."""
        self.place_pointer(at)
        count = abs(notches)
        data = -_NOTCH if notches > 0 else _NOTCH
        events = (Input * count)(*(Input(_MOUSE, MouseInput(0, 0, data, _WHEEL, 0, 0)) for _notch in range(count)))
        if self._user32.SendInput(ctypes.c_uint32(count), ctypes.byref(events), self._size) != count:
            raise no_wheel()  # a window that runs with more rights takes no input from this program

    def place_pointer(self, at: tuple[int, int]) -> None:
        """Puts the pointer at a place."""
        if not self._user32.SetCursorPos(ctypes.c_int32(at[0]), ctypes.c_int32(at[1])):
            raise no_wheel()

    def pointer(self) -> tuple[int, int]:
        """Where the pointer is."""
        place = Point()
        if not self._user32.GetCursorPos(ctypes.byref(place)):
            raise no_wheel()
        return place.x, place.y

    def escape_is_down(self) -> bool:
        """Whether the key Esc is held down."""
        return self._is_held(_ESCAPE)

    def modifier_is_down(self) -> bool:
        """Whether Shift, Ctrl, Alt or the system's key is held."""
        return any(self._is_held(key) for key in _MODIFIERS)

    def close(self) -> None:
        """There is nothing to let go of."""

    def _is_held(self, key: int) -> bool:
        return bool(self._user32.GetAsyncKeyState(ctypes.c_int(key)) & _HELD)
