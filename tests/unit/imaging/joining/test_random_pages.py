"""Any way through a long page is joined byte for byte, or refused; never wrong.

The truth is the page itself: each frame is a view of it at a known row.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from long_page import Page, long_page, view

from assistant.core.ports import Frame
from assistant.imaging.joining import Joining, Verdict, compose

FULL = os.environ.get("APPEAL_FULL") == "1"
EXAMPLES = 400 if FULL else 25
WIDTH, HEIGHT = 320, 260
PAGE = long_page(WIDTH, 2400, seed=7)


@st.composite
def _ways(draw: st.DrawFn) -> list[int]:
    """Rows at which somebody stops: at least half of each view is in the view before."""
    tops = [draw(st.integers(0, len(PAGE) - HEIGHT))]
    for _number in range(draw(st.integers(1, 7))):
        top = tops[-1] + draw(st.integers(-HEIGHT // 2, HEIGHT // 2))
        tops.append(max(0, min(top, len(PAGE) - HEIGHT)))
    return tops


def _joined(frames: Sequence[Frame]) -> Joining:
    joining = Joining(lambda at: frames[at])
    for frame in frames:
        joining.add(frame)
    return joining


def _rows(joining: Joining, frames: Sequence[Frame]) -> list[Page]:
    return [
        np.frombuffer(made.pixels.bgrx, np.uint8).reshape(made.pixels.height, made.pixels.width, 4)
        for made in compose(joining.plan(), lambda at: frames[at])
    ]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ways())
def test_any_way_with_half_in_common_is_joined_byte_for_byte(tops: list[int]) -> None:
    # GIVEN views of a tall page of random text, each with at least half of the one before, down and up
    frames = [view(PAGE, top, HEIGHT) for top in tops]

    # WHEN they are joined
    joining = _joined(frames)
    pages = _rows(joining, frames)

    # THEN every shift is that of the page, and the picture is that part of the page, byte for byte
    assert [step.shift for step in joining.steps] == [(0, after - before) for before, after in itertools.pairwise(tops)]
    expected = PAGE[min(tops) : max(tops) + HEIGHT]
    assert len(pages) == 1
    assert np.array_equal(pages[0][:, :, :3], expected[:, :, :3])


def _spinner(frame: Page, dice: np.random.Generator) -> None:
    left = int(dice.integers(0, WIDTH - 24))
    frame[40:56, left : left + 16, :3] = dice.integers(0, 256, (16, 16, 3), np.uint8)


def _noise(frame: Page, dice: np.random.Generator) -> None:
    for _number in range(6):
        frame[dice.integers(0, HEIGHT), dice.integers(0, WIDTH), :3] ^= 1


def _blank(frame: Page, dice: np.random.Generator) -> None:
    top = int(dice.integers(0, HEIGHT - 60))
    frame[top : top + 60, :, :3] = 255


def _bars(frame: Page, _dice: np.random.Generator) -> None:
    frame[:30, :, :3] = (90, 60, 30)
    frame[8:20, 10:200:7, :3] = 250
    frame[-24:, :, :3] = (200, 210, 220)
    frame[-16:-8, 20:160:5, :3] = 10


@pytest.mark.parametrize("spoil", [_spinner, _noise, _blank, _bars], ids=lambda spoil: spoil.__name__.strip("_"))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000), repeats=st.booleans())
def test_what_is_spoiled_is_joined_right_or_refused(spoil: object, seed: int, repeats: bool) -> None:
    # GIVEN views of a page in big and small steps, each spoiled; or of one that repeats itself, in steps of at most
    # half a view: beyond that no picture tells which of the repeats it shows
    assert callable(spoil)
    dice = np.random.default_rng(seed)
    page = np.concatenate([PAGE[:300]] * 6) if repeats else PAGE
    tops = [int(dice.integers(0, 600))]
    while len(tops) < 4:
        far = HEIGHT // 2 if repeats else HEIGHT
        tops.append(int(np.clip(tops[-1] + dice.integers(-far, far), 0, len(page) - HEIGHT)))
    frames = []
    for top in tops:
        seen = page[top : top + HEIGHT].copy()
        spoil(seen, dice)
        frames.append(Frame(WIDTH, HEIGHT, seen.tobytes()))

    # WHEN they are joined
    joining = _joined(frames)

    # THEN whatever was not refused has the page's own shift
    for step in joining.steps:
        if step.verdict is not Verdict.REFUSED:
            assert step.shift == (0, tops[step.second] - tops[step.first])


def test_identical_messages_are_refused() -> None:
    # GIVEN a page of the same 40 rows again and again
    page = np.concatenate([PAGE[100:140]] * 30)
    frames = [view(page, top, HEIGHT) for top in (0, 90)]

    # WHEN they are joined THEN it is refused with a reason, since many places fit
    (step,) = _joined(frames).steps
    assert step.verdict is Verdict.REFUSED
    assert step.shift is None
    assert step.reason is not None


def test_pictures_of_other_pages_are_refused() -> None:
    # GIVEN two views of different pages
    frames = [view(PAGE, 0, HEIGHT), view(long_page(WIDTH, 600, seed=99), 50, HEIGHT)]

    # WHEN they are joined THEN it is refused
    (step,) = _joined(frames).steps
    assert step.verdict is Verdict.REFUSED
