"""Writes PNG files fast: one filter for all rows, one pass of deflate, text chunks, nothing else.

It exists because a capture must be on disk before the next one, and general encoders try every filter on every
row. It never reads a PNG and never writes a path, a user's or a machine's name into one.
"""

from __future__ import annotations

import datetime as dt
import importlib
import struct
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from assistant.core.ports import Frame
from assistant.imaging.frames import Seen, digest_of, emptiness, packed

if TYPE_CHECKING:
    from PIL import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_UP = 2
_COLOUR_TYPES = {"RGB": (2, 3), "RGBA": (6, 4)}


def capture_texts(captured_at: dt.datetime, program_version: str) -> dict[str, str]:
    """The text chunks of a capture: when it was taken (with the offset) and by what; nothing else.

    ``captured_at`` is aware. Keywords are those that the PNG specification registers.
    """
    return {
        "Creation Time": captured_at.isoformat(timespec="milliseconds"),
        "Software": f"Appeal Assistant {program_version}",
    }


def encode(frame: Frame, texts: Mapping[str, str] | None = None) -> bytes:
    """The PNG file of a frame, 8 bits RGB; the fourth byte of each pixel is dropped.

    Raises ValueError where the frame is empty or its bytes don't fit its size.
    """
    _check(frame)
    return _file(packed(frame), "RGB", texts or {})


def encode_seen(frame: Frame, texts: Mapping[str, str] | None = None) -> tuple[bytes, Seen]:
    """The same file, and what the frame shows, found out on a thread of its own meanwhile."""
    _check(frame)
    rgb = packed(frame)
    with ThreadPoolExecutor(1, "seen") as beside:
        seen = beside.submit(lambda: Seen(digest_of(rgb), emptiness(frame)))
        data = _file(rgb, "RGB", texts or {})
        return data, seen.result()


def encode_picture(picture: Image.Image, texts: Mapping[str, str] | None = None) -> bytes:
    """The PNG file of a Pillow picture of mode RGB or RGBA, without any of the metadata that it carries."""
    if picture.mode not in _COLOUR_TYPES:
        raise ValueError(f"mode {picture.mode} is neither RGB nor RGBA")
    return _file(np.asarray(picture), picture.mode, texts or {})


def _check(frame: Frame) -> None:
    if frame.width < 1 or frame.height < 1 or len(frame.bgrx) != frame.width * frame.height * 4:
        raise ValueError("the frame's bytes don't fit its size")


def _file(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], mode: str, texts: Mapping[str, str]) -> bytes:
    height, width = pixels.shape[:2]
    colour_type, channels = _COLOUR_TYPES[mode]
    rows = np.empty((height, 1 + width * channels), dtype=np.uint8)
    rows[:, 0] = _UP
    flat = pixels.reshape(height, width * channels)  # long rows are what makes it fast
    rows[0, 1:] = flat[0]
    np.subtract(flat[1:], flat[:-1], out=rows[1:, 1:])  # wraps at 256, as the filter wants it
    head = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    chunks = [_chunk(b"IHDR", head)]
    chunks += [_text_chunk(key, text) for key, text in texts.items()]
    chunks += [_chunk(b"IDAT", _deflate()(rows.data)), _chunk(b"IEND", b"")]
    return b"".join((_SIGNATURE, *chunks))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return b"".join((struct.pack(">I", len(data)), kind, data, struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))))


def _text_chunk(key: str, text: str) -> bytes:
    keyword = key.encode("latin-1")
    if not 1 <= len(keyword) <= 79:
        raise ValueError("a PNG keyword has 1 to 79 characters")
    try:
        return _chunk(b"tEXt", keyword + b"\0" + text.encode("latin-1"))
    except UnicodeEncodeError:
        return _chunk(b"iTXt", keyword + b"\0\0\0\0\0" + text.encode("utf-8"))


def _deflate() -> Callable[[memoryview], bytes]:
    try:
        isal = importlib.import_module("isal.isal_zlib")
    except ImportError:  # no wheel for this processor; the file is the same picture, a little slower to make
        return lambda rows: zlib.compress(rows, 1)
    compress: Callable[..., bytes] = isal.compress
    return lambda rows: compress(rows, 1)  # on screens the higher levels take longer and give no less
