"""Brings bytes into the case: a temporary file whose hash is known and which is on the disk.

A source is a stranger: only a regular file is read, no link is followed, nothing is waited for, and a file that
changes while it is copied is refused. The source is never changed.
"""

from __future__ import annotations

import hashlib
import os
import stat
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError, Message, msg
from assistant.storage.places import CHUNK, new_file, unless_whole, write_all
from assistant.storage.trouble import telling

#: Bytes of the largest file that is taken in.
LARGEST = 2_000_000_000
PREFIX = "intake-"
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file on the disk that is not an original yet."""

    path: Path
    sha256: str
    bytes: int


def write(folder: Path, data: bytes, prefix: str = PREFIX) -> Taken:
    """Bytes as a temporary file in ``folder``. What can be made again has a ``prefix`` of its own."""
    sha256 = hashlib.sha256(data).hexdigest()  # of what was meant to be written, before a disk can change it
    with telling(folder.parent):
        handle, path = new_file(folder, prefix)
        with unless_whole(path):
            try:
                write_all(handle, data)
                os.fsync(handle)
            finally:
                os.close(handle)
    return Taken(path, sha256, len(data))


def copy(
    untrusted: Path,
    folder: Path,
    report: Callable[[int, int], None] | None = None,
    cancelled: threading.Event | None = None,
) -> Taken:
    """A copy of a file as a temporary file in ``folder``, hashed as it is written."""
    check(untrusted)
    source = _opened(untrusted)
    try:
        before = os.fstat(source)
        _check_kind(before)  # what has the name now may not be what was looked at
        with telling(folder.parent):
            handle, path = new_file(folder, PREFIX)
        with unless_whole(path):
            try:
                digest, total = _pour(source, handle, before.st_size, report, cancelled, folder)
                with telling(folder.parent):
                    os.fsync(handle)
            finally:
                os.close(handle)
            after = os.fstat(source)
            if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns) or total != before.st_size:
                raise _changed()
        return Taken(path, digest, total)
    finally:
        os.close(source)


def check(untrusted: Path) -> None:
    """Raises InputError for what can't be taken in, without opening it."""
    try:
        found = untrusted.lstat()
    except FileNotFoundError:
        # Translators: reason why a file can't be added.
        raise _refused("file-not-found", msg("there is no such file")) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _unreadable(error) from error
    _check_kind(found)


def _pour(
    source: int,
    target: int,
    size: int,
    report: Callable[[int, int], None] | None,
    cancelled: threading.Event | None,
    folder: Path,
) -> tuple[str, int]:
    digest, total = hashlib.sha256(), 0
    while True:
        if cancelled is not None and cancelled.is_set():
            # Translators: reason why a file was not added.
            raise _refused("file-cancelled", msg("it was stopped before the end"))
        try:
            data = os.read(source, CHUNK)
        except OSError as error:
            raise _unreadable(error) from error
        if not data:
            return digest.hexdigest(), total
        total += len(data)
        if total > size:  # it grows: following it could last for ever
            raise _changed()
        digest.update(data)
        with telling(folder.parent):
            write_all(target, data)
        if report is not None:
            report(total, size)


def _opened(untrusted: Path) -> int:
    try:
        return os.open(untrusted, _OPEN)
    except FileNotFoundError:
        # Translators: reason why a file can't be added.
        raise _refused("file-not-found", msg("there is no such file")) from None
    except OSError as error:
        raise _unreadable(error) from error


def _check_kind(found: os.stat_result) -> None:
    mode = found.st_mode
    if stat.S_ISLNK(mode):
        # Translators: reason why a file can't be added.
        raise _refused("file-is-link", msg("it is a link to another place, and links are not followed"))
    if stat.S_ISDIR(mode):
        raise _refused(
            "file-is-folder",
            # Translators: reason why a file can't be added.
            msg("it is a folder"),
            # Translators: next step when a folder can't be added.
            msg("Open the folder and choose the files in it."),
        )
    if stat.S_ISFIFO(mode):
        # Translators: reason why a file can't be added; a pipe is a special file through which programs talk.
        raise _refused("file-is-pipe", msg("it is a pipe between programs"))
    if stat.S_ISSOCK(mode):
        # Translators: reason why a file can't be added; a socket is a special file through which programs talk.
        raise _refused("file-is-socket", msg("it is a socket between programs"))
    if not stat.S_ISREG(mode):
        # Translators: reason why a file can't be added.
        raise _refused("file-is-device", msg("it is a device of the computer"))
    if found.st_size > LARGEST:
        raise _too_large()


def _refused(reference: str, why: Message, step: Message | None = None) -> InputError:
    # Translators: next step when a file can't be added.
    step = step or msg("Choose the file itself.")
    # Translators: an error.
    return InputError(reference, msg("This file can't be added"), why, step)


def _too_large() -> InputError:
    return _refused(
        "file-too-large",
        # Translators: reason why a file can't be added.
        msg("it is larger than 2 GB, the most that one file may have"),
        # Translators: next step when a file is too large.
        msg("Choose a smaller file or a part of it."),
    )


def _changed() -> InputError:
    return _refused(
        "file-changed",
        # Translators: reason why a file can't be added.
        msg("it changed while it was being copied"),
        # Translators: next step when a file changed while it was copied.
        msg("Close the program that writes it and add it again."),
    )


def _unreadable(error: OSError | ValueError) -> InputError:
    text = getattr(error, "strerror", None) or str(error)
    return _refused(
        "file-unreadable",
        # Translators: reason why a file can't be added; {text} is the system's own words, in English.
        msg("the system says: {text}", text=text),
        # Translators: next step when a file can't be read.
        msg("See that you may read it, or copy it to another place, and add it again."),
    )
