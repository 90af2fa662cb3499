"""Takes pictures of the screen for the window: the choice, own windows out of the way, the grab, own windows back.

It stores nothing: what was taken leaves by a signal. Nothing here waits in a loop of its own, and whatever happens,
own windows come back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from assistant.capture import target as targets
from assistant.capture.abilities import AsksTheSystem, MovesWindows, Scrolls, TakesScales, TellsActive
from assistant.capture.target import Found, Frozen, Shot, Target
from assistant.core.ports import Clock, Grabber, Rect, Screen, ScreenWindow
from assistant.errors import AssistantError
from assistant.ui.capture import places
from assistant.ui.capture.clearing import Clearing
from assistant.ui.capture.countdown import Countdown
from assistant.ui.capture.frozen_choice import FrozenChoice
from assistant.ui.capture.steps import LONGEST_STEP_MS, Steps
from assistant.ui.jobs import Lane

#: Patience beyond what a desktop may take to ask the person.
_LONGER_MS = 10_000


class CaptureController(QObject):
    """The captures of one window. One at a time: a call while one is under way does nothing.

    Signals: ``frame_taken(Frame, CaptureDetails)``, ``capture_failed(AssistantError)``, ``capture_cancelled()``,
    ``scrolling_ended()``, ``busy_changed(bool)``, ``repeat_changed(bool)`` (whether *Same window* can be pressed),
    ``count_changed(int)`` with the seconds before a picture, 0 when the count is over. After each
    ``busy_changed(True)`` comes exactly one of the first four, then ``busy_changed(False)``.
    ``scrolling_ready(Target, Found, bool)``: own windows are out of the way of what is to be scrolled; the last says
    whether the program turns the wheel. ``end_scrolling`` brings them back.
    """

    frame_taken = Signal(object, object)
    capture_failed = Signal(object)
    capture_cancelled = Signal()
    scrolling_ready = Signal(object, object, bool)
    scrolling_ended = Signal()
    busy_changed = Signal(bool)
    repeat_changed = Signal(bool)
    count_changed = Signal(int)

    def __init__(self, grabber: Grabber, lane: Lane, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grabber, self._lane, self._clock = grabber, lane, clock
        self._last: Target | None = None
        self._last_region: Rect | None = None
        self._front: ScreenWindow | None = None  # the window in which the person works, while the key takes it
        #: Gives the region that L marks where this run took none yet: the case remembers it.
        self.remembered_region: Callable[[], Rect | None] = _none
        self._delay = 0
        self._scrolls: bool | None = None  # whether the program turns the wheel, while a scrolling capture is begun
        self._steps = Steps(lane, self, patience_ms=_patience_ms(grabber))
        self._clearing = Clearing(grabber, lane, clock, self._steps, self)
        self._choice = FrozenChoice(grabber, clock, self._steps, self._clearing, self)
        self._count = Countdown(clock, self)
        self._steps.failed.connect(self._fail)
        self._steps.broken.connect(self.cancel)
        self._choice.chosen.connect(self._on_chosen)
        self._choice.cancelled.connect(self.cancel)
        self._count.ticked.connect(self.count_changed)
        self._watch_screens()

    @property
    def is_busy(self) -> bool:
        """Whether a capture is under way."""
        return self._steps.is_running

    @property
    def waits_for_person(self) -> bool:
        """Whether something is being chosen, or seconds are counted: what can be left without losing a picture."""
        return self._choice.is_open or self._count.is_running

    @property
    def can_repeat(self) -> bool:
        """Whether there is a last window or area to take once more."""
        return self._last is not None

    @property
    def delay(self) -> int:
        """The seconds that are counted before each picture but those by the global key."""
        return self._delay

    def set_delay(self, seconds: int) -> None:
        """Another delay, from the next picture on."""
        self._delay = max(0, seconds)

    def take_pointed(self) -> None:
        """The person points at a window on a frozen picture of the screens (or draws a region there)."""
        self._start(lambda: self._choose(windows_first=True))

    def take_region(self) -> None:
        """The person draws a region on a frozen picture of the screens."""
        self._start(lambda: self._choose(windows_first=False))

    def take_window(self, window: ScreenWindow) -> None:
        """Takes a window of the list."""
        self._start(lambda: self._take(Target("window", window=window)))

    def take_screen(self, number: int) -> None:
        """Takes one screen; numbers are from 1."""
        self._start(lambda: self._take(Target("screen", screen=number)))

    def take_all(self) -> None:
        """Takes all screens as one picture."""
        self._start(lambda: self._take(Target("all")))

    def take_same(self) -> None:
        """Takes the last window (found again) or area once more; one click, no choice. Points where there is none."""
        self._start(self._take_last)

    def retake(self) -> None:
        """The same as the last picture, at once."""
        self._start(self._take_last, delay=0)

    def take_active(self) -> None:
        """Takes the window that has the focus, at once; the last region or screen again where that was taken last.

        Where the focus is on this program, or the system doesn't tell: as ``take_same``.
        """
        grabber, last = self._grabber, self._last
        by_focus = last is None or last.mode == "window"
        if by_focus and isinstance(grabber, TellsActive):
            self._start(lambda: self._steps.run(grabber.active_window, self._on_active), delay=0)
        else:
            self._start(self._take_last, delay=0)

    def take_again(self, before: Target) -> None:
        """The same as the last picture, at once; ``before`` is what was taken in an earlier run of the program."""
        if self._last is None:
            self._last = before
            self.repeat_changed.emit(True)
        self.retake()

    def start_scrolling(self, *, automatic: bool) -> None:
        """The person points at what is to be scrolled; ``scrolling_ready`` follows. No seconds are counted."""

        def choose() -> None:
            self._scrolls = automatic
            self._choose(windows_first=True)

        self._start(choose, delay=0)

    def ask_whether_it_scrolls(self, then: Callable[[bool], None]) -> None:
        """Tells ``then`` whether the program can turn the wheel here."""
        grabber = self._grabber
        if isinstance(grabber, Scrolls):
            self._lane.run(lambda _ticket: grabber.why_no_wheel() is None, then, self.capture_failed.emit)
        else:
            then(False)

    def end_scrolling(self) -> None:
        """Own windows come back after a scrolling capture."""
        if self._end():
            self.scrolling_ended.emit()
            self.busy_changed.emit(False)

    def list_windows(
        self, then: Callable[[Sequence[ScreenWindow]], None], failed: Callable[[AssistantError], None] | None = None
    ) -> None:
        """Gives the windows there are now to ``then``, topmost first."""
        self._lane.run(lambda _ticket: tuple(self._grabber.windows()), then, failed or self.capture_failed.emit)

    def list_screens(
        self, then: Callable[[Sequence[Screen]], None], failed: Callable[[AssistantError], None] | None = None
    ) -> None:
        """Gives the screens there are now to ``then``."""
        self._lane.run(lambda _ticket: tuple(self._grabber.screens()), then, failed or self.capture_failed.emit)

    def cancel(self) -> None:
        """Ends what is under way, as Esc does; own windows come back at once."""
        grabber = self._grabber
        if self._end():
            if isinstance(grabber, AsksTheSystem):
                grabber.give_up()
            self.capture_cancelled.emit()
            self.busy_changed.emit(False)

    # --- below ---------------------------------------------------------------------------------------------------

    def _start(self, go: Callable[[], None], *, delay: int | None = None) -> None:
        """Begins a capture: at once, or when the seconds are over."""
        if not self._steps.begin():
            return
        self.busy_changed.emit(True)
        seconds = self._delay if delay is None else delay
        if seconds:
            self._count.start(seconds, lambda: self._steps.guard(go))
        else:
            self._steps.guard(go)

    def _take_last(self) -> None:
        if self._last is None:
            self._choose(windows_first=True)
        else:
            self._take(self._last)

    def _on_active(self, window: ScreenWindow | None) -> None:
        if window is None:
            self._take_last()
        else:
            self._front = window
            self._take(Target("window", window=window))

    def _choose(self, *, windows_first: bool) -> None:
        self._choice.start(windows_first=windows_first, last=self._last_region or self.remembered_region())

    def _on_chosen(self, frozen: Frozen, target: Target) -> None:
        if self._scrolls is not None:
            self._steps.run(lambda: targets.find(self._grabber, target), lambda found: self._clear(target, found))
            return
        backend, marks = self._grabber.name, self._clearing.marks
        self._steps.run(lambda: targets.cut(frozen, backend, target, marks), lambda shot: self._on_cut(target, shot))

    def _on_cut(self, target: Target, shot: Shot | None) -> None:
        if shot is not None:
            self._on_shot(target, shot)
        else:
            self._take(target)

    def _take(self, target: Target) -> None:
        def grab(_found: Found) -> None:
            marks = self._clearing.marks
            self._steps.run(
                lambda: targets.take(self._grabber, self._clock, target, marks),
                lambda shot: self._on_shot(target, shot),
            )

        self._steps.run(
            lambda: targets.find(self._grabber, target),
            lambda found: self._clearing.clear_for(found, lambda: grab(found)),
        )

    def _clear(self, target: Target, found: Found) -> None:
        """For a scrolling capture: own windows away for as long as it takes, the window with the keyboard."""

        def ready() -> None:
            self._steps.rest()
            self._remember(target)
            self.scrolling_ready.emit(target, found, bool(self._scrolls))

        self._clearing.clear_for(found, ready, raise_it=True)

    def _on_shot(self, target: Target, shot: Shot) -> None:
        self._remember(Target("window", window=_seen(shot)) if target.window else target)
        self._end()
        self.frame_taken.emit(shot.frame, shot.details)
        self.busy_changed.emit(False)

    def _remember(self, target: Target) -> None:
        """For *Same window*, and for L in the choice."""
        could_repeat, self._last = self.can_repeat, target
        self._last_region = target.area if target.mode == "region" else self._last_region
        if not could_repeat:
            self.repeat_changed.emit(True)

    def _end(self) -> bool:
        """Own windows back, everything stopped; False where nothing was under way."""
        if not self._steps.end():
            return False
        front, self._front = self._front, None
        self._scrolls = None
        self._count.stop()
        self._choice.drop()
        self._clearing.restore()
        if front is not None and isinstance(self._grabber, MovesWindows):
            self._give_back(self._grabber, front)
        return True

    def _give_back(self, grabber: MovesWindows, front: ScreenWindow) -> None:
        """Some window managers put own windows that come back in front: the person's goes on having the keyboard."""
        QGuiApplication.sync()
        self._lane.run(lambda _ticket: grabber.bring_forward(front))

    def _fail(self, error: AssistantError) -> None:
        if self._end():
            self.capture_failed.emit(error)
            self.busy_changed.emit(False)

    def _watch_screens(self) -> None:
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screen_added)
            app.screenRemoved.connect(self._on_screens_changed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._on_screens_changed)
        self._on_screens_changed()

    def _on_screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._on_screens_changed)
        self._on_screens_changed()

    def _on_screens_changed(self) -> None:
        grabber, known = self._grabber, places.screens()
        if isinstance(grabber, TakesScales):
            self._lane.run(lambda _ticket: grabber.use_scales(known))


def _seen(shot: Shot) -> ScreenWindow:
    """The window as it was found this time: a browser's title follows its tab."""
    told = shot.details
    return ScreenWindow(told.window_id, told.untrusted_window_title, told.area, told.untrusted_window_class)


def _patience_ms(grabber: Grabber) -> int:
    if isinstance(grabber, AsksTheSystem):
        return max(LONGEST_STEP_MS, round(grabber.longest_s * 1000) + _LONGER_MS)
    return LONGEST_STEP_MS


def _none() -> Rect | None:
    return None
