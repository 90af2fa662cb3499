"""An own window is found by a row of its pixels, and nothing else is taken for one."""

from __future__ import annotations

from PIL import Image, ImageDraw

from assistant.capture.own_pixels import mark_of, shows
from assistant.core.ports import Rect
from assistant.imaging.frames import crop, from_picture


def window(words: str) -> Image.Image:
    picture = Image.new("RGB", (400, 40), "#fbfaf7")
    ImageDraw.Draw(picture).text((10, 12), words, fill="#1f2428")
    return picture


def test_a_window_is_found_where_its_text_is_in_the_picture() -> None:
    # GIVEN a mark of an own window
    own = window("What do they want from me, what have I got, what is still missing")
    mark = mark_of(crop(from_picture(own), Rect(0, 12, 400, 16)))
    assert mark

    # WHEN a screen shows it THEN it is found, and not where it shows something alike
    screen = Image.new("RGB", (900, 600), "white")
    assert not shows(from_picture(screen), [mark])
    screen.paste(window("What do they want from you, what have we got, what was never missing"), (50, 50))
    assert not shows(from_picture(screen), [mark])
    screen.paste(own, (333, 444))
    assert shows(from_picture(screen), [b"", mark])


def test_what_is_plain_or_narrow_has_no_mark() -> None:
    assert mark_of(from_picture(Image.new("RGB", (400, 16), "white"))) == b""
    assert mark_of(from_picture(window("What do they want from me").crop((0, 12, 100, 28)))) == b""
    assert not shows(from_picture(Image.new("RGB", (400, 16), "white")), [b""])
