"""Frames: cropping, comparing, and noticing that nothing can be seen."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from assistant.core.ports import Frame, Rect
from assistant.imaging.frames import Emptiness, crop, emptiness, from_picture, pixel_digest, same_pixels, to_picture


def page(colour: str = "white", size: tuple[int, int] = (400, 300)) -> Image.Image:
    return Image.new("RGB", size, colour)


def test_a_crop_is_that_part_and_stays_inside() -> None:
    # GIVEN a frame with one red pixel
    picture = page()
    picture.putpixel((399, 299), (255, 0, 0))
    frame = from_picture(picture, 1.5)

    # WHEN an area that reaches beyond it is cropped
    part = crop(frame, Rect(390, 290, 100, 100))

    # THEN it is cut to what there is
    assert (part.width, part.height, part.scale) == (10, 10, 1.5)
    assert to_picture(part).getpixel((9, 9)) == (255, 0, 0)
    with pytest.raises(ValueError, match="outside"):
        crop(frame, Rect(400, 0, 5, 5))


@pytest.mark.parametrize("colour", ["black", "white", "#336699"])
def test_one_colour_is_blank(colour: str) -> None:
    assert emptiness(from_picture(page(colour))) is Emptiness.BLANK


def test_a_line_or_two_is_nearly_blank() -> None:
    picture = page()
    ImageDraw.Draw(picture).rectangle((10, 10, 30, 14), fill="black")
    assert emptiness(from_picture(picture)) is Emptiness.NEARLY_BLANK


def test_a_page_with_words_is_full() -> None:
    picture = page()
    draw = ImageDraw.Draw(picture)
    for row in range(10, 290, 20):
        draw.text((10, row), "So we agree on the work: home page and two inner pages", fill="black")
    assert emptiness(from_picture(picture)) is Emptiness.FULL


def test_small_things_between_the_samples_are_seen() -> None:
    picture = page()
    picture.putpixel((3, 3), (0, 0, 0))
    assert emptiness(from_picture(picture)) is Emptiness.NEARLY_BLANK


def test_the_fourth_byte_takes_no_part() -> None:
    first, second = Frame(2, 1, b"abc\x00def\x00"), Frame(2, 1, b"abc\xffdef\x01")
    assert same_pixels(first, second)
    assert pixel_digest(first) == pixel_digest(second)
    assert not same_pixels(first, Frame(1, 2, first.bgrx))
    assert pixel_digest(first) != pixel_digest(Frame(1, 2, first.bgrx))
    assert not same_pixels(first, Frame(2, 1, b"abc\x00deg\x00"))
