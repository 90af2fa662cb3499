"""Takes a picture of the screen into a case: what was chosen is found, grabbed, written as PNG and stored.

Getting own windows out of the picture is the caller's business. The order holds whatever happens: pixel digest and
file hash, file, fsync, rename, row; what comes back is on the disk. The stored picture is never touched again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant import __version__
from assistant.actions.choose import item_of
from assistant.actions.describe import NOTHING_SAID, Description
from assistant.capture.details import CaptureDetails
from assistant.capture.oddities import Warned, oddities, warned
from assistant.capture.target import Shot, Target, take
from assistant.capture.uncovering import Sleep, bring_free
from assistant.core.case import Case
from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.ports import Clock, Frame, Grabber, Rect, ScreenWindow
from assistant.errors import InputError, msg
from assistant.imaging.png import capture_texts, encode_seen
from assistant.storage.folder import CaseFolder


@dataclass(frozen=True, slots=True)
class Taken:
    """A capture that is stored."""

    exhibit: Exhibit

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """What is odd about it, such as that it is blank; the most important first."""
        return warned(self.exhibit.record)


def take_capture(
    folder: CaseFolder,
    letter: str,
    grabber: Grabber,
    target: Target,
    clock: Clock,
    *,
    said: Description = NOTHING_SAID,
    sleep: Sleep | None = None,
) -> Taken:
    """Grabs what ``target`` says and stores it under the question with this letter.

    A window that others cover is brought forward first and waited for with ``sleep`` (seconds), for a moment at
    most; without ``sleep`` it is taken as it is. Raises CaptureError: ``capture-window-gone``, ``screen-unknown``,
    ``capture-off-screen``; InputError: ``item-unknown``, ``part-unknown``, ``date-…``.
    """
    case = folder.case()
    home = item_of(case, letter)
    said.event_date()
    said.shows(case, home)
    if sleep is not None:
        bring_free(grabber, clock, target, sleep)
    shot = take(grabber, clock, target)
    return keep_capture(folder, letter, shot.frame, shot.details, said=said)


def keep_capture(
    folder: CaseFolder,
    letter: str,
    frame: Frame,
    details: CaptureDetails,
    *,
    said: Description = NOTHING_SAID,
) -> Taken:
    """Stores a frame that was grabbed already, with the time at which it was, under the question with this letter.

    On the disk, hashed and in the catalogue when this returns. Raises InputError: ``item-unknown``, ``part-unknown``,
    ``date-…``; StorageError, and then there is no exhibit.
    """
    case = folder.case()
    home = item_of(case, letter)
    event_date, shows = said.event_date(), said.shows(case, home) or ()
    png, record = encoded(Shot(frame, details), newest_capture(case))
    exhibit = folder.take_in_bytes(
        png,
        item=home.letter,
        kind=ExhibitKind.CAPTURE,
        media_type="image/png",
        captured_at=details.captured_at,
        title=said.title or "",
        event_date=event_date,
        shows=shows,
        where=said.where or "",
        send=said.send is not False,
        width=frame.width,
        height=frame.height,
        record=record,
    )
    return Taken(exhibit)


def encoded(shot: Shot, before: Mapping[str, object] | None = None) -> tuple[bytes, dict[str, object]]:
    """A picture as the bytes of a PNG file, and its record, what is odd about it included.

    ``before`` is the record of the picture before, which this one is compared with. The file carries the time and
    the program's version and nothing else.
    """
    details = shot.details
    png, seen = encode_seen(shot.frame, capture_texts(details.captured_at, __version__))
    jump = details.moment.jump_since(before or {})
    previous = str((before or {}).get("pixel_sha256", ""))
    odd = oddities(details, seen, previous_sha256=previous, clock_jump=jump)
    return png, {
        **details.record(),
        "emptiness": seen.emptiness.value,
        "pixel_sha256": seen.pixel_sha256,
        "clock_jump": jump,
        "oddities": [oddity.value for oddity in odd],
    }


def newest_capture(case: Case) -> Mapping[str, object] | None:
    """The record of the newest capture of a case; None where there is none."""
    captures = (exhibit.record for exhibit in reversed(case.exhibits) if exhibit.kind is ExhibitKind.CAPTURE)
    return next(captures, None)


def last_target(case: Case) -> Target:
    """What the newest capture of a case was taken of. Raises InputError ``capture-no-last`` where there is none."""
    for exhibit in reversed(case.exhibits):
        if exhibit.kind is ExhibitKind.CAPTURE and (target := _target_of(exhibit.record)) is not None:
            return target
    raise InputError(
        "capture-no-last",
        # Translators: error; the person asked to repeat the last capture.
        msg("There is no capture to repeat"),
        # Translators: reason, in brackets.
        msg("nothing was captured in this case yet"),
        # Translators: next step after the error above.
        msg("Choose a window, a region or a screen."),
    )


def last_region(case: Case) -> Rect | None:
    """The area of the newest region capture of a case, in pixels of the desktop; None where there is none."""
    for exhibit in reversed(case.exhibits):
        if exhibit.kind is ExhibitKind.CAPTURE and exhibit.record.get("mode") == "region":
            target = _target_of(exhibit.record)
            return target.area if target is not None else None
    return None


def _target_of(record: Mapping[str, object]) -> Target | None:
    mode, area = record.get("mode"), record.get("area")
    if not (isinstance(area, list | tuple) and len(area) == 4 and all(isinstance(number, int) for number in area)):
        return None
    rect = Rect(*area)
    if mode == "window":
        number, title, kind = (record.get(key) for key in ("window_id", "window_title", "window_class"))
        return Target(
            "window", window=ScreenWindow(number if isinstance(number, int) else 0, str(title), rect, str(kind or ""))
        )
    if mode == "screen":
        number = record.get("screen")
        return Target("screen", screen=number) if isinstance(number, int) and number else None
    return Target("all") if mode == "all" else Target("region", area=rect)
