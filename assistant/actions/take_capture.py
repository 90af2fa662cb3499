"""Takes a picture of the screen into a case: what was chosen is found, grabbed, written as PNG and stored.

Getting own windows out of the picture and waiting is the caller's business. The stored picture is never touched again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant import __version__
from assistant.actions.choose import item_of
from assistant.actions.describe import NOTHING_SAID, Description
from assistant.capture.details import CaptureDetails
from assistant.capture.target import Target, take
from assistant.core.case import Case
from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.ports import Clock, Frame, Grabber, Rect, ScreenWindow
from assistant.errors import InputError, Message, msg
from assistant.imaging.frames import Emptiness
from assistant.imaging.png import capture_texts, encode
from assistant.storage.folder import CaseFolder


@dataclass(frozen=True, slots=True)
class Taken:
    """A capture that is stored. ``warning`` says what is odd about it, such as that it is blank."""

    exhibit: Exhibit
    warning: Message | None = None


def take_capture(
    folder: CaseFolder,
    letter: str,
    grabber: Grabber,
    target: Target,
    clock: Clock,
    *,
    said: Description = NOTHING_SAID,
) -> Taken:
    """Grabs what ``target`` says and stores it under the question with this letter.

    Raises CaptureError: ``capture-window-gone``, ``screen-unknown``, ``capture-off-screen``; InputError:
    ``item-unknown``, ``part-unknown``, ``date-…``.
    """
    case = folder.case()
    home = item_of(case, letter)
    said.event_date()
    said.shows(case, home)
    shot = take(grabber, clock, target)
    exhibit = keep_capture(folder, letter, shot.frame, shot.details, said=said)
    return Taken(exhibit, warning_of(shot.details))


def keep_capture(
    folder: CaseFolder,
    letter: str,
    frame: Frame,
    details: CaptureDetails,
    *,
    said: Description = NOTHING_SAID,
) -> Exhibit:
    """Stores a frame that was grabbed already, with the time at which it was, under the question with this letter."""
    case = folder.case()
    home = item_of(case, letter)
    exhibit = folder.take_in_bytes(
        encode(frame, capture_texts(details.captured_at, __version__)),
        item=home.letter,
        kind=ExhibitKind.CAPTURE,
        media_type="image/png",
        captured_at=details.captured_at,
        title=said.title or "",
        event_date=said.event_date(),
        shows=said.shows(case, home) or (),
        width=frame.width,
        height=frame.height,
        record=details.record(),
    )
    return folder.case().exhibit(exhibit.id) or exhibit


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


def warning_of(details: CaptureDetails) -> Message | None:
    """What is odd about a capture, in words; it is never a reason to refuse it."""
    if details.emptiness is Emptiness.BLANK:
        # Translators: a note after a picture of the screen was taken and stored.
        return msg("The picture has one colour only: look whether it shows what you wanted.")
    if details.emptiness is Emptiness.NEARLY_BLANK:
        # Translators: a note after a picture of the screen was taken and stored.
        return msg("The picture is nearly empty: look whether it shows what you wanted.")
    if details.cut_off:
        # Translators: a note after a picture of the screen was taken and stored.
        return msg("A part of what you chose lies outside the screen and is not in the picture.")
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
