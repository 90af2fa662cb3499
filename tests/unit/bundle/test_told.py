"""A row of the log leaves whole only when all that it tells is on the papers."""

from __future__ import annotations

from assistant.bundle.told import log_lines
from assistant.core.custody import CustodyRow, next_row
from assistant.core.ports import Clock


def told(clock: Clock, named: set[str], *rows: dict[str, object]) -> list[bool]:
    made: list[CustodyRow] = []
    for details in rows:
        made.append(next_row(made[-1] if made else None, clock.now(), str(details.pop("action", "added")), **details))
    return [line.whole for line in log_lines(made, named)]


def test_what_names_others_or_an_unknown_thing_is_withheld(clock: Clock) -> None:
    rows: list[dict[str, object]] = [
        {"action": "created"},
        {"exhibit": "x1", "sha256": "a"},
        {"exhibit": "x2", "sha256": "b"},
        {"exhibit": "x1", "window": "a title"},
        {"labels": {"x1": "A-1"}},
        {"labels": {"x1": "A-1", "x2": "A-2"}},
        {"labels": "x1"},
    ]
    assert told(clock, {"x1"}, *rows) == [True, True, False, False, True, False, False]


def test_the_log_ends_with_the_head(clock: Clock) -> None:
    rows: list[dict[str, object]] = [{"action": "created"}, {"action": "exported"}, {"action": "added"}]
    assert len(told(clock, set(), *rows, {"action": "exported"}, {"action": "sent"})) == 3
    assert told(clock, set(), {"action": "exported"}) == []
