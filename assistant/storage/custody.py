"""The custody log in the catalogue: rows are added inside the transaction that they speak of, and only read after.

A row holds ids, hashes, sizes, kinds, letters, names of changed fields and labels at sending. It never holds a
title, a file's name, a path, an answer or a reason. Typing an answer or a gap writes no row: that is text in the
making, which the papers show as it is when they are made.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from typing import TYPE_CHECKING

from assistant.core.custody import CustodyRow, canonical, next_row
from assistant.storage import trouble

if TYPE_CHECKING:
    from assistant.storage.opening import Store


def append(connection: sqlite3.Connection, now: dt.datetime, action: str, details: dict[str, object]) -> None:
    """Adds a row after the last; to be called inside BEGIN IMMEDIATE, so that no other can come between."""
    found = connection.execute("SELECT previous, row, hash FROM custody ORDER BY seq DESC LIMIT 1").fetchone()
    last = CustodyRow(json.loads(found[1]), found[0], found[2]) if found else None
    row = next_row(last, now, action, **details)
    connection.execute("INSERT INTO custody VALUES (?, ?, ?, ?)", (row.seq, row.previous, canonical(row.row), row.hash))


def rows(store: Store) -> tuple[CustodyRow, ...]:
    """The log, oldest first. A row that can't be read is DamagedError."""
    with store.reading() as connection:
        found = connection.execute("SELECT previous, row, hash FROM custody ORDER BY seq").fetchall()
    try:
        return tuple(CustodyRow(dict(json.loads(row)), previous, seal) for previous, row, seal in found)
    except (ValueError, TypeError, RecursionError) as error:
        raise trouble.damaged(store.path) from error
