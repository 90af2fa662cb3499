"""A scrolling capture: pictures of one place while its content goes by, each only once it stands still.

Guided by hand, the person scrolls; automatic, the wheel is turned in measured steps. It never takes a picture out of
a movement, never guesses where one belongs (``imaging.joining`` says that, or refuses), and never scrolls on before
the caller has had the chance to store what was taken. It stores nothing, sleeps nowhere and knows no Qt: the caller
looks again after the time that each look names, always from the same thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from assistant.capture.abilities import Scrolls
from assistant.capture.moment import moment
from assistant.capture.refusals import no_wheel
from assistant.capture.scrolling_look import (
    Direction,
    End,
    Look,
    Seen,
    Taken,
    end_note,
    moving_note,
    refused_note,
    shot_of,
    taken_note,
)
from assistant.capture.scrolling_settle import LONGEST, Settling, Stillness, changed_share
from assistant.capture.scrolling_wheel import Wheel, moving_part
from assistant.capture.target import Found, Target, find
from assistant.core.ports import Clock, Frame, Grabber
from assistant.errors import CaptureError
from assistant.imaging.frames import same_pixels
from assistant.imaging.joining import Joining, Step, Verdict

__all__ = ["MOST_FRAMES", "Direction", "End", "Look", "ScrollRun", "Seen", "end_note", "why_not_automatic"]

#: Pictures in one run.
MOST_FRAMES = 200
#: Seconds between two looks at what may be moving, and at what stands.
BETWEEN, IDLE = 0.05, 0.1
#: Seconds after which a place that could not be joined is looked at again as it is.
AGAIN = 1.0
#: Seconds that a page may take to answer the wheel.
ANSWER = 0.7
_UNMOVED_AT_THE_END = 2
_MOST_GAPS_IN_A_ROW = 3
_CARET, _IN_PLACE = 0.02, 0.1  # parts of the picture that may change without anything having travelled


def why_not_automatic(grabber: Grabber) -> CaptureError | None:
    """Why the wheel can't be turned by this program here; None where it can."""
    return grabber.why_no_wheel() if isinstance(grabber, Scrolls) else no_wheel()


