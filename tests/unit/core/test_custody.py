from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace

import pytest

from assistant.core.custody import FIRST, CustodyRow, first_break, head, next_row

NOW = dt.datetime(2026, 3, 4, 14, 32, 7, 250000, tzinfo=dt.timezone(dt.timedelta(hours=-3, minutes=-30)))


def chain(*actions: str) -> list[CustodyRow]:
    rows: list[CustodyRow] = []
    for action in actions:
        rows.append(next_row(rows[-1] if rows else None, NOW, action, exhibit="x1"))
    return rows


def test_the_seal_is_the_published_rule() -> None:
    # GIVEN a first row
    (row,) = chain("captured")

    # THEN anybody can compute its seal from the canonical JSON
    text = json.dumps(dict(row.row), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert row.hash == hashlib.sha256(("0" * 64 + text).encode()).hexdigest()
    assert row.previous == FIRST
    assert dict(row.row) == {
        "seq": 1,
        "utc": "2026-03-04T18:02:07.250Z",
        "local": "2026-03-04T14:32:07.250",
        "offset": "-03:30",
        "action": "captured",
        "exhibit": "x1",
    }


def test_a_whole_chain_holds() -> None:
    assert first_break(chain("created", "captured", "exported")) is None
    assert first_break([]) is None


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_changed_row_breaks_the_chain_there(place: int) -> None:
    rows = chain("created", "captured", "added")
    rows[place] = replace(rows[place], row={**rows[place].row, "action": "erased"})
    assert first_break(rows) == place + 1


def test_a_row_taken_out_or_moved_breaks_the_chain() -> None:
    rows = chain("created", "captured", "added")
    assert first_break([rows[0], rows[2]]) == 2
    assert first_break([rows[1], rows[0], rows[2]]) == 1


def test_the_head_is_the_last_row_that_changed_the_case() -> None:
    rows = chain("created", "captured", "exported", "sent")
    assert head(rows) == rows[1]
    assert head([]) is None
