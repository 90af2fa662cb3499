"""The preferences' part about the entry in a Linux desktop's applications menu: added and removed when asked for.

It says which file that is before it writes it, and tells what was asked for; it must never write a file itself.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.language import _
from assistant.ui.widgets.buttons import Button
from assistant.ui.widgets.text import SectionLabel, Text


class EntryPart(QWidget):
    """The rows. ``change_asked(bool)``: whether the entry is to be there."""

    change_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preferencesEntryPart")
        self._is_there = False
        # Translators: label in the preferences: the desktop's list of programs.
        label = SectionLabel(_("Applications menu"))
        self._state = Text("", size=12, colour="quiet", name="preferencesEntryState")
        self._button = Button("…", name="preferencesEntry", key="Alt+M").bound_to(self)
        label.setBuddy(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._state)
        self._button.clicked.connect(lambda: self.change_asked.emit(not self._is_there))

    def set_state(self, own: Path, *, is_own: bool, is_there: bool) -> None:
        """``own`` is the file of the person's own entry; ``is_there`` without ``is_own``: it came with a package."""
        self._is_there = is_own
        self._button.setVisible(is_own or not is_there)
        if is_own:
            # Translators: button: takes the program out of the desktop's list of programs.
            self._button.set_words(_("Remove from the applications menu"))
            # Translators: below the button; {file} is a path.
            self._state.setText(_("The entry is {file}").format(file=own))
        elif is_there:
            # Translators: in the preferences: the desktop's list of programs has this program.
            self._state.setText(_("This program is in the menu: the entry came with its package."))
        else:
            # Translators: button: puts the program into the desktop's list of programs.
            self._button.set_words(_("Add to the applications menu"))
            # Translators: below the button; {file} is a path. Some desktops want the entry before they give a key.
            words = _(
                "This writes {file} and an icon. Some desktops give a key or pictures only to programs in the menu."
            )
            self._state.setText(words.format(file=own))

    def say(self, words: str) -> None:
        """What went wrong."""
        self._state.setText(words)
        self._state.set_colour("attention")
