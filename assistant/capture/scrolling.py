"""A scrolling capture: pictures of one place while its content goes by, each only once it stands still.

Guided by hand, the person scrolls; automatic, the wheel is turned in measured steps. It never takes a picture out of
a movement, never guesses where one belongs (``imaging.joining`` says that, or refuses), and never scrolls on before
the caller has had the chance to store what was taken. It stores nothing, sleeps nowhere and knows no Qt: the caller
looks again after the time that each look names, always from the same thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.capture.scrolling_look import Direction, End, Look, Seen, end_note
from assistant.capture.target import Target
from assistant.core.ports import Clock, Grabber
from assistant.errors import CaptureError

if TYPE_CHECKING:
    from assistant.imaging.joining import Joining

__all__ = ["MOST_FRAMES", "Direction", "End", "Look", "ScrollRun", "Seen", "end_note", "why_not_automatic"]

#: Pictures in one run.
MOST_FRAMES = 200


def why_not_automatic(grabber: Grabber) -> CaptureError | None:
    """Why the wheel can't be turned by this program here; None where it can."""
    raise NotImplementedError


class ScrollRun:
    """One scrolling capture of ``target``, from the picture that is shown now.

    The caller does this until ``look.seen`` is ENDED::

        look = run.look()
        if look.seen is Seen.FRAME: store look.shot          # before the next look
        wait look.wait seconds

    ``joining`` is fresh, and only this run adds to it. Raises CaptureError from ``look``: as ``target.find`` does
    before the first picture, and ``capture-no-picture``; ``no-wheel`` from here where ``automatic`` can't be.
    """

    def __init__(
        self,
        grabber: Grabber,
        clock: Clock,
        target: Target,
        joining: Joining,
        *,
        automatic: bool = False,
        direction: Direction = Direction.DOWN,
        most_frames: int = MOST_FRAMES,
    ) -> None:
        raise NotImplementedError

    def look(self) -> Look:
        """One short look at the place (a grab, a comparison, sometimes a join or a turn of the wheel)."""
        raise NotImplementedError

    def take_back(self) -> bool:
        """The last stored picture is not wanted: the next one joins the one before it. False where there is none.

        The caller takes it back in the storage as well. What is on the screen now is not taken again until it moves.
        """
        raise NotImplementedError

    def stop(self) -> None:
        """The person wants no more: the following looks hand out what was held back, if anything, then ENDED."""
        raise NotImplementedError
