"""Which row of a joined page comes from which frame: decided from figures alone, before any pixel is copied.

The plan is what ``seams.json`` keeps, so that the pages can be made again, byte for byte, from the frames alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.core.ports import Frame

#: The most rows of one page; what is longer continues on the next.
PAGE_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of a page that come from one frame: ``rows`` rows from ``top`` on are the frame's from ``row`` on.

    ``column`` is the frame's column at the page's left edge.
    """

    top: int
    rows: int
    frame: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page: its size, the runs that fill it without a hole, top down, and what comes after it.

    ``gap_after`` is the position of the frame that could not be joined to this page's last one (None: the page is
    the last, or continues on the next: ``continues``). ``is_window`` marks the first frame shown whole, before a page
    from which side columns that stood still were left out.
    """

    width: int
    height: int
    runs: tuple[Run, ...]
    frames: tuple[int, int]
    gap_after: int | None = None
    continues: bool = False
    is_window: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A joined page: captured pixels only. ``plan`` says where they come from."""

    pixels: Frame
    plan: PagePlan


def plan_of(record: Mapping[str, object]) -> tuple[PagePlan, ...]:
    """The plan that a ``seams.json`` holds (the object given by ``seams``). Raises ValueError where it holds none."""
    raise ValueError("no plan")
