"""Takes an attachment back: withdrawn where it was sent, erased for good where it never was."""

from __future__ import annotations

from assistant.actions.choose import exhibit_of
from assistant.core.exhibits import Exhibit
from assistant.errors import InputError, msg
from assistant.storage.folder import CaseFolder


def withdraw(folder: CaseFolder, untrusted_name: str, why: str) -> Exhibit:
    """Withdraws one that was sent; it stays listed and its label stays taken.

    Raises InputError: ``exhibit-unknown``, ``exhibit-not-sent``, ``why-empty``.
    """
    exhibit = exhibit_of(folder.case(), untrusted_name)
    folder.withdraw(exhibit.id, _reason(why))
    return exhibit_of(folder.case(), exhibit.id)


def erase(folder: CaseFolder, untrusted_name: str, why: str) -> Exhibit:
    """Erases one that was never sent for good, and gives what it was; a tombstone stays in the log.

    Raises InputError: ``exhibit-unknown``, ``exhibit-sent``, ``why-empty``.
    """
    exhibit = exhibit_of(folder.case(), untrusted_name)
    folder.erase(exhibit.id, _reason(why))
    return exhibit


def _reason(why: str) -> str:
    if not why.strip():
        raise InputError(
            "why-empty",
            # Translators: error; a reason is asked for before an attachment is taken back.
            msg("There is no reason for taking it back"),
            # Translators: reason, in brackets.
            msg("the text is empty"),
            # Translators: next step after the error above.
            msg("Write in a few words why; it is kept in the case."),
        )
    return why
