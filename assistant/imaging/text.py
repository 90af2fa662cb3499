"""Text on pictures: the band below a loose picture that says what it is and when it happened.

Only Qt shapes every script, so the band is drawn by Qt; the picture itself is never touched: its pixels are copied
into the result unchanged, and the band is added below them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image


def with_band(picture: Image.Image, label: str, date_text: str, title: str, lines: Sequence[str]) -> Image.Image:
    """A new RGB picture: ``picture`` unchanged on top, below it a white band of its width with the texts.

    ``date_text`` is the event date in words, empty where nobody gave one; ``lines`` (capture time and the like) stand
    small at the right. Safe in any thread.
    """
    raise NotImplementedError
