"""The letter view: marks, bars, selection as a span; plain text only."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from assistant.ui.widgets.letter import LetterView, Mark
from assistant.ui.widgets.letter_sheet import LetterSheet
from assistant.ui.widgets.text import Text

BODY = "Hello 😀,\nplease send:\n  • an invoice <b>now</b>\n  • a contract"


def shown(qt_app: QApplication) -> LetterView:
    view = LetterView(name="letter", says="The letter")
    view.set_letter(BODY)
    view.resize(500, 300)
    view.show()
    qt_app.processEvents()
    return view


def test_markup_stays_words(qt_app: QApplication) -> None:
    assert "<b>now</b>" in shown(qt_app).toPlainText()


def test_a_bar_stands_beside_its_span(qt_app: QApplication) -> None:
    # GIVEN a letter with two marked spans, after a character outside the basic plane
    view = shown(qt_app)
    places = [(BODY.index(words), BODY.index(words) + len(words)) for words in ("an invoice", "a contract")]
    # WHEN they are marked
    view.set_marks([Mark(start, end, key, bar=True) for key, (start, end) in enumerate(places)])
    # THEN the bars stand one below the other, a line high
    first, second = view.bar_rect(0), view.bar_rect(1)
    assert first.bottom() < second.top()
    assert 20 <= first.height() <= 30
    assert view.bar_rect(7).isEmpty()


def test_a_selection_is_a_span_of_the_body(qt_app: QApplication) -> None:
    # GIVEN the words of a list entry selected
    view = shown(qt_app)
    place = view.toPlainText().encode("utf-16-le").index("a contract".encode("utf-16-le")) // 2
    cursor = view.textCursor()
    cursor.setPosition(place)
    cursor.setPosition(place + len("a contract"), QTextCursor.MoveMode.KeepAnchor)
    # WHEN they are asked for
    view.setTextCursor(cursor)
    span = view.selected_span()
    # THEN they are the body's
    assert span is not None
    assert (span.text, BODY[span.start : span.end]) == ("a contract", "a contract")
    view.clear_selection()
    assert view.selected_span() is None


@pytest.mark.parametrize("line", ["please send an invoice\n", "please send an invoice ", "invoice"])
def test_of_an_endless_letter_the_beginning_is_shown_and_said_so(qt_app: QApplication, line: str) -> None:
    # GIVEN a letter of nearly 2 MB, in lines, words or neither
    body = line * (1_900_000 // len(line))
    view = LetterView(name="letter", says="The letter")
    sheet = LetterSheet(view, name="sheet", margins=(24, 24, 24, 24), shadow=True)
    sheet.resize(720, 500)
    sheet.show()
    # WHEN it is shown, with a mark near its end
    view.set_letter(body, [Mark(len(body) - 20, len(body) - 10, 0, bar=True)])
    qt_app.processEvents()
    # THEN its beginning stands there, a note below it, and no bar for what isn't shown
    assert 20_000 < len(view.toPlainText()) <= 100_000
    note = sheet.findChild(Text, "letterCut")
    assert isinstance(note, Text)
    assert note.isVisible()
    assert view.bar_rect(0).isEmpty()
    # AND a letter as they are is shown as a whole
    view.set_letter(BODY)
    qt_app.processEvents()
    assert not note.isVisible()


def test_an_endless_label_is_cut(qt_app: QApplication) -> None:
    text = Text("word " * 400_000)
    assert len(text.text()) < 10_000
    assert text.text().endswith("…")
