"""What stands still while the page moves: header, footer, side bars, scroll bars.

Whatever is named here is left out of the comparison, so each has a limit: nothing may be left out that would hide a
wrong shift.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.imaging.joining.fingerprint import Fingerprint, Marks, Numbers

#: The greatest part of the height that a header, or a footer, may take.
_MOST_BAND = 0.45
#: What was a header may turn out lower by so much of the height (a date chip hung below it); more is a moved page.
_MOST_LOST = 0.15
#: Cells that must speak for a header or footer before one is believed.
_LEAST_BAND = 8
#: A side bar stands still but for so little of it.
_RESTLESS = 0.02
#: Strips beside the moving part that may change without moving (a scroll bar, a window's edge).
_MOST_RESTLESS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """Two frames laid over each other at a shift. Marks are rows by strips.

    The rows ``low`` to ``high`` of the second frame lie ``shift`` rows further down in the first; ``equal`` marks the
    cells of these rows that are the same in both. ``wrong1`` and ``wrong2`` mark those that are not, in rows of the
    first and of the second frame. ``same1`` and ``same2`` mark cells that are the same in both at their own place, as
    if nothing had moved.
    """

    shift: int
    low: int
    high: int
    equal: Marks
    wrong1: Marks
    wrong2: Marks
    same1: Marks
    same2: Marks


def laid(first: Fingerprint, second: Fingerprint, shift: int) -> Laid:
    """Lays the second frame over the first; both have the same width. Raises ValueError where they don't overlap."""
    low, high = max(0, -shift), min(second.height, first.height - shift)
    if high <= low:
        raise ValueError("at this shift the frames have no row in common")
    equal: Marks = second.cells[low:high] == first.cells[low + shift : high + shift]
    common = min(first.height, second.height)
    same = first.cells[:common] == second.cells[:common]
    wrong1, wrong2 = (np.zeros(each.cells.shape, dtype=np.bool_) for each in (first, second))
    same1, same2 = (np.zeros(each.cells.shape, dtype=np.bool_) for each in (first, second))
    wrong1[low + shift : high + shift] = ~equal
    wrong2[low:high] = ~equal
    same1[:common], same2[:common] = same, same
    return Laid(shift, low, high, equal, wrong1, wrong2, same1, same2)


@dataclass(frozen=True, slots=True)
class Part:
    """The moving part: its first strip and the one past its last, and how many rows at the top and bottom stand still.

    ``side_left`` and ``side_right`` count the strips beyond it that hold something which stands still (a side bar);
    ``loud`` are strips beyond it that change on their own (a scroll bar, or the strip in which a side bar ends): they
    are compared too.
    ``moved_header`` counts cells that moved in what was a header or footer in the step before, if much of it moved.
    """

    start: int
    end: int
    header: int
    footer: int
    side_left: int
    side_right: int
    moved_header: int
    loud: tuple[int, ...]


def moving_part(over: Laid, first: Fingerprint, second: Fingerprint, known: tuple[int, int]) -> Part | None:
    """Finds the moving part under a shift; None where nothing moves.

    ``known`` are the heights of header and footer in the step before. They are not taken over: a date chip may have
    made a header seem higher than it is.
    """
    rows2, rows1 = slice(over.low, over.high), slice(over.low + over.shift, over.high + over.shift)
    detail = second.detail[rows2] | first.detail[rows1]
    same2, same1 = over.same2[rows2], over.same1[rows1]
    travels = np.count_nonzero(over.equal & detail & ~(same1 & same2), axis=0)
    differs = np.count_nonzero(~over.equal & ~same1 & ~same2, axis=0)
    moving = np.nonzero((travels > differs) & (travels >= 4))[0]
    if not moving.size:
        return None
    start, end = int(moving[0]), int(moving[-1]) + 1
    score, went = _row_scores(over, first, second, slice(start, end))
    header = _band(score, first.height, second.height)
    footer = _band(score[::-1], first.height, second.height) if first.height == second.height else 0
    moved_header = 0
    if known[0] - header > _MOST_LOST * first.height:
        moved_header += int(went[header : known[0]].sum())
    if known[1] - footer > _MOST_LOST * first.height:
        moved_header += int(went[went.size - known[1] : went.size - footer].sum())
    top, bottom = area_overlap(over, first.height, second.height, header, footer)
    if bottom <= top:
        return None
    start, end, loud = _loud(over, top, bottom, start, end)
    side_left, side_right = _sides(over, top, bottom, start, end, loud)
    return Part(start, end, header, footer, side_left, side_right, moved_header, loud)


