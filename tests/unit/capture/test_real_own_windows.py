"""On a real X server: windows of this program are told wherever they are, and a covered one of others comes forward."""

from __future__ import annotations

import os
import struct
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import xcffib
from virtual_desktop import VirtualDesktop, wait_for
from xcffib import xproto

from assistant.capture.backends.mss_screen import MssGrabber
from assistant.capture.choose import Surroundings, choose
from assistant.capture.target import Target, find, take
from assistant.capture.uncovering import bring_free
from assistant.core.ports import Rect
from assistant.imaging.frames import to_picture
from assistant.storage.clock import SystemClock

GREEN = (0, 200, 83)
OTHER_PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(["other-program"])
window = QWidget()
window.setWindowTitle(sys.argv[1])
window.setStyleSheet("background: " + sys.argv[2])
window.setGeometry(*map(int, sys.argv[3:]))
window.show()
app.exec()
"""


@pytest.fixture
def grabber(desktop: VirtualDesktop) -> Iterator[MssGrabber]:
    found = choose(Surroundings("linux", desktop.env)).required()
    assert isinstance(found, MssGrabber)
    yield found
    found.close()


class OwnWindow:
    """A window of this process, made without a toolkit."""

    def __init__(self, desktop: VirtualDesktop, area: Rect, *, is_menu: bool) -> None:
        library: Any = xcffib
        self._connection = library.connect(desktop.display)
        core = self._connection.core
        screen = self._connection.get_setup().roots[0]
        self.id: int = self._connection.generate_id()
        core.CreateWindow(
            screen.root_depth, self.id, screen.root, area.x, area.y, area.width, area.height, 0,
            xproto.WindowClass.InputOutput, screen.root_visual,
            xproto.CW.BackPixel | xproto.CW.OverrideRedirect, [0x00C853, int(is_menu)],
        )  # fmt: skip
        name = core.InternAtom(False, 11, "_NET_WM_PID").reply().atom
        core.ChangeProperty(
            xproto.PropMode.Replace, self.id, name, xproto.Atom.CARDINAL, 32, 1, struct.pack("=I", os.getpid())
        )
        self._core = core
        self.show()

    def show(self) -> None:
        self._core.MapWindow(self.id)
        self._core.GetInputFocus().reply()

    def hide(self) -> None:
        self._core.UnmapWindow(self.id)
        self._core.GetInputFocus().reply()

    def close(self) -> None:
        self._connection.disconnect()


def shown(grabber: MssGrabber) -> list[Rect]:
    """The own windows that the system tells of and that can be seen there: a window manager places them anew."""
    places = set(grabber.own_windows())
    points = {place: Rect(place.x + 60, place.bottom - 20, 1, 1) for place in places}
    return [place for place in places if to_picture(grabber.grab(points[place])).getpixel((0, 0)) == GREEN]


@pytest.mark.parametrize("is_menu", [False, True])
def test_an_own_window_over_the_place_is_told(desktop: VirtualDesktop, grabber: MssGrabber, *, is_menu: bool) -> None:
    # GIVEN a window of this process, with a frame or without one as menus are
    own = OwnWindow(desktop, Rect(300, 200, 120, 80), is_menu=is_menu)
    try:
        wait_for(lambda: shown(grabber), "the own window in its place")
        (place,) = shown(grabber)

        # WHEN a place that it is over is taken, and one beside it
        under = take(grabber, SystemClock(), Target("region", area=Rect(place.x + 60, place.y + 60, 300, 200)))
        beside = take(grabber, SystemClock(), Target("region", area=Rect(place.right, place.y, 200, 200)))

        # THEN the first says so, the other doesn't; it is never a window to choose, nor one that has the focus
        assert (under.details.own_window, beside.details.own_window) == (True, False)
        assert own.id not in [window.id for window in grabber.windows()]
        assert grabber.active_window() is None

        # AND once it is hidden nothing is told
        own.hide()
        wait_for(lambda: not grabber.own_windows(), "no own window")
        assert not take(grabber, SystemClock(), Target()).details.own_window
    finally:
        own.close()


def test_a_covered_window_comes_forward_for_a_command_too(desktop: VirtualDesktop, grabber: MssGrabber) -> None:
    # GIVEN a green window of another program under a red one, which has the focus
    for title, colour, place in (("under it", "#00c853", "100 100 300 200"), ("over it", "#c80000", "150 150 300 200")):
        desktop.start(sys.executable, "-c", OTHER_PROGRAM, title, colour, *place.split())
        wait_for(lambda title=title: desktop.find_window(title), title)  # type: ignore[misc]  # mypy can't type a lambda's default
    target = Target("window", untrusted_text="under it")
    wait_for(lambda: find(grabber, target).covered, "a covered window")
    wait_for(lambda: (grabber.active_window() or find(grabber, target).window) != find(grabber, target).window, "focus")

    # WHEN it is brought forward, as the command does
    bring_free(grabber, SystemClock(), target, time.sleep)
    shot = take(grabber, SystemClock(), target)

    # THEN the picture shows all of it
    assert not shot.details.covered
    counts = {colour: count for count, colour in to_picture(shot.frame).getcolors(1_000_000) or []}
    assert counts[GREEN] == 300 * 200
    active = grabber.active_window()
    assert active is not None
    assert active.untrusted_title == "under it"
