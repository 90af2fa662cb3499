"""Puts finished files into the folder for sending, all of them or none."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import ExportError, InputError, msg
from assistant.storage.folder import CaseFolder
from assistant.storage.names import displayable
from assistant.storage.places import TEMPORARY, sync_folder

#: The ends of the names of what an export writes.
ENDINGS = ("_INDEX.pdf", "_evidence.zip", "_reply.txt", "_reply.eml")
#: Folders in a case in which nothing but the program puts files.
_KEPT = ("originals", "working", "exports", "copies", TEMPORARY)
#: The start of the name of a folder in which the files are copied beside their place.
_UNFINISHED = ".being-written-"
_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


def check_out(out: Path, case: Path) -> None:
    """Raises InputError where ``out`` is no folder (``out-no-folder``) or holds such files already (``out-taken``).

    Nor may it be the folder of the case, or one of the folders in it that the program keeps (``out-in-case``).
    """
    try:
        _check_outside(out.resolve(), case.resolve())
        if not out.exists():
            return
        names = sorted(path.name for path in out.iterdir() if path.name.endswith(ENDINGS))
    except NotADirectoryError as error:
        raise InputError(
            "out-no-folder",
            # Translators: error; {name} is the name of a file.
            msg("The files can't be written into “{name}”", name=displayable(out.name)),
            # Translators: reason for the error above.
            msg("it is a file and no folder"),
            # Translators: next step after the error above.
            msg("Choose a folder, or a name that is not taken."),
        ) from error
    except OSError as error:
        raise failed(error) from error
    if names:
        raise InputError(
            "out-taken",
            # Translators: error; {name} is the name of a folder.
            msg("The folder “{name}” holds such files already", name=displayable(out.name)),
            # Translators: reason for the error above; {name} is the name of a file.
            msg("there is {name}, and nothing is overwritten", name=displayable(names[0])),
            # Translators: next step after the error above.
            msg("Choose an empty folder, or a name that is not taken."),
        )


def _check_outside(out: Path, case: Path) -> None:
    if out != case and not any(out.is_relative_to(case / name) for name in _KEPT):
        return
    raise InputError(
        "out-in-case",
        # Translators: error; {name} is the name of a file or folder.
        msg("The files can't be written into “{name}”", name=displayable(out.name)),
        # Translators: reason for the error above.
        msg("there is something at this place already, and nothing is overwritten"),
        # Translators: next step after the error above.
        msg("Choose an empty folder, or a name that is not taken."),
    )


def place(out: Path, files: Mapping[str, Path], folder: CaseFolder, labels: Mapping[str, str]) -> tuple[int, int]:
    """Keeps the files in the case and puts them into ``out`` under these names; returns round and revision.

    ``labels`` are the labels on the papers by exhibit id; they become fixed when the files are sent.

    All are copied beside their place first, so that a full disk is found before anything changed; what was made is
    removed where it fails. OSError where it can't be written, InputError (``out-taken``) as of ``check_out``.
    """
    made = _make_folder(out)
    placed: list[Path] = []
    try:
        for left in unfinished(out):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=out) as beside:
            for name, path in files.items():
                _copy(path, Path(beside) / name)
            check_out(out, folder.path)
            kept = folder.keep_export(files, labels)
            for name in files:
                (Path(beside) / name).replace(out / name)
                placed.append(out / name)
        sync_folder(out)
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        for path in made:
            _remove_empty(path)
        raise
    return kept


def unfinished(out: Path) -> list[Path]:
    """What a program that was killed while it wrote has left in ``out``; of no use to anybody."""
    return sorted(out.glob(f"{_UNFINISHED}*"))


def failed(error: OSError) -> ExportError:
    """The error for a disk that is full or a place that can't be written."""
    if error.errno in _FULL:
        # Translators: reason for "The files could not be made".
        why = msg("there is no more room on the disk")
        # Translators: next step after "The files could not be made".
        step = msg("Make room or choose a folder on another disk, then make the files again.")
    else:
        # Translators: reason for "The files could not be made"; {reason} is the system's own word for it.
        why = msg("the system says: {reason}", reason=error.strerror or type(error).__name__)
        # Translators: next step after "The files could not be made".
        step = msg("Choose a folder in which you may write, then make the files again.")
    # Translators: error when the files for sending can't be written.
    return ExportError("export-failed", msg("The files could not be made"), why, step)


def _make_folder(out: Path) -> list[Path]:
    """Makes ``out`` and what is missing above it; returns what was made, innermost first."""
    missing = []
    path = out.absolute()
    while not path.exists():
        missing.append(path)
        path = path.parent
    made: list[Path] = []
    try:
        for path in reversed(missing):
            path.mkdir()
            made.insert(0, path)
    except OSError:
        for path in made:
            _remove_empty(path)
        raise
    return made


def _copy(path: Path, to: Path) -> None:
    with path.open("rb") as source, to.open("xb") as target:
        shutil.copyfileobj(source, target, 1_048_576)
        target.flush()
        os.fsync(target.fileno())


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # someone else put something there meanwhile
