"""What was read from a letter, as one value: items, facts, and what was not certain.

It proposes; the person decides. A fact that is not in the letter is empty here, never guessed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assistant.core.case import Span
from assistant.core.items import DATES, SCREENSHOT, RequestedItem
from assistant.errors import Message

#: What a letter amounts to. ``pointer`` sends the reader to another letter or page for what is asked.
OUTCOMES = ("request", "waiting", "refusal", "reinstated", "announcement", "pointer", "unknown")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day until which the sender wants an answer: as written, and as a date where the text gives a whole one."""

    text: str
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """Something about the letter that the person has to know before trusting what was read."""

    code: str
    text: Message


@dataclass(frozen=True, slots=True)
class Notice:
    """A letter that was read. Spans are code points in ``body``.

    ``platform`` is an id such as ``upwork``, or ``unknown``; ``language`` an ISO 639-1 code; ``outcome`` one of
    OUTCOMES. ``maybe`` are the lines that looked like an ask and were not taken. ``reason`` is the letter's own
    sentence, empty where it gives none.
    """

    body: str
    platform: str = "unknown"
    language: str = "en"
    outcome: str = "unknown"
    items: tuple[RequestedItem, ...] = ()
    maybe: tuple[Span, ...] = ()
    linked_accounts: tuple[Span, ...] = ()
    restrictions: tuple[Span, ...] = ()
    reason: str = ""
    deadline: Deadline | None = None
    references: tuple[str, ...] = ()
    money_held: Span | None = None
    is_template_repeat: bool = False
    warnings: tuple[Warning, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether the letter asks for anything."""
        return bool(self.items)

    def as_json(self) -> dict[str, object]:
        """What ``read --json`` prints: plain values for ``json.dumps``."""
        return {
            "body": self.body,
            "platform": self.platform,
            "language": self.language,
            "outcome": self.outcome,
            "asks": self.asks,
            "items": [_item_json(item) for item in self.items],
            "maybe": [_span_json(span) for span in self.maybe],
            "linked_accounts": [span.text for span in self.linked_accounts],
            "restrictions": [span.text for span in self.restrictions],
            "reason": self.reason,
            "deadline": _deadline_json(self.deadline),
            "references": list(self.references),
            "money_held": self.money_held.text if self.money_held else "",
            "is_template_repeat": self.is_template_repeat,
            "warnings": [{"code": warning.code, "text": str(warning.text)} for warning in self.warnings],
        }


def _item_json(item: RequestedItem) -> dict[str, object]:
    return {
        "text": item.text,
        "kind": item.kind,
        "needs_dates": DATES in item.requirements,
        "needs_screenshots": SCREENSHOT in item.requirements,
        "parts": list(item.further_asks),
        "requirements": list(item.requirements),
        "alternative_group": item.alternative_group,
        "condition": item.condition,
        "rules": list(item.rules),
        "start": item.start,
        "end": item.end,
    }


def _span_json(span: Span) -> dict[str, object]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _deadline_json(deadline: Deadline | None) -> dict[str, object] | None:
    if deadline is None:
        return None
    return {"text": deadline.text, "date": deadline.date.isoformat() if deadline.date else None}
