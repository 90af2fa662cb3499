"""Below a question's *Capture* button: what works here of capturing, what doesn't, and what to use instead."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.language import _
from assistant.ui.widgets.buttons import QUIET, Button
from assistant.ui.widgets.text import Text

_COPIED_MS = 2000


class CaptureNotes(QWidget):
    """Hidden while there is nothing to say. ``command_asked()``: the command is to be put on the clipboard."""

    command_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("captureNotes")
        self._no_capture = Text("", size=12, colour="quiet", name="noCapture")
        self._key = Text("", size=12, colour="quiet", name="keyNote")
        self._bar = Text("", size=12, colour="quiet", name="barNote")
        # Translators: button beside a hint: puts a command for the system's own shortcuts on the clipboard.
        self._copy_words = _("Copy the command")
        self._copy = Button(self._copy_words, name="copyCaptureCommand", kind=QUIET, icon="copy")
        self._copy.clicked.connect(self._on_copy)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_COPIED_MS)
        self._back.timeout.connect(lambda: self._copy.set_words(self._copy_words))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._bar, 1)
        row.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        for note in (self._no_capture, self._key):
            column.addWidget(note)
        column.addLayout(row)
        self._show()

    def set_no_capture(self, why: str) -> None:
        """Why there is no *Capture*; empty where there is."""
        self._no_capture.setText(why)
        self._show()

    def set_key(self, words: str) -> None:
        """How the key for capturing stands."""
        self._key.setText(words)
        self._show()

    def set_bar_on_top(self, *, stays: bool, can_stay: bool = False) -> None:
        """Whether the bar stays on top of other windows here; ``can_stay``: it would, by the preferences."""
        # Translators: below the Capture button where the system lets no small window stay on top of others.
        hint = _(
            "Here the bar can’t stay on top of other windows. To capture from any program, "
            "give this command a key in the system’s settings; it takes the last place again."
        )
        if can_stay:
            # Translators: as above; “Keep the bar on top” is a button in the preferences.
            hint = _(
                "Here the bar goes behind other windows, unless you choose “Keep the bar on top” in the preferences. "
                "Or give this command a key in the system’s settings: it takes the last place again."
            )
        self._bar.setText("" if stays else hint)
        self._show()

    def _on_copy(self) -> None:
        self.command_asked.emit()
        # Translators: on a button, for a moment: the command is on the clipboard.
        self._copy.set_words(_("Copied"))
        self._back.start()

    def _show(self) -> None:
        notes = (self._no_capture, self._key, self._bar)
        for note in notes:
            note.setVisible(bool(note.text()))
        self._copy.setVisible(bool(self._bar.text()))
        self.setVisible(any(note.text() for note in notes))
