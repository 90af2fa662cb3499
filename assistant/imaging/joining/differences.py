"""Looks closer at cells that are not equal under a shift: anti-aliasing, a scroll bar's columns, things that stand over
the page. What is left after that is a difference that a person has to see.
"""

from __future__ import annotations

import numpy as np

from assistant.core.ports import Rect
from assistant.imaging.joining.fingerprint import CELL, Marks, Numbers, Plain
from assistant.imaging.joining.still import Laid

#: Anti-aliasing: at most so many pixels of a cell, by so many of 255 levels, in so great a part of the cells.
_NOISE_PIXELS = 4
_NOISE_LEVELS = 64
NOISE_SHARE = 0.01
#: A scroll bar's column: at most so many changes of colour from top to bottom, and so many rows that differ at once.
_BAR_EDGES = 24
_BAR_ROWS = 24
#: The greatest part of the moving area under things that stand still over it, and under things that stir in place.
_MOST_STILL = 0.12
_MOST_STIRRING = 0.02
_MOST_PLACES = 6
_MOST_STIRRING_PLACES = 1


def noisy(first: Plain, second: Plain, shift: int, rows: Numbers, strips: Numbers) -> Marks:
    """Which of the cells (rows of the second frame) differ by no more than anti-aliasing does."""
    columns = np.minimum(strips[:, None] * CELL + np.arange(CELL), second.shape[1] - 1)
    mine = first[rows[:, None] + shift, columns].view(np.uint8).reshape(rows.size, CELL, 4)
    other = second[rows[:, None], columns].view(np.uint8).reshape(rows.size, CELL, 4)
    levels = np.abs(mine.astype(np.int16) - other).max(axis=2)
    result: Marks = (np.count_nonzero(levels, axis=1) <= _NOISE_PIXELS) & (levels.max(axis=1) <= _NOISE_LEVELS)
    return result


def without_bar(first: Plain, second: Plain, over: Laid, wrong: Marks, top: int, strip: int, with_still: bool) -> None:
    """Takes back the mark of cells of one strip that differ only in the columns of a scroll bar.

    Those are of few colours from top to bottom, and differ over a long stretch at once; a line of text or a time does
    not. ``with_still``: also in columns that never change (the end of a side bar). ``wrong`` (rows from ``top`` on of
    the second frame by strips) is changed.
    """
    if not wrong[:, strip].any():
        return
    bottom = top + wrong.shape[0]
    here = slice(strip * CELL, min((strip + 1) * CELL, second.shape[1]))
    mine, other = first[top + over.shift : bottom + over.shift, here], second[top:bottom, here]
    differ = mine != other
    flat = [np.count_nonzero(each[1:] != each[:-1], axis=0) <= _BAR_EDGES for each in (mine, other)]
    # A stretch of so many rows: the running number of differences grows by as many.
    sums = np.cumsum(differ, axis=0)
    long = (sums[_BAR_ROWS:] - sums[:-_BAR_ROWS] == _BAR_ROWS).any(axis=0)
    left_out = flat[0] & flat[1] & long
    if with_still:
        common = max(top, min(bottom, first.shape[0]))
        left_out |= (first[top:common, here] == second[top:common, here]).all(axis=0)
    if left_out.any():
        wrong[:, strip] &= differ[:, ~left_out].any(axis=1)


def overlays(over: Laid, wrong: Marks, top: int, strips: slice, area: int) -> Marks | None:
    """Where something stands still over the moving page, in rows of the frame by strips; None where there is nothing.

    Still: the same in both frames at this place, and not what the shift says. Stirring (a spinner): at this place both
    frames are not what the shift says. Believed only where small and in few places; ``area`` is the number of cells of
    the moving area. A shift that is excused by half a page standing still would be a guess.
    """
    here2 = np.zeros(over.same2.shape, dtype=np.bool_)
    here2[top : top + wrong.shape[0]] = wrong
    here1 = np.zeros(over.same1.shape, dtype=np.bool_)
    here1[top + over.shift : top + over.shift + wrong.shape[0]] = wrong
    common = min(over.same1.shape[0], over.same2.shape[0])
    here1, here2, same = here1[:common], here2[:common], over.same2[:common]
    still = same & (here1 | here2)
    stirring = ~same & here1 & here2
    found = np.zeros_like(still)
    for marks, share, places in ((still, _MOST_STILL, _MOST_PLACES), (stirring, _MOST_STIRRING, _MOST_STIRRING_PLACES)):
        few = np.count_nonzero(marks[:, strips]) <= share * area
        if few and marks.any() and len(places_of(marks, over.same2.shape[1] * CELL)) <= places:
            found |= marks
    return found if found.any() else None


def grown(marks: Marks, height: int) -> Marks:
    """Marks widened by four rows and one strip each way (edges blend with what is below), for a frame of ``height``."""
    wide = np.zeros((height, marks.shape[1]), dtype=np.bool_)
    wide[: marks.shape[0]] = marks[:height]
    for step in (1, 1, 2):
        above, below = wide[step:].copy(), wide[:-step].copy()
        wide[:-step] |= above
        wide[step:] |= below
    left, right = wide[:, 1:].copy(), wide[:, :-1].copy()
    wide[:, :-1] |= left
    wide[:, 1:] |= right
    return wide


def places_of(marks: Marks, width: int) -> tuple[Rect, ...]:
    """Boxes in pixels around marks that lie together (within 16 rows, one strip), top down."""
    rows, strips = np.nonzero(marks)
    left = set(zip((rows // 16).tolist(), strips.tolist(), strict=True))
    boxes = []
    while left:
        group, edge = [], [left.pop()]
        while edge:
            row, strip = edge.pop()
            group.append((row, strip))
            near = {(row + y, strip + x) for y in (-1, 0, 1) for x in (-1, 0, 1)} & left
            left -= near
            edge.extend(near)
        boxes.append(_box(marks, group, width))
    return tuple(sorted(boxes, key=lambda box: (box.y, box.x)))


def _box(marks: Marks, group: list[tuple[int, int]], width: int) -> Rect:
    strips = [strip for _, strip in group]
    low, high = min(row for row, _ in group) * 16, max(row for row, _ in group) * 16 + 16
    start, end = min(strips), max(strips) + 1
    rows = np.nonzero(marks[low:high, start:end].any(axis=1))[0]
    x = start * CELL
    return Rect(x, low + int(rows[0]), min(end * CELL, width) - x, int(rows[-1] - rows[0]) + 1)
