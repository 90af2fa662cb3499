"""The looks of a scrolling capture, one after another on the captures lane: each picture onto the disk, then told.

Taking back and stopping wait for their turn between two looks, so that they always meet the picture that was told of
last. It shows nothing and joins nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from assistant.capture.abilities import Scrolls
from assistant.capture.scrolling_look import Direction, End, Look, Seen
from assistant.capture.target import Shot, Target
from assistant.core.ports import Frame, Grabber
from assistant.errors import AssistantError
from assistant.ui.capture.choosing import image_of
from assistant.ui.jobs import Ticket
from assistant.ui.session.open_case import OpenCase

if TYPE_CHECKING:
    from assistant.capture.scrolling import ScrollRun
    from assistant.imaging.joining import Joining, Step
    from assistant.storage.folder import CaseFolder

T = TypeVar("T")
#: Width of the small pictures, in physical pixels.
_SMALL = 480


@dataclass(frozen=True, slots=True)
class Small:
    """A stored picture, small, without what stands still above and below; lengths in widths of the picture.

    ``shift``: how far below the one before it starts; None for the first and after a gap. ``lead``: how much is left
    out above.
    """

    image: QImage
    shift: float | None
    lead: float


class ScrollChain(QObject):
    """The looks at one place, for a strip that was begun.

    Signals: ``kept(Small)``: a picture is on the disk. ``taken_back()``. ``noted(Message | None, bool)``:
    what to tell the person, and whether a picture was refused. ``turned_round()``: it goes up from here.
    ``ended(End)`` or ``failed(AssistantError)`` at the end.
    """

    kept = Signal(object)
    taken_back = Signal()
    noted = Signal(object, bool)
    turned_round = Signal()
    ended = Signal(object)
    failed = Signal(object)

    def __init__(
        self, open_case: OpenCase, strip: str, grabber: Grabber, target: Target, *, automatic: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.joining: Joining | None = None
        self._open_case, self._strip = open_case, strip
        self._grabber, self._target, self._automatic = grabber, target, automatic
        self._direction = Direction.DOWN
        self._run: ScrollRun | None = None
        self._wanted: deque[Callable[[ScrollRun], None]] = deque()
        self._is_over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begins to look."""

        def make() -> tuple[ScrollRun, Joining]:
            from assistant.capture.scrolling import ScrollRun  # numpy, not before it is needed
            from assistant.imaging.joining import Joining

            joining = Joining()
            clock, target = self._open_case.clock, self._target
            run = ScrollRun(self._grabber, clock, target, joining, automatic=self._automatic, direction=self._direction)
            return run, joining

        def made(result: tuple[ScrollRun, Joining]) -> None:
            self._run, self.joining = result
            self._next()

        self._on_lane(make, made)

    def take_back(self) -> None:
        """The last picture is not wanted."""
        self._want(self._take_back)

    def stop(self) -> None:
        """No more pictures; ``ended`` follows once those that were held back are stored."""
        self._want(lambda run: self._on_lane(run.stop, lambda _nothing: self._next()))

    def leave(self) -> None:
        """Ends without a word; what is stored stays stored."""
        if not self._is_over:
            self._is_over = True
            self._timer.stop()
            if self._run is not None:
                run = self._run
                self._open_case.jobs.captures.run(lambda _ticket: run.stop())

    def _want(self, step: Callable[[ScrollRun], None]) -> None:
        self._wanted.append(step)
        if self._timer.isActive():
            self._timer.stop()
            self._next()

    def _next(self) -> None:
        run = self._run
        if run is None or self._is_over:
            return
        if self._wanted:
            self._wanted.popleft()(run)
        else:
            self._on_lane(lambda: _look(run, self._grabber), self._on_look)

    def _on_look(self, look: Look) -> None:
        if look.seen is Seen.ENDED:
            self._on_ended(look.end or End.STOPPED)
            return
        if look.note is not None or look.seen is Seen.FRAME:
            self.noted.emit(look.note, look.seen is Seen.REFUSED)
        if look.shot is not None:
            self._keep(look, look.shot)
        else:
            self._pause(look.wait)

    def _keep(self, look: Look, shot: Shot) -> None:
        strip = self._strip

        def work(folder: CaseFolder, _ticket: Ticket) -> Small:
            from assistant.actions.scroll import keep_frame

            keep_frame(folder, strip, shot, how=look.how)
            return _small(shot.frame, look.step)

        def kept(small: Small) -> None:
            self.kept.emit(small)
            self._pause(look.wait)

        self._in_case(work, kept)

    def _take_back(self, run: ScrollRun) -> None:
        self._on_lane(run.take_back, lambda was_there: self._forget_frame(self._next) if was_there else self._next())

    def _forget_frame(self, then: Callable[[], None]) -> None:
        strip = self._strip

        def work(folder: CaseFolder, _ticket: Ticket) -> None:
            from assistant.actions.scroll import take_back_frame

            take_back_frame(folder, strip)

        def done(_nothing: None) -> None:
            self.taken_back.emit()
            then()

        self._in_case(work, done)

    def _on_ended(self, end: End) -> None:
        if end is End.NEVER_MOVED and self._direction is Direction.DOWN:
            # A chat is mostly open at its end: nothing moves down there, so it is gone through upwards.
            self._direction, self._run = Direction.UP, None
            self.turned_round.emit()
            self._forget_frame(self.start)
            return
        self._is_over = True
        self.ended.emit(end)

    def _pause(self, seconds: float) -> None:
        if not self._is_over:
            self._timer.start(round(seconds * 1000) if not self._wanted else 0)

    def _on_lane(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        def on_done(result: T) -> None:
            if not self._is_over:
                done(result)

        self._open_case.jobs.captures.run(lambda _ticket: work(), on_done, self._on_failed)

    def _in_case(self, work: Callable[[CaseFolder, Ticket], T], done: Callable[[T], None]) -> None:
        def on_done(result: T) -> None:
            if not self._is_over:
                done(result)

        self._open_case.change(work, on_done, self._on_failed)

    def _on_failed(self, error: AssistantError) -> None:
        if not self._is_over:
            self.leave()
            self.failed.emit(error)


def _look(run: ScrollRun, grabber: Grabber) -> Look:
    """One look; Esc ends the run, whichever program has the keyboard."""
    if isinstance(grabber, Scrolls) and grabber.escape_is_down():
        run.stop(End.ESCAPE)
    return run.look()


def _small(frame: Frame, step: Step | None) -> Small:
    smooth = Qt.TransformationMode.SmoothTransformation
    whole = image_of(frame).scaledToWidth(min(_SMALL, frame.width), smooth)
    if step is None or step.shift is None:
        return Small(whole, None, 0.0)
    header, footer = (step.bands.header, step.bands.footer) if step.bands is not None else (0, 0)
    scale = whole.width() / frame.width
    top, bottom = round(header * scale), whole.height() - round(footer * scale)
    part = whole.copy(0, top, whole.width(), max(1, bottom - top))
    return Small(part, step.shift[1] / frame.width, top / whole.width())
