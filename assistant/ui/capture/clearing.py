"""Own windows out of the way before a picture, and back after it.

A window that doesn't lie over the area is never touched, where the system tells where windows are. Where it doesn't
(a Wayland session), all go, and a fixed wait stands in for looking.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from assistant.capture.abilities import AsksFirst, AsksTheSystem, MovesWindows
from assistant.capture.target import Found, tells_own_windows
from assistant.core.ports import Clock, Grabber, Rect, ScreenWindow
from assistant.ui.capture.own_windows import OwnWindows
from assistant.ui.capture.settle import LONGEST_S, PAUSE_MS, Settle
from assistant.ui.capture.steps import Steps
from assistant.ui.jobs import Lane


class Clearing(QObject):
    """Clears the screen of this program's windows, as a step of a capture."""

    def __init__(self, grabber: Grabber, lane: Lane, clock: Clock, steps: Steps, parent: QObject) -> None:
        super().__init__(parent)
        self._grabber, self._lane, self._clock, self._steps = grabber, lane, clock, steps
        self._own = OwnWindows()
        self._settle: Settle | None = None
        #: Rows of the windows that went last, where the system doesn't tell whether they are gone.
        self.marks: tuple[bytes, ...] = ()

    def clear_all(self, then: Callable[[], None]) -> None:
        """Takes all own windows off the screen, then goes on."""
        self._with_permission(lambda: self._when_back(lambda: self._clear(None, None, then)))

    def clear_for(self, found: Found, then: Callable[[], None], *, raise_it: bool = False) -> None:
        """Takes own windows away that lie over what was found, and brings its window in front where it is covered.

        ``raise_it``: also where nothing covers it, so that it has the keyboard.
        """
        raised = found.window if found.covered or raise_it else None
        self._with_permission(lambda: self._when_back(lambda: self._clear(found.area, raised, then)))

    def restore(self) -> None:
        """Shows own windows again, as they were; ends a wait. May be called at any time, twice too."""
        if self._settle is not None:
            self._settle.stop()
            self._settle.deleteLater()
            self._settle = None
        self._own.restore()

    def _clear(self, area: Rect | None, raised: ScreenWindow | None, then: Callable[[], None]) -> None:
        grabber = self._grabber
        if isinstance(grabber, AsksTheSystem):
            _areas, ids = self._hide(self._own.over(None))  # nobody tells where they are
            self._steps.later(round(grabber.quiet_s * 1000) if ids else 0, then)
            return
        over = self._own.over(area)
        if not over and raised is None:
            self.marks = ()
            then()
            return
        areas, ids = self._hide(over)
        if raised is not None and area is not None:
            areas = [area]  # what is in front has to go as well
        self._wait(areas, ids, then, raised)

    def _hide(self, widgets: Sequence[QWidget]) -> tuple[list[Rect], list[int]]:
        self.marks = () if tells_own_windows(self._grabber) else tuple(self._own.marks(widgets))
        return self._own.hide(widgets)

    def _with_permission(self, then: Callable[[], None]) -> None:
        """A desktop shows its question to the program that has the focus alone: so before own windows go."""
        grabber = self._grabber
        if isinstance(grabber, AsksFirst):
            self._steps.run(grabber.ask_permission, lambda _nothing: then())
        else:
            then()

    def _when_back(self, then: Callable[[], None]) -> None:
        """Goes on once own windows that an earlier capture showed again are back in their places, or after a while."""
        grabber, ids = self._grabber, self._own.returning()
        if not ids or not isinstance(grabber, MovesWindows):
            self._own.put_back()
            then()
            return
        deadline = self._clock.monotonic() + LONGEST_S

        def look() -> None:
            self._steps.run(lambda: grabber.are_shown(ids), seen)

        def seen(are_shown: bool) -> None:
            if are_shown or self._clock.monotonic() > deadline:
                self._own.put_back()
                then()
            else:
                self._steps.later(PAUSE_MS, look)

        look()

    def _wait(
        self, areas: Sequence[Rect], ids: Sequence[int], then: Callable[[], None], raised: ScreenWindow | None
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
        self._steps.wait()
        self._settle.start(areas, ids, lambda: self._steps.guard(then), self._steps.failed.emit, raised)
