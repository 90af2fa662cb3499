"""Exports that are kept as bytes: ``exports/<round>-<revision>/``, and what was sent of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import InputError, msg
from assistant.storage import labels as kept_labels
from assistant.storage import places, trouble

if TYPE_CHECKING:
    from assistant.storage.opening import Change, Store

_MAKING = "export-"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of an export."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class KeptExport:
    """An export as it is kept. ``labels`` are the exhibits in it by id; ``sent`` is the day, None if it wasn't."""

    round: int
    revision: int
    made_at: dt.datetime
    path: Path
    files: tuple[KeptFile, ...]
    labels: Mapping[str, str]
    sent: dt.date | None


def kept(store: Store) -> tuple[KeptExport, ...]:
    """The exports that are there, oldest first."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT round, revision, made_at, files, labels, sent FROM exports WHERE removed = 0 "
            "ORDER BY round, revision"
        ).fetchall()
    return tuple(
        KeptExport(
            round=number,
            revision=revision,
            made_at=dt.datetime.fromisoformat(made_at),
            path=place(store.path, number, revision),
            files=tuple(KeptFile(*each) for each in json.loads(files)),
            labels=json.loads(labels),
            sent=dt.date.fromisoformat(sent) if sent else None,
        )
        for number, revision, made_at, files, labels, sent in rows
    )


def keep(store: Store, files: Mapping[str, Path], labels: Mapping[str, str] | None) -> tuple[int, int]:
    """Keeps the bytes of a bundle; gives its round and revision."""
    case = store.case()
    if labels is None:
        own = {item.letter for item in case.items if item.round_number == case.round.number}
        labels = {each.id: each.label for each in case.exhibits if each.goes_out and each.item in own}
    if any(name != Path(name).name or name in ("", ".", "..") for name in files):
        raise ValueError("an export's files have plain names")
    with trouble.telling(store.path):
        making = store.temporary() / f"{_MAKING}{os.urandom(6).hex()}"
        making.mkdir(mode=0o700)
        try:
            found = [_copied(files[name], making / name) for name in sorted(files)]
            places.sync_folder(making)
            with store.files(), store.changing(outward=True) as change:
                _check_none_erased(change, labels)
                return _settle(store, change, case.round.number, making, found, dict(labels))
        finally:
            places.remove_folder(making)


def mark_sent(store: Store, day: dt.date) -> None:
    """Marks the newest export as sent; all labels are fixed from here, those in it as they are there."""
    with store.changing(outward=True) as change:
        row = change.connection.execute(
            "SELECT round, revision, labels, sent FROM exports WHERE removed = 0 "
            "ORDER BY round DESC, revision DESC LIMIT 1"
        ).fetchone()
        if row is None:
            raise InputError(
                "nothing-made",
                # Translators: an error.
                msg("Nothing can be marked as sent"),
                # Translators: reason for an error.
                msg("no files were made for sending yet"),
                # Translators: next step after an error.
                msg("Make the files first."),
            )
        number, revision, labels, before = row[0], row[1], json.loads(row[2]), row[3]
        if before == day.isoformat():
            change.was_none()
            return
        fixed = {}
        for exhibit_id, label in labels.items():
            cursor = change.connection.execute(
                "UPDATE exhibits SET was_sent = 1, label = ?, version = ? WHERE id = ? AND was_sent = 0",
                (label, change.version, int(exhibit_id[1:])),
            )
            if cursor.rowcount:
                fixed[exhibit_id] = label
        change.connection.execute(
            "UPDATE exports SET sent = ? WHERE round = ? AND revision = ?", (day.isoformat(), number, revision)
        )
        change.connection.execute(
            "UPDATE rounds SET sent = ?, version = ? WHERE number = ?", (day.isoformat(), change.version, number)
        )
        kept_labels.fix(change)
        change.log("sent", round=number, revision=revision, labels=fixed)


def place(case: Path, number: int, revision: int) -> Path:
    """The folder of an export."""
    return case / places.EXPORTS / f"{number}-{revision}"


def _check_none_erased(change: Change, labels: Mapping[str, str]) -> None:
    """What was erased while the files were being made must not come back in them."""
    erased = {f"x{row[0]}" for row in change.connection.execute("SELECT exhibit FROM erased")}
    if not erased.isdisjoint(labels):
        raise InputError(
            "export-outdated",
            # Translators: the making of the files ended before its end.
            msg("The files were not made"),
            # Translators: reason for an error.
            msg("an attachment was erased while they were being made"),
            # Translators: next step after an error.
            msg("Make the files again."),
        )


def _copied(source: Path, target: Path) -> KeptFile:
    digest, size = hashlib.sha256(), 0
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with source.open("rb") as file:
            while data := file.read(places.CHUNK):
                digest.update(data)
                size += len(data)
                places.write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    return KeptFile(target.name, digest.hexdigest(), size)


def _settle(
    store: Store, change: Change, number: int, making: Path, found: list[KeptFile], labels: dict[str, str]
) -> tuple[int, int]:
    """Gives a copied export its place, or finds that the newest has the same bytes."""
    files = json.dumps([[file.name, file.sha256, file.bytes] for file in found])
    digest = hashlib.sha256(files.encode("utf-8")).hexdigest()
    newest = change.connection.execute(
        "SELECT revision, digest FROM exports WHERE round = ? AND removed = 0 ORDER BY revision DESC LIMIT 1",
        (number,),
    ).fetchone()
    if newest is not None and newest[1] == digest:
        change.was_none()
        target = place(store.path, number, newest[0])
        if not all(places.is_intact(target / file.name, file.sha256, file.bytes) for file in found):
            if target.exists():
                places.put_aside(store.path, target)
            places.settle(making, target)
        return number, int(newest[0])
    revision = 1 + int(
        change.connection.execute(
            "SELECT coalesce(max(revision), 0) FROM exports WHERE round = ?", (number,)
        ).fetchone()[0]
    )
    target = place(store.path, number, revision)
    if target.exists():  # it has no row: its making was cut short
        places.put_aside(store.path, target)
    places.make_folder(target.parent)
    places.settle(making, target)
    change.connection.execute(
        "INSERT INTO exports VALUES (?, ?, ?, ?, ?, ?, NULL, 0)",
        (number, revision, change.now.isoformat(), digest, files, json.dumps(labels)),
    )
    change.log("exported", round=number, revision=revision, sha256=[file.sha256 for file in found])
    return number, revision
