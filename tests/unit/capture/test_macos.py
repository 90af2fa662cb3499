"""macOS, with a fake of its own library: permission before any grab, asked for once, and every pixel."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.capture.abilities import AsksFirst, AsksTheSystem
from assistant.capture.backends.macos import MacGrabber, take_every_pixel
from assistant.core.ports import Rect
from assistant.errors import CaptureError


class FakeCore:
    def __init__(self, *, allowed: bool, answer: bool = False) -> None:
        self.allowed, self.answer = allowed, answer
        self.asked = 0

    def CGPreflightScreenCaptureAccess(self) -> bool:  # noqa: N802  # macOS's own names
        return self.allowed

    def CGRequestScreenCaptureAccess(self) -> bool:  # noqa: N802
        self.asked += 1
        self.allowed = self.answer
        return self.answer


class Retina:
    """mss on a screen of 100 x 50 points at 2."""

    grabs = 0
    monitors = ({"left": 0, "top": 0, "width": 100, "height": 50},) * 2

    def grab(self, bounds: tuple[int, int, int, int]) -> SimpleNamespace:
        Retina.grabs += 1
        left, top, right, bottom = bounds
        size = (2 * (right - left), 2 * (bottom - top))
        return SimpleNamespace(size=size, bgra=bytes(size[0] * size[1] * 4))

    def close(self) -> None:
        pass


def grabber(core: object) -> MacGrabber:
    Retina.grabs = 0
    return MacGrabber(Retina, core)  # type: ignore[arg-type]  # as much of mss as is needed


def test_without_permission_nothing_is_grabbed_and_macos_asks_once() -> None:
    # GIVEN a Mac that doesn't allow it
    core = FakeCore(allowed=False)
    mac = grabber(core)

    # WHEN it is tried three times
    for _time in range(3):
        with pytest.raises(CaptureError) as caught:
            mac.grab(Rect(0, 0, 10, 10))

        # THEN no picture of the wallpaper passes as one of the screen
        assert caught.value.reference == "capture-refused"
        assert "System Settings" in str(caught.value.next_step)
    assert core.asked == 1
    assert Retina.grabs == 0


def test_a_permission_that_is_given_serves_at_once() -> None:
    core = FakeCore(allowed=False, answer=True)
    mac = grabber(core)
    mac.ask_permission()
    mac.ask_permission()
    assert core.asked == 1
    assert mac.grab(Rect(0, 0, 10, 10)).width == 20


def test_all_pixels_of_a_retina_screen_are_taken() -> None:
    # GIVEN mss as it is set at first
    darwin = SimpleNamespace(IMAGE_OPTIONS=0b10011, kCGWindowImageNominalResolution=0b10000)
    take_every_pixel(darwin)
    assert darwin.IMAGE_OPTIONS == 0b00011

    # THEN a picture has the screen's own pixels and tells its scale
    frame = grabber(FakeCore(allowed=True)).grab(Rect(0, 0, 100, 50))
    assert (frame.width, frame.height, frame.scale) == (200, 100, 2.0)


def test_an_old_macos_asks_nobody() -> None:
    assert grabber(object()).grab(Rect(0, 0, 10, 10)).width == 20


def test_it_is_asked_first_but_looks_at_the_screen_itself() -> None:
    mac = grabber(FakeCore(allowed=True))
    assert isinstance(mac, AsksFirst)
    assert not isinstance(mac, AsksTheSystem)
