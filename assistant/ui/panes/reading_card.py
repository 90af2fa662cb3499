"""One question as a card: its words, what must be seen, and everything that can be changed behind ``⋯``."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from assistant.core import items as parts
from assistant.core.items import RequestedItem
from assistant.language import _
from assistant.ui.widgets.buttons import QUIET, Button, IconButton, key_words
from assistant.ui.widgets.chips import Chip, FlowLayout, clear, part_word
from assistant.ui.widgets.fields import AnswerEditor
from assistant.ui.widgets.marks import Badge
from assistant.ui.widgets.surfaces import Card
from assistant.ui.widgets.text import Text

_FIXED = tuple(part for part in parts.PARTS if part != parts.ANSWER)
_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class QuestionCard(Card):
    """A proposed question. All signals are wishes: the pane changes the list."""

    comes_and_goes = True  # the overview of keys tells of all cards at once

    reworded = Signal(str)
    split_at = Signal(str, int)  # the words as they are now, and the place in them
    joined = Signal()
    moved = Signal(int)  # -1 up, 1 down
    dropped = Signal()
    parts_changed = Signal(object)  # tuple[str, ...]

    def __init__(self, item: RequestedItem, label: str, *, is_first: bool, is_last: bool) -> None:
        super().__init__(name=f"question{label}")
        self._item, self._is_first, self._is_last = item, is_first, is_last
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Translators: read aloud for a question's card; {letter} is its letter, {text} the platform's words.
        self.setAccessibleName(_("Question {letter}: {text}").format(letter=label, text=item.text))
        self.badge = Badge(label, name=f"questionBadge{label}")
        self.words = Text(item.text, name=f"questionText{label}")
        # Translators: button on a question's card that opens the menu of changes.
        says = _("Change question {letter}").format(letter=label)
        self.more = IconButton("more", name=f"questionMore{label}", says=says, key="Menu")
        self.more.clicked.connect(self.open_menu)
        self._editor: _WordsEditor | None = None
        self._column = QVBoxLayout()
        self._lay_out(label)

    def item(self) -> RequestedItem:
        """The question that it shows."""
        return self._item

    def reword(self) -> None:
        """Opens the words for writing; a second call does nothing."""
        if self._editor is not None:
            return
        self._editor = _WordsEditor(self._item.text)
        self._editor.kept.connect(self._on_kept)
        self._editor.split.connect(self._on_split)
        self._editor.left.connect(self._close_editor)
        self.words.hide()
        self._column.insertWidget(1, self._editor)
        self._editor.editor.setFocus()

    def open_menu(self) -> None:
        """Opens the menu of changes below ``⋯``."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(self.more.width() - menu.sizeHint().width(), self.more.height())))

    def menu(self) -> QMenu:
        """A new menu of all changes, each with its key."""
        menu = QMenu(self)
        menu.setObjectName("questionMenu")
        # Translators: menu of a question: edit the words.
        _add(menu, "reword", _("Change the words"), "F4").triggered.connect(self.reword)
        # Translators: menu of a question: make two of it.
        _add(menu, "split", _("Split in two …"), "F5").triggered.connect(self.reword)
        # Translators: menu of a question: make one of it and the next.
        join = _add(menu, "join", _("Join with the next"), "Ctrl+J")
        join.setEnabled(not self._is_last)
        join.triggered.connect(self.joined)
        # Translators: menu of a question: what the platform must be able to see.
        seen = menu.addMenu(_("What must be seen"))
        seen.setObjectName("partsMenu")
        self._fill_parts(seen)
        menu.addSeparator()
        # Translators: menu of a question: its place in the list.
        up = _add(menu, "moveUp", _("Move up"), "Alt+Shift+Up")
        up.setEnabled(not self._is_first)
        up.triggered.connect(lambda: self.moved.emit(-1))
        # Translators: menu of a question: its place in the list.
        down = _add(menu, "moveDown", _("Move down"), "Alt+Shift+Down")
        down.setEnabled(not self._is_last)
        down.triggered.connect(lambda: self.moved.emit(1))
        menu.addSeparator()
        # Translators: menu of a question: take it off the list.
        _add(menu, "drop", _("This isn’t asked: drop it"), "Del").triggered.connect(self.dropped)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """The keys that the menu shows, while the card has the focus."""
        key, modifiers = event.key(), event.modifiers()
        if key in (Qt.Key.Key_F4, Qt.Key.Key_F5) and not modifiers:
            self.reword()
        elif key == Qt.Key.Key_Delete and not modifiers:
            self.dropped.emit()
        elif key == Qt.Key.Key_J and modifiers == Qt.KeyboardModifier.ControlModifier and not self._is_last:
            self.joined.emit()
        elif key == Qt.Key.Key_Up and modifiers == _ALT_SHIFT and not self._is_first:
            self.moved.emit(-1)
        elif key == Qt.Key.Key_Down and modifiers == _ALT_SHIFT and not self._is_last:
            self.moved.emit(1)
        elif key in (Qt.Key.Key_Menu, Qt.Key.Key_Space):
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, label: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 16)
        row.setSpacing(0)
        for widget, above in ((self.badge, 16), (None, 0), (self.more, 14)):
            column = QVBoxLayout()
            column.setSpacing(0)
            if widget is None:
                row.addSpacing(16)
                self._column.setSpacing(0)
                self._column.addSpacing(20)
                self._column.addWidget(self.words)
                self._column.addSpacing(12)
                self._column.addWidget(self._chips(label))
                row.addLayout(self._column, 1)
                row.addSpacing(8)
                continue
            column.addSpacing(above)
            column.addWidget(widget)
            column.addStretch(1)
            row.addLayout(column)

    def _chips(self, label: str) -> QWidget:
        holder = QWidget()
        holder.setObjectName(f"questionParts{label}")
        flow = FlowLayout(gap=6, row_gap=6)
        holder.setLayout(flow)
        for part in self._item.requirements:
            flow.addWidget(Chip(part_word(self._item, part), name=f"part-{label}-{part}", small=True))
        return holder

    def _fill_parts(self, menu: QMenu) -> None:
        others = tuple(f"other:{number}" for number in range(1, len(self._item.further_asks) + 1))
        for part in (*_FIXED, *others):
            action = QAction(part_word(self._item, part).replace("&", "&&")[:80], menu)
            action.setObjectName(f"see-{part}")
            action.setCheckable(True)
            action.setChecked(part in self._item.requirements)
            action.triggered.connect(lambda checked, part=part: self._on_part(part, checked=checked))
            menu.addAction(action)

    def _on_part(self, part: str, *, checked: bool) -> None:
        rest = tuple(known for known in self._item.requirements if known != part)
        self.parts_changed.emit((*rest, part) if checked else rest)

    def _on_kept(self, text: str) -> None:
        self._close_editor()
        if " ".join(text.split()) != " ".join(self._item.text.split()):
            self.reworded.emit(text)

    def _on_split(self, text: str, place: int) -> None:
        self._close_editor()
        self.split_at.emit(text, place)

    def _close_editor(self) -> None:
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
            self.words.show()
            self.setFocus()


