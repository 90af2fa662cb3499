"""The letter view: marks, bars, selection as a span; plain text only."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from assistant.ui.widgets.letter import LetterView, Mark

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
