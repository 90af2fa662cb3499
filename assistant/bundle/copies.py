"""The copies that are sent: pictures re-made from their pixels with a band below, documents as they are.

An original is only ever read. A picture's copy carries no metadata of the original, and its pixels above the band
are the original's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.strips import JoinedFrom
from assistant.reply import english

THUMBNAIL = (480, 480)
_SAVED_AGAIN = "saved again from its pixels, so that it carries no hidden data"
_BAND = "band with the dates added below the picture"


@dataclass(frozen=True, slots=True)
class PictureCopy:
    """A picture as sent: its hash and size, what was changed, and the size of its thumbnail in pixels."""

    sha256: str
    bytes: int
    changes: tuple[str, ...]
    thumbnail: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PicturePaths:
    """Where a picture's files go: the copy that is sent, the picture without its band, and a small JPEG of it."""

    sent: Path
    plain: Path
    thumbnail: Path


def copy_picture(original: Path, exhibit: Exhibit, subject: str, to: PicturePaths) -> PictureCopy:
    """Makes a picture's copies. ``subject`` is the band's last line: ``jdoe · Upwork · letter 1``.

    ``to.plain`` is written only where the original itself can't be drawn as it is (see ``is_plain``).
    Raises InputError when the original is no whole picture, OSError when a copy can't be written.
    """
    from PIL import Image  # slow to load, and most runs make no pictures

    from assistant.imaging.picture import opened, pixels_only
    from assistant.imaging.png import encode_picture
    from assistant.imaging.text import with_band

    changes = [*english.joined_changes(JoinedFrom.of(exhibit.record)), _SAVED_AGAIN]
    with opened(original) as picture:
        count = getattr(picture, "n_frames", 1) if picture.format in ("GIF", "PNG", "TIFF", "WEBP") else 1
    if count > 1:
        changes.append(f"the first of the {count} pictures in the file is shown")
    pixels = pixels_only(original)
    if pixels.mode == "RGBA":
        pixels = Image.alpha_composite(Image.new("RGBA", pixels.size, "white"), pixels).convert("RGB")
        changes.append("put on white where it was see-through")
    if not is_plain(exhibit):
        to.plain.write_bytes(encode_picture(pixels))
    date = english.event(exhibit.event_date) if exhibit.event_date else ""
    banded = with_band(pixels, exhibit.label, date, english.plain(exhibit.title), band_lines(exhibit, subject))
    changes.append(_BAND)
    banded.save(to.sent, "PNG")
    del banded
    pixels.thumbnail(THUMBNAIL)
    pixels.save(to.thumbnail, "JPEG", quality=72)
    sent = to.sent.read_bytes()
    return PictureCopy(hashlib.sha256(sent).hexdigest(), len(sent), tuple(changes), pixels.size)


def is_plain(exhibit: Exhibit) -> bool:
    """Whether the original is a PNG that this program wrote: upright, opaque, in sRGB."""
    own = exhibit.kind in (ExhibitKind.CAPTURE, ExhibitKind.JOINED)
    return own and exhibit.media_type == "image/png"


def band_lines(exhibit: Exhibit, subject: str) -> Sequence[str]:
    """The small lines of the band: when taken or added, how the event date is known, and whose it is."""
    known = english.source(exhibit.event_date).replace("date ", "Date of event ", 1)
    lines = (english.taken(exhibit.captured_at, exhibit.added_at, short=True), known, subject)
    return [line for line in lines if line]
