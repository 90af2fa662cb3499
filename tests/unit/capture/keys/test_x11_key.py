"""The key on a real X server, pressed by XTEST while another program has the keyboard."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import xcffib
import xcffib.xkb
from virtual_desktop import VirtualDesktop, wait_for

from assistant.capture.choose import Surroundings
from assistant.capture.keys import KeyGrab
from assistant.capture.keys.choose import grab
from assistant.errors import CaptureError

#: Where S is on a US keyboard; a test presses the place, whatever is written on it.
PLACE_OF_S, CTRL, ALT = "39", "37", "64"


class Keys:
    """Grabs keys on a desktop and counts what is told."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self.desktop = desktop
        self.here = Surroundings("linux", desktop.env)
        self.pressed: queue.Queue[float] = queue.Queue()
        self.lost: queue.Queue[CaptureError] = queue.Queue()
        self.held: list[KeyGrab] = []

    def grab(self, chord: str) -> KeyGrab:
        key = grab(chord, lambda: self.pressed.put(time.monotonic()), self.lost.put, self.here)
        self.held.append(key)
        return key

    def press(self, *keys: str) -> None:
        """Presses keys; a further key shows that all have arrived at the server's clients."""
        marker: queue.Queue[None] = queue.Queue()
        other = grab("Ctrl+F12", lambda: marker.put(None), self.lost.put, self.here)
        self.desktop.run("xdotool", "key", *keys, "ctrl+F12")
        marker.get(timeout=20)
        other.close()

    def expect(self, told: int) -> None:
        """So many presses are told, and no more."""
        for _press in range(told):
            self.pressed.get(timeout=20)
        assert self.pressed.empty()

    def count(self) -> int:
        told = 0
        while not self.pressed.empty():
            self.pressed.get()
            told += 1
        return told

    def close(self) -> None:
        for key in self.held:
            key.close()


@pytest.fixture
def keys(desktop: VirtualDesktop) -> Iterator[Keys]:
    """Keys on the desktop; whatever a test did to the keyboard is undone."""
    made = Keys(desktop)
    yield made
    made.close()
    desktop.run("setxkbmap", "us", "-option", "")


@pytest.fixture(scope="module")
def other_program(desktop: VirtualDesktop) -> None:
    """A terminal with the keyboard's focus."""
    desktop.start("xterm", "-T", "other")
    wait_for(lambda: desktop.find_window("other"), "the other program")
    desktop.run("xdotool", "windowfocus", "--sync", desktop.find_window("other"))


def locked(desktop: VirtualDesktop, bits: int, group: int = 0) -> Callable[[], None]:
    """Locks modifiers and a layout on the server's keyboard; the returned function unlocks them."""

    def latch(bits: int, group: int) -> None:
        library: Any = xcffib  # it writes its requests at run time and types none of them
        connection = library.connect(desktop.display)
        xkb = connection(library.xkb.key)
        xkb.UseExtension(1, 0).reply()
        xkb.LatchLockState(0x100, 0xFF, bits, True, group, 0, False, 0, is_checked=True).check()
        connection.disconnect()

    latch(bits, group)
    return lambda: latch(0, 0)


@pytest.mark.usefixtures("other_program")
def test_a_press_is_told_once_while_another_program_has_the_keyboard(keys: Keys) -> None:
    keys.grab("Ctrl+Alt+S")
    keys.press("ctrl+alt+s")
    keys.expect(1)
    keys.press("ctrl+alt+s", "ctrl+alt+s", "ctrl+alt+s")
    keys.expect(3)
    keys.press("s", "ctrl+s", "alt+s", "ctrl+alt+shift+s")
    keys.expect(0)


@pytest.mark.usefixtures("other_program")
def test_a_key_that_is_held_down_is_one_press(keys: Keys) -> None:
    # GIVEN a keyboard that repeats after 80 ms, 50 times a second
    keys.desktop.run("xset", "r", "rate", "80", "50")
    keys.grab("Ctrl+Alt+S")

    # WHEN the chord is held down for many repeats
    keys.desktop.run("xdotool", "keydown", "ctrl", "keydown", "alt", "keydown", "s", "sleep", "0.6")
    keys.desktop.run("xdotool", "keyup", "s", "keyup", "alt", "keyup", "ctrl")

    # THEN it is one press, and the next one counts
    keys.press("ctrl+alt+s")
    keys.expect(2)
    keys.desktop.run("xset", "r", "rate")


@pytest.mark.parametrize("bits", [2, 16, 18], ids=["Caps Lock", "Num Lock", "both"])
@pytest.mark.usefixtures("other_program")
def test_caps_lock_and_num_lock_make_no_difference(keys: Keys, bits: int) -> None:
    keys.grab("Ctrl+Alt+S")
    unlock = locked(keys.desktop, bits)
    keys.press("ctrl+alt+s")
    keys.expect(1)
    unlock()


@pytest.mark.usefixtures("other_program")
def test_the_key_works_in_the_second_layout(keys: Keys) -> None:
    # GIVEN a keyboard with Latin and Cyrillic letters, and Cyrillic in use
    keys.desktop.run("setxkbmap", "us,ru")
    keys.grab("Ctrl+Alt+S")
    unlock = locked(keys.desktop, 0, group=1)

    # WHEN the place of S is pressed, THEN it is told
    keys.desktop.run("xdotool", "keydown", CTRL, "keydown", ALT, "key", PLACE_OF_S, "keyup", ALT, "keyup", CTRL)
    keys.pressed.get(timeout=20)
    unlock()


@pytest.mark.usefixtures("other_program")
def test_another_layout_moves_the_key_along(keys: Keys) -> None:
    # GIVEN a key whose place differs between layouts
    keys.grab("Ctrl+Alt+A")

    # WHEN the layout becomes French, where A is at the place of Q
    keys.desktop.run("setxkbmap", "fr")

    # THEN it is where A is now, and a layout without it leaves it there
    a_in_french = ["xdotool", "keydown", CTRL, "keydown", ALT, "key", "24", "keyup", ALT, "keyup", CTRL]

    def is_told() -> bool:
        keys.desktop.run(*a_in_french)
        return keys.count() > 0

    wait_for(is_told, "the key in the new place", 20)
    keys.desktop.run("setxkbmap", "ru")
    wait_for(is_told, "the key in the same place", 20)
    assert keys.lost.empty()


def test_a_key_that_another_program_has_is_told(keys: Keys) -> None:
    # GIVEN a second client that has the chord
    first = keys.grab("Ctrl+Alt+S")

    # WHEN it is asked for
    with pytest.raises(CaptureError) as told:
        keys.grab("Ctrl+Alt+S")

    # THEN that is said, and once it is free it can be had
    assert told.value.reference == "key-taken"
    assert "another program" in str(told.value)
    first.close()
    keys.grab("Ctrl+Alt+S")


def test_a_server_that_ends_is_told_and_leaves_no_thread() -> None:
    with VirtualDesktop(window_manager=False) as short_lived:
        keys = Keys(short_lived)
        keys.grab("F9")
    assert keys.lost.get(timeout=20).reference == "key-not-here"
    keys.close()
    with pytest.raises(CaptureError) as told:
        keys.grab("F9")
    assert told.value.reference == "key-not-here"
