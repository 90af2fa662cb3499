"""What a way of grabbing is put together from: windows and the wheel come from the system, not from the grabber."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.capture.abilities import Scrolls, TellsActive, TellsOwnWindows
from assistant.core.ports import ScreenWindow


class Windows(TellsActive, TellsOwnWindows, Protocol):
    """What tells of windows here, and is let go of with the screen. Nothing raises."""

    def windows(self) -> Sequence[ScreenWindow]:
        """The windows of other programs that can be seen, topmost first."""
        ...

    def bring_forward(self, window: int) -> None:
        """Asks for a window to come in front."""
        ...

    def are_gone(self, own_window_ids: Sequence[int]) -> bool:
        """Whether none of these is on the screen."""
        ...

    def are_shown(self, own_window_ids: Sequence[int]) -> bool:
        """Whether each of these is on the screen."""
        ...

    def is_composited(self) -> bool:
        """Whether covered windows keep their pixels."""
        ...

    def scale(self) -> float:
        """Physical pixels per logical pixel where no screen says it."""
        ...

    def close(self) -> None:
        """Lets go of the system's side of it."""
        ...


class Wheel(Scrolls, Protocol):
    """What turns the wheel here, and is let go of with the screen."""

    def close(self) -> None:
        """Lets go of the system's side of it."""
        ...