class ScrollRun:
    """One scrolling capture of ``target``, from the picture that is shown now.

    The caller does this until ``look.seen`` is ENDED::

        look = run.look()
        if look.seen is Seen.FRAME: store look.shot          # before the next look
        wait look.wait seconds

    ``joining`` is fresh, and only this run adds to it. Raises CaptureError from ``look``: as ``target.find`` does
    before the first picture, and ``capture-no-picture``; ``no-wheel`` from here where ``automatic`` can't be. After an
    error ``stop`` is called as well: it puts the pointer back.
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
        if automatic and (error := why_not_automatic(grabber)) is not None:
            raise error
        self._grabber = grabber
        self._clock = clock
        self._target = target
        self._joining = joining
        self._direction = direction
        self._most = most_frames
        self._mouse = grabber if automatic and isinstance(grabber, Scrolls) else None
        self._wheel: Wheel | None = None
        self._found: Found | None = None
        self._settling = Settling()
        self._since = self._still_at = clock.monotonic()
        self._queue: deque[Taken] = deque()  # settled pictures that wait to be judged, before any new look
        self._shown: Frame | None = None  # the last settled picture, whatever became of it
        self._accepted: Frame | None = None
        self._held: Taken | None = None
        self._turn: Callable[[], bool] | None = None
        self._is_retry = self._has_moved = False
        self._unmoved = self._gaps_in_a_row = 0
        self._end: End | None = None

    @property
    def frames(self) -> int:
        """How many pictures were handed out and not taken back."""
        return self._joining.frames

    @property
    def gaps(self) -> int:
        """How many of them could not be joined to the one before."""
        return sum(step.verdict is Verdict.REFUSED for step in self._joining.steps)

    def look(self) -> Look:
        """One short look at the place (a grab, a comparison, sometimes a join or a turn of the wheel)."""
        if self._queue:
            return self._judge(self._queue.popleft())
        if self._end is None and self._wheel is not None and (end := self._wheel.interrupted()) is not None:
            self.stop(end)
            return Look(Seen.WAITING, 0)
        if self._end is not None:
            return Look(Seen.ENDED, 0, note=end_note(self._end), end=self._end)
        found = self._found or self._begun()
        return self._see(found) if self._turn is None else self._turned(self._turn)

    def take_back(self) -> bool:
        """The last stored picture is not wanted: the next one joins the one before it. False where there is none.

        The caller takes it back in the storage as well. What is on the screen now is not taken again until it moves.
        """
        if not self._joining.frames:
            return False
        self._joining.take_back()
        self._accepted = None
        return True

    def stop(self, end: End = End.STOPPED) -> None:
        """The person wants no more: the following looks hand out what was held back, if anything, then ENDED."""
        if self._end is not None:
            return
        self._end = end
        if self._held is not None:
            self._queue.append(replace(self._held, is_forced=True))
            self._held = None
        if self._wheel is not None:
            self._wheel.leave()

    def _begun(self) -> Found:
        self._found = found = find(self._grabber, self._target)
        if self._mouse is not None:
            self._wheel = Wheel(self._mouse, found.area, self._direction)
            self._wheel.park()
        return found

    def _turned(self, turn: Callable[[], bool]) -> Look:
        if not turn():
            return Look(Seen.WAITING, IDLE)  # a modifier key is held; the turn stays due
        self._turn = None
        self._settle_anew()
        return Look(Seen.WAITING, BETWEEN)

    def _settle_anew(self) -> None:
        self._since = self._clock.monotonic()
        self._settling.begin(self._shown)

    def _see(self, found: Found) -> Look:
        frame = self._grabber.grab(found.area)
        now = moment(self._clock)
        waited = now.monotonic - self._since
        still = self._settling.see(frame, now.monotonic)
        change = self._change_since(frame) if still is not Stillness.MOVING or waited > LONGEST else 1.0
        if still is not Stillness.MOVING:
            self._still_at = now.monotonic
        elif not (self._wheel and waited > LONGEST):
            is_held_up = now.monotonic - self._still_at > LONGEST and change > _IN_PLACE
            return Look(Seen.WAITING, BETWEEN, note=moving_note() if is_held_up else None)
        if self._wheel and change <= _IN_PLACE and waited < ANSWER:
            return Look(Seen.WAITING, BETWEEN)  # the page may not have answered the wheel yet
        if change <= (0 if self._wheel else _CARET):
            return self._nothing_new()
        again = self._found_again(found)
        if again is None or (self._shown and (self._shown.width, self._shown.height) != (frame.width, frame.height)):
            self.stop(End.PLACE_CHANGED)
            return Look(Seen.WAITING, 0)
        shot = shot_of(frame, again, now, self._target.mode, self._grabber)
        self._shown = frame
        self._settle_anew()
        return self._judge(Taken(shot, self._how(waited, still)))

    def _judge(self, taken: Taken) -> Look:
        """What becomes of a settled picture."""
        frame = taken.shot.frame
        step = self._joining.compare(frame)
        if step is None or taken.is_forced or (step.verdict is not Verdict.REFUSED and not step.unmoved):
            return self._accept(taken)
        if taken is self._held:
            if step.unmoved or self._wheel:
                self._held = None  # it shows nothing more, or will be come by again
            return Look(Seen.WAITING, 0)
        if step.unmoved or self._is_change_in_place(frame):
            return self._nothing_new()
        return self._refused_by_wheel(self._wheel, taken, step) if self._wheel else self._refused_by_hand(taken, step)

    def _accept(self, taken: Taken) -> Look:
        before, frame = self._accepted, taken.shot.frame
        step = self._joining.add(frame)
        self._accepted = frame
        is_gap = step is not None and step.verdict is Verdict.REFUSED
        self._gaps_in_a_row = self._gaps_in_a_row + 1 if is_gap else 0
        if taken is self._held:
            self._held = None
        elif self._held is not None:
            self._queue.append(self._held)  # what was refused may join to this one
        if self._wheel and self._end is None:
            self._wheel_on(self._wheel, step, before, frame)
        if self._joining.frames >= self._most:
            self.stop(End.TOO_MANY)
        elif self._wheel and self._gaps_in_a_row >= _MOST_GAPS_IN_A_ROW:
            self.stop(End.NOTHING_JOINS)
        return Look(Seen.FRAME, 0 if self._queue else BETWEEN, taken.shot, step, taken_note(taken), how=taken.how)

    def _wheel_on(self, wheel: Wheel, step: Step | None, before: Frame | None, frame: Frame) -> None:
        """After a picture was accepted the wheel is turned on, once the caller has had it."""
        if step is not None and step.shift is not None and before is not None and not self._is_retry:
            wheel.measured(step.shift[1], moving_part(step, before, frame), frame)
        self._has_moved = self._has_moved or step is not None
        self._unmoved, self._is_retry = 0, False
        self._turn = wheel.turn

    def _nothing_new(self) -> Look:
        """The place shows what it showed before: by hand that is nothing; after two turns of the wheel it is an end."""
        if self._wheel is None:
            return Look(Seen.WAITING, IDLE)
        self._unmoved += 1
        self._turn = self._wheel.turn
        if self._unmoved >= _UNMOVED_AT_THE_END:
            self.stop(End.END_REACHED if self._has_moved else End.NEVER_MOVED)
        return Look(Seen.WAITING, 0)

    def _refused_by_hand(self, taken: Taken, step: Step) -> Look:
        """Held back, until the person has scrolled back a little; whoever goes on instead makes a gap."""
        held = self._held
        if held is None:
            self._held = taken
            return Look(Seen.REFUSED, IDLE, step=step, note=refused_note(by_hand=True))
        if changed_share(held.shot.frame, taken.shot.frame) > _IN_PLACE:
            self._held = None
            self._queue.extend((replace(held, is_forced=True), taken))
        return Look(Seen.WAITING, 0 if self._queue else IDLE)

    def _refused_by_wheel(self, wheel: Wheel, taken: Taken, step: Step) -> Look:
        """Tried once more from half the way; then it is a gap."""
        if self._is_retry:
            self._held = None
            return self._accept(replace(taken, is_forced=True))
        self._held, self._is_retry = taken, True
        if wheel.can_turn_back():
            self._turn = wheel.turn_back
            return Look(Seen.REFUSED, IDLE, step=step, note=refused_note(by_hand=False))
        self._shown = None  # one notch has no half: the same place is looked at again, later
        return Look(Seen.REFUSED, AGAIN, step=step, note=refused_note(by_hand=False))

    def _change_since(self, frame: Frame) -> float:
        """How much of the picture differs from the last settled one, 0 to 1."""
        shown = self._shown
        if shown is None or (shown.width, shown.height) != (frame.width, frame.height):
            return 1.0
        return 0.0 if same_pixels(frame, shown) else changed_share(shown, frame)

    def _is_change_in_place(self, frame: Frame) -> bool:
        """Whether so little differs from the last accepted picture that nothing can have travelled."""
        before = self._accepted
        return before is not None and before is not frame and changed_share(before, frame) <= _IN_PLACE

    def _found_again(self, found: Found) -> Found | None:
        """The place anew; None where it is gone or has moved."""
        try:
            again = find(self._grabber, self._target)
        except CaptureError:
            return None  # the picture that was just grabbed may already show what lay behind
        return again if again.area == found.area else None

    def _how(self, waited: float, still: Stillness) -> dict[str, object]:
        return {
            "automatic": self._wheel is not None,
            "direction": self._direction.value,
            "notches": self._wheel.notches if self._wheel else 0,
            "settled_after": round(waited, 3),
            "keeps_changing": still is not Stillness.STILL,
        }
