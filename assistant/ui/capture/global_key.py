"""The key that captures from any program, for the window: has it while somebody needs it, and says how it stands.

Nothing here takes a picture. The key is asked for on a lane of its own, since a desktop may first ask the person; a key
that can't be had is a state in words, never an error box.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from assistant.capture.choose import Surroundings
from assistant.capture.keys import KeyGrab
from assistant.capture.keys.choose import grab
from assistant.errors import AssistantError, CaptureError
from assistant.language import _, render
from assistant.ui.jobs import Job, Lane, Ticket
from assistant.ui.words import capital

#: A hanging bus must not hold the window's end for ever.
_PATIENCE_S = 12.0


class KeyState(Enum):
    """How the key stands."""

    NONE = auto()  # no key is chosen
    RESTING = auto()  # nobody needs it now
    ASKED = auto()  # the system is being asked
    WORKS = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """How the key stands, and in ``words`` for a person.

    ``chord`` is the key as the system has it. ``can_ask``: whether the desktop asks the person when it is told to.
    ``needs_command``: whether the system's own shortcuts are the way here.
    """

    state: KeyState
    words: str
    chord: str = ""
    reference: str = ""
    can_ask: bool = False
    needs_command: bool = False


class GlobalKey(QObject):
    """One key. ``pressed`` comes while a case needs it, ``tried`` instead while it is being tried."""

    pressed = Signal()
    tried = Signal()
    status_changed = Signal(object)  # KeyStatus
    _heard = Signal()
    _lost = Signal(object)

    def __init__(self, surroundings: Surroundings | None = None, way: Callable[..., KeyGrab] = grab) -> None:
        """``way`` has a key as ``choose.grab`` does."""
        super().__init__()
        self._grab = way
        self._here = surroundings or Surroundings(qt_platform=QGuiApplication.platformName())
        self._lane: Lane | None = None
        self._job: Job | None = None
        self._held: KeyGrab | None = None  # of the lane alone
        self._chord = ""
        self._needed_by: set[str] = set()
        self._is_trial = False
        self.status = _resting()
        # Queued: both come from the listening thread.
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)
        self._lost.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    def use(self, chord: str) -> None:
        """Another chord, in Qt's portable form; empty for none."""
        if chord != self._chord:
            self._chord = chord
            self._renew()

    def need(self, who: str) -> None:
        """Somebody needs the key from now on: ``case`` or ``preferences``."""
        if who not in self._needed_by:
            self._needed_by.add(who)
            if len(self._needed_by) == 1:
                self._renew()

    def release(self, who: str) -> None:
        """That one needs it no longer."""
        if who in self._needed_by:
            self._needed_by.discard(who)
            if not self._needed_by:
                self._renew()

    def ask_the_system(self) -> None:
        """The person wants the desktop's own question now."""
        self._renew(threading.Event())

    def try_it(self, on: bool) -> None:
        """Whether presses are tries."""
        self._is_trial = on

    def close(self) -> None:
        """Gives the key back and ends the lane."""
        self._needed_by.clear()
        if self._lane is not None:
            self._renew()
            self._lane.finish(_PATIENCE_S)
            self._lane.close()
            self._lane = None

    def _renew(self, asking: threading.Event | None = None) -> None:
        """Gives back what is held and has what is wanted now; what was under way counts no more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        chord = self._chord if self._needed_by else ""
        if not chord:
            self._tell(_none() if self._needed_by else _resting())
            if self._lane is not None:
                self._lane.run(lambda _ticket: self._let_go())
            return
        # Translators: how the key for capturing stands: a desktop shows its own question now.
        asked = _("The desktop asks you now. Allow the key there.") if asking else _asking()
        self._tell(KeyStatus(KeyState.ASKED, asked, chord))
        self._lane = self._lane or Lane("key")
        self._job = self._lane.run(
            lambda ticket: self._have(chord, ticket, asking is not None), self._on_had, self._on_failed, key="key"
        )

    def _have(self, chord: str, ticket: Ticket, may_ask: bool) -> str:
        """On the lane."""
        self._let_go()
        asking = ticket.cancelled if may_ask else None
        self._held = self._grab(chord, self._heard.emit, self._lost.emit, self._here, asking=asking)
        return self._held.chord

    def _let_go(self) -> None:
        """On the lane."""
        held, self._held = self._held, None
        if held is not None:
            held.close()

    def _on_had(self, chord: str) -> None:
        # Translators: how the key for capturing stands; {key} is a key such as Ctrl+Alt+S.
        words = _("{key} works in every program while a case is open.").format(key=chord)
        self._tell(KeyStatus(KeyState.WORKS, words, chord))

    def _on_failed(self, error: AssistantError) -> None:
        if not self._needed_by or not isinstance(error, CaptureError):
            return
        words = f"{capital(render(error.why))}. {render(error.next_step)}"
        if error.reference == "key-taken":
            # Translators: how the key for capturing stands; {key} is a key such as Ctrl+Alt+S.
            words = _("Another program has {key}. Choose another key.").format(key=self._chord)
        can_ask = error.reference == "key-not-allowed"
        needs_command = self._here.is_wayland and error.reference == "key-not-here"
        self._tell(KeyStatus(KeyState.FAILED, words, self._chord, error.reference, can_ask, needs_command))

    def _on_heard(self) -> None:
        if self._is_trial:
            self.tried.emit()
        elif "case" in self._needed_by:
            self.pressed.emit()

    def _tell(self, status: KeyStatus) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)


def _none() -> KeyStatus:
    # Translators: how the key for capturing stands: the field for the key is empty.
    return KeyStatus(KeyState.NONE, _("No key is chosen. The capture bar does the same by mouse."))


def _resting() -> KeyStatus:
    return KeyStatus(KeyState.RESTING, "")


def _asking() -> str:
    # Translators: how the key for capturing stands, for a moment.
    return _("Asking the system for the key …")
