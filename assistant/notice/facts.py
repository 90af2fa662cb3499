"""What a letter says besides its asks: linked accounts, restrictions, references, deadline, money, reason, outcome.

A fact that the letter doesn't state stays empty.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from assistant.core.case import Span
from assistant.notice.blocks import Block
from assistant.notice.notice import Deadline
from assistant.notice.text import Sentence, Text

_HANDLE = re.compile(
    r"(?<![\w&/#])[#@][A-Za-z_][\w.\-]{1,60}|[\w.+\-]{1,64}@[\w\-]{1,60}\.[\w.\-]{2,40}|~[0-9a-f]{10,40}"
)
_CODE = re.compile(r"\[?#?[A-Za-z0-9][A-Za-z0-9_\-/.]{2,60}#?\]?")
_BRACKETED = re.compile(r"\[#([A-Za-z0-9\-_.]{5,60})#?\]")
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_LIST_MARK = re.compile(r"[,;\n]")
_AROUND_NAME = " .!?:“”\"'()"
_LONGEST_NAME = 3
_LONGEST_REASON = 400
_MOST = 30


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter says besides its asks; see Notice for each."""

    linked_accounts: tuple[Span, ...]
    restrictions: tuple[Span, ...]
    reason: str
    deadline: Deadline | None
    references: tuple[str, ...]
    money_held: Span | None
    is_template_repeat: bool
    outcome: str


def find_facts(text: Text, blocks: list[Block], subject: str, *, asks: bool) -> Facts:
    """The facts of a letter. ``asks``: whether it asks for anything."""
    parts = [(block, part) for block in blocks for part in text.sentences(block.start, block.end)]
    every = [part for _, part in parts]
    return Facts(
        linked_accounts=_linked(text, blocks),
        restrictions=_restrictions(text, every),
        reason=_reason(every),
        deadline=_deadline(text, every),
        references=_references(text, every, subject),
        money_held=next((_clause(text, part, "money_held") for part in every if part.has("money_held")), None),
        is_template_repeat=_repeats(every),
        outcome=_outcome(every, asks=asks),
    )


def _linked(text: Text, blocks: list[Block]) -> tuple[Span, ...]:
    """Accounts that the letter says this one is linked to: names in the sentence, or lines after its colon."""
    found: list[Span] = []
    for index, block in enumerate(blocks):
        parts = text.sentences(block.start, block.end)
        for part in parts:
            if not part.has("linked"):
                continue
            found += [text.span(*match.span()) for match in _HANDLE.finditer(text.body, part.start, part.end)]
            found += _names_inline(text, part)
            if part is parts[-1] and part.ends_with(":：") and not part.has("ask"):
                found += _names_after(text, blocks, index + 1)
    return tuple(dict.fromkeys(found))[:_MOST]


def _names_inline(text: Text, part: Sentence) -> list[Span]:
    """The names after a colon in the sentence itself: “linked to: mira77, shop_9”. Longer pieces are no names."""
    colon = part.body.find(":", part.words[part.of("linked")[-1].last - 1].end, part.end)
    if colon < 0:
        return []
    joints = [part.words[hit.first] for hit in part.of("and")]
    cuts = [match.span() for match in _LIST_MARK.finditer(part.body, colon + 1, part.end)]
    cuts = sorted([*cuts, *((word.start, word.end) for word in joints if word.start > colon)])
    edges = zip([colon + 1, *(end for _, end in cuts)], [*(start for start, _ in cuts), part.end], strict=True)
    found = [span for start, end in edges if (span := _stripped(text, start, end)).text]
    is_named = all(len(text.passage(name.start, name.end).words) <= _LONGEST_NAME for name in found)
    return found if is_named else []


def _stripped(text: Text, start: int, end: int) -> Span:
    """A piece without the quotes and stops around it."""
    start += len(text.body[start:end]) - len(text.body[start:end].lstrip(_AROUND_NAME))
    return text.span(start, start + len(text.body[start:end].rstrip(_AROUND_NAME)))


