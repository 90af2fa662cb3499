"""Finds what a person named: a question by its letter, an attachment by its label or lasting id, a part by its word.

Everything typed is untrusted; what isn't there is said together with what there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.core.case import Case
from assistant.core.exhibits import Exhibit
from assistant.core.items import PARTS, RequestedItem
from assistant.errors import InputError, Message, msg
from assistant.storage.names import displayable

_PART = re.compile(r"(?:(?P<letter>[A-Za-z]{1,2}):)?(?P<part>[a-z]+(?::[0-9]{1,3})?)")
_OTHER = re.compile(r"other:([1-9][0-9]{0,2})")


def item_of(case: Case, untrusted_letter: str) -> RequestedItem:
    """The question with this letter. Raises InputError ``item-unknown``."""
    item = case.item(untrusted_letter.strip().upper()) if untrusted_letter.strip() else None
    if item is None:
        letters = ", ".join(item.letter for item in case.items if item.letter)
        raise InputError(
            "item-unknown",
            # Translators: error; {letter} is what was given for a question's letter.
            msg("There is no question “{letter}”", letter=displayable(untrusted_letter, 20)),
            _there_are(letters),
            # Translators: next step after the error above.
            msg("Give the letter of one of the questions."),
        )
    return item


def exhibit_of(case: Case, untrusted_name: str) -> Exhibit:
    """The attachment with this label (``C-2``) or lasting id. Raises InputError ``exhibit-unknown``."""
    name = untrusted_name.strip()
    exhibit = case.exhibit(name) or case.exhibit(name.upper()) or case.exhibit(name.lower())
    if exhibit is None:
        names = [exhibit.label or exhibit.id for exhibit in case.exhibits]
        shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
        raise InputError(
            "exhibit-unknown",
            # Translators: error; {name} is what was given for an attachment such as C-2.
            msg("There is no attachment “{name}”", name=displayable(untrusted_name, 30)),
            _there_are(shown),
            # Translators: next step after the error above.
            msg("Give the label or the lasting id of one of the attachments."),
        )
    return exhibit


def parts_of(case: Case, home: RequestedItem, untrusted_parts: Iterable[str]) -> tuple[str, ...]:
    """The parts that an attachment of ``home`` is said to show, such as ``scope`` or ``B:dates``, each once.

    Raises InputError: ``part-unknown``, ``item-unknown``.
    """
    return tuple(dict.fromkeys(_part(case, home, part) for part in untrusted_parts))


def _part(case: Case, home: RequestedItem, untrusted: str) -> str:
    match = _PART.fullmatch(untrusted.strip())
    if not match or (match["letter"] is None and match["part"] not in PARTS and not _OTHER.fullmatch(match["part"])):
        raise _part_unknown(untrusted, home)
    item = item_of(case, match["letter"]) if match["letter"] else home
    part = match["part"]
    other = _OTHER.fullmatch(part)
    if part not in PARTS and (other is None or int(other[1]) > len(item.further_asks)):
        raise _part_unknown(untrusted, item)
    return part if item.letter == home.letter else f"{item.letter}:{part}"


def _part_unknown(untrusted: str, item: RequestedItem) -> InputError:
    words = [*PARTS, *(f"other:{number}" for number in range(1, len(item.further_asks) + 1))]
    return InputError(
        "part-unknown",
        # Translators: error; {part} is what was given as a part of a question that an attachment shows.
        msg("“{part}” is nothing that question {letter} asks for", part=displayable(untrusted, 30), letter=item.letter),
        # Translators: reason, in brackets; {words} are words such as "dates, scope".
        msg("it may be {words}", words=", ".join(words)),
        # Translators: next step after the error above; B:dates is an example and stays.
        msg("Give one of these, or one of another question as in B:dates."),
    )


def _there_are(names: str) -> Message:
    if not names:
        # Translators: reason, in brackets.
        return msg("the case has none yet")
    # Translators: reason, in brackets; {names} are letters or labels.
    return msg("the case has {names}", names=names)
