"""Finds pictures that lie beside each other by some columns as well: a region drawn anew by hand, or a wider window.

Only asked where no shift straight up or down was found; it proposes, and ``judging`` decides on the shared columns.
"""

from __future__ import annotations

import numpy as np

from assistant.imaging.joining.fingerprint import Keys, Numbers, Plain

_WINDOW = 24
#: One window in so many is kept, chosen by what is in it, so that both pictures keep the same ones.
_KEEP_BITS = 6
_BASE = 0x9E3779B97F4A7C15
_FEWEST = 40


def proposals(first: Plain, second: Plain) -> list[tuple[int, int]]:
    """Shifts (dx, dy) that many short stretches of pixels speak for, the best first, at most three."""
    mine, rows1, columns1 = _landmarks(first)
    other, rows2, columns2 = _landmarks(second)
    if not mine.size or not other.size:
        return []
    at = np.minimum(np.searchsorted(mine, other), mine.size - 1)
    found = mine[at] == other
    across = columns1[at[found]] - columns2[found]
    down = rows1[at[found]] - rows2[found]
    places, counts = np.unique(across * 2**32 + down + 2**31, return_counts=True)
    order = [one for one in np.argsort(-counts, kind="stable")[:3] if counts[one] >= _FEWEST]
    return [(int(places[one]) >> 32, int(places[one]) % 2**32 - 2**31) for one in order]


def _landmarks(plain: Plain) -> tuple[Keys, Numbers, Numbers]:
    """Stretches of 24 pixels that occur once in the picture and were chosen by content: number, row, column; sorted."""
    height, width = plain.shape
    if width <= _WINDOW:
        none = np.zeros(0, dtype=np.int64)
        return none.astype(np.uint64), none, none
    powers = np.cumprod(np.full(width, _BASE, dtype=np.uint64))
    inverse = np.cumprod(np.full(width, pow(_BASE, -1, 2**64), dtype=np.uint64))
    sums = np.zeros((height, width + 1), dtype=np.uint64)
    np.cumsum(plain * powers, axis=1, out=sums[:, 1:])
    numbers = (sums[:, _WINDOW:] - sums[:, :-_WINDOW]) * inverse[: width - _WINDOW + 1]
    kept = (numbers * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(64 - _KEEP_BITS) == 0
    kept &= plain[:, : width - _WINDOW + 1] != plain[:, _WINDOW - 1 :]
    rows, columns = np.nonzero(kept)
    keys: Keys = np.asarray(numbers[rows, columns], dtype=np.uint64)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    once = np.ones(keys.size, dtype=np.bool_)
    once[1:] &= keys[1:] != keys[:-1]
    once[:-1] &= keys[:-1] != keys[1:]
    kept_ones = order[once]
    return keys[once], rows[kept_ones].astype(np.int64), columns[kept_ones].astype(np.int64)
