"""Takes pictures of the screen for the window: the choice, own windows out of the way, the grab, own windows back.

It stores nothing: what was taken leaves by a signal. Nothing here waits in a loop of its own, and whatever happens,
own windows come back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from assistant.core.ports import Clock, Grabber, Screen, ScreenWindow
from assistant.errors import AssistantError

T = TypeVar("T")


class Lane(Protocol):
    """The captures lane: runs work off the screen's thread, one after the other.

    ``done`` or ``failed`` is called once, on the screen's thread.
    """

    def submit(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AssistantError], None]
    ) -> None:
        """Queues ``work``."""
        ...


class CaptureController(QObject):
    """The captures of one window. One at a time: a call while one is under way does nothing.

    Signals: ``frame_taken(Frame, CaptureDetails)``, ``capture_failed(AssistantError)``, ``capture_cancelled()``,
    ``busy_changed(bool)``, ``repeat_changed(bool)`` (whether *Same window* can be pressed).
    """

    frame_taken = Signal(object, object)
    capture_failed = Signal(object)
    capture_cancelled = Signal()
    busy_changed = Signal(bool)
    repeat_changed = Signal(bool)

    def __init__(self, grabber: Grabber, lane: Lane, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def take_pointed(self) -> None:
        """The person points at a window on a frozen picture of the screens (or draws a region there)."""

    def take_region(self) -> None:
        """The person draws a region on a frozen picture of the screens."""

    def take_window(self, window: ScreenWindow) -> None:
        """Takes a window of the list."""

    def take_screen(self, number: int) -> None:
        """Takes one screen; numbers are from 1."""

    def take_all(self) -> None:
        """Takes all screens as one picture."""

    def take_same(self) -> None:
        """Takes the last window (found again) or area once more; one click, no choice."""

    def list_windows(self, then: Callable[[Sequence[ScreenWindow]], None]) -> None:
        """Gives the windows there are now to ``then``, topmost first."""

    def list_screens(self, then: Callable[[Sequence[Screen]], None]) -> None:
        """Gives the screens there are now to ``then``."""

    def cancel(self) -> None:
        """Ends what is under way, as Esc does."""
