"""A key everywhere on Windows, by ``RegisterHotKey`` in a thread that waits for its messages and for nothing else.

Windows tells a hot key only to the thread that registered it, so that thread registers, listens and lets go. See
https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-registerhotkey.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from assistant.capture.choose import Surroundings
from assistant.capture.keys import Lost, Pressed
from assistant.capture.keys.chord import Chord
from assistant.capture.keys.refusals import not_here, taken, unknown
from assistant.errors import CaptureError, msg

NAME = "windows"
#: ERROR_HOTKEY_ALREADY_REGISTERED.
_TAKEN = 1409
_WM_QUIT, _WM_HOTKEY = 0x0012, 0x0312
_NO_REPEAT = 0x4000
_MODIFIERS = {"Alt": 1, "Ctrl": 2, "Shift": 4, "Meta": 8}
#: Virtual-key codes of the keys that have names.
_NAMED: Mapping[str, int] = {
    "Backspace": 0x08, "Tab": 0x09, "Return": 0x0D, "Enter": 0x0D, "Pause": 0x13, "Esc": 0x1B, "Space": 0x20,
    "PgUp": 0x21, "PgDown": 0x22, "End": 0x23, "Home": 0x24, "Left": 0x25, "Up": 0x26, "Right": 0x27, "Down": 0x28,
    "Print": 0x2C, "Ins": 0x2D, "Del": 0x2E, "ScrollLock": 0x91,
}  # fmt: skip
_F1 = 0x70
_ID = 1
#: AltGr is Ctrl with Alt to Windows: in VkKeyScan's answer these bits are 2 and 4.
_ALTGR = 6


class _Message(ctypes.Structure):
    """MSG of Windows; the size of its parts follows the machine's."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("word", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
        ("time", ctypes.c_ulong),
        ("x", ctypes.c_long),
        ("y", ctypes.c_long),
        ("private", ctypes.c_ulong),
    )


class User32(Protocol):
    """What is used of the system."""

    def RegisterHotKey(self, window: None, number: int, modifiers: int, key: int) -> int: ...  # noqa: D102, N802  # Windows' name

    def UnregisterHotKey(self, window: None, number: int) -> int: ...  # noqa: D102, N802  # Windows' name

    def PeekMessageW(self, message: Any, window: None, first: int, last: int, remove: int) -> int: ...  # noqa: D102, N802  # Windows' name

    def GetMessageW(self, message: Any, window: None, first: int, last: int) -> int: ...  # noqa: D102, N802  # Windows' name

    def PostThreadMessageW(self, thread: int, message: int, word: int, long: int) -> int: ...  # noqa: D102, N802  # Windows' name

    def VkKeyScanW(self, sign: str) -> int: ...  # noqa: D102, N802  # Windows' name


@dataclass(frozen=True, slots=True)
class System:
    """The system's calls: ``user32``, the calling thread's number, and the last error of the calling thread."""

    user32: User32
    thread_number: Callable[[], int]
    last_error: Callable[[], int]


def why_not(surroundings: Surroundings) -> CaptureError | None:
    """Why no key can be had this way here; None where it can."""
    # Translators: reason; Windows is Microsoft's system.
    return None if surroundings.platform == "win32" else not_here(msg("this is not Windows"))


def grab(
    chord: Chord, pressed: Pressed, lost: Lost, surroundings: Surroundings, *, asking: threading.Event | None = None
) -> WindowsKey:
    """Has the chord until it is closed. Raises CaptureError ``key-taken`` or ``key-unknown``."""
    return WindowsKey(chord, pressed, lost, _system())


class WindowsKey:
    """A chord that a thread of this program has registered."""

    def __init__(self, chord: Chord, pressed: Pressed, lost: Lost, system: System) -> None:
        self.chord = str(chord)
        self._pressed, self._lost, self._system = pressed, lost, system
        self._code = code_of(chord, system.user32)
        self._modifiers = sum(_MODIFIERS[name] for name in chord.modifiers) | _NO_REPEAT
        self._answered = threading.Event()
        self._error = 0
        self._number = 0
        self._thread = threading.Thread(target=self._listen, name="key-windows", daemon=True)
        self._thread.start()
        self._answered.wait()
        if self._error:
            self._thread.join()
            raise taken(self.chord) if self._error == _TAKEN else _refused(self.chord, self._error)

    def close(self) -> None:
        """Gives the key back and waits for the thread."""
        if self._thread.is_alive():
            self._system.user32.PostThreadMessageW(self._number, _WM_QUIT, 0, 0)
            self._thread.join()

    def _listen(self) -> None:
        user32, message = self._system.user32, _Message()
        # A thread has a queue from its first look at it on; before, the message that ends it would be lost.
        user32.PeekMessageW(ctypes.byref(message), None, 0, 0, 0)
        self._number = self._system.thread_number()
        if not user32.RegisterHotKey(None, _ID, self._modifiers, self._code):
            self._error = self._system.last_error() or -1
        self._answered.set()
        if self._error:
            return
        while (got := user32.GetMessageW(ctypes.byref(message), None, 0, 0)) > 0:
            if message.message == _WM_HOTKEY:
                self._pressed()
        user32.UnregisterHotKey(None, _ID)
        if got < 0:
            self._lost(_refused(self.chord, self._system.last_error()))


def code_of(chord: Chord, user32: User32) -> int:
    """The virtual-key code of the chord's key. CaptureError ``key-unknown`` where the keyboard has none.

    With Ctrl and Alt it must not be a key that types a letter with AltGr, such as S in Polish: that letter would be
    gone from every other program.
    """
    key = chord.key
    if key in _NAMED:
        return _NAMED[key]
    if chord.is_function_key:
        return _F1 + int(key[1:]) - 1
    answer = user32.VkKeyScanW(key.lower())
    code = answer & 0xFF
    if answer in (-1, 0xFFFF) or code == 0xFF:
        # Translators: reason why a key can't be used; {key} is a key such as S.
        raise unknown(str(chord), msg("the keyboard has no key {key} in the layout that is set now", key=key))
    if {"Ctrl", "Alt"} == set(chord.modifiers) and (letter := _letter_with_altgr(code, user32)):
        # Translators: reason why a key can't be used; {letter} is a letter such as ś; AltGr is a key of the keyboard.
        raise unknown(str(chord), msg("on this keyboard AltGr with {key} writes {letter}", key=key, letter=letter))
    return code


def _letter_with_altgr(code: int, user32: User32) -> str:
    for sign in map(chr, (*range(0x21, 0x7F), *range(0xA0, 0x250), 0x20AC)):
        answer = user32.VkKeyScanW(sign)
        if answer & 0xFF == code and answer >> 8 & 0xFF == _ALTGR:
            return sign
    return ""


def _refused(chord: str, number: int) -> CaptureError:
    # Translators: reason why a key can't be used; {number} is the system's number of the error.
    return unknown(chord, msg("Windows refuses it (error {number})", number=number))


def _system() -> System:
    library = cast(Any, ctypes)  # the parts for Windows are there on Windows alone
    user32 = library.WinDLL("user32", use_last_error=True)
    user32.VkKeyScanW.argtypes = (ctypes.c_wchar,)
    user32.VkKeyScanW.restype = ctypes.c_short
    user32.PostThreadMessageW.argtypes = (ctypes.c_ulong, ctypes.c_uint, ctypes.c_size_t, ctypes.c_ssize_t)
    kernel32 = library.WinDLL("kernel32", use_last_error=True)
    return System(user32, kernel32.GetCurrentThreadId, library.get_last_error)
