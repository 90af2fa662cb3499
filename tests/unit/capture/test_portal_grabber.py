"""Places on a Wayland desktop: told by Qt in the desktop's units, asked for in the pixels of the portal's picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assistant.capture.abilities import AsksTheSystem, TakesScales
from assistant.capture.backends.portal import PortalGrabber, bus_address, why_not
from assistant.capture.choose import Surroundings, bar_stays_on_top
from assistant.capture.target import Target, cut, freeze, take
from assistant.core.ports import Rect, Screen
from assistant.errors import CaptureError

if TYPE_CHECKING:
    from tests.conftest import FakeClock


class FakePortal:
    """Leaves pictures of a size whose pixels tell their place: blue is the column, green the row, red the number."""

    def __init__(self, folder: Path) -> None:
        self.is_registered = False
        self.size = (200, 100)
        self.allowed = ""
        self.taken = 0
        self.is_closed = False
        self.folder = folder

    def picture(self) -> str:
        self.taken += 1
        path = self.folder / f"{self.taken}.png"
        made = Image.new("RGB", self.size)
        made.putdata([(self.taken, y % 256, x % 256) for y in range(self.size[1]) for x in range(self.size[0])])
        made.save(path)
        return path.as_uri()

    def permission(self) -> str:
        return self.allowed

    def give_up(self) -> None:
        pass

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def desktop(tmp_path: Path) -> FakePortal:
    return FakePortal(tmp_path)


def grabber(desktop: FakePortal, *, is_native: bool = True) -> PortalGrabber:
    made = PortalGrabber(desktop, is_native=is_native, now=lambda: float(desktop.taken))
    assert isinstance(made, AsksTheSystem)
    assert isinstance(made, TakesScales)
    return made


def first_pixel(frame_bytes: bytes) -> tuple[int, int]:
    return frame_bytes[0], frame_bytes[1]


def test_screens_are_placed_in_the_picture_from_its_own_corner(desktop: FakePortal) -> None:
    # GIVEN two screens of a desktop whose corner isn't at 0, 0, drawn by it at twice its units
    desktop.size = (240, 120)
    wayland = grabber(desktop)
    wayland.use_scales([Screen(1, Rect(-40, 0, 80, 120), 2.0, "A"), Screen(2, Rect(0, 10, 160, 80), 2.0, "B")])

    # WHEN the second is grabbed
    places = [screen.area for screen in wayland.screens()]
    frame = wayland.grab(places[1])

    # THEN it is that part of the picture
    assert places == [Rect(0, 0, 80, 120), Rect(80, 20, 160, 80)]
    assert first_pixel(frame.bgrx) == (80, 20)
    assert (frame.width, frame.height, frame.scale) == (160, 80, 2.0)
    assert [screen.name for screen in wayland.screens()] == ["A", "B"]


def test_mixed_scales_are_drawn_at_the_largest(desktop: FakePortal) -> None:
    # GIVEN a screen of 50 units at 1 beside one of 50 at 2, in one picture at 2
    desktop.size = (200, 100)
    wayland = grabber(desktop)
    wayland.use_scales([Screen(1, Rect(0, 0, 50, 50), 1.0, "A"), Screen(2, Rect(50, 0, 100, 100), 2.0, "B")])

    # THEN both are found before the first picture, and after it
    before = wayland.screens()
    wayland.grab(before[1].area)
    assert [screen.area for screen in before] == [Rect(0, 0, 100, 100), Rect(100, 0, 100, 100)]
    assert wayland.screens() == before


def test_a_first_picture_of_another_scale_shows_the_place_that_was_meant(desktop: FakePortal) -> None:
    # GIVEN a desktop that draws at 1 what was expected at 2
    desktop.size = (100, 50)
    wayland = grabber(desktop)
    wayland.use_scales([Screen(1, Rect(0, 0, 200, 100), 2.0, "A")])
    assert wayland.screens()[0].area == Rect(0, 0, 200, 100)

    # WHEN the lower right quarter is asked for
    frame = wayland.grab(Rect(100, 50, 100, 50))

    # THEN it is that quarter, and places are right from then on
    assert (frame.width, frame.height) == (50, 25)
    assert first_pixel(frame.bgrx) == (50, 25)
    assert wayland.screens() == (Screen(1, Rect(0, 0, 100, 50), 1.0, "A"),)
    assert first_pixel(wayland.grab(Rect(10, 20, 5, 5)).bgrx) == (10, 20)


def test_a_picture_that_fits_no_screen_is_one_screen(desktop: FakePortal) -> None:
    wayland = grabber(desktop)
    wayland.use_scales([Screen(1, Rect(0, 0, 300, 300), 1.0, "A")])
    wayland.grab(Rect(0, 0, 9, 9))
    assert [screen.area for screen in wayland.screens()] == [Rect(0, 0, 200, 100)]


def test_screens_told_by_x11_are_pixels_already(desktop: FakePortal) -> None:
    wayland = grabber(desktop, is_native=False)
    wayland.use_scales([Screen(1, Rect(0, 0, 200, 100), 2.0, "XWAYLAND0")])
    assert wayland.screens() == (Screen(1, Rect(0, 0, 200, 100), 2.0, "XWAYLAND0"),)

    # AND where the desktop draws them larger, the picture tells
    desktop.size = (250, 125)
    wayland.grab(Rect(0, 0, 9, 9))
    assert wayland.screens() == (Screen(1, Rect(0, 0, 250, 125), 2.5, "XWAYLAND0"),)


def test_without_a_window_the_picture_tells_and_serves_the_grab_that_follows(desktop: FakePortal) -> None:
    # WHEN a command looks for the screens and grabs at once
    wayland = grabber(desktop)
    places = wayland.screens()
    wayland.grab(places[0].area)

    # THEN one picture was taken, and the next grab takes another
    assert places == (Screen(1, Rect(0, 0, 200, 100)),)
    assert desktop.taken == 1
    wayland.grab(places[0].area)
    assert desktop.taken == 2


def test_the_record_holds_the_hash_of_the_file_that_was_taken_away(desktop: FakePortal, clock: FakeClock) -> None:
    # WHEN a region is taken at once, and another is cut out of a frozen picture
    wayland = grabber(desktop)
    region = Target("region", area=Rect(5, 5, 20, 20))
    taken = take(wayland, clock, region)
    first = wayland.source_sha256
    frozen = freeze(wayland, clock)
    cut_out = cut(frozen, wayland.name, region)

    # THEN each says of which file it comes, and no file is left
    assert taken.details.record()["source_sha256"] == first
    assert cut_out is not None
    assert cut_out.details.record()["source_sha256"] == wayland.source_sha256 != first
    assert not [*desktop.folder.glob("*.png")]


def test_an_old_picture_serves_nobody(desktop: FakePortal) -> None:
    wayland = PortalGrabber(desktop, is_native=False, now=iter([0.0, 5.0]).__next__)
    wayland.screens()
    wayland.grab(Rect(0, 0, 5, 5))
    assert desktop.taken == 2


def test_a_place_off_the_picture_is_an_error_in_words(desktop: FakePortal) -> None:
    with pytest.raises(CaptureError) as caught:
        grabber(desktop).grab(Rect(500, 500, 10, 10))
    assert caught.value.reference == "capture-off-screen"


def test_permission_is_asked_once_and_never_where_it_is_known(desktop: FakePortal) -> None:
    # GIVEN a program without an entry: what the desktop remembers is kept under a name that isn't known
    desktop.allowed = "yes"
    unknown = grabber(desktop)
    unknown.ask_permission()
    unknown.ask_permission()
    assert desktop.taken == 1

    # AND one with an entry
    desktop.is_registered = True
    grabber(desktop).ask_permission()
    assert desktop.taken == 1
    desktop.allowed = ""
    grabber(desktop).ask_permission()
    assert desktop.taken == 2


def test_nothing_is_told_of_windows_and_the_connection_ends(desktop: FakePortal) -> None:
    wayland = grabber(desktop)
    assert wayland.windows() == ()
    wayland.give_up()
    wayland.close()
    assert desktop.is_closed


def test_the_bus_is_found_by_its_address_or_in_the_runtime_folder(tmp_path: Path) -> None:
    here = {"XDG_SESSION_TYPE": "wayland", "XDG_RUNTIME_DIR": str(tmp_path)}
    missing = why_not(Surroundings("linux", here))
    assert missing is not None
    assert missing.reference == "capture-no-portal"
    (tmp_path / "bus").touch()
    assert why_not(Surroundings("linux", here)) is None
    assert bus_address(Surroundings("linux", here)) == f"unix:path={tmp_path}/bus"


def test_outside_wayland_the_portal_is_not_asked() -> None:
    refused = why_not(Surroundings("linux", {"DISPLAY": ":0", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/x"}))
    assert refused is not None
    assert refused.reference == "capture-not-wayland"


def test_a_bar_stays_on_top_but_for_native_windows_of_wayland() -> None:
    wayland = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert not bar_stays_on_top(Surroundings("linux", wayland, "wayland"))
    assert bar_stays_on_top(Surroundings("linux", wayland, "xcb"))
    assert bar_stays_on_top(Surroundings("linux", {"DISPLAY": ":0"}, "xcb"))
    assert bar_stays_on_top(Surroundings("win32", {}, "windows"))
