"""A case as it stands: letter, rounds, items and exhibits in one immutable value."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assistant.core.exhibits import Exhibit
from assistant.core.items import RequestedItem


@dataclass(frozen=True, slots=True)
class Span:
    """A marked place in the letter's body, in code points; ``text`` is what it says."""

    text: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """One letter and its answer. ``received`` is the day the letter arrived; None where nobody said so."""

    number: int
    body: str
    platform: str
    language: str = "en"
    received: dt.date | None = None
    sent: dt.date | None = None
    accepted: bool = False
    linked_accounts: tuple[Span, ...] = ()
    restrictions: tuple[Span, ...] = ()
    maybe: tuple[Span, ...] = ()
    references: tuple[str, ...] = ()
    outcome: str = "unknown"


@dataclass(frozen=True, slots=True)
class Case:
    """All of a case but the bytes of its exhibits.

    ``changed_at`` is the time of the last change that is no export: the date on the papers.
    ``money_held`` is as the letter or the person wrote it, such as ``$320.00``; empty where nothing is known.
    """

    title: str
    account: str
    rounds: tuple[Round, ...]
    items: tuple[RequestedItem, ...]
    exhibits: tuple[Exhibit, ...]
    changed_at: dt.datetime
    money_held: str = ""

    @property
    def round(self) -> Round:
        """The newest round."""
        return self.rounds[-1]

    @property
    def platform(self) -> str:
        """The platform's id, such as ``upwork``, or ``unknown``."""
        return next((round_.platform for round_ in self.rounds if round_.platform != "unknown"), "unknown")

    def item(self, letter: str) -> RequestedItem | None:
        """The item with this letter."""
        return next((item for item in self.items if item.letter == letter), None)

    def exhibit(self, name: str) -> Exhibit | None:
        """The exhibit with this label or lasting id."""
        return next((exhibit for exhibit in self.exhibits if name and name in (exhibit.label, exhibit.id)), None)

    def exhibits_of(self, letter: str) -> tuple[Exhibit, ...]:
        """The exhibits whose home is the item with this letter, kept and withdrawn ones included."""
        return tuple(exhibit for exhibit in self.exhibits if exhibit.item == letter)
