"""Why pictures were not joined: each step between two of them, whether they fit, and what to do where they don't.

It only tells; nothing was made, and nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assistant.language import _, ngettext, render
from assistant.ui import icons, theme
from assistant.ui.widgets.buttons import PRIMARY, Button
from assistant.ui.widgets.text import Text, Title
from assistant.ui.words import capital

if TYPE_CHECKING:
    from assistant.imaging.joining import Step


class JoinSheet(QDialog):
    """One line for each step, those that don't fit with their reason and next step."""

    def __init__(self, steps: Sequence[Step], names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("joinSheet")
        # Translators: title of the sheet that says why pictures were not joined to one.
        self.setWindowTitle(_("Not joined"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableGeometry()
        self.resize(min(600, room.width() - 48), min(460, room.height() - 48))
        inside = QWidget()
        inside.setObjectName("joinSteps")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(24, 20, 24, 12)
        lines.setSpacing(14)
        # Translators: heading of the sheet that says why pictures were not joined to one.
        lines.addWidget(Title(_("Nothing was joined"), name="joinHeading"))
        # Translators: below that heading: the program puts pictures together only where it is sure.
        calm = _("Every picture is as it was. Pictures become one only where all that both show is the same.")
        lines.addWidget(Text(calm, name="joinCalm"))
        self._refused: QWidget | None = None
        for step in steps:
            line = _StepLine(step, names)
            lines.addWidget(line)
            if step.shift is None and self._refused is None:
                self._refused = line
        lines.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setObjectName("joinScroll")
        scroll.setAccessibleName(self.windowTitle())
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        # Translators: button that closes a sheet.
        close = Button(_("Close"), name="joinClose", kind=PRIMARY, key="Esc")
        close.clicked.connect(self.accept)
        QShortcut(QKeySequence(Qt.Key.Key_Return), self).activated.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(24, 8, 24, 20)
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(bottom)
        close.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """The first two that don't fit are in sight."""
        super().showEvent(event)
        if self._refused is not None:
            QTimer.singleShot(0, self, self._show_refused)  # a turn later its place is final

    def _show_refused(self) -> None:
        if self._refused is not None:
            self._scroll.ensureWidgetVisible(self._refused)


class _StepLine(QWidget):
    """Two pictures: a check where they fit, else a ring with the reason and what to do."""

    def __init__(self, step: Step, names: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("joinStep")
        self._fits = step.shift is not None
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(_pair(step, names), weight=theme.STRONG, name="joinPair"))
        for words in said(step):
            column.addWidget(Text(words, name="joinReason"))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As high as its lines."""
        return super().sizeHint().expandedTo(QSize(0, 24))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """A shape beside the colour."""
        painter = QPainter(self)
        name, tint = ("check", "accent") if self._fits else ("warning", "attention")
        icons.paint_icon(painter, name, QRectF(0, 0, 20, 20), theme.colour(tint))
        painter.end()


def said(step: Step) -> tuple[str, ...]:
    """What is said of a step: that it fits, or why not and what to do."""
    if step.shift is not None and step.reason is None:
        # Translators: of two pictures that can be joined; {count} is the number of rows of pixels that both show.
        text = ngettext("They fit: both show {count} row.", "They fit: both show {count} rows.", step.overlap)
        return (text.format(count=step.overlap),)
    reason = f"{capital(render(step.reason)).rstrip('.')}." if step.reason is not None else ""
    if step.shift is not None:
        return (reason,)
    # Translators: what to do where two pictures, taken earlier, can't be joined to one.
    return reason, _("Add a picture that shows what lies between them, or leave one out; then join again.")


def _pair(step: Step, names: Sequence[str]) -> str:
    first, second = names[step.first], names[step.second]
    # Translators: two pictures that follow each other, such as “C-2 and C-3”.
    return _("{first} and {second}").format(first=first, second=second)
