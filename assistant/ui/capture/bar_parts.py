"""Small parts of the capture bar: the question's chip, and a note of a few words."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.language import _
from assistant.ui.theme import STRONG
from assistant.ui.widgets.marks import Badge
from assistant.ui.widgets.text import Text


class QuestionChip(Badge):
    """The letter of the question that captures go to; the platform's words as tool tip."""

    def __init__(self) -> None:
        super().__init__("", name="captureBarQuestion")

    def letter(self) -> str:
        """The letter."""
        return self.text()

    def set_question(self, letter: str, untrusted_words: str) -> None:
        """Another question."""
        self.set_text(letter)
        # Translators: {letter} is a question's letter; for screen readers.
        self.setAccessibleName(_("Question {letter}").format(letter=letter))
        plain = untrusted_words[:300].replace("&", "&amp;").replace("<", "&lt;")
        self.setToolTip(f"<p>{plain}</p>" if plain else "")


class Note(QWidget):
    """A few words below the bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("captureBarNote")
        self._what = Text("", weight=STRONG, name="captureBarNoteWhat")
        self._words = Text("", colour="quiet", name="captureBarNoteWords")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(self._what)
        column.addWidget(self._words)

    def say(self, what: str, words: str, *, attention: bool = False) -> None:
        """Shows other words."""
        self._what.setText(what)
        self._what.set_colour("attention" if attention else "ink")
        self._words.setText(words)
        self._words.setVisible(bool(words))