def _names_after(text: Text, blocks: list[Block], index: int) -> list[Span]:
    """The short lines that name accounts after a colon; they end at the first that is a sentence."""
    found: list[Span] = []
    for block in blocks[index : index + _MOST]:
        name = text.passage(block.start, block.end)
        if len(name.words) > 6 or name.ends_with(".:?!,") or not name.words or (found and block.gap and not block.mark):
            break
        handle = _HANDLE.search(text.body, block.start, block.end)
        found.append(text.span(*(handle.span() if handle else (block.start, block.end))))
    return found


def _restrictions(text: Text, parts: list[Sentence]) -> tuple[Span, ...]:
    found = [_clause(text, part, "restriction") for part in parts if part.has("restriction") and _states(part)]
    return tuple(found)[:_MOST]


def _states(part: Sentence) -> bool:
    """Whether a sentence states something; what asks, leads in a list of asks, or is a question doesn't."""
    return not part.ends_with("?:") and not part.has("veto") and not any(hit.first == 0 for hit in part.of("condition"))


def _clause(text: Text, part: Sentence, group: str) -> Span:
    """The clause around a cue: from the comma before it to the end of the sentence, full stop aside."""
    cue = part.words[part.of(group)[0].first].start
    comma = part.body.rfind(", ", part.start, cue)
    start = comma + 2 if comma >= 0 and part.of(group)[0].first > 4 else part.start
    end = part.end
    while end > start and part.body[end - 1] in ".!;: \n":
        end -= 1
    return text.span(start, end)


def _reason(parts: list[Sentence]) -> str:
    best = max(
        (part for part in parts if part.has("reason") and _states(part)),
        key=lambda part: sum(hit.last - hit.first for hit in part.of("reason")),
        default=None,
    )
    return best.text[:_LONGEST_REASON] if best else ""


def _deadline(text: Text, parts: list[Sentence]) -> Deadline | None:
    """The span that tells until when to answer, only from a sentence that is not about the sender's own time."""
    for part in parts:
        if not part.has("deadline") or part.has("deadline_not"):
            continue
        hit = part.of("deadline")[0]
        last = part.words[min(hit.last, len(part.words)) - 1]
        end = _end_of_date(text, part, hit.last) or last.end
        written = _on_one_line(part, part.words[hit.first].start, end)
        return Deadline(written, _whole_date(written))
    return None


def _end_of_date(text: Text, part: Sentence, after: int) -> int:
    """The end of the numbers that go on after a date's first word: “by 4 December 2015”."""
    end = 0
    for word in part.words[after : after + 4]:
        if not (word.text[:1].isdigit() or word.text in text.rules.matcher.months):
            break
        end = word.end
    return end


def _on_one_line(part: Sentence, start: int, end: int) -> str:
    """A piece of a sentence on one line."""
    return " ".join(part.body[start:end].split())


def _whole_date(written: str) -> dt.date | None:
    """The day in ISO form, if it is written so; other forms have more than one reading."""
    match = _ISO_DATE.search(written)
    if not match:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _references(text: Text, parts: list[Sentence], subject: str) -> tuple[str, ...]:
    """Codes after “case”, “reference” and the like, and those in ``[# #]``. A code holds a digit."""
    found: list[str] = [match[1] for match in _BRACKETED.finditer(text.body)]
    head = Text(subject, text.rules)
    for part in [*head.sentences(0, len(subject)), *parts]:
        for hit in part.of("reference"):
            at = part.words[hit.last - 1].end
            code = _CODE.search(part.body, at, min(part.end, at + 40))
            while code and not any(sign.isdigit() for sign in code[0]) and code.end() < min(part.end, at + 40):
                code = _CODE.search(part.body, code.end(), min(part.end, at + 40))
            if code and any(sign.isdigit() for sign in code[0]) and len(code[0].strip("[]#.")) >= 4:
                found.append(code[0].strip("[]#.-/"))
    return tuple(dict.fromkeys(found))[:_MOST]


def _repeats(parts: list[Sentence]) -> bool:
    if any(part.has("repeat") for part in parts):
        return True
    answered = [index for index, part in enumerate(parts) if part.has("previous_answer")]
    return any(part.has("not_enough") for index in answered for part in parts[index : index + 2])


def _outcome(parts: list[Sentence], *, asks: bool) -> str:
    if asks:
        return "request"
    counts = {
        name: sum(len(part.of(name)) for part in parts)
        for name in ("reinstated", "refusal", "waiting", "pointer", "announcement")
    }
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else "unknown"
