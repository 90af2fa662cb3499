"""The panel of a scrolling capture: never in the picture, and what it shows and asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from assistant.core.ports import Rect
from assistant.ui.capture.scroll_panel import FLAT, TALL, ScrollPanel, open_panel
from assistant.ui.capture.scroll_place import Room, place_panel

SCREEN = Room(Rect(0, 0, 1366, 768))
numbers = some.integers(-200, 2600)
areas = some.builds(Rect, numbers, numbers, some.integers(160, 2600), some.integers(160, 1700))


def test_beside_it_where_there_is_room() -> None:
    # right, left, below, then flat over the end of it
    assert place_panel(Rect(0, 50, 900, 700), TALL, FLAT, [SCREEN]).panel == Rect(908, 50, *TALL)
    assert place_panel(Rect(460, 50, 900, 700), TALL, FLAT, [SCREEN]).panel == Rect(460 - 8 - TALL[0], 50, *TALL)
    below = place_panel(Rect(0, 0, 1366, 600), TALL, FLAT, [SCREEN])
    assert (below.panel, below.is_flat, below.cut) == (Rect(0, 608, *FLAT), True, 0)
    cut = place_panel(Rect(0, 0, 1366, 768), TALL, FLAT, [SCREEN])
    assert (cut.is_flat, cut.panel.bottom, cut.area) == (True, 768, Rect(0, 0, 1366, 768 - FLAT[1] - 8))
    assert cut.cut == FLAT[1] + 8


def test_on_the_other_screen_before_anything_is_cut() -> None:
    fine = Room(Rect(1366, 0, 3840, 2160), 2.0)
    place = place_panel(Rect(0, 0, 1366, 768), TALL, FLAT, [SCREEN, fine])
    assert (place.cut, place.room) == (0, fine)
    assert (place.panel.width, place.panel.height) == (TALL[0] * 2, TALL[1] * 2)


@given(areas)
def test_the_panel_is_never_in_the_picture(area: Rect) -> None:
    rooms = [SCREEN, Room(Rect(1366, 100, 1920, 1080), 1.25)]
    place = place_panel(area, TALL, FLAT, rooms)
    assert not place.panel.overlaps(place.area)
    assert place.area.height + place.cut == area.height
    assert place.panel.clamped(place.room.area) == place.panel


@pytest.fixture
def panel(qt_app: QApplication) -> Iterator[ScrollPanel]:
    made = ScrollPanel()
    made.show()
    yield made
    made.close()
    made.deleteLater()


def button(panel: ScrollPanel, name: str) -> QAbstractButton:
    found = panel.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def text(panel: ScrollPanel, name: str) -> str:
    found = panel.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text() if found.isVisible() else ""


def image(colour: str, height: int = 100) -> QImage:
    made = QImage(200, height, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def test_it_counts_and_asks(panel: ScrollPanel) -> None:
    asked: list[str] = []
    panel.stop_asked.connect(lambda: asked.append("stop"))
    panel.take_back_asked.connect(lambda: asked.append("back"))
    panel.cancel_asked.connect(lambda: asked.append("cancel"))

    # GIVEN nothing taken yet: nothing can be taken back
    assert text(panel, "scrollCount") == "0 pictures"
    assert not button(panel, "scrollTakeBack").isEnabled()

    # WHEN two pictures are there
    panel.add_picture(image("red"), None)
    panel.add_picture(image("blue"), 0.2)
    assert text(panel, "scrollCount") == "2 pictures"
    button(panel, "scrollTakeBack").click()
    panel.take_back()
    assert text(panel, "scrollCount") == "1 picture"

    # THEN Esc stops and closes nothing; while pictures are joined it cancels that
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    panel.show_joining(3, 9)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert asked == ["back", "stop", "cancel"]
    assert text(panel, "scrollWords") == "Joining: 3 of 9"
    assert panel.isVisible()


def test_the_newest_is_in_sight_and_a_gap_can_be_seen(panel: ScrollPanel) -> None:
    # GIVEN pictures that are higher together than the preview
    for number in range(8):
        panel.add_picture(image("red" if number < 7 else "blue"), None if not number else 0.4)
    seen = panel.grab().toImage()
    blue = QColor("blue").rgb()
    middle = seen.width() // 2
    assert any(seen.pixel(middle, y) == blue for y in range(seen.height()))

    # WHEN the next doesn't join THEN it stands apart, and it is what is seen
    panel.add_picture(image("lime"), None)
    seen = panel.grab().toImage()
    column = [seen.pixel(middle, y) for y in range(seen.height())]
    assert QColor("lime").rgb() in column
    between = column[max(y for y, pixel in enumerate(column) if pixel == blue) : column.index(QColor("lime").rgb())]
    assert len(between) >= 10


def test_it_says_where_it_hides_a_part(qt_app: QApplication) -> None:
    room = qt_app.primaryScreen().availableGeometry()
    area = Rect(room.x(), room.y(), room.width(), room.height())
    made, taken = open_panel(area)
    assert taken.height < area.height
    assert "not taken" in text(made, "scrollRemark")
    made.close()
    made.deleteLater()
