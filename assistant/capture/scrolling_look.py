"""What one look at a place that is being scrolled gives: plain values for the window, the storage and the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.capture.target import Shot
from assistant.errors import Message, msg

if TYPE_CHECKING:
    from assistant.imaging.joining import Step


class Direction(StrEnum):
    """Which way the content is gone through. Chats are mostly open at their end, and are gone through upwards."""

    DOWN = "down"
    UP = "up"


class Seen(StrEnum):
    """What a look gave.

    ``WAITING``: nothing to keep; the screen moves, or stands where it stood. ``FRAME``: a picture to be stored before
    the next look; where its step is refused, a gap lies before it. ``REFUSED``: a picture that doesn't join was seen
    and is held back: the person is to scroll back a little (guided), or the wheel does so by itself (automatic).
    ``ENDED``: the run is over; every further look says so again.
    """

    WAITING = "waiting"
    FRAME = "frame"
    REFUSED = "refused"
    ENDED = "ended"


class End(StrEnum):
    """Why a run is over."""

    STOPPED = "stopped"
    ESCAPE = "escape"
    END_REACHED = "end-reached"
    NEVER_MOVED = "never-moved"
    POINTER_MOVED = "pointer-moved"
    PLACE_CHANGED = "place-changed"
    TOO_MANY = "too-many"
    NOTHING_JOINS = "nothing-joins"


@dataclass(frozen=True, slots=True)
class Look:
    """One look. ``wait``: seconds until the next one; 0 where there is more to hand out at once.

    ``shot`` is there with FRAME alone; ``how`` goes into the frame's record beside ``shot.details``: JSON values such
    as the notches of the wheel and what kept changing. ``step`` is how the picture joins the one before, None for the
    first. ``note`` is for the person to read, if there is something to say; ``end`` is there with ENDED alone.
    """

    seen: Seen
    wait: float
    shot: Shot | None = None
    step: Step | None = None
    note: Message | None = None
    end: End | None = None
    how: Mapping[str, object] = field(default_factory=dict)


def end_note(end: End) -> Message:
    """Why a run is over, for the person."""
    match end:
        case End.END_REACHED:
            # Translators: a scrolling capture ended by itself, after two turns of the wheel that changed nothing.
            return msg("The end was reached: nothing moves any more.")
        case End.NEVER_MOVED:
            # Translators: a scrolling capture ended by itself; “Scrolling” is a button.
            return msg("Nothing moved. Point at the part that scrolls, or try the other direction.")
        case End.POINTER_MOVED:
            # Translators: a scrolling capture that turns the wheel by itself ended since the mouse pointer was moved.
            return msg("Stopped, because the pointer was moved.")
        case End.ESCAPE:
            # Translators: a scrolling capture was ended by the key Esc.
            return msg("Stopped by Esc.")
        case End.PLACE_CHANGED:
            # Translators: a scrolling capture ended by itself.
            return msg("Stopped, because the window was moved, resized or closed.")
        case End.TOO_MANY:
            # Translators: a scrolling capture ended by itself, since there is a limit to how long it may be.
            return msg("Stopped: this is as many pictures as one scrolling capture may have. Begin another one here.")
        case End.NOTHING_JOINS:
            # Translators: a scrolling capture ended by itself; its pictures look too much alike or change all the time.
            return msg("Stopped: three pictures in a row could not be joined. What was taken is kept.")
        case End.STOPPED:
            # Translators: a scrolling capture was ended by the person.
            return msg("Stopped.")
