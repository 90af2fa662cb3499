"""The file in which the Screenshot portal leaves its picture: read at once, hashed, and taken away.

The address comes from another program, so nothing but a plain file of this person's is read, and nothing but that
very file is removed: a picture of a whole screen must not stay behind in a folder of pictures.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QUrl

from assistant.capture.backends.portal_words import bad_file, bad_picture
from assistant.core.ports import Frame
from assistant.errors import InputError
from assistant.imaging.frames import from_picture
from assistant.imaging.picture import pixels_only

#: A picture of 200 megapixels that doesn't compress at all is not larger.
_LARGEST = 900_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of the portal's file, and their SHA-256 in lower-case hex."""

    sha256: str
    data: bytes = field(repr=False)


def fetched(untrusted_uri: str) -> Source:
    """Reads the file and removes it. CaptureError ``capture-bad-file`` where it is none that may be read."""
    path = local_path(untrusted_uri)
    try:
        # Not through a link, and not held up by a pipe.
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise bad_file() from error
    try:
        told = os.fstat(number)
        if not stat.S_ISREG(told.st_mode) or told.st_uid != os.geteuid() or told.st_size > _LARGEST:
            raise bad_file()
        with os.fdopen(number, "rb", closefd=False) as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise bad_file() from error
    finally:
        os.close(number)
    _remove(path, told)
    return Source(hashlib.sha256(data).hexdigest(), data)


def local_path(untrusted_uri: str) -> Path:
    """The path of a ``file:`` address, percent-encoding undone. CaptureError ``capture-bad-file`` for any other."""
    url = QUrl(untrusted_uri, QUrl.ParsingMode.StrictMode)
    path = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
    is_local = url.isValid() and url.isLocalFile() and url.host() in ("", "localhost")
    if not is_local or not path.startswith("/") or "\0" in path or url.hasQuery() or url.hasFragment():
        raise bad_file()
    return Path(path)


def frame_of(source: Source) -> Frame:
    """The picture. CaptureError ``capture-bad-file`` where it is broken or too large."""
    try:
        return from_picture(pixels_only(source.data))
    except InputError as error:
        raise bad_picture(error.why) from error


def _remove(path: Path, told: os.stat_result) -> None:
    """Removes the file that was read, if it is still that one; where it can't be, the picture counts all the same."""
    try:
        now = path.lstat()
        if (now.st_dev, now.st_ino) == (told.st_dev, told.st_ino):
            path.unlink()
    except OSError:
        return