def _add(menu: QMenu, name: str, text: str, key: str) -> QAction:
    action = QAction(f"{text}\t{key_words(key)}", menu)
    action.setObjectName(name)
    menu.addAction(action)
    return action


class _Words(AnswerEditor):
    """Words in which Enter keeps, Ctrl+Enter splits and Esc leaves."""

    entered = Signal()
    split = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.split if event.modifiers() & Qt.KeyboardModifier.ControlModifier else self.entered).emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class _WordsEditor(QWidget):
    """The words for writing, with what can be done below."""

    kept = Signal(str)
    split = Signal(str, int)
    left = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setObjectName("wordsEditor")
        # Translators: read aloud for the field in which a question's words are changed.
        self.editor = _Words(name="questionWords", says=_("The words of the question"), rows=1)
        self.editor.set_text(text)
        # Translators: button below the words of a question that are being changed.
        keep = Button(_("Keep"), name="keepWords", kind=QUIET, key="Return")
        # Translators: button: cut the question in two where the text cursor stands.
        split = Button(_("Split at the cursor"), name="splitWords", kind=QUIET, key="Ctrl+Return")
        # Translators: button: leave the words as they were.
        leave = Button(_("Leave"), name="leaveWords", kind=QUIET, key="Esc")
        flow = FlowLayout(gap=8, row_gap=0)
        for button in (keep, split, leave):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.editor)
        column.addLayout(flow)
        keep.clicked.connect(self._on_kept)
        self.editor.entered.connect(self._on_kept)
        split.clicked.connect(self._on_split)
        self.editor.split.connect(self._on_split)
        leave.clicked.connect(self.left)
        self.editor.left.connect(self.left)

    def _on_kept(self) -> None:
        self.kept.emit(self.editor.text())

    def _on_split(self) -> None:
        text = self.editor.text()
        units = self.editor.textCursor().position()
        place = len(text.encode("utf-16-le", "surrogatepass")[: units * 2].decode("utf-16-le", "ignore"))
        self.split.emit(text, place)


class NewQuestion(Card):
    """A card to write a question that the reader didn't find."""

    comes_and_goes = True  # as above

    written = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(name="newQuestion")
        self.editor = _Words(
            name="newQuestionWords",
            # Translators: read aloud for the field of a new question.
            says=_("The words of the new question"),
            # Translators: inside the empty field of a new question.
            placeholder=_("What do they ask? Best in the platform’s own words."),
            rows=2,
        )
        # Translators: button: put the new question on the list.
        keep = Button(_("Add"), name="addNewQuestion", kind=QUIET, key="Return")
        # Translators: button: don't add the new question.
        leave = Button(_("Leave"), name="leaveNewQuestion", kind=QUIET, key="Esc")
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addWidget(leave)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(6)
        column.addWidget(self.editor)
        column.addLayout(row)
        for signal in (keep.clicked, self.editor.entered):
            signal.connect(self._on_written)
        for signal in (leave.clicked, self.editor.left):
            signal.connect(self.left)

    def _on_written(self) -> None:
        text = " ".join(self.editor.text().split())
        if text:
            self.written.emit(text)
        else:
            self.editor.setFocus()


__all__ = ["NewQuestion", "QuestionCard", "clear"]
