"""Waiting until a place shows what is to be taken: own windows gone, a covered window in front, the screen still.

A fixed pause is too short on one machine and too long on the next. What never stands still (a video) is given up on
after a while: that is no reason to fail. This judges looks; who waits in between decides how. It never hides or
shows a window of this program.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.capture.abilities import MovesWindows
from assistant.capture.target import Target, find
from assistant.capture.windows import in_front_of
from assistant.core.ports import Clock, Frame, Grabber, Rect, ScreenWindow
from assistant.errors import CaptureError
from assistant.imaging.frames import same_pixels

Sleep = Callable[[float], None]

EQUAL_FRAMES = 3
PAUSE_S = 0.02
LONGEST_S = 1.5
#: How long the screen must stand still where other programs paint anew what is uncovered: they may take a while to
#: begin, and until then their windows show an equally still blank.
REPAINT_S = 0.2
#: The shortest wait before the first look, by platform: their compositors answer later.
FIRST_S = {"win32": 0.12, "darwin": 0.15}.get(sys.platform, 0.04)


@dataclass(frozen=True, slots=True)
class Sight:
    """One look: whether own windows are gone, whether the window that was raised is free, and the pixels."""

    are_gone: bool
    is_free: bool
    frames: tuple[Frame, ...]


class Stillness:
    """Judges look after look; ``started`` and ``now`` are seconds of one clock."""

    def __init__(self, started: float, quiet: float = 0.0) -> None:
        self._deadline = started + LONGEST_S
        self._quiet = quiet
        self._last: tuple[Frame, ...] = ()
        self._equal = 0
        self._still_since = started

    def is_still(self, sight: Sight, now: float) -> bool:
        """Whether the place is clear and showed the same for long enough."""
        frames = sight.frames
        same = len(frames) == len(self._last) and all(map(same_pixels, frames, self._last))
        if not (sight.are_gone and sight.is_free):
            self._equal = 0
        else:
            self._equal = self._equal + 1 if same and self._equal else 1
        self._last = frames
        if self._equal <= 1:
            self._still_since = now
        return self._equal >= EQUAL_FRAMES and now - self._still_since >= self._quiet

    def is_late(self, now: float) -> bool:
        """Whether no more waiting makes sense."""
        return now > self._deadline


def look(grabber: Grabber, areas: Sequence[Rect], gone: Sequence[int], raised: ScreenWindow | None) -> Sight:
    """Looks at ``areas``; ``gone`` are ids of own windows that have to be off the screen. Raises CaptureError."""
    are_gone = grabber.are_gone(gone) if isinstance(grabber, MovesWindows) else True
    is_free = raised is None or not in_front_of(raised, grabber.windows())
    return Sight(are_gone, is_free, _frames(grabber, areas))


def quiet_time(grabber: Grabber, *, uncovers: bool) -> float:
    """How long the place must stand still, in seconds; ``uncovers``: windows go from it or another one is raised."""
    repaints = uncovers and isinstance(grabber, MovesWindows) and not grabber.is_composited()
    return REPAINT_S if repaints else 0.0


def bring_free(grabber: Grabber, clock: Clock, target: Target, sleep: Sleep) -> None:
    """Brings a window that others cover to the front and waits, for a moment at most, until it can be seen whole.

    Nothing happens to a target that nothing covers, or where windows can't be moved. Raises CaptureError.
    """
    found = find(grabber, target)
    if found.window is None or not found.covered or not isinstance(grabber, MovesWindows):
        return
    grabber.bring_forward(found.window)
    stillness = Stillness(clock.monotonic(), quiet_time(grabber, uncovers=True))
    sleep(FIRST_S)
    for _look in range(round(LONGEST_S / PAUSE_S)):
        now = clock.monotonic()
        if stillness.is_still(look(grabber, [found.area], (), found.window), now) or stillness.is_late(now):
            return
        sleep(PAUSE_S)


def _frames(grabber: Grabber, areas: Sequence[Rect]) -> tuple[Frame, ...]:
    """Pixels of the areas; one that lies off all screens has none."""
    frames = []
    for area in areas:
        try:
            frames.append(grabber.grab(area))
        except CaptureError as error:
            if error.reference != "capture-off-screen":
                raise
    return tuple(frames)
