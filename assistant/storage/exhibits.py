"""Exhibits in the catalogue: taken in with their originals, described, withdrawn, erased."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Required, TypedDict

from assistant.core.event_date import EventDate
from assistant.core.exhibits import Exhibit, ExhibitKind, ExhibitStatus
from assistant.core.naming import extension_of
from assistant.errors import InputError, msg
from assistant.storage import erasing, labels, originals, places, trouble
from assistant.storage.intake import Taken
from assistant.storage.letters import unknown_item
from assistant.storage.names import displayable, storable, storable_name
from assistant.storage.snapshot import exhibit_number

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.storage.opening import Change, Store


class Details(TypedDict, total=False):
    """What is said of an original as it is taken in; see Exhibit."""

    item: Required[str]
    kind: Required[ExhibitKind]
    media_type: Required[str]
    captured_at: dt.datetime | None
    title: str
    event_date: EventDate | None
    shows: tuple[str, ...]
    where: str
    send: bool
    original_name: str
    width: int
    height: int
    record: Mapping[str, object]


class Changes(TypedDict, total=False):
    """What can be said anew of an exhibit."""

    item: str
    title: str
    event_date: EventDate | None
    shows: tuple[str, ...]
    where: str
    send: bool


def take_in(store: Store, make: Callable[[], Taken], details: Details) -> Exhibit:
    """Makes bytes an original and an exhibit; on the disk when this returns."""
    with store.reading() as connection:
        check_item(connection, details["item"])  # before a long copy is begun
    taken = make()
    try:
        place = originals.place_for(store, taken, extension_of(details["media_type"], details.get("original_name", "")))
        with store.files(), trouble.telling(store.path):
            originals.put_in_place(store, taken, place)
            with store.changing() as change:
                originals.note(change, taken.sha256, taken.bytes, place.extension)
                number = insert(change, taken.sha256, taken.bytes, details)
    except BaseException:
        with suppress(OSError):
            places.remove(taken.path)
        raise
    return exhibit(store, number)


def insert(change: Change, sha256: str, size: int, details: Details, **logged: object) -> int:
    """Writes the row of an exhibit whose file is in its place and noted; gives its number. The log gets ``logged``."""
    item, kind, captured_at = details["item"], details["kind"], details.get("captured_at")
    width, height = details.get("width", 0), details.get("height", 0)
    check_item(change.connection, item)
    values = {
        "item": item,
        "kind": str(kind),
        "sha256": sha256,
        "media_type": details["media_type"],
        "added_at": change.now.isoformat(),
        "captured_at": captured_at.isoformat() if captured_at else None,
        "title": storable(details.get("title", "")),
        **_event(details.get("event_date")),
        "shows": json.dumps(details.get("shows", ())),
        "place": storable(details.get("where", "")),
        "send": int(details.get("send", True)),
        "status": str(ExhibitStatus.ACTIVE),
        "withdrawn_why": "",
        "original_name": storable_name(details.get("original_name", "")),
        "width": width,
        "height": height,
        "was_sent": 0,
        "label": "",
        "record": json.dumps(dict(details.get("record", {}))),
        "version": change.version,
    }
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    cursor = change.connection.execute(
        f"INSERT INTO exhibits ({columns}) VALUES ({marks})",  # noqa: S608  # the names above
        tuple(values.values()),
    )
    number = int(cursor.lastrowid or 0)
    labels.fix(change)
    more: dict[str, object] = {"captured_at": values["captured_at"]} if captured_at else {}
    more |= {"width": width, "height": height} if width and height else {}
    change.log(
        {ExhibitKind.CAPTURE: "captured", ExhibitKind.JOINED: "joined"}.get(kind, "added"),
        exhibit=f"x{number}",
        item=item,
        kind=str(kind),
        sha256=sha256,
        bytes=size,
        media_type=details["media_type"],
        **more,
        **logged,
    )
    return number


def change(store: Store, exhibit_id: str, changes: Changes) -> Exhibit:
    """Describes an exhibit anew."""
    number = exhibit_number(exhibit_id)
    with store.changing() as transaction:
        before = _row(transaction.connection, number, exhibit_id)
        values = {name: value for name, value in _columns(changes).items() if before[name] != value}
        if "item" in values:
            check_item(transaction.connection, str(values["item"]))
            if before["label"]:
                raise _label_fixed(was_sent=bool(before["was_sent"]))
        if before["status"] == ExhibitStatus.WITHDRAWN:
            raise _withdrawn()
        if values:
            _update(transaction, number, values)
            labels.fix(transaction)
            fields = {"event_date" if name.startswith("event_") else name for name in values}
            transaction.log("described", exhibit=exhibit_id, fields=sorted(fields))
        else:
            transaction.was_none()
    return exhibit(store, number)


def withdraw(store: Store, exhibit_id: str, why: str) -> Exhibit:
    """Takes back one that was sent, once."""
    number = exhibit_number(exhibit_id)
    with store.changing() as transaction:
        row = _row(transaction.connection, number, exhibit_id)
        if not row["was_sent"]:
            raise InputError(
                "exhibit-not-sent",
                # Translators: an error.
                msg("This attachment can't be withdrawn"),
                # Translators: reason for an error.
                msg("it was never sent"),
                # Translators: next step after an error; "Keep here" means not to send an attachment.
                msg("Keep it here, or erase it for good."),
            )
        if row["status"] == ExhibitStatus.WITHDRAWN:
            raise _withdrawn()
        _update(transaction, number, {"status": str(ExhibitStatus.WITHDRAWN), "withdrawn_why": storable(why)})
        transaction.log("withdrawn", exhibit=exhibit_id, label=row["label"])
    return exhibit(store, number)


def erase(store: Store, exhibit_id: str, why: str) -> None:
    """Removes one that was never sent, for good."""
    number, case = exhibit_number(exhibit_id), store.case()
    with store.files():
        with store.changing() as transaction:
            row = _row(transaction.connection, number, exhibit_id)
            if row["was_sent"]:
                raise was_sent()
            erasing.refuse_part(transaction.connection, number, str(row["sha256"]), case)
            erasing.begin(transaction, number, row, storable(why))
        erasing.finish(store)
        erasing.forget_words(store)


def exhibit(store: Store, number: int) -> Exhibit:
    """The exhibit with this number, as it stands."""
    found = store.case().exhibit(f"x{number}")
    if found is None:
        raise trouble.damaged(store.path)
    return found


def original(store: Store, of: Exhibit) -> Path:
    """Where the original of an exhibit, or a joined picture, lies or should lie."""
    path = originals.path_of(store, of.sha256)
    if path is None:
        raise unknown_exhibit(of.id)
    return path


def check_item(connection: sqlite3.Connection, letter: str) -> None:
    """Raises InputError where no item has this letter."""
    if not connection.execute("SELECT 1 FROM items WHERE letter = ? AND letter <> ''", (letter,)).fetchone():
        raise unknown_item(letter)


def unknown_exhibit(exhibit_id: str) -> InputError:
    """There is no exhibit with that id."""
    return InputError(
        "exhibit-unknown",
        # Translators: an error; {name} is what was given as an attachment's name.
        msg("There is no attachment {name} in this case", name=displayable(exhibit_id, 20)),
        # Translators: reason for an error.
        msg("it was erased, or it never was"),
        # Translators: next step after an error.
        msg("Choose one of the case's attachments."),
    )


def rows_of_strip(connection: sqlite3.Connection, strip: int) -> list[tuple[int, dict[str, object]]]:
    """The joined exhibits of a strip: number and row of each."""
    numbers = connection.execute("SELECT exhibit FROM joined WHERE strip = ? ORDER BY exhibit", (strip,)).fetchall()
    return [(number, _row(connection, number, f"x{number}")) for (number,) in numbers]


def _row(connection: sqlite3.Connection, number: int, exhibit_id: str) -> dict[str, object]:
    cursor = connection.execute("SELECT * FROM exhibits WHERE id = ?", (number,))
    row = cursor.fetchone()
    if row is None:
        raise unknown_exhibit(exhibit_id)
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


def _update(transaction: Change, number: int, values: Mapping[str, object]) -> None:
    assignments = ", ".join(f"{name} = ?" for name in (*values, "version"))
    transaction.connection.execute(
        f"UPDATE exhibits SET {assignments} WHERE id = ?",  # noqa: S608  # names of columns, all ours
        (*values.values(), transaction.version, number),
    )


def _columns(changes: Changes) -> dict[str, object]:
    unknown = set(changes) - set(Changes.__annotations__)
    if unknown:
        raise TypeError(f"no such field of an exhibit: {sorted(unknown)}")
    values: dict[str, object] = {"item": changes["item"]} if "item" in changes else {}
    if "title" in changes:
        values["title"] = storable(changes["title"])
    if "event_date" in changes:
        values |= _event(changes["event_date"])
    if "shows" in changes:
        values["shows"] = json.dumps(changes["shows"])
    if "where" in changes:
        values["place"] = storable(changes["where"])
    if "send" in changes:
        values["send"] = int(changes["send"])
    return values


def _event(date: EventDate | None) -> dict[str, object]:
    return {
        "event_start": date.start.isoformat() if date else None,
        "event_end": date.end.isoformat() if date else None,
        "event_precision": str(date.precision) if date else None,
        "event_source": str(date.source) if date else None,
    }


def _label_fixed(*, was_sent: bool) -> InputError:
    return InputError(
        "exhibit-sent" if was_sent else "label-fixed",
        # Translators: an error.
        msg("This attachment can't move to another question"),
        # Translators: reason for an error.
        msg("files of this case were sent, and labels are fixed from then on"),
        # Translators: next step after an error.
        msg("Add the file to the other question too."),
    )


def was_sent() -> InputError:
    """It was sent, and can't be erased."""
    return InputError(
        "exhibit-sent",
        # Translators: an error.
        msg("This attachment can't be erased"),
        # Translators: reason for an error.
        msg("it was sent, and what was sent is kept"),
        # Translators: next step after an error.
        msg("Withdraw it instead."),
    )


def _withdrawn() -> InputError:
    return InputError(
        "exhibit-withdrawn",
        # Translators: an error.
        msg("This attachment can't be changed any more"),
        # Translators: reason for an error.
        msg("it was withdrawn"),
        # Translators: next step after an error.
        msg("Add the file anew; it gets a label of its own."),
    )
