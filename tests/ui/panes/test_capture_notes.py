"""What is said below *Capture* of what works here."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from assistant.ui.panes.capture_notes import CaptureNotes


def test_it_says_only_what_there_is_to_say_and_offers_the_command(qt_app: QApplication) -> None:
    # GIVEN a system on which everything works
    notes = CaptureNotes()
    asked: list[None] = []
    notes.command_asked.connect(lambda: asked.append(None))
    assert notes.isHidden()

    # WHEN the bar can't stay on top
    notes.set_bar_on_top(stays=False)
    notes.show()
    words, copy = notes.findChild(QLabel, "barNote"), notes.findChild(QAbstractButton, "copyCaptureCommand")
    assert isinstance(words, QLabel)
    assert isinstance(copy, QAbstractButton)
    assert "stay on top" in words.text()

    # THEN the command is asked for, which is told for a moment
    copy.click()
    assert asked == [None]
    assert copy.text() == "Copied"
    for timer in notes.findChildren(QTimer):
        timer.timeout.emit()
    assert copy.text() == "Copy the command"
    notes.set_bar_on_top(stays=True)
    assert notes.isHidden()
    notes.set_key("Ctrl+Alt+S captures.")
    assert not notes.isHidden()
    assert copy.isHidden()
    notes.deleteLater()
