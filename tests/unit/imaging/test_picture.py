"""Pictures from strangers: kinds, sizes, damage; and re-made from their pixels, nothing else survives."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from assistant.errors import InputError
from assistant.imaging.picture import inspect, pixels_only

ORIENTATION = 0x0112


def made(kind: str, mode: str = "RGB", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("WEBP", "image/webp"),
        ("GIF", "image/gif"),
        ("BMP", "image/bmp"),
        ("TIFF", "image/tiff"),
    ],
)
def test_allowed_kinds_are_told_by_content(tmp_path: Path, kind: str, media_type: str) -> None:
    # GIVEN a picture whose name says nothing
    path = tmp_path / "picture"
    path.write_bytes(made(kind))

    # THEN it is known from a path and from bytes
    for untrusted in (path, path.read_bytes()):
        info = inspect(untrusted)
        assert (info.media_type, info.width, info.height) == (media_type, 60, 40)


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", made("ICO"), made("PPM")]
)
def test_what_is_no_allowed_picture_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        inspect(data)
    assert caught.value.reference == "picture-unreadable"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "BMP"])
def test_a_picture_that_ends_early_is_refused(kind: str) -> None:
    # GIVEN half of a picture
    data = made(kind, size=(200, 200))

    # WHEN it is looked at
    with pytest.raises(InputError) as caught:
        inspect(data[: len(data) // 2])

    # THEN it is said to be damaged
    assert caught.value.reference == "picture-damaged"


@pytest.mark.parametrize("side", [15_000, 20_000, 60_000])
def test_a_huge_picture_is_refused_before_a_pixel_is_decoded(side: int) -> None:
    # GIVEN a small file that claims to be huge
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )

    # THEN it is refused for its size
    for look in (inspect, pixels_only):
        with pytest.raises(InputError) as caught:
            look(data)
        assert caught.value.reference == "picture-too-large"


def test_a_file_that_is_not_there_stays_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        inspect(tmp_path / "absent.png")


def test_pixels_only_turns_the_picture_and_drops_what_it_carried() -> None:
    # GIVEN a photograph lying on its side, with a place and a comment in it
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010E] = "home address"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = made("JPEG", exif=exif.tobytes(), icc_profile=profile, comment=b"secret")

    # WHEN it is re-made
    picture = pixels_only(data)

    # THEN it stands upright and carries nothing
    assert picture.size == (40, 60)
    assert picture.mode == "RGB"
    assert not picture.info
    assert not dict(picture.getexif())


def test_pixels_only_keeps_pixels_of_a_png() -> None:
    # GIVEN a PNG with a text chunk
    source = Image.effect_noise((20, 20), 80).convert("RGB")
    text = PngInfo()
    text.add_text("Author", "somebody")
    out = io.BytesIO()
    source.save(out, "PNG", pnginfo=text)

    # WHEN it is re-made THEN the pixels are the same and the text is gone
    picture = pixels_only(out.getvalue())
    assert picture.tobytes() == source.tobytes()
    assert not picture.info


@pytest.mark.parametrize(
    ("kind", "mode", "wanted"),
    [
        ("PNG", "1", "RGB"),
        ("PNG", "L", "RGB"),
        ("PNG", "LA", "RGBA"),
        ("PNG", "P", "RGB"),
        ("PNG", "RGBA", "RGBA"),
        ("PNG", "I;16", "RGB"),
        ("JPEG", "CMYK", "RGB"),
        ("GIF", "P", "RGB"),
        ("TIFF", "F", "RGB"),
    ],
)
def test_every_mode_ends_in_colour(kind: str, mode: str, wanted: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, kind)
    assert pixels_only(out.getvalue()).mode == wanted


def test_sixteen_bits_of_grey_keep_their_brightness() -> None:
    out = io.BytesIO()
    Image.new("I;16", (4, 4), 0x8000).save(out, "PNG")
    value = pixels_only(out.getvalue()).getpixel((0, 0))
    assert isinstance(value, tuple)
    assert abs(value[0] - 128) <= 1


def test_a_damaged_profile_leaves_the_colours_alone() -> None:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), (200, 100, 50)).save(out, "PNG", icc_profile=b"not a profile")
    assert pixels_only(out.getvalue()).getpixel((1, 1)) == (200, 100, 50)
