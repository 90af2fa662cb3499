"""Thousands of exhibits: the work for one more stays the work for one. Counted, not timed."""

from __future__ import annotations

from pathlib import Path

from assistant.core.exhibits import ExhibitKind
from assistant.core.ports import Clock
from assistant.storage import exhibits, originals
from assistant.storage.folder import CaseFolder
from assistant.storage.snapshot import Snapshot

MANY = 5000


def fill(folder: CaseFolder, many: int) -> None:
    """Rows without their files, in one change: what is measured is the catalogue."""
    with folder._store.changing() as change:
        for number in range(many):
            originals.note(change, f"{number:064x}", 5, ".png")
            exhibits.insert(
                change,
                f"{number:064x}",
                5,
                {"item": "AB"[number % 2], "kind": ExhibitKind.CAPTURE, "media_type": "image/png", "title": "t"},
            )


def test_one_more_costs_no_more_among_thousands(folder: CaseFolder, place: Path, clock: Clock) -> None:
    # GIVEN a case of 5,000 exhibits that was read
    fill(folder, MANY)
    before = folder.case()
    assert len(before.exhibits) == MANY
    log = place / "case.db-wal"
    folder._store.empty_log()

    # WHEN one is added
    read: list[str] = []
    folder._store.connection.set_trace_callback(read.append)
    changes = folder._store.connection.total_changes
    folder.take_in_bytes(b"one more", item="A", kind=ExhibitKind.CAPTURE, media_type="image/png")

    # THEN a few rows and pages are written, and no exhibit but the new one is another object than before
    assert folder._store.connection.total_changes - changes <= 8
    assert log.stat().st_size < 40 * 4200
    after = folder.case()
    assert all(one is other for one, other in zip(before.exhibits, after.exhibits, strict=False))
    assert after.exhibits[-1].label == f"A-{MANY // 2 + 1}"

    # THEN a fresh look at it all says the same
    with folder._store.reading() as connection:
        assert Snapshot().read(connection, place) == after
