"""The sheet of a folder’s pictures: chosen by keys or clicks, told as what they are, small pictures where in sight."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from assistant.actions.look_in_folder import FolderLook, FoundPicture, LeftOut
from assistant.ui.panes.import_folder import ImportSheet

NOON = dt.datetime(2026, 3, 3, 14, 2, tzinfo=dt.UTC)


def look(count: int, **left_out: int) -> FolderLook:
    folder = Path("/somewhere/Screenshots")
    pictures = [FoundPicture(folder / f"shot {number}.png", 120_000, NOON, 800, 600) for number in range(count)]
    return FolderLook(folder, tuple(pictures), {LeftOut(name.replace("_", "-")): left_out[name] for name in left_out})


def shown(app: QApplication, found: FolderLook) -> ImportSheet:
    sheet = ImportSheet(found, "B")
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    sheet.show()
    sheet.activateWindow()
    app.processEvents()
    return sheet


def child(sheet: ImportSheet, name: str) -> QWidget:
    found = sheet.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def words(sheet: ImportSheet, name: str) -> str:
    label = child(sheet, name)
    assert isinstance(label, QLabel | QAbstractButton)
    return label.text()


def test_pictures_are_chosen_by_keys_alone(qt_app: QApplication) -> None:
    # GIVEN the sheet of five pictures
    sheet = shown(qt_app, look(5))
    told: list[tuple[str, ...]] = []
    sheet.added.connect(told.append)
    assert not child(sheet, "importAdd").isEnabled()
    # WHEN the second to the fourth get a check by Shift and Space, and the third loses it
    QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    QTest.keyClick(sheet.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(sheet.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keySequence(sheet.list, QKeySequence("Space"))
    QTest.keyClick(sheet.list, Qt.Key.Key_Up)
    QTest.keySequence(sheet.list, QKeySequence("Space"))
    assert words(sheet, "importAdd") == "Add 2 pictures"
    QTest.keySequence(sheet.list, QKeySequence("Ctrl+Return"))
    # THEN those two are told, in their order
    assert told == [("/somewhere/Screenshots/shot 1.png", "/somewhere/Screenshots/shot 3.png")]
    assert not sheet.isVisible()


def test_a_click_gives_a_check_and_all_can_be_chosen_at_once(qt_app: QApplication) -> None:
    # GIVEN the sheet of three pictures
    sheet = shown(qt_app, look(3))
    # WHEN one is clicked
    QTest.mouseClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert words(sheet, "importAdd") == "Add 1 picture"
    # THEN all, and none, by one button
    QTest.mouseClick(child(sheet, "importAll"), Qt.MouseButton.LeftButton)
    assert (words(sheet, "importAdd"), words(sheet, "importAll")) == ("Add 3 pictures", "Choose none")
    QTest.mouseClick(child(sheet, "importAll"), Qt.MouseButton.LeftButton)
    assert (words(sheet, "importAll"), sheet.model.chosen()) == ("Choose all", ())


def test_a_files_time_is_said_to_be_the_files(qt_app: QApplication) -> None:
    sheet = shown(qt_app, look(1))
    said = sheet.model.data(sheet.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "shot 0.png, File’s time: 3 Mar 2026, 14:02 · 0.1 MB · 800 × 600"


def test_what_was_left_out_is_told(qt_app: QApplication) -> None:
    sheet = shown(qt_app, look(1, link=2, too_large=1))
    assert words(sheet, "importLeftOut") == "Left out: 2 links, 1 picture that is too large."
    # AND a folder without a picture says so, and offers nothing to add
    empty = shown(qt_app, look(0, no_picture=3))
    assert child(empty, "importNone").isVisible()
    assert not child(empty, "importList").isVisible()
    assert not child(empty, "importAdd").isEnabled()


@pytest.mark.parametrize("count", [5000])
def test_small_pictures_are_asked_for_those_in_sight_alone(qt_app: QApplication, count: int) -> None:
    # GIVEN a folder of thousands
    sheet = ImportSheet(look(count), "B")
    wanted: list[str] = []
    sheet.thumbnail_wanted.connect(lambda path, _width, _height: wanted.append(path))
    # WHEN it is shown
    sheet.show()
    sheet.grab()
    qt_app.processEvents()
    # THEN a screen's worth was asked for, once each
    assert 0 < len(wanted) < 40
    assert len(set(wanted)) == len(wanted)
    # AND one that came is painted, not asked for again
    image = QImage(96, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    sheet.set_thumbnail(wanted[0], image)
    before = len(wanted)
    sheet.grab()
    qt_app.processEvents()
    assert len(wanted) == before
