"""What one look at a place that is being scrolled gives: plain values for the window, the storage and the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.capture.abilities import TellsOwnWindows
from assistant.capture.details import details_of
from assistant.capture.moment import Moment
from assistant.capture.target import Found, Shot
from assistant.core.ports import Frame, Grabber
from assistant.errors import Message, msg
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


@dataclass(frozen=True, slots=True)
class Taken:
    """A settled picture before it is judged; a forced one is kept even where it doesn't join."""

    shot: Shot
    how: Mapping[str, object]
    is_forced: bool = False


def shot_of(frame: Frame, found: Found, taken_at: Moment, mode: str, grabber: Grabber) -> Shot:
    """A frame that was grabbed, with its details."""
    own = grabber.own_windows() if isinstance(grabber, TellsOwnWindows) else ()
    details = details_of(
        frame,
        backend=grabber.name,
        mode=mode,
        asked=found.area,
        screens=found.screens,
        moment=taken_at,
        window=found.window,
    )
    over = any(place.overlaps(found.area) for place in own)
    return Shot(frame, replace(details, covered=found.covered, own_window=over))


def refused_note(*, by_hand: bool) -> Message:
    """What happens, or is to be done, after a picture that doesn't join."""
    if by_hand:
        # Translators: during a scrolling capture; the person scrolled further than pictures can be joined.
        return msg("This doesn’t join to the picture before. Scroll back a little.")
    # Translators: during a scrolling capture that turns the wheel by itself.
    return msg("This doesn’t join to the picture before. Trying again from half the way.")


def moving_note() -> Message:
    """What is to be done while nothing can be taken."""
    # Translators: during a scrolling capture, which waits for the picture to stand still.
    return msg("The picture keeps moving. Stop scrolling for a moment; pause what plays.")


def taken_note(taken: Taken) -> Message | None:
    """What is odd about a picture that was taken."""
    if taken.shot.details.own_window:
        # Translators: during a scrolling capture; a window of this program lies over what is captured.
        return msg("A window of this program lies over the place that is taken. Move it aside.")
    if taken.shot.details.covered:
        # Translators: during a scrolling capture; another window lies in front of the one that is captured.
        return msg("Another window lies over the one that is taken.")
    if taken.how.get("keeps_changing"):
        # Translators: during a scrolling capture; such as a spinner, a video or dots that say that someone types.
        return msg("Something in the picture keeps changing. It was taken as it stood.")
    return None


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
