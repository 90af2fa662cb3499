"""The reading screen: the person decides what is asked, with undo, and nothing counts before it is accepted."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from assistant.core.case import Round
from assistant.core.items import RequestedItem
from assistant.ui.panes.reading import LetterFacts, ReadingPane
from assistant.ui.widgets.text import Text

Items = tuple[RequestedItem, ...]


@pytest.fixture
def pane(qt_app: QApplication, letter: Round, items: Items) -> ReadingPane:
    pane = ReadingPane()
    pane.resize(1366, 712)
    pane.show()
    pane.activateWindow()
    pane.set_letter(letter, items, platform_name="Upwork")
    for _turn in range(3):
        qt_app.processEvents()
    return pane


def words(pane: ReadingPane, name: str) -> str:
    found = pane.findChild(Text, name)
    assert isinstance(found, Text), name
    return found.text()


def part(pane: ReadingPane, name: str) -> QWidget:
    found = pane.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def choose(pane: ReadingPane, number: int, action: str) -> None:
    menu = pane.column.cards()[number].menu()
    chosen = {found.objectName(): found for found in menu.actions()}
    if action.startswith("see-"):
        submenu = next(found.menu() for found in menu.actions() if found.menu() is not None)
        chosen = {found.objectName(): found for found in submenu.actions()}  # type: ignore[attr-defined]  # a QMenu
    chosen[action].trigger()


def test_heading_and_facts_are_in_words(pane: ReadingPane) -> None:
    assert words(pane, "readingTitle") == "Upwork asks two questions"
    assert words(pane, "linkedAccount") == "Northwind"
    assert words(pane, "restricted") == "Jobs, payments"
    assert pane.facts() == LetterFacts(dt.date(2026, 3, 1))


def test_enter_accepts_the_list(pane: ReadingPane, items: Items) -> None:
    told: list[Items] = []
    pane.list_accepted.connect(told.append)
    QTest.keyClick(pane, Qt.Key.Key_Return)
    assert told == [items]


def test_enter_in_a_field_accepts_nothing(pane: ReadingPane) -> None:
    told: list[object] = []
    pane.list_accepted.connect(told.append)
    QTest.keyClick(pane.column.facts.money, Qt.Key.Key_Return)
    QTest.keyClick(pane.column.facts.received.field, Qt.Key.Key_Return)
    assert told == []


def test_a_date_that_cannot_be_read_keeps_the_person_here(pane: ReadingPane) -> None:
    told: list[object] = []
    pane.list_accepted.connect(told.append)
    pane.column.facts.received.field.setText("some day")
    pane.accept_list()
    assert told == []


def test_facts_that_the_letter_lacks_are_told(pane: ReadingPane) -> None:
    told: list[LetterFacts] = []
    pane.facts_changed.connect(told.append)
    QTest.keyClicks(pane.column.facts.money, "$320.00")
    QTest.keyClick(pane.column.facts.money, Qt.Key.Key_Return)
    assert told == [LetterFacts(dt.date(2026, 3, 1), "$320.00", "")]


def test_each_change_can_be_undone_and_made_again(pane: ReadingPane, items: Items) -> None:
    # GIVEN the list
    told: list[Items] = []
    pane.items_changed.connect(told.append)
    # WHEN it is changed in every way
    choose(pane, 0, "moveDown")
    choose(pane, 1, "see-document")
    choose(pane, 0, "join")
    choose(pane, 0, "drop")
    assert pane.items() == ()
    assert words(pane, "readingTitle") == "I found no request here"
    # THEN undo leads back to the first list, and redo forward again
    for _step in range(4):
        QTest.keyClick(pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pane.items() == items
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(pane, Qt.Key.Key_Z, modifiers)
    assert pane.items() == (items[1], items[0])
    assert len(told) == 9


def test_words_are_changed_and_split_at_the_cursor(pane: ReadingPane) -> None:
    # GIVEN the second question open for writing
    pane.column.cards()[1].reword()
    editor = pane.findChild(QWidget, "questionWords")
    assert isinstance(editor, QWidget)
    text = pane.items()[1].text
    cursor = editor.textCursor()  # type: ignore[attr-defined]  # an AnswerEditor
    cursor.setPosition(text.index("with screenshots"))
    editor.setTextCursor(cursor)  # type: ignore[attr-defined]  # an AnswerEditor
    # WHEN it is split
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    # THEN there are three questions
    assert [item.text for item in pane.items()][1:] == ["what work was done,", "with screenshots that show dates"]


def test_escape_leaves_the_words(pane: ReadingPane, items: Items) -> None:
    pane.column.cards()[0].reword()
    editor = pane.findChild(QWidget, "questionWords")
    assert isinstance(editor, QWidget)
    QTest.keyClicks(editor, "nonsense")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert pane.items() == items


def test_a_line_that_was_maybe_asked_is_added_in_its_place(pane: ReadingPane) -> None:
    QTest.keyClick(pane, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    add = pane.findChild(QAbstractButton, "maybeAdd0")
    assert isinstance(add, QAbstractButton)
    assert add.isVisible()
    add.click()
    assert [item.text for item in pane.items()][-1] == "add anything else that helps"
    assert not pane.maybe_button.isVisible()


def test_a_selection_in_the_letter_becomes_a_question(pane: ReadingPane, letter: Round) -> None:
    # GIVEN words selected in the letter
    view = pane.sheet.view
    place = view.toPlainText().index("You can't post jobs")
    cursor = view.textCursor()
    cursor.setPosition(place)
    cursor.setPosition(place + len("You can't post jobs"), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert pane.add_button.text() == "Add what is selected"
    # WHEN the key is pressed
    QTest.keyClick(pane, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    # THEN it stands first, since the letter says it first
    first = pane.items()[0]
    assert letter.body[first.start : first.end] == first.text == "You can't post jobs"


def test_a_question_is_written_by_hand(pane: ReadingPane) -> None:
    pane.add_question()
    editor = pane.findChild(QWidget, "newQuestionWords")
    assert isinstance(editor, QWidget)
    QTest.keyClicks(editor, "Send your contract")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert pane.items()[-1] == RequestedItem("Send your contract")


def test_wires_lead_from_bars_to_cards_and_follow_scrolling(pane: ReadingPane, qt_app: QApplication) -> None:
    # GIVEN a window that shows all of it
    wires = list(pane._wires())
    assert len(wires) == 2
    # WHEN the window is made so low that the cards can't be seen
    pane.resize(1366, 300)
    qt_app.processEvents()
    assert len(list(pane._wires())) < 2
    pane.column.verticalScrollBar().setValue(pane.column.verticalScrollBar().maximum())
    pane.sheet.verticalScrollBar().setValue(pane.sheet.verticalScrollBar().maximum())
    # THEN the wires are those of what is seen, inside the window
    for _bar_x, bar_y, _edge, _card_x, card_y in pane._wires():
        assert 0 <= bar_y <= 300
        assert 0 <= card_y <= 300


def test_in_a_narrow_window_the_letter_is_a_drawer(pane: ReadingPane) -> None:
    pane.resize(700, 500)
    assert pane.strip.isVisible()
    assert not pane.sheet.isVisible()
    QTest.keyClick(pane, Qt.Key.Key_F6)
    assert pane.sheet.isVisible()
    QTest.keyClick(pane.sheet.view, Qt.Key.Key_Escape)
    assert not pane.sheet.isVisible()


def test_after_a_question_was_written_the_caret_is_on_it(pane: ReadingPane) -> None:
    # GIVEN a question that is being written
    pane.add_question()
    # WHEN it is put on the list
    QTest.keyClicks(part(pane, "newQuestionWords"), "Your tax number")
    QTest.keyClick(part(pane, "newQuestionWords"), Qt.Key.Key_Return)
    # THEN its card has the focus, for the next change
    assert pane.focusWidget() is pane.column.cards()[-1]


def test_a_day_that_can_be_meant_twice_is_chosen_by_keys(pane: ReadingPane) -> None:
    # GIVEN a date of arrival that can be read in two ways
    field = part(pane, "receivedDate")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "3/4/2021")
    QTest.keyClick(field, Qt.Key.Key_Return)
    # WHEN the second way is gone to by Tab and taken
    for _step in range(3):
        QTest.keyClick(pane.focusWidget() or pane, Qt.Key.Key_Tab)
    chosen = part(pane, "receivedDateChoice1")
    assert pane.focusWidget() is chosen
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    # THEN it is the date, and the caret is in the field again
    assert field.text() == "4 March 2021"
    assert pane.focusWidget() is field
