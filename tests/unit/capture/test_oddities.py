"""What is odd about a picture is found and said, and an ordinary one is left in peace."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PIL import Image

from assistant.capture.details import CaptureDetails, details_of
from assistant.capture.moment import Moment
from assistant.capture.oddities import Oddity, oddities, say, warned
from assistant.core.ports import Frame, Rect, Screen
from assistant.imaging.frames import Emptiness, Seen, from_picture
from assistant.language import render

FULL = Seen("ab" * 32, Emptiness.FULL)
SCREEN = Screen(1, Rect(0, 0, 400, 300), 2.0, "DP-1")


def details(frame: Frame | None = None, asked: Rect = SCREEN.area) -> CaptureDetails:
    frame = frame or from_picture(Image.new("RGB", (400, 300)))
    moment = Moment(dt.datetime(2026, 3, 4, tzinfo=dt.UTC), 1.0)
    return details_of(frame, backend="x", mode="region", asked=asked, screens=[SCREEN], moment=moment)


def test_an_ordinary_picture_has_no_oddity() -> None:
    assert oddities(details(), FULL, previous_sha256="cd" * 32) == ()
    assert oddities(details(), FULL) == ()


@pytest.mark.parametrize(
    ("how", "seen", "found"),
    [
        (replace(details(), own_window=True), FULL, Oddity.OWN_WINDOW),
        (replace(details(), covered=True), FULL, Oddity.COVERED),
        (replace(details(), cut_off=True), FULL, Oddity.CUT_OFF),
        (replace(details(), wrong_size=True), FULL, Oddity.WRONG_SIZE),
        (details(), replace(FULL, emptiness=Emptiness.BLANK), Oddity.BLANK),
        (details(), replace(FULL, emptiness=Emptiness.NEARLY_BLANK), Oddity.NEARLY_BLANK),
    ],
)
def test_each_oddity_is_found(how: CaptureDetails, seen: Seen, found: Oddity) -> None:
    assert oddities(how, seen) == (found,)


def test_the_same_as_before_and_a_clock_that_was_set() -> None:
    found = oddities(details(), FULL, previous_sha256=FULL.pixel_sha256, clock_jump=-60.0)
    assert found == (Oddity.SAME_AS_BEFORE, Oddity.CLOCK_JUMP)


@pytest.mark.parametrize(
    ("size", "is_wrong"),
    [((400, 300), False), ((401, 299), False), ((800, 600), False), ((402, 300), True), ((400, 200), True)],
)
def test_a_picture_has_the_size_of_the_area_or_that_times_the_scale(size: tuple[int, int], *, is_wrong: bool) -> None:
    assert details(from_picture(Image.new("RGB", size), 2.0)).wrong_size is is_wrong


def test_what_lies_off_the_screen_is_cut_off_and_not_of_a_wrong_size() -> None:
    found = details(from_picture(Image.new("RGB", (100, 300))), Rect(300, 0, 400, 300))
    assert (found.cut_off, found.wrong_size) == (True, False)


def test_the_record_says_it_again_in_words() -> None:
    # GIVEN a record with oddities, one of them unknown to this version
    told = warned({"oddities": ["blank", "from-the-future", "clock-jump"]})

    # THEN the known ones are said in their order, and a record without says nothing
    assert [each.code for each in told] == ["blank", "clock-jump"]
    assert render(told[0].what).startswith("The picture has one colour only")
    assert warned({}) == warned({"oddities": "blank"}) == ()


def test_every_oddity_has_words_of_its_own() -> None:
    said = [render(say(oddity)) for oddity in Oddity]
    assert len(set(said)) == len(Oddity)
    assert all(text.endswith(".") for text in said)
