"""Paints the background of a virtual screen so that every pixel tells where it is, and captures can be checked.

Red and green are the low bytes of its column and row, blue holds the rest of both.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import xcffib
from xcffib import xproto

from assistant.core.ports import Frame, Rect

_MOST = 240_000  # bytes of one request; servers take 262,140


def painted(area: Rect) -> Frame:
    """The pixels of an area of a painted screen."""
    x, y = np.meshgrid(np.arange(area.x, area.right), np.arange(area.y, area.bottom))
    channels = (x // 256 + 16 * (y // 256), y % 256, x % 256, np.zeros_like(x))
    return Frame(area.width, area.height, np.dstack(channels).astype(np.uint8).tobytes())


def paint(display: str, width: int, height: int) -> None:
    """Makes the pattern the background of the screen; it stays when this returns."""
    library: Any = xcffib
    connection = library.connect(display)
    core, screen = connection.core, connection.get_setup().roots[connection.pref_screen]
    pixmap, context = connection.generate_id(), connection.generate_id()
    core.CreatePixmap(screen.root_depth, pixmap, screen.root, width, height)
    core.CreateGC(context, pixmap, 0, [])
    step = max(1, _MOST // (width * 4))
    for top in range(0, height, step):
        rows = min(step, height - top)
        data = painted(Rect(0, top, width, rows)).bgrx
        core.PutImage(
            xproto.ImageFormat.ZPixmap, pixmap, context, width, rows, 0, top, 0, screen.root_depth, len(data), data
        )
    core.ChangeWindowAttributes(screen.root, xproto.CW.BackPixmap, [pixmap])
    core.ClearArea(False, screen.root, 0, 0, 0, 0)
    core.GetInputFocus().reply()  # everything before is done when this is answered
    connection.disconnect()
