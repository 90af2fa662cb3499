from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.core.ports import Rect

SMALL = st.integers(-50, 50)
RECTS = st.builds(Rect, SMALL, SMALL, st.integers(0, 60), st.integers(0, 60))


@given(RECTS, RECTS)
def test_clamping_gives_the_shared_pixels(one: Rect, other: Rect) -> None:
    shared = one.clamped(other)
    columns = set(range(one.x, one.right)) & set(range(other.x, other.right))
    rows = set(range(one.y, one.bottom)) & set(range(other.y, other.bottom))
    assert shared.width * shared.height == len(columns) * len(rows)
    assert one.overlaps(other) == bool(columns and rows)
