"""Parts of the last screen: a numbered step, the one question of the program, the lock."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from assistant.language import _
from assistant.ui import icons, theme
from assistant.ui.widgets.buttons import Button
from assistant.ui.widgets.marks import Badge, Hairline
from assistant.ui.widgets.text import Text


class Lock(QWidget):
    """The small lock beside the calm words."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("readyLock")
        self.setFixedSize(20, 20)
        theme.theme().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """The icon in the quiet colour."""
        painter = QPainter(self)
        icons.paint_icon(painter, "lock", QRectF(self.rect()), theme.colour("quiet"))
        painter.end()


class Confirm(QWidget):
    """The one question of the program: it can't be undone."""

    confirmed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("readyConfirm")
        # Translators: asked before the files are marked as sent.
        question = Text(_("Did the mail go out with these files? This can’t be undone."), name="readyConfirmWords")
        # Translators: the answer: yes, the mail was sent.
        self._yes = Button(_("Yes, it is sent"), name="readyConfirmYes", key="Alt+Y").bound_to(self)
        # Translators: the answer: no, not yet sent.
        self._no = Button(_("Not yet"), name="readyConfirmNo", kind="quiet", key="Esc").bound_to(self)
        self._yes.clicked.connect(self.confirmed)
        self._no.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(question)
        column.addLayout(row)
        self.hide()

    def ask(self) -> None:
        """Shows the question; the careful answer has the focus."""
        self.show()
        self._no.setFocus()


def step(
    number: str, heading: str, beside: QWidget, below: list[QWidget | QLayout], *, last: bool = False
) -> QHBoxLayout:
    """A step: its number with a line down to the next, its heading with a button beside it, and what it needs."""
    left = QVBoxLayout()
    left.setContentsMargins(0, 6, 0, 0)
    left.setSpacing(6)
    left.addWidget(Badge(number, name=f"readyStep{number}"), 0, Qt.AlignmentFlag.AlignHCenter)
    if last:
        left.addStretch(1)
    else:
        left.addWidget(Hairline(vertical=True), 1, Qt.AlignmentFlag.AlignHCenter)
    top = QHBoxLayout()
    words = Text(heading, size=18, weight=600, max_lines=3, name=f"readyHeading{number}")
    words.setMinimumHeight(40)
    # No word is broken for a wide button: that lets go of its key first.
    words.setMinimumWidth(max(words.fontMetrics().horizontalAdvance(word) for word in heading.split()) + 4)
    words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    top.addWidget(words, 1)
    top.addWidget(beside, 0, Qt.AlignmentFlag.AlignVCenter)
    right = QVBoxLayout()
    right.setContentsMargins(0, 0, 0, 0 if last else 16)
    right.setSpacing(8)
    right.addLayout(top)
    for part in below:
        if isinstance(part, QLayout):
            right.addLayout(part)
        else:
            right.addWidget(part)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addLayout(left)
    row.addLayout(right, 1)
    return row
