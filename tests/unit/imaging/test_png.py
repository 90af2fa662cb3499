"""The PNG writer: the pixels come back as they were, and nothing of the person's gets into the file."""

from __future__ import annotations

import datetime as dt
import importlib
import io
import random

import pytest
from PIL import Image

from assistant.core.ports import Frame
from assistant.imaging.frames import from_picture, to_picture
from assistant.imaging.png import capture_texts, encode, encode_picture


def noise(width: int, height: int, seed: int = 1) -> Frame:
    return Frame(width, height, random.Random(seed).randbytes(width * height * 4))  # noqa: S311  # no secret


@pytest.mark.parametrize(("width", "height"), [(1, 1), (3, 1), (1, 5), (257, 63), (640, 480)])
def test_pixels_come_back_as_they_were(width: int, height: int) -> None:
    # GIVEN a frame of noise, whose fourth bytes mean nothing
    frame = noise(width, height)

    # WHEN it is written and read by another program's reader
    picture = Image.open(io.BytesIO(encode(frame)))
    picture.load()

    # THEN every pixel is the same
    assert picture.mode == "RGB"
    assert picture.tobytes() == to_picture(frame).tobytes()


def test_the_reader_finds_a_sound_file() -> None:
    Image.open(io.BytesIO(encode(noise(50, 40)))).verify()


def test_text_chunks_carry_time_and_program_and_nothing_else() -> None:
    # GIVEN a time with its offset
    moment = dt.datetime(2026, 3, 4, 14, 32, 7, 250000, tzinfo=dt.timezone(dt.timedelta(hours=1)))

    # WHEN a capture is written
    picture = Image.open(io.BytesIO(encode(noise(4, 4), capture_texts(moment, "1.2.3"))))
    picture.load()

    # THEN the two chunks say so
    assert picture.info == {
        "Creation Time": "2026-03-04T14:32:07.250+01:00",
        "Software": "Appeal Assistant 1.2.3",
    }


def test_text_outside_latin_1_is_kept() -> None:
    picture = Image.open(io.BytesIO(encode(noise(4, 4), {"Title": "Чат"})))
    picture.load()
    assert picture.info == {"Title": "Чат"}


def test_the_same_frame_gives_the_same_bytes() -> None:
    assert encode(noise(40, 30), {"Software": "x"}) == encode(noise(40, 30), {"Software": "x"})


def test_without_isal_the_picture_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a machine for which there is no isal
    def absent(name: str) -> object:
        raise ImportError(name)

    frame = noise(120, 80)
    monkeypatch.setattr(importlib, "import_module", absent)

    # WHEN a frame is written
    picture = Image.open(io.BytesIO(encode(frame)))

    # THEN it reads back all the same
    assert picture.tobytes() == to_picture(frame).tobytes()


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_pillow_picture_loses_its_metadata_and_no_pixel(mode: str) -> None:
    # GIVEN a picture that carries a comment
    channels = len(mode)
    picture = Image.frombytes(mode, (30, 20), random.Random(2).randbytes(30 * 20 * channels))  # noqa: S311  # no secret
    picture.info["comment"] = "a stranger's words"

    # WHEN it is written
    again = Image.open(io.BytesIO(encode_picture(picture)))
    again.load()

    # THEN the pixels are there and the comment isn't
    assert again.tobytes() == picture.tobytes()
    assert again.info == {}


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="fit"):
        encode(Frame(2, 2, b"123"))
    with pytest.raises(ValueError, match="neither"):
        encode_picture(Image.new("P", (2, 2)))
    with pytest.raises(ValueError, match="keyword"):
        encode(noise(2, 2), {"": "no keyword"})


def test_a_frame_from_a_picture_is_that_picture() -> None:
    picture = Image.new("RGB", (3, 2), (10, 20, 30))
    frame = from_picture(picture, 2.0)
    assert frame.scale == 2.0
    assert to_picture(frame).getpixel((1, 1)) == (10, 20, 30)
    see_through = Image.new("RGBA", (1, 1), (0, 0, 0, 0))
    assert to_picture(from_picture(see_through)).getpixel((0, 0)) == (255, 255, 255)
