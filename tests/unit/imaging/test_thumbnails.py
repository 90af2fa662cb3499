"""Thumbnails: small, upright, without metadata, and cached by content."""

from __future__ import annotations

import hashlib
import io
import stat
from pathlib import Path

import pytest
from PIL import Image

from assistant.errors import InputError
from assistant.imaging.frames import from_picture
from assistant.imaging.thumbnails import cached_thumbnail, frame_thumbnail, thumbnail


def saved(kind: str, mode: str = "RGB", size: tuple[int, int] = (800, 400), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("PNG", "1"), ("JPEG", "RGB"), ("JPEG", "CMYK")],
)
def test_it_fits_and_keeps_its_shape(kind: str, mode: str) -> None:
    small = Image.open(io.BytesIO(thumbnail(saved(kind, mode), 300, 188)))
    assert small.size == (300, 150)


def test_it_is_never_larger_than_the_original_nor_than_its_limit() -> None:
    assert Image.open(io.BytesIO(thumbnail(saved("PNG", size=(20, 10)), 300, 188))).size == (20, 10)
    assert Image.open(io.BytesIO(thumbnail(saved("PNG", size=(3000, 10)), 9000, 9000))).size[0] == 1024


def test_a_photograph_stands_upright_and_carries_nothing() -> None:
    exif = Image.Exif()
    exif[0x0112] = 8
    small = Image.open(io.BytesIO(thumbnail(saved("JPEG", exif=exif.tobytes()), 100, 100)))
    small.load()
    assert small.size == (50, 100)
    assert small.info == {}


def test_a_frame_has_one_too() -> None:
    frame = from_picture(Image.new("RGB", (640, 480), "red"))
    assert Image.open(io.BytesIO(frame_thumbnail(frame, 112, 70))).size == (93, 70)


def test_the_cache_is_filled_once(tmp_path: Path) -> None:
    # GIVEN an original and an empty cache
    original, cache = tmp_path / "original.png", tmp_path / "cache"
    original.write_bytes(saved("PNG"))
    digest = hashlib.sha256(original.read_bytes()).hexdigest()

    # WHEN its thumbnail is asked for twice, the second time without the original
    first = cached_thumbnail(original, digest, cache)
    original.unlink()
    second = cached_thumbnail(original, digest, cache)

    # THEN it is the same file, for this user only
    assert first == second
    assert stat.S_IMODE(first.stat().st_mode) == 0o600


def test_a_cache_that_takes_nothing_keeps_nothing_half_written(tmp_path: Path) -> None:
    # GIVEN a cache in which a folder has the thumbnail's name
    original, cache = tmp_path / "original.png", tmp_path / "cache"
    original.write_bytes(saved("PNG"))
    digest = hashlib.sha256(original.read_bytes()).hexdigest()
    place = cache / digest[:2] / f"{digest}-300x188.png"
    place.mkdir(parents=True)

    # WHEN it is made THEN that fails, and no nameless picture stays, which erasing could not find
    with pytest.raises(OSError, match="directory"):
        cached_thumbnail(original, digest, cache)
    assert list(place.parent.iterdir()) == [place]


def test_names_in_the_cache_are_hashes_only(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        cached_thumbnail(tmp_path / "x.png", "../../etc/passwd", tmp_path)


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "no.png"
    path.write_text("no", encoding="utf-8")
    with pytest.raises(InputError):
        cached_thumbnail(path, "0" * 64, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()
