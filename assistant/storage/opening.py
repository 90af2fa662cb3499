"""An open case: its connection, its lock, its transactions. Every room of storage works through a Store.

All errors of the disk and of SQLite leave from here as AssistantErrors.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.core.case import Case
from assistant.core.ports import Clock
from assistant.errors import StorageError
from assistant.storage import backup, connect, custody, schema, sweep, trouble
from assistant.storage.copies import listed
from assistant.storage.lock import HOLDER, LOCK, Lease
from assistant.storage.names import storable
from assistant.storage.places import (
    CATALOGUE,
    EXPORTS,
    ORIGINALS,
    TEMPORARY,
    WORKING,
    make_folder,
    remove_folder,
)
from assistant.storage.snapshot import Snapshot

_OWN_FOLDERS = (ORIGINALS, WORKING, EXPORTS)


@dataclass(slots=True)
class Change:
    """A transaction: its connection, its case folder, its time, and the number of this change."""

    connection: sqlite3.Connection
    case: Path
    now: dt.datetime
    version: int
    is_empty: bool = False

    def log(self, action: str, **details: object) -> None:
        """Adds a row to the custody log."""
        custody.append(self.connection, self.case, self.now, action, details)

    def was_none(self) -> None:
        """Nothing had to be changed: the case keeps its time, and nothing is written."""
        self.is_empty = True


class Store:
    """One connection; ``lease`` is None where the case is open for reading only."""

    def __init__(self, path: Path, clock: Clock, connection: sqlite3.Connection, lease: Lease | None) -> None:
        self.path = path
        self.clock = clock
        self.lease = lease
        self.connection = connection
        self.snapshot = Snapshot()
        self._guard = threading.RLock()
        self._is_closed = False

    @classmethod
    def create(cls, path: Path, clock: Clock, *, title: str, account: str) -> Store:
        """See CaseFolder.create."""
        with trouble.telling(path):
            if not _is_free(path):
                raise trouble.exists()
            was_there = path.is_dir()
            make_folder(path)
            lease = Lease.take(path, clock)
            if not _is_free(path):  # another program was first
                lease.release()
                raise trouble.exists()
            try:
                path.chmod(0o700)
                for name in _OWN_FOLDERS:
                    make_folder(path / name)
                connect.make(path, storable(title), storable(account), clock.now())
                return cls(path, clock, connect.for_writing(path), lease)
            except BaseException:
                lease.release()
                _unmake(path, was_there)
                raise

    @classmethod
    def open(cls, path: Path, clock: Clock, *, write: bool, wait: float = 0) -> Store:
        """See CaseFolder.open."""
        with trouble.telling(path):
            _check_place(path)
            if not write:
                connect.look_at(path)
                store = cls(path, clock, connect.for_reading(path), None)
                with _or_close(store):
                    _check_originals(store)
                return store
            lease = Lease.take(path, clock, wait)
            try:
                connect.look_at(path)
                return cls._for_writing(path, clock, lease)
            except BaseException:
                lease.release()
                raise

    @classmethod
    def restore(cls, path: Path, clock: Clock) -> Store:
        """See CaseFolder.restore."""
        with trouble.telling(path):
            lease = Lease.take(path, clock)
            try:
                put_back = backup.put_back(path)
                store = cls._for_writing(path, clock, lease)
            except BaseException:
                lease.release()
                raise
        if put_back is not None:
            with _or_close(store), store.changing() as change:
                # Copies made after this one count further; today's must come after them.
                change.version = backup.highest(path, change.version) + 1
                change.log("restored", version=put_back)
        return store

    @classmethod
    def _for_writing(cls, path: Path, clock: Clock, lease: Lease) -> Store:
        connection = connect.for_writing(path)
        try:
            if schema.version_of(connection) < schema.VERSION:
                backup.keep(path, connection)
                schema.migrate(connection)
            store = cls(path, clock, connection, lease)
            _check_originals(store)
            sweep.on_opening(store)
        except BaseException:
            connection.close()
            raise
        with suppress(StorageError):  # a full disk must not keep the person from what is there
            store.keep_copy()
        return store

    def another(self) -> Store:
        """A second connection under the same lock."""
        with trouble.telling(self.path):
            if self.lease is None:
                return Store(self.path, self.clock, connect.for_reading(self.path), None)
            return Store(self.path, self.clock, connect.for_writing(self.path), self.lease.share())

    def close(self) -> None:
        """See CaseFolder.close. What is acknowledged is on the disk already; nothing here can lose it."""
        with self._guard:
            if self._is_closed:
                return
            self._is_closed = True
            try:
                if self.lease is not None and self.lease.is_last:
                    with suppress(StorageError):
                        self.keep_copy()
                with suppress(sqlite3.Error):
                    self.connection.close()
            finally:
                if self.lease is not None:
                    self.lease.release()

    @property
    def is_writable(self) -> bool:
        """Whether it was opened for writing."""
        return self.lease is not None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A moment in which nothing changes under the reader."""
        with trouble.telling(self.path), self._guard, self._transaction("BEGIN"):
            yield self.connection

    @contextmanager
    def changing(self, *, outward: bool = False) -> Iterator[Change]:
        """A change: all of it is on the disk when the block ends, or none of it.

        ``outward`` is an export or a sending, which leaves the time of the last change as it was.
        """
        if self.lease is None:
            raise trouble.opened_for_reading()
        with trouble.telling(self.path), self._guard, self._transaction("BEGIN IMMEDIATE"):
            version = int(self.connection.execute("SELECT version FROM facts").fetchone()[0])
            change = Change(self.connection, self.path, self.clock.now(), version + 1)
            yield change
            if not change.is_empty:
                self.connection.execute("UPDATE facts SET version = ?", (change.version,))
                if not outward:
                    self.connection.execute("UPDATE facts SET changed_at = ?", (change.now.isoformat(),))

    def note(self, statement: str, *values: object) -> None:
        """Writes something about the files that is no change of the case."""
        with trouble.telling(self.path), self._guard, self._transaction("BEGIN IMMEDIATE"):
            self.connection.execute(statement, values)

    def empty_log(self) -> None:
        """Moves all that is in SQLite's log into the catalogue and cuts the log to nothing."""
        with trouble.telling(self.path), self._guard:
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def case(self) -> Case:
        """The case as it stands."""
        with self.reading() as connection:
            return self.snapshot.read(connection, self.path)

    def files(self) -> threading.RLock:
        """Held while an original is put in place or taken away together with its row."""
        if self.lease is None:
            raise trouble.opened_for_reading()
        return self.lease.files

    def temporary(self) -> Path:
        """The folder for files in the making."""
        if self.lease is None:
            raise trouble.opened_for_reading()
        with trouble.telling(self.path):
            return make_folder(self.path / TEMPORARY)

    def keep_copy(self, *, alone: bool = False) -> bool:
        """Keeps a copy of the catalogue if it has changed since the last; ``alone`` removes all older ones."""
        if self.lease is None:
            raise trouble.opened_for_reading()
        with trouble.telling(self.path), self._guard:
            return backup.keep(self.path, self.connection, 1 if alone else backup.KEPT)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self.connection.execute(begin)
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk may have rolled it back already
                self.connection.execute("ROLLBACK")
            raise


