"""A key everywhere in a Wayland session, by the GlobalShortcuts portal. The desktop decides which key it is.

The desktop's dialog comes only where the person asked for it. A portal that is started again is asked again.
"""

from __future__ import annotations

import contextlib
import threading

from assistant.capture.choose import Surroundings
from assistant.capture.keys import Lost, Pressed
from assistant.capture.keys import portal_words as words
from assistant.capture.keys.chord import Chord
from assistant.capture.keys.refusals import not_here
from assistant.errors import CaptureError, msg

NAME = "portal"
#: How the shortcuts specification calls modifiers and keys.
_MODIFIERS = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}
_KEYS = {
    "Print": "Print", "Pause": "Pause", "ScrollLock": "Scroll_Lock", "Ins": "Insert", "Del": "Delete", "Home": "Home",
    "End": "End", "PgUp": "Page_Up", "PgDown": "Page_Down", "Left": "Left", "Up": "Up", "Right": "Right",
    "Down": "Down", "Space": "space", "Tab": "Tab", "Return": "Return", "Enter": "KP_Enter", "Backspace": "BackSpace",
    "Esc": "Escape", "+": "plus", "-": "minus", ",": "comma", ".": "period", "/": "slash", ";": "semicolon",
    "=": "equal", "'": "apostrophe", "`": "grave", "[": "bracketleft", "]": "bracketright", "\\": "backslash",
}  # fmt: skip
_JOIN_S = 10.0


def why_not(surroundings: Surroundings) -> CaptureError | None:
    """Why no key can be had this way here; None where it can."""
    if not surroundings.platform.startswith("linux"):
        # Translators: reason; the portal is a part of Linux desktops.
        return not_here(msg("this is no Linux desktop"))
    return None if surroundings.environment.get("DBUS_SESSION_BUS_ADDRESS") else words.no_bus()


def grab(
    chord: Chord, pressed: Pressed, lost: Lost, surroundings: Surroundings, *, asking: threading.Event | None = None
) -> PortalKey:
    """Has a shortcut, with this chord if the person doesn't choose another. See ``choose.grab`` for ``asking``."""
    return PortalKey(chord, pressed, lost, surroundings, asking)


def trigger_of(chord: Chord) -> str:
    """The chord as https://specifications.freedesktop.org/shortcuts-spec/ writes it, such as ``CTRL+ALT+s``."""
    sign = chord.key.lower() if chord.key.isascii() else f"U{ord(chord.key.lower()):04X}"
    key = _KEYS.get(chord.key) or (chord.key if chord.is_function_key else sign)
    return "+".join((*(_MODIFIERS[name] for name in chord.modifiers), key))


class PortalKey:
    """A shortcut that the desktop gave to this program."""

    def __init__(
        self, chord: Chord, pressed: Pressed, lost: Lost, surroundings: Surroundings, asking: threading.Event | None
    ) -> None:
        from assistant.capture.keys.portal_session import PortalSession  # jeepney, in Wayland sessions only

        self._pressed, self._lost, self._wanted = pressed, lost, trigger_of(chord)
        # Hyprland forgets with each session and never asks (its portal, pull request 241).
        self._never_asks = "hyprland" in surroundings.environment.get("XDG_CURRENT_DESKTOP", "").lower()
        self._session = PortalSession(surroundings.environment["DBUS_SESSION_BUS_ADDRESS"])
        try:
            self.chord = self._bind(asking)
        except CaptureError:
            self._session.close()
            raise
        self._is_closing = False
        self._thread = threading.Thread(target=self._listen, name="key-portal", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Gives the key back and waits for the thread; a bus that hangs is not waited for for ever."""
        if not self._is_closing:
            self._is_closing = True
            with contextlib.suppress(OSError):  # the bus is gone, and the thread with it
                self._session.wake()
            self._thread.join(_JOIN_S)

    def _bind(self, asking: threading.Event | None) -> str:
        # The desktop shows these words in its settings, in its own language's place: they are a name, in English.
        return self._session.bind("Capture for an appeal", self._wanted, asking, never_asks=self._never_asks)

    def _listen(self) -> None:
        try:
            while not self._is_closing:
                event = self._session.next_event()
                if self._is_closing:
                    return
                if event == "pressed":
                    self._pressed()
                elif event == "restarted":
                    self._session.forget()
                    self.chord = self._bind(None)
                elif event == "closed":
                    self._lost(words.taken_back())
                    return
        except CaptureError as error:
            self._lost(error)
        except OSError:
            if not self._is_closing:
                self._lost(words.bus_ended())
        finally:
            self._session.close()
