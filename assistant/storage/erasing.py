"""Erasing for good: an exhibit that was never sent, with all that holds its bytes or its words.

First the rows, in one change that leaves a tombstone; then the files. A tombstone says whether the files are done,
so that the next opening finishes what was cut short, and never offers the erased one as found again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.errors import StorageError
from assistant.storage import exports, places, preferences, trouble

if TYPE_CHECKING:
    from assistant.storage.opening import Change, Store


def begin(change: Change, number: int, row: Mapping[str, object], why: str) -> None:
    """Takes the exhibit's rows away and leaves the tombstone; the reason stays in the case, not in the log."""
    connection, sha256 = change.connection, row["sha256"]
    extension = connection.execute("SELECT extension FROM originals WHERE sha256 = ?", (sha256,)).fetchone()[0]
    connection.execute("DELETE FROM exhibits WHERE id = ?", (number,))
    if not connection.execute("SELECT 1 FROM exhibits WHERE sha256 = ?", (sha256,)).fetchone():
        connection.execute("DELETE FROM originals WHERE sha256 = ?", (sha256,))
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


def finish(store: Store, number: int) -> None:
    """Takes the files of an erased exhibit away. Doing it twice does no harm."""
    with trouble.telling(store.path), store.files():
        with store.reading() as connection:
            sha256, extension = connection.execute(
                "SELECT sha256, extension FROM erased WHERE exhibit = ?", (number,)
            ).fetchone()
            is_used = connection.execute("SELECT 1 FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
        if not is_used:
            places.remove(places.original_place(store.path, sha256, extension))
            preferences.forget_thumbnails(sha256)
            for damaged in (store.path / places.ASIDE).glob(f"{sha256}*"):  # a damaged one, or one found again
                places.remove_folder(damaged)
        for copy in (store.path / places.WORKING).glob(f"x{number}_*"):
            places.remove(copy)
        remove_exports(store)
        store.note("UPDATE erased SET unfinished = 0 WHERE exhibit = ?", number)


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
