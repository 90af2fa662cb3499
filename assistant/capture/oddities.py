"""What is odd about a picture of the screen, told at once and kept in its record.

Nothing here is a reason to refuse a picture: an empty page may be what was meant. Nothing is kept silent either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.capture.details import CaptureDetails
from assistant.errors import Message, msg
from assistant.imaging.frames import Emptiness, Seen


class Oddity(StrEnum):
    """Kinds of oddities, the ones that matter most first."""

    OWN_WINDOW = "own-window"
    BLANK = "blank"
    NEARLY_BLANK = "nearly-blank"
    WRONG_SIZE = "wrong-size"
    COVERED = "covered"
    CUT_OFF = "cut-off"
    SAME_AS_BEFORE = "same-as-before"
    CLOCK_JUMP = "clock-jump"


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing that a person is told of a picture: its stable code and the words."""

    code: str
    what: Message


def oddities(
    details: CaptureDetails, seen: Seen, *, previous_sha256: str = "", clock_jump: float = 0.0
) -> tuple[Oddity, ...]:
    """What is odd about a picture that was taken so and shows this.

    ``previous_sha256`` is the pixel digest of the capture before, empty where there is none; ``clock_jump`` is how
    far the clock was set since, in seconds.
    """
    found = {
        Oddity.OWN_WINDOW: details.own_window,
        Oddity.BLANK: seen.emptiness is Emptiness.BLANK,
        Oddity.NEARLY_BLANK: seen.emptiness is Emptiness.NEARLY_BLANK,
        Oddity.WRONG_SIZE: details.wrong_size,
        Oddity.COVERED: details.covered,
        Oddity.CUT_OFF: details.cut_off,
        Oddity.SAME_AS_BEFORE: bool(previous_sha256) and seen.pixel_sha256 == previous_sha256,
        Oddity.CLOCK_JUMP: bool(clock_jump),
    }
    return tuple(oddity for oddity, is_so in found.items() if is_so)


def warned(record: Mapping[str, object]) -> tuple[Warned, ...]:
    """What a person is told of the picture with this record, the most important first; codes of later versions too."""
    codes = record.get("oddities")
    known = [code for code in codes if code in set(Oddity)] if isinstance(codes, list | tuple) else []
    return tuple(Warned(code, say(Oddity(code))) for code in known)


def say(oddity: Oddity) -> Message:
    """The words for an oddity: what it is and what to do."""
    match oddity:
        case Oddity.OWN_WINDOW:
            # Translators: a note after a picture of the screen was taken and stored.
            return msg("A window of this program can be seen in the picture. Take it again.")
        case Oddity.BLANK:
            # Translators: a note after a picture of the screen was taken and stored.
            return msg("The picture has one colour only: look whether it shows what you wanted.")
        case Oddity.NEARLY_BLANK:
            # Translators: a note after a picture of the screen was taken and stored.
            return msg("The picture is nearly empty: look whether it shows what you wanted.")
        case Oddity.WRONG_SIZE:
            # Translators: a note after a picture of the screen was taken and stored.
            return msg("The picture has another size than the place that you chose: look whether all of it is there.")
        case Oddity.COVERED:
            # Translators: a note after a picture of the screen was taken and stored.
            return msg("Another window lies over a part of it: look whether you can see what you wanted.")
        case Oddity.CUT_OFF:
            # Translators: a note after a picture of the screen was taken and stored.
            return msg("A part of what you chose lies outside the screen and is not in the picture.")
        case Oddity.SAME_AS_BEFORE:
            # Translators: a note after a picture of the screen was taken and stored.
            return msg("The picture shows exactly the same as the one before.")
        case Oddity.CLOCK_JUMP:
            # Translators: a note after a picture of the screen was taken and stored.
            return msg("The computer's clock was changed a short while ago: look whether its time is right.")
