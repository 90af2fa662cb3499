"""What the program needs from the outside, as protocols: the clock and the screen.

``Frame`` is here and not in ``imaging`` because it is what crosses the port (see
``packaging/decisions/0002-frame-in-core.md``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable


class Clock(Protocol):
    """The computer's clock."""

    def now(self) -> dt.datetime:
        """The time now, aware, in the local offset."""
        ...

    def monotonic(self) -> float:
        """Seconds from an unknown start; never goes back."""
        ...


@runtime_checkable
class CountsSleep(Protocol):
    """A clock that can tell whether somebody set it: beside it runs one that nobody can set and that never sleeps.

    ``boot`` names the stretch of time in which two values of ``since_boot`` can be compared.
    """

    boot: str

    def since_boot(self) -> float:
        """Seconds from an unknown start, those that the computer slept included."""
        ...

    def began(self) -> tuple[dt.datetime, float]:
        """The time and ``since_boot`` when the program started."""
        ...


@dataclass(frozen=True, slots=True)
class Rect:
    """An area in physical pixels of the whole desktop."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """One past the last column."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """One past the last row."""
        return self.y + self.height

    def clamped(self, to: Rect) -> Rect:
        """The part that lies inside ``to``; a width or height of 0 means nothing does."""
        x, y = max(self.x, to.x), max(self.y, to.y)
        return Rect(x, y, max(0, min(self.right, to.right) - x), max(0, min(self.bottom, to.bottom) - y))

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share a pixel."""
        shared = self.clamped(other)
        return shared.width > 0 and shared.height > 0


@dataclass(frozen=True, slots=True)
class Frame:
    """Pixels of a screen: ``bgrx`` holds ``width * height * 4`` bytes, rows top down; the fourth byte means nothing.

    ``scale`` is physical pixels per logical pixel of the screen.
    """

    width: int
    height: int
    bgrx: bytes = field(repr=False)
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Screen:
    """One monitor: its number from 1, its area, its scale, and its name (empty where the system has none)."""

    number: int
    area: Rect
    scale: float = 1.0
    name: str = ""


@dataclass(frozen=True, slots=True)
class ScreenWindow:
    """A window of another program, topmost first in lists. The title comes from a stranger."""

    id: int
    untrusted_title: str
    area: Rect
    untrusted_class: str = ""


class Grabber(Protocol):
    """One way of taking pictures of the screen. Errors are CaptureError."""

    name: str

    def screens(self) -> Sequence[Screen]:
        """The monitors there are now."""
        ...

    def windows(self) -> Sequence[ScreenWindow]:
        """The visible windows, topmost first; empty where the system doesn't tell."""
        ...

    def grab(self, area: Rect) -> Frame:
        """The pixels of an area, clamped to the desktop."""
        ...

    def close(self) -> None:
        """Lets go of the screen."""
        ...
