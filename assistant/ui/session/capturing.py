"""Captures: the bar asks, the controller takes, the case keeps, the bar shows what was kept.

Where the screen can't be captured (a Wayland session), the reason is told once and the bar is never opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from assistant.core.event_date import EventDate
from assistant.core.exhibits import Exhibit
from assistant.errors import AssistantError, CaptureError, Message
from assistant.language import render
from assistant.ui.jobs import Ticket
from assistant.ui.session.open_case import OpenCase
from assistant.ui.words import capital

if TYPE_CHECKING:
    from assistant.capture.choose import Choice
    from assistant.capture.details import CaptureDetails
    from assistant.core.ports import Frame, Grabber
    from assistant.storage.folder import CaseFolder
    from assistant.ui.capture.bar import CaptureBar
    from assistant.ui.capture.controller import CaptureController


class Capturing(QObject):
    """Owns the grabber's controller and the bar, both made when they are first needed."""

    availability_known = Signal(bool, str)  # whether captures work here; if not, why and what works
    bar_shown = Signal()
    bar_closed = Signal()
    question_chosen = Signal(str)  # letter, by the bar's ‹ ›
    undo_asked = Signal(str)  # exhibit id
    date_entered = Signal(str, object)  # exhibit id, EventDate | None
    failed = Signal(object)  # AssistantError, where no bar can show it

    def __init__(self, open_case: OpenCase) -> None:
        super().__init__()
        self._open_case = open_case
        self._choice: Choice | None = None
        self._controller: CaptureController | None = None
        self._bar: CaptureBar | None = None
        self._hint_seen = False

    def look_for_a_way(self) -> None:
        """Finds out, on the captures lane, whether and how the screen can be captured."""
        platform = QGuiApplication.platformName()
        self._open_case.jobs.captures.run(lambda _ticket: _choose(platform), self._on_choice, self.failed.emit)

    def open_bar(self, letter: str) -> None:
        """Shows the bar for a question."""
        case, choice = self._open_case.case, self._choice
        if case is None or choice is None:
            return
        try:
            controller = self._controller or self._make_controller(choice.required())
        except CaptureError as error:
            self.failed.emit(error)
            return
        bar = self._bar or self._make_bar(controller)
        bar.set_items([(item.letter, item.text) for item in case.items], letter)
        controller.list_screens(bar.set_screens)
        bar.show()
        bar.raise_()
        self.bar_shown.emit()

    def close_bar(self) -> None:
        """Closes the bar; the next one is made anew, in the language of then."""
        if self._bar is not None:
            self._bar.close()

    def forget(self) -> None:
        """Lets go of the bar and of the screen."""
        self.close_bar()
        grabber = self._choice.grabber if self._choice else None
        self._choice = self._controller = None
        if grabber is not None:
            self._open_case.jobs.captures.run(lambda _ticket: grabber.close())

    def _on_choice(self, choice: Choice) -> None:
        self._choice = choice
        if choice.grabber is not None:
            self.availability_known.emit(True, "")
            return
        try:
            choice.required()
        except CaptureError as error:
            why = render(error.why)
            self.availability_known.emit(False, f"{capital(why)}. {render(error.next_step)}")

    def _make_controller(self, grabber: Grabber) -> CaptureController:
        from assistant.ui.capture.controller import CaptureController  # not before the first capture

        controller = CaptureController(grabber, self._open_case.jobs.captures, self._open_case.clock, self)
        controller.frame_taken.connect(self._on_frame)
        controller.capture_failed.connect(self._on_failed)
        self._controller = controller
        return controller

    def _make_bar(self, controller: CaptureController) -> CaptureBar:
        from assistant.ui.capture.bar import CaptureBar  # not before the first capture
        from assistant.ui.capture.window_list import offer_windows

        bar = CaptureBar(show_hint=not self._hint_seen)
        bar.capture_asked.connect(controller.take_pointed)
        bar.same_asked.connect(controller.take_same)
        bar.region_asked.connect(controller.take_region)
        bar.screen_asked.connect(controller.take_screen)
        bar.all_screens_asked.connect(controller.take_all)
        bar.window_list_asked.connect(lambda: offer_windows(controller, bar))
        bar.item_chosen.connect(self.question_chosen)
        bar.undo_asked.connect(self._on_undo)
        bar.date_entered.connect(self._on_date)
        bar.hint_seen.connect(self._on_hint_seen)
        bar.closed.connect(self._on_bar_closed)
        controller.busy_changed.connect(bar.set_busy)
        controller.repeat_changed.connect(bar.set_can_repeat)
        bar.set_can_repeat(controller.can_repeat)
        self._bar = bar
        return bar

    def _on_frame(self, frame: Frame, details: CaptureDetails) -> None:
        bar = self._bar
        if bar is None:
            return
        letter = bar.current()

        def work(folder: CaseFolder, _ticket: Ticket) -> tuple[Exhibit, bytes, Message | None]:
            from assistant.actions.take_capture import keep_capture, warning_of
            from assistant.imaging.thumbnails import frame_thumbnail

            exhibit = keep_capture(folder, letter, frame, details)
            return exhibit, frame_thumbnail(frame, 224, 140), warning_of(details)

        self._open_case.change(work, lambda result: self._on_kept(*result), self._on_failed)

    def _on_kept(self, exhibit: Exhibit, thumbnail: bytes, odd: Message | None) -> None:
        from assistant.ui.capture.saved_part import SavedCapture  # loaded with the bar

        case = self._open_case.case
        now = case.exhibit(exhibit.id) if case else None
        label = now.label if now else exhibit.label
        if self._bar is not None:
            saved_at = exhibit.captured_at or exhibit.added_at
            notes = (render(odd),) if odd is not None else ()
            title = exhibit.title or str(exhibit.record.get("window_title", ""))
            self._bar.show_saved(SavedCapture(exhibit.id, label, title, saved_at, thumbnail, notes))

    def _on_failed(self, error: AssistantError) -> None:
        if self._bar is not None and self._bar.isVisible():
            self._bar.show_error(error)
        else:
            self.failed.emit(error)

    def _on_undo(self, exhibit_id: str) -> None:
        self.undo_asked.emit(exhibit_id)
        if self._bar is not None:
            self._bar.show_removed()

    def _on_date(self, exhibit_id: str, date: EventDate | None) -> None:
        self.date_entered.emit(exhibit_id, date)

    def _on_hint_seen(self) -> None:
        self._hint_seen = True

    def _on_bar_closed(self) -> None:
        bar, self._bar = self._bar, None
        if self._controller is not None:
            self._controller.cancel()  # without the bar nothing says which question a picture is for
        if bar is not None:
            bar.deleteLater()
            self.bar_closed.emit()


def _choose(qt_platform: str) -> Choice:
    from assistant.capture.choose import Surroundings, choose  # mss, after the first paint

    return choose(Surroundings(qt_platform=qt_platform))
