"""The capture bar: what it asks, what it shows, and that a stranger's words stay plain."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListWidget, QMenu, QWidget

from assistant.core.event_date import DateSource, EventDate
from assistant.core.ports import Rect, Screen, ScreenWindow
from assistant.errors import CaptureError, msg
from assistant.ui.capture.bar import CaptureBar
from assistant.ui.capture.floating import inside
from assistant.ui.capture.saved_part import SavedCapture
from assistant.ui.capture.window_list import WindowList

ITEMS = [("A", "How you met"), ("B", "Your work"), ("C", "Communication <b>history</b>")]
LEFT = Qt.MouseButton.LeftButton


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (224, 140), "red").save(out, "PNG")
    return out.getvalue()


def saved(exhibit_id: str = "x4", title: str = "Northwind · Messages") -> SavedCapture:
    return SavedCapture(exhibit_id, "C-4", title, dt.datetime(2026, 3, 4, 14, 32, tzinfo=dt.UTC), png())


@pytest.fixture
def bar(app: QApplication) -> Iterator[CaptureBar]:
    made = CaptureBar()
    made.set_items(ITEMS, "B")
    made.show()
    yield made
    made.close()
    made.deleteLater()


def button(bar: QWidget, name: str) -> QAbstractButton:
    found = bar.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def press(bar: QWidget, name: str) -> None:
    QTest.mouseClick(button(bar, name), LEFT)


def text(bar: QWidget, name: str) -> str:
    found = bar.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text() if found.isVisible() else ""


def wait_until_active(widget: QWidget) -> None:
    widget.activateWindow()
    while not widget.isActiveWindow():
        QApplication.processEvents()


def date_field(bar: CaptureBar) -> QLineEdit:
    found = bar.findChild(QLineEdit, "captureBarDate")
    assert isinstance(found, QLineEdit)
    return found


def test_buttons_ask(bar: CaptureBar) -> None:
    asked: list[str] = []
    bar.capture_asked.connect(lambda: asked.append("capture"))
    bar.same_asked.connect(lambda: asked.append("same"))

    # GIVEN nothing was taken yet: the same window can't be asked for
    press(bar, "captureBarSame")
    bar.set_can_repeat(True)
    press(bar, "captureBarSame")
    press(bar, "captureBarCapture")
    assert asked == ["same", "capture"]

    # WHEN a capture is under way THEN it can't be pressed
    bar.set_busy(True)
    press(bar, "captureBarCapture")
    assert asked == ["same", "capture"]


def test_the_question_is_chosen_by_the_arrows(bar: CaptureBar) -> None:
    chosen: list[str] = []
    bar.item_chosen.connect(chosen.append)
    press(bar, "captureBarAfter")
    press(bar, "captureBarAfter")
    press(bar, "captureBarBefore")
    assert chosen == ["C", "B"]
    assert bar.current() == "B"
    bar.set_current("A")
    assert not button(bar, "captureBarBefore").isEnabled()


def test_the_hint_is_seen_until_the_first_capture_only(app: QApplication, bar: CaptureBar) -> None:
    seen: list[bool] = []
    bar.hint_seen.connect(lambda: seen.append(True))
    assert "trust a whole window" in text(bar, "captureBarNoteWords")
    bar.show_saved(saved())
    bar.show_saved(saved("x5"))
    assert seen == [True]
    assert text(bar, "captureBarNoteWords") == ""
    assert CaptureBar(show_hint=False).height() == 48


def test_a_capture_is_shown_with_a_strangers_title_as_plain_text(bar: CaptureBar) -> None:
    bar.show_saved(saved(title="<b>bold</b> chat"))
    assert text(bar, "captureBarSavedAt") == "Saved 14:32"
    assert text(bar, "captureBarLabel") == "Attachment C-4"
    assert text(bar, "captureBarTitle") == "<b>bold</b> chat"
    for label in bar.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_undo_names_the_exhibit(bar: CaptureBar) -> None:
    undone: list[str] = []
    bar.undo_asked.connect(undone.append)
    bar.show_saved(saved("x9"))
    press(bar, "captureBarUndo")
    assert undone == ["x9"]


def test_a_date_is_told_as_seen_in_the_picture_unless_that_is_taken_off(bar: CaptureBar) -> None:
    # GIVEN a capture and a date as people write it
    dates: list[tuple[str, EventDate | None]] = []
    bar.date_entered.connect(lambda name, date: dates.append((name, date)))
    bar.show_saved(saved())
    QTest.keyClicks(date_field(bar), "11 November 2015")
    QTest.keyClick(date_field(bar), Qt.Key.Key_Return)

    # WHEN the chip is taken off
    press(bar, "captureBarSeen")

    # THEN both were told, each with how it is known
    assert dates == [
        ("x4", EventDate.parse("2015-11-11", DateSource.SEEN)),
        ("x4", EventDate.parse("2015-11-11", DateSource.STATED)),
    ]


def test_a_date_with_two_readings_is_asked(bar: CaptureBar) -> None:
    dates: list[EventDate] = []
    bar.date_entered.connect(lambda _name, date: dates.append(date))
    bar.show_saved(saved())
    low = bar.height()
    QTest.keyClicks(date_field(bar), "01/02/2015")
    QTest.keyClick(date_field(bar), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert dates == []
    assert bar.height() > low
    press(bar, "captureBarDateChoice1")
    assert [date.text() for date in dates] == ["2015-01-02"]


def test_a_typed_date_goes_to_its_own_capture_when_the_next_is_taken(bar: CaptureBar) -> None:
    # GIVEN a date that was typed and not confirmed
    dates: list[tuple[str, str]] = []
    bar.date_entered.connect(lambda name, date: dates.append((name, date.text())))
    bar.set_can_repeat(True)
    bar.show_saved(saved("x4"))
    QTest.keyClicks(date_field(bar), "Nov 2015")

    # WHEN the next picture is taken
    press(bar, "captureBarSame")
    bar.show_saved(saved("x5"))

    # THEN it went to the first, and the field is empty
    assert dates == [("x4", "2015-11")]
    assert date_field(bar).text() == ""


def test_an_error_says_what_why_and_what_next(bar: CaptureBar) -> None:
    bar.show_error(CaptureError("x", msg("No picture was taken"), msg("the screen is off"), msg("Turn it on.")))
    assert text(bar, "captureBarNoteWhat") == "No picture was taken"
    assert text(bar, "captureBarNoteWords") == "The screen is off. Turn it on."


def test_the_menu_offers_what_there_is(bar: CaptureBar) -> None:
    # GIVEN two screens
    bar.set_screens([Screen(1, Rect(0, 0, 1920, 1080)), Screen(2, Rect(1920, 0, 1280, 720))])
    numbers: list[int] = []
    bar.screen_asked.connect(numbers.append)

    # WHEN the menu is opened
    press(bar, "captureBarMore")
    menu = bar.findChild(QMenu, "captureBarMenu")
    assert isinstance(menu, QMenu)
    words = [action.text().split("\t") for action in menu.actions() if action.text()]
    menu.actions()[3].trigger()
    menu.close()

    # THEN each screen is there by number and size, each line with its key, and nothing that doesn't work here
    assert words == [
        ["Window from a list…", "Ctrl+L"],
        ["Region", "Ctrl+R"],
        ["Screen 1 · 1920 × 1080", "Ctrl+1"],
        ["Screen 2 · 1280 × 720", "Ctrl+2"],
        ["All screens", "Ctrl+0"],
        ["Scrolling: you scroll", "Ctrl+S"],
        ["Delay", "Ctrl+T"],
        ["Close the bar", "Esc"],
    ]
    assert numbers == [2]


def test_every_line_of_the_menu_has_a_key_in_the_bar(bar: CaptureBar) -> None:
    # GIVEN a system on which the program can scroll
    bar.set_screens([Screen(1, Rect(0, 0, 1920, 1080)), Screen(2, Rect(1920, 0, 1280, 720))])
    bar.set_scrolls_alone(True)
    asked: list[object] = []
    bar.window_list_asked.connect(lambda: asked.append("list"))
    bar.region_asked.connect(lambda: asked.append("region"))
    bar.screen_asked.connect(asked.append)
    bar.all_screens_asked.connect(lambda: asked.append("all"))
    bar.scrolling_asked.connect(lambda alone: asked.append(("scroll", alone)))
    bar.delay_chosen.connect(lambda seconds: asked.append(("delay", seconds)))
    wait_until_active(bar)

    # WHEN each key is pressed in the bar
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for key in (Qt.Key.Key_L, Qt.Key.Key_R, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_0, Qt.Key.Key_S, Qt.Key.Key_T):
        QTest.keyClick(bar, key, control)
    QTest.keyClick(bar, Qt.Key.Key_S, control | shift)

    # THEN each did what its line says; a screen that isn't there is no screen
    assert asked == ["list", "region", 2, "all", ("scroll", False), ("delay", 3), ("scroll", True)]

    # AND while a capture is under way none does
    bar.set_busy(True)
    QTest.keyClick(bar, Qt.Key.Key_R, control)
    assert len(asked) == 7


def test_a_delay_is_seen_and_its_count_is_large_and_esc_ends_it(bar: CaptureBar) -> None:
    # GIVEN a delay
    asked: list[str] = []
    bar.cancel_asked.connect(lambda: asked.append("cancel"))
    bar.closed.connect(lambda: asked.append("closed"))
    narrow = bar.width()
    bar.set_delay(5)
    assert button(bar, "captureBarDelayMark").text() == "5 s"
    assert button(bar, "captureBarDelayMark").isVisible()

    # WHEN it counts
    bar.show_count(3)
    assert text(bar, "captureBarCount") == "3"
    assert text(bar, "captureBarCountWords") == "Picture in 3 seconds"

    # THEN Esc ends the count and not the bar, and so does its button
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    press(bar, "captureBarCancel")
    assert asked == ["cancel", "cancel"]
    bar.show_count(0)
    assert text(bar, "captureBarCount") == ""
    bar.set_delay(0)
    assert bar.width() == narrow
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert asked[2:] == ["closed"]


def test_what_is_odd_is_said_with_retake(bar: CaptureBar) -> None:
    # GIVEN a picture with two things to say
    retaken: list[str] = []
    bar.retake_asked.connect(retaken.append)
    odd = replace(saved("x9"), notes=("One colour.", "The same as before."), can_retake=True)
    bar.show_saved(odd)
    assert text(bar, "captureBarWarning") == "One colour.\nThe same as before."

    # WHEN it is to be taken once more, by its button or by its key
    press(bar, "captureBarRetake")
    wait_until_active(bar)
    QTest.keyClick(bar, Qt.Key.Key_F5)

    # THEN both name it, and one in which nothing is odd has no such button
    assert retaken == ["x9", "x9"]
    bar.show_saved(saved("x10"))
    assert not button(bar, "captureBarRetake").isVisible()


def test_it_opens_where_it_was_left_inside_a_screen_that_there_is(app: QApplication) -> None:
    # GIVEN a bar that was left at a place, and moved once more
    told: list[tuple[int, int]] = []
    made = CaptureBar(show_hint=False, place=(120, 80))
    made.moved.connect(lambda x, y: told.append((x, y)))
    made.show()
    assert (made.x(), made.y()) == (120, 80)
    made.move(200, 90)
    made.close()
    assert told == [(200, 90)]

    # WHEN the screen of its place is gone THEN it stands on another, whole
    other = CaptureBar(show_hint=False, place=(9000, -700))
    other.moved.connect(lambda x, y: told.append((x, y)))
    other.show()
    room = other.screen().availableGeometry()
    assert room.contains(other.geometry())
    other.close()
    assert told == [(200, 90)]
    for widget in (made, other):
        widget.deleteLater()


def test_the_nearest_room_is_taken() -> None:
    left, right = QRect(0, 0, 1000, 700), QRect(1000, 200, 800, 600)
    size = QSize(360, 48)
    assert inside(QPoint(900, 20), size, [left, right]) == QPoint(640, 20)
    assert inside(QPoint(1700, 100), size, [left, right]) == QPoint(1440, 200)
    assert inside(QPoint(5000, 5000), size, [left]) == QPoint(640, 652)
    assert inside(QPoint(0, 0), size, []) is None


def test_esc_closes_it(bar: CaptureBar) -> None:
    closed: list[bool] = []
    bar.closed.connect(lambda: closed.append(True))
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert closed == [True]


def test_every_control_has_its_names(bar: CaptureBar) -> None:
    bar.show_saved(saved())
    for control in bar.findChildren(QWidget):
        if control.isVisible() and isinstance(control, QAbstractButton | QLineEdit):
            assert control.objectName(), control
            assert control.accessibleName(), control.objectName()


def test_a_window_is_chosen_from_the_list_by_keys(app: QApplication) -> None:
    windows = [ScreenWindow(1, "Chat", Rect(0, 0, 9, 9), "Browser"), ScreenWindow(2, "", Rect(0, 0, 9, 9))]
    chosen: list[ScreenWindow] = []
    cancelled: list[bool] = []
    offered = WindowList(windows)
    offered.window_chosen.connect(chosen.append)
    offered.show()
    titles = offered.findChild(QListWidget, "captureWindowTitles")
    assert isinstance(titles, QListWidget)
    QTest.keyClick(titles, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Return)
    assert chosen == [windows[1]]

    leaving = WindowList([])
    leaving.cancelled.connect(lambda: cancelled.append(True))
    leaving.show()
    QTest.keyClick(leaving, Qt.Key.Key_Escape)
    assert cancelled == [True]
