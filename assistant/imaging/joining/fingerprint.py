"""What a frame is reduced to before it is compared: one number for each cell, a cell being one row of 32 columns.

Two cells with the same number show the same pixels (the chance of a mistake is about 2^-40 for a cell, and one cell
decides nothing). The fourth byte of a pixel means nothing and takes no part.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.core.ports import Frame

#: Columns of a cell.
CELL = 32

Cells = np.ndarray[tuple[int, int], np.dtype[np.uint64]]
Marks = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Keys = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]
Plain = np.ndarray[tuple[int, int], np.dtype[np.uint32]]


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """The cells of a frame: rows by strips (columns of cells; the last may be narrower than 32 pixels).

    ``detail`` marks cells that tell places apart: not of one colour, and not the same as above and below.
    ``keys`` are the numbers of the cells with detail that occur once in their strip, sorted; ``rows`` and ``strips``
    say where those are. ``repeated`` are the keys, each once and sorted, of cells that occur more often in their strip.
    """

    width: int
    height: int
    cells: Cells
    detail: Marks
    keys: Keys
    rows: Numbers
    strips: Numbers
    repeated: Keys


def plain_pixels(frame: Frame) -> Plain:
    """The frame as one number a pixel, rows by columns, without the fourth byte."""
    packed = np.frombuffer(frame.bgrx, dtype="<u4").reshape(frame.height, frame.width)
    return packed & np.uint32(0xFFFFFF)


def fingerprint(plain: Plain) -> Fingerprint:
    """The fingerprint of pixels as ``plain_pixels`` gives them (or of a part of them)."""
    height, width = plain.shape
    whole = width // CELL
    strips = whole + bool(width % CELL)
    cells = np.empty((height, strips), dtype=np.uint64)
    if whole:
        block = plain[:, : whole * CELL].reshape(height, whole, CELL)
        cells[:, :whole] = block @ _WEIGHTS
    if width % CELL:
        cells[:, whole] = plain[:, whole * CELL :] @ _WEIGHTS[: width % CELL]
    detail = _detail(plain, cells)
    return Fingerprint(width, height, cells, detail, *_singles(cells, detail))


def _detail(plain: Plain, cells: Cells) -> Marks:
    """A cell of one colour has the number colour times sum of weights, as the weights are summed without remainder."""
    sums = np.full(cells.shape[1], _WEIGHTS.sum(dtype=np.uint64))
    if plain.shape[1] % CELL:
        sums[-1] = _WEIGHTS[: plain.shape[1] % CELL].sum(dtype=np.uint64)
    detail: Marks = cells != plain[:, ::CELL].astype(np.uint64) * sums
    as_above = np.zeros(cells.shape, dtype=np.bool_)
    as_above[1:] = cells[1:] == cells[:-1]
    as_below = np.zeros(cells.shape, dtype=np.bool_)
    as_below[:-1] = as_above[1:]
    detail &= ~(as_above & as_below)
    return detail


def _singles(cells: Cells, detail: Marks) -> tuple[Keys, Numbers, Numbers, Keys]:
    rows, strips = np.nonzero(detail)
    keys = cells[rows, strips] + _STRIP_SALT * strips.astype(np.uint64)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    once = np.ones(keys.size, dtype=np.bool_)
    same = keys[1:] == keys[:-1]
    once[1:] &= ~same
    once[:-1] &= ~same
    kept = order[once]
    more = keys[1:][same]
    return keys[once], rows[kept], strips[kept], more[np.concatenate((more[:1] == more[:1], more[1:] != more[:-1]))]


def _mixed(seed: int) -> int:
    """SplitMix64: spreads small numbers over 64 bits (https://prng.di.unimi.it/splitmix64.c)."""
    value = (seed * 0x9E3779B97F4A7C15) % 2**64
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) % 2**64
    return value ^ (value >> 31)


_WEIGHTS = np.array([_mixed(number + 1) | 1 for number in range(CELL)], dtype=np.uint64)
_STRIP_SALT = np.uint64(_mixed(1000) | 1)
