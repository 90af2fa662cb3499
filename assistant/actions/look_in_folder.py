"""What pictures lie in a folder, before any of them is taken in. Nothing is changed, no pixel is decoded.

A folder is a stranger's: only regular files in it itself are looked at, links and folders inside are not followed,
and what a file is is told by its content. A file's time is the file system's word: it says nothing of when a picture
was taken, and this program claims nothing of the kind.
"""

from __future__ import annotations

import datetime as dt
import os
import stat
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from assistant.core.exhibits import PICTURE_TYPES
from assistant.errors import InputError, msg
from assistant.imaging.media import media_type
from assistant.imaging.picture import opened
from assistant.storage.intake import LARGEST

Report = Callable[[int, int], None]


class LeftOut(StrEnum):
    """Why a file of the folder isn't offered."""

    LINK = "link"
    NO_PICTURE = "no-picture"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture file: ``bytes``, size in pixels, and the file's time, aware and local (None where it has no sense).

    ``moves``: it holds several pictures, of which only the first can be shown in the papers.
    """

    path: Path
    bytes: int
    modified_at: dt.datetime | None
    width: int
    height: int
    moves: bool = False


@dataclass(frozen=True, slots=True)
class FolderLook:
    """The pictures of a folder, oldest file first, and how many files were left out for which reason."""

    folder: Path
    pictures: tuple[FoundPicture, ...]
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)


def look_in_folder(
    untrusted: Path, report: Report | None = None, cancelled: threading.Event | None = None
) -> FolderLook:
    """Looks at every file; ``report(done, total)`` counts them. A cancel gives what was found until then.

    Raises InputError ``folder-unreadable``.
    """
    try:
        with os.scandir(untrusted) as entries:
            names = sorted(entry.name for entry in entries if not entry.is_dir(follow_symlinks=False))
    except OSError as error:
        raise _unreadable(error) from error
    pictures: list[FoundPicture] = []
    left_out: Counter[LeftOut] = Counter()
    for number, name in enumerate(names, 1):
        if cancelled is not None and cancelled.is_set():
            break
        found = _looked_at(untrusted / name)
        if isinstance(found, LeftOut):
            left_out[found] += 1
        else:
            pictures.append(found)
        if report is not None:
            report(number, len(names))
    pictures.sort(key=lambda picture: (_seconds(picture), picture.path.name))
    return FolderLook(untrusted, tuple(pictures), dict(left_out))


def _looked_at(path: Path) -> FoundPicture | LeftOut:
    try:
        about = path.lstat()
        if stat.S_ISLNK(about.st_mode):
            return LeftOut.LINK
        if not stat.S_ISREG(about.st_mode):
            return LeftOut.NO_PICTURE
        if media_type(path) not in PICTURE_TYPES:
            return LeftOut.NO_PICTURE
        if about.st_size > LARGEST:
            return LeftOut.TOO_LARGE
        with opened(path) as picture:
            moves = bool(getattr(picture, "is_animated", False)) and picture.format != "MPO"
            return FoundPicture(path, about.st_size, _time(about.st_mtime), picture.width, picture.height, moves)
    except InputError as error:
        return LeftOut.TOO_LARGE if error.reference == "picture-too-large" else LeftOut.UNREADABLE
    except OSError:
        return LeftOut.UNREADABLE


def _time(seconds: float) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).astimezone()
    except (OverflowError, ValueError, OSError):
        return None  # file systems hold times that no calendar has


def _seconds(picture: FoundPicture) -> float:
    return picture.modified_at.timestamp() if picture.modified_at is not None else 0.0


def _unreadable(error: OSError) -> InputError:
    return InputError(
        "folder-unreadable",
        # Translators: error; a folder with screenshots was chosen.
        msg("This folder can't be read"),
        # Translators: reason, in brackets; {reason} comes from the system, in its words.
        msg("the system says: {reason}", reason=error.strerror or type(error).__name__),
        # Translators: next step after the error above.
        msg("Choose another folder, or copy the pictures to one that you may open."),
    )
