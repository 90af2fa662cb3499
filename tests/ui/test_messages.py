"""Errors and progress inside the window: what, why, what next; a number and a way to stop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from assistant import language
from assistant.errors import InputError, msg
from assistant.ui.messages import ErrorSheet, ProgressLine, Way


def error(what: str = "The file can’t be added") -> InputError:
    return InputError("file-unreadable", msg(what), msg("it is a folder"), msg("Choose a file."))


def press(owner: QWidget, name: str) -> None:
    button = owner.findChild(QWidget, name)
    assert isinstance(button, QWidget)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def label(owner: QWidget, name: str) -> str:
    found = owner.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def test_an_error_says_what_why_and_what_next_and_is_copied_whole(qt_app: QApplication) -> None:
    # GIVEN an error
    sheet = ErrorSheet()
    # WHEN it is shown and copied
    sheet.show_error(error())
    press(sheet, "errorCopy")
    # THEN all three are there, and the copy has the reference as well
    assert label(sheet, "errorWhat") == "The file can’t be added."
    assert label(sheet, "errorWhy") == "It is a folder."
    assert label(sheet, "errorNext") == "Choose a file."
    assert "[file-unreadable]" in QGuiApplication.clipboard().text()


def test_several_errors_are_one_sheet_and_the_same_one_counts_once(qt_app: QApplication) -> None:
    # GIVEN three errors, two of them the same
    sheet = ErrorSheet()
    for each in (error("One"), error("Two"), error("One")):
        sheet.show_error(each)
    # WHEN they are closed one after the other
    shown = [label(sheet, "errorWhat")]
    press(sheet, "errorClose")
    shown.append(label(sheet, "errorWhat"))
    press(sheet, "errorClose")
    # THEN there were two, the newest first, and the sheet is gone
    assert shown == ["One.", "Two."]
    assert sheet.isHidden()


def test_a_way_on_is_taken_and_closes_its_error(qt_app: QApplication) -> None:
    # GIVEN an error with a way on
    sheet = ErrorSheet()
    taken: list[bool] = []
    sheet.show_error(error(), Way("Look at it only", lambda: taken.append(True)))
    # WHEN it is taken
    press(sheet, "errorWay0")
    # THEN it was done, and the sheet is gone
    assert taken == [True]
    assert sheet.isHidden()


def test_a_name_with_markup_is_shown_as_it_is(qt_app: QApplication) -> None:
    # GIVEN an error that names a stranger's file
    sheet = ErrorSheet()
    # WHEN it is shown
    sheet.show_error(InputError("x", msg("“{name}” is no picture", name="<b>a</b>"), msg("why"), msg("Next.")))
    # THEN the words are plain text
    what = sheet.findChild(QLabel, "errorWhat")
    assert isinstance(what, QLabel)
    assert what.textFormat() is Qt.TextFormat.PlainText
    assert what.text() == "“<b>a</b>” is no picture."
    assert language.current() == "en"


def test_progress_has_a_number_and_can_be_cancelled(qt_app: QApplication) -> None:
    # GIVEN long work
    line = ProgressLine()
    cancelled: list[bool] = []
    line.begin("Adding a file", lambda: cancelled.append(True))
    # WHEN it goes on and is cancelled
    line.report(40, 160)
    line.show()
    said = label(line, "progressText")
    press(line, "progressCancel")
    # THEN the number was there, and the work was told
    assert said == "Adding a file: 25 %"
    assert cancelled == [True]
    line.end()
    assert line.isHidden()
    line.deleteLater()
