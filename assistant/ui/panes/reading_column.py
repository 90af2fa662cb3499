"""The right side of the reading screen: heading, facts, a card for each question, and what was maybe asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.core import items as lists
from assistant.core.case import Round, Span
from assistant.core.items import RequestedItem
from assistant.language import _
from assistant.ui.panes.reading_card import NewQuestion, QuestionCard
from assistant.ui.panes.reading_facts import FactsBox, LetterFacts
from assistant.ui.widgets.buttons import QUIET, Button
from assistant.ui.widgets.chips import clear
from assistant.ui.widgets.marks import Hairline
from assistant.ui.widgets.scroll import SlimScroll
from assistant.ui.widgets.text import SectionLabel, Text, Title

_Items = tuple[RequestedItem, ...]


class QuestionColumn(SlimScroll):
    """Scrolls as a whole. It shows the list and wishes another; the pane decides."""

    changed = Signal(object)  # tuple[RequestedItem, ...]
    new_written = Signal(str)
    new_left = Signal()  # the card to write in was closed with nothing written
    span_added = Signal(object)  # Span
    moved = Signal()  # cards stand elsewhere

    def __init__(self) -> None:
        super().__init__(name="questionColumn")
        self._items: _Items = ()
        self._cards: list[QuestionCard] = []
        self._title = Title("", name="readingTitle")
        self._below = Text("", colour="quiet", name="readingHint")
        self.facts = FactsBox()
        self._new: NewQuestion | None = None
        self._lay_out()
        self.verticalScrollBar().valueChanged.connect(self.moved)

    def show_letter(self, letter: Round, facts: LetterFacts) -> None:
        """Shows the facts of another letter from the top."""
        self._close_new()
        self.facts.set_facts(letter, facts)
        self.verticalScrollBar().setValue(0)

    def set_words(self, title: str, below: str) -> None:
        """The heading and the line below it."""
        self._title.setText(title)
        self._below.setText(below)

    def show_items(self, items: _Items, maybe: Sequence[Span]) -> None:
        """Shows a card for each item, and the lines that were maybe asked."""
        focused = next((number for number, card in enumerate(self._cards) if card.hasFocus()), None)
        self._items = items
        clear(self._cards_column)
        self._cards = []
        for number, item in enumerate(items):
            card = QuestionCard(item, lists.letter_of(number), is_first=number == 0, is_last=number == len(items) - 1)
            self._connect(card, number)
            self._cards.append(card)
            self._cards_column.addWidget(card)
        if focused is not None and self._cards:
            self.focus_card(min(focused, len(self._cards) - 1))
        self._show_lines(maybe)
        QTimer.singleShot(0, self, self.moved.emit)

    def cards(self) -> list[QuestionCard]:
        """The cards, in the order of the items."""
        return self._cards

    def focus_card(self, number: int) -> None:
        """Gives a card the focus; -1 is the last one."""
        card = self._cards[number]
        card.show()  # a layout shows its new widgets a turn later, and what is hidden takes no focus
        card.setFocus()

    def show_maybe(self, *, shown: bool) -> None:
        """Shows or folds the lines that were maybe asked."""
        self._maybe.setVisible(shown)
        if shown:
            QTimer.singleShot(0, self, self._scroll_to_end)

    def write_new(self) -> None:
        """Opens a card to write a question in."""
        if self._new is None:
            self._new = NewQuestion()
            self._new.written.connect(self._on_written)
            self._new.left.connect(self._on_new_left)
            self._new_column.addWidget(self._new)
        self._new.editor.setFocus()
        QTimer.singleShot(0, self, self._scroll_to_end)

    def dot(self, number: int, other: QWidget) -> QPoint | None:
        """Where the wire of a card ends, in the coordinates of ``other``; None where that can't be seen."""
        if number >= len(self._cards) or not self._cards[number].isVisible():
            return None
        card = self._cards[number]
        place = card.mapTo(self.viewport(), QPoint(0, 30))
        if not 4 <= place.y() <= self.viewport().height() - 4:
            return None
        return self.viewport().mapTo(other, place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Tells that cards stand elsewhere."""
        super().resizeEvent(event)
        self.moved.emit()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("questionColumnInner")
        column = QVBoxLayout(inner)
        column.setContentsMargins(64, 24, 24, 24)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(self._below)
        column.addSpacing(28)
        column.addWidget(self.facts)
        column.addSpacing(40)
        self._cards_column = QVBoxLayout()
        self._cards_column.setSpacing(12)
        column.addLayout(self._cards_column)
        self._new_column = QVBoxLayout()
        self._new_column.setContentsMargins(0, 12, 0, 0)
        column.addLayout(self._new_column)
        self._maybe = QWidget()
        self._maybe.setObjectName("maybeLines")
        self._maybe.hide()
        lines = QVBoxLayout(self._maybe)
        lines.setContentsMargins(0, 12, 0, 0)
        lines.setSpacing(8)
        # Translators: heading above lines of the letter that may be a request.
        lines.addWidget(SectionLabel(_("Maybe asked"), name="maybeLabel"))
        lines.addWidget(Hairline())
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        lines.addLayout(self._lines)
        column.addWidget(self._maybe)
        column.addStretch(1)
        self.set_content(inner)

    def _connect(self, card: QuestionCard, number: int) -> None:
        def change(items: _Items) -> None:
            self.changed.emit(items)

        card.reworded.connect(lambda text: change(lists.reword(self._items, number, text)))
        card.joined.connect(lambda: change(lists.join(self._items, number)))
        card.dropped.connect(lambda: change(lists.drop(self._items, number)))
        card.parts_changed.connect(lambda wanted: change(lists.require(self._items, number, wanted)))
        card.moved.connect(lambda by: change(lists.reorder(self._items, number, number + by)))
        card.split_at.connect(lambda text, at: self._split(number, text, at))

    def _split(self, number: int, text: str, at: int) -> None:
        items = self._items
        if text != items[number].text:
            kept = " ".join(text[:at].split())
            items = lists.reword(items, number, text)
            at = len(kept)
        self.changed.emit(lists.split(items, number, at))

    def _show_lines(self, maybe: Sequence[Span]) -> None:
        clear(self._lines)
        for number, span in enumerate(maybe):
            line = QWidget()
            line.setObjectName(f"maybeLine{number}")
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(16)
            words = " ".join(span.text.split())
            row.addWidget(Text(words, name=f"maybeText{number}"), 1)
            # Translators: button beside a line of the letter: make it a question; read aloud with the line's words.
            says = _("Add as a question: {text}").format(text=words)
            # Translators: button beside a line of the letter: make it a question.
            add = Button(_("Add"), name=f"maybeAdd{number}", kind=QUIET, icon="plus", says=says)
            add.clicked.connect(lambda _checked=False, span=span: self.span_added.emit(span))
            row.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(line)
        if not maybe:
            self._maybe.hide()

    def _on_written(self, text: str) -> None:
        self._close_new()
        self.new_written.emit(text)

    def _on_new_left(self) -> None:
        self._close_new()
        self.new_left.emit()

    def _close_new(self) -> None:
        if self._new is not None:
            self._new.hide()
            self._new.deleteLater()
            self._new = None

    def _scroll_to_end(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())
