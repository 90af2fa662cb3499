"""Turns the wheel for an automatic scrolling capture: where, how far, and when to leave off.

A notch of the wheel moves every page differently, so one notch is turned first and measured. Between turns the
pointer rests where nothing travels: what lights up under it would spoil the comparison. It never turns the wheel
while a modifier key is held, which would zoom, nor after the person took the pointer back.
"""

from __future__ import annotations

from assistant.capture.abilities import Scrolls
from assistant.capture.scrolling_look import Direction, End
from assistant.capture.scrolling_settle import changed_area
from assistant.core.ports import Frame, Rect
from assistant.imaging.joining import Step

#: The most of the moving part that one step may travel; steps come out between two thirds of it and all of it.
MOST_OF_PART = 0.45
_MOST_NOTCHES = 30
_NEAR = 2


class Wheel:
    """The wheel over ``area``, in physical pixels of the whole desktop. The pointer goes back by ``leave``."""

    def __init__(self, mouse: Scrolls, area: Rect, direction: Direction) -> None:
        self._mouse = mouse
        self._area = area
        self._sign = 1 if direction is Direction.DOWN else -1
        self._home = mouse.pointer()
        self._at = self._home if _holds(area, self._home) else _middle(area)
        self._rest = (area.x + 1, area.y + area.height // 2)
        self._is_moved = False
        self._left: tuple[int, int] | None = None
        self._per_notch = 0.0
        self._is_careful = False
        self._part_height = area.height
        self.notches = 0

    def interrupted(self) -> End | None:
        """Whether the person wants it to end: the pointer is not where it was left, or Esc is held."""
        if self._mouse.escape_is_down():
            return End.ESCAPE
        if self._left is None:
            return None
        x, y = self._mouse.pointer()
        if abs(x - self._left[0]) > _NEAR or abs(y - self._left[1]) > _NEAR:
            self._is_moved = True
            return End.POINTER_MOVED
        return None

    def park(self) -> None:
        """Puts the pointer where it rests."""
        self._mouse.place_pointer(self._rest)
        self._left = self._mouse.pointer()

    def turn(self) -> bool:
        """Turns the wheel on by one step; False where a modifier key is held, and nothing was done."""
        notches = self._planned()
        if not self._turned(max(1, notches // 2) if self._is_careful else notches):
            return False
        self._is_careful = False
        return True

    def turn_back(self) -> bool:
        """Turns it back by half of the step before; False as ``turn``."""
        self._is_careful = True
        return self._turned(-max(1, abs(self.notches) // 2))

    def can_turn_back(self) -> bool:
        """Whether half a step is less than the whole."""
        return abs(self.notches) > 1

    def measured(self, pixels: int, part: Rect, frame: Frame) -> None:
        """The last step went that many pixels; ``part`` of the frame is what travelled."""
        if self.notches:
            # the last step before an end is shorter than its notches: the longest counts
            self._per_notch = max(self._per_notch, abs(pixels) / abs(self.notches))
        self._part_height = part.height
        self._rest = self._resting_place(part, frame)

    def leave(self) -> None:
        """Puts the pointer back where it was, unless the person has moved it."""
        if self._left is not None and not self._is_moved:
            self._mouse.place_pointer(self._home)
        self._left = None

    def _planned(self) -> int:
        if not self._per_notch:
            return 1
        return min(_MOST_NOTCHES, max(1, int(MOST_OF_PART * self._part_height / self._per_notch)))

    def _turned(self, notches: int) -> bool:
        if self._mouse.modifier_is_down():
            return False
        self.notches = notches
        self._mouse.scroll(self._at, self._sign * notches)
        self.park()
        return True

    def _resting_place(self, part: Rect, frame: Frame) -> tuple[int, int]:
        """A place at the edge of the area where nothing travels, if there is one; else the left edge of it."""
        width, height = frame.width, frame.height
        x, y = part.x + part.width // 2, part.y + part.height // 2
        for place in ((1, y), (width - 2, y), (1, height - 2), (x, height - 2), (1, 1), (x, 1)):
            if not _holds(part, place):
                return self._area.x + place[0], self._area.y + place[1]
        return self._area.x + 1, self._area.y + y


def moving_part(step: Step, before: Frame, frame: Frame) -> Rect:
    """What travelled between two frames, in pixels of the second."""
    bands = step.bands
    if bands is None or bands.header + bands.footer >= frame.height or bands.right <= bands.left:
        return changed_area(before, frame)
    return Rect(bands.left, bands.header, bands.right - bands.left, frame.height - bands.header - bands.footer)


def _holds(area: Rect, place: tuple[int, int]) -> bool:
    return area.x <= place[0] < area.right and area.y <= place[1] < area.bottom


def _middle(area: Rect) -> tuple[int, int]:
    return area.x + area.width // 2, area.y + area.height // 2
