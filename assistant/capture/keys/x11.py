"""A key everywhere on X11, by ``XGrabKey`` on a connection of its own.

The server tells of this chord alone. A grab that another client holds is refused by the server (BadAccess) and said.
What goes wrong later is told by ``lost``.
"""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Sequence
from typing import Any

import xcffib
from xcffib import xproto

from assistant.capture.choose import Surroundings
from assistant.capture.keys import Lost, Pressed
from assistant.capture.keys.chord import Chord
from assistant.capture.keys.refusals import not_here, taken
from assistant.capture.keys.x11_codes import Combination, Keyboard, combinations
from assistant.errors import CaptureError, msg

NAME = "x11"


def why_not(surroundings: Surroundings) -> CaptureError | None:
    """Why no key can be had this way here; None where it can."""
    if not surroundings.platform.startswith("linux"):
        # Translators: reason; X11 is the name of a technique of Linux desktops.
        return not_here(msg("this is no X11 desktop"))
    if surroundings.is_wayland:
        # Translators: reason; Wayland and X11 are names of techniques of Linux desktops.
        return not_here(msg("in a Wayland session a key of X11 is only seen while an X11 program is in front"))
    if not surroundings.environment.get("DISPLAY"):
        # Translators: reason; there is no screen to show windows on.
        return not_here(msg("there is no screen"))
    return None


def grab(
    chord: Chord, pressed: Pressed, lost: Lost, surroundings: Surroundings, *, asking: threading.Event | None = None
) -> X11Key:
    """Has the chord until it is closed. Raises CaptureError ``key-taken``, ``key-unknown``, ``key-not-here``."""
    return X11Key(chord, pressed, lost, surroundings.environment["DISPLAY"])


class X11Key:
    """A chord that this client of the server has."""

    def __init__(self, chord: Chord, pressed: Pressed, lost: Lost, display: str) -> None:
        self.chord = str(chord)
        self._wanted, self._pressed, self._lost = chord, pressed, lost
        self._connection = _connect(display)
        self._core: Any = self._connection.core
        setup = self._connection.get_setup()
        self._first, self._last = setup.min_keycode, setup.max_keycode
        self._root: int = setup.roots[self._connection.pref_screen].root
        self._grabbed: tuple[Combination, ...] = ()
        self._down: set[int] = set()
        try:
            self._grab(combinations(chord, self._keyboard()))
        except (CaptureError, xcffib.Error, xcffib.ConnectionException):
            self._connection.disconnect()
            raise
        self._reading, self._writing = os.pipe()
        self._thread = threading.Thread(target=self._listen, name="key-x11", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Gives the key back and waits for the thread."""
        if self._writing >= 0:
            os.write(self._writing, b"x")
            self._thread.join()
            os.close(self._writing)
            os.close(self._reading)
            self._writing = -1

    def _listen(self) -> None:
        try:
            server = self._connection.get_file_descriptor()
            while self._take_events():
                ready, _, _ = select.select([server, self._reading], [], [])
                if self._reading in ready:
                    self._ungrab()
                    break
        except CaptureError as error:
            self._lost(error)
        except (xcffib.Error, xcffib.ConnectionException):
            # Translators: reason; the X server is what shows windows on a Linux desktop.
            self._lost(not_here(msg("the X server ended the connection")))
        finally:
            self._connection.disconnect()

    def _take_events(self) -> bool:
        """Everything that has arrived; a keyboard that was laid out anew is grabbed anew once, at the end."""
        has_changed = False
        while (event := self._connection.poll_for_event()) is not None:
            if isinstance(event, xproto.MappingNotifyEvent):
                has_changed = has_changed or event.request != xproto.Mapping.Pointer
            elif isinstance(event, xproto.KeyReleaseEvent):
                self._on_release(event.detail)
            elif isinstance(event, xproto.KeyPressEvent) and event.detail not in self._down:
                self._down.add(event.detail)
                self._pressed()
        if has_changed:
            self._grab_anew()
        return True

    def _grab_anew(self) -> None:
        """After another layout was set; the key stays where it was on a layout that has no such sign."""
        before = self._grabbed
        self._ungrab()
        try:
            self._grab(combinations(self._wanted, self._keyboard()))
        except CaptureError as error:
            if error.reference != "key-unknown":
                raise
            self._grab(before)

    def _on_release(self, keycode: int) -> None:
        """A key that is held down repeats as releases and presses; the keyboard itself knows that it never came up."""
        keys: Sequence[int] = self._core.QueryKeymap().reply().keys
        if not keys[keycode // 8] & 1 << keycode % 8:
            self._down.discard(keycode)

    def _grab(self, wanted: Sequence[Combination]) -> None:
        for one in wanted:
            request = self._core.GrabKey(
                True,
                self._root,
                one.modifiers,
                one.keycode,
                xproto.GrabMode.Async,
                xproto.GrabMode.Async,
                is_checked=True,
            )
            try:
                request.check()
            except xproto.AccessError as error:
                self._ungrab()
                raise taken(self.chord) from error
            self._grabbed += (one,)

    def _ungrab(self) -> None:
        for one in self._grabbed:
            self._core.UngrabKey(one.keycode, self._root, one.modifiers)
        self._grabbed = ()
        self._connection.flush()

    def _keyboard(self) -> Keyboard:
        count = self._last - self._first + 1
        keys = self._core.GetKeyboardMapping(self._first, count).reply()
        bits = self._core.GetModifierMapping().reply()
        wide, deep = keys.keysyms_per_keycode, bits.keycodes_per_modifier
        keysyms, keycodes = list(keys.keysyms), list(bits.keycodes)
        return Keyboard(
            self._first,
            [keysyms[row * wide : (row + 1) * wide] for row in range(count)],
            [keycodes[bit * deep : (bit + 1) * deep] for bit in range(8)],
        )


def _connect(display: str) -> Any:  # xcffib writes its requests at run time and types none of them
    library: Any = xcffib
    try:
        return library.connect(display)
    except xcffib.ConnectionException as error:
        # Translators: reason; {display} is a technical name such as :0.
        raise not_here(msg("the display {display} does not answer", display=display[:60])) from error
