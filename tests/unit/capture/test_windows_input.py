"""The wheel on Windows, with a stand-in for user32 that keeps what it was sent."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from assistant.capture.backends.windows_input import Input, MouseInput, Point, WindowsWheel
from assistant.errors import CaptureError


class FakeUser32:
    def __init__(self) -> None:
        self.sent: list[tuple[int, int, int]] = []
        self.place = (5, 6)
        self.held: set[int] = set()
        self.takes_input = True

    def SendInput(self, count: Any, events: Any, size: Any) -> int:  # noqa: N802 - the name in the Windows API
        assert size.value == ctypes.sizeof(Input)
        given = ctypes.cast(events, ctypes.POINTER(Input * count.value)).contents
        if not self.takes_input:
            return 0
        self.sent += [(event.kind, event.mouse.mouse_data, event.mouse.flags) for event in given]
        return int(count.value)

    def SetCursorPos(self, x: Any, y: Any) -> int:  # noqa: N802 - the name in the Windows API
        self.place = (x.value, y.value)
        return 1

    def GetCursorPos(self, place: Any) -> int:  # noqa: N802 - the name in the Windows API
        point = ctypes.cast(place, ctypes.POINTER(Point)).contents
        point.x, point.y = self.place
        return 1

    def GetAsyncKeyState(self, key: Any) -> int:  # noqa: N802 - the name in the Windows API
        # what was pressed since the last question sets the lowest bit alone, and doesn't count
        return -0x8000 if key.value in self.held else 1


@pytest.fixture
def user32() -> FakeUser32:
    return FakeUser32()


@pytest.fixture
def wheel(user32: FakeUser32) -> WindowsWheel:
    return WindowsWheel(user32)


def test_each_notch_is_one_turn_towards_the_person_for_down(user32: FakeUser32, wheel: WindowsWheel) -> None:
    # WHEN the wheel is turned down by three and up by one, left of the first screen
    wheel.scroll((-1200, 300), 3)
    wheel.scroll((-1200, 300), -1)

    # THEN three turns of -120 and one of +120 went out, at that place
    assert user32.sent == [(0, -120, 0x0800)] * 3 + [(0, 120, 0x0800)]
    assert wheel.pointer() == (-1200, 300)


def test_the_structure_has_the_size_that_windows_expects() -> None:
    # THEN on a computer of 64 bits MOUSEINPUT has 32 bytes and INPUT 40
    if ctypes.sizeof(ctypes.c_size_t) == 8:
        assert (ctypes.sizeof(MouseInput), ctypes.sizeof(Input)) == (32, 40)


def test_a_window_with_more_rights_refuses_in_words(user32: FakeUser32, wheel: WindowsWheel) -> None:
    user32.takes_input = False
    with pytest.raises(CaptureError) as caught:
        wheel.scroll((0, 0), 1)
    assert caught.value.reference == "no-wheel"


def test_only_keys_that_are_held_now_count(user32: FakeUser32, wheel: WindowsWheel) -> None:
    assert not wheel.escape_is_down()
    assert not wheel.modifier_is_down()
    user32.held = {0x1B, 0x11}
    assert wheel.escape_is_down()
    assert wheel.modifier_is_down()


def test_elsewhere_there_is_none() -> None:
    assert WindowsWheel.opened() is None
