"""What went wrong and what is under way, told inside the window: never a dialog, never a chain of them.

``ErrorSheet`` says what, why and what next; ``ProgressLine`` says how far long work is and can cancel it. Neither
knows what the work is about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assistant.errors import AssistantError
from assistant.language import _, render
from assistant.ui import icons, theme
from assistant.ui.widgets.buttons import Button, IconButton
from assistant.ui.widgets.text import Text
from assistant.ui.words import capital

#: Work that is over sooner shows no line: a flash would only disturb.
PATIENCE_MS = 100


@dataclass(frozen=True, slots=True)
class Way:
    """A way on that is offered beside an error: its word, and what it does. The message closes when it is taken."""

    words: str
    take: Callable[[], object]


class ErrorSheet(QFrame):
    """One error at a time, the newest first; closing it shows the one before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errorSheet")
        self._errors: list[tuple[AssistantError, tuple[Way, ...]]] = []
        self._what = Text(weight=theme.STRONG, name="errorWhat")
        self._why = Text(name="errorWhy")
        self._next = Text(name="errorNext")
        self._count = Text(colour="quiet", max_lines=1, name="errorCount")
        # Translators: button that copies the text of an error.
        self._copy = Button(_("Copy this"), name="errorCopy", kind="quiet", key="Alt+C", icon="copy").bound_to(self)
        # Translators: button that closes the message about an error.
        self._close = IconButton("close", name="errorClose", says=_("Close this message"), key="Alt+X").bound_to(self)
        self._lay_out()
        self._copy.clicked.connect(self._on_copy)
        self._close.clicked.connect(self._on_close)
        theme.theme().changed.connect(self.update)
        self.hide()

    def show_error(self, error: AssistantError, *ways: Way) -> None:
        """Shows an error above those that are there, with ways on; the same one again isn't stacked."""
        self._errors = [other for other in self._errors if str(other[0]) != str(error)]
        self._errors.append((error, ways))
        self._show_newest()

    def clear(self) -> None:
        """Closes all messages."""
        self._errors.clear()
        self._show_newest()

    def text(self) -> str:
        """What the copy button copies: English with the reference, so that whoever is asked can search for it."""
        if not self._errors:
            return ""
        error = self._errors[-1][0]
        shown = f"{render(error.what)}\n{render(error.why)}\n{render(error.next_step)}\n[{error.reference}]"
        english = str(error)
        return shown if render(error.what) == str(error.what) else f"{shown}\n{english}"

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """An attention ground with a ring: a shape beside the colour."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("attention_tint"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("hairline"))
        icons.paint_icon(painter, "warning", QRectF(24, 16, 20, 20), theme.colour("attention"))
        painter.end()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for text in (self._what, self._why, self._next):
            words.addWidget(text)
        self._ways_row = QWidget()
        self._ways_row.setObjectName("errorWays")
        self._ways = QHBoxLayout(self._ways_row)
        self._ways.setSpacing(8)
        self._ways.setContentsMargins(0, 6, 0, 0)
        words.addWidget(self._ways_row)
        row = QHBoxLayout(self)
        row.setContentsMargins(56, 14, 24, 14)
        row.setSpacing(12)
        row.addLayout(words, 1)
        self._count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for widget in (self._count, self._copy, self._close):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def _show_newest(self) -> None:
        if self._errors:
            error, ways = self._errors[-1]
            self._offer(ways)
            # Translators: puts a full stop behind the first two parts of an error.
            sentence = _("{text}.")
            self._what.setText(sentence.format(text=render(error.what)))
            why = render(error.why)
            self._why.setText(sentence.format(text=capital(why)))
            self._next.setText(render(error.next_step))
            many = len(self._errors) > 1
            # Translators: how many messages are there, such as “1 of 3”.
            self._count.setText(_("1 of {total}").format(total=len(self._errors)) if many else "")
            # Translators: the word on the button that copies an error.
            self._copy.set_words(_("Copy this"))
        self.setVisible(bool(self._errors))

    def _offer(self, ways: tuple[Way, ...]) -> None:
        while (entry := self._ways.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, way in enumerate(ways):
            button = Button(way.words, name=f"errorWay{number}", key=f"Alt+{number + 1}").bound_to(self)
            button.clicked.connect(lambda _checked=False, way=way: self._on_way(way))
            self._ways.addWidget(button)
        self._ways.addStretch(1)
        self._ways_row.setVisible(bool(ways))

    def _on_way(self, way: Way) -> None:
        self._on_close()
        way.take()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        # Translators: on the button, after the text was copied.
        self._copy.set_words(_("Copied"))

    def _on_close(self) -> None:
        self._errors.pop()
        self._show_newest()


class ProgressLine(QFrame):
    """What runs, how far it is in numbers, and *Cancel*; it appears after a tenth of a second."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progressLine")
        self._what = ""
        self._done, self._total = 0, 0
        self._cancel: Callable[[], None] | None = None
        self._text = Text(max_lines=1, name="progressText")
        # Translators: button that stops long work.
        self._button = Button(_("Cancel"), name="progressCancel", kind="quiet", key="Ctrl+.").bound_to(self)
        self._button.clicked.connect(self._on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 24, 4)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.setFixedHeight(44)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._on_patience_over)
        theme.theme().changed.connect(self.update)
        self.hide()

    def begin(self, what: str, cancel: Callable[[], None] | None) -> None:
        """Work begins; ``what`` says which, ``cancel`` stops it (None: it can't be stopped)."""
        self._what, self._cancel = what, cancel
        self._done, self._total = 0, 0
        self._button.setVisible(cancel is not None)
        self._button.setEnabled(True)
        self._say()
        self._timer.start()

    def report(self, done: int, total: int) -> None:
        """How far the work is, in the work's own unit."""
        self._done, self._total = done, total
        self._say()
        self.update()

    def end(self) -> None:
        """The work is over, whatever came of it."""
        self._timer.stop()
        self._cancel = None
        self._what = ""
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """A thin line that grows."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("ground"))
        painter.fillRect(0, 0, self.width(), 2, theme.colour("hairline"))
        if self._total > 0:
            painter.fillRect(0, 0, round(self.width() * min(1.0, self._done / self._total)), 2, theme.colour("accent"))
        painter.end()

    def _say(self) -> None:
        if self._total <= 0:
            self._text.setText(self._what)
            return
        percent = min(100, 100 * self._done // self._total)
        # Translators: long work and how far it is, such as “Adding a file: 40 %”.
        self._text.setText(_("{what}: {percent} %").format(what=self._what, percent=percent))

    def _on_patience_over(self) -> None:
        if self._what:
            self.show()

    def _on_cancel(self) -> None:
        if self._cancel is not None:
            self._button.setEnabled(False)
            # Translators: while long work comes to its end after Cancel.
            self._text.setText(_("Stopping …"))
            self._cancel()
