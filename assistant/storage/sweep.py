"""What an end without notice left behind, put in order when a case is opened for writing.

Half-written files are set aside, never deleted; files in the making of an export can be made again and are. An
original that no exhibit has is offered to the person.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.core.exhibits import Exhibit
from assistant.errors import DamagedError, msg
from assistant.storage import erasing, exhibits, intake, joined, originals, places, trouble

if TYPE_CHECKING:
    from assistant.storage.exhibits import Details
    from assistant.storage.opening import Store

_ORIGINAL = re.compile(r"([0-9a-f]{64})(\.[a-z0-9]{1,8})?")
_EXPORT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Recovered:
    """An original that no exhibit has. ``came_at`` is when its file was written, by the disk."""

    sha256: str
    path: Path
    bytes: int
    came_at: dt.datetime


def on_opening(store: Store) -> None:
    """Puts the folder in order; to be called under the lock."""
    with trouble.telling(store.path):
        _sweep_temporary(store.path)
        for folder in (store.path, store.path / places.COPIES):
            for leftover in folder.glob(".new-*.part"):
                places.remove(leftover)
        with store.reading() as connection:
            is_unfinished = erasing.is_unfinished(connection)
        _set_exports_aside(store)
        erasing.finish(store)
        if is_unfinished:
            erasing.forget_words(store)
        erasing.remove_exports(store)
        joined.sweep(store)
        _sweep_what_can_be_made(store)


def recovered(store: Store) -> tuple[Recovered, ...]:
    """The originals that no exhibit has."""
    if not store.is_writable:
        return ()
    with store.files(), trouble.telling(store.path):
        with store.reading() as connection:
            known = {row[0] for row in connection.execute("SELECT sha256 FROM originals")}
        return tuple(_found(path, sha256) for path, sha256 in _originals(store.path) if sha256 not in known)


def take_up(store: Store, found: Recovered, details: Details) -> Exhibit:
    """Makes a recovered original an exhibit."""
    with store.files(), trouble.telling(store.path):
        if not places.is_intact(found.path, found.sha256, found.bytes):
            raise DamagedError(
                "recovered-damaged",
                # Translators: an error about a picture or file that was found again.
                msg("This file can't be taken up"),
                # Translators: reason for an error.
                msg("its bytes are not those that were stored"),
                # Translators: next step after an error.
                msg("Set it aside and add the file again."),
            )
        found.path.chmod(0o400)
        with store.changing() as change:
            originals.note(change, found.sha256, found.bytes, found.path.suffix)
            number = exhibits.insert(change, found.sha256, found.bytes, details)
    return exhibits.exhibit(store, number)


def set_aside(store: Store, found: Recovered) -> None:
    """Moves a recovered original away; one that an exhibit has taken up meanwhile stays."""
    with store.files(), trouble.telling(store.path):
        with store.reading() as connection:
            if connection.execute("SELECT 1 FROM originals WHERE sha256 = ?", (found.sha256,)).fetchone():
                return
        if found.path.exists():
            places.put_aside(store.path, found.path)


def _sweep_temporary(case: Path) -> None:
    folder = case / places.TEMPORARY
    if not folder.is_dir():
        return
    for path in list(folder.iterdir()):
        if not path.name.startswith(intake.PREFIX):  # files and folders that can be made again
            places.remove_folder(path)
        elif path.stat().st_size:
            places.put_aside(case, path)
        else:
            places.remove(path)


def _sweep_what_can_be_made(store: Store) -> None:
    """Removes joined pictures and seams without a row: the raw pictures are there, and they are made of them."""
    with store.reading() as connection:
        copies = "SELECT sha256 FROM originals WHERE kept_in = ?"
        known = {row[0] for row in connection.execute(copies, (places.WORKING,))}
        seams = {row[0] for row in connection.execute("SELECT seams FROM strips WHERE seams IS NOT NULL")}
    for path in list((store.path / places.WORKING).glob("*.png")):
        match = _ORIGINAL.fullmatch(path.name)
        if match and match[1] not in known:
            places.remove(path)
    for path in list((store.path / places.ORIGINALS).glob(f"??/*{originals.SEAMS}")):
        if path.name.removesuffix(originals.SEAMS) not in seams:
            places.remove(path)


def _set_exports_aside(store: Store) -> None:
    """An export's folder without a row was never acknowledged."""
    folder = store.path / places.EXPORTS
    if not folder.is_dir():
        return
    with store.reading() as connection:
        known = set(connection.execute("SELECT round, revision FROM exports").fetchall())
    for path in list(folder.iterdir()):
        match = _EXPORT.fullmatch(path.name)
        if match and (int(match[1]), int(match[2])) not in known:
            places.put_aside(store.path, path)


def _originals(case: Path) -> Iterator[tuple[Path, str]]:
    for folder in sorted((case / places.ORIGINALS).glob("[0-9a-f][0-9a-f]")):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            match = _ORIGINAL.fullmatch(path.name)
            if match and not path.is_symlink() and path.is_file():
                yield path, match[1]


def _found(path: Path, sha256: str) -> Recovered:
    status = path.stat()
    return Recovered(sha256, path, status.st_size, dt.datetime.fromtimestamp(status.st_mtime, dt.UTC).astimezone())
