"""The files of a bundle to be compared, whether in a zip or in a folder: names, hashes and small texts.

A file is only ever read as a stream; a link in a folder is not followed.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from assistant.bundle.archive import BROKEN, file_sha256

#: The largest text (list of hashes, manifest, log) that is read whole.
LARGEST_TEXT = 64_000_000


class Source(Protocol):
    """Files by their path within the bundle, with ``/`` between folders."""

    def names(self) -> tuple[str, ...]:
        """All files."""
        ...

    def sha256(self, name: str) -> str:
        """The hash of a file in lower-case hex; empty where it is damaged or isn't there."""
        ...

    def read(self, name: str) -> bytes | None:
        """A text; None where it isn't there, is damaged or is too large."""
        ...


class ZipSource:
    """The entries of an archive that was opened by ``untrusted_zip``."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries = {entry.orig_filename: entry for entry in archive.infolist()}

    def names(self) -> tuple[str, ...]:
        """All entries, folders included: a bundle has none."""
        return tuple(self._entries)

    def sha256(self, name: str) -> str:
        """See ``Source``."""
        entry = self._entries.get(name)
        if entry is None:
            return ""
        try:
            with self._archive.open(entry) as file:
                return file_sha256(file)
        except BROKEN:
            return ""

    def read(self, name: str) -> bytes | None:
        """See ``Source``."""
        entry = self._entries.get(name)
        if entry is None or entry.file_size > LARGEST_TEXT:
            return None
        try:
            return self._archive.read(entry)
        except BROKEN:
            return None


class FolderSource:
    """The files below a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = dict.fromkeys(sorted(path.relative_to(folder).as_posix() for path in _files(folder)))

    def names(self) -> tuple[str, ...]:
        """All files; a link counts as one."""
        return tuple(self._names)

    def sha256(self, name: str) -> str:
        """See ``Source``."""
        return path_sha256(self._folder / name) if name in self._names else ""

    def read(self, name: str) -> bytes | None:
        """See ``Source``."""
        path = self._folder / name
        if not _is_regular(path) or path.stat().st_size > LARGEST_TEXT:
            return None
        try:
            return path.read_bytes()
        except OSError:
            return None


def path_sha256(path: Path) -> str:
    """The hash of a regular file in lower-case hex; empty for what can't be read and for a link."""
    if not _is_regular(path):
        return ""
    try:
        with path.open("rb") as file:
            return file_sha256(file)
    except OSError:
        return ""


def _is_regular(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        yield from (Path(root) / name for name in names)
        yield from (Path(root) / name for name in folders if (Path(root) / name).is_symlink())
