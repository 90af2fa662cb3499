"""The custody log in the catalogue: rows are added inside the transaction that they speak of, and only read after.

A row holds ids, hashes, sizes, kinds, letters, names of changed fields and labels at sending. It never holds a
title, a file's name, a path, an answer or a reason. Typing an answer or a gap writes no row: that is text in the
making, which the papers show as it is when they are made.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.core.custody import CustodyRow, canonical, next_row
from assistant.storage import trouble

if TYPE_CHECKING:
    from assistant.storage.opening import Store


def append(
    connection: sqlite3.Connection, case: Path, now: dt.datetime, action: str, details: dict[str, object]
) -> None:
    """Adds a row after the last; to be called inside BEGIN IMMEDIATE, so that no other can come between.

    A last row that can't be read is DamagedError: nothing can be sealed with it.
    """
    found = connection.execute("SELECT previous, row, hash FROM custody ORDER BY seq DESC LIMIT 1").fetchone()
    last = _read(found, case) if found else None
    if last is not None and not isinstance(last.row.get("seq"), int):
        raise trouble.damaged(case)
    row = next_row(last, now, action, **details)
    connection.execute("INSERT INTO custody VALUES (?, ?, ?, ?)", (row.seq, row.previous, canonical(row.row), row.hash))


def rows(store: Store) -> tuple[CustodyRow, ...]:
    """The log, oldest first. A row that can't be read is DamagedError."""
    with store.reading() as connection:
        found = connection.execute("SELECT previous, row, hash FROM custody ORDER BY seq").fetchall()
    return tuple(_read(each, store.path) for each in found)


def _read(found: tuple[str, str, str], case: Path) -> CustodyRow:
    previous, row, seal = found
    try:
        return CustodyRow(dict(json.loads(row)), previous, seal)
    except (ValueError, TypeError, RecursionError) as error:
        raise trouble.damaged(case) from error
