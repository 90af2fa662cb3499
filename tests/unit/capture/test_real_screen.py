"""The real back end on a real X server: windows with their title bars, exact pixels, vanished windows."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from virtual_desktop import VirtualDesktop, wait_for

from assistant.capture.backends.mss_screen import MssGrabber
from assistant.capture.choose import Surroundings, choose
from assistant.core.ports import Rect, ScreenWindow
from assistant.imaging.frames import to_picture

GREEN = (0, 200, 83)
OTHER_PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(["other-program"])
app.setDesktopFileName("other-program")
made = []
for title, x, y, width, height in eval(sys.argv[1]):
    window = QWidget()
    window.setWindowTitle(title)
    window.setStyleSheet("background: #00c853")
    window.setGeometry(x, y, width, height)
    window.show()
    made.append(window)
app.exec()
"""


@pytest.fixture
def grabber(desktop: VirtualDesktop) -> Iterator[MssGrabber]:
    found = choose(Surroundings("linux", desktop.env)).required()
    assert isinstance(found, MssGrabber)
    yield found
    found.close()


def shown(desktop: VirtualDesktop, python: str, *windows: tuple[str, int, int, int, int]) -> None:
    desktop.start(python, "-c", OTHER_PROGRAM, repr(windows))
    for title, *_place in windows:
        wait_for(lambda title=title: desktop.find_window(title), title)  # type: ignore[misc]  # mypy can't type a lambda's default


def found(grabber: MssGrabber, title: str) -> ScreenWindow | None:
    return next((window for window in grabber.windows() if window.untrusted_title == title), None)


def is_green(grabber: MssGrabber, x: int, y: int) -> bool:
    return to_picture(grabber.grab(Rect(x, y, 1, 1))).getpixel((0, 0)) == GREEN


def test_a_window_is_taken_with_its_title_bar_and_nothing_beside_it(
    desktop: VirtualDesktop, grabber: MssGrabber
) -> None:
    # GIVEN a window of another program with a long title in another script

    shown(desktop, sys.executable, ("Переписка “Northwind”", 200, 150, 300, 200))
    wait_for(lambda: is_green(grabber, 350, 250), "its first paint")

    # WHEN it is looked up and taken
    window = found(grabber, "Переписка “Northwind”")
    assert window is not None
    frame = grabber.grab(window.area)

    # THEN the picture holds the content exactly, below a title bar, inside a border
    picture = to_picture(frame)
    assert (frame.width, frame.height) == (window.area.width, window.area.height)
    counts = {colour: count for count, colour in picture.getcolors(1_000_000) or []}
    assert counts[GREEN] == 300 * 200
    left, top = 200 - window.area.x, 150 - window.area.y
    assert top > 10
    assert picture.getpixel((left, top)) == GREEN
    assert picture.getpixel((left - 1, top)) != GREEN
    assert picture.getpixel((left, top - 1)) != GREEN


def test_own_windows_are_not_listed_and_the_topmost_comes_first(desktop: VirtualDesktop, grabber: MssGrabber) -> None:
    # GIVEN two windows, one over the other, and the lower one marked as this process's own

    shown(
        desktop, sys.executable, ("lower", 40, 420, 200, 120), ("upper", 80, 460, 200, 120), ("mine", 600, 500, 90, 90)
    )
    wait_for(lambda: found(grabber, "lower") and found(grabber, "upper") and found(grabber, "mine"), "the windows")
    identity = desktop.find_window("mine")
    desktop.run("xprop", "-id", identity, "-f", "_NET_WM_PID", "32c", "-set", "_NET_WM_PID", str(os.getpid()))

    # WHEN the lower one is brought forward
    lower = found(grabber, "lower")
    assert lower is not None
    grabber.bring_forward(lower)
    wait_for(lambda: grabber.windows()[0].untrusted_title == "lower", "the raise")

    # THEN it stands first, and the own one nowhere
    titles = [window.untrusted_title for window in grabber.windows()]
    assert titles.index("lower") < titles.index("upper")
    assert "mine" not in titles
    assert not grabber.are_gone([lower.id])


def test_a_minimised_or_closed_window_is_gone(desktop: VirtualDesktop, grabber: MssGrabber) -> None:
    # GIVEN a window

    shown(desktop, sys.executable, ("going", 700, 100, 200, 120))
    wait_for(lambda: found(grabber, "going"), "the window")
    window = found(grabber, "going")
    assert window is not None

    # WHEN it is minimised
    desktop.run("xdotool", "windowminimize", str(window.id))

    # THEN it is off the list, and off the screen with its frame
    wait_for(lambda: found(grabber, "going") is None, "minimising")
    wait_for(lambda: grabber.are_gone([window.id]), "its frame")

    # AND one that never was, or is closed, is gone as well
    assert grabber.are_gone([window.id, 0x7FFFFFF])


def test_a_window_partly_off_the_desktop_gives_what_is_on_it(desktop: VirtualDesktop, grabber: MssGrabber) -> None:

    shown(desktop, sys.executable, ("half", 900, 600, 200, 120))
    wait_for(lambda: found(grabber, "half"), "the window")
    desktop.run("xdotool", "search", "--name", "^half$", "windowmove", "1266", "700")
    wait_for(lambda: (window := found(grabber, "half")) and window.area.right > 1366, "the move")

    window = found(grabber, "half")
    assert window is not None
    frame = grabber.grab(window.area)
    assert frame.width == 1366 - window.area.x
    assert frame.height == 768 - window.area.y
