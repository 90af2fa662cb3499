"""The whole reading of a letter: blocks, asks, items, facts.

Pure: the same letter gives the same notice. It knows forms, not letters; words come from ``resources/notices``.
"""

from __future__ import annotations

from assistant.errors import msg
from assistant.notice.asks import find_asks
from assistant.notice.blocks import blocks
from assistant.notice.details import requested_item
from assistant.notice.facts import find_facts
from assistant.notice.letter_text import Letter
from assistant.notice.notice import Notice, Warning
from assistant.notice.platforms import recognise
from assistant.notice.rules import language_of, rules_for
from assistant.notice.text import Text

#: How much of a letter is searched, in code points; the longest real ones have a twentieth of it.
SEARCHED = 200_000


def read(letter: Letter) -> Notice:
    """What the letter asks for and says, in the letter's order. Never raises for any text."""
    body = letter.body[:SEARCHED]
    language = language_of(body)
    text = Text(body, rules_for(language))
    shapes = blocks(body)
    asks, maybe = find_asks(text, shapes)
    facts = find_facts(text, shapes, letter.subject, asks=bool(asks))
    return Notice(
        body=letter.body,
        platform=recognise(f"{letter.subject}\n{body}", letter.sender),
        language=language,
        outcome=facts.outcome,
        items=tuple(requested_item(text, ask) for ask in asks),
        maybe=maybe,
        linked_accounts=facts.linked_accounts,
        restrictions=facts.restrictions,
        reason=facts.reason,
        deadline=facts.deadline,
        references=facts.references,
        money_held=facts.money_held,
        is_template_repeat=facts.is_template_repeat,
        warnings=_warnings(letter),
    )


def _warnings(letter: Letter) -> tuple[Warning, ...]:
    found = []
    if len(letter.body) > SEARCHED:
        # Translators: a note beside a letter that is far too long.
        text = msg("Only the first {count} characters were searched for questions", count=SEARCHED)
        found.append(Warning("letter-long", text))
    if "\ufffd" in letter.body or letter.damaged:
        # Translators: a note beside a letter that was damaged by copying or by a wrong encoding.
        found.append(Warning("letter-damaged", msg("Some characters of this letter could not be read")))
    return tuple(found)
