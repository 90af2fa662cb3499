"""What is done with frames of the screen: cropping, comparing, noticing that nothing is on them, to Pillow and back.

All functions are pure. Mind that a frame's fourth byte means nothing: it never takes part in a comparison.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from PIL import Image

from assistant.core.ports import Frame, Rect

Signed = np.ndarray[tuple[int, ...], np.dtype[np.int16]]
Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


class Emptiness(StrEnum):
    """Whether something can be seen on a frame. Never a reason to refuse: an empty page may be meant."""

    FULL = "full"
    NEARLY_BLANK = "nearly-blank"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a frame shows, without looking at what it is: the digest of its pixels, and whether there is anything."""

    pixel_sha256: str
    emptiness: Emptiness


def crop(frame: Frame, area: Rect) -> Frame:
    """The part of a frame inside ``area``, in the frame's own pixels from its top left; clamped to the frame.

    Raises ValueError where no pixel of it is inside.
    """
    inside = area.clamped(Rect(0, 0, frame.width, frame.height))
    if inside.width < 1 or inside.height < 1:
        raise ValueError("the area lies outside the frame")
    part = pixels(frame, with_fourth=True)[inside.y : inside.bottom, inside.x : inside.right]
    return Frame(inside.width, inside.height, part.tobytes(), frame.scale)


def emptiness(frame: Frame) -> Emptiness:
    """Blank: one colour, give or take 2 of 255. Nearly blank: 99.5 % of one colour and hardly an edge."""
    whole = pixels(frame)
    sample = np.ascontiguousarray(whole[::16, ::16])
    if not _varies(sample) and not _varies(whole):
        return Emptiness.BLANK
    coarse = sample.astype(np.int16)
    background = np.median(coarse.reshape(-1, 3), axis=0).astype(np.int16)
    if _near(coarse, background).mean() < 0.98:
        return Emptiness.FULL  # nearly always: the whole need not be looked at
    near = _near(whole.astype(np.int16), background)
    edges = int(np.count_nonzero(near[:, 1:] != near[:, :-1]))
    return Emptiness.NEARLY_BLANK if near.mean() >= 0.995 and edges < 200 else Emptiness.FULL


def same_pixels(first: Frame, second: Frame) -> bool:
    """Whether two frames show the same."""
    if (first.width, first.height) != (second.width, second.height):
        return False
    return first.bgrx == second.bgrx or bool(np.array_equal(pixels(first), pixels(second)))


def pixel_digest(frame: Frame) -> str:
    """The digest of a frame's pixels in lower-case hex, see ``digest_of``; the same for the same picture."""
    digest = digest_of(frame.width, frame.height)
    digest.update(packed(frame).data)
    return digest.hexdigest()


def digest_of(width: int, height: int) -> hashlib._Hash:
    """SHA-256 over ``WIDTHxHEIGHT`` in ASCII; then come R, G, B of each pixel, row by row from the top left."""
    return hashlib.sha256(f"{width}x{height}".encode("ascii"))


def packed(frame: Frame) -> Pixels:
    """The frame as rows, columns and R, G, B; an array of its own."""
    rgb = np.empty((frame.height, frame.width, 3), dtype=np.uint8)
    pack(frame, rgb, 0, frame.height)
    return rgb


def pack(frame: Frame, rgb: Pixels, first: int, end: int) -> None:
    """Writes these rows of a frame into ``rgb`` as R, G, B."""
    source = pixels(frame)
    for channel in range(3):  # four times as fast as all at once
        rgb[first:end, :, channel] = source[first:end, :, 2 - channel]


def to_picture(frame: Frame) -> Image.Image:
    """The frame as a Pillow picture of mode RGB."""
    return Image.frombuffer("RGB", (frame.width, frame.height), frame.bgrx, "raw", "BGRX", 0, 1)


def from_picture(picture: Image.Image, scale: float = 1.0) -> Frame:
    """A Pillow picture as a frame; what is see-through in it is laid on white."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    plain = picture.convert("RGB")
    return Frame(plain.width, plain.height, plain.tobytes("raw", "BGRX"), scale)


def pixels(frame: Frame, *, with_fourth: bool = False) -> Pixels:
    """The frame as an array of rows, columns and B, G, R (and the meaningless fourth); a view, not to be written."""
    whole: Pixels = np.frombuffer(frame.bgrx, dtype=np.uint8).reshape(frame.height, frame.width, 4)
    return whole if with_fourth else whole[:, :, :3]


def _near(part: Signed, colour: Signed) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    close: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = (np.abs(part - colour) <= 2).all(axis=2)
    return close


def _varies(part: Pixels) -> bool:
    spread = part.max(axis=(0, 1)).astype(np.int16) - part.min(axis=(0, 1))
    return bool((spread > 2).any())
