"""The case as one immutable value, read from the catalogue; only what changed since the last time is read again.

With thousands of exhibits, reading, labelling and comparing all of them at each change would be felt. So each row
knows the change that last touched it, and what did not change is the same object as before.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path

from assistant.core.case import Case, Round, Span
from assistant.core.event_date import DateSource, EventDate, Precision
from assistant.core.exhibits import Exhibit, ExhibitKind, ExhibitStatus, labelled
from assistant.core.items import RequestedItem
from assistant.storage import trouble

_EXHIBIT = (
    "id, item, kind, sha256, bytes, media_type, added_at, captured_at, title, event_start, event_end, event_precision, "
    "event_source, shows, place, send, status, withdrawn_why, original_name, width, height, was_sent, label, record"
)
_ITEM = (
    "text, kind, requirements, further_asks, first, last, alternative_group, condition, rules, letter, round, answer, "
    "gap, id"
)
_KINDS = {str(kind): kind for kind in ExhibitKind}
_STATES = {str(status): status for status in ExhibitStatus}


class Snapshot:
    """What one connection has read so far."""

    def __init__(self) -> None:
        self._version = -1
        self._case: Case | None = None
        self._rounds: dict[int, Round] = {}
        self._exhibits: dict[int, Exhibit] = {}  # in the order of their ids, which is that of taking in

    def read(self, connection: sqlite3.Connection, path: Path) -> Case:
        """The case now; to be called inside a transaction. What can't be understood is DamagedError."""
        try:
            title, account, money_held, changed_at, version = connection.execute(
                "SELECT title, account, money_held, changed_at, version FROM facts"
            ).fetchone()
            if self._case is None or version != self._version:
                self._read_rounds(connection)
                self._read_exhibits(connection)
                self._case = Case(
                    title=title,
                    account=account,
                    rounds=tuple(self._rounds.values()),
                    items=tuple(_item(row) for row in connection.execute(_ITEMS)),
                    exhibits=tuple(self._exhibits.values()),
                    changed_at=dt.datetime.fromisoformat(changed_at),
                    money_held=money_held,
                )
                self._version = version
        except sqlite3.Error:
            self._forget()  # what was read of it by half must not be gone on from
            raise
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            self._forget()
            raise trouble.damaged(path) from error
        if not self._case.rounds:
            raise trouble.without_letter()
        return self._case

    def _forget(self) -> None:
        self._version, self._case = -1, None
        self._rounds, self._exhibits = {}, {}

    def _read_rounds(self, connection: sqlite3.Connection) -> None:
        for row in connection.execute(_ROUNDS, (self._version,)):
            self._rounds[row[0]] = _round(row)

    def _read_exhibits(self, connection: sqlite3.Connection) -> None:
        touched: set[str] = set()
        for (number,) in connection.execute("SELECT exhibit FROM erased WHERE version > ?", (self._version,)):
            gone = self._exhibits.pop(number, None)
            if gone is not None:
                touched.add(gone.item)
        for row in connection.execute(_EXHIBITS, (self._version,)):
            before = self._exhibits.get(row[0])
            if before is not None:
                touched.add(before.item)
            self._exhibits[row[0]] = _exhibit(row)
            touched.add(row[1])
        if touched:
            # Labels of an item depend on its own exhibits alone.
            own = [(number, exhibit) for number, exhibit in self._exhibits.items() if exhibit.item in touched]
            for (number, _before), exhibit in zip(own, labelled(each for _number, each in own), strict=True):
                self._exhibits[number] = exhibit


_ITEMS = f"SELECT {_ITEM} FROM items ORDER BY round, place, id"  # noqa: S608  # the columns are ours
_ROUNDS = (
    "SELECT number, body, platform, language, received, sent, accepted, outcome, found FROM rounds "
    "WHERE version > ? ORDER BY number"
)
_EXHIBITS = (
    f"SELECT {_EXHIBIT} FROM exhibits JOIN originals USING (sha256) WHERE version > ? "  # noqa: S608  # ours too
    "ORDER BY id"
)


def item_of(connection: sqlite3.Connection, number: int) -> RequestedItem:
    """The item with this id."""
    found = connection.execute(f"SELECT {_ITEM} FROM items WHERE id = ?", (number,)).fetchone()  # noqa: S608  # ours
    return _item(found)


def found_in(round_: Round) -> str:
    """What was found in a letter, as the catalogue keeps it."""
    return json.dumps(
        {
            "linked_accounts": [[span.text, span.start, span.end] for span in round_.linked_accounts],
            "restrictions": [[span.text, span.start, span.end] for span in round_.restrictions],
            "maybe": [[span.text, span.start, span.end] for span in round_.maybe],
            "references": list(round_.references),
        }
    )


def exhibit_number(exhibit_id: str) -> int:
    """The catalogue's number of a lasting id such as ``x12``; -1 for what is none."""
    digits = exhibit_id.removeprefix("x")
    return int(digits) if exhibit_id.startswith("x") and digits.isascii() and digits.isdecimal() else -1


def _round(row: tuple[object, ...]) -> Round:
    number, body, platform, language, received, sent, accepted, outcome, found = row
    spans = json.loads(str(found))
    return Round(
        number=int(str(number)),
        body=str(body),
        platform=str(platform),
        language=str(language),
        received=_day(received),
        sent=_day(sent),
        accepted=bool(accepted),
        linked_accounts=tuple(Span(*span) for span in spans["linked_accounts"]),
        restrictions=tuple(Span(*span) for span in spans["restrictions"]),
        maybe=tuple(Span(*span) for span in spans["maybe"]),
        references=tuple(spans["references"]),
        outcome=str(outcome),
    )


def _item(row: tuple[object, ...]) -> RequestedItem:
    values = list(row)
    for index in (2, 3, 8):
        values[index] = tuple(json.loads(str(values[index])))
    return RequestedItem(*values)  # type: ignore[arg-type]  # the columns are in the order of the fields


def _exhibit(row: tuple[object, ...]) -> Exhibit:
    values = list(row)
    start, end, precision, source = values[9:13]
    event = None
    if start is not None:
        event = EventDate(
            dt.date.fromisoformat(str(start)),
            dt.date.fromisoformat(str(end)),
            Precision(str(precision)),
            DateSource(str(source)),
        )
    values[9:13] = [event]
    values[0] = f"x{values[0]}"
    values[2] = _KINDS[str(values[2])]
    values[6] = dt.datetime.fromisoformat(str(values[6]))
    values[7] = None if values[7] is None else dt.datetime.fromisoformat(str(values[7]))
    values[10] = () if values[10] == "[]" else tuple(json.loads(str(values[10])))
    values[12] = bool(values[12])
    values[13] = _STATES[str(values[13])]
    values[18] = bool(values[18])
    values[20] = {} if values[20] == "{}" else dict(json.loads(str(values[20])))
    values.append(bool(values[19]))  # a label that is stored is fixed
    return Exhibit(*values)  # type: ignore[arg-type]  # the columns are in the order of the fields


def _day(value: object) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(str(value))
