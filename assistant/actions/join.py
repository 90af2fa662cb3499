"""Joins overlapping pictures that are there already, files or attachments: exactly, or refused and nothing made."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.actions.add_files import Checked, check_file
from assistant.actions.choose import exhibit_of, item_of
from assistant.actions.joining import Progress, Report, judge, keep_pages
from assistant.bundle.joined import made_again
from assistant.core.event_date import EventDate, Precision
from assistant.core.exhibits import PICTURE_TYPES, Exhibit, ExhibitKind, ExhibitStatus
from assistant.core.strips import StripSource
from assistant.errors import InputError, Message, msg
from assistant.storage.folder import CaseFolder
from assistant.storage.names import displayable
from assistant.storage.strips import About

if TYPE_CHECKING:
    from assistant.imaging.joining import Step
    from assistant.storage.exhibits import Details

#: The most pictures that are joined at once, and the most pixels of each: three of them are in memory together.
MOST, MOST_PIXELS = 500, 50_000_000
#: The reason that a tombstone holds.
UNDONE = "undone right after it was made"


@dataclass(frozen=True, slots=True)
class JoinReport:
    """What came of a joining: the pictures made, in their order (none where it was refused), and each step.

    ``names`` are what the pictures that were given are called, by the steps' numbers. ``strip`` is the strip's id,
    empty where nothing was joined.
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
    ``join-not-a-picture``, ``join-too-large``, ``picture-…`` and ``file-…`` as ``actions.add_files``.
    """
    home = item_of(folder.case(), letter)
    _check_count(len(untrusted))
    checked = [_checked(path) for path in untrusted]
    strip = folder.begin_strip(home.letter, StripSource.FILES)
    details: Details = {"item": home.letter, "kind": ExhibitKind.JOINED, "media_type": "image/png"}
    try:
        for file in checked:
            about = About(file.media_type, file.width, file.height, record={"original_name": file.path.name})
            folder.add_frame_file(strip, file.path, about, cancelled=cancelled)
        return _joined(folder, strip, tuple(map(str, untrusted)), details, Progress(len(checked), report, cancelled))
    except BaseException:
        _dropped(folder, strip)
        raise


def join_exhibits(
    folder: CaseFolder,
    untrusted_names: Sequence[str],
    report: Report | None = None,
    cancelled: threading.Event | None = None,
) -> JoinReport:
    """Joins attachments in the order given; those that went in are kept here from then on, and can't be erased before
    the joined one. What a person said of all of them alike goes over to it.

    Raises InputError: as ``join_files``, ``exhibit-unknown``, ``exhibit-withdrawn``, ``join-other-question``.
    """
    case = folder.case()
    parts = [exhibit_of(case, name) for name in untrusted_names]
    parts = list({part.id: part for part in parts}.values())
    _check_count(len(parts))
    _check_parts(parts)
    sent = [part.id for part in parts if part.send]
    strip = folder.begin_strip(parts[0].item, StripSource.EXHIBITS, {"were_sent": sent})
    try:
        for part in parts:
            if part.kind is ExhibitKind.JOINED and not folder.original_is_intact(part):
                made_again(folder, part)
            folder.add_frame_of(strip, part.id)
        names = tuple(part.label or part.id for part in parts)
        done = _joined(folder, strip, names, _said_of(parts), Progress(len(parts), report, cancelled))
    except BaseException:
        _dropped(folder, strip)
        raise
    if done.is_joined:
        for each in sent:
            folder.change_exhibit(each, send=False)
    case = folder.case()
    return JoinReport(tuple(case.exhibit(each.id) or each for each in done.exhibits), done.steps, names, done.strip)


def undo_join(folder: CaseFolder, report: JoinReport) -> None:
    """Takes a joining back: what was made is erased for good, attachments that went in are sent again as before.

    Raises InputError as ``CaseFolder.erase``.
    """
    strip = folder.strip(report.strip)
    folder.erase_strip(report.strip, UNDONE)
    were_sent = strip.record.get("were_sent")
    case = folder.case()
    for each in were_sent if isinstance(were_sent, list) else ():
        if case.exhibit(str(each)) is not None:
            folder.change_exhibit(str(each), send=True)


def _joined(
    folder: CaseFolder, strip_id: str, names: tuple[str, ...], details: Details, progress: Progress
) -> JoinReport:
    from assistant.imaging.joining import Verdict

    strip = folder.strip(strip_id)
    joining = judge(folder, strip, progress)
    if any(step.verdict is Verdict.REFUSED for step in joining.steps):
        folder.drop_strip(strip_id)
        return JoinReport((), joining.steps, names)
    made = keep_pages(folder, strip, joining, details, progress)
    case = folder.case()
    return JoinReport(tuple(case.exhibit(each.id) or each for each in made), joining.steps, names, strip_id)


def _dropped(folder: CaseFolder, strip_id: str) -> None:
    try:
        folder.drop_strip(strip_id)
    except InputError:
        return  # it was finished, or dropped already


def _checked(untrusted: Path) -> Checked:
    file = check_file(untrusted)
    name = displayable(untrusted.name or str(untrusted))
    if file.media_type not in PICTURE_TYPES:
        # Translators: reason, in brackets; {name} is a file's name.
        raise _unfit("join-not-a-picture", msg("“{name}” is no picture", name=name))
    if file.width * file.height > MOST_PIXELS:
        raise _unfit("join-too-large", _too_large(name))
    return file


def _check_parts(parts: Sequence[Exhibit]) -> None:
    for part in parts:
        name = part.label or part.id
        if not part.is_picture:
            # Translators: reason, in brackets; {name} is an attachment such as C-2.
            raise _unfit("join-not-a-picture", msg("“{name}” is no picture", name=name))
        if part.width * part.height > MOST_PIXELS:
            raise _unfit("join-too-large", _too_large(name))
        if part.status is ExhibitStatus.WITHDRAWN:
            # Translators: reason, in brackets; {name} is an attachment such as C-2.
            raise _unfit("exhibit-withdrawn", msg("{name} was withdrawn", name=name))
        if part.item != parts[0].item:
            raise _unfit(
                "join-other-question",
                # Translators: reason, in brackets; {first} and {second} are attachments such as C-2.
                msg(
                    "{first} and {second} belong to different questions",
                    first=parts[0].label or parts[0].id,
                    second=name,
                ),
            )


def _check_count(count: int) -> None:
    if count < 2:
        # Translators: reason, in brackets.
        raise _unfit("join-too-few", msg("it takes two pictures and more"))
    if count > MOST:
        # Translators: reason, in brackets; {most} is a number.
        raise _unfit("join-too-many", msg("{most} pictures are the most that are joined at once", most=MOST))


def _said_of(parts: Sequence[Exhibit]) -> Details:
    """What goes over to the joined picture: what was said of the parts alike; dates and what is shown, put together."""
    first = parts[0]
    return {
        "item": first.item,
        "kind": ExhibitKind.JOINED,
        "media_type": "image/png",
        "title": first.title if all(part.title == first.title for part in parts) else "",
        "event_date": _span([part.event_date for part in parts if part.event_date is not None]),
        "shows": tuple(dict.fromkeys(shown for part in parts for shown in part.shows)),
        "where": first.where if all(part.where == first.where for part in parts) else "",
        "send": any(part.send for part in parts),
    }


def _span(dates: Sequence[EventDate]) -> EventDate | None:
    """From the first day to the last; None where there is none, or they are not all known in the same way."""
    if not dates or any(date.source is not dates[0].source for date in dates):
        return None
    if all(date == dates[0] for date in dates):
        return dates[0]
    start, end = min(date.start for date in dates), max(date.end for date in dates)
    return EventDate(start, end, Precision.RANGE, dates[0].source)


def _unfit(reference: str, why: Message) -> InputError:
    return InputError(
        reference,
        # Translators: error; the person asked to join several pictures into one.
        msg("These pictures can't be joined"),
        why,
        # Translators: next step after the error above.
        msg("Choose pictures of one page that overlap, in their order from top to bottom."),
    )


def _too_large(name: str) -> Message:
    # Translators: reason, in brackets; {name} is a file or an attachment, {limit} a number of megapixels.
    return msg("“{name}” has more than {limit} megapixels", name=name, limit=MOST_PIXELS // 1_000_000)
