"""What a case kept of its exports, for comparing; and a case compared with itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from assistant.bundle.compared import Compared
from assistant.bundle.sources import path_sha256
from assistant.core.custody import first_break
from assistant.storage.clock import SystemClock
from assistant.storage.exports import KeptExport
from assistant.storage.folder import CaseFolder


def kept_exports(case: Path) -> tuple[KeptExport, ...]:
    """The exports that a case kept. Errors as of ``CaseFolder.open``."""
    with CaseFolder.open(case, SystemClock(), write=False) as folder:
        return folder.exports()


def against(hashes: Mapping[str, str], case: Path) -> str:
    """Whether files, by name with their SHA-256, are those of one export that the case kept.

    ``same``, ``differs``, or ``not compared`` where the case kept none. Names don't count: a file may be renamed.
    """
    kept = kept_exports(case)
    if not kept:
        return "not compared"
    given = set(hashes.values())
    is_same = any(given <= {file.sha256 for file in export.files} for export in kept)
    return "same" if is_same else "differs"


def verify_case(path: Path) -> Compared:
    """A case against itself: all it keeps, raw and joined pictures too, against its recorded hash; the log's chain."""
    found = Compared()
    with CaseFolder.open(path, SystemClock(), write=False) as folder:
        folder.case()  # raises where it can't be understood
        for stored in folder.stored():
            name = stored.path.relative_to(folder.path).as_posix()
            _note(found, name, stored.path, path_sha256(stored.path) == stored.sha256)
        for export in folder.exports():
            for file in export.files:
                kept = export.path / file.name
                _note(found, kept.relative_to(folder.path).as_posix(), kept, path_sha256(kept) == file.sha256)
        rows = folder.custody()
        found.chain = "absent" if not rows else "holds" if first_break(rows) is None else "broken"
    return found


def _note(found: Compared, name: str, path: Path, is_intact: bool) -> None:
    if not path.is_file():
        found.missing.append(name)
        return
    if not is_intact and not os.access(path, os.R_OK):
        found.unreadable.append(name)
        return
    found.checked += 1
    if not is_intact:
        found.changed.append(name)
