"""What is to be taken is found and taken where it is now: screens anywhere, windows that move, own windows told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image

from assistant.capture.details import CaptureDetails
from assistant.capture.target import Frozen, Target, cut, find, freeze, take
from assistant.capture.uncovering import LONGEST_S, bring_free
from assistant.core.ports import Frame, Rect, Screen, ScreenWindow
from assistant.errors import CaptureError
from assistant.imaging.frames import crop, from_picture, pixels, to_picture

#: One screen left of and above the first, one to the right after a gap: the desktop begins at -500, -200.
SCREENS = (
    Screen(1, Rect(0, 0, 400, 300), 1.0, "eDP-1"),
    Screen(2, Rect(-500, -200, 480, 270), 1.25, "DP-1"),
    Screen(3, Rect(600, 50, 200, 300), 2.0, "DP-2"),
)
DESKTOP = Rect(-500, -200, 1300, 550)


class Ticking:
    """A clock that a sleep moves."""

    def __init__(self) -> None:
        self.seconds = 10.0

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 3, 4, tzinfo=dt.UTC) + dt.timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


class Screens:
    """Every pixel tells where it is: red and green its place's low bytes, blue the high ones."""

    name = "fake"

    def __init__(self, stack: Sequence[ScreenWindow] = ()) -> None:
        self.stack = list(stack)
        self.own: list[Rect] = []
        self.comes_after = 0
        self.grabs = 0
        self.raised: list[int] = []
        x, y = np.meshgrid(np.arange(DESKTOP.width), np.arange(DESKTOP.height))
        self.picture = from_picture(
            Image.fromarray(np.dstack((x % 256, y % 256, x // 256 + 16 * (y // 256))).astype(np.uint8))
        )

    def screens(self) -> Sequence[Screen]:
        return SCREENS

    def windows(self) -> Sequence[ScreenWindow]:
        return self.stack

    def grab(self, area: Rect) -> Frame:
        self.grabs += 1
        if self.raised and self.grabs >= self.comes_after:
            self.stack.sort(key=lambda window: window.id != self.raised[0])
        inside = area.clamped(DESKTOP)
        return crop(self.picture, Rect(inside.x + 500, inside.y + 200, inside.width, inside.height))

    def own_windows(self) -> Sequence[Rect]:
        return self.own

    def bring_forward(self, window: ScreenWindow) -> None:
        self.raised.append(window.id)

    def are_gone(self, own_window_ids: Sequence[int]) -> bool:
        return True

    def are_shown(self, own_window_ids: Sequence[int]) -> bool:
        return True

    def is_composited(self) -> bool:
        return True

    def close(self) -> None: ...


def place_of(frame: Frame) -> tuple[int, int]:
    """Where on the desktop the first pixel of a frame was."""
    red, green, blue = to_picture(frame).getpixel((0, 0))  # type: ignore[misc]  # Pillow can't say that it is RGB
    return red + 256 * (blue % 16) - 500, green + 256 * (blue // 16) - 200


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_anywhere_is_taken_to_the_pixel(screen: Screen) -> None:
    shot = take(Screens(), Ticking(), Target("screen", screen=screen.number))
    assert place_of(shot.frame) == (screen.area.x, screen.area.y)
    assert (shot.frame.width, shot.frame.height) == (screen.area.width, screen.area.height)
    assert (shot.details.screen, shot.details.screen_name) == (screen.number, screen.name)
    assert shot.details.area == screen.area


def test_all_screens_and_a_region_over_two_of_them_and_the_gap() -> None:
    # WHEN everything is taken, and a region from the first screen over the gap to the third
    whole = take(Screens(), Ticking(), Target())
    region = Rect(350, 60, 300, 100)
    part = take(Screens(), Ticking(), Target("region", area=region))

    # THEN both are those pixels
    assert (whole.details.area, place_of(whole.frame)) == (DESKTOP, (-500, -200))
    assert (part.details.area, place_of(part.frame)) == (region, (350, 60))
    assert np.array_equal(pixels(part.frame), pixels(crop(whole.frame, Rect(850, 260, 300, 100))))
    assert not part.details.cut_off


def test_a_region_that_reaches_beyond_negative_places_is_cut_and_said() -> None:
    shot = take(Screens(), Ticking(), Target("region", area=Rect(-600, -250, 200, 100)))
    assert (shot.details.area, place_of(shot.frame)) == (Rect(-500, -200, 100, 50), (-500, -200))
    assert shot.details.cut_off
    assert not shot.details.wrong_size


CHAT = ScreenWindow(5, "Chat – Bright Lantern", Rect(-300, -100, 200, 150), "Browser")
OVER = ScreenWindow(6, "Notes", Rect(-350, -120, 100, 100), "Editor")


def test_a_window_is_found_where_it_is_now_and_what_covers_it_is_told() -> None:
    # GIVEN a window that moved since it was seen, under another
    moved = ScreenWindow(5, "Another tab", Rect(-310, -90, 200, 150), "Browser")
    screens = Screens([OVER, moved])

    # WHEN it is found as it was seen, and by its text
    found = find(screens, Target("window", window=CHAT))
    by_text = find(screens, Target("window", untrusted_text="ANOTHER"))

    # THEN both are where it is
    assert found == by_text
    assert (found.area, found.window, found.covered, found.screens) == (moved.area, moved, True, SCREENS)
    shot = take(screens, Ticking(), Target("window", window=CHAT))
    assert shot.details.covered
    assert (shot.details.window_id, shot.details.untrusted_window_title) == (5, "Another tab")


@pytest.mark.parametrize(
    ("target", "reference"),
    [
        (Target("window", window=ScreenWindow(9, "Gone", Rect(0, 0, 1, 1), "X")), "capture-window-gone"),
        (Target("window", untrusted_text="gone"), "capture-window-gone"),
        (Target("screen", screen=4), "screen-unknown"),
    ],
)
def test_what_is_not_there_is_an_error_with_one_name(target: Target, reference: str) -> None:
    with pytest.raises(CaptureError) as caught:
        find(Screens([CHAT]), target)
    assert caught.value.reference == reference


def test_own_windows_over_the_place_are_told_and_others_not() -> None:
    screens = Screens([CHAT])
    screens.own = [Rect(-320, -110, 40, 30)]
    assert take(screens, Ticking(), Target("window", window=CHAT)).details.own_window
    assert not take(screens, Ticking(), Target("screen", screen=1)).details.own_window
    assert cut_of(freeze(screens, Ticking()), Target("window", window=CHAT)).own_window
    assert not cut_of(freeze(screens, Ticking()), Target("region", area=Rect(0, 0, 50, 50))).own_window


def cut_of(frozen: Frozen, target: Target) -> CaptureDetails:
    shot = cut(frozen, "fake", target)
    assert shot is not None
    return shot.details


def test_what_is_cut_from_the_frozen_screens_is_what_would_have_been_taken() -> None:
    screens = Screens([CHAT])
    frozen = freeze(screens, Ticking())
    for target in (
        Target("window", window=CHAT),
        Target("region", area=Rect(610, 60, 120, 200)),
        Target("region", area=Rect(-510, -210, 60, 60)),
        Target(),
    ):
        shot, taken = cut(frozen, "fake", target), take(screens, Ticking(), target)
        assert shot is not None
        assert np.array_equal(pixels(shot.frame), pixels(taken.frame))
        assert shot.details.area == taken.details.area
        assert shot.details.cut_off == taken.details.cut_off
    assert cut(freeze(Screens([OVER, CHAT]), Ticking()), "fake", Target("window", window=CHAT)) is None


def test_a_covered_window_is_brought_forward_and_waited_for() -> None:
    # GIVEN a window that comes to the front after the second look
    clock, screens = Ticking(), Screens([OVER, CHAT])
    screens.comes_after = 2

    # WHEN it is waited for
    bring_free(screens, clock, Target("window", window=CHAT), clock.sleep)

    # THEN it is whole now, after three looks at it that were the same
    assert screens.raised == [5]
    assert not find(screens, Target("window", window=CHAT)).covered
    assert screens.grabs == 5


def test_a_window_that_others_always_cover_is_not_waited_for_for_ever() -> None:
    # GIVEN a window below one that always stays on top, and a clock that stands still
    clock, screens = Ticking(), Screens([OVER, CHAT])
    screens.comes_after = 1_000_000
    bring_free(screens, clock, Target("window", window=CHAT), clock.sleep)
    assert clock.seconds < 10.0 + LONGEST_S + 0.2
    slept: list[float] = []
    bring_free(screens, Ticking(), Target("window", window=CHAT), slept.append)
    assert sum(slept) < LONGEST_S + 0.2


def test_nothing_is_raised_that_nothing_covers() -> None:
    clock, screens = Ticking(), Screens([CHAT, OVER])
    for target in (Target("window", window=CHAT), Target("screen", screen=2), Target()):
        bring_free(screens, clock, target, clock.sleep)
    assert (screens.raised, clock.seconds) == ([], 10.0)
