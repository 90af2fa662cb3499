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
    pages = record.get("pages")
    if not isinstance(pages, list):
        raise ValueError("no pages in the record")  # noqa: TRY004  # a file's content, not an argument
    return tuple(_page(each) for each in pages)


def _page(untrusted: object) -> PagePlan:
    """One page, its numbers checked: the record lies in a folder that anything may have changed."""
    if not isinstance(untrusted, dict) or not isinstance(untrusted.get("runs"), list):
        raise ValueError("a page without its rows")  # noqa: TRY004  # a file's content, not an argument
    width, height = _number(untrusted, "width", 1), _number(untrusted, "height", 1)
    runs = tuple(_run(each) for each in untrusted["runs"])
    expected = 0
    for run in runs:
        if run.top != expected:
            raise ValueError("the rows of a page do not follow each other")
        expected += run.rows
    if expected != height:
        raise ValueError("the rows of a page do not fill it")
    gap = None if untrusted.get("gap_after") is None else _number(untrusted, "gap_after", 0)
    used = [run.frame for run in runs]
    flags = untrusted.get("continues") is True, untrusted.get("is_window") is True
    return PagePlan(width, height, runs, (min(used), max(used)), gap, *flags)


def _run(untrusted: object) -> Run:
    if not isinstance(untrusted, dict):
        raise ValueError("rows of a page that can't be read")  # noqa: TRY004  # a file's content, not an argument
    top, rows = _number(untrusted, "top", 0), _number(untrusted, "rows", 1)
    return Run(top, rows, *(_number(untrusted, name, 0) for name in ("frame", "row", "column")))


def _number(untrusted: Mapping[str, object], name: str, least: int) -> int:
    value = untrusted.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value < 2**31:
        raise ValueError(f"{name} is no number that can be")
    return value
