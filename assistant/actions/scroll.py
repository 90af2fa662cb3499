"""A scrolling capture in a case: each settled picture is on the disk before the next is taken, then all are joined.

What can't be joined is a gap: the parts before and after it become pictures of their own, and both say so.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.actions.describe import NOTHING_SAID, Description
from assistant.actions.join import JoinReport
from assistant.core.strips import StripFrame
from assistant.storage.folder import CaseFolder

if TYPE_CHECKING:
    from assistant.capture.target import Shot
    from assistant.imaging.joining import Joining

Report = Callable[[int, int], None]


def begin_scroll(folder: CaseFolder, letter: str, record: Mapping[str, object] | None = None) -> str:
    """Begins a scrolling capture under the question with this letter; gives the strip's id.

    ``record`` is how it is taken (JSON values). Raises InputError ``item-unknown``.
    """
    raise NotImplementedError


def keep_frame(folder: CaseFolder, strip_id: str, shot: Shot) -> StripFrame:
    """Stores a settled picture of the strip; on the disk, hashed and in the catalogue when this returns."""
    raise NotImplementedError


def take_back_frame(folder: CaseFolder, strip_id: str) -> StripFrame | None:
    """Takes the newest picture out of the strip and gives it; None where there is none. It goes for good at the end."""
    raise NotImplementedError


def finish_scroll(
    folder: CaseFolder,
    strip_id: str,
    report: Report | None = None,
    cancelled: threading.Event | None = None,
    *,
    joining: Joining | None = None,
    said: Description = NOTHING_SAID,
) -> JoinReport:
    """Joins the pictures of a strip, one that was found unfinished too, into exhibits; ``report(done, total)``.

    ``joining`` is the one that saw these pictures as they came; without it they are read and joined anew. A single
    picture becomes an ordinary capture, a strip without any is gone. Cancelled: the strip stays unfinished.
    Raises InputError: ``strip-unknown``, ``join-cancelled``, ``part-unknown``, ``date-…``; DamagedError
    (``strip-damaged``) where a raw picture is gone or changed.
    """
    raise NotImplementedError


def undo_scroll(folder: CaseFolder, strip_id: str) -> None:
    """Erases a strip for good, unfinished or just finished: its pictures, joined and raw. See ``CaseFolder.erase``."""
    raise NotImplementedError
