"""What reaches the program while another one is in front: the key for capturing, a command, the icon in the tray.

It joins them to the session and to the preferences; neither is ever the only way to anything.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from assistant.capture import desktop_entry
from assistant.core.case import Case
from assistant.errors import InputError, StorageError
from assistant.language import _, render
from assistant.storage.preferences import Preferences
from assistant.ui import by_xwayland
from assistant.ui.capture.global_key import GlobalKey, KeyState, KeyStatus
from assistant.ui.capture.tray import TrayIcon
from assistant.ui.session.asked import AskedByCommand
from assistant.ui.session.session import Session
from assistant.ui.window import Window
from assistant.ui.words import capital

if TYPE_CHECKING:
    from assistant.ui.capture.controller import CaptureController
    from assistant.ui.preferences_entry import EntryPart
    from assistant.ui.preferences_key import KeyPart
    from assistant.ui.preferences_on_top import OnTopPart


class FromAnywhere(QObject):
    """Lives as long as the session. ``key_chosen`` is a chord to be remembered."""

    key_chosen = Signal(str)

    def __init__(self, session: Session, window: Window, chord: str) -> None:
        super().__init__()
        self._session, self._window = session, window
        self._chord = chord
        self._part: KeyPart | None = None
        self.key = GlobalKey()
        self.key.pressed.connect(self._on_pressed)
        self.key.status_changed.connect(self._on_status)
        self.key.use(chord)
        self._asked = AskedByCommand(session.open_case)
        self._asked.asked.connect(self._on_asked)
        self._tray: TrayIcon | None = None
        self.connect_window()
        session.capturing.way.controller_made.connect(self._on_controller)
        session.capturing.way.availability_known.connect(lambda _available, _why: self._say_of_bar())
        session.open_case.opened.connect(self._on_case)
        session.open_case.changed.connect(self._on_case)
        session.open_case.closed.connect(self._on_no_case)

    @property
    def chord(self) -> str:
        """The chosen key as the system has it, or as it was chosen while the system has it not; empty for none."""
        return self.key.status.chord or self._chord

    def close(self) -> None:
        """Gives the key back and takes the icon away."""
        self.key.close()
        self._asked.close()
        if self._tray is not None:
            self._tray.close()

    def preference_parts(self) -> tuple[QWidget, ...]:
        """The preferences' rows about all this, made anew and connected for as long as they are shown."""
        from assistant.ui.preferences_key import KeyPart

        part = KeyPart(self._chord, Preferences().capture_key, self.command())
        self._connect_key(part)
        if not sys.platform.startswith("linux"):
            return (part,)
        from assistant.ui.preferences_entry import EntryPart

        entry = EntryPart()
        entry.change_asked.connect(lambda wanted: self._change_entry(entry, wanted))
        _show_entry(entry)
        return part, entry, *self._on_top()

    def _on_top(self) -> tuple[QWidget, ...]:
        """In a Wayland session with an X11 side: whether the bar is to stay on top."""
        if not by_xwayland.is_possible(os.environ):
            return ()
        from assistant.ui.preferences_on_top import OnTopPart

        part = OnTopPart()
        part.change_asked.connect(lambda wanted: _change_on_top(part, wanted=wanted))
        part.set_state(is_chosen=by_xwayland.is_chosen())
        return (part,)

    def _connect_key(self, part: KeyPart) -> None:
        """The key is had meanwhile, to be tried."""
        self._part = part
        part.key_chosen.connect(self._on_chosen)
        part.trial_changed.connect(self.key.try_it)
        part.system_asked.connect(self.key.ask_the_system)
        part.command_copied.connect(lambda command: QGuiApplication.clipboard().setText(command))
        part.destroyed.connect(self._on_part_gone)
        self.key.tried.connect(part.set_tried)
        self.key.need("preferences")
        part.set_status(self.key.status)

    def command(self) -> str:
        """The command that does what the key does, for the question that is shown; empty where no case is open."""
        case, path = self._session.open_case.case, self._session.open_case.path
        if case is None or path is None or not case.round.accepted:
            return ""
        return command_line(path, self._window.working.chosen())

    def connect_window(self) -> None:
        """Says in the panes how the key stands; once for each set of panes that the window makes."""
        self._on_status(self.key.status)
        self._window.working.question_chosen.connect(self._show_question)
        self._window.working.form.capture_notes.command_asked.connect(self._on_command_asked)
        self._say_of_bar()
        if TrayIcon.is_possible():
            self._make_tray()  # anew, in the language of now
            self._show_question()

    def _say_of_bar(self) -> None:
        stays = self._session.capturing.way.bar_stays_on_top
        can_stay = by_xwayland.is_possible(os.environ)
        self._window.working.form.capture_notes.set_bar_on_top(stays=stays, can_stay=can_stay)

    def _on_command_asked(self) -> None:
        QGuiApplication.clipboard().setText(self.command())

    def _on_pressed(self) -> None:
        self._window.working.flush()
        self._session.capturing.take_by_key()

    def _on_asked(self, letter: str) -> None:
        """By a command with ``--again``, which was refused before where there is no capture yet."""
        from assistant.actions.take_capture import last_target

        case = self._session.open_case.case
        if case is not None:
            self._window.working.flush()
            with contextlib.suppress(InputError):
                self._session.capturing.take_by_key(letter, last_target(case))

    def _make_tray(self) -> None:
        if self._tray is not None:
            self._tray.close()
        self._tray = tray = TrayIcon()
        tray.capture_asked.connect(self._on_tray_capture)
        tray.window_asked.connect(self._show_window)
        tray.quit_asked.connect(self._window.close)
        way = self._session.capturing.way
        if way.controller is not None:
            self._on_controller(way.controller)

    def _on_tray_capture(self, how: str, number: int) -> None:
        """Opens the bar for the question that is shown, which is the bar's as well, and takes by it."""
        capturing = self._session.capturing
        capturing.open_bar(self._window.working.chosen())
        controller = capturing.way.controller
        if controller is None or controller.is_busy:
            return
        if how == "screen":
            controller.take_screen(number)
        elif how == "scroll":
            capturing.scroll(bool(number))
        else:
            ways = {"window": controller.take_pointed, "same": controller.take_same, "all": controller.take_all}
            ways.get(how, controller.take_region)()

    def _on_controller(self, controller: CaptureController) -> None:
        if self._tray is not None:
            tray = self._tray
            controller.repeat_changed.connect(tray.set_can_repeat)
            tray.set_can_repeat(controller.can_repeat)
            controller.ask_whether_it_scrolls(tray.set_scrolls_alone)

    def _on_case(self, case: Case) -> None:
        if case.round.accepted and not self._session.open_case.is_read_only:
            self.key.need("case")
            self._show_question()
        else:
            self._on_no_case()

    def _on_no_case(self) -> None:
        self.key.release("case")
        self._show_question()

    def _show_question(self, _letter: str = "") -> None:
        """In the tray: the question that captures go to."""
        if self._tray is not None:
            case, letter = self._session.open_case.case, self._window.working.chosen()
            takes = case is not None and case.round.accepted and not self._session.open_case.is_read_only
            items = case.items if case is not None and takes else ()
            words = next((item.text for item in items if item.letter == letter), "")
            self._tray.set_question(letter if words else "", words)

    def _show_window(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _on_chosen(self, chord: str) -> None:
        self._chord = chord
        self.key.use(chord)
        self.key_chosen.emit(chord)

    def _on_status(self, status: KeyStatus) -> None:
        if self._part is not None:
            self._part.set_status(status)
        note = status.words if status.state is KeyState.FAILED else ""
        if status.state is KeyState.WORKS:
            # Translators: below the Capture button; {key} is a key such as Ctrl+Alt+S.
            note = _("In any program, {key} takes its window for this question.").format(key=status.chord)
        self._window.working.set_key_note(note)

    def _change_entry(self, part: EntryPart, wanted: bool) -> None:
        """Two small files; the desktop knows the program by them from then on."""
        try:
            (desktop_entry.install if wanted else desktop_entry.remove)()
        except StorageError as error:
            part.say(f"{capital(render(error.why))}. {render(error.next_step)}")
        else:
            _show_entry(part)

    def _on_part_gone(self) -> None:
        self._part = None
        self.key.try_it(False)
        self.key.release("preferences")


def _change_on_top(part: OnTopPart, *, wanted: bool) -> None:
    try:
        by_xwayland.choose(wanted=wanted)
    except StorageError as error:
        part.say(f"{capital(render(error.why))}. {render(error.next_step)}")
    else:
        part.set_state(is_chosen=wanted)


def _show_entry(part: EntryPart) -> None:
    own = desktop_entry.entry_path()
    part.set_state(own, is_own=own.is_file(), is_there=desktop_entry.is_installed())


def command_line(case: Path, letter: str) -> str:
    """The command with this case and question, quoted for a shell; with its whole path, since no shell may find it."""
    return shlex.join([*desktop_entry.own_command(), "capture", str(case), letter, "--again"])
