"""The frozen choice by real mouse and key events: windows, regions in the picture's own pixels, always a way out."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from assistant.core.ports import Rect, Screen, ScreenWindow
from assistant.imaging.frames import from_picture
from assistant.ui.capture.choosing import Choosing, image_of, scenes
from assistant.ui.capture.overlay import ScreenOverlay, Spot
from assistant.ui.capture.overlay_paint import Marks, dimmed, paint_screen

Wait = Callable[[Callable[[], object]], None]
LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
TARGETS = (Spot(4, QRect(100, 100, 200, 150), "Chat with\nNorthwind"), Spot(7, QRect(50, 50, 600, 500)))


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


def overlay(*, windows_first: bool, width: int = 800, height: int = 600, last: QRect | None = None) -> ScreenOverlay:
    made = ScreenOverlay(
        image_of(from_picture(Image.new("RGB", (width, height), "white"))),
        TARGETS,
        windows_first=windows_first,
        last=last,
    )
    made.resize(800, 600)
    made.show()
    QApplication.processEvents()  # the focus comes by an event
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


def test_l_marks_the_last_area_and_enter_takes_it(app: QApplication) -> None:
    # GIVEN a screen on which a region was taken before
    on = overlay(windows_first=True, last=QRect(30, 40, 200, 100))
    answers = Answers(on)
    # WHEN L is pressed
    QTest.keyClick(on, Qt.Key.Key_L)
    # THEN it is marked, and nothing taken yet
    assert (on.selection(), answers.regions) == (QRect(30, 40, 200, 100), [])
    # WHEN its corner is moved by keys, then the whole, and it is taken
    QTest.keyClick(on, Qt.Key.Key_Right)
    QTest.keyClick(on, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(on, Qt.Key.Key_Space)
    # THEN it is that area
    assert answers.regions == [QRect(30, 50, 201, 100)]


def test_the_whole_area_stays_on_the_screen(app: QApplication) -> None:
    # GIVEN the last area at the left edge
    on = overlay(windows_first=False, last=QRect(0, 40, 20, 10))
    QTest.keyClick(on, Qt.Key.Key_L)
    # WHEN it is moved to the left
    QTest.keyClick(on, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    # THEN it stays what it was
    assert on.selection() == QRect(0, 40, 20, 10)


def test_two_clicks_draw_as_a_drag_does(app: QApplication) -> None:
    # GIVEN somebody who can't hold a button down while moving
    on = overlay(windows_first=False)
    answers = Answers(on)
    # WHEN two corners are clicked
    QTest.mouseClick(on, LEFT, NO_KEYS, QPoint(10, 20))
    QTest.mouseMove(on, QPoint(60, 50))
    assert on.selection() == QRect(10, 20, 51, 31)
    QTest.mouseClick(on, LEFT, NO_KEYS, QPoint(60, 50))
    # THEN the region between them is taken
    assert answers.regions == [QRect(10, 20, 51, 31)]


@pytest.mark.parametrize("key", [Qt.Key.Key_F8, Qt.Key.Key_F7])
def test_the_key_that_captures_leaves_when_pressed_again(app: QApplication, key: Qt.Key) -> None:
    on = overlay(windows_first=False)
    answers = Answers(on)
    QTest.keyClick(on, Qt.Key.Key_Return)
    QTest.keyClick(on, key)
    assert answers.cancelled == [True]


def test_a_window_that_is_closed_from_outside_leaves(app: QApplication) -> None:
    on = overlay(windows_first=False)
    answers = Answers(on)
    on.close()
    assert answers.cancelled == [True]


def test_what_is_reached_and_drawn_is_said(app: QApplication, wait: Wait) -> None:
    # GIVEN windows to go through
    on = overlay(windows_first=True)
    # WHEN Tab reaches one THEN its title is said
    QTest.keyClick(on, Qt.Key.Key_Tab)
    assert on.accessibleDescription() == "Chat with Northwind"
    # WHEN a region is drawn by keys THEN its size is said once the keys rest
    QTest.keyClick(on, Qt.Key.Key_Left)
    QTest.keyClick(on, Qt.Key.Key_Return)
    assert on.accessibleDescription() == "First corner set"
    QTest.keyClick(on, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    wait(lambda: on.accessibleDescription() == "11 × 1")


def test_a_move_paints_little_of_a_large_screen(app: QApplication) -> None:
    # GIVEN a 4K screen on which a region is drawn
    size = QSize(3840, 2160)
    before = Marks(size, 1.0, QRect(500, 400, 2000, 1200), QPoint(2499, 1599), "2499, 1599", lens=True)
    # WHEN the corner moves as far as a mouse does between two pictures
    after = Marks(size, 1.0, QRect(500, 400, 2030, 1220), QPoint(2529, 1619), "2529, 1619", lens=True)
    # THEN less than a twentieth of it is painted again
    changed = before.difference(after)
    assert _area(changed) < size.width() * size.height() // 20
    # AND all that differs is among it
    assert changed.contains(QRect(2510, 500, 10, 10))
    assert not changed.contains(QRect(1000, 1000, 10, 10))
    assert before.difference(before).isEmpty()


def test_every_pixel_is_shown_as_it_is_where_it_is_marked(app: QApplication) -> None:
    # GIVEN a picture with a pixel of its own colour
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    picture.setPixelColor(12, 7, QColor("#c02040"))
    shown = QImage(40, 30, QImage.Format.Format_RGB32)
    painter = QPainter(shown)
    # WHEN it is painted with a region around it
    paint_screen(painter, QRegion(0, 0, 40, 30), picture, dimmed(picture), QRect(10, 5, 5, 5), 40)
    painter.end()
    # THEN that region is as it was, and the rest is darker
    assert shown.copy(10, 5, 5, 5) == picture.copy(10, 5, 5, 5)
    assert shown.pixelColor(9, 5).lightness() < 200


class Choice:
    """A choice on one screen at a place that is not the desktop's corner, with two windows."""

    def __init__(self, app: QApplication, *, last: Rect | None = None, watchdog_ms: int = 120_000) -> None:
        place = app.primaryScreen().geometry()
        self.parent = QObject()
        self.choosing = Choosing(self.parent, watchdog_ms=watchdog_ms)
        self.told: list[object] = []
        for signal in (self.choosing.region_chosen, self.choosing.window_chosen, self.choosing.failed):
            signal.connect(self.told.append)
        self.choosing.cancelled.connect(lambda: self.told.append("cancelled"))
        self.screen = Screen(
            1, Rect(-place.width(), -40, place.width(), place.height()), 1.0, app.primaryScreen().name()
        )
        other = Screen(2, Rect(5000, 0, 300, 200), 1.0, "gone")
        self.windows = [
            ScreenWindow(5, "Chat", Rect(-place.width() + 20, 0, 300, 200)),
            ScreenWindow(6, "Mail", Rect(-place.width() + 100, 0, 300, 200)),
        ]
        desktop = Rect(-place.width(), -40, place.width() + 10, place.height())
        frame = from_picture(Image.new("RGB", (desktop.width, desktop.height), "white"))
        self.choosing.start(scenes(frame, desktop, [self.screen, other]), self.windows, windows_first=False, last=last)

    @property
    def overlay(self) -> ScreenOverlay:
        return self.choosing.overlays()[0]


