"""A screen that tests draw, and the lane and loop that the capture window runs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from assistant.core.ports import Frame, Rect, Screen, ScreenWindow
from assistant.errors import CaptureError, msg
from assistant.imaging.frames import crop, from_picture
from assistant.ui.jobs import Lane


class FakeScreen:
    """A grabber over a drawn desktop of 800 × 600; own windows are gone when the test says so."""

    name = "fake"

    def __init__(self) -> None:
        self.picture = Image.new("RGB", (800, 600), "#dddddd")
        draw = ImageDraw.Draw(self.picture)
        self.stack = [
            ScreenWindow(11, "Front", Rect(300, 200, 200, 150), "Browser"),
            ScreenWindow(12, "Behind", Rect(100, 100, 300, 200), "Browser"),
            ScreenWindow(13, "Alone", Rect(600, 400, 150, 100), "Mail"),
        ]
        for window, colour in zip(reversed(self.stack), ("#cc2222", "#22cc22", "#2222cc"), strict=True):
            area = window.area
            draw.rectangle((area.x, area.y, area.right - 1, area.bottom - 1), fill=colour, outline="black")
        self.raised: list[int] = []
        self.asked_gone: list[Sequence[int]] = []
        self.own_stay = False
        self.fails = False
        self.grabs = 0

    def screens(self) -> Sequence[Screen]:
        return (Screen(1, Rect(0, 0, 800, 600), 1.0, ""),)

    def windows(self) -> Sequence[ScreenWindow]:
        return tuple(self.stack)

    def grab(self, area: Rect) -> Frame:
        self.grabs += 1
        if self.fails:
            raise CaptureError("capture-no-picture", msg("What"), msg("why"), msg("Next."))
        inside = area.clamped(Rect(0, 0, 800, 600))
        if inside.width < 1 or inside.height < 1:
            raise CaptureError("capture-off-screen", msg("What"), msg("why"), msg("Next."))
        return crop(from_picture(self.picture), inside)

    def bring_forward(self, window: ScreenWindow) -> None:
        self.raised.append(window.id)
        self.stack.sort(key=lambda other: other.id != window.id)

    def are_shown(self, own_window_ids: Sequence[int]) -> bool:
        return True

    def is_composited(self) -> bool:
        return True

    def are_gone(self, own_window_ids: Sequence[int]) -> bool:
        self.asked_gone.append(tuple(own_window_ids))
        return not self.own_stay

    def close(self) -> None:
        pass


@pytest.fixture
def app(qt_app: QApplication) -> QApplication:
    """The application of all tests of the window."""
    return qt_app


@pytest.fixture
def lane() -> Iterator[Lane]:
    lane = Lane("test")
    yield lane
    assert lane.close()


@pytest.fixture
def fake() -> FakeScreen:
    return FakeScreen()


def until(condition: Callable[[], object]) -> None:
    """Runs the event loop until the condition holds; the test's own time limit ends a wait that never does."""
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


@pytest.fixture
def wait() -> Callable[[Callable[[], object]], None]:
    return until
