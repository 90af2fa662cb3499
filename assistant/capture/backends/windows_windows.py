"""Windows on Microsoft Windows: which can be seen, where they are without their shadows, and the focus.

Places are physical pixels, so the process has to be aware of each monitor's scale before anything asks for a place:
Qt sees to it where the window runs, ``become_aware`` where a command does. Own windows never show in the list.
See https://learn.microsoft.com/windows/win32/api/winuser/ and .../dwmapi/ for the functions and their numbers.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from assistant.core.ports import Rect, ScreenWindow

_LONGEST_TITLE = 1000
_SMALLEST = 8
_STYLE = -20  # GWL_EXSTYLE
_TOOL, _APP = 0x80, 0x40000  # WS_EX_TOOLWINDOW, WS_EX_APPWINDOW
_BOUNDS, _CLOAKED = 9, 14  # DWMWA_EXTENDED_FRAME_BOUNDS, DWMWA_CLOAKED
_EACH_MONITOR = -4  # DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2
#: The desktop itself, its bars, and frames that hold nothing.
_NOT_FOR_PICTURES = frozenset(["Progman", "WorkerW", "Shell_TrayWnd", "Shell_SecondaryTrayWnd"])


class Edges(ctypes.Structure):
    """RECT of the Windows API."""

    _fields_ = (
        ("left", ctypes.c_int32),
        ("top", ctypes.c_int32),
        ("right", ctypes.c_int32),
        ("bottom", ctypes.c_int32),
    )


def become_aware(user32: Any) -> None:
    """Places are physical pixels from here on, on each monitor. Where Qt was first, nothing happens."""
    aware = getattr(user32, "SetProcessDpiAwarenessContext", None)  # Windows 10 from 1703 on
    if aware is not None:
        aware(ctypes.c_void_p(_EACH_MONITOR))


class WindowsWindows:
    """Asks ``user32`` and ``dwmapi``. Windows vanish at any moment: one that did is left out."""

    def __init__(self, user32: Any, dwmapi: Any, own_process: int | None = None) -> None:  # ctypes types no function
        self._user32, self._dwmapi = user32, dwmapi
        self._own = os.getpid() if own_process is None else own_process

    @classmethod
    def opened(cls) -> WindowsWindows | None:
        """The windows of this computer, with places in physical pixels; None on other systems."""
        if sys.platform != "win32":
            return None
        user32 = ctypes.WinDLL("user32", use_last_error=True)
        become_aware(user32)
        user32.GetForegroundWindow.restype = ctypes.c_void_p
        return cls(user32, ctypes.WinDLL("dwmapi"))

    def windows(self) -> tuple[ScreenWindow, ...]:
        """The windows of other programs that can be seen, topmost first."""
        found = (self._window(handle) for handle in self._handles())
        return tuple(window for window in found if window is not None)

    def active_window(self) -> ScreenWindow | None:
        """The window of another program that has the focus."""
        handle = self._user32.GetForegroundWindow()
        return self._window(int(handle)) if handle else None

    def own_windows(self) -> tuple[Rect, ...]:
        """Where this program's windows are."""
        return tuple(self._area(handle) for handle in self._handles() if self._is_own(handle) and self._is_seen(handle))

    def bring_forward(self, window: int) -> None:
        """Asks for a window to come in front; the system allows it to the program that has the focus."""
        self._user32.SetForegroundWindow(ctypes.c_void_p(window))

    def are_gone(self, own_window_ids: Sequence[int]) -> bool:
        """Whether none of these is on the screen."""
        return not any(self._user32.IsWindowVisible(ctypes.c_void_p(window)) for window in own_window_ids)

    def are_shown(self, own_window_ids: Sequence[int]) -> bool:
        """Whether each of these is on the screen."""
        return all(self._user32.IsWindowVisible(ctypes.c_void_p(window)) for window in own_window_ids)

    def is_composited(self) -> bool:
        """Always, since Windows 8."""
        return True

    def scale(self) -> float:
        """Physical pixels per logical pixel of the main screen, where no screen says it."""
        told = getattr(self._user32, "GetDpiForSystem", None)  # Windows 10 from 1607 on
        dots = int(told()) if told is not None else 96
        return dots / 96.0 if 48 <= dots <= 960 else 1.0

    def close(self) -> None:
        """Nothing is held."""

    def _handles(self) -> list[int]:
        """All top-level windows, topmost first."""
        found: list[int] = []

        def note(handle: int | None, _nothing: int | None) -> bool:
            if handle:
                found.append(int(handle))
            return True

        kind: Callable[..., Any] = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)
        told = kind(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(note)
        self._user32.EnumWindows(told, ctypes.c_void_p(0))
        return found

    def _window(self, handle: int) -> ScreenWindow | None:
        if self._is_own(handle) or not self._is_seen(handle):
            return None
        style = int(self._user32.GetWindowLongW(ctypes.c_void_p(handle), _STYLE))
        title, kind, area = self._title(handle), self._class(handle), self._area(handle)
        if not title or kind in _NOT_FOR_PICTURES or (style & _TOOL and not style & _APP):
            return None
        if area.width < _SMALLEST or area.height < _SMALLEST:
            return None
        return ScreenWindow(handle, title, area, kind)

    def _is_own(self, handle: int) -> bool:
        process = ctypes.c_uint32(0)
        self._user32.GetWindowThreadProcessId(ctypes.c_void_p(handle), ctypes.byref(process))
        return process.value == self._own

    def _is_seen(self, handle: int) -> bool:
        window = ctypes.c_void_p(handle)
        if not self._user32.IsWindowVisible(window) or self._user32.IsIconic(window):
            return False
        cloaked = ctypes.c_uint32(0)  # on another virtual desktop, or an app of the store that sleeps
        failed = self._dwmapi.DwmGetWindowAttribute(window, _CLOAKED, ctypes.byref(cloaked), ctypes.sizeof(cloaked))
        return bool(failed) or not cloaked.value

    def _area(self, handle: int) -> Rect:
        """The window as it is seen: its rectangle alone holds a margin that can't be seen."""
        window, edges = ctypes.c_void_p(handle), Edges()
        if self._dwmapi.DwmGetWindowAttribute(window, _BOUNDS, ctypes.byref(edges), ctypes.sizeof(edges)):
            self._user32.GetWindowRect(window, ctypes.byref(edges))
        return Rect(edges.left, edges.top, max(0, edges.right - edges.left), max(0, edges.bottom - edges.top))

    def _title(self, handle: int) -> str:
        text = ctypes.create_unicode_buffer(_LONGEST_TITLE + 1)
        self._user32.GetWindowTextW(ctypes.c_void_p(handle), text, len(text))
        return "".join(sign if sign.isprintable() else " " for sign in text.value).strip()

    def _class(self, handle: int) -> str:
        text = ctypes.create_unicode_buffer(257)  # the system's own limit
        self._user32.GetClassNameW(ctypes.c_void_p(handle), text, len(text))
        return text.value
