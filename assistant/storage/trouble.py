"""What goes wrong on a disk or in a catalogue, in words for a person.

The system's own errors come in, AssistantErrors go out. Nothing here changes anything.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import DamagedError, InputError, Message, StorageError, msg
from assistant.storage.copies import newest_good

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
_SQLITE_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_SCHEMA)
_SQLITE_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_SQLITE_WRITE = (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE,
                 sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_DIR_FSYNC)  # fmt: skip


@contextmanager
def telling(case: Path) -> Iterator[None]:
    """Turns errors of the disk and the catalogue into AssistantErrors; ``case`` is the folder they are about."""
    try:
        yield
    except sqlite3.Error as error:
        raise of_catalogue(error, case) from error
    except OSError as error:
        raise of_disk(error) from error


def of_catalogue(error: sqlite3.Error, case: Path) -> StorageError:
    """The error that SQLite's is for a person."""
    code = getattr(error, "sqlite_errorcode", None)  # absent on errors that the Python module raises itself
    if code is None:
        return StorageError("case-failed", _not_stored(), _system_says(str(error)), _try_again())
    primary = code & 0xFF
    if primary in _SQLITE_DAMAGED:
        return damaged(case)
    if primary == sqlite3.SQLITE_FULL or code in _SQLITE_WRITE:
        return disk_full()
    if primary in _SQLITE_READ_ONLY:
        return read_only()
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        # Translators: reason for an error: another program uses the case's catalogue at this moment.
        why = msg("another program is reading the case right now")
        return StorageError("case-busy", _not_stored(), why, _try_again())
    return StorageError("case-failed", _not_stored(), _system_says(str(error)), _try_again())


def of_disk(error: OSError) -> StorageError:
    """The error that the system's is for a person. Its path is not repeated."""
    if error.errno in _FULL:
        return disk_full()
    if error.errno in _READ_ONLY:
        return read_only()
    return StorageError("disk-failed", _not_stored(), _system_says(error.strerror or str(error.errno)), _try_again())


def disk_full() -> StorageError:
    """The disk takes no more."""
    return StorageError(
        "disk-full",
        _not_stored(),
        # Translators: reason for an error.
        msg("the disk is full, or a limit on the size of files is reached"),
        # Translators: next step after an error about a full disk.
        msg("Make some room on the disk and do it again. Everything that was stored before is safe."),
    )


def read_only() -> StorageError:
    """The folder can't be written."""
    return StorageError(
        "case-read-only",
        # Translators: an error about a folder on the disk.
        msg("The folder can't be written to"),
        # Translators: reason for an error about a folder.
        msg("it, or the disk it lies on, is read-only for you"),
        # Translators: next step after an error about a read-only folder.
        msg("Copy the whole folder to a place of your own and open it there."),
    )


def unreadable() -> StorageError:
    """The folder can't be read."""
    return StorageError(
        "case-unreadable",
        # Translators: an error about a folder on the disk.
        msg("The folder can't be read"),
        # Translators: reason for an error about a folder.
        msg("it belongs to another user"),
        # Translators: next step after an error about a folder that belongs to another user.
        msg("Ask its owner to let you read it, or to give you a copy."),
    )


def opened_for_reading() -> StorageError:
    """A change was asked of a case that was opened for reading."""
    return StorageError(
        "case-opened-for-reading",
        _not_stored(),
        # Translators: reason for an error.
        msg("the case is open for reading only"),
        # Translators: next step after an error about a case that is open for reading only.
        msg("Open the case again where it can be changed."),
    )


