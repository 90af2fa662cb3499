"""What a grabber may be able to do besides grabbing; a fake or a poorer system needs none of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from assistant.core.ports import Screen, ScreenWindow


@runtime_checkable
class MovesWindows(Protocol):
    """Knows where windows are in the stack and can ask to change it."""

    def bring_forward(self, window: ScreenWindow) -> None:
        """Asks for the window to come in front of all others; what happens shows in ``windows`` a moment later."""
        ...

    def are_gone(self, own_window_ids: Sequence[int]) -> bool:
        """Whether none of these windows of this program is on the screen any more, frames included."""
        ...

    def are_shown(self, own_window_ids: Sequence[int]) -> bool:
        """Whether each of these windows of this program is on the screen."""
        ...

    def is_composited(self) -> bool:
        """Whether the system keeps the pixels of covered windows; otherwise each must paint what is uncovered."""
        ...


@runtime_checkable
class TakesScales(Protocol):
    """Can be told of the screens' scales, and that their layout changed."""

    def use_scales(self, screens: Sequence[Screen]) -> None:
        """The screens as the window's toolkit knows them; whatever was remembered of the layout is forgotten."""
        ...