def area_overlap(over: Laid, height1: int, height2: int, header: int, footer: int) -> tuple[int, int]:
    """Rows of the second frame (from, past) that lie in the moving area of both frames."""
    low = max(header, header - over.shift)
    return low, max(low, min(height2 - footer, height1 - footer - over.shift))


def _row_scores(over: Laid, first: Fingerprint, second: Fingerprint, strips: slice) -> tuple[Numbers, Numbers]:
    """For each row: how many cells say that it stands still, less twice those that say it moved or that say neither,
    such as a picture that came late and pushed what is below it; and those that say it moved.
    """
    common = min(first.height, second.height)
    still = np.zeros(common, dtype=np.int64)
    went = np.zeros(common, dtype=np.int64)
    for wrong, same, print_, low, high in (
        (over.wrong1, over.same1, first, over.low + over.shift, over.high + over.shift),
        (over.wrong2, over.same2, second, over.low, over.high),
    ):
        stays = same[:common, strips]
        still += np.count_nonzero(wrong[:common, strips] & stays, axis=1)
        still -= 2 * np.count_nonzero(wrong[:common, strips] & ~stays & print_.detail[:common, strips], axis=1)
        right = ~wrong[:common, strips] & ~stays & print_.detail[:common, strips]
        right[:low], right[high:] = False, False
        went += np.count_nonzero(right, axis=1)
    return still - 2 * went, went


def _band(score: Numbers, height1: int, height2: int) -> int:
    most = int(min(height1, height2) * _MOST_BAND)
    sums = np.cumsum(score[:most])
    if not sums.size:
        return 0
    best = int(np.argmax(sums))
    return best + 1 if sums[best] >= _LEAST_BAND else 0


def _loud(over: Laid, top: int, bottom: int, start: int, end: int) -> tuple[int, int, tuple[int, ...]]:
    """The strips beside the moving part that change on their own; where they are many, they belong to it."""
    still, restless = _beside(over, top, bottom)
    loud = np.nonzero(restless > np.maximum(2, _RESTLESS * still))[0].tolist()
    before, after = [one for one in loud if one < start], [one for one in loud if one >= end]
    if len(before) > _MOST_RESTLESS:
        start, before = before[0], []
    if len(after) > _MOST_RESTLESS:
        end, after = after[-1] + 1, []
    return start, end, (*before, *after)


def _sides(over: Laid, top: int, bottom: int, start: int, end: int, loud: tuple[int, ...]) -> tuple[int, int]:
    """How many strips at the left and at the right belong to something that stands still beside the moving part."""
    still = _beside(over, top, bottom)[0] >= 4
    still[start:end] = False
    still[list(loud)] = False
    left, right = np.nonzero(still[:start])[0], np.nonzero(still[end:])[0]
    return int(left[-1]) + 1 if left.size else 0, still.size - end - int(right[0]) if right.size else 0


def _beside(over: Laid, top: int, bottom: int) -> tuple[Numbers, Numbers]:
    """Of each strip, the cells that contradict the shift: those that stand still, and those that changed."""
    wrong = ~over.equal[top - over.low : bottom - over.low]
    same2, same1 = over.same2[top:bottom], over.same1[top + over.shift : bottom + over.shift]
    still = np.count_nonzero(wrong & (same1 | same2), axis=0)
    return still, np.count_nonzero(wrong, axis=0) - still
