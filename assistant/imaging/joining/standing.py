"""Whether nothing moved between two frames. Two equal frames prove it only where a movement would have been seen.

An empty page, or one message over and over, looks the same after it was scrolled.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from assistant.core.ports import Rect
from assistant.imaging.joining.differences import places_of
from assistant.imaging.joining.evidence import Pair
from assistant.imaging.joining.fingerprint import Fingerprint
from assistant.imaging.joining.votes import by_rows

#: Cells with detail that must lie in the area that would move.
LEAST_DETAIL = 150
#: At this share of equal cells, two frames may show the same place.
_ALIKE = 0.97
#: An area that equals itself so far after a shift would look unmoved after it.
_SELF_SIMILAR = 0.9
#: Strips at the sides where a change may be a scroll bar, and so a movement.
_EDGE = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """``code`` is empty where nothing moved and nothing changed; ``changed-in-place``; else why it is not proved."""

    code: str
    compared: int
    agreeing: int
    rows: int
    boxes: tuple[Rect, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether it is sure that nothing moved."""
        return self.code in ("", "changed-in-place")


def standing(pair: Pair, known: tuple[int, int], strips: tuple[int, int] | None) -> Standing | None:
    """Looks whether two frames show the same place; None where they clearly don't.

    ``known`` are the heights of header and footer and ``strips`` the moving strips (first, one past the last) of steps
    before; None where nothing was seen to move yet.
    """
    first, second = pair.first.print_, pair.second.print_
    if first.height != second.height:
        return None
    same = first.cells == second.cells
    compared = first.detail | second.detail | ~same
    total = int(np.count_nonzero(compared))
    agreeing = int(np.count_nonzero(compared & same))
    if agreeing < _ALIKE * total:
        return None
    boxes = places_of(~same, first.width) if agreeing < total else ()
    changed = np.nonzero(~same.all(axis=0))[0]
    at_edge = changed.size and (changed[0] < _EDGE or changed[-1] >= same.shape[1] - _EDGE)
    code = _doubt_of_unknown(second) if strips is None else _doubt(_cut(second, known, strips))
    if not code and at_edge:
        code = "maybe-moved"
    if not code and boxes:
        code = "changed-in-place"
    return Standing(code, total, agreeing, first.height, boxes)


def _doubt_of_unknown(print_: Fingerprint) -> str:
    """Where the moving part isn't known: each quarter of the width may be it, in the middle of the height."""
    edges = [print_.cells.shape[1] * part // 4 for part in range(5)]
    around = print_.height // 5
    codes = [_doubt(_cut(print_, (around, around), (edges[part], edges[part + 1]))) for part in range(4)]
    if "maybe-moved" in codes:
        return "maybe-moved"
    return "" if codes.count("") >= 2 else "no-detail"


def _cut(print_: Fingerprint, known: tuple[int, int], strips: tuple[int, int]) -> Fingerprint:
    rows, columns = slice(known[0], print_.height - known[1]), slice(*strips)
    cells = print_.cells[rows, columns]
    return replace(print_, height=cells.shape[0], cells=cells, detail=print_.detail[rows, columns])


def _doubt(area: Fingerprint) -> str:
    if not area.cells.size or np.count_nonzero(area.detail) < LEAST_DETAIL:
        return "no-detail"
    for shift in by_rows(area, area, max(1, area.height // 4), 6):
        if shift < 0:
            continue
        equal = area.cells[shift:] == area.cells[:-shift]
        compared = area.detail[shift:] | area.detail[:-shift] | ~equal
        if np.count_nonzero(compared & equal) >= _SELF_SIMILAR * np.count_nonzero(compared):
            return "maybe-moved"
    return ""
