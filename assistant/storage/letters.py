"""Letters and questions in the catalogue: rounds, their proposed items, letters given, answers and gaps."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from types import EllipsisType
from typing import TYPE_CHECKING

from assistant.core.case import Round
from assistant.core.items import RequestedItem, letter_of
from assistant.errors import InputError, msg
from assistant.storage import trouble
from assistant.storage.names import displayable, storable
from assistant.storage.snapshot import found_in, item_of

if TYPE_CHECKING:
    from assistant.storage.opening import Change, Store


def raw(store: Store, number: int | None) -> bytes:
    """The letter of a round as it came."""
    with store.reading() as connection:
        found = connection.execute(
            "SELECT raw FROM rounds WHERE number = ? OR ? IS NULL ORDER BY number DESC LIMIT 1", (number, number)
        ).fetchone()
    if found is None:
        raise trouble.without_letter()
    return bytes(found[0])


def add_round(store: Store, round_: Round, items: Sequence[RequestedItem], untrusted_raw: bytes) -> Round:
    """Adds a letter with its proposed items."""
    with store.changing() as change:
        number = int(change.connection.execute("SELECT coalesce(max(number), 0) + 1 FROM rounds").fetchone()[0])
        change.connection.execute(
            "INSERT INTO rounds VALUES (?, ?, ?, ?, ?, ?, NULL, 0, ?, ?, ?)",
            (
                number,
                storable(round_.body),
                untrusted_raw,
                round_.platform,
                round_.language,
                round_.received.isoformat() if round_.received else None,
                round_.outcome,
                found_in(round_),
                change.version,
            ),
        )
        for place, item in enumerate(items):
            _insert(change, number, place, item, "")
        change.log(
            "letter-added", round=number, sha256=hashlib.sha256(untrusted_raw).hexdigest(), bytes=len(untrusted_raw)
        )
    return next(each for each in store.case().rounds if each.number == number)


def propose(store: Store, items: Sequence[RequestedItem]) -> tuple[RequestedItem, ...]:
    """Replaces the items of the newest round."""
    with store.changing() as change:
        number, is_accepted = _newest(change)
        if is_accepted:
            raise InputError(
                "round-accepted",
                # Translators: an error; questions are what the platform's letter asks.
                msg("The list of questions can't be replaced"),
                # Translators: reason for an error.
                msg("it was accepted, and its questions keep their letters"),
                # Translators: next step after an error.
                msg("Add a question instead."),
            )
        before = {row[0] for row in change.connection.execute("SELECT id FROM items WHERE round = ?", (number,))}
        change.connection.execute("DELETE FROM items WHERE round = ?", (number,))
        for place, item in enumerate(items):
            kept = item.id if item.id in before else None
            before.discard(item.id)  # the halves of a split don't share an id
            _insert(change, number, place, item, "", kept)
    return tuple(item for item in store.case().items if item.round_number == number)


def accept(store: Store) -> tuple[RequestedItem, ...]:
    """Gives the newest round's items their letters."""
    with store.changing() as change:
        number, is_accepted = _newest(change)
        if is_accepted:
            change.was_none()
        else:
            taken = _letters(change)
            rows = change.connection.execute("SELECT id FROM items WHERE round = ? ORDER BY place, id", (number,))
            for index, (item,) in enumerate(rows.fetchall()):
                change.connection.execute("UPDATE items SET letter = ? WHERE id = ?", (letter_of(taken + index), item))
            _touch_round(change, number, "accepted = 1")
            change.log("accepted", round=number)
    return tuple(item for item in store.case().items if item.round_number == number)


def add_item(store: Store, item: RequestedItem) -> RequestedItem:
    """Adds an item to the newest round, after its others."""
    with store.changing() as change:
        number, is_accepted = _newest(change)
        place = change.connection.execute(
            "SELECT coalesce(max(place), -1) + 1 FROM items WHERE round = ?", (number,)
        ).fetchone()[0]
        letter = letter_of(_letters(change)) if is_accepted else ""
        row = _insert(change, number, int(place), item, letter)
        if letter:
            change.log("item-added", round=number, item=letter)
        return item_of(change.connection, row)


