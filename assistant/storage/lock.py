"""One writer for a case folder: an operating-system lock that dies with its process, and a note of who holds it.

The note is for words only; whether the case is held is the lock's to say.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import threading
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.core.ports import Clock
from assistant.errors import LockedError, StorageError, msg
from assistant.storage.places import write_whole
from assistant.storage.trouble import telling

LOCK = "case.lock"
HOLDER = "case.holder"


class Lease:
    """The right to write one case, shared by the connections of this process; ends with the last of them.

    ``files`` is held while an original is put in place or taken away together with its row.
    """

    def __init__(self, path: Path, lock: FileLock) -> None:
        self.files = threading.RLock()
        self._path = path
        self._lock = lock
        self._holders = 1
        self._guard = threading.Lock()

    @classmethod
    def take(cls, path: Path, clock: Clock, wait: float = 0) -> Lease:
        """Takes the lock of the case folder. Raises LockedError (``case-locked``) where it is held for longer than
        ``wait`` seconds.
        """
        # Not reentrant and not a singleton: a second window of this process is a second writer too.
        # No soft lock in its place: that one would outlive a killed process.
        lock = FileLock(path / LOCK, timeout=wait, mode=0o600, thread_local=False, fallback_to_soft=False)
        with telling(path):
            try:
                lock.acquire()
            except Timeout:
                raise _held(path) from None
            except NotImplementedError as error:
                raise _no_locks() from error
        lease = cls(path, lock)
        try:
            with telling(path):
                note = {
                    "pid": os.getpid(),
                    "host": platform.node(),
                    "since": clock.now().isoformat(timespec="seconds"),
                }
                write_whole(path / HOLDER, json.dumps(note).encode("utf-8"))
        except StorageError:
            lease.release()
            raise
        return lease

    def share(self) -> Lease:
        """The same lease for one connection more."""
        with self._guard:
            self._holders += 1
        return self

    @property
    def is_last(self) -> bool:
        """Whether one connection alone holds it."""
        with self._guard:
            return self._holders == 1

    def release(self) -> None:
        """One connection less; the last gives the lock back."""
        with self._guard:
            self._holders -= 1
            if self._holders:
                return
        with suppress(OSError):  # the note says nothing once the lock is free
            (self._path / HOLDER).unlink(missing_ok=True)
        self._lock.release()


def _held(path: Path) -> LockedError:
    # Translators: an error.
    what = msg("This case is open elsewhere")
    # Translators: next step after an error about a case that is open elsewhere.
    step = msg("Go on there, or close it there first. Reading it here needs no closing.")
    try:
        note = json.loads((path / HOLDER).read_text(encoding="utf-8"))
        pid, host = int(note["pid"]), str(note["host"])
        since = f"{dt.datetime.fromisoformat(note['since']):%Y-%m-%d %H:%M}"
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        # Translators: reason for an error: another window has the case open.
        return LockedError("case-locked", what, msg("another window or command is using it"), step)
    # Translators: reason for an error; {since} is a date and time, {pid} a process number, {host} a computer.
    why = msg(
        "another window or command has used it since {since}: process {pid} on {host}", pid=pid, host=host, since=since
    )
    return LockedError("case-locked", what, why, step)


def _no_locks() -> StorageError:
    return StorageError(
        "case-no-locks",
        # Translators: an error.
        msg("The case can't be changed on this disk"),
        # Translators: reason for an error.
        msg("the disk can't keep two programs from writing at the same time"),
        # Translators: next step after an error.
        msg("Copy the case folder to a disk of this computer."),
    )