def damaged(case: Path) -> DamagedError:
    """The catalogue contradicts itself; names the newest good copy where there is one."""
    good = newest_good(case)
    if good is None:
        # Translators: next step after an error about a damaged case; "originals" is a folder's name.
        step = msg("Bring the case folder back from a backup. The pictures and files themselves are in “originals”.")
    else:
        time, name = f"{good.changed_at:%Y-%m-%d %H:%M}", good.path.name
        # Translators: next step after an error about a damaged case; {time} is when a good copy was made, {name} its
        # file. “originals”, “copies” and case.db are names of folders and files and stay.
        step = msg(
            "Put back the good copy of {time}; what came after it is found again in “originals”. The window offers to "
            "do it. By hand: move each file whose name begins with case.db out of the case folder, then copy "
            "“copies/{name}” into it as case.db.",
            time=time,
            name=name,
        )
    # Translators: an error; a catalogue is the case's list of everything in it.
    what = msg("The catalogue of this case is damaged")
    # Translators: reason for an error about a damaged case.
    return DamagedError("case-damaged", what, msg("the file case.db contradicts itself or is cut short"), step)


def half_copied() -> DamagedError:
    """The catalogue names originals and the folder of originals isn't there."""
    return DamagedError(
        "case-half-copied",
        # Translators: an error about a case folder.
        msg("Part of this case is missing"),
        # Translators: reason for an error; "originals" is a folder's name.
        msg("its folder “originals”, with the pictures and files, is not there"),
        # Translators: next step after an error about a case folder that was copied in part.
        msg("Copy the whole case folder again from where it came."),
    )


def without_letter() -> DamagedError:
    """The program ended while the case was being made."""
    return DamagedError(
        "case-without-letter",
        # Translators: an error about a case folder.
        msg("This case has no letter"),
        # Translators: reason for an error.
        msg("the program ended while the case was being made"),
        # Translators: next step after an error.
        msg("Make a new case from the letter."),
    )


def without_catalogue(case: Path) -> DamagedError:
    """There are originals and no catalogue."""
    error = damaged(case)
    return DamagedError(
        "case-damaged",
        # Translators: an error about a case folder.
        msg("Part of this case is missing"),
        # Translators: reason for an error; case.db is a file's name.
        msg("the file case.db, with the list of everything in it, is not there"),
        error.next_step,
    )


def not_found() -> InputError:
    """There is nothing at that path."""
    # Translators: reason for an error.
    return _no_case("case-not-found", msg("there is no such folder"))


def is_file() -> InputError:
    """The path is that of a file."""
    # Translators: reason for an error.
    return _no_case("case-is-file", msg("this is a file, and a case is a folder"))


def not_here() -> InputError:
    """The folder is no case."""
    # Translators: reason for an error; case.db is a file's name.
    return _no_case("case-not-here", msg("the folder holds no case.db"))


def not_ours() -> InputError:
    """The catalogue is some other program's database."""
    # Translators: reason for an error; case.db is a file's name.
    return _no_case("case-not-here", msg("the case.db in it was made by another program"))


def exists() -> InputError:
    """A new case was asked for where something is."""
    return InputError(
        "case-exists",
        # Translators: an error.
        msg("No new case can be made here"),
        # Translators: reason for an error.
        msg("there is something at this place already, and nothing is overwritten"),
        # Translators: next step after an error.
        msg("Choose a name that is not in use."),
    )


def newer() -> InputError:
    """A newer version of the program made it."""
    return InputError(
        "case-newer",
        # Translators: an error.
        msg("This case can't be opened by this version of the program"),
        # Translators: reason for an error.
        msg("a newer version has made it, and it was left untouched"),
        # Translators: next step after an error.
        msg("Install the newest version and open the case with it."),
    )


def _no_case(reference: str, why: Message) -> InputError:
    # Translators: an error.
    what = msg("No case can be opened here")
    # Translators: next step after an error.
    return InputError(reference, what, why, msg("Choose the folder of a case."))


def _not_stored() -> Message:
    # Translators: an error about a file or a change.
    return msg("This could not be stored")


def _system_says(text: str) -> Message:
    # Translators: reason for an error; {text} is the system's own words, in English.
    return msg("the system says: {text}", text=text)


def _try_again() -> Message:
    # Translators: next step after an error.
    return msg("Do it again; if it stays so, copy the case folder to another disk.")
