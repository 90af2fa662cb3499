"""Which shifts are worth looking at: cells that occur once vote for theirs, rows of neighbouring cells for all theirs.

A vote only proposes. What a shift is worth is decided in ``evidence``.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from assistant.imaging.joining.fingerprint import Cells, Fingerprint, Keys, Numbers

#: Into how many groups of neighbouring strips a row is cut, so that one spinner does not silence the whole row.
_GROUPS = 8
#: Rows that occur oftener than this in both frames (as a product) say nothing of where they belong.
_MOST_PAIRS = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Singles:
    """Cells that occur once in either frame and are the same in both: their row in each, and their strip."""

    first: Numbers
    second: Numbers
    strips: Numbers

    @property
    def shifts(self) -> Numbers:
        """Rows by which each has moved; positive where the page was scrolled down."""
        moved: Numbers = self.first - self.second
        return moved


def singles(first: Fingerprint, second: Fingerprint, repeated: Keys | None = None) -> Singles:
    """The single cells that both frames show, without those of which the sorted keys are in ``repeated``."""
    if not first.keys.size or not second.keys.size:
        none = np.zeros(0, dtype=np.int64)
        return Singles(none, none, none)
    at = np.minimum(np.searchsorted(first.keys, second.keys), first.keys.size - 1)
    found = first.keys[at] == second.keys
    if repeated is not None and repeated.size:
        known = np.minimum(np.searchsorted(repeated, second.keys), repeated.size - 1)
        found &= repeated[known] != second.keys
    return Singles(first.rows[at[found]], second.rows[found], second.strips[found])


def by_singles(pairs: Singles, most: int) -> list[tuple[int, int]]:
    """The shifts with the most single cells, at most ``most``: (shift, cells), shift 0 left out."""
    if not pairs.first.size:
        return []
    shifts, counts = np.unique(pairs.shifts, return_counts=True)
    moved = shifts != 0
    shifts, counts = shifts[moved], counts[moved]
    order = np.argsort(-counts, kind="stable")[:most]
    return [(int(shifts[one]), int(counts[one])) for one in order]


def by_rows(first: Fingerprint, second: Fingerprint, least_overlap: int, most: int) -> list[int]:
    """Shifts under which the most rows, or the greatest part of the rows they leave in common, are equal.

    Repeated content votes here for every place where it fits; shift 0 is left out.
    """
    heights = first.height, second.height
    votes = np.zeros(sum(heights) + 1, dtype=np.int64)
    possible = np.zeros(heights[1] + 1, dtype=np.int64)
    strips = first.cells.shape[1]
    for start, end in _spans(strips):
        mine, at_mine = _signatures(first.cells[:, start:end], first.detail[:, start:end])
        other, at_other = _signatures(second.cells[:, start:end], second.detail[:, start:end])
        votes += np.bincount(_all_pairs(mine, at_mine, other, at_other) + heights[1], minlength=votes.size)
        possible[1:] += np.cumsum(np.bincount(at_other, minlength=heights[1]))
    shifts = np.arange(votes.size) - heights[1]
    low = np.clip(-shifts, 0, heights[1])
    high = np.clip(heights[0] - shifts, 0, heights[1])
    wide = (high - low >= least_overlap) & (shifts != 0) & (votes > 0)
    share = votes / np.maximum(possible[np.maximum(high, low)] - possible[low], 1)
    best = [np.argsort(-np.where(wide, measure, -1), kind="stable")[:most] for measure in (votes, share)]
    return [
        int(shifts[one]) for one in dict.fromkeys(int(each) for each in np.stack(best, axis=1).ravel()) if wide[one]
    ]


def _spans(strips: int) -> list[tuple[int, int]]:
    groups = min(_GROUPS, strips)
    edges = [strips * number // groups for number in range(groups + 1)]
    return list(itertools.pairwise(edges))


def _signatures(cells: Cells, detail: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> tuple[Keys, Numbers]:
    """One number for each row that has detail, and which rows these are, sorted by number."""
    powers = np.cumprod(np.full(cells.shape[1], 0x9E3779B97F4A7C15, dtype=np.uint64))
    rows: Numbers = np.nonzero(detail.any(axis=1))[0].astype(np.int64)
    numbers: Keys = np.asarray(cells[rows] @ powers, dtype=np.uint64)
    order = np.argsort(numbers, kind="stable")
    return numbers[order], rows[order]


def _all_pairs(mine: Keys, at_mine: Numbers, other: Keys, at_other: Numbers) -> Numbers:
    """The shifts of all pairs of equal rows."""
    left = np.searchsorted(mine, other, side="left")
    count = np.searchsorted(mine, other, side="right") - left
    if not other.size:
        return np.zeros(0, dtype=np.int64)
    starts = np.concatenate(([True], other[1:] != other[:-1]))
    times = np.diff(np.append(np.nonzero(starts)[0], other.size))
    count[count * np.repeat(times, times) > _MOST_PAIRS] = 0
    ends = np.cumsum(count)
    inside = np.arange(int(ends[-1])) - np.repeat(ends - count, count)
    shifts: Numbers = at_mine[np.repeat(left, count) + inside] - np.repeat(at_other, count)
    return shifts
