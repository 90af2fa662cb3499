"""The frozen choice by real mouse and key events: windows, regions in the picture's own pixels, always a way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assistant.core.ports import Rect, Screen, ScreenWindow
from assistant.imaging.frames import from_picture
from assistant.ui.capture.choosing import Choosing, image_of, scenes
from assistant.ui.capture.overlay import ScreenOverlay, Spot

Wait = Callable[[Callable[[], object]], None]
LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
TARGETS = (Spot(4, QRect(100, 100, 200, 150)), Spot(7, QRect(50, 50, 600, 500)))


class Answers:
    def __init__(self, overlay: ScreenOverlay) -> None:
        self.regions: list[QRect] = []
        self.windows: list[int] = []
        self.cancelled: list[bool] = []
        self.steps: list[int] = []
        overlay.region_chosen.connect(self.regions.append)
        overlay.window_chosen.connect(self.windows.append)
        overlay.cancelled.connect(lambda: self.cancelled.append(True))
        overlay.next_screen_asked.connect(self.steps.append)


def overlay(
    *, windows_first: bool, width: int = 800, height: int = 600, shown: tuple[int, int] = (800, 600)
) -> ScreenOverlay:
    made = ScreenOverlay(
        image_of(from_picture(Image.new("RGB", (width, height), "white"))), TARGETS, windows_first=windows_first
    )
    made.resize(800, 600)
    made.show()
    return made


def drag(on: ScreenOverlay, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(on, LEFT, NO_KEYS, start)
    QTest.mouseMove(on, (start + end) / 2)
    QTest.mouseMove(on, end)
    QTest.mouseRelease(on, LEFT, NO_KEYS, end)


def test_a_click_takes_the_topmost_window_there(app: QApplication) -> None:
    on = overlay(windows_first=True)
    answers = Answers(on)
    QTest.mouseClick(on, LEFT, NO_KEYS, QPoint(150, 150))
    QTest.mouseClick(on, LEFT, NO_KEYS, QPoint(60, 60))
    QTest.mouseClick(on, LEFT, NO_KEYS, QPoint(10, 10))
    assert answers.windows == [4, 7]
    assert answers.regions == []


@pytest.mark.parametrize("windows_first", [True, False])
def test_a_drag_takes_a_region(app: QApplication, windows_first: bool) -> None:
    on = overlay(windows_first=windows_first)
    answers = Answers(on)
    drag(on, QPoint(300, 250), QPoint(119, 140))
    assert answers.regions == [QRect(119, 140, 182, 111)]
    assert answers.windows == []


def test_places_are_the_pictures_pixels_at_any_scale(app: QApplication) -> None:
    # GIVEN a screen at 200 %: 1600 × 1200 pixels shown on 800 × 600
    on = overlay(windows_first=False, width=1600, height=1200)
    answers = Answers(on)

    # WHEN a part is drawn
    drag(on, QPoint(10, 20), QPoint(110, 70))

    # THEN the region is told in pixels
    assert answers.regions == [QRect(20, 40, 201, 101)]


def test_keys_alone_draw_a_region(app: QApplication) -> None:
    # GIVEN the cross in the middle
    on = overlay(windows_first=True)
    answers = Answers(on)

    # WHEN arrows and Enter are pressed
    QTest.keyClick(on, Qt.Key.Key_Left)
    QTest.keyClick(on, Qt.Key.Key_Return)
    QTest.keyClick(on, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(on, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(on, Qt.Key.Key_Down)
    QTest.keyClick(on, Qt.Key.Key_Return)

    # THEN the two corners are inside it
    assert answers.regions == [QRect(399, 300, 11, 12)]


def test_tab_goes_through_windows_then_screens(app: QApplication) -> None:
    on = overlay(windows_first=True)
    answers = Answers(on)
    QTest.keyClick(on, Qt.Key.Key_Tab)
    QTest.keyClick(on, Qt.Key.Key_Tab)
    assert on.selection() == QRect(50, 50, 600, 500)
    QTest.keyClick(on, Qt.Key.Key_Return)
    assert answers.windows == [7]
    QTest.keyClick(on, Qt.Key.Key_Tab)
    assert answers.steps == [1]


def test_esc_takes_a_corner_back_first_and_then_leaves(app: QApplication) -> None:
    on = overlay(windows_first=False)
    answers = Answers(on)
    QTest.keyClick(on, Qt.Key.Key_Return)
    QTest.keyClick(on, Qt.Key.Key_Escape)
    assert answers.cancelled == []
    QTest.keyClick(on, Qt.Key.Key_Escape)
    assert answers.cancelled == [True]


def test_any_other_button_leaves(app: QApplication) -> None:
    on = overlay(windows_first=True)
    answers = Answers(on)
    QTest.mouseClick(on, Qt.MouseButton.RightButton, NO_KEYS, QPoint(150, 150))
    assert answers.cancelled == [True]


def test_a_point_is_no_region(app: QApplication) -> None:
    on = overlay(windows_first=False)
    answers = Answers(on)
    QTest.mouseClick(on, LEFT, NO_KEYS, QPoint(5, 5))
    QTest.keyClick(on, Qt.Key.Key_Return)
    QTest.keyClick(on, Qt.Key.Key_Return)
    assert answers.regions == []


def test_the_watchdog_gets_out(app: QApplication, fake: Any, wait: Wait) -> None:
    # GIVEN a choice that nobody makes
    parent = QObject()
    choosing = Choosing(parent, watchdog_ms=30)
    out: list[bool] = []
    choosing.cancelled.connect(lambda: out.append(True))
    area = Rect(0, 0, 800, 600)

    # WHEN the time is over
    choosing.start(scenes(fake.grab(area), area, fake.screens()), fake.windows(), windows_first=True)
    shown = choosing.overlays()
    wait(lambda: out)

    # THEN no overlay is left
    assert len(shown) == 1
    assert choosing.overlays() == ()
    choosing.cancel()
    assert out == [True]


def test_a_region_is_told_in_pixels_of_the_desktop(app: QApplication, fake: Any) -> None:
    # GIVEN a screen whose top left isn't the desktop's
    parent = QObject()
    choosing = Choosing(parent)
    qt_screen = app.primaryScreen().geometry()
    screen = Screen(1, Rect(qt_screen.x(), qt_screen.y(), qt_screen.width(), qt_screen.height()))
    window = ScreenWindow(5, "Chat", Rect(20, 30, 400, 300))
    frame = from_picture(Image.new("RGB", (qt_screen.width(), qt_screen.height()), "white"))
    regions: list[Rect] = []
    windows: list[ScreenWindow] = []
    choosing.region_chosen.connect(regions.append)
    choosing.window_chosen.connect(windows.append)
    choosing.start(scenes(frame, screen.area, [screen]), [window], windows_first=True)

    # WHEN the window is chosen
    QTest.mouseClick(choosing.overlays()[0], LEFT, NO_KEYS, QPoint(100, 100))

    # THEN that is the one answer, whole
    assert windows == [window]
    assert regions == []
    assert choosing.overlays() == ()


def test_without_a_screen_it_ends_at_once(app: QApplication, wait: Wait) -> None:
    parent = QObject()
    choosing = Choosing(parent)
    out: list[bool] = []
    choosing.cancelled.connect(lambda: out.append(True))
    choosing.start((), [], windows_first=True)
    wait(lambda: out)
