"""The working screen: what the person writes, chooses, drops and pastes is told, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget

from assistant.core.case import Case
from assistant.ui.panes.working import WorkingPane

Build = Callable[..., Case]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def pane(qt_app: QApplication, case_with: Build) -> WorkingPane:
    pane = WorkingPane()
    pane.resize(1366, 712)
    pane.show()
    pane.activateWindow()
    pane.set_case(case_with(exhibits=2))
    qt_app.processEvents()
    return pane


def test_it_says_what_is_missing(pane: WorkingPane, case_with: Build) -> None:
    assert pane.footer.answered.text() == "0 of 2 answered"
    assert pane.footer.missing.text().startswith("in A, your answer; in B, your answer")
    pane.set_case(case_with(answers=("We met there.", "")))
    assert pane.footer.answered.text() == "1 of 2 answered"


def test_the_first_question_that_is_not_answered_is_chosen(qt_app: QApplication, case_with: Build) -> None:
    pane = WorkingPane()
    pane.set_case(case_with(answers=("We met there.", "")))
    assert pane.chosen() == "B"


def test_an_answer_is_told_when_the_question_changes(pane: WorkingPane) -> None:
    # GIVEN an answer being typed
    told: list[tuple[str, ...]] = []
    pane.answer_edited.connect(lambda letter, text: told.append(("answer", letter, text)))
    pane.question_chosen.connect(lambda letter: told.append(("chosen", letter)))
    QTest.keyClicks(pane.form.answer, "Met")
    # WHEN the next question is chosen by key
    QTest.keyClick(pane, Qt.Key.Key_Down, ALT)
    # THEN it is told first, for its own question
    assert told == [("answer", "A", "Met"), ("chosen", "B")]
    QTest.keyClick(pane, Qt.Key.Key_Up, ALT)
    QTest.keyClick(pane, Qt.Key.Key_Up, ALT)
    assert told[2:] == [("chosen", "A")]


def test_a_new_state_of_the_case_keeps_what_is_being_typed(pane: WorkingPane, case_with: Build) -> None:
    QTest.keyClicks(pane.form.answer, "Met")
    pane.set_case(case_with(exhibits=3))
    assert pane.form.answer.text() == "Met"
    pane.flush()
    pane.set_saved("A")
    assert pane.form.saved.text() == "Saved"


def test_a_case_from_before_an_answer_was_stored_does_not_bring_the_old_words_back(
    pane: WorkingPane, case_with: Build
) -> None:
    # GIVEN an answer that was told and is not on disk yet
    QTest.keyClicks(pane.form.answer, "Met")
    pane.flush()
    # WHEN another change of the case is shown first
    pane.set_case(case_with(exhibits=3))
    # THEN the words stay, and what is typed now comes after them
    assert pane.form.answer.text() == "Met"
    QTest.keyClicks(pane.form.answer, " there")
    pane.set_case(case_with(exhibits=3, answers=("Met", "")))
    assert pane.form.answer.text() == "Met there"


def test_leaving_the_screen_tells_what_was_typed(pane: WorkingPane) -> None:
    told: list[tuple[str, str]] = []
    pane.answer_edited.connect(lambda letter, text: told.append((letter, text)))
    QTest.keyClicks(pane.form.answer, "Met")
    pane.hide()
    assert told == [("A", "Met")]


def test_a_reason_is_told_and_taken_back(pane: WorkingPane) -> None:
    told: list[tuple[str, str]] = []
    pane.gap_edited.connect(lambda letter, text: told.append((letter, text)))
    QTest.keyClick(pane, Qt.Key.Key_G, CONTROL)
    QTest.keyClicks(pane.form.gap, "It was deleted")
    pane.flush()
    QTest.keyClick(pane, Qt.Key.Key_G, CONTROL)
    assert told == [("A", "It was deleted"), ("A", "")]


def test_keys_ask_for_capture_and_review(pane: WorkingPane) -> None:
    told: list[str] = []
    pane.capture_asked.connect(told.append)
    pane.review_asked.connect(lambda: told.append("review"))
    QTest.keyClick(pane, Qt.Key.Key_F8)
    QTest.keyClick(pane, Qt.Key.Key_R, CONTROL)
    assert told == ["A", "review"]


def test_without_capture_it_says_why(pane: WorkingPane) -> None:
    pane.set_capture_available(False, "This screen can’t be taken here.")
    why = pane.findChild(QWidget, "noCapture")
    assert isinstance(why, QWidget)
    assert why.isVisible()
    assert not pane.form.capture.isVisible()


def test_a_pasted_picture_is_attached_even_from_the_answer(pane: WorkingPane) -> None:
    # GIVEN pixels on the clipboard and the caret in the answer
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    mime = QMimeData()
    mime.setImageData(image)
    QGuiApplication.clipboard().setMimeData(mime)
    told: list[tuple[str, int]] = []
    pane.image_pasted.connect(lambda letter, picture: told.append((letter, picture.width())))
    pane.form.answer.setFocus()
    # WHEN Ctrl+V is pressed there
    QTest.keyClick(pane.form.answer, Qt.Key.Key_V, CONTROL)
    # THEN the picture is told
    assert told == [("A", 4)]


def test_a_png_is_handed_over_as_it_is(pane: WorkingPane) -> None:
    mime = QMimeData()
    mime.setData("image/png", b"\x89PNG as it was")
    QGuiApplication.clipboard().setMimeData(mime)
    told: list[tuple[str, bytes]] = []
    pane.picture_pasted.connect(lambda letter, png: told.append((letter, bytes(png))))
    QTest.keyClick(pane, Qt.Key.Key_V, CONTROL)
    assert told == [("A", b"\x89PNG as it was")]


def test_pasted_files_are_attached(pane: WorkingPane) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/a b.pdf"), QUrl("https://example.com/x.png")])
    QGuiApplication.clipboard().setMimeData(mime)
    told: list[tuple[str, object]] = []
    pane.files_added.connect(lambda letter, paths: told.append((letter, paths)))
    QTest.keyClick(pane, Qt.Key.Key_V, CONTROL)
    assert told == [("A", ("/a b.pdf",))]


def test_pasted_words_go_into_the_answer(pane: WorkingPane) -> None:
    QGuiApplication.clipboard().setText("We met there.")
    QTest.keyClick(pane, Qt.Key.Key_V, CONTROL)
    assert pane.form.answer.text() == "We met there."


def test_a_chosen_attachment_opens_its_form(pane: WorkingPane) -> None:
    # GIVEN the question with attachments
    pane.choose("B")
    told: list[tuple[str, object]] = []
    pane.exhibit_changed.connect(lambda identity, changes: told.append((identity, changes)))
    # WHEN a tile is chosen and its title changed
    pane.form.attachments.choose("x1")
    assert pane.form.detail.isVisible()
    pane.form.detail.form.title.setText("Order form")
    pane.flush()
    # THEN it is told, and Esc closes the form
    assert told == [("x1", {"title": "Order form"})]
    QTest.keyClick(pane.form.attachments, Qt.Key.Key_Escape)
    assert not pane.form.detail.isVisible()


def test_a_question_can_be_added(pane: WorkingPane) -> None:
    told: list[str] = []
    pane.question_added.connect(told.append)
    QTest.keyClick(pane, Qt.Key.Key_N, CONTROL)
    QTest.keyClicks(pane.list.new_words, "Send your contract")
    QTest.keyClick(pane.list.new_words, Qt.Key.Key_Return)
    assert told == ["Send your contract"]


def test_under_1200_the_letter_is_a_drawer(pane: WorkingPane) -> None:
    assert pane.letter.isVisible()
    pane.resize(1100, 600)
    assert not pane.letter.isVisible()
    QTest.keyClick(pane, Qt.Key.Key_F6)
    assert pane.letter.isVisible()


def test_every_control_has_a_name_and_words(pane: WorkingPane) -> None:
    controls = [
        control
        for kind in (QAbstractButton, QLineEdit, QTextEdit)
        for control in pane.findChildren(kind)
        if not control.objectName().startswith("qt_")
    ]
    assert len(controls) > 10
    assert [control for control in controls if not control.objectName() or not control.accessibleName()] == []


def test_the_field_of_the_reason_is_in_sight_when_it_opens(pane: WorkingPane, qt_app: QApplication) -> None:
    # GIVEN a window with no room for it below the attachments
    pane.resize(1366, 430)
    qt_app.processEvents()
    # WHEN the reason is asked for
    pane.form.gap_toggle.click()
    for _turn in range(4):
        qt_app.processEvents()
    # THEN the whole field can be seen
    gap = pane.form.gap
    assert gap.visibleRegion().boundingRect().height() == gap.height()
