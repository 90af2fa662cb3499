"""Strips in the catalogue: raw pictures as originals, one by one, and the joined pictures that are made of them.

A raw picture is acknowledged like any original. A joined picture and ``seams.json`` come in together with the rows
that name them; what a cut-short making leaves of them is made again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.core.naming import extension_of
from assistant.core.strips import Strip, StripFrame, StripSource
from assistant.errors import InputError, msg
from assistant.storage import exhibits, intake, originals, places, trouble
from assistant.storage.intake import Taken
from assistant.storage.names import displayable
from assistant.storage.snapshot import exhibit_number

if TYPE_CHECKING:
    import sqlite3

    from assistant.storage.opening import Change, Store

_STRIPS = "SELECT id, item, source, started_at, is_finished, coalesce(seams, ''), record FROM strips"
_FRAMES = (
    "SELECT position, sha256, bytes, media_type, width, height, captured_at, taken_back, record FROM frames "
    "JOIN originals USING (sha256) WHERE strip = ? AND taken_back <= ? ORDER BY position"
)


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a raw picture; see StripFrame."""

    media_type: str
    width: int
    height: int
    captured_at: dt.datetime | None = None
    record: Mapping[str, object] = field(default_factory=dict)


def begin(store: Store, item: str, source: StripSource, record: Mapping[str, object]) -> str:
    """Begins a strip; gives its id."""
    with store.changing(outward=True) as change:  # no exhibit yet: the time on the papers stays
        exhibits.check_item(change.connection, item)
        cursor = change.connection.execute(
            "INSERT INTO strips (item, source, started_at, is_finished, record) VALUES (?, ?, ?, 0, ?)",
            (item, str(source), change.now.isoformat(), json.dumps(dict(record))),
        )
        return f"s{cursor.lastrowid}"


def add(store: Store, strip_id: str, taken: Taken, about: About) -> StripFrame:
    """Makes a temporary file an original and the strip's next raw picture."""
    try:
        place = originals.place_for(store, taken, extension_of(about.media_type, ""))
        with store.files(), trouble.telling(store.path):
            originals.put_in_place(store, taken, place)
            with store.changing(outward=True) as change:
                number = unfinished_number(change.connection, strip_id)
                originals.note(change, taken.sha256, taken.bytes, place.extension)
                return _insert(change, number, taken.sha256, taken.bytes, about)
    except BaseException:
        with suppress(OSError):
            places.remove(taken.path)
        raise


def add_exhibit(store: Store, strip_id: str, exhibit_id: str) -> StripFrame:
    """Makes the original of an exhibit the strip's next raw picture; a joined picture becomes an original by that."""
    with store.reading() as connection:
        found = connection.execute(
            "SELECT sha256, bytes, kept_in, media_type, width, height, captured_at FROM exhibits "
            "JOIN originals USING (sha256) WHERE id = ?",
            (exhibit_number(exhibit_id),),
        ).fetchone()
    if found is None:
        raise exhibits.unknown_exhibit(exhibit_id)
    sha256, size, kept_in, media_type, width, height, captured_at = found
    about = About(media_type, width, height, _moment(captured_at), {"exhibit": exhibit_id})
    if kept_in == places.WORKING:
        copy = places.stored_place(store.path, kept_in, sha256, extension_of(media_type, ""))
        taken = intake.copy(copy, store.temporary())
        if taken.sha256 != sha256:  # changed since somebody looked: it can be made again, but not be built on
            places.remove(taken.path)
            raise trouble.damaged(store.path)
        return add(store, strip_id, taken, about)
    with store.changing(outward=True) as change:
        return _insert(change, unfinished_number(change.connection, strip_id), sha256, size, about)


def take_back(store: Store, strip_id: str) -> StripFrame | None:
    """Marks the newest raw picture as taken back, and gives it."""
    with store.changing(outward=True) as change:
        number = unfinished_number(change.connection, strip_id)
        kept = frames_in(change.connection, number, kept_only=True)
        if not kept:
            change.was_none()
            return None
        change.connection.execute(
            "UPDATE frames SET taken_back = 1 WHERE strip = ? AND position = ?", (number, kept[-1].position)
        )
        return kept[-1]


