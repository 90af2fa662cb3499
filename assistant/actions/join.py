"""Joins overlapping pictures that are there already, files or attachments: exactly, or refused and nothing made."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.core.exhibits import Exhibit
from assistant.storage.folder import CaseFolder

if TYPE_CHECKING:
    from assistant.imaging.joining import Step

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class JoinReport:
    """What came of a joining: the pictures made, in their order (none where it was refused), and each step.

    ``names`` are what the pictures that were given are called, by the steps' numbers. ``strip`` is the strip's id,
    empty where nothing was made.
    """

    exhibits: tuple[Exhibit, ...]
    steps: tuple[Step, ...]
    names: tuple[str, ...]
    strip: str = ""

    @property
    def is_joined(self) -> bool:
        """Whether something was made."""
        return bool(self.exhibits)


def join_files(
    folder: CaseFolder,
    letter: str,
    untrusted: Sequence[Path],
    report: Report | None = None,
    cancelled: threading.Event | None = None,
) -> JoinReport:
    """Joins files in the order given, as one attachment of the question with this letter; a refused step makes nothing.

    Raises InputError: ``join-too-few`` (fewer than two), ``join-too-many``, ``join-cancelled``, ``item-unknown``,
    ``picture-…`` and ``file-…`` as ``actions.add_files``.
    """
    raise NotImplementedError


def join_exhibits(
    folder: CaseFolder,
    untrusted_names: Sequence[str],
    report: Report | None = None,
    cancelled: threading.Event | None = None,
) -> JoinReport:
    """Joins attachments in the order given; those that went in are kept here from then on, and can't be erased before
    the joined one. What a person said of all of them alike goes over to it.

    Raises InputError: as ``join_files``, ``exhibit-unknown``, ``join-other-question``, ``join-not-a-picture``.
    """
    raise NotImplementedError


def undo_join(folder: CaseFolder, report: JoinReport) -> None:
    """Takes a joining back: what was made is erased for good, attachments that went in are sent again as before."""
    raise NotImplementedError
