"""Where the panel of a scrolling capture stands: beside what is taken, never inside it. Pure; physical pixels.

Where there is no room beside it, the panel lies flat at the bottom of the screen and the area ends above it: what
lies lower comes into view while scrolling, but at a side it never would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.core.ports import Rect

#: Pixels of the window toolkit between the panel, the area and the screen's edge.
GAP = 8


@dataclass(frozen=True, slots=True)
class Room:
    """The part of a screen that windows may use, and how many physical pixels one of the toolkit's is there."""

    area: Rect
    ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class PanelPlace:
    """The panel's place; ``is_flat`` is its wide form. ``area`` is what is taken, ``cut`` how many rows it lost."""

    panel: Rect
    room: Room
    is_flat: bool
    area: Rect
    cut: int = 0


def place_panel(area: Rect, tall: tuple[int, int], flat: tuple[int, int], rooms: Sequence[Room]) -> PanelPlace:
    """Finds the place for a panel of the size ``tall`` or ``flat`` (toolkit's pixels); ``rooms`` holds at least one.

    Tall at the right, at the left; flat below, above; tall on another screen; else flat, with the area cut.
    """
    home = max(rooms, key=lambda room: _shared(room.area, area))
    inside = area.clamped(home.area)
    for room in (home, *(other for other in rooms if other is not home)):
        for panel, is_flat in _candidates(inside, room, tall, flat):
            if panel.clamped(room.area) == panel and not panel.overlaps(area):
                return PanelPlace(panel, room, is_flat, area)
    width, height = _scaled(flat, home.ratio)
    width = min(width, home.area.width)
    gap = round(GAP * home.ratio)
    top = home.area.bottom - height
    left = max(home.area.x, min(inside.x + (inside.width - width) // 2, home.area.right - width))
    bottom = max(area.y + 1, min(area.bottom, top - gap))
    kept = replace(area, height=bottom - area.y)
    return PanelPlace(Rect(left, top, width, height), home, True, kept, area.height - kept.height)


def _candidates(area: Rect, room: Room, tall: tuple[int, int], flat: tuple[int, int]) -> list[tuple[Rect, bool]]:
    gap = round(GAP * room.ratio)
    (width, height), (wide, low) = _scaled(tall, room.ratio), _scaled(flat, room.ratio)
    if not area.overlaps(room.area):  # another screen: at its right edge
        return [(Rect(room.area.right - width - gap, room.area.y + gap, width, height), False)]
    top = max(room.area.y, min(area.y, room.area.bottom - height))
    left = max(room.area.x, min(area.x, room.area.right - wide))
    return [
        (Rect(area.right + gap, top, width, height), False),
        (Rect(area.x - gap - width, top, width, height), False),
        (Rect(left, area.bottom + gap, wide, low), True),
        (Rect(left, area.y - gap - low, wide, low), True),
    ]


def _scaled(size: tuple[int, int], ratio: float) -> tuple[int, int]:
    return round(size[0] * ratio), round(size[1] * ratio)


def _shared(first: Rect, second: Rect) -> int:
    part = first.clamped(second)
    return part.width * part.height
