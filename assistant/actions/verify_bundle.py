"""Compares files that were made with what they say of themselves, and with what the case kept. Changes nothing."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.bundle.verify import Verification, verify
from assistant.errors import InputError, Message, msg
from assistant.storage.names import displayable


def verify_bundle(untrusted_path: Path, case: Path | None = None) -> Verification:
    """Compares a zip, a folder or a case folder; ``case`` is a case folder whose kept exports are compared too.

    Raises InputError: ``verify-not-found``, ``verify-not-a-file``, ``verify-unreadable``, and as ``bundle.verify``
    where there is nothing to compare, or an archive can't be read or isn't safe.
    """
    if not os.path.lexists(untrusted_path):
        # Translators: reason, in brackets.
        raise _nothing("verify-not-found", untrusted_path, msg("there is no such file or folder"))
    if not untrusted_path.is_file() and not untrusted_path.is_dir():  # a pipe would be waited for
        # Translators: reason, in brackets.
        raise _nothing("verify-not-a-file", untrusted_path, msg("it is neither an ordinary file nor a folder"))
    try:
        return verify(untrusted_path, case)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        # Translators: reason, in brackets; {reason} comes from the system, in its words.
        raise _nothing("verify-unreadable", untrusted_path, msg("the system says: {reason}", reason=reason)) from error


def _nothing(reference: str, untrusted_path: Path, why: Message) -> InputError:
    return InputError(
        reference,
        # Translators: error; {name} is a file's or folder's name.
        msg("“{name}” can't be compared", name=displayable(untrusted_path.name or str(untrusted_path))),
        why,
        # Translators: next step after the error above.
        msg("Choose the zip, the folder that the program wrote, or a case."),
    )
