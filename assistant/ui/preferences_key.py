"""The preferences' part about the key that captures from any program: the key, how it stands, a try, and the other way.

It shows what it is told and tells what was chosen; it must never have or give back a key itself.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLineEdit, QVBoxLayout, QWidget

from assistant.capture.keys.chord import parse
from assistant.errors import CaptureError
from assistant.language import _, render
from assistant.ui.capture.global_key import KeyState, KeyStatus
from assistant.ui.theme import font
from assistant.ui.widgets.buttons import Button, IconButton
from assistant.ui.widgets.text import SectionLabel, Text
from assistant.ui.words import capital

#: So long a try waits for the key.
TRY_MS = 10_000


class KeyPart(QWidget):
    """The rows. ``default`` is the chord that *Reset* gives back."""

    key_chosen = Signal(str)  # a chord that may be taken, or empty for none
    trial_changed = Signal(bool)  # whether the next press is a try
    system_asked = Signal()  # the desktop is to ask its own question
    command_copied = Signal(str)

    def __init__(self, chord: str, default: str, command: str) -> None:
        super().__init__()
        self.setObjectName("preferencesKeyPart")
        self._chord, self._default, self._command = chord, default, command
        # Translators: label in the preferences: the key that takes a picture from any program.
        label = SectionLabel(_("Key for capturing"))
        self._field = KeyField(chord, says=label.text())
        label.setBuddy(self._field)
        # Translators: button for screen readers; {key} is a key such as Ctrl+Alt+S.
        says = _("Back to {key}").format(key=default)
        self._reset = IconButton("undo", name="preferencesKeyReset", says=says, key="Alt+R").bound_to(self)
        # Translators: button for screen readers: from now on there is no key for capturing.
        self._none = IconButton("close", name="preferencesKeyNone", says=_("No key"), key="Alt+N").bound_to(self)
        # Translators: button: the person presses the key next, to see whether it arrives.
        self._try = Button(_("Try it"), name="preferencesKeyTry", key="Alt+T").bound_to(self)
        self._state = Text("", size=12, colour="quiet", name="preferencesKeyState")
        self._ask = Button(
            # Translators: button: the desktop then asks the person whether this program may have the key.
            _("Set up the key"),
            name="preferencesKeyAsk",
            key="Alt+U",
        ).bound_to(self)
        self._by_system = _BySystem(command)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(TRY_MS)
        self._lay_out(label)
        self._connect()
        self.set_status(KeyStatus(KeyState.RESTING, ""))

    def set_status(self, status: KeyStatus) -> None:
        """How the key stands now."""
        self._stop_trying()
        self._say(status.words, attention=status.state is KeyState.FAILED)
        self._try.setEnabled(status.state is KeyState.WORKS)
        self._ask.setVisible(status.can_ask and status.state is KeyState.FAILED)
        self._by_system.setVisible(status.needs_command)

    def set_tried(self) -> None:
        """The key was pressed while it was tried."""
        if self._patience.isActive():
            self._stop_trying()
            # Translators: after the key for capturing was tried.
            self._say(_("It works: the key arrived."))

    def _lay_out(self, label: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        row.addWidget(self._none)
        row.addWidget(self._reset)
        row.addSpacing(4)
        row.addWidget(self._try)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(self._state)
        column.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._by_system)

    def _connect(self) -> None:
        self._field.chosen.connect(self._on_chosen)
        self._none.clicked.connect(lambda: self._field.choose(""))
        self._reset.clicked.connect(lambda: self._field.choose(self._default))
        self._try.clicked.connect(self._on_try)
        self._ask.clicked.connect(self.system_asked)
        self._by_system.copied.connect(self.command_copied)
        self._patience.timeout.connect(self._on_nothing_came)

    def _on_chosen(self, text: str) -> None:
        self._stop_trying()
        try:
            chord = str(parse(text)) if text else ""
        except CaptureError as error:
            # Translators: in the preferences; {why} is a reason, {key} the key that stays in use.
            words = _("{why}. {key} stays as it was.").format(why=capital(render(error.why)), key=self._chord)
            self._say(words, attention=True)
            self._field.show_chord(self._chord)
            return
        if chord != self._chord:
            self._chord = chord
            self.key_chosen.emit(chord)

    def _on_try(self) -> None:
        self._patience.start()
        self.trial_changed.emit(True)
        # Translators: in the preferences, while the key is tried; {key} is a key such as Ctrl+Alt+S.
        self._say(_("Press {key} now.").format(key=self._chord))

    def _on_nothing_came(self) -> None:
        self._stop_trying()
        # Translators: in the preferences, after the key was tried in vain.
        words = _("Nothing came in 10 seconds. Another program may keep the key: choose another one.")
        self._say(words, attention=True)

    def _stop_trying(self) -> None:
        self._patience.stop()
        self.trial_changed.emit(False)

    def _say(self, words: str, *, attention: bool = False) -> None:
        self._state.setText(words)
        self._state.set_colour("attention" if attention else "quiet")


class KeyField(QKeySequenceEdit):
    """One key, pressed as it is meant. Backspace empties it; Esc and Tab belong to the dialog."""

    chosen = Signal(str)  # in Qt's portable form, empty for none

    def __init__(self, chord: str, *, says: str) -> None:
        super().__init__()
        self.setObjectName("preferencesKey")
        self.setAccessibleName(says)
        self.setMaximumSequenceLength(1)
        line = self.findChild(QLineEdit)
        if line is not None:
            line.setObjectName("preferencesKeyLine")
            line.setFont(font())
            line.setAccessibleName(says)
            # Translators: in an empty field for a key.
            line.setPlaceholderText(_("Press a key"))
        self.show_chord(chord)
        # Not keySequenceChanged: the field is empty for a moment before each key, and that is no choice.
        self.editingFinished.connect(self._on_finished)

    def show_chord(self, chord: str) -> None:
        """Shows another key without telling."""
        self.setKeySequence(QKeySequence(chord))

    def choose(self, chord: str) -> None:
        """As if the person had pressed it."""
        self.show_chord(chord)
        self.chosen.emit(chord)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Takes the key, but for those with which a person leaves or empties a field."""
        if not event.modifiers() and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif not event.modifiers() and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.choose("")
        else:
            super().keyPressEvent(event)

    def _on_finished(self) -> None:
        self.chosen.emit(self.keySequence().toString(QKeySequence.SequenceFormat.PortableText))


class _BySystem(QWidget):
    """Where no program is given a key: the command that the system's own shortcuts can call."""

    copied = Signal(str)

    def __init__(self, command: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        # Translators: in the preferences; "keyboard shortcuts" are a part of the desktop's settings.
        way = _("Or open the keyboard shortcuts in the desktop’s settings, add one with a key, and paste this command:")
        if not command:
            # Translators: in the preferences, on desktops that give no key to a program.
            way = _("Open a case: then a command stands here that a shortcut of the desktop’s settings can call.")
        column.addWidget(Text(way, size=12, colour="quiet", name="preferencesKeyBySystem"))
        if command:
            line = QLineEdit(command)
            line.setObjectName("preferencesKeyCommand")
            # Translators: for screen readers: a command line that can be copied.
            line.setAccessibleName(_("Command for a shortcut"))
            line.setReadOnly(True)
            line.setCursorPosition(0)
            line.setFont(font())
            # Translators: button that copies the command beside it.
            copy = Button(_("Copy"), name="preferencesKeyCopy", icon="copy", key="Alt+C").bound_to(self)
            copy.clicked.connect(lambda: self.copied.emit(command))
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(line, 1)
            row.addWidget(copy)
            column.addLayout(row)
