"""Joined pictures as files: their raw pictures as frames, and a copy that is gone or was changed made again.

A joined picture is a working copy. It is made of what its raw pictures and ``seams.json`` say and of nothing else;
where these are not as they were taken in, nothing is made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.ports import Frame
from assistant.core.strips import Strip, StripFrame
from assistant.errors import DamagedError, InputError, msg
from assistant.storage.folder import CaseFolder
from assistant.storage.places import is_intact, sha256_of

if TYPE_CHECKING:
    from assistant.imaging.joining import Page


def picture_file(folder: CaseFolder, exhibit: Exhibit) -> Path:
    """The file of an exhibit's picture, to be read: the original, or the joined picture, made again where it is gone.

    Not for the screen's thread. Raises DamagedError (``strip-damaged``) where it can't be made again.
    """
    path = folder.original(exhibit)
    if exhibit.kind is ExhibitKind.JOINED and folder.is_writable and not _has_length(path, exhibit.bytes):
        return folder.original(made_again(folder, exhibit))
    return path


def made_again(folder: CaseFolder, exhibit: Exhibit) -> Exhibit:
    """Makes a joined picture again from its raw pictures, compares its pixels and puts it in its place.

    Gives the exhibit as it is then: its file may have another hash where another version packs PNG files otherwise.
    Raises DamagedError (``strip-damaged``).
    """
    from assistant.imaging.frames import pixel_digest  # numpy, only where something is wrong
    from assistant.imaging.joining import compose, plan_of

    how = folder.joined(exhibit)
    if how is None:
        raise _damaged(exhibit)
    try:
        seams = _seams(folder, how.strip)
        names = [str(each["sha256"]) for each in seams["frames"]]  # type: ignore[attr-defined]  # the except below
        page = next(iter(compose([plan_of(seams)[how.page]], frames_by_hash(folder, how.strip, names))))
    except (OSError, InputError, ValueError, KeyError, IndexError, TypeError, StopIteration, RecursionError) as error:
        raise _damaged(exhibit) from error
    if pixel_digest(page.pixels) != how.pixel_sha256:
        raise _damaged(exhibit)
    return folder.put_joined_back(exhibit, page_png(page))


def page_png(page: Page) -> bytes:
    """The PNG file of a joined page; it carries nothing but its pixels, so that the same page is the same file."""
    from assistant.imaging.png import encode

    return encode(page.pixels)


def frames_by_hash(folder: CaseFolder, strip: Strip, names: Sequence[str]) -> Callable[[int], Frame]:
    """Loads the raw pictures of a strip; ``names`` are their hashes in the order of the positions asked for."""
    there = {frame.sha256: frame for frame in strip.frames}
    return lambda position: load_frame(folder, there[names[position]])


def load_frame(folder: CaseFolder, frame: StripFrame) -> Frame:
    """The pixels of a raw picture, turned as its camera said, what is see-through laid on white.

    Raises InputError where it is no picture any more, ValueError where its bytes are not those that were taken in,
    OSError where it can't be read.
    """
    from assistant.imaging.frames import from_picture
    from assistant.imaging.picture import pixels_only

    path = folder.frame_path(frame)
    if not is_intact(path, frame.sha256, frame.bytes):
        raise ValueError("a raw picture was changed")
    return from_picture(pixels_only(path))


def _seams(folder: CaseFolder, strip: Strip) -> dict[str, object]:
    path = folder.seams_path(strip)
    if sha256_of(path) != strip.seams:
        raise ValueError("seams.json was changed")
    return dict(json.loads(path.read_bytes()))


def _has_length(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _damaged(exhibit: Exhibit) -> DamagedError:
    return DamagedError(
        "strip-damaged",
        # Translators: error; {name} is an attachment such as C-2 that was joined from several pictures.
        msg("The joined picture {name} can't be made again", name=exhibit.label or exhibit.id),
        # Translators: reason, in brackets.
        msg("one of the pictures that it is made of, or the record of how they fit, is gone or was changed"),
        # Translators: next step after the error above.
        msg("If you have a copy of the case folder, copy it back as a whole; otherwise take the pictures again."),
    )
