"""Qt's own grab, the last way: on a real X server, from the screen's thread and a lane; refused where it is blind."""

from __future__ import annotations

import json
import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication
from virtual_desktop import VirtualDesktop

from assistant.capture.backends import qt_screen
from assistant.capture.backends.qt_screen import QtGrabber, open_grabber, why_not
from assistant.capture.choose import Surroundings
from assistant.core.ports import Rect, Screen
from assistant.errors import CaptureError

#: Paints blocks on the root of the screen, grabs across its edge from a thread as a lane does, and tells what it got.
PROGRAM = """
import json, sys, threading
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QRasterWindow
from PySide6.QtWidgets import QApplication
from assistant.capture.backends.qt_screen import open_grabber, why_not
from assistant.capture.choose import Surroundings
from assistant.core.ports import Rect

class Marked(QRasterWindow):
    def paintEvent(self, event):
        painter = QPainter(self)
        painter.fillRect(0, 0, 200, 100, QColor(10, 20, 30))
        painter.fillRect(150, 60, 1, 1, QColor(200, 100, 50))
        painter.end()
        if not begun:
            begun.append(True)
            QTimer.singleShot(0, begin)  # after what was painted has gone to the screen

begun = []
app = QApplication(sys.argv)
window = Marked()
window.setFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.BypassWindowManagerHint)
window.setGeometry(40, 30, 200, 100)
window.show()
here = Surroundings(qt_platform=app.platformName())
assert why_not(here) is None
grabber = open_grabber(here)
told = {}

def grab():
    frame = grabber.grab(Rect(40 + 150, 30 + 60, 9000, 9000))
    told["size"] = [frame.width, frame.height]
    told["pixels"] = list(frame.bgrx[:3]) + list(frame.bgrx[4:7])
    told["screens"] = [[s.area.x, s.area.y, s.area.width, s.area.height] for s in grabber.screens()]

def begin():
    thread = threading.Thread(target=grab)
    thread.start()
    def look():
        if not thread.is_alive():
            app.quit()
    timer.timeout.connect(look)
    timer.start(20)

timer = QTimer()
app.exec()
print(json.dumps(told))
"""


def test_a_real_screen_is_grabbed_from_a_lane_in_its_own_pixels() -> None:
    # GIVEN a painted window on a screen of 800 x 600
    with VirtualDesktop("800x600", window_manager=False) as screen:
        told = json.loads(screen.run(sys.executable, "-c", PROGRAM).splitlines()[-1])

    # THEN what is grabbed begins at the very pixel, and ends with the screen
    assert told["screens"] == [[0, 0, 800, 600]]
    assert told["size"] == [610, 510]
    assert told["pixels"] == [50, 100, 200, 30, 20, 10]


@pytest.mark.parametrize(
    ("surroundings", "reference"),
    [
        (Surroundings("linux", {"WAYLAND_DISPLAY": "wayland-0"}, "wayland"), "capture-wayland"),
        (Surroundings("linux", {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "xcb"), "capture-wayland"),
        (Surroundings("linux", {"DISPLAY": ":0"}, ""), "capture-no-window"),
        (Surroundings("linux", {"DISPLAY": ":0"}, "offscreen"), "capture-no-window"),
    ],
)
def test_it_is_refused_where_it_is_blind(surroundings: Surroundings, reference: str) -> None:
    refused = why_not(surroundings)
    assert refused is not None
    assert refused.reference == reference


def test_x_screens_of_a_wayland_desktop_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN screens that X names after XWayland
    named = [Screen(1, Rect(0, 0, 8, 8), 1.0, "XWAYLAND0")]
    monkeypatch.setattr(qt_screen, "_screens", lambda: tuple(named))
    with pytest.raises(CaptureError) as caught:
        open_grabber(Surroundings("linux", {"DISPLAY": ":0"}, "xcb"))
    assert caught.value.reference == "capture-wayland"


def test_a_place_off_all_screens_and_a_screen_that_changed_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    grabber = QtGrabber()
    with pytest.raises(CaptureError) as caught:
        grabber.grab(Rect(90_000, 0, 10, 10))
    assert caught.value.reference == "capture-off-screen"

    # WHEN a screen gives a picture of another size than it had
    monkeypatch.setattr(qt_screen, "_screens", lambda: (Screen(1, Rect(0, 0, 4000, 3000)),))
    with pytest.raises(CaptureError) as caught:
        grabber.grab(Rect(0, 0, 10, 10))
    assert caught.value.reference == "capture-no-picture"
    assert grabber.windows() == ()
    grabber.close()


def test_a_lane_gets_errors_too_and_waits_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[CaptureError] = []
    grabber = QtGrabber()

    def grab() -> None:
        try:
            grabber.grab(Rect(90_000, 0, 10, 10))
        except CaptureError as error:
            caught.append(error)

    def on_a_lane(*, loop: bool) -> None:
        thread = threading.Thread(target=grab)
        thread.start()
        while loop and thread.is_alive():
            QCoreApplication.processEvents()
        thread.join()

    # WHEN the screen's thread comes to it, and when it doesn't
    on_a_lane(loop=True)
    monkeypatch.setattr(qt_screen, "_PATIENCE_S", 0.05)
    on_a_lane(loop=False)
    QCoreApplication.processEvents()

    # THEN both end, each with its reason
    assert [error.reference for error in caught] == ["capture-off-screen", "capture-no-picture"]
