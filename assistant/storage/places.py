"""Files and folders as a case keeps them: private, whole or not there, on the disk when said to be.

Folders are 0700, files 0600, originals 0400. A file gets its name only once its bytes are on the disk. Errors are
OSError; ``trouble.telling`` turns them into words.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

CATALOGUE = "case.db"
ORIGINALS = "originals"
WORKING = "working"
EXPORTS = "exports"
TEMPORARY = "temporary"
COPIES = "copies"
ASIDE = "set-aside"

CHUNK = 1 << 20


def make_folder(path: Path) -> Path:
    """The folder, made 0700 with its parents where it is missing, and its name on the disk."""
    if not path.is_dir():
        make_folder(path.parent)
        with contextlib.suppress(FileExistsError):  # another thread was first
            path.mkdir(mode=0o700)
        sync_folder(path.parent)
    return path


def new_file(folder: Path, prefix: str) -> tuple[int, Path]:
    """A new file, 0600, with a name that nothing else has: its descriptor and path."""
    handle, name = tempfile.mkstemp(dir=make_folder(folder), prefix=prefix, suffix=".part")
    return handle, Path(name)


@contextlib.contextmanager
def unless_whole(path: Path) -> Iterator[None]:
    """Removes the file where the block fails, so that nothing half-written stays."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def write_all(handle: int, data: bytes | memoryview) -> None:
    """Writes all of it; a short write is carried on, an error tells of a full disk."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest[:CHUNK]) :]


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Writes a file that is there whole or as it was before."""
    handle, temporary = new_file(path.parent, ".new-")
    with unless_whole(temporary):
        try:
            write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        temporary.chmod(mode)
        settle(temporary, path)


def settle(temporary: Path, path: Path) -> None:
    """Gives a finished file or folder its name, for good."""
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Puts the names in a folder on the disk; where the system has no such call its own order must do."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes in lower-case hex, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            digest.update(data)
    return digest.hexdigest()


def is_intact(path: Path, sha256: str, size: int) -> bool:
    """Whether the file is there with these bytes."""
    try:
        return path.stat().st_size == size and sha256_of(path) == sha256
    except OSError:
        return False


def remove(path: Path) -> None:
    """Deletes a file, also one that is read-only; one that is gone already is no error."""
    if os.name == "nt":
        with contextlib.suppress(FileNotFoundError):
            path.chmod(0o600)
    path.unlink(missing_ok=True)


def remove_folder(path: Path) -> None:
    """Deletes a folder with all in it, without following links; one that is gone already is no error."""
    if path.is_symlink() or not path.is_dir():
        remove(path)
        return
    for inside in list(path.iterdir()):
        remove_folder(inside)
    path.rmdir()


def put_aside(case: Path, path: Path) -> Path:
    """Moves a file or folder of the case to ``set-aside/`` under a name of its own; gives where it lies now."""
    aside = make_folder(case / ASIDE)
    target, number = aside / path.name, 1
    while target.exists() or target.is_symlink():
        number += 1
        target = aside / f"{path.stem}-{number}{path.suffix}"
    path.rename(target)
    sync_folder(aside)
    return target


def stored_place(case: Path, place: str, sha256: str, extension: str) -> Path:
    """Where a file lies that is named by its content: an original, or what can be made again in ``working/``."""
    return case / WORKING / f"{sha256}{extension}" if place == WORKING else original_place(case, sha256, extension)


def original_place(case: Path, sha256: str, extension: str) -> Path:
    """Where an original lies: ``originals/ab/<sha256>.<ext>``; ``extension`` has its dot."""
    return case / ORIGINALS / sha256[:2] / f"{sha256}{extension}"
