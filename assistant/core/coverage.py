"""What has been shown for each item and what is still missing, in parts and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.core import items as parts
from assistant.core.case import Case
from assistant.core.event_date import DateSource
from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.items import RequestedItem
from assistant.errors import Message, msg


class ItemState(StrEnum):
    """How far an item is. ``gap`` is answered too: by a reason why it can't be provided."""

    EMPTY = "empty"
    STARTED = "started"
    READY = "ready"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One item's parts with whether each is met, its state, and its exhibits that go out."""

    item: RequestedItem
    state: ItemState
    met: tuple[tuple[str, bool], ...]
    exhibits: tuple[Exhibit, ...]

    @property
    def answered(self) -> bool:
        """Ready, or a gap with its reason."""
        return self.state in (ItemState.READY, ItemState.GAP)

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that are not met; none for a gap."""
        return () if self.state is ItemState.GAP else tuple(part for part, met in self.met if not met)


def coverage(case: Case) -> tuple[Coverage, ...]:
    """The coverage of every item, in the case's order. The cost grows with items plus exhibits, not their product."""
    home: dict[str, list[Exhibit]] = {}
    elsewhere: dict[str, list[tuple[str, Exhibit]]] = {}
    for exhibit in case.exhibits:
        if not exhibit.goes_out:
            continue
        home.setdefault(exhibit.item, []).append(exhibit)
        for shown in exhibit.shows:
            letter, colon, part = shown.partition(":")
            if colon and letter not in ("other", exhibit.item):
                elsewhere.setdefault(letter, []).append((part, exhibit))
    return tuple(cover(item, home.get(item.letter, ()), elsewhere.get(item.letter, ())) for item in case.items)


def cover(item: RequestedItem, own: Iterable[Exhibit], borrowed: Iterable[tuple[str, Exhibit]] = ()) -> Coverage:
    """The coverage of one item from its own exhibits and the parts that exhibits of other items show for it."""
    own, borrowed = tuple(own), tuple(borrowed)
    met = tuple((part, _is_met(part, item, own, borrowed)) for part in item.requirements)
    if item.gap:
        state = ItemState.GAP
    elif all(is_met for _part, is_met in met):
        state = ItemState.READY
    elif item.answer.strip() or own or any(is_met for _part, is_met in met):
        state = ItemState.STARTED
    else:
        state = ItemState.EMPTY
    return Coverage(item, state, met, own)


def is_ready(covers: Iterable[Coverage]) -> bool:
    """Whether every item is answered; a case with no item has nothing to answer."""
    return all(cover.answered for cover in covers)


def missing_texts(covers: Iterable[Coverage]) -> tuple[Message, ...]:
    """What is still missing, a sentence part for each: “in C, a picture that shows for how much”."""
    return tuple(missing_text(cover.item, part) for cover in covers for part in cover.missing)


def missing_text(item: RequestedItem, part: str) -> Message:
    """The words for one part that is not met."""
    letter = item.letter
    match part:
        case parts.ANSWER:
            # Translators: follows "Still missing:"; {letter} is a question's letter.
            return msg("in {letter}, your answer", letter=letter)
        case parts.SCREENSHOT:
            # Translators: follows "Still missing:"; {letter} is a question's letter.
            return msg("in {letter}, a picture of the screen", letter=letter)
        case parts.DATES:
            # Translators: follows "Still missing:"; {letter} is a question's letter.
            return msg("in {letter}, a date that can be seen", letter=letter)
        case parts.SCOPE:
            # Translators: follows "Still missing:"; {letter} is a question's letter.
            return msg("in {letter}, a picture that shows what work", letter=letter)
        case parts.RATE:
            # Translators: follows "Still missing:"; {letter} is a question's letter.
            return msg("in {letter}, a picture that shows for how much", letter=letter)
        case parts.DOCUMENT:
            # Translators: follows "Still missing:"; {letter} is a question's letter.
            return msg("in {letter}, a document", letter=letter)
        case _:
            # Translators: follows "Still missing:"; {letter} is a question's letter, {ask} the platform's own words.
            return msg("in {letter}, what shows “{ask}”", letter=letter, ask=further_ask(item, part))


def further_ask(item: RequestedItem, part: str) -> str:
    """The letter's words for ``other:N``; the part itself where the list is shorter."""
    number = part.removeprefix("other:")
    if number.isdigit() and 0 < int(number) <= len(item.further_asks):
        return item.further_asks[int(number) - 1]
    return part


def _is_met(
    part: str, item: RequestedItem, own: tuple[Exhibit, ...], borrowed: tuple[tuple[str, Exhibit], ...]
) -> bool:
    candidates = (*own, *(exhibit for shown, exhibit in borrowed if shown == part))
    match part:
        case parts.ANSWER:
            return bool(item.answer.strip())
        case parts.SCREENSHOT:
            return any(exhibit.is_picture for exhibit in candidates)
        case parts.DOCUMENT:
            return any(exhibit.kind is ExhibitKind.FILE for exhibit in candidates)
        case parts.DATES:
            return any(_dated(exhibit) for exhibit in candidates)
        case _:
            said = (part, f"{item.letter}:{part}")
            return any(shown in said for exhibit in own for shown in exhibit.shows) or any(
                shown == part for shown, _exhibit in borrowed
            )


def _dated(exhibit: Exhibit) -> bool:
    if exhibit.event_date is None:
        return False
    needed = DateSource.SEEN if exhibit.is_picture else DateSource.FILE
    return exhibit.event_date.source is needed