def test_a_screen_at_a_negative_place_tells_its_own_pixels(app: QApplication) -> None:
    # GIVEN a screen left of and above the first one, and one that is gone since
    choice = Choice(app, last=Rect(-200, -30, 50, 60))
    # WHEN the last area is taken again
    QTest.keyClick(choice.overlay, Qt.Key.Key_L)
    QTest.keyClick(choice.overlay, Qt.Key.Key_L)
    # THEN it is that area
    assert choice.told == [Rect(-200, -30, 50, 60)]


def test_the_list_of_windows_on_the_frozen_screen(app: QApplication) -> None:
    # GIVEN the list, opened, left and opened again by its key
    choice = Choice(app)
    QTest.keyClick(choice.overlay, Qt.Key.Key_W)
    QTest.keyClick(_titles(choice.overlay), Qt.Key.Key_Escape)
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert choice.overlay.findChild(QListWidget) is None
    QTest.keyClick(choice.overlay, Qt.Key.Key_W)
    # WHEN the second is chosen
    QTest.keyClick(_titles(choice.overlay), Qt.Key.Key_Down)
    QTest.keyClick(_titles(choice.overlay), Qt.Key.Key_Return)
    # THEN that is the answer
    assert choice.told == [choice.windows[1]]


def test_a_screen_that_changes_ends_the_choice_with_words(app: QApplication) -> None:
    # GIVEN a choice
    choice = Choice(app)
    screen = app.primaryScreen()
    # WHEN a screen changes, and once more
    screen.geometryChanged.emit(screen.geometry())
    screen.geometryChanged.emit(screen.geometry())
    # THEN it ended once, nothing is left on the screen, and it is said why
    assert choice.choosing.overlays() == ()
    assert [getattr(each, "reference", each) for each in choice.told] == ["capture-screens-changed"]


def test_each_key_gives_the_watchdog_its_whole_time_again(app: QApplication, wait: Wait) -> None:
    # GIVEN a choice that would end soon
    choice = Choice(app, watchdog_ms=400)
    begun = time.monotonic()
    # WHEN keys are pressed for longer than that
    while time.monotonic() - begun < 0.6:
        QTest.keyClick(choice.overlay, Qt.Key.Key_Right)
        QTest.keyClick(choice.overlay, Qt.Key.Key_1)
        QTest.qWait(10)
    # THEN it goes on, and ends once nobody presses anything
    assert choice.told == []
    wait(lambda: choice.told)
    assert choice.told == ["cancelled"]


def _titles(on: ScreenOverlay) -> QListWidget:
    found = on.findChild(QListWidget, "captureWindowTitles")
    assert isinstance(found, QListWidget)
    return found


def _area(region: QRegion) -> int:
    """At most its area: that of the parts that it is made of."""
    return sum(part.width() * part.height() for part in list(region))  # type: ignore[call-overload]  # the stubs don't know
