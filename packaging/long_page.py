"""A long page of random text as pixels, and views of it as somebody who scrolls sees them; for tests and timings."""

from __future__ import annotations

import numpy as np

from assistant.core.ports import Frame

Page = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


def long_page(width: int, height: int, seed: int = 1) -> Page:
    """Rows of small dark signs on white: rows, columns and B, G, R, X. The same seed gives the same page."""
    dice = np.random.default_rng(seed)
    page: Page = np.full((height, width, 4), 255, np.uint8)
    for top in range(8, height - 14, 18):
        for left in range(8, width - 8, 9):
            if dice.random() < 0.7:
                page[top : top + 12, left : left + 6, :3] = dice.integers(0, 2, (12, 6, 1), np.uint8) * 255
    return page


def view(page: Page, top: int, height: int) -> Frame:
    """What is seen of the page from row ``top`` on."""
    seen = page[top : top + height]
    return Frame(seen.shape[1], seen.shape[0], seen.tobytes())
