"""Pictures on paper: how large they are drawn, into which parts a scroll is cut, and their pixels for the painter.

A picture is never drawn larger than at 96 dots an inch and never squeezed until nobody can read it: a long scroll is
cut into parts that overlap a little. Pixels are read when a page is painted and let go of afterwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from assistant.bundle.pdf_page import TEXT_WIDTH, Draw
from assistant.bundle.pdf_type import OUTLINE, UNIT
from assistant.errors import ExportError, InputError, msg
from assistant.imaging.picture import opened, pixels_only

LARGEST = 25.4 / 96  # millimetres a pixel
_LEGIBLE = 0.05  # below this a screen's text can't be read even on a zoomed page
_COLUMN, _STRIP = 0.12, 0.0885  # millimetres a pixel of the parts of a tall and of a wide scroll
_OVERLAP = 0.02
_MOST_PARTS = 12
_TURN, _LYING = 274, (5, 6, 7, 8)  # EXIF: the tag, and the values of a picture that lies on its side
_FINEST = 25.4 / 600  # finer than this is scaled down; the picture in the zip keeps every pixel


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of a picture in pixels, and the size in millimetres at which it is drawn."""

    left: int
    top: int
    right: int
    bottom: int
    width: float
    height: float


def picture_size(label: str, path: Path) -> tuple[int, int]:
    """Width and height in pixels as the picture is seen. Raises ExportError (``pdf-picture``)."""
    try:
        with opened(path) as picture:
            # A PNG would be decoded whole to look for the turn that a camera wrote behind its pixels.
            can_turn = picture.format != "PNG" or "exif" in picture.info
            is_lying = can_turn and picture.getexif().get(_TURN, 1) in _LYING
            return (picture.height, picture.width) if is_lying else (picture.width, picture.height)
    except InputError as error:
        raise _unreadable(label) from error


def parts_of(size: tuple[int, int], height: float, width: float = TEXT_WIDTH) -> list[Part]:
    """How a picture is drawn where ``width`` × ``height`` millimetres are free: whole, or a scroll in parts."""
    across, down = size
    whole = min(width / across, height / down, LARGEST)
    if whole < _LEGIBLE and down > 2.5 * across:
        return _tall(across, down, height, min(width / across, _COLUMN))
    if whole < _LEGIBLE and across > 2.5 * down:
        return _wide(across, down, height, width)
    return [Part(0, 0, across, down, across * whole, down * whole)]


def is_legible_small(size: tuple[int, int], width: float, height: float) -> bool:
    """Whether a picture can be read where it shares its page."""
    across, down = size
    return min(width / across, height / down, LARGEST) >= 0.11


def picture(label: str, path: Path, part: Part) -> Draw:
    """Draws a part of a picture with a thin outline. Raises ExportError (``pdf-picture``) while painting."""

    def draw(painter: QPainter, x: float, y: float) -> None:
        box = QRectF(x * UNIT, y * UNIT, part.width * UNIT, part.height * UNIT)
        painter.drawImage(box, _pixels(label, path, part))
        painter.setPen(QPen(QColor(OUTLINE), 0.18 * UNIT))
        painter.drawRect(box)

    return draw


def _tall(across: int, down: int, height: float, scale: float) -> list[Part]:
    count, seen = _shares(down, height / scale)
    scale = min(height / seen, TEXT_WIDTH / across)
    places = [round(index * seen * (1 - _OVERLAP)) for index in range(count)]
    ends = [min(down, place + math.ceil(seen)) for place in places]
    return [
        Part(0, top, across, end, across * scale, (end - top) * scale) for top, end in zip(places, ends, strict=True)
    ]


def _wide(across: int, down: int, height: float, width: float) -> list[Part]:
    count, seen = _shares(across, width / min(height / down, _STRIP))
    scale = min(width / seen, height / down)
    places = [round(index * seen * (1 - _OVERLAP)) for index in range(count)]
    ends = [min(across, place + math.ceil(seen)) for place in places]
    return [
        Part(left, 0, end, down, (end - left) * scale, down * scale) for left, end in zip(places, ends, strict=True)
    ]


def _shares(length: int, wanted: float) -> tuple[int, float]:
    """How many parts a length is cut into, and the pixels of each, overlap included, all equal."""
    count = min(_MOST_PARTS, max(2, math.ceil(length / (wanted * (1 - _OVERLAP)) - 0.15)))
    return count, length / (1 + (count - 1) * (1 - _OVERLAP))


def _pixels(label: str, path: Path, part: Part) -> QImage:
    try:
        image = pixels_only(path)
    except InputError as error:
        raise _unreadable(label) from error
    box = (part.left, part.top, part.right, part.bottom)
    if box != (0, 0, *image.size):
        image = image.crop(box)
    finest = (math.ceil(part.width / _FINEST), math.ceil(part.height / _FINEST))
    if image.width > finest[0]:
        image = image.resize(finest, Image.Resampling.LANCZOS)
    if image.mode != "RGB":
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    made = QImage(image.tobytes(), image.width, image.height, image.width * 3, QImage.Format.Format_RGB888)
    return made.convertToFormat(QImage.Format.Format_RGB32)


def _unreadable(label: str) -> ExportError:
    return ExportError(
        "pdf-picture",
        # Translators: error; {label} is an attachment's label such as C-2.
        msg("The picture of attachment {label} can't be put into the index", label=label),
        # Translators: reason for the error above.
        msg("its file can't be read as a picture any more"),
        # Translators: next step after the error above.
        msg("Check the case with Verify, or withdraw this attachment and add the picture again."),
    )
