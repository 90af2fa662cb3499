"""Small pictures of originals, kept in the user's cache by content; never in the case, never of their metadata.

A thumbnail that is missing or damaged is made again; deleting the whole cache loses nothing.
"""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

from assistant.core.ports import Frame
from assistant.imaging.frames import to_picture
from assistant.imaging.picture import decoding, opened

_LONGEST_EDGE = 1024


def thumbnail(untrusted: Path | bytes, width: int, height: int) -> bytes:
    """A PNG of the picture that fits into ``width`` × ``height`` pixels (at most 1024), turned as its camera said.

    One picture is decoded at a time, a JPEG at a fraction of its size. Raises InputError as ``picture.inspect``.
    """
    size = (min(width, _LONGEST_EDGE), min(height, _LONGEST_EDGE))
    with opened(untrusted) as picture, decoding:
        if picture.format in ("JPEG", "MPO"):
            picture.draft("RGB", (size[0] * 2, size[1] * 2))
        picture.load()
        return _small(ImageOps.exif_transpose(picture), size)


def frame_thumbnail(frame: Frame, width: int, height: int) -> bytes:
    """The same of a frame that was just taken."""
    return _small(to_picture(frame), (min(width, _LONGEST_EDGE), min(height, _LONGEST_EDGE)))


def cached_thumbnail(original: Path, sha256: str, cache: Path, *, width: int = 300, height: int = 188) -> Path:
    """The path of the thumbnail in the folder ``cache``; made there first where it is missing.

    Raises InputError as ``picture.inspect``, OSError where the cache can't be written.
    """
    path = _place(cache, sha256, width, height)
    if path.is_file() and path.stat().st_size > 0:
        return path
    data = thumbnail(original, width, height)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # 0600 from the start
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)  # erasing finds thumbnails by their name, and this one has none
        raise
    return path


def _place(cache: Path, sha256: str, width: int, height: int) -> Path:
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 in lower-case hex")
    return cache / sha256[:2] / f"{sha256}-{width}x{height}.png"


def _small(picture: Image.Image, size: tuple[int, int]) -> bytes:
    see_through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    elif picture.mode in ("P", "PA", "1"):
        picture = picture.convert("RGBA" if see_through else "RGB")
    picture.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    plain = picture.convert("RGBA" if see_through else "RGB")
    plain.info = {}
    out = io.BytesIO()
    plain.save(out, "PNG", compress_level=3)
    return out.getvalue()
