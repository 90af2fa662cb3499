"""Copies of the catalogue, made by SQLite's own backup, and the way back to one. Three are kept.

A live catalogue is never copied as a file: its newest changes may be in its log.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from assistant.errors import AssistantError, DamagedError
from assistant.storage import connect, trouble
from assistant.storage.copies import examined, listed, name, newest_good
from assistant.storage.places import CATALOGUE, COPIES, new_file, put_aside, remove, settle, unless_whole, write_whole

KEPT = 3


def keep(case: Path, connection: sqlite3.Connection, kept: int = KEPT) -> bool:
    """Keeps a copy of the catalogue under the number of its last change; False where there is one already."""
    version = int(connection.execute("SELECT version FROM facts").fetchone()[0])
    place = case / COPIES / name(version)
    is_new = not place.exists()
    if is_new:
        handle, path = new_file(place.parent, ".new-")
        os.close(handle)
        with unless_whole(path):
            with closing(sqlite3.connect(path)) as target:
                target.execute("PRAGMA synchronous = FULL")
                connection.backup(target)
            if examined(path) is None:
                raise trouble.damaged(case)
            settle(path, place)
    for old in [path for path in listed(case) if path != place][kept - 1 :]:
        remove(old)
    return is_new


def restorable(case: Path) -> dt.datetime | None:
    """The time of the last change in the newest good copy; None too where the catalogue needs none put back."""
    with suppress(AssistantError):  # not ours, newer or unreadable: the opening says which
        if (case / CATALOGUE).is_file() and _is_sound(case):
            return None
    found = newest_good(case)
    return found.changed_at if found else None


def put_back(case: Path) -> int | None:
    """Puts the newest good copy in the catalogue's place and sets the damaged one aside; gives the copy's number.

    A catalogue that is sound stays, and None is given. Raises DamagedError where there is no good copy.
    """
    if (case / CATALOGUE).is_file() and _is_sound(case):
        return None
    good = newest_good(case)
    if good is None:
        raise trouble.damaged(case)
    data = good.path.read_bytes()
    # The log goes first: beside another catalogue it would be taken for that one's.
    for leftover in (f"{CATALOGUE}-wal", f"{CATALOGUE}-shm", CATALOGUE):
        if (case / leftover).exists():
            put_aside(case, case / leftover)
    write_whole(case / CATALOGUE, data)
    return good.version


def highest(case: Path, version: int) -> int:
    """The highest number among this one and all copies, good or not."""
    numbers = [int(match[1]) for path in listed(case) if (match := re.search(r"(\d+)\.db$", path.name))]
    return max([version, *numbers])


def _is_sound(case: Path) -> bool:
    try:
        with trouble.telling(case):
            connect.look_at(case)
    except DamagedError:
        return False
    return True
