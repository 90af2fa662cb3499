"""Erasing for good: an exhibit that was never sent, with all that holds its bytes or its words.

First the rows, in one change that leaves a tombstone; then the files. What still has to go is written down, so that
the next opening finishes what was cut short, and never offers the erased one as found again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.errors import InputError, StorageError, msg
from assistant.storage import exports, originals, places, preferences, trouble

if TYPE_CHECKING:
    import sqlite3

    from assistant.core.case import Case
    from assistant.storage.opening import Change, Store

_EXPORT_ASIDE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})(-[0-9]+)?")


def begin(change: Change, number: int, row: Mapping[str, object], why: str) -> None:
    """Takes the exhibit's rows away and leaves the tombstone; the reason stays in the case, not in the log."""
    connection, sha256 = change.connection, str(row["sha256"])
    extension = connection.execute("SELECT extension FROM originals WHERE sha256 = ?", (sha256,)).fetchone()[0]
    connection.execute("DELETE FROM exhibits WHERE id = ?", (number,))
    originals.let_go(connection, [sha256, *_out_of_strip(connection, number)])
    connection.execute(
        "INSERT INTO erased VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)",
        (number, row["item"], sha256, extension, change.now.isoformat(), why, change.version, row["label"]),
    )
    unsent = connection.execute("SELECT round, revision, labels FROM exports WHERE sent IS NULL AND removed = 0")
    for round_number, revision, labels in unsent.fetchall():
        if f"x{number}" in json.loads(labels):
            connection.execute(
                "UPDATE exports SET removed = 1, files = '[]' WHERE round = ? AND revision = ?",
                (round_number, revision),
            )
    change.log("erased", exhibit=f"x{number}", item=row["item"], sha256=sha256)


def refuse_part(connection: sqlite3.Connection, number: int, sha256: str, case: Case) -> None:
    """Raises InputError (``exhibit-joined``) where a joined picture is made of this original. ``case`` knows labels."""
    row = connection.execute(
        "SELECT exhibits.id, exhibits.was_sent FROM frames JOIN joined USING (strip) "
        "JOIN exhibits ON exhibits.id = joined.exhibit WHERE frames.sha256 = ? AND exhibits.id <> ? "
        "AND frames.position BETWEEN joined.first AND joined.last ORDER BY exhibits.was_sent DESC, exhibits.id LIMIT 1",
        (sha256, number),
    ).fetchone()
    if row is None:
        return
    found = case.exhibit(f"x{row[0]}")
    name = found.label if found and found.label else f"x{row[0]}"
    raise InputError(
        "exhibit-joined",
        # Translators: an error.
        msg("This attachment can't be erased"),
        # Translators: reason for an error; {name} is another attachment, such as C-5 or x12.
        msg("the joined picture {name} is made of it", name=name),
        # Translators: next step after an error; "Keep here" means not to send an attachment.
        msg("Keep it here: then it is not sent, and what was sent of {name} is kept.", name=name)
        if row[1]
        # Translators: next step after an error; {name} is another attachment, such as C-5 or x12.
        else msg("Erase {name} first, then this one.", name=name),
    )


def is_unfinished(connection: sqlite3.Connection) -> bool:
    """Whether an erasing was cut short."""
    waiting = "SELECT 1 FROM erased WHERE unfinished = 1 UNION ALL SELECT 1 FROM going"
    return connection.execute(waiting).fetchone() is not None


def finish(store: Store) -> None:
    """Takes the files of all that was erased away. Doing it twice does no harm."""
    with trouble.telling(store.path), store.files():
        with store.reading() as connection:
            unfinished = [row[0] for row in connection.execute("SELECT exhibit FROM erased WHERE unfinished = 1")]
            sent = set(connection.execute("SELECT round, revision FROM exports WHERE sent IS NOT NULL"))
        remove_gone(store)
        for number in unfinished:
            for copy in (store.path / places.WORKING).glob(f"x{number}_*"):
                places.remove(copy)
        if unfinished:
            remove_exports(store)
            # Made, but never acknowledged, or found damaged: they may hold the erased one, and can be made again.
            for path in list((store.path / places.ASIDE).glob("*-*")):
                match = _EXPORT_ASIDE.fullmatch(path.name)
                if match and (int(match[1]), int(match[2])) not in sent:
                    places.remove_folder(path)
            store.note("UPDATE erased SET unfinished = 0 WHERE unfinished = 1")


def remove_gone(store: Store) -> None:
    """Takes away the files whose rows are gone, wherever they lie; to be called under ``store.files()``."""
    with store.reading() as connection:
        going = connection.execute("SELECT sha256, extension FROM going").fetchall()
        gone = [each for each in going if not originals.still_named(connection, each[0])]
    for sha256, extension in gone:
        for place in (places.ORIGINALS, places.WORKING):
            places.remove(places.stored_place(store.path, place, sha256, extension))
        preferences.forget_thumbnails(sha256)
        for damaged in (store.path / places.ASIDE).glob(f"{sha256}*"):  # a damaged one, or one found again
            places.remove_folder(damaged)
    if going:
        store.note("DELETE FROM going")


def remove_exports(store: Store) -> None:
    """Takes away the folders of exports that were removed."""
    with store.reading() as connection:
        gone = connection.execute("SELECT round, revision FROM exports WHERE removed = 1").fetchall()
    with trouble.telling(store.path):
        for round_number, revision in gone:
            places.remove_folder(exports.place(store.path, round_number, revision))


def forget_words(store: Store) -> None:
    """Takes the erased words out of the catalogue's log and out of its copies."""
    with suppress(StorageError):  # the exhibit is erased; a copy that could not be renewed goes at the next turn
        store.empty_log()
        store.keep_copy(alone=True)


def _out_of_strip(connection: sqlite3.Connection, number: int) -> list[str]:
    """Takes a joined picture out of its strip; the hashes of what was there for it alone.

    A raw picture of which another joined one is made too stays until that one is erased.
    """
    row = connection.execute("SELECT strip FROM joined WHERE exhibit = ?", (number,)).fetchone()
    if row is None:
        return []
    connection.execute("DELETE FROM joined WHERE exhibit = ?", (number,))
    return end_strip(connection, row[0])


def end_strip(connection: sqlite3.Connection, strip: int) -> list[str]:
    """Takes the rows of a strip away that no joined picture needs; gives the hashes of the files they named."""
    unused = (
        "FROM frames WHERE strip = ?1 AND NOT EXISTS (SELECT 1 FROM joined WHERE joined.strip = ?1 "
        "AND frames.position BETWEEN joined.first AND joined.last)"
    )
    freed = [row[0] for row in connection.execute(f"SELECT sha256 {unused}", (strip,))]
    connection.execute(f"DELETE {unused}", (strip,))
    if not connection.execute("SELECT 1 FROM joined WHERE strip = ?", (strip,)).fetchone():
        freed += [row[0] for row in connection.execute("SELECT seams FROM strips WHERE id = ?", (strip,)) if row[0]]
        connection.execute("DELETE FROM strips WHERE id = ?", (strip,))
    return freed
