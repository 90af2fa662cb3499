"""Zip files: written so that the same content gives the same bytes, and read as if an enemy had made them.

Nothing is ever extracted. A file that came back may be anything, so names, modes, counts and sizes are checked before
an entry is read, and what is read is a stream with a limit.
"""

from __future__ import annotations

import hashlib
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from assistant.errors import InputError, Message, msg

MOST_ENTRIES = 50_000
MOST_DIRECTORY = 16_000_000
#: Unpacked bytes that an archive may hold: this, and 50 times its own size.
SPARE = 200_000_000
_TEXTS = frozenset({".txt", ".csv", ".json", ".html", ".xml", ".md", ".css", ".ics"})
_LARGEST_DEFLATED = 20_000_000
_BLOCK = 1_048_576
_TIME = (1980, 1, 1, 0, 0, 0)
#: What zipfile raises for an entry that is not what the directory says.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, struct.error, ValueError)


def write_zip(entries: Mapping[str, Path | bytes], to: Path, step: Callable[[int], None]) -> None:
    """Writes the entries in the order given; pictures and PDF stored, text deflated, one time, mode and system.

    ``step`` is called with the number of bytes done and may raise to stop. OSError where it can't be written.
    """
    with zipfile.ZipFile(to, "x", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, _TIME)
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            info.file_size = len(content) if isinstance(content, bytes) else content.stat().st_size
            is_text = PurePosixPath(name).suffix.lower() in _TEXTS and info.file_size <= _LARGEST_DEFLATED
            info.compress_type = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
            with archive.open(info, "w") as entry:
                if isinstance(content, bytes):
                    entry.write(content)
                    step(len(content))
                    continue
                with content.open("rb") as source:
                    while block := source.read(_BLOCK):
                        entry.write(block)
                        step(len(block))


def will_be_stored(name: str, size: int) -> bool:
    """Whether a file goes into the zip at its full size."""
    return PurePosixPath(name).suffix.lower() not in _TEXTS or size > _LARGEST_DEFLATED


def file_sha256(source: IO[bytes], step: Callable[[int], None] | None = None) -> str:
    """The SHA-256 of what a stream still holds, lower-case hex."""
    digest = hashlib.sha256()
    while block := source.read(_BLOCK):
        digest.update(block)
        if step:
            step(len(block))
    return digest.hexdigest()


@contextmanager
def untrusted_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Opens an archive of a stranger for reading, after its directory was found to be safe.

    InputError: ``archive-unreadable``, ``archive-unsafe``.
    """
    if not path.is_file():  # a pipe would never end
        raise _unreadable()
    try:
        with path.open("rb") as file:
            _check_directory(file)
            file.seek(0)
            archive = zipfile.ZipFile(file)
            try:
                _check_entries(archive.infolist(), path.stat().st_size)
                yield archive
            finally:
                archive.close()
    except InputError:
        raise
    except (*BROKEN, OSError) as error:
        raise _unreadable() from error


def _check_directory(file: BinaryIO) -> None:
    """Refuses a directory that is too large to be read, before zipfile reads it into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) < at + 22:
        raise _unreadable()
    entries, directory = struct.unpack_from("<HI", tail, at + 10)
    locator = at - 20
    if locator >= 0 and tail[locator : locator + 4] == b"PK\6\7":
        file.seek(struct.unpack_from("<Q", tail, locator + 8)[0])
        record = file.read(56)
        if len(record) < 56 or record[:4] != b"PK\6\6":
            raise _unreadable()
        entries, directory = struct.unpack_from("<QQ", record, 32)
    if entries > MOST_ENTRIES or directory > MOST_DIRECTORY:
        # Translators: reason for "This archive can't be checked safely".
        raise _unsafe(msg("it holds more entries than any bundle"))


def _check_entries(entries: list[zipfile.ZipInfo], archive_size: int) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/") or not name:
            # Translators: reason for "This archive can't be checked safely".
            raise _unsafe(msg("a name in it leads out of the folder"))
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            # Translators: reason for "This archive can't be checked safely".
            raise _unsafe(msg("it holds a link or a device"))
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            # Translators: reason for "This archive can't be checked safely".
            raise _unsafe(msg("two files in it have the same name"))
        seen.add(folded)
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > archive_size * 50 + SPARE:
        # Translators: reason for "This archive can't be checked safely".
        raise _unsafe(msg("unpacked it would be far larger than any bundle"))


def _unreadable() -> InputError:
    return InputError(
        "archive-unreadable",
        # Translators: error; the zip file that was given for checking.
        msg("This archive can't be read"),
        # Translators: reason for the error above.
        msg("it is no zip file, or it is not whole"),
        # Translators: next step after the error above.
        msg("Copy or download it again, or choose the folder with the files."),
    )


def _unsafe(why: Message) -> InputError:
    return InputError(
        "archive-unsafe",
        # Translators: error; the zip file that was given for checking.
        msg("This archive can't be checked safely"),
        why,
        # Translators: next step after the error above.
        msg("Don't open it. Ask for it again from the one who made it."),
    )
