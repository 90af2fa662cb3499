"""Finds a window of this program by its pixels, where the system doesn't tell what is on the screen.

A row of a window that looks like nothing else is remembered before the window goes; found in the picture, the window
hadn't gone. A window that the system draws at another size than its program did is not found: this is a second look,
not a proof.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.core.ports import Frame
from assistant.imaging.frames import packed

#: Pixels of a row that are compared, and how often the colour changes in them at least: what plain areas, borders and
#: icons never reach, and a line of text does.
_LENGTH = 120
_CHANGES = 40


def mark_of(row: Frame) -> bytes:
    """The stretch of a frame's rows with the most changes of colour, as R, G, B; empty where none has enough."""
    if row.width < _LENGTH:
        return b""
    rgb = packed(row)
    changes = np.any(rgb[:, 1:] != rgb[:, :-1], axis=2).astype(np.int32)
    sums = np.cumsum(np.pad(changes, ((0, 0), (1, 0))), axis=1)
    counts = sums[:, _LENGTH - 1 :] - sums[:, : row.width - _LENGTH + 1]
    y, x = divmod(int(counts.argmax()), counts.shape[1])
    return rgb[y, x : x + _LENGTH].tobytes() if counts[y, x] >= _CHANGES else b""


def shows(frame: Frame, marks: Sequence[bytes]) -> bool:
    """Whether a row of the frame holds one of the marks."""
    known = [mark for mark in marks if mark]
    if not known:
        return False
    pixels = packed(frame).tobytes()
    return any(mark in pixels for mark in known)
