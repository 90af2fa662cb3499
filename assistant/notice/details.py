"""What an ask wants in particular: its kind, the parts that must be seen, further asks and rules inside it."""

from __future__ import annotations

from assistant.core.items import (
    ANSWER,
    DATES,
    DOCUMENT,
    KINDS,
    RATE,
    SCOPE,
    SCREENSHOT,
    RequestedItem,
    in_order,
)
from assistant.notice.asks import Ask
from assistant.notice.rules import KIND
from assistant.notice.text import Sentence, Text

#: A word near the beginning names the thing; later ones describe it.
_OPENING_WORDS = 9
#: Kinds that are answered in words or by doing, not by a paper.
_TOLD = ("account_action", "explanation", "plan_of_action")
_WEIGHTS = {"explanation": 0.6, "account_action": 0.9}


def requested_item(text: Text, ask: Ask) -> RequestedItem:
    """The item of an ask."""
    whole = text.passage(ask.start, ask.end)
    first, *others = text.sentences(ask.start, ask.end) or [whole]
    kind = kind_of(whole, first, ask.lead)
    named = [text.passage(*span) for span in ask.parts]
    further = named + [part for part in others if part.has("further") and not _is_rule(part)]
    rules = [part.text for part in others if _is_rule(part)]
    parts = {ANSWER, *_parts(whole, kind)}
    for number, part in enumerate(further, start=1):
        if not _parts(part, kind) - {SCREENSHOT, DATES}:  # a picture of something else is asked for beside the first
            parts.add(f"other:{number}")
    return RequestedItem(
        text=whole.text,
        kind=kind,
        requirements=in_order(parts),
        further_asks=tuple(part.text for part in further),
        start=ask.start,
        end=ask.end,
        alternative_group=ask.group,
        condition=ask.condition,
        rules=(*rules, *ask.rules),
    )


def kind_of(whole: Sentence, first: Sentence, lead: Sentence | None) -> str:
    """The kind whose words are the most in an ask, its beginning before all; ``other`` where there are none."""
    scores = _scores(whole, len(first.words))
    if lead is not None:
        for kind, score in _scores(lead, len(lead.words)).items():
            if kind == "plan_of_action":
                scores[kind] = scores.get(kind, 0.0) + min(score, 1.5)
    if not scores:
        return "explanation" if whole.has("indirect_question") or whole.ends_with("?") else "other"
    return max(scores, key=lambda kind: (scores[kind], -KINDS.index(kind)))


def _scores(part: Sentence, opening: int) -> dict[str, float]:
    scores: dict[str, float] = {}
    for kind in KINDS:
        total = 0.0
        reached = -1
        for hit in part.of(KIND + kind):
            if hit.first < reached:
                continue
            reached = hit.last
            near = 2.0 if hit.first < 3 else 1.5 if hit.first < _OPENING_WORDS else 1.0 if hit.first < opening else 0.6
            again = 0.5 if total else 1.0
            total += again * near * (1.6 if hit.last - hit.first > 1 else 1.0)
        if total:
            scores[kind] = total * _WEIGHTS.get(kind, 1.0)
    return scores


def _parts(part: Sentence, kind: str) -> set[str]:
    found = set()
    if part.has("screenshot"):
        found.add(SCREENSHOT)
    if part.has("dates"):
        found.add(DATES)
    if kind == "communication" or part.has("screenshot"):
        found |= {name for name in (SCOPE, RATE) if part.has(name)}
    is_told = kind in _TOLD or (part.ends_with("?？") and not part.has("ask"))
    if part.has("document") and SCREENSHOT not in found and not is_told:
        found.add(DOCUMENT)
    return found


def _is_rule(part: Sentence) -> bool:
    return part.has("rule") and not part.has("screenshot", "scope", "rate", "ask")
