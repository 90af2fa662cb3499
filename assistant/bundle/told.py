"""Which rows of the custody log leave whole: only those that tell nothing but what is sent.

It allows and does not forbid: a row is told when each of its keys is known to hold no private word, and every
exhibit that it names is on the papers. All others leave as their seal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from assistant.core.custody import CustodyRow, head
from assistant.core.plan import LogLine

#: Keys whose values are numbers, hashes, times, labels, kinds, names of fields or ids of exhibits.
_TELLING_NOTHING = frozenset(
    {
        *("seq", "utc", "local", "offset", "action", "exhibit", "item", "kind", "sha256", "bytes", "media_type"),
        *("width", "height", "round", "revision", "label", "labels", "fields", "captured_at", "version"),
        *("frames", "seams"),  # how many raw pictures a joined one is made of; the hash of the record of the seams
    }
)


def log_lines(rows: Iterable[CustodyRow], named: AbstractSet[str]) -> tuple[LogLine, ...]:
    """The log up to the row whose hash is printed as the head; ``named`` are the ids of exhibits on the papers."""
    rows = tuple(rows)
    last = head(rows)
    return tuple(LogLine(row, _is_told(row, named)) for row in rows if last is not None and row.seq <= last.seq)


def _is_told(row: CustodyRow, named: AbstractSet[str]) -> bool:
    exhibit, labels = row.row.get("exhibit"), row.row.get("labels", {})
    known = (exhibit is None or exhibit in named) and isinstance(labels, Mapping) and labels.keys() <= named
    return known and set(row.row) <= _TELLING_NOTHING
