"""Finds the way of grabbing the screen that serves here. The order of the list is the preference.

A way that can't serve says why, in words for a person. In a Wayland session the X11 way is never tried: it would
give black pictures as if all were well.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Protocol, cast

from assistant.core.ports import Grabber
from assistant.errors import CaptureError, Message, msg

#: Modules of ``assistant.capture.backends``, most wanted first.
BACKENDS = ("mss_screen", "portal", "qt_screen")
#: References of errors that say no more than that a way is meant for other surroundings.
_NOT_MEANT_FOR_HERE = ("capture-wayland", "capture-not-wayland", "capture-no-window")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the choice depends on: ``sys.platform``, the environment, and Qt's platform name (empty without Qt).

    ``behind_xwayland``: the X server turned out to be a Wayland compositor's, though the environment doesn't say so.
    """

    platform: str = sys.platform
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    qt_platform: str = ""
    behind_xwayland: bool = False

    @property
    def is_wayland(self) -> bool:
        """Whether the session's screen belongs to a Wayland compositor; its X11 side is blind even if it answers."""
        told = self.environment
        return self.platform.startswith("linux") and (
            self.behind_xwayland
            or self.qt_platform.startswith("wayland")
            or bool(told.get("WAYLAND_DISPLAY"))
            or told.get("XDG_SESSION_TYPE", "").lower() == "wayland"
        )


class Backend(Protocol):
    """What a module of ``backends`` offers."""

    NAME: str

    def why_not(self, surroundings: Surroundings) -> CaptureError | None:
        """Why it can't serve here; None where it can."""
        ...

    def open_grabber(self, surroundings: Surroundings) -> Grabber:
        """A grabber that lasts; CaptureError where the screen can't be reached after all."""
        ...


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A way that can't serve here, and why."""

    backend: str
    error: CaptureError

    @property
    def why(self) -> Message:
        """The reason."""
        return self.error.why


@dataclass(frozen=True, slots=True)
class Choice:
    """The grabber that serves here, if any, and the ways before it that can't."""

    grabber: Grabber | None
    passed_over: tuple[PassedOver, ...] = ()

    def required(self) -> Grabber:
        """The grabber; where there is none, raises the first reason that tells of this system, as CaptureError."""
        if self.grabber is not None:
            return self.grabber
        errors = [passed.error for passed in self.passed_over]
        telling = [error for error in errors if error.reference not in _NOT_MEANT_FOR_HERE]
        raise (telling or errors or [no_way()])[0]


def choose(surroundings: Surroundings | None = None) -> Choice:
    """The best way that serves here. Never raises for a screen that can't be reached; see ``Choice.required``."""
    here = surroundings or Surroundings()
    passed_over: list[PassedOver] = []
    for module in BACKENDS:
        backend = cast(Backend, import_module(f"assistant.capture.backends.{module}"))
        error = backend.why_not(here)
        if error is None:
            try:
                return Choice(backend.open_grabber(here), tuple(passed_over))
            except CaptureError as failure:
                error = failure
                if error.reference == "capture-wayland":
                    here = replace(here, behind_xwayland=True)
        passed_over.append(PassedOver(backend.NAME, error))
    return Choice(None, tuple(passed_over))


def no_way() -> CaptureError:
    """The error where no way of grabbing is known at all."""
    return CaptureError(
        "capture-unknown-system",
        # Translators: error; the program can't take pictures of the screen.
        msg("Pictures of the screen can’t be taken here"),
        # Translators: reason for the error above.
        msg("this program knows no way to do it on this system"),
        # Translators: next step after the error above.
        msg("Take the picture with the system’s own tool, then use Paste or Add files."),
    )


def bar_stays_on_top(surroundings: Surroundings) -> bool:
    """Whether a window of this program that asks to stay on top does (packaging/decisions/0009).

    False for native windows in a Wayland session: no protocol lets a program ask for it. Where False, the window says
    so and offers what works there: a system shortcut set to ``appeal-assistant capture CASE ITEM --again``.
    """
    return not (surroundings.is_wayland and not surroundings.qt_platform.startswith("xcb"))
