"""A scrolling capture in a case: each settled picture is on the disk before the next is taken, then all are joined.

What can't be joined is a gap: the parts before and after it become pictures of their own, and both say so.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.actions.choose import item_of
from assistant.actions.describe import NOTHING_SAID, Description
from assistant.actions.join import JoinReport
from assistant.actions.joining import KNOWN_STEP, Progress, Report, judge, keep_pages
from assistant.actions.take_capture import encoded
from assistant.core.exhibits import ExhibitKind
from assistant.core.strips import StripFrame, StripSource
from assistant.storage.folder import CaseFolder

if TYPE_CHECKING:
    from assistant.capture.target import Shot
    from assistant.imaging.joining import Joining
    from assistant.storage.exhibits import Details

#: The reason that a tombstone holds.
UNDONE = "undone right after it was taken"


def begin_scroll(folder: CaseFolder, letter: str, record: Mapping[str, object] | None = None) -> str:
    """Begins a scrolling capture under the question with this letter; gives the strip's id.

    ``record`` is how it is taken (JSON values). Raises InputError ``item-unknown``.
    """
    return folder.begin_strip(item_of(folder.case(), letter).letter, StripSource.SCROLL, record)


def keep_frame(
    folder: CaseFolder,
    strip_id: str,
    shot: Shot,
    known_step: int | None = None,
    *,
    how: Mapping[str, object] | None = None,
) -> StripFrame:
    """Stores a settled picture of the strip; on the disk, hashed and in the catalogue when this returns.

    ``known_step``: as it was given to ``Joining.add``, for a joining anew after an end without notice. ``how``: what
    is known of how it was scrolled to (JSON values), for its record.
    """
    kept = folder.strip(strip_id).kept
    png, record = encoded(shot, kept[-1].record if kept else None)
    if how:
        record["how"] = dict(how)
    if known_step is not None:
        record[KNOWN_STEP] = known_step
    return folder.add_frame(strip_id, png, shot.details.captured_at, shot.frame.width, shot.frame.height, record)


def take_back_frame(folder: CaseFolder, strip_id: str) -> StripFrame | None:
    """Takes the newest picture out of the strip and gives it; None where there is none. It goes for good at the end."""
    return folder.take_back_frame(strip_id)


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

    ``joining`` is the one that saw these pictures as they came; without it they are read and judged anew. A single
    picture becomes an ordinary capture, a strip without any is gone. Cancelled: the strip stays unfinished.
    Raises InputError: ``strip-unknown``, ``join-cancelled``, ``part-unknown``, ``date-…``; DamagedError
    (``strip-damaged``) where a raw picture is gone or changed.
    """
    strip, case = folder.strip(strip_id), folder.case()
    home = item_of(case, strip.item)
    details: Details = {
        "item": home.letter,
        "kind": ExhibitKind.CAPTURE,
        "media_type": "image/png",
        "title": said.title or "",
        "event_date": said.event_date(),
        "shows": said.shows(case, home) or (),
        "where": said.where or "",
        "send": said.send is not False,
        "record": {"scroll": dict(strip.record)},
    }
    frames = strip.kept
    names = tuple(str(number + 1) for number in range(len(frames)))
    if not frames:
        folder.drop_strip(strip_id)
        return JoinReport((), (), ())
    if len(frames) == 1:
        (frame,) = frames
        details |= {"captured_at": frame.captured_at, "width": frame.width, "height": frame.height}
        details["record"] = {**frame.record, "strip": strip_id}
        single = folder.finish_single(strip_id, **details)
        return JoinReport((single,), (), names)
    progress = Progress(len(frames), report, cancelled)
    if joining is None or joining.frames != len(frames):
        joining = judge(folder, strip, progress)
    made = keep_pages(folder, strip, joining, details, progress)
    case = folder.case()
    return JoinReport(tuple(case.exhibit(each.id) or each for each in made), joining.steps, names, strip_id)


def undo_scroll(folder: CaseFolder, strip_id: str) -> None:
    """Erases a strip for good, unfinished or just finished, with all that was made of it.

    Raises InputError as ``CaseFolder.erase``.
    """
    single = [exhibit for exhibit in folder.case().exhibits if exhibit.record.get("strip") == strip_id]
    if not single:
        folder.erase_strip(strip_id, UNDONE)
    for exhibit in single:
        folder.erase(exhibit.id, UNDONE)
