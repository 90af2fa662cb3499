"""A letter, its items and a case for the panes. The letter is the project's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from assistant.core.case import Case, Round, Span
from assistant.core.exhibits import Exhibit, ExhibitKind, labelled
from assistant.core.items import RequestedItem, accepted

BODY = (
    "Hello jdoe,\nWe limited your account, which shares details with:\nNorthwind\n"
    "You can't post jobs or receive payments for now.\nPlease tell us:\n"
    "  • how you met the client\n  • what work was done, with screenshots that show dates\n"
    "If you like, add anything else that helps.\n"
)
NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


def span(words: str) -> Span:
    start = BODY.index(words)
    return Span(words, start, start + len(words))


@pytest.fixture
def letter() -> Round:
    return Round(
        1,
        BODY,
        "upwork",
        received=dt.date(2026, 3, 1),
        linked_accounts=(span("Northwind"),),
        restrictions=(span("can't post jobs or receive payments"),),
        maybe=(span("add anything else that helps"),),
        outcome="request",
    )


@pytest.fixture
def items() -> tuple[RequestedItem, ...]:
    first, second = span("how you met the client"), span("what work was done, with screenshots that show dates")
    return (
        RequestedItem(first.text, "relationship", start=first.start, end=first.end),
        RequestedItem(
            second.text, "work_samples", ("answer", "screenshot", "dates"), start=second.start, end=second.end
        ),
    )


@pytest.fixture
def case_with(letter: Round, items: tuple[RequestedItem, ...]) -> Callable[..., Case]:
    def build(*, exhibits: int = 0, answers: tuple[str, ...] = ("", "")) -> Case:
        lettered = [
            RequestedItem(**{name: getattr(item, name) for name in item.__slots__} | {"answer": answer})
            for item, answer in zip(accepted(items), answers, strict=True)
        ]
        pictures = [
            Exhibit(f"x{number}", "B", ExhibitKind.CAPTURE, "0" * 64, 1, "image/png", NOON, NOON, f"Page {number}")
            for number in range(exhibits)
        ]
        return Case("Northwind", "jdoe", (letter,), tuple(lettered), labelled(pictures), NOON, "$320.00")

    return build
