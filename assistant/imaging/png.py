"""Writes PNG files fast: one filter for all rows, one pass of deflate, text chunks, nothing else.

It exists because a capture must be on disk before the next one, and general encoders try every filter on every
row. It never reads a PNG and never writes a path, a user's or a machine's name into one.
"""

from __future__ import annotations

import datetime as dt
import importlib
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.core.ports import Frame
from assistant.imaging.frames import Pixels, Seen, digest_of, emptiness, pack

if TYPE_CHECKING:
    from PIL import Image

Rows = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_UP = 2
#: Rows that are packed, then looked at and compressed, at a time: few enough to stay in the processor's cache.
_BAND = 128
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
    return encode_seen(frame, texts)[0]


def encode_seen(frame: Frame, texts: Mapping[str, str] | None = None) -> tuple[bytes, Seen]:
    """The same file, and what the frame shows.

    A second thread packs the pixels band after band and looks at them, this one filters and compresses what is packed:
    neither holds Python's lock meanwhile. Raises ValueError as ``encode``.
    """
    if frame.width < 1 or frame.height < 1 or len(frame.bgrx) != frame.width * frame.height * 4:
        raise ValueError("the frame's bytes don't fit its size")
    rgb = np.empty((frame.height, frame.width, 3), dtype=np.uint8)
    packed: SimpleQueue[int] = SimpleQueue()
    with ThreadPoolExecutor(1, "png") as beside:
        seen = beside.submit(_pack, frame, rgb, packed.put)
        seen.add_done_callback(lambda _done: packed.put(0))  # it may have failed: nothing is waited for then
        data = _file(rgb, "RGB", texts or {}, iter(packed.get, 0))
        return data, seen.result()


def encode_picture(picture: Image.Image, texts: Mapping[str, str] | None = None) -> bytes:
    """The PNG file of a Pillow picture of mode RGB or RGBA, without any of the metadata that it carries."""
    if picture.mode not in _COLOUR_TYPES:
        raise ValueError(f"mode {picture.mode} is neither RGB nor RGBA")
    return _file(np.asarray(picture), picture.mode, texts or {}, _bands(picture.height))


def _pack(frame: Frame, rgb: Pixels, report: Callable[[int], None]) -> Seen:
    """Fills ``rgb`` and reports up to which row; what the frame shows."""
    digest = digest_of(frame.width, frame.height)
    before = 0
    for until in _bands(frame.height):
        pack(frame, rgb, before, until)
        report(until)
        digest.update(rgb[before:until].data)
        before = until
    return Seen(digest.hexdigest(), emptiness(frame))


def _bands(height: int) -> Iterator[int]:
    """The rows at which a band ends, the last one included."""
    yield from range(_BAND, height, _BAND)
    yield height


def _file(pixels: Pixels, mode: str, texts: Mapping[str, str], packed: Iterable[int]) -> bytes:
    height, width = pixels.shape[:2]
    colour_type, channels = _COLOUR_TYPES[mode]
    head = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    body = _compressed(pixels.reshape(height, width * channels), packed)
    return b"".join(
        (
            _SIGNATURE,
            *_chunk(b"IHDR", head),
            *(part for key, text in texts.items() for part in _text_chunk(key, text)),
            *_chunk(b"IDAT", *body),
            *_chunk(b"IEND"),
        )
    )


def _compressed(flat: Rows, packed: Iterable[int]) -> list[bytes]:
    """The rows, each less the one above it; ``packed`` tells up to which one they are there already."""
    deflate = _library().compressobj(1)  # on screens the higher levels take longer and give no less
    filtered = np.empty((min(_BAND, flat.shape[0]), 1 + flat.shape[1]), dtype=np.uint8)
    filtered[:, 0] = _UP
    parts, before = [], 0
    for until in packed:
        band = filtered[: until - before]
        # wraps at 256, as the filter wants it; long rows are what makes it fast
        np.subtract(flat[before + 1 : until], flat[before : until - 1], out=band[1:, 1:])
        if before:
            np.subtract(flat[before], flat[before - 1], out=band[0, 1:])
        else:
            band[0, 1:] = flat[0]
        parts.append(deflate.compress(band.data))
        before = until
    return [*parts, deflate.flush()]


def _chunk(kind: bytes, *data: bytes) -> tuple[bytes, ...]:
    crc32 = _library().crc32
    check = crc32(kind)
    for part in data:
        check = crc32(part, check)
    return (struct.pack(">I", sum(map(len, data))), kind, *data, struct.pack(">I", check))


def _text_chunk(key: str, text: str) -> tuple[bytes, ...]:
    keyword = key.encode("latin-1")
    if not 1 <= len(keyword) <= 79:
        raise ValueError("a PNG keyword has 1 to 79 characters")
    try:
        return _chunk(b"tEXt", keyword + b"\0" + text.encode("latin-1"))
    except UnicodeEncodeError:
        return _chunk(b"iTXt", keyword + b"\0\0\0\0\0" + text.encode("utf-8"))


def _library() -> Any:
    """What deflates and checks: the fast one, or Python's own."""
    try:
        return importlib.import_module("isal.isal_zlib")
    except ImportError:  # no wheel for this processor; the file is the same picture, a little slower to make
        return zlib
