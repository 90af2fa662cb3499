"""The letter as paper, and what it asks as cards joined to it by wires; the person decides what is right.

The list changes here, in memory, with undo; nothing is stored before ``list_accepted``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.core import items as lists
from assistant.core.case import Round, Span
from assistant.core.items import RequestedItem
from assistant.language import _
from assistant.ui.panes.reading_column import QuestionColumn
from assistant.ui.panes.reading_facts import LetterFacts
from assistant.ui.panes.reading_words import below_heading, card_keys, heading, maybe_words
from assistant.ui.widgets.buttons import PRIMARY, QUIET, Button, IconButton
from assistant.ui.widgets.drawer import Drawer
from assistant.ui.widgets.footer import Footer
from assistant.ui.widgets.letter import LetterView, Mark
from assistant.ui.widgets.letter_sheet import LetterSheet, Strip
from assistant.ui.widgets.wires import Wire, Wires

__all__ = ["LetterFacts", "ReadingPane"]
NARROW = 900


class ReadingPane(QWidget):
    """The letter and its questions before they are accepted."""

    items_changed = Signal(object)  # tuple[RequestedItem, ...]: after each change, undo and redo included
    facts_changed = Signal(object)  # LetterFacts
    list_accepted = Signal(object)  # tuple[RequestedItem, ...]: “These are right, start”

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("readingPane")
        # Translators: accessible name of the screen that shows what a letter asks.
        self.setAccessibleName(_("What the letter asks"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._letter: Round | None = None
        self._platform_name = ""
        self._items: tuple[RequestedItem, ...] = ()
        self._before: list[tuple[RequestedItem, ...]] = []
        self._after: list[tuple[RequestedItem, ...]] = []
        # Translators: read aloud for the letter; also the word on the strip that opens it in a narrow window.
        view = LetterView(name="letter", says=_("The letter"))
        self.sheet = LetterSheet(view, name="letterSheet", margins=(24, 24, 24, 24), shadow=True)
        self.column = QuestionColumn()
        # Translators: on the strip that opens the letter in a narrow window.
        self.strip = Strip(_("The letter"), name="letterStrip", key="F6")
        self._make_buttons()
        self._lay_out()
        self._connect()

    def set_letter(
        self,
        letter: Round,
        items: Sequence[RequestedItem],
        *,
        platform_name: str = "",
        facts: LetterFacts | None = None,
    ) -> None:
        """Shows a letter with its proposed items; forgets what could be undone."""
        self._letter, self._platform_name = letter, platform_name
        self._items = tuple(items)
        self._before.clear()
        self._after.clear()
        self.sheet.view.set_letter(letter.body)
        self.sheet.verticalScrollBar().setValue(0)
        self.column.show_letter(letter, facts or LetterFacts(received=letter.received))
        self.maybe_button.setChecked(False)
        self._show()

    def items(self) -> tuple[RequestedItem, ...]:
        """The list as it stands."""
        return self._items

    def facts(self) -> LetterFacts:
        """The facts as they stand."""
        return self.column.facts.facts()

    def undo(self) -> None:
        """Takes the last change of the list back."""
        if self._before:
            self._after.append(self._items)
            self._replace(self._before.pop())

    def redo(self) -> None:
        """Makes the change that was taken back again."""
        if self._after:
            self._before.append(self._items)
            self._replace(self._after.pop())

    def accept_list(self) -> None:
        """“These are right, start”: only where there is a question and the date can be read."""
        if self._items and self.column.facts.commit():
            self.list_accepted.emit(self._items)

    def add_question(self) -> None:
        """Adds what is selected in the letter; without a selection opens a card to write in."""
        span = self.sheet.view.selected_span()
        if span is not None:
            self.sheet.view.clear_selection()
            self._add_span(span)
        else:
            self.column.write_new()

    def further_keys(self) -> tuple[tuple[str, str], ...]:
        """What keys do on this screen besides those of its buttons: (words, key)."""
        return card_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter accepts the list, where nothing else took it and nothing is selected in the letter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if self.sheet.view.selected_span() is None:
                self.accept_list()
            else:
                self.add_question()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Enter works at once."""
        super().showEvent(event)
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Puts the letter into the drawer where two columns have no room."""
        super().resizeEvent(event)
        self._drawer.set_narrow(self.width() < NARROW)
        self.wires.setGeometry(0, 0, self.width(), self._footer.y())
        self.wires.setVisible(self.width() >= NARROW)
        self.wires.raise_()

    def _make_buttons(self) -> None:
        self.maybe_button = Button("", name="maybeButton", kind=QUIET, key="Ctrl+M", icon="next").set_plain()
        self.maybe_button.setCheckable(True)
        self.maybe_button.key_says = maybe_words(0, none_found=True)  # without a number, which changes
        self.add_button = Button(_add_words(selected=False), name="addButton", kind=QUIET, key="Ctrl+N", icon="plus")
        # Translators: button: takes the last change of the list of questions back.
        self.undo_button = IconButton("undo", name="undoButton", says=_("Undo"), key="Ctrl+Z")
        # Translators: button: makes the change of the list that was taken back again.
        self.redo_button = IconButton("redo", name="redoButton", says=_("Redo"), key="Ctrl+Shift+Z")
        # Translators: the main button of the screen: the questions are right, go on to answering them.
        words = _("These are right, start")
        self.start_button = Button(words, name="startButton", kind=PRIMARY, key="Return")
        self.wires = Wires(self, self._wires)

    def _lay_out(self) -> None:
        self._footer = Footer(name="readingFooter")
        row = self._footer.row
        row.setContentsMargins(18, 1, 24, 0)
        row.addWidget(self.maybe_button)
        row.addStretch(1)
        row.addWidget(self.undo_button)
        row.addWidget(self.redo_button)
        row.addWidget(self.add_button)
        row.addWidget(self.start_button)
        middle = QWidget()
        columns = QHBoxLayout(middle)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self.sheet, 720)
        columns.addWidget(self.column, 646)
        columns.addWidget(self.strip)
        self._drawer = Drawer(middle, self.sheet, self.strip, columns, place=0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(middle, 1)
        whole.addWidget(self._footer)

    def _connect(self) -> None:
        for button in (self.maybe_button, self.add_button, self.undo_button, self.redo_button):
            button.bound_to(self)
        self.maybe_button.toggled.connect(self._on_maybe)
        self.add_button.clicked.connect(self.add_question)
        self.start_button.clicked.connect(self.accept_list)
        self.sheet.moved.connect(self.wires.update)
        self.column.moved.connect(self.wires.update)
        self.column.changed.connect(self._change)
        self.column.new_written.connect(self._on_written)
        self.column.new_left.connect(self.setFocus)
        self.column.span_added.connect(self._add_span)
        self.column.facts.changed.connect(self.facts_changed)
        self.sheet.view.selection_made.connect(self._on_selection)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)

    def _change(self, items: tuple[RequestedItem, ...]) -> None:
        if items != self._items:
            self._before.append(self._items)
            self._after.clear()
            self._replace(items)

    def _replace(self, items: tuple[RequestedItem, ...]) -> None:
        self._items = items
        self._show()
        self.items_changed.emit(items)

    def _on_written(self, text: str) -> None:
        self._change(lists.add(self._items, RequestedItem(text)))
        self.column.focus_card(-1)

    def _add_span(self, span: Span) -> None:
        item = RequestedItem(span.text, start=span.start, end=span.end)
        self._change(lists.add(self._items, item))

    def _show(self) -> None:
        letter = self._letter
        if letter is None:
            return
        count = len(self._items)
        self.column.set_words(heading(self._platform_name, count, letter.outcome), below_heading(letter, count))
        open_maybe = tuple(span for span in letter.maybe if not any(_overlaps(span, item) for item in self._items))
        self.column.show_items(self._items, open_maybe)
        self.maybe_button.setVisible(bool(open_maybe))
        self.maybe_button.set_words(maybe_words(len(open_maybe), none_found=not count))
        self.start_button.setEnabled(bool(self._items))
        self.undo_button.setVisible(bool(self._before))
        self.redo_button.setVisible(bool(self._after))
        facts = [Mark(span.start, span.end, -1, "attention_tint") for span in _facts_spans(letter)]
        asked = [
            Mark(item.start, item.end, number, "tint", bar=True)
            for number, item in enumerate(self._items)
            if item.end > item.start
        ]
        self.sheet.view.set_marks((*facts, *asked))
        self.wires.raise_()
        self.wires.update()

    def _wires(self) -> Iterator[Wire]:
        if self.width() < NARROW:
            return
        edge = self.sheet.sheet_right(self) + 4
        for number in range(len(self._items)):
            bar = self.sheet.bar_on(number, self)
            dot = self.column.dot(number, self)
            if not bar.isEmpty() and dot is not None:
                yield (bar.x() + 1.0, bar.center().y() + 0.5, float(edge), float(dot.x()), dot.y() + 0.5)

    def _on_maybe(self, shown: bool) -> None:
        self.maybe_button.set_icon("down" if shown else "next")
        self.column.show_maybe(shown=shown)

    def _on_selection(self, selected: bool) -> None:
        self.add_button.set_words(_add_words(selected=selected))


def _add_words(*, selected: bool) -> str:
    if selected:
        # Translators: button: makes a question of what is selected in the letter.
        return _("Add what is selected")
    # Translators: button: opens a card to write a question that was not found.
    return _("Add a question")


def _overlaps(span: Span, item: RequestedItem) -> bool:
    return item.start < span.end and span.start < item.end


def _facts_spans(letter: Round) -> Iterator[Span]:
    yield from letter.linked_accounts
    yield from letter.restrictions
