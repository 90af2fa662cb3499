"""The custody chain: each row of the log is sealed with the hash of the one before.

``hash = SHA-256(previous hash + canonical JSON of the row)``; the first previous hash is 64 zeros. This shows
tampering only against a head that left this machine.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FIRST = "0" * 64
#: Actions that make no change to the case: the printed head is that of the last row that is none of these.
OUTWARD = frozenset({"exported", "sent"})


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """One sealed row. ``row`` holds ``seq``, ``utc``, ``local``, ``offset``, ``action`` and the action's own keys."""

    row: Mapping[str, object]
    previous: str
    hash: str

    @property
    def seq(self) -> int:
        """The row's number, from 1."""
        value = self.row["seq"]
        if not isinstance(value, int):
            raise TypeError("seq")
        return value

    @property
    def action(self) -> str:
        """What happened, such as ``captured``."""
        return str(self.row["action"])


def canonical(row: Mapping[str, object]) -> str:
    """Canonical JSON: sorted keys, no spaces, not escaped."""
    return json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def seal(previous: str, row: Mapping[str, object]) -> str:
    """The hash of a row after ``previous``, in lower-case hex."""
    return hashlib.sha256((previous + canonical(row)).encode("utf-8")).hexdigest()


def next_row(last: CustodyRow | None, now: dt.datetime, action: str, **details: object) -> CustodyRow:
    """The row that follows ``last``; ``now`` is aware, in the local offset."""
    utc = now.astimezone(dt.UTC)
    row = {
        "seq": last.seq + 1 if last else 1,
        "utc": utc.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "local": now.replace(tzinfo=None).isoformat(timespec="milliseconds"),
        "offset": now.strftime("%z")[:3] + ":" + now.strftime("%z")[3:5],
        "action": action,
        **details,
    }
    previous = last.hash if last else FIRST
    return CustodyRow(row, previous, seal(previous, row))


def first_break(rows: Iterable[CustodyRow]) -> int | None:
    """The number of the first row that doesn't hold (seal, link or count), or None where the chain holds."""
    previous, expected = FIRST, 1
    for row in rows:
        if row.previous != previous or row.row.get("seq") != expected or seal(previous, row.row) != row.hash:
            return expected
        previous, expected = row.hash, expected + 1
    return None


def head(rows: Iterable[CustodyRow]) -> CustodyRow | None:
    """The last row that is neither an export nor a sending."""
    found = None
    for row in rows:
        if row.action not in OUTWARD:
            found = row
    return found
