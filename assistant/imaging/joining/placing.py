"""Decides from which frame each row of a joined page is taken: the plan.

A row comes from the frame in which it lies nearest the middle of the moving area and nothing stands over it. Header
and footer are kept once. A hole is never filled: frames that would leave one are not joined.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.imaging.joining.plan import PAGE_ROWS, PagePlan, Run
from assistant.imaging.joining.steps import Step

Rows = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

#: A page ends at an empty row where there is one among its last so many.
_LOOK_BACK = 400
_COVERED = 10**6


@dataclass(frozen=True, slots=True)
class Placed:
    """A frame's size, and its place on the canvas of its part (the part's first frame lies at 0, 0)."""

    width: int
    height: int
    x: int
    y: int
    part: int


@dataclass(frozen=True, slots=True, eq=False)
class Laying:
    """A placed frame and what decides about its rows: some are ``quiet`` (empty), over some something stands."""

    placed: Placed
    quiet: Rows
    covered: Rows


def share_enough(frames: Sequence[Placed]) -> bool:
    """Whether the frames of one part share half of their width."""
    left, right = _shared(frames)
    return (right - left) * 2 >= max(each.width for each in frames)


def leave_no_hole(frames: Sequence[Placed], steps: Sequence[Step]) -> bool:
    """Whether the moving areas of these frames of one part, joined by these steps, follow each other without a hole."""
    bands = _bands(steps)
    areas = [(each.y + top, each.y + each.height - foot) for each, (top, foot) in zip(frames, bands, strict=True)]
    return all(max(one[0], two[0]) < min(one[1], two[1]) for one, two in itertools.pairwise(areas))


def _bands(steps: Sequence[Step]) -> list[tuple[int, int]]:
    """Heights of header and footer in each frame of a part: the larger of what its steps say.

    A step on which nothing moved says nothing, but its two frames are the same, so what holds of one holds of both.
    """
    said = [(0, 0) if each.bands is None else (each.bands.header, each.bands.footer) for each in steps]
    bands = [(max(one[0], two[0]), max(one[1], two[1])) for one, two in itertools.pairwise([(0, 0), *said, (0, 0)])]
    for order in (range(len(steps)), reversed(range(len(steps)))):
        for at in order:
            if steps[at].bands is None:
                one, two = bands[at], bands[at + 1]
                bands[at] = bands[at + 1] = (max(one[0], two[0]), max(one[1], two[1]))
    return bands


def plan_pages(frames: Sequence[Laying], steps: Sequence[Step]) -> tuple[PagePlan, ...]:
    """The pages of all parts, in order. A part is what lies between two refused steps."""
    pages: list[PagePlan] = []
    start = 0
    for end in range(1, len(frames) + 1):
        if end == len(frames) or frames[end].placed.part != frames[start].placed.part:
            part = _part(frames[start:end], start, steps[start : end - 1], None if end == len(frames) else end)
            pages += part if not pages else [page for page in part if not page.is_window]
            start = end
    return tuple(pages)


def _shared(frames: Sequence[Placed]) -> tuple[int, int]:
    return max(each.x for each in frames), min(each.x + each.width for each in frames)


def _columns(frames: Sequence[Placed], steps: Sequence[Step]) -> tuple[int, int, bool]:
    """The page's columns on the canvas, and whether side bars were left out: only where every step has them."""
    left, right = _shared(frames)
    moved = [(step.bands, frames[number + 1]) for number, step in enumerate(steps) if step.bands is not None]
    if not moved or any(each.x or each.width != frames[0].width for each in frames):
        return left, right, False
    inner_left = min(bands.left for bands, _ in moved)
    inner_right = max(bands.right for bands, _ in moved)
    return inner_left, inner_right, (inner_left, inner_right) != (left, right)


def _part(frames: Sequence[Laying], start: int, steps: Sequence[Step], gap: int | None) -> list[PagePlan]:
    placed = [each.placed for each in frames]
    top = min(each.y for each in placed)
    height = max(each.y + each.height for each in placed) - top
    source = _sources(frames, _bands(steps), top, height)
    left, right, cut = _columns(placed, steps)
    quiet = np.zeros(height, dtype=np.bool_)
    for number, each in enumerate(frames):
        rows = np.nonzero(source == number)[0]
        quiet[rows] = each.quiet[rows + top - each.placed.y]
    pages = []
    if cut:
        whole = placed[0]
        shown = (Run(0, whole.height, start, 0, 0),)
        pages.append(PagePlan(whole.width, whole.height, shown, (start, start), is_window=True))
    begin = 0
    while begin < height:
        end = _page_end(quiet, begin, height)
        runs = _runs(source[begin:end], placed, (left, top + begin), start)
        used = [run.frame for run in runs]
        last = end == height
        pages.append(PagePlan(right - left, end - begin, runs, (min(used), max(used)), gap if last else None, not last))
        begin = end
    return pages


def _sources(frames: Sequence[Laying], bands: Sequence[tuple[int, int]], top: int, height: int) -> Numbers:
    """For each row of the canvas the number of its frame."""
    best = np.full(height, np.iinfo(np.int64).max)
    source = np.full(height, -1, dtype=np.int64)
    for number, each in enumerate(frames):
        frame, (header, footer) = each.placed, bands[number]
        rows = np.arange(header, frame.height - footer)
        cost = np.abs(2 * rows - (header + frame.height - footer))
        cost[each.covered[rows]] += _COVERED
        at = slice(frame.y - top + header, frame.y - top + frame.height - footer)
        better = cost < best[at]
        best[at][better] = cost[better]
        source[at][better] = number
    first = min(range(len(frames)), key=lambda number: frames[number].placed.y)
    last = max(range(len(frames)), key=lambda number: frames[number].placed.y + frames[number].placed.height)
    source[: bands[first][0]] = first
    source[height - bands[last][1] :] = last
    return source


def _page_end(quiet: Rows, begin: int, height: int) -> int:
    if height - begin <= PAGE_ROWS:
        return height
    end = begin + PAGE_ROWS
    silent = np.nonzero(quiet[end - _LOOK_BACK : end])[0]
    return end - _LOOK_BACK + int(silent[-1]) if silent.size else end


def _runs(source: Numbers, frames: Sequence[Placed], corner: tuple[int, int], start: int) -> tuple[Run, ...]:
    left, top = corner
    edges = np.concatenate(([0], np.nonzero(np.diff(source))[0] + 1, [source.size]))
    runs = []
    for begin, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        number = int(source[begin])
        frame = frames[number]
        runs.append(Run(begin, end - begin, start + number, top + begin - frame.y, left - frame.x))
    return tuple(runs)