def strip(store: Store, strip_id: str) -> Strip:
    """The strip with this id."""
    with understanding(store) as connection:
        return read(connection, strip_number(connection, strip_id))


def unfinished(store: Store) -> tuple[Strip, ...]:
    """Scrolling captures that hold pictures and were not finished, oldest first."""
    with understanding(store) as connection:
        numbers = connection.execute(
            "SELECT id FROM strips WHERE is_finished = 0 AND source = ? ORDER BY id", (str(StripSource.SCROLL),)
        ).fetchall()
        found = tuple(read(connection, number) for (number,) in numbers)
    return tuple(each for each in found if each.kept)


def strip_number(connection: sqlite3.Connection, strip_id: str) -> int:
    """The catalogue's number of a strip. Raises InputError (``strip-unknown``)."""
    digits = strip_id.removeprefix("s")
    number = int(digits) if strip_id.startswith("s") and digits.isascii() and digits.isdecimal() else -1
    if connection.execute("SELECT 1 FROM strips WHERE id = ?", (number,)).fetchone() is None:
        raise _unknown(strip_id)
    return number


@contextmanager
def understanding(store: Store) -> Iterator[sqlite3.Connection]:
    """A moment of reading; what can't be understood is DamagedError."""
    try:
        with store.reading() as connection:
            yield connection
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise trouble.damaged(store.path) from error


def unfinished_number(connection: sqlite3.Connection, strip_id: str) -> int:
    """The number of a strip that can still be added to. Raises InputError (``strip-unknown``)."""
    number = strip_number(connection, strip_id)
    if connection.execute("SELECT is_finished FROM strips WHERE id = ?", (number,)).fetchone()[0]:
        raise _unknown(strip_id)
    return number


def read(connection: sqlite3.Connection, number: int) -> Strip:
    """The strip with this number, which is there."""
    row = connection.execute(f"{_STRIPS} WHERE id = ?", (number,)).fetchone()
    _id, item, source, started_at, is_finished, seams, record = row
    return Strip(
        id=f"s{number}",
        item=item,
        source=StripSource(source),
        started_at=dt.datetime.fromisoformat(started_at),
        frames=frames_in(connection, number),
        is_finished=bool(is_finished),
        seams=seams,
        record=json.loads(record),
    )


def frames_in(connection: sqlite3.Connection, number: int, *, kept_only: bool = False) -> tuple[StripFrame, ...]:
    """The raw pictures of a strip, in their order."""
    rows = connection.execute(_FRAMES, (number, 0 if kept_only else 1))
    return tuple(
        StripFrame(position, sha256, size, media_type, width, height, _moment(at), bool(taken_back), json.loads(record))
        for position, sha256, size, media_type, width, height, at, taken_back, record in rows
    )


def _insert(change: Change, number: int, sha256: str, size: int, about: About) -> StripFrame:
    position = change.connection.execute(
        "SELECT coalesce(max(position) + 1, 0) FROM frames WHERE strip = ?", (number,)
    ).fetchone()[0]
    captured_at = about.captured_at.isoformat() if about.captured_at else None
    values = (about.media_type, about.width, about.height, captured_at, 0, json.dumps(dict(about.record)))
    change.connection.execute("INSERT INTO frames VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              (number, position, sha256, *values))  # fmt: skip
    return StripFrame(
        position, sha256, size, about.media_type, about.width, about.height, about.captured_at, record=about.record
    )


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


def _unknown(strip_id: str) -> InputError:
    return InputError(
        "strip-unknown",
        # Translators: an error about a scrolling capture; {name} is its id, such as s3.
        msg("There is no scrolling capture {name} to go on with", name=displayable(strip_id, 20)),
        # Translators: reason for an error.
        msg("it was joined, set aside or erased"),
        # Translators: next step after an error.
        msg("Begin a new one."),
    )
