"""Whether a place on the screen stands still, so that a picture of it is of one moment.

A picture from the middle of a smooth scroll may show layers of two moments. A caret, a spinner or a video must not
hold the capture up for ever either: what changes in place is told from what travels by how much of the picture that
changed since the last picture is changing at this moment. Pure; it reads no clock.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

import numpy as np

from assistant.core.ports import Frame, Rect

Tiles = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Words = np.ndarray[tuple[int, ...], np.dtype[np.uint32]]

#: Side of a tile in pixels.
TILE = 32
#: Seconds without any change that make a picture; at least three grabs see it.
QUIET = 0.1
#: Seconds in which only a small part changes.
BUSY_QUIET = 0.5
#: Seconds after which a place is taken although a larger part of it, such as a video, never stands still.
LONGEST = 4.0
_SMALL_PART = 0.1
_LARGE_PART = 0.5


class Stillness(Enum):
    """STILL: every pixel stands. BUSY: the whole stands, something in it keeps changing. MOVING: wait."""

    MOVING = "moving"
    BUSY = "busy"
    STILL = "still"


class Settling:
    """Judges grab after grab of one place; ``reference`` is the last picture that was dealt with, if any."""

    def __init__(self) -> None:
        self._reference: Frame | None = None
        self._last: Frame | None = None
        self._same_since = self._small_since = self._large_since = 0.0

    def begin(self, reference: Frame | None) -> None:
        """What comes now is compared with ``reference``."""
        self._reference = reference
        self._last = None

    def see(self, frame: Frame, at: float) -> Stillness:
        """Judges the place by its newest grab; ``at`` is in monotonic seconds."""
        last, self._last = self._last, frame
        if last is None or (last.width, last.height) != (frame.width, frame.height):
            self._same_since = self._small_since = self._large_since = at
            return Stillness.MOVING
        share = 0.0 if last.bgrx == frame.bgrx else self._share(last, frame)
        if share > 0:
            self._same_since = at
        if share > _SMALL_PART:
            self._small_since = at
        if share > _LARGE_PART:
            self._large_since = at
        if at - self._same_since >= QUIET:
            return Stillness.STILL
        is_busy = at - self._small_since >= BUSY_QUIET or at - self._large_since >= LONGEST
        return Stillness.BUSY if is_busy else Stillness.MOVING

    def _share(self, last: Frame, now: Frame) -> float:
        """How much of what is new since the reference (or of what has any detail) changed between two grabs."""
        changing = changed_tiles(last, now)
        count = int(np.count_nonzero(changing))
        if not count:
            return 0.0
        reference = self._reference
        fits = reference is not None and (reference.width, reference.height) == (now.width, now.height)
        scope = changed_tiles(reference, now) if reference is not None and fits else _detailed_tiles(now)
        return count / int(np.count_nonzero(scope | changing))


def changed_tiles(first: Frame, second: Frame) -> Tiles:
    """Which tiles of two frames of one size differ, by rows and columns of tiles."""
    return _any_by_tile((_words(first) ^ _words(second)) & _colours())


def changed_share(first: Frame, second: Frame) -> float:
    """How much of what has any detail differs between two frames of one size, 0 to 1."""
    changed = changed_tiles(first, second)
    scope = changed | _detailed_tiles(second)
    return int(np.count_nonzero(changed)) / max(1, int(np.count_nonzero(scope)))


def changed_area(first: Frame, second: Frame) -> Rect:
    """The part of the second frame in which most of the change lies, to a tile; the whole where nothing differs."""
    changed = changed_tiles(first, second)
    rows = _span(changed.sum(axis=1))
    columns = _span(changed[rows[0] : rows[1]].sum(axis=0))
    left, top = columns[0] * TILE, rows[0] * TILE
    right, bottom = min(second.width, columns[1] * TILE), min(second.height, rows[1] * TILE)
    return Rect(left, top, right - left, bottom - top)


def _span(counts: np.ndarray[tuple[int, ...], np.dtype[Any]]) -> tuple[int, int]:
    """The first and one past the last place with at least a tenth of the most."""
    enough = np.flatnonzero(counts >= max(1, counts.max() / 10))
    return (int(enough[0]), int(enough[-1]) + 1) if enough.size else (0, len(counts))


def _detailed_tiles(frame: Frame) -> Tiles:
    words = _words(frame)
    down = np.zeros_like(words)
    down[1:] = words[1:] ^ words[:-1]
    down[:, 1:] |= words[:, 1:] ^ words[:, :-1]
    return _any_by_tile(down & _colours())


def _any_by_tile(differences: Words) -> Tiles:
    by_rows = np.bitwise_or.reduceat(differences, np.arange(0, differences.shape[0], TILE), axis=0)
    by_tile = np.bitwise_or.reduceat(by_rows, np.arange(0, differences.shape[1], TILE), axis=1)
    tiles: Tiles = by_tile != 0
    return tiles


def _words(frame: Frame) -> Words:
    words: Words = np.frombuffer(frame.bgrx, dtype="<u4").reshape(frame.height, frame.width)
    return words


def _colours() -> np.uint32:
    """The bits of a pixel that mean something: the fourth byte does not."""
    return np.uint32(0x00FFFFFF)
