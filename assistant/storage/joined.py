"""Joined pictures: kept together with what they are made of, made again, and taken away with it.

The pictures and ``seams.json`` come in together with the rows that name them; what a cut-short making leaves of them
is removed at the next opening, since they can be made again. The raw pictures can't, and stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.core.exhibits import Exhibit
from assistant.core.strips import Strip, StripSource
from assistant.storage import erasing, exhibits, intake, originals, places, strips, trouble
from assistant.storage.intake import Taken
from assistant.storage.names import storable
from assistant.storage.snapshot import exhibit_number

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.storage.exhibits import Details
    from assistant.storage.opening import Change, Store

#: Joined pictures in the making; the sweep removes them, since they can be made again.
MAKING = "joined-"


@dataclass(frozen=True, slots=True)
class NewPage:
    """A joined picture to be kept: its PNG, the digest of its pixels, and the frames that it is made of.

    ``page`` is its number in ``seams.json``, from 0; ``first`` and ``last`` are positions in the strip. ``details`` is
    what is said of the exhibit.
    """

    png: bytes
    pixel_sha256: str
    page: int
    first: int
    last: int
    details: Details


@dataclass(frozen=True, slots=True)
class Joined:
    """How a joined picture is made: of which page of which strip, and the digest of its pixels."""

    strip: Strip
    page: int
    pixel_sha256: str


def joined(store: Store, exhibit: Exhibit) -> Joined | None:
    """How a joined exhibit is made; None for any other."""
    with strips.understanding(store) as connection:
        row = connection.execute(
            "SELECT strip, page, pixels FROM joined WHERE exhibit = ?", (exhibit_number(exhibit.id),)
        ).fetchone()
        return None if row is None else Joined(strips.read(connection, row[0]), row[1], row[2])


def finish(store: Store, strip_id: str, pages: Iterable[NewPage], seams: bytes) -> tuple[Exhibit, ...]:
    """Writes the pages as they come, then gives all of them their places and their rows at once."""
    written: list[tuple[NewPage, Taken]] = []
    try:
        for page in pages:
            taken = intake.write(store.temporary(), page.png, MAKING)
            written.append((NewPage(b"", page.pixel_sha256, page.page, page.first, page.last, page.details), taken))
        noted = intake.write(store.temporary(), seams, MAKING)
        try:
            place = originals.place_for(store, noted, originals.SEAMS)
            with store.files(), trouble.telling(store.path):
                originals.put_in_place(store, noted, place)
                for _page, taken in written:
                    _into_working(store, taken)
                with store.changing() as change:
                    number = strips.unfinished_number(change.connection, strip_id)
                    originals.note(change, noted.sha256, noted.bytes, place.extension)
                    numbers = [_insert_page(change, number, page, taken, noted.sha256) for page, taken in written]
                    _is_finished(change, number, noted.sha256)
                erasing.remove_gone(store)
        finally:
            with suppress(OSError):
                places.remove(noted.path)
    finally:
        for _page, taken in written:
            with suppress(OSError):
                places.remove(taken.path)
    return tuple(exhibits.exhibit(store, each) for each in numbers)


def finish_single(store: Store, strip_id: str, details: Details) -> Exhibit:
    """Makes the one raw picture of a strip an exhibit of its own; the strip is gone then."""
    with store.files(), trouble.telling(store.path):
        with store.changing() as change:
            number = strips.unfinished_number(change.connection, strip_id)
            (frame,) = strips.frames_in(change.connection, number, kept_only=True)
            exhibit = exhibits.insert(change, frame.sha256, frame.bytes, details)
            originals.let_go(change.connection, erasing.end_strip(change.connection, number))
        erasing.remove_gone(store)
    return exhibits.exhibit(store, exhibit)


def put_back(store: Store, exhibit_id: str, png: bytes) -> Exhibit:
    """Puts a joined picture that was made again in its place. Its pixels are the same; its file may be another."""
    number = exhibit_number(exhibit_id)
    taken = intake.write(store.temporary(), png, MAKING)
    try:
        with store.files(), trouble.telling(store.path), store.changing(outward=True) as change:
            row = change.connection.execute("SELECT sha256 FROM exhibits WHERE id = ?", (number,)).fetchone()
            if row is None:
                raise exhibits.unknown_exhibit(exhibit_id)
            if row[0] == taken.sha256:
                original = originals.lies_in(store, change.connection, taken.sha256)
                _into_place(taken, original)
                change.was_none()
            else:
                _into_working(store, taken)
                originals.note(change, taken.sha256, taken.bytes, ".png", is_copy=True)
                change.connection.execute(
                    "UPDATE exhibits SET sha256 = ?, version = ? WHERE id = ?", (taken.sha256, change.version, number)
                )
                originals.let_go(change.connection, [row[0]])
                change.log("remade", exhibit=exhibit_id, sha256=taken.sha256, bytes=taken.bytes)
        with store.files():
            erasing.remove_gone(store)
    finally:
        with suppress(OSError):
            places.remove(taken.path)
    return exhibits.exhibit(store, number)


def set_aside(store: Store, strip_id: str) -> None:
    """Moves the raw pictures of an unfinished strip away; those that were taken back are removed."""
    with store.files(), trouble.telling(store.path):
        with store.changing(outward=True) as change:
            number = strips.unfinished_number(change.connection, strip_id)
            kept = {frame.sha256 for frame in strips.frames_in(change.connection, number, kept_only=True)}
            originals.let_go(change.connection, erasing.end_strip(change.connection, number))
            moving = [
                places.original_place(store.path, sha256, extension)
                for sha256, extension in change.connection.execute("SELECT sha256, extension FROM going").fetchall()
                if sha256 in kept
            ]
            change.connection.executemany("DELETE FROM going WHERE sha256 = ?", [(sha256,) for sha256 in kept])
        for path in moving:  # one that is not moved any more is offered as a file that no attachment names
            if path.exists():
                places.put_aside(store.path, path)
        erasing.remove_gone(store)


def erase(store: Store, strip_id: str, why: str) -> None:
    """Erases a strip for good with all that was made of it."""
    case, is_finished = store.case(), strips.strip(store, strip_id).is_finished
    with store.files():
        with store.changing(outward=not is_finished) as change:
            number = strips.strip_number(change.connection, strip_id)
            rows = exhibits.rows_of_strip(change.connection, number)
            for each, row in rows:
                if row["was_sent"]:
                    raise exhibits.was_sent()
                erasing.refuse_part(change.connection, each, str(row["sha256"]), case)
            for each, row in rows:
                erasing.begin(change, each, row, storable(why))
            originals.let_go(change.connection, erasing.end_strip(change.connection, number))
        erasing.finish(store)
        erasing.forget_words(store)


def drop(store: Store, strip_id: str) -> None:
    """Takes an unfinished strip away as if it had never been begun: its pictures could not be joined."""
    with store.files(), trouble.telling(store.path):
        with store.changing(outward=True) as change:
            number = strips.unfinished_number(change.connection, strip_id)
            originals.let_go(change.connection, erasing.end_strip(change.connection, number))
        erasing.remove_gone(store)


def sweep(store: Store) -> None:
    """Drops what can't be gone on with: strips without a picture, and joinings of files, which lie elsewhere too."""
    with store.reading() as connection:
        found = connection.execute(
            "SELECT id FROM strips WHERE is_finished = 0 AND (source <> ? OR NOT EXISTS "
            "(SELECT 1 FROM frames WHERE strip = strips.id AND taken_back = 0))",
            (str(StripSource.SCROLL),),
        ).fetchall()
    for (number,) in found:
        drop(store, f"s{number}")


