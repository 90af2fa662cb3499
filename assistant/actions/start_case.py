"""Makes a case folder from a letter that was read, with the list of questions as a draft or accepted at once."""

from __future__ import annotations

import contextlib
from pathlib import Path

from assistant.core.case import Round
from assistant.core.ports import Clock
from assistant.notice.letter import Letter
from assistant.notice.notice import Notice
from assistant.storage.folder import CaseFolder
from assistant.storage.places import remove_folder


def start_case(
    path: Path,
    letter: Letter,
    notice: Notice,
    raw: bytes,
    clock: Clock,
    *,
    account: str = "",
    title: str = "",
    accept: bool = True,
) -> CaseFolder:
    """A new case in the folder ``path``, open for writing; ``raw`` is the letter as it came.

    With ``accept`` the questions get their letters at once; without, ``CaseFolder.propose`` and ``accept`` follow.
    A fact that is not in the letter stays empty. Raises InputError (``case-exists``), StorageError; then nothing stays.
    """
    was_there = path.is_dir()
    folder = CaseFolder.create(path, clock, title=title, account=account)
    try:
        folder.add_round(first_round(letter, notice), notice.items, raw)
        if notice.money_held is not None:
            folder.describe_case(money_held=notice.money_held.text)
        if accept:
            folder.accept()
    except BaseException:
        folder.close()
        _unmake(path, was_there=was_there)
        raise
    return folder


def first_round(letter: Letter, notice: Notice) -> Round:
    """The first letter as a round; the day of its arrival is that of a mail's head, else not known."""
    return Round(
        number=1,
        body=notice.body,
        platform=notice.platform,
        language=notice.language,
        received=letter.date,
        linked_accounts=notice.linked_accounts,
        restrictions=notice.restrictions,
        maybe=notice.maybe,
        references=notice.references,
        outcome=notice.outcome,
    )


def _unmake(path: Path, *, was_there: bool) -> None:
    """Removes what was made a moment ago; nobody was told yet that anything in it is kept."""
    with contextlib.suppress(OSError):  # the first error is the one to tell
        for inside in list(path.iterdir()):
            remove_folder(inside)
        if not was_there:
            path.rmdir()
