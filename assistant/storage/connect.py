"""Connections to a catalogue: looked at before anything is touched, then for writing or for reading.

``case.db`` is opened by SQLite alone: a plain open and close in the same process would drop SQLite's locks.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from assistant.storage import custody, schema, trouble
from assistant.storage.places import CATALOGUE, new_file, settle, unless_whole

_WAIT = 20.0
_NO_ROOM = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL)


def look_at(case: Path) -> None:
    """Reads the catalogue and changes nothing.

    Raises InputError where it is not ours or from a newer version, DamagedError where it contradicts itself.
    """
    with closing(_as_it_is(case)) as connection:
        if not schema.is_ours(connection):
            empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
            raise trouble.damaged(case) if empty else trouble.not_ours()
        if schema.version_of(connection) > schema.VERSION:
            raise trouble.newer()
        if not schema.is_sound(connection):
            raise trouble.damaged(case)


def for_reading(case: Path) -> sqlite3.Connection:
    """A connection that can't write; works in a folder that is read-only, also after a crash.

    An older catalogue is led to today's tables in memory, and stays as it is on the disk.
    """
    connection = _as_it_is(case)
    if not schema.is_ours(connection) or schema.version_of(connection) >= schema.VERSION:
        return connection
    with closing(connection) as older:
        memory = _in_memory(older)
    schema.migrate(memory)
    memory.execute("PRAGMA query_only = ON")
    return memory


def _as_it_is(case: Path) -> sqlite3.Connection:
    try:
        return _reading(case, "mode=ro")
    except sqlite3.OperationalError as error:
        # In a read-only folder, or on a full disk, SQLite can't make the files that go with its log.
        if error.sqlite_errorcode & 0xFF not in _NO_ROOM:
            raise
    log = case / f"{CATALOGUE}-wal"
    if log.is_file() and log.stat().st_size:
        return _with_log(case, log)
    return _reading(case, "mode=ro&immutable=1")


def for_writing(case: Path) -> sqlite3.Connection:
    """A connection for writing to a catalogue that was looked at."""
    connection = sqlite3.connect(
        f"{(case / CATALOGUE).absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=_WAIT,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "fullfsync = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        _settings(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def make(case: Path, title: str, account: str, now: dt.datetime) -> None:
    """Makes the catalogue of a new case, whole or not at all."""
    handle, path = new_file(case, ".new-")
    with unless_whole(path):
        os.close(handle)  # SQLite opens it by its name
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            schema.migrate(connection)
            time = now.isoformat()
            connection.execute("INSERT INTO facts VALUES (1, ?, ?, '', ?, ?, 0)", (title, account, time, time))
            custody.append(connection, case, now, "created", {})
        settle(path, case / CATALOGUE)


def _reading(case: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{(case / CATALOGUE).absolute().as_uri()}?{how}",
        uri=True,
        timeout=_WAIT,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA schema_version").fetchone()
        _settings(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _with_log(case: Path, log: Path) -> sqlite3.Connection:
    """Reads what a crashed writer left in its log, in memory; the copy it takes is gone when this returns."""
    with tempfile.TemporaryDirectory(prefix="appeal-") as folder:
        copy = Path(folder) / CATALOGUE
        for path in (case / CATALOGUE, log):
            shutil.copyfile(path, Path(folder) / path.name)
        with closing(sqlite3.connect(copy)) as connection:
            memory = _in_memory(connection)
    memory.execute("PRAGMA query_only = ON")
    return memory


def _in_memory(source: sqlite3.Connection) -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    source.backup(memory)
    return memory


def _settings(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")  # the folder may come from a stranger
