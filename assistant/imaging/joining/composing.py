"""Fills the pages of a plan with the rows of its frames. Copies pixels; never makes one."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from assistant.core.ports import Frame
from assistant.imaging.joining.plan import Page, PagePlan


def compose(plan: Sequence[PagePlan], load: Callable[[int], Frame]) -> Iterator[Page]:
    """The pages, one after the other; ``load(position)`` gives a frame, which is let go before the next is asked for.

    Holds one page and one frame. The same frames and plan give the same bytes. Raises ValueError where a frame has
    not the size that the plan was made with.
    """
    for page in plan:
        yield _filled(page, load)


def _filled(page: PagePlan, load: Callable[[int], Frame]) -> Page:
    # BytesIO gives its bytes away without copying them, so that a page is in memory once.
    store = io.BytesIO(bytes(page.width * page.height * 4))
    scale = 1.0
    with store.getbuffer() as buffer:
        target = np.frombuffer(buffer, dtype=np.uint8).reshape(page.height, page.width, 4)
        for position in sorted({run.frame for run in page.runs}):
            frame = load(position)
            scale = frame.scale
            source = np.frombuffer(frame.bgrx, dtype=np.uint8).reshape(frame.height, frame.width, 4)
            for run in page.runs:
                if run.frame != position:
                    continue
                part = source[run.row : run.row + run.rows, run.column : run.column + page.width]
                if run.row < 0 or run.column < 0 or part.shape[:2] != (run.rows, page.width):
                    raise ValueError(f"frame {position} has not the size that the plan was made with")
                target[run.top : run.top + run.rows] = part
            del frame, source, part
        del target
    return Page(Frame(page.width, page.height, store.getvalue(), scale), page)