def _insert_page(change: Change, number: int, page: NewPage, taken: Taken, seams: str) -> int:
    originals.note(change, taken.sha256, taken.bytes, ".png", is_copy=True)
    used = change.connection.execute(
        "SELECT count(*) FROM frames WHERE strip = ? AND taken_back = 0 AND position BETWEEN ? AND ?",
        (number, page.first, page.last),
    ).fetchone()[0]
    exhibit = exhibits.insert(change, taken.sha256, taken.bytes, page.details, frames=used, seams=seams)
    change.connection.execute(
        "INSERT INTO joined VALUES (?, ?, ?, ?, ?, ?)",
        (exhibit, number, page.page, page.first, page.last, page.pixel_sha256),
    )
    return exhibit


def _is_finished(change: Change, number: int, seams: str) -> None:
    connection = change.connection
    taken_back = "FROM frames WHERE strip = ? AND taken_back = 1"
    freed = [row[0] for row in connection.execute(f"SELECT sha256 {taken_back}", (number,))]
    connection.execute(f"DELETE {taken_back}", (number,))
    connection.execute("UPDATE strips SET is_finished = 1, seams = ? WHERE id = ?", (seams, number))
    originals.let_go(connection, freed)


def _into_working(store: Store, taken: Taken) -> None:
    _into_place(taken, places.stored_place(store.path, places.WORKING, taken.sha256, ".png"))


def _into_place(taken: Taken, path: Path) -> None:
    """Gives a joined picture its place; in ``originals/`` where another joined picture is made of it."""
    if path.parent.name != places.WORKING:
        taken.path.chmod(0o400)
        places.remove(path)
    places.make_folder(path.parent)
    places.settle(taken.path, path)
