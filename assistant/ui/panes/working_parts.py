"""Parts of the working screen: the letter beside the question, and the strip of what is still missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assistant.core.coverage import Coverage, ItemState, missing_texts
from assistant.language import _, ngettext, render
from assistant.ui.theme import colour, theme
from assistant.ui.widgets.buttons import Button, KeyCap
from assistant.ui.widgets.footer import Footer
from assistant.ui.widgets.letter import LetterView, Mark
from assistant.ui.widgets.letter_sheet import LetterSheet
from assistant.ui.widgets.marks import StateRing
from assistant.ui.widgets.text import SectionLabel, Text

WIDTH = 430
#: Key of “Import a folder of screenshots”.
FOLDER_KEY = "Ctrl+I"
_ROOMY = 900


def folder_words() -> str:
    """What the menu of the chosen question and the overview of keys say."""
    # Translators: menu of the chosen question: offers the pictures of a folder to be attached.
    return _("Import a folder of screenshots …")


class LetterPanel(QWidget):
    """The letter at the right, 430 wide, with the chosen question's span marked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("letterPanel")
        self.setMinimumWidth(240)
        self.setMaximumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        # Translators: heading of the letter beside the questions, and read aloud for it.
        label = _("The letter")
        self.view = LetterView(name="letter", says=label, padding=(32, 24), bar_side="left")
        self.sheet = LetterSheet(self.view, name="letterSheet", margins=(24, 0, 24, 0), shadow=False)
        self.setFocusProxy(self.view)
        head = QHBoxLayout()
        head.setContentsMargins(25, 22, 24, 22)
        head.addWidget(SectionLabel(label, name="letterLabel"), 1)
        head.addWidget(KeyCap("F6", name="letterKey"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.sheet, 1)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """430 wide."""
        size = super().sizeHint()
        size.setWidth(WIDTH)
        return size

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Marks the chosen question's span and scrolls to it."""
        self.view.set_marks(marks)
        self.sheet.show_mark(0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draws ground and the line at the left."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("ground"))
        painter.fillRect(0, 0, 1, self.height(), colour("hairline"))
        painter.end()


class MissingFooter(Footer):
    """How many are answered, what is still missing in words, and *Review*."""

    def __init__(self) -> None:
        super().__init__(name="workingFooter")
        self.answered = Text("", colour="quiet", max_lines=1, name="answeredCount")
        self._ring = StateRing(ItemState.EMPTY, attention=True, name="missingRing")
        # Translators: before the list of what is still missing.
        self._still = Text(_("Still missing:"), colour="quiet", max_lines=1, name="stillMissing")
        self._still.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.missing = Text("", max_lines=2, name="missingWords")
        # Translators: button: go on to looking at everything once more.
        self.review = Button(_("Review"), name="reviewButton", key="Ctrl+R")
        self.answered.setFixedWidth(240)
        row = self.row
        row.setSpacing(8)
        row.addWidget(self.answered)
        row.addSpacing(8)
        row.addWidget(self._ring)
        row.addWidget(self._still)
        row.addWidget(self.missing, 1)
        row.addSpacing(8)
        row.addWidget(self.review)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Leaves the room to the words of what is missing where there is little."""
        super().resizeEvent(event)
        wide = self.width() >= _ROOMY
        self.answered.setFixedWidth(240 if wide else min(150, self.answered.sizeHint().width()))
        self._still.setVisible(wide and self._ring.state() is ItemState.EMPTY)

    def show_covers(self, covers: Sequence[Coverage]) -> None:
        """Shows how far the questions are."""
        done = sum(1 for cover in covers if cover.answered)
        # Translators: how many of all questions are answered.
        text = ngettext("{done} of {count} answered", "{done} of {count} answered", len(covers))
        self.answered.setText(text.format(done=done, count=len(covers)))
        missing = [render(message) for message in missing_texts(covers)]
        self._still.setVisible(bool(missing) and self.width() >= _ROOMY)
        self._ring.set_state(ItemState.EMPTY if missing else ItemState.READY)
        self._ring.set_attention(bool(missing))
        if missing:
            self.missing.setText("; ".join(missing))
        else:
            # Translators: in the place of what is still missing.
            self.missing.setText(_("Nothing is missing."))