@contextmanager
def _or_close(store: Store) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        raise


def _check_place(path: Path) -> None:
    if not path.exists():
        raise trouble.not_found()
    if not path.is_dir():
        raise trouble.is_file()
    if not os.access(path, os.R_OK | os.X_OK):
        raise trouble.unreadable()
    if not (path / CATALOGUE).is_file():
        raise (
            trouble.without_catalogue(path) if listed(path) or any((path / ORIGINALS).glob("*")) else trouble.not_here()
        )


def _check_originals(store: Store) -> None:
    """A case whose originals have no place at all was copied in part; single ones that miss are named elsewhere."""
    with store.reading() as connection:
        has_some = connection.execute("SELECT 1 FROM originals").fetchone()
    if has_some and not any((store.path / ORIGINALS).glob("*")):
        raise trouble.half_copied()


def _is_free(path: Path) -> bool:
    """Whether a case can be made there: nothing is there, or what a creation that was killed has left."""
    if not path.exists() and not path.is_symlink():
        return True
    if not path.is_dir():
        return False
    return all(_is_left_over(entry) for entry in path.iterdir())


def _is_left_over(path: Path) -> bool:
    if path.name in _OWN_FOLDERS:
        return path.is_dir() and not any(path.iterdir())
    return path.name in (LOCK, HOLDER) or (path.name.startswith(".new-") and path.name.endswith(".part"))


def _unmake(path: Path, was_there: bool) -> None:
    with suppress(OSError):  # what is left is taken for nothing at the next attempt
        for entry in list(path.iterdir()):
            remove_folder(entry)
        if not was_there:
            path.rmdir()
