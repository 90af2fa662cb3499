"""The way to the screen: found once, on the captures lane, and the controller that takes pictures by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from assistant.errors import CaptureError
from assistant.language import render
from assistant.ui.session.open_case import OpenCase
from assistant.ui.words import capital

if TYPE_CHECKING:
    from assistant.capture.choose import Choice
    from assistant.core.ports import Grabber, Rect
    from assistant.ui.capture.controller import CaptureController


class ScreenWay(QObject):
    """Whether and how the screen can be captured here."""

    availability_known = Signal(bool, str)  # whether captures work here; if not, why and what works
    controller_made = Signal(object)  # CaptureController
    failed = Signal(object)  # AssistantError

    def __init__(self, open_case: OpenCase) -> None:
        super().__init__()
        self._open_case = open_case
        self._choice: Choice | None = None
        self._controller: CaptureController | None = None
        self.bar_stays_on_top = True  # as far as is known

    @property
    def controller(self) -> CaptureController | None:
        """The controller, where one was needed so far."""
        return self._controller

    @property
    def grabber(self) -> Grabber | None:
        """What grabs the screen here, if anything does."""
        return self._choice.grabber if self._choice is not None else None

    def look(self) -> None:
        """Finds the way; ``availability_known`` follows."""
        platform = QGuiApplication.platformName()
        self._open_case.jobs.captures.run(
            lambda _ticket: _choose(platform), lambda found: self.use(*found), self.failed.emit
        )

    def use(self, choice: Choice, stays_on_top: bool = True) -> None:
        """Takes pictures by this choice from now on."""
        self._choice = choice
        self.bar_stays_on_top = stays_on_top
        if choice.grabber is not None:
            self.availability_known.emit(True, "")
            return
        try:
            choice.required()
        except CaptureError as error:
            why = render(error.why)
            self.availability_known.emit(False, f"{capital(why)}. {render(error.next_step)}")

    def required(self) -> CaptureController | None:
        """The controller, made where there is none; None, and why is told, where the screen can't be captured."""
        if self._controller is None and self._choice is not None:
            from assistant.ui.capture.controller import CaptureController  # not before the first capture

            try:
                grabber = self._choice.required()
            except CaptureError as error:
                self.failed.emit(error)
                return None
            jobs, clock = self._open_case.jobs, self._open_case.clock
            self._controller = CaptureController(grabber, jobs.captures, clock, self)
            self._controller.remembered_region = self._remembered_region
            self.controller_made.emit(self._controller)
        return self._controller

    def _remembered_region(self) -> Rect | None:
        from assistant.actions.take_capture import last_region  # loaded with the first capture

        return last_region(self._open_case.case) if self._open_case.case is not None else None

    def forget(self) -> None:
        """Lets go of the screen."""
        grabber = self.grabber
        self._choice = self._controller = None
        if grabber is not None:
            self._open_case.jobs.captures.run(lambda _ticket: grabber.close())


def _choose(qt_platform: str) -> tuple[Choice, bool]:
    from assistant.capture.choose import Surroundings, bar_stays_on_top, choose  # mss, after the first paint

    surroundings = Surroundings(qt_platform=qt_platform)
    return choose(surroundings), bar_stays_on_top(surroundings)
