"""The preferences' part about the bar in a Wayland session: drawn so that it stays on top, or as the desktop does.

It tells what was asked for; it must never write a preference itself.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.language import _
from assistant.ui.widgets.buttons import Button
from assistant.ui.widgets.text import SectionLabel, Text


class OnTopPart(QWidget):
    """The rows. ``change_asked(bool)``: whether the bar is to stay on top."""

    change_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preferencesOnTopPart")
        self._is_chosen = False
        # Translators: label in the preferences: the small window with the Capture button.
        label = SectionLabel(_("Capture bar"))
        self._button = Button("…", name="preferencesOnTop", key="Alt+B").bound_to(self)
        self._state = Text("", size=12, colour="quiet", name="preferencesOnTopState")
        label.setBuddy(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._state)
        self._button.clicked.connect(lambda: self.change_asked.emit(not self._is_chosen))

    def set_state(self, *, is_chosen: bool) -> None:
        """Whether the bar is to stay on top, from the next start."""
        self._is_chosen = is_chosen
        if is_chosen:
            # Translators: button: the program's windows are drawn by the desktop itself again.
            self._button.set_words(_("Let the bar go behind other windows"))
            # Translators: below the button; XWayland is the name of a part of Linux desktops.
            state = _("From the next start the bar stays on top: the windows are drawn by XWayland.")
        else:
            # Translators: button: the small window with the Capture button is to stay in front of all others.
            self._button.set_words(_("Keep the bar on top"))
            # Translators: below the button; XWayland is the name of a part of Linux desktops.
            state = _("From the next start the windows are then drawn by XWayland, less sharp on some screens.")
        self._state.setText(state)

    def say(self, words: str) -> None:
        """What went wrong."""
        self._state.setText(words)
        self._state.set_colour("attention")
