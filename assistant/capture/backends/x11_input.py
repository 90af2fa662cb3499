"""The wheel and the pointer on X11, by the extension XTEST, for scrolling captures.

What it sends goes to whatever lies under the pointer; so it sends nothing but the wheel's two buttons and places of
the pointer, and never a key or another button. It reads whether Esc or a modifier is held, and no other key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import xcffib
from xcffib import xproto, xtest

from assistant.capture.refusals import no_wheel
from assistant.errors import CaptureError

_UP, _DOWN = 4, 5
_PRESS, _RELEASE, _MOTION = 4, 5, 6  # codes of core events, as XTEST takes them
_ESCAPE = 0xFF1B  # XK_Escape
_MODIFIERS = ("Shift", "Control", "Mod1", "Mod4")  # Alt and the system’s key are Mod1 and Mod4; locks are others

Told = TypeVar("Told")


class X11Wheel:
    """A connection to an X server that turns the wheel. Makes it at the first use; errors are CaptureError."""

    def __init__(self, display: str) -> None:
        self._display = display
        self._connection: Any = None  # xcffib writes its requests at run time and types none of them
        self._test: Any = None
        self._root = 0
        self._escape: tuple[int, ...] = ()

    def why_no_wheel(self) -> CaptureError | None:
        """Where the server doesn't answer, or has no XTEST."""
        try:
            self._open()
        except CaptureError as error:
            return error
        return None

    def scroll(self, at: tuple[int, int], notches: int) -> None:
        """Puts the pointer at a place and turns the wheel there; more than 0 notches go down."""
        button = _DOWN if notches > 0 else _UP

        def send() -> None:
            self._move(at)
            for _notch in range(abs(notches)):
                self._test.FakeInput(_PRESS, button, 0, self._root, 0, 0, 0)
                self._test.FakeInput(_RELEASE, button, 0, self._root, 0, 0, 0)
            self._connection.flush()

        self._asked(send)

    def place_pointer(self, at: tuple[int, int]) -> None:
        """Puts the pointer at a place."""

        def send() -> None:
            self._move(at)
            self._connection.flush()

        self._asked(send)

    def pointer(self) -> tuple[int, int]:
        """Where the pointer is."""
        told = self._asked(lambda: self._connection.core.QueryPointer(self._root).reply())
        return int(told.root_x), int(told.root_y)

    def escape_is_down(self) -> bool:
        """Whether the key Esc is held down."""
        keys = self._asked(lambda: self._connection.core.QueryKeymap().reply()).keys
        return any(int(keys[code // 8]) & (1 << code % 8) for code in self._escape)

    def modifier_is_down(self) -> bool:
        """Whether Shift, Ctrl, Alt or the system's key is held."""
        mask = int(self._asked(lambda: self._connection.core.QueryPointer(self._root).reply()).mask)
        bits: Any = xproto.KeyButMask
        return any(mask & int(getattr(bits, name)) for name in _MODIFIERS)

    def close(self) -> None:
        """Ends the connection; may be called twice."""
        if self._connection is not None:
            self._connection.disconnect()
            self._connection = None

    def _move(self, at: tuple[int, int]) -> None:
        self._test.FakeInput(_MOTION, 0, 0, self._root, at[0], at[1], 0)

    def _asked(self, ask: Callable[[], Told]) -> Told:
        self._open()
        try:
            return ask()
        except xcffib.XcffibException as error:
            self.close()
            raise no_wheel() from error

    def _open(self) -> None:
        if self._connection is not None:
            return
        library: Any = xcffib
        try:
            connection = library.connect(self._display)
        except xcffib.ConnectionException as error:
            raise no_wheel() from error
        try:
            is_there = connection.core.QueryExtension(len("XTEST"), "XTEST").reply().present
            setup = connection.get_setup()
            self._escape = _keys_of(connection, setup, _ESCAPE)
        except xcffib.XcffibException as error:
            connection.disconnect()
            raise no_wheel() from error
        if not is_there:
            connection.disconnect()
            raise no_wheel()
        self._connection, self._test = connection, connection(xtest.key)
        self._root = setup.roots[connection.pref_screen].root


def _keys_of(connection: Any, setup: Any, symbol: int) -> tuple[int, ...]:
    """The codes of the keys that give a symbol."""
    first, count = setup.min_keycode, setup.max_keycode - setup.min_keycode + 1
    mapping = connection.core.GetKeyboardMapping(first, count).reply()
    each = mapping.keysyms_per_keycode
    symbols = list(mapping.keysyms)
    return tuple(first + index for index in range(count) if symbol in symbols[index * each : (index + 1) * each])
