"""Takes pictures of the screen for the window: the choice, own windows out of the way, the grab, own windows back.

It stores nothing: what was taken leaves by a signal. Nothing here waits in a loop of its own, and whatever happens,
own windows come back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from assistant.capture import target as targets
from assistant.capture.abilities import MovesWindows, TakesScales
from assistant.capture.target import Found, Frozen, Shot, Target
from assistant.core.ports import Clock, Grabber, Rect, Screen, ScreenWindow
from assistant.errors import AssistantError, CaptureError, msg
from assistant.ui.capture import places
from assistant.ui.capture.choosing import Choosing, Scene, scenes
from assistant.ui.capture.own_windows import OwnWindows
from assistant.ui.capture.settle import LONGEST_S, PAUSE_MS, Settle
from assistant.ui.jobs import Lane

T = TypeVar("T")
#: If the lane gives no answer for so long while own windows are hidden, they come back and the capture failed.
LONGEST_STEP_MS = 20_000


class CaptureController(QObject):
    """The captures of one window. One at a time: a call while one is under way does nothing.

    Signals: ``frame_taken(Frame, CaptureDetails)``, ``capture_failed(AssistantError)``, ``capture_cancelled()``,
    ``busy_changed(bool)``, ``repeat_changed(bool)`` (whether *Same window* can be pressed). After each
    ``busy_changed(True)`` comes exactly one of the first three, then ``busy_changed(False)``.
    """

    frame_taken = Signal(object, object)
    capture_failed = Signal(object)
    capture_cancelled = Signal()
    busy_changed = Signal(bool)
    repeat_changed = Signal(bool)

    def __init__(self, grabber: Grabber, lane: Lane, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grabber, self._lane, self._clock = grabber, lane, clock
        self._own = OwnWindows()
        self._is_busy = False
        self._last: Target | None = None
        self._run_number = 0
        self._settle: Settle | None = None
        self._choosing: Choosing | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(LONGEST_STEP_MS)
        self._patience.timeout.connect(lambda: self._fail(_no_answer()))
        self._watch_screens()

    @property
    def is_busy(self) -> bool:
        """Whether a capture is under way."""
        return self._is_busy

    @property
    def can_repeat(self) -> bool:
        """Whether there is a last window or area to take once more."""
        return self._last is not None

    def take_pointed(self) -> None:
        """The person points at a window on a frozen picture of the screens (or draws a region there)."""
        self._choose(windows_first=True)

    def take_region(self) -> None:
        """The person draws a region on a frozen picture of the screens."""
        self._choose(windows_first=False)

    def take_window(self, window: ScreenWindow) -> None:
        """Takes a window of the list."""
        self._take(Target("window", window=window))

    def take_screen(self, number: int) -> None:
        """Takes one screen; numbers are from 1."""
        self._take(Target("screen", screen=number))

    def take_all(self) -> None:
        """Takes all screens as one picture."""
        self._take(Target("all"))

    def take_same(self) -> None:
        """Takes the last window (found again) or area once more; one click, no choice. Points where there is none."""
        if self._last is None:
            self.take_pointed()
        else:
            self._take(self._last)

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
        if self._end():
            self.capture_cancelled.emit()
            self.busy_changed.emit(False)

    # --- a known place -------------------------------------------------------------------------------------------

    def _take(self, target: Target) -> None:
        if self._begin():
            self._run(lambda: targets.find(self._grabber, target), lambda found: self._on_located(target, found))

    def _on_located(self, target: Target, found: Found) -> None:
        self._when_back(lambda: self._clear_and_grab(target, found))

    def _clear_and_grab(self, target: Target, found: Found) -> None:
        over = self._own.over(found.area)
        if not over and not found.covered:
            self._grab(target)
            return
        areas, ids = self._own.hide(over)
        if found.covered:
            areas = [found.area]  # what is in front has to go as well
        self._wait(areas, ids, lambda: self._grab(target), raised=found.window if found.covered else None)

    def _grab(self, target: Target) -> None:
        self._run(lambda: targets.take(self._grabber, self._clock, target), lambda shot: self._on_shot(target, shot))

    # --- a choice on the frozen screens --------------------------------------------------------------------------

    def _choose(self, *, windows_first: bool) -> None:
        if self._begin():
            self._guarded(lambda: self._when_back(lambda: self._clear_and_freeze(windows_first=windows_first)))

    def _clear_and_freeze(self, *, windows_first: bool) -> None:
        areas, ids = self._own.hide(self._own.over(None))
        self._wait(areas, ids, lambda: self._freeze(windows_first=windows_first))

    def _freeze(self, *, windows_first: bool) -> None:
        def work() -> tuple[Frozen, tuple[Scene, ...]]:
            frozen = targets.freeze(self._grabber, self._clock)
            return frozen, scenes(frozen.frame, frozen.area, frozen.screens)

        self._run(work, lambda made: self._on_frozen(*made, windows_first=windows_first))

    def _on_frozen(self, frozen: Frozen, shown: tuple[Scene, ...], *, windows_first: bool) -> None:
        self._choosing = choosing = Choosing(self)
        choosing.region_chosen.connect(lambda area: self._on_chosen(frozen, Target("region", area=area)))
        choosing.window_chosen.connect(lambda window: self._on_chosen(frozen, Target("window", window=window)))
        choosing.cancelled.connect(self.cancel)
        choosing.failed.connect(self._fail)
        last = self._last.area if self._last is not None and self._last.mode == "region" else None
        choosing.start(shown, frozen.windows, windows_first=windows_first, last=last)

    def _on_chosen(self, frozen: Frozen, target: Target) -> None:
        self._drop_choosing()
        backend = self._grabber.name
        self._run(lambda: targets.cut(frozen, backend, target), lambda shot: self._on_cut(target, shot))

    def _on_cut(self, target: Target, shot: Shot | None) -> None:
        if shot is not None:
            self._on_shot(target, shot)
        else:
            self._run(lambda: targets.find(self._grabber, target), lambda found: self._on_located(target, found))

    # --- what all share ------------------------------------------------------------------------------------------

    def _begin(self) -> bool:
        if self._is_busy:
            return False
        self._is_busy = True
        self._run_number += 1
        self.busy_changed.emit(True)
        return True

    def _end(self) -> bool:
        """Own windows back, everything stopped; False where nothing was under way."""
        if not self._is_busy:
            return False
        self._is_busy = False
        self._run_number += 1  # answers that are still on their way count no more
        self._patience.stop()
        if self._settle is not None:
            self._settle.stop()
            self._settle.deleteLater()
            self._settle = None
        self._drop_choosing()
        self._own.restore()
        return True

    def _drop_choosing(self) -> None:
        if self._choosing is not None:
            choosing, self._choosing = self._choosing, None
            choosing.cancel()
            choosing.deleteLater()

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Runs one step on the lane; what it gives after the capture ended is dropped."""
        number = self._run_number
        self._patience.start()

        def on_done(result: T) -> None:
            if number == self._run_number:
                self._patience.stop()
                self._guarded(lambda: done(result))

        def on_failed(error: AssistantError) -> None:
            if number == self._run_number:
                self._fail(error)

        self._lane.run(lambda _ticket: work(), on_done, on_failed)

    def _when_back(self, then: Callable[[], None]) -> None:
        """Goes on once own windows that an earlier capture showed again are back in their places, or after a while."""
        grabber, ids = self._grabber, self._own.returning()
        if not ids or not isinstance(grabber, MovesWindows):
            self._own.put_back()
            then()
            return
        deadline, number = self._clock.monotonic() + LONGEST_S, self._run_number

        def look() -> None:
            if number == self._run_number:  # not cancelled since
                self._run(lambda: grabber.are_shown(ids), seen)

        def seen(are_shown: bool) -> None:
            if are_shown or self._clock.monotonic() > deadline:
                self._own.put_back()
                then()
            else:
                QTimer.singleShot(PAUSE_MS, self, look)

        look()

    def _wait(
        self, areas: Sequence[Rect], ids: Sequence[int], then: Callable[[], None], raised: ScreenWindow | None = None
    ) -> None:
        if not areas:
            then()
            return
        grabber = self._grabber
        if raised is not None and isinstance(grabber, MovesWindows):
            self._lane.run(lambda _ticket: grabber.bring_forward(raised))
        if self._settle is not None:
            self._settle.deleteLater()
        self._settle = Settle(grabber, self._lane, self._clock, self)
        self._patience.start()
        self._settle.start(areas, ids, lambda: self._guarded(then), self._fail, raised)

    def _guarded(self, step: Callable[[], None]) -> None:
        """Whatever goes wrong in a step, own windows come back and the next capture can begin."""
        try:
            step()
        except AssistantError as error:
            self._fail(error)
        except BaseException:
            self.cancel()
            raise

    def _on_shot(self, target: Target, shot: Shot) -> None:
        could_repeat = self.can_repeat
        self._last = Target("window", window=_seen(shot)) if target.window else target
        self._end()
        if not could_repeat:
            self.repeat_changed.emit(True)
        self.frame_taken.emit(shot.frame, shot.details)
        self.busy_changed.emit(False)

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


def _no_answer() -> CaptureError:
    return CaptureError(
        "capture-no-answer",
        # Translators: error; the program asked the system for the screen's pixels.
        msg("The screen gave no picture"),
        # Translators: reason for the error above.
        msg("the system did not answer in time"),
        # Translators: next step after the error above.
        msg("Try again; if it stays so, start the program again."),
    )
