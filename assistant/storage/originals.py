"""Files named by their content: originals, and in ``working/`` what can be made again. Where they lie, and whether.

An original is put in place before its row is written, and its row is gone before it is taken away, so that at every
moment each row has its original.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.storage import places, trouble

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from assistant.core.exhibits import Exhibit
    from assistant.storage.intake import Taken
    from assistant.storage.opening import Change, Store

#: How ``seams.json`` is named; the sweep doesn't offer a file with two dots, since this one can be made again.
SEAMS = ".seams.json"


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that the catalogue names, and the hash that it must have. ``is_copy``: it can be made again."""

    path: Path
    sha256: str
    bytes: int
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file that was taken in belongs; ``mark`` is of one with the same bytes that was found there intact."""

    path: Path
    extension: str
    mark: tuple[int, int, int] | None


def place_for(store: Store, taken: Taken, extension: str) -> Place:
    """Where the file belongs. Reads what is there already, which may last: to be called before the lock is taken."""
    with store.reading() as connection:
        row = connection.execute("SELECT extension FROM originals WHERE sha256 = ?", (taken.sha256,)).fetchone()
    extension = str(row[0]) if row else extension
    path = places.original_place(store.path, taken.sha256, extension)
    with trouble.telling(store.path):
        mark = _mark(path)
    is_there = mark is not None and places.is_intact(path, taken.sha256, taken.bytes)
    return Place(path, extension, mark if is_there else None)


def put_in_place(store: Store, taken: Taken, place: Place) -> None:
    """Gives the file its name, where the same isn't there yet; to be called under ``store.files()``."""
    now = _mark(place.path)
    if now is not None:
        if now == place.mark or places.is_intact(place.path, taken.sha256, taken.bytes):
            places.remove(taken.path)
            return
        places.put_aside(store.path, place.path)  # it was damaged from outside; the same bytes came in anew
    elif place.path.is_symlink():
        places.put_aside(store.path, place.path)
    taken.path.chmod(0o400)
    places.make_folder(place.path.parent)
    places.settle(taken.path, place.path)


def note(change: Change, sha256: str, size: int, extension: str, *, is_copy: bool = False) -> None:
    """Writes the row of a file that is in its place. What comes in as an original is one from then on."""
    where = places.WORKING if is_copy else places.ORIGINALS
    change.connection.execute("INSERT OR IGNORE INTO originals VALUES (?, ?, ?, ?)", (sha256, extension, size, where))
    if not is_copy:
        change.connection.execute("UPDATE originals SET kept_in = ? WHERE sha256 = ?", (where, sha256))


def path_of(store: Store, sha256: str) -> Path | None:
    """Where the file with this hash lies or should lie; None where the catalogue names none."""
    with store.reading() as connection:
        return lies_in(store, connection, sha256) if still_named(connection, sha256) else None


def lies_in(store: Store, connection: sqlite3.Connection, sha256: str) -> Path:
    """The same for one that the catalogue names."""
    row = connection.execute("SELECT kept_in, extension FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
    return places.stored_place(store.path, row[0], sha256, row[1])


def stored(store: Store) -> tuple[Stored, ...]:
    """All files that the catalogue names by their content: of exhibits, raw pictures and their seams."""
    with store.reading() as connection:
        rows = connection.execute("SELECT kept_in, sha256, extension, bytes FROM originals ORDER BY sha256").fetchall()
    return tuple(
        Stored(places.stored_place(store.path, place, sha256, extension), sha256, size, place == places.WORKING)
        for place, sha256, extension, size in rows
    )


def missing(store: Store) -> tuple[Exhibit, ...]:
    """Exhibits whose original is gone or has another length, or a raw picture of theirs; what can be made again isn't
    counted.
    """
    gone = {each.sha256 for each in stored(store) if not each.is_copy and not _has_length(each.path, each.bytes)}
    if not gone:
        return ()
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT joined.exhibit, frames.sha256 FROM joined JOIN frames USING (strip) "
            "UNION ALL SELECT joined.exhibit, strips.seams FROM joined JOIN strips ON strips.id = joined.strip"
        ).fetchall()
    broken = {f"x{number}" for number, sha256 in rows if sha256 in gone}
    return tuple(each for each in store.case().exhibits if each.sha256 in gone or each.id in broken)


def let_go(connection: sqlite3.Connection, hashes: Iterable[str]) -> None:
    """Takes away the rows of files that nothing names any more; the files go with ``remove_gone``."""
    for sha256 in hashes:
        is_used = connection.execute(
            "SELECT 1 FROM exhibits WHERE sha256 = ?1 UNION ALL SELECT 1 FROM frames WHERE sha256 = ?1 "
            "UNION ALL SELECT 1 FROM strips WHERE seams = ?1",
            (sha256,),
        ).fetchone()
        row = connection.execute("SELECT extension FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
        if row is not None and not is_used:
            connection.execute("DELETE FROM originals WHERE sha256 = ?", (sha256,))
            connection.execute("INSERT OR REPLACE INTO going VALUES (?, ?)", (sha256, row[0]))


def still_named(connection: sqlite3.Connection, sha256: str) -> bool:
    """Whether the catalogue has a file with these bytes."""
    return connection.execute("SELECT 1 FROM originals WHERE sha256 = ?", (sha256,)).fetchone() is not None


def _mark(path: Path) -> tuple[int, int, int] | None:
    """What tells a regular file from another of its name; None where there is none."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return None if path.is_symlink() else (found.st_ino, found.st_mtime_ns, found.st_size)


def _has_length(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False
