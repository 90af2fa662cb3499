"""Finds the way of having a key everywhere that serves here. The order of the list is the preference.

Each way says why it can't serve, in words for a person. The chord is asked of one way alone: where that one says that
another program has it, no other is tried.
"""

from __future__ import annotations

import threading
from importlib import import_module
from typing import Protocol, cast

from assistant.capture.choose import PassedOver, Surroundings
from assistant.capture.keys import KeyGrab, Lost, Pressed
from assistant.capture.keys.chord import Chord, parse
from assistant.capture.keys.refusals import not_here
from assistant.errors import CaptureError, msg

#: Modules of ``assistant.capture.keys``, most wanted first.
WAYS = ("x11", "windows", "portal")
#: Qt's platforms without a screen: a program that nobody sees takes no key from those that are seen.
_UNSEEN = ("offscreen", "minimal", "vnc")


class Way(Protocol):
    """What a module of a way offers."""

    NAME: str

    def why_not(self, surroundings: Surroundings) -> CaptureError | None:
        """Why it can't serve here; None where it can."""
        ...

    def grab(
        self,
        chord: Chord,
        pressed: Pressed,
        lost: Lost,
        surroundings: Surroundings,
        *,
        asking: threading.Event | None = None,
    ) -> KeyGrab:
        """Has the chord; see ``choose.grab`` for ``asking``."""
        ...


def grab(
    chord: str,
    pressed: Pressed,
    lost: Lost,
    surroundings: Surroundings | None = None,
    *,
    asking: threading.Event | None = None,
) -> KeyGrab:
    """Has the chord by the way that serves here. Blocks.

    ``asking`` is given where the system may ask the person now, which may take minutes; set, it ends the wait.
    Raises CaptureError ``key-taken``, ``key-unknown``, ``key-not-allowed`` or, where no way serves, ``key-not-here``.
    """
    here = surroundings or Surroundings()
    wanted = parse(chord)
    way, passed_over = choose(here)
    if way is None:
        raise _of_this_system(here, passed_over)
    return way.grab(wanted, pressed, lost, here, asking=asking)


def choose(surroundings: Surroundings) -> tuple[Way | None, tuple[PassedOver, ...]]:
    """The way that serves here, if any, and those before it that can't."""
    passed_over: list[PassedOver] = []
    if surroundings.qt_platform in _UNSEEN:
        # Translators: reason why there is no key for capturing.
        return None, (PassedOver(surroundings.qt_platform, not_here(msg("this program’s windows are on no screen"))),)
    for module in WAYS:
        way = cast(Way, import_module(f"assistant.capture.keys.{module}"))
        error = way.why_not(surroundings)
        if error is None:
            return way, tuple(passed_over)
        passed_over.append(PassedOver(way.NAME, error))
    return None, tuple(passed_over)


def _of_this_system(here: Surroundings, passed_over: tuple[PassedOver, ...]) -> CaptureError:
    """The reason that means something here: a Mac's owner has no use for one about X11."""
    if passed_over and (here.platform.startswith("linux") or here.qt_platform in _UNSEEN):
        return passed_over[-1 if here.is_wayland else 0].error
    # Translators: reason why there is no key for capturing: on macOS a program would have to see every key.
    return not_here(msg("this system gives no single key to a program"))
