"""To the pixel, between which columns the page moves: where a side bar ends."""

from __future__ import annotations

import numpy as np

from assistant.imaging.joining.fingerprint import CELL, Plain
from assistant.imaging.joining.still import Part

#: A side that stands still is left out of the page from this width on; a scroll bar or a window's edge is not.
SIDE_BAR = 40


def moving_columns(first: Plain, second: Plain, part: Part) -> tuple[int, int]:
    """The first column of the moving part and the one past its last; the whole width where there is no side bar.

    The margin of one colour beside what moves belongs to it.
    """
    width = second.shape[1]
    rows = slice(part.header, min(first.shape[0], second.shape[0]) - part.footer)
    left, right = 0, width
    if part.side_left:
        left = _edge(first[rows], second[rows], (part.side_left - 1) * CELL, min((part.start + 1) * CELL, width))
    if part.side_right:
        start = width - max(0, (part.end - 1) * CELL)
        mirrored = first[rows, ::-1], second[rows, ::-1]
        strips = -(-width // CELL)
        right = width - _edge(*mirrored, max(0, width - (strips - part.side_right + 1) * CELL), start)
    return (left if left >= SIDE_BAR else 0), (right if width - right >= SIDE_BAR else width)


def _edge(first: Plain, second: Plain, start: int, end: int) -> int:
    """From ``start`` on, the first column that changes, and back from there over columns of one and the same colour."""
    changes = (first[:, start:end] != second[:, start:end]).any(axis=0)
    column = start + (int(np.argmax(changes)) if changes.any() else end - start)
    margin = second[0, column - 1]
    while column > 0 and (second[:, column - 1] == margin).all():
        column -= 1
    return column
