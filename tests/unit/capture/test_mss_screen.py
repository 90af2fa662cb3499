"""The grabber over mss, with a fake mss: clamping, one instance, what happens when screens change."""

from __future__ import annotations

from typing import Any, cast

import mss
import pytest

from assistant.capture.backends.mss_screen import MssGrabber
from assistant.core.ports import Rect, Screen
from assistant.errors import CaptureError

LEFT = {"left": 0, "top": 0, "width": 1920, "height": 1080, "output": "LEFT"}
RIGHT = {"left": 1920, "top": 100, "width": 1280, "height": 720, "output": "RIGHT"}


class FakeShot:
    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.bgra = bytes(width * height * 4)


class FakeMss:
    def __init__(self, system: FakeSystem) -> None:
        self._system = system
        whole = {"left": 0, "top": 0, "width": 3200, "height": 1080}
        self.monitors = [whole, *system.rows]
        self.is_closed = False

    def grab(self, bounds: tuple[int, int, int, int]) -> FakeShot:
        assert not self.is_closed
        if self._system.failures:
            self._system.failures -= 1
            raise mss.ScreenShotError("BadMatch")
        left, top, right, bottom = bounds
        self._system.asked.append(bounds)
        return FakeShot(right - left, bottom - top)

    def close(self) -> None:
        self.is_closed = True


class FakeSystem:
    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = [LEFT, RIGHT]
        self.made: list[FakeMss] = []
        self.asked: list[tuple[int, int, int, int]] = []
        self.failures = 0
        self.refuses = False

    def make(self) -> mss.MSS:
        if self.refuses:
            raise mss.ScreenShotError("no display")
        self.made.append(FakeMss(self))
        return cast(mss.MSS, self.made[-1])


@pytest.fixture
def system() -> FakeSystem:
    return FakeSystem()


@pytest.fixture
def grabber(system: FakeSystem) -> MssGrabber:
    return MssGrabber(system.make, None)


def test_an_area_is_clamped_to_the_desktop(system: FakeSystem, grabber: MssGrabber) -> None:
    # WHEN more than there is is asked for
    frame = grabber.grab(Rect(3000, 700, 500, 900))

    # THEN only what is there is asked of the system
    assert system.asked == [(3000, 700, 3200, 1080)]
    assert (frame.width, frame.height) == (200, 380)
    assert len(frame.bgrx) == 200 * 380 * 4


def test_a_place_off_all_screens_is_an_error_in_words(grabber: MssGrabber) -> None:
    with pytest.raises(CaptureError) as caught:
        grabber.grab(Rect(9000, 0, 10, 10))
    assert caught.value.reference == "capture-off-screen"


def test_one_instance_serves_until_the_screens_change(system: FakeSystem, grabber: MssGrabber) -> None:
    # GIVEN two grabs by one instance
    grabber.grab(Rect(0, 0, 5, 5))
    grabber.grab(Rect(0, 0, 5, 5))
    assert len(system.made) == 1

    # WHEN a screen is unplugged
    system.rows = [LEFT]
    grabber.use_scales([Screen(1, Rect(0, 0, 1920, 1080), 1.5, "LEFT")])

    # THEN a new instance sees the new layout, with the scale that was told
    assert grabber.screens() == (Screen(1, Rect(0, 0, 1920, 1080), 1.5, "LEFT"),)
    assert system.made[0].is_closed
    assert grabber.grab(Rect(0, 0, 5, 5)).scale == 1.5


def test_scales_are_matched_by_place_or_name_never_by_number(grabber: MssGrabber) -> None:
    # GIVEN Qt's screens in another order, one a pixel off by rounding, one known by its name alone
    grabber.use_scales([Screen(1, Rect(1920, 100, 1281, 720), 2.0), Screen(2, Rect(7, 7, 7, 7), 1.25, "LEFT")])

    # THEN each has its own
    assert [screen.scale for screen in grabber.screens()] == [1.25, 2.0]
    assert grabber.grab(Rect(1900, 200, 300, 50)).scale == 2.0


def test_a_grab_that_fails_once_is_tried_with_a_new_instance(system: FakeSystem, grabber: MssGrabber) -> None:
    system.failures = 1
    assert grabber.grab(Rect(0, 0, 5, 5)).width == 5
    assert len(system.made) == 2


def test_a_grab_that_keeps_failing_is_an_error_in_words(system: FakeSystem, grabber: MssGrabber) -> None:
    system.failures = 2
    with pytest.raises(CaptureError) as caught:
        grabber.grab(Rect(0, 0, 5, 5))
    assert caught.value.reference == "capture-no-picture"
    assert grabber.grab(Rect(0, 0, 5, 5)).width == 5


def test_a_system_that_refuses_is_an_error_in_words(system: FakeSystem) -> None:
    system.refuses = True
    with pytest.raises(CaptureError) as caught:
        MssGrabber(system.make, None)
    assert caught.value.reference == "capture-no-display"


def test_without_x11_there_are_no_windows_and_closing_twice_is_fine(system: FakeSystem, grabber: MssGrabber) -> None:
    assert grabber.windows() == ()
    assert grabber.are_gone([1, 2])
    grabber.close()
    grabber.close()
    assert system.made[0].is_closed
