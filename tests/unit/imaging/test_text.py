"""The band below a loose picture: it adds, it never touches."""

from __future__ import annotations

import threading

import pytest
from PIL import Image, ImageChops

from assistant.imaging.text import with_band

LINES = (
    "Picture taken 14 Dec 2015, 18:32:07 (UTC+01:00)",
    "Date of event seen in the picture",
    "jdoe · Upwork · letter 1",
)


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture in which every pixel differs from its neighbours."""
    return Image.effect_noise((width, height), 90).convert(mode)


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box of all that isn't white."""
    box = ImageChops.invert(picture.convert("L")).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("width", [200, 420, 700, 1280, 3840, 8000])
def test_pixels_above_are_untouched(width: int) -> None:
    # GIVEN a picture of any width
    picture = noise(width, 120)
    # WHEN it gets its band
    made = with_band(picture, "C-2", "9 November 2015", "Scope and rate of pay agreed", LINES)
    # THEN its pixels are as they were, and the band is white with text that keeps clear of the edges
    assert made.mode == "RGB"
    assert made.width == width
    assert made.crop((0, 0, width, 120)).tobytes() == picture.tobytes()
    band = made.crop((0, 122, width, made.height))
    left, top, right, bottom = ink(band)
    assert left >= 4
    assert top >= 2
    assert right <= width - 4
    assert bottom <= band.height - 3
    assert made.crop((0, 120, width, 122)).getcolors() == [(2 * width, (0, 0, 0))]


def test_band_has_the_height_of_the_papers() -> None:
    # GIVEN a picture of a usual width
    # WHEN it gets its band
    made = with_band(noise(1280, 100), "C-2", "9 November 2015", "Scope", LINES)
    # THEN the band is 10.7 % of the width
    assert abs((made.height - 100) - 0.107 * 1280) <= 1


@pytest.mark.parametrize("width", [200, 1280])
@pytest.mark.parametrize(
    "title",
    [
        "",
        "x" * 10_000,
        "Договор о вёрстке каталога " * 30,
        "合同第一页：范围与报酬" * 40,
        "\u202eعرض السعر\n\u0000",
        "\ud800",
    ],
    ids=["none", "one word", "cyrillic", "chinese", "arabic", "half a character"],
)
def test_any_title_stays_inside(width: int, title: str) -> None:
    # GIVEN a title of any length and script, and no date
    # WHEN the picture gets its band
    made = with_band(noise(width, 80), "AA-123", "", title, LINES)
    # THEN nothing reaches the edge, and the band stays a band
    _left, _top, right, _bottom = ink(made.crop((0, 82, width, made.height)))
    assert right <= width - 4
    assert made.height - 80 <= max(300, width // 5)


def test_what_can_be_seen_through_becomes_white() -> None:
    # GIVEN a picture with parts that can be seen through
    picture = Image.new("RGBA", (400, 50), (255, 0, 0, 0))
    # WHEN it gets its band
    made = with_band(picture, "A-1", "2015", "", ())
    # THEN they are white
    assert made.getpixel((10, 10)) == (255, 255, 255)


def test_same_picture_gives_same_bytes_in_any_thread() -> None:
    # GIVEN one picture
    picture = noise(900, 60)
    found: list[bytes] = []

    def work() -> None:
        found.append(with_band(picture, "C-2", "9 November 2015", "范围 scope", LINES).tobytes())

    # WHEN several threads give it its band
    threads = [threading.Thread(target=work) for _number in range(3)]
    work()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # THEN all are the same
    assert len(found) == 4
    assert len(set(found)) == 1
