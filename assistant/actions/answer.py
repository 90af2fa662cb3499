"""Writes the answer to a question, or why what it asks for can't be provided."""

from __future__ import annotations

from assistant.actions.choose import item_of
from assistant.core.items import RequestedItem
from assistant.errors import InputError, msg
from assistant.reply import english
from assistant.storage.folder import CaseFolder


def answer_item(folder: CaseFolder, untrusted_letter: str, text: str) -> RequestedItem:
    """Sets the answer of a question; one that is not empty takes the place of a gap. InputError ``item-unknown``.

    A text in which nothing can be seen, such as one of control characters, is empty.
    """
    letter = item_of(folder.case(), untrusted_letter).letter
    return folder.answer(letter, text if english.clean(text).strip() else "")


def cannot_provide(folder: CaseFolder, untrusted_letter: str, reason: str) -> RequestedItem:
    """Records why a question can't be provided. Raises InputError: ``item-unknown``, ``reason-empty``."""
    if not english.clean(reason).strip():
        raise InputError(
            "reason-empty",
            # Translators: error; the person said that something can't be provided.
            msg("There is no reason why it can't be provided"),
            # Translators: reason, in brackets.
            msg("the text is empty"),
            # Translators: next step after the error above.
            msg("Write in a few words why you can't provide it."),
        )
    return folder.record_gap(item_of(folder.case(), untrusted_letter).letter, reason)
