"""Requested items: what the platform asks for, in its own words, and the parts that must be seen.

A proposed list can be changed before it is accepted (``split``, ``join`` and so on are functions from list to
list, so that undo is keeping the list before). On acceptance each item gets its letter and keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

ANSWER, SCREENSHOT, DATES, SCOPE, RATE, DOCUMENT = "answer", "screenshot", "dates", "scope", "rate", "document"
#: The fixed requirement parts; besides them there is ``other:N``, the N-th further ask of an item.
PARTS = (ANSWER, SCREENSHOT, DATES, SCOPE, RATE, DOCUMENT)

KINDS = (
    "relationship",
    "work_samples",
    "communication",
    "payment",
    "identity",
    "address",
    "business_documents",
    "invoice_supply_chain",
    "explanation",
    "plan_of_action",
    "account_action",
    "other",
)


@dataclass(frozen=True, slots=True)
class RequestedItem:
    """One thing that the platform asks for.

    ``start`` and ``end`` are the span in the letter's body, in code points; both 0 where the person added the item.
    ``further_asks`` are the letter's words that ``other:1``, ``other:2`` … stand for.
    ``letter`` is empty until the list is accepted. ``id`` is the storage's number, 0 before it is stored.
    """

    text: str
    kind: str = "other"
    requirements: tuple[str, ...] = (ANSWER,)
    further_asks: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    alternative_group: str = ""
    condition: str = ""
    rules: tuple[str, ...] = ()
    letter: str = ""
    round_number: int = 1
    answer: str = ""
    gap: str = ""
    id: int = 0


def letter_of(index: int) -> str:
    """The letter of the ``index``-th item of a case, from 0: A … Z, AA, AB …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def accepted(items: Sequence[RequestedItem], taken: int = 0) -> tuple[RequestedItem, ...]:
    """The items with their letters; ``taken`` letters are in use by earlier rounds."""
    return tuple(replace(item, letter=letter_of(taken + index)) for index, item in enumerate(items))


def split(items: Sequence[RequestedItem], index: int, at: int) -> tuple[RequestedItem, ...]:
    """Cuts the item at ``index`` in two before the ``at``-th character of its text.

    Each half keeps the requirements; nothing happens where a half would be empty.
    """
    item = items[index]
    left, right = item.text[:at].rstrip(), item.text[at:].lstrip()
    if not left or not right:
        return tuple(items)
    from_letter = item.end > item.start
    skipped = len(item.text[at:]) - len(right)
    first = replace(item, text=left, end=item.start + len(left) if from_letter else 0)
    second = replace(item, text=right, start=item.start + at + skipped if from_letter else 0, id=0)
    return (*items[:index], first, second, *items[index + 1 :])


def join(items: Sequence[RequestedItem], index: int) -> tuple[RequestedItem, ...]:
    """Joins the item at ``index`` with the one after it; the joined item asks for the parts of both."""
    if index + 1 >= len(items):
        return tuple(items)
    first, second = items[index], items[index + 1]
    shift = len(first.further_asks)
    moved = [f"other:{int(part[6:]) + shift}" if part.startswith("other:") else part for part in second.requirements]
    spans = [item for item in (first, second) if item.end > item.start]
    joined = replace(
        first,
        text=f"{first.text} {second.text}",
        requirements=in_order([*first.requirements, *moved]),
        further_asks=first.further_asks + second.further_asks,
        rules=first.rules + second.rules,
        start=min((item.start for item in spans), default=0),
        end=max((item.end for item in spans), default=0),
    )
    return (*items[:index], joined, *items[index + 2 :])


def reword(items: Sequence[RequestedItem], index: int, text: str) -> tuple[RequestedItem, ...]:
    """Gives the item at ``index`` other words; its span in the letter stays. Empty words change nothing."""
    text = " ".join(text.split())
    return _put(items, index, replace(items[index], text=text)) if text else tuple(items)


def require(items: Sequence[RequestedItem], index: int, parts: Iterable[str]) -> tuple[RequestedItem, ...]:
    """Sets what must be seen for the item at ``index``; the answer is always asked for."""
    return _put(items, index, replace(items[index], requirements=in_order([ANSWER, *parts])))


def reorder(items: Sequence[RequestedItem], index: int, to: int) -> tuple[RequestedItem, ...]:
    """Moves the item at ``index`` to place ``to``."""
    rest = [*items[:index], *items[index + 1 :]]
    rest.insert(max(0, min(to, len(rest))), items[index])
    return tuple(rest)


def drop(items: Sequence[RequestedItem], index: int) -> tuple[RequestedItem, ...]:
    """The list without the item at ``index``."""
    return (*items[:index], *items[index + 1 :])


def add(items: Sequence[RequestedItem], item: RequestedItem) -> tuple[RequestedItem, ...]:
    """The list with an item more: in the letter's place where it has a span, else at the end."""
    if item.end > item.start:
        for index, other in enumerate(items):
            if other.end > other.start and other.start > item.start:
                return (*items[:index], item, *items[index:])
    return (*items, item)


def in_order(parts: Iterable[str]) -> tuple[str, ...]:
    """Requirement parts without repeats, in the order in which they are shown."""
    found = dict.fromkeys(parts)
    fixed = tuple(part for part in PARTS if part in found)
    others = sorted((part for part in found if part.startswith("other:")), key=lambda part: int(part[6:]))
    return fixed + tuple(others)


def _put(items: Sequence[RequestedItem], index: int, item: RequestedItem) -> tuple[RequestedItem, ...]:
    return (*items[:index], item, *items[index + 1 :])
