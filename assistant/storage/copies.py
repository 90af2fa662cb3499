"""Copies of the catalogue that lie in ``copies/``: which there are and which is good. Reads only."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.storage import schema
from assistant.storage.places import COPIES


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy: its file, the number of changes the case had seen, and the time of the last."""

    path: Path
    version: int
    changed_at: dt.datetime


def name(version: int) -> str:
    """A copy's file name, which sorts by age."""
    return f"case-{version:010d}.db"


def listed(case: Path) -> list[Path]:
    """The copies, newest first, good or not."""
    try:
        return sorted((case / COPIES).glob("case-*.db"), reverse=True)
    except OSError:
        return []


def newest_good(case: Path) -> Copy | None:
    """The newest copy that can be read and does not contradict itself."""
    for path in listed(case):
        found = examined(path)
        if found is not None:
            return found
    return None


def examined(path: Path) -> Copy | None:
    """The copy in this file; None where it is not good."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            if not schema.is_ours(connection) or not schema.is_sound(connection):
                return None
            version, changed_at = connection.execute("SELECT version, changed_at FROM facts").fetchone()
            return Copy(path, int(version), dt.datetime.fromisoformat(changed_at))
    except (sqlite3.Error, OSError, ValueError, TypeError):
        return None
