"""Makes the files to send from a case: index, zip, reply and mail draft in a folder."""

from __future__ import annotations

import itertools
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assistant.bundle.bundle import MAIL_LIMIT, write_bundle
from assistant.bundle.out import unfinished
from assistant.bundle.report import ExportReport, Report
from assistant.storage.folder import CaseFolder
from assistant.storage.places import is_intact


def export_case(
    folder: CaseFolder,
    out: Path,
    *,
    max_bytes: int = MAIL_LIMIT,
    report: Report | None = None,
    cancelled: threading.Event | None = None,
) -> ExportReport:
    """Writes the files into the folder ``out``, made where it is missing, and keeps their bytes in the case.

    ``max_bytes`` is for all attachments together. Where a finding blocks nothing is written (``written`` is False).
    Raises InputError (``out`` is no folder, or holds such files already), ExportError (``export-cancelled`` among
    them); neither changes anything.
    """
    return write_bundle(folder, out, max_bytes=max_bytes, report=report, cancelled=cancelled)


def export_beside(
    folder: CaseFolder,
    beside: Path,
    name: str,
    *,
    report: Report | None = None,
    cancelled: threading.Event | None = None,
) -> tuple[Path, ExportReport]:
    """As ``export_case``, into the folder ``beside / name``, or ``name-2`` and so on where that is taken.

    Where an older one of these holds the very same files and nothing else, it is given and no second one is left: a
    person who asks twice must not have to wonder which of two folders to send.
    """
    taken = list(itertools.takewhile(_is_taken, _names(beside, name)))
    target = next(path for path in _names(beside, name) if path not in taken)
    made = export_case(folder, target, report=report, cancelled=cancelled)
    for older in taken if made.written else ():
        if _holds(older, made):
            shutil.rmtree(target, ignore_errors=True)  # made by this call a moment ago; left over at worst
            return older, replace(made, files=tuple(replace(file, path=older / file.path.name) for file in made.files))
    return target, made


def _names(beside: Path, name: str) -> Iterator[Path]:
    yield beside / name
    for number in itertools.count(2):
        yield beside / f"{name}-{number}"


def _is_taken(path: Path) -> bool:
    """Whether something lies there; a folder with nothing but what a killed program left is used again."""
    return path.exists() and not (path.is_dir() and set(path.iterdir()) == set(unfinished(path)) != set())


def _holds(older: Path, made: ExportReport) -> bool:
    try:
        if {path.name for path in older.iterdir()} != {file.path.name for file in made.files}:
            return False
    except OSError:
        return False  # what can't be read is left alone
    return all(is_intact(older / file.path.name, file.sha256, file.bytes) for file in made.files)