def describe(
    store: Store,
    title: str | None,
    account: str | None,
    money_held: str | None,
    received: dt.date | EllipsisType | None,
) -> None:
    """Sets the facts of the case that are given."""
    with store.changing() as change:
        before = change.connection.execute("SELECT title, account, money_held FROM facts").fetchone()
        given = [None if text is None else storable(text) for text in (title, account, money_held)]
        after = [old if new is None else new for new, old in zip(given, before, strict=True)]
        names = ("title", "account", "money_held")
        fields = [name for name, old, new in zip(names, before, after, strict=True) if old != new]
        if fields:
            change.connection.execute("UPDATE facts SET title = ?, account = ?, money_held = ?", after)
        if not isinstance(received, EllipsisType):
            number, _is_accepted = _newest(change)
            day = received.isoformat() if received else None
            found = change.connection.execute("SELECT received FROM rounds WHERE number = ?", (number,)).fetchone()
            if found[0] != day:
                _touch_round(change, number, "received = ?", day)
                fields.append("received")
        if fields:
            change.log("case-described", fields=sorted(fields))
        else:
            change.was_none()


def answer(store: Store, letter: str, text: str) -> RequestedItem:
    """Sets an item's answer."""
    return _write(store, letter, answer=storable(text), gap="" if text.strip() else None)


def record_gap(store: Store, letter: str, reason: str) -> RequestedItem:
    """Sets or clears why an item can't be provided."""
    return _write(store, letter, answer=None, gap=storable(reason.strip()))


def unknown_item(letter: str) -> InputError:
    """There is no item with that letter."""
    return InputError(
        "item-unknown",
        # Translators: an error; {letter} is what was given as a question's letter.
        msg("There is no question {letter} in this case", letter=displayable(letter, 20)),
        # Translators: reason for an error.
        msg("questions have the letters that were given to them when the list was accepted"),
        # Translators: next step after an error.
        msg("Choose one of the case's questions."),
    )


def _write(store: Store, letter: str, *, answer: str | None, gap: str | None) -> RequestedItem:
    with store.changing() as change:
        row = change.connection.execute(
            "SELECT id, answer, gap FROM items WHERE letter = ? AND letter <> ''", (letter,)
        ).fetchone()
        if row is None:
            raise unknown_item(letter)
        after = (row[1] if answer is None else answer, row[2] if gap is None else gap)
        if after == (row[1], row[2]):
            change.was_none()
        else:
            change.connection.execute("UPDATE items SET answer = ?, gap = ? WHERE id = ?", (*after, row[0]))
        return item_of(change.connection, row[0])


def _newest(change: Change) -> tuple[int, bool]:
    found = change.connection.execute("SELECT number, accepted FROM rounds ORDER BY number DESC LIMIT 1").fetchone()
    if found is None:
        raise trouble.without_letter()
    return int(found[0]), bool(found[1])


def _letters(change: Change) -> int:
    return int(change.connection.execute("SELECT count(*) FROM items WHERE letter <> ''").fetchone()[0])


def _touch_round(change: Change, number: int, assignment: str, *values: object) -> None:
    change.connection.execute(
        f"UPDATE rounds SET {assignment}, version = ? WHERE number = ?",  # noqa: S608  # written above, not given
        (*values, change.version, number),
    )


def _insert(change: Change, number: int, place: int, item: RequestedItem, letter: str, kept: int | None = None) -> int:
    values = (
        kept,
        number,
        place,
        letter,
        storable(item.text),
        item.kind,
        json.dumps(item.requirements),
        json.dumps(item.further_asks),
        item.start,
        item.end,
        item.alternative_group,
        storable(item.condition),
        json.dumps(item.rules),
        storable(item.answer),
        storable(item.gap),
    )
    cursor = change.connection.execute("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    return int(cursor.lastrowid or 0)
