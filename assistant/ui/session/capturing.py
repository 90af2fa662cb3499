"""Captures: the bar or the key asks, the controller takes, the case keeps, the bar shows what was kept.

Where the screen can't be captured, the reason is told once and the bar is never opened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from assistant.capture.abilities import AsksTheSystem
from assistant.core.event_date import EventDate
from assistant.errors import AssistantError, InputError, msg
from assistant.language import _, render
from assistant.storage import preferences
from assistant.ui.jobs import Ticket
from assistant.ui.session.open_case import OpenCase
from assistant.ui.session.screen_way import ScreenWay
from assistant.ui.session.scrolled_parts import ScrolledParts
from assistant.ui.session.scrolling import Scrolled, Scrolling

if TYPE_CHECKING:
    from assistant.actions.take_capture import Taken
    from assistant.capture.details import CaptureDetails
    from assistant.capture.target import Found, Target
    from assistant.core.exhibits import Exhibit
    from assistant.core.ports import Frame
    from assistant.storage.folder import CaseFolder
    from assistant.ui.capture.bar import CaptureBar
    from assistant.ui.capture.controller import CaptureController


class Capturing(QObject):
    """Owns the grabber's controller and the bar, both made when they are first needed.

    ``question`` gives the letter of the question that the window shows: what the key takes is for that one while the
    bar is closed.
    """

    bar_shown = Signal()
    bar_closed = Signal()
    question_chosen = Signal(str)  # letter, by the bar's ‹ ›
    undo_asked = Signal(str)  # exhibit id
    date_entered = Signal(str, object)  # exhibit id, EventDate | None
    failed = Signal(object)  # AssistantError, where no bar can show it

    def __init__(self, open_case: OpenCase, question: Callable[[], str] = lambda: "") -> None:
        super().__init__()
        self._open_case, self._question = open_case, question
        self.way = ScreenWay(open_case)
        self.way.controller_made.connect(self._on_controller)
        self.way.failed.connect(self.failed)
        self._bar: CaptureBar | None = None
        self._hint_seen = False
        self._is_quiet = False  # the bar came by the key: the window stays as it is
        self._key_letter = ""  # the question of a picture by the key, while no bar says it
        self._replaces = ""  # the odd picture that goes once its retake is kept
        self._parts = ScrolledParts(open_case)
        self._scrolling = Scrolling(open_case)
        self._scrolling.looked_last.connect(self._on_looked_last)
        self._scrolling.finished.connect(self._on_scrolled)
        self._scrolling.kept_apart.connect(self._on_kept_apart)
        self._scrolling.failed.connect(self._on_scrolling_failed)
        open_case.changed.connect(self._on_case_changed)
        open_case.closed.connect(self._on_case_closed)

    def open_bar(self, letter: str) -> None:
        """Shows the bar for a question, with the keyboard."""
        bar = self._bar_for(letter)
        if bar is not None:
            self._is_quiet = False
            bar.show()
            bar.raise_()
            bar.activateWindow()
            self.bar_shown.emit()

    def take_by_key(self, letter: str = "", again: Target | None = None) -> None:
        """What the key does that works in every program: the window with the focus becomes an attachment.

        It is for the question ``letter``, else for the bar's, or for the window's where the bar is closed; the bar
        then opens to say that it was saved, without taking the keyboard. While something is chosen or counted the key
        gets out of it, and it stops a scrolling capture. ``again``: not that window but the last picture's place.
        """
        controller = self.way.controller
        if self._scrolling.is_running and controller is not None and controller.is_busy:
            self._scrolling.stop()
        elif controller is not None and controller.is_busy:
            if controller.waits_for_person:
                controller.cancel()
        elif not self._takes_pictures():
            self.failed.emit(_no_case())
        else:
            if letter and self._bar is not None:
                self._bar.set_current(letter)
            self._key_letter = letter or (self._bar.current() if self._bar is not None else self._question())
            found = self.way.required()
            if found is not None:
                found.take_active() if again is None else found.take_again(again)

    def close_bar(self) -> None:
        """Closes the bar; the next one is made anew, in the language of then."""
        if self._bar is not None:
            self._bar.close()

    def forget(self) -> None:
        """Lets go of the bar and of the screen; what was taken while scrolling stays in the case."""
        self._scrolling.leave()
        self.close_bar()
        self.way.forget()

    # --- the way to the screen, the controller, the bar ------------------------------------------------------------

    def _takes_pictures(self) -> bool:
        case = self._open_case.case
        return case is not None and case.round.accepted and not self._open_case.is_read_only

    def _on_controller(self, controller: CaptureController) -> None:
        controller.frame_taken.connect(self._on_frame)
        controller.capture_failed.connect(self._on_failed)
        controller.capture_cancelled.connect(self._on_cancelled)
        controller.scrolling_ready.connect(self._on_scrolling_ready)

    def _bar_for(self, letter: str) -> CaptureBar | None:
        """The bar, made where there is none, for a question; None where nothing can be captured."""
        case, controller = self._open_case.case, self.way.required()
        if case is None or controller is None:
            return None
        bar = self._bar or self._make_bar(controller)
        bar.set_items([(item.letter, item.text) for item in case.items], letter)
        controller.list_screens(bar.set_screens)
        return bar

    def _make_bar(self, controller: CaptureController) -> CaptureBar:
        from assistant.ui.capture.bar_making import make_bar  # not before the first capture

        bar = make_bar(controller, show_hint=not self._hint_seen, place=preferences.load().bar_place)
        bar.scrolling_asked.connect(self.scroll)
        bar.item_chosen.connect(self.question_chosen)
        bar.undo_asked.connect(self._on_undo)
        bar.retake_asked.connect(self._on_retake)
        bar.date_entered.connect(self._on_date)
        bar.hint_seen.connect(self._on_hint_seen)
        bar.moved.connect(self._on_moved)
        bar.closed.connect(self._on_bar_closed)
        self._bar = bar
        return bar

    def _show_quietly(self, letter: str) -> CaptureBar | None:
        """The bar, shown without taking the keyboard from the program in which the person works."""
        bar = self._bar_for(letter)
        if bar is not None and not bar.isVisible():
            self._is_quiet = True
            bar.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            bar.show()
            bar.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        return bar

    # --- a picture -----------------------------------------------------------------------------------------------

    def _on_frame(self, frame: Frame, details: CaptureDetails) -> None:
        letter = self._bar.current() if self._bar is not None else self._key_letter
        self._key_letter = ""
        replaced, self._replaces = self._replaces, ""
        if not letter:
            return  # the bar was closed meanwhile: nothing says which question the picture is for

        def work(folder: CaseFolder, _ticket: Ticket) -> tuple[Taken, bytes]:
            from assistant.actions.take_capture import keep_capture
            from assistant.imaging.thumbnails import frame_thumbnail

            return keep_capture(folder, letter, frame, details), frame_thumbnail(frame, 224, 140)

        def kept(result: tuple[Taken, bytes]) -> None:
            if replaced:
                self._take_back(replaced)
            taken, thumbnail = result
            notes = tuple(render(each.what) for each in taken.warnings)
            self._show_kept(letter, taken.exhibit, thumbnail, notes, can_retake=bool(notes))

        self._open_case.change(work, kept, self._on_failed)

    def _show_kept(
        self,
        letter: str,
        exhibit: Exhibit,
        thumbnail: bytes,
        notes: tuple[str, ...],
        *,
        can_retake: bool,
        title: str = "",
    ) -> None:
        from assistant.ui.capture.saved_part import SavedCapture  # loaded with the bar

        case = self._open_case.case
        now = case.exhibit(exhibit.id) if case else None
        label = now.label if now else exhibit.label
        bar = self._bar or self._show_quietly(letter)
        if bar is not None:
            saved_at = exhibit.captured_at or exhibit.added_at
            title = title or exhibit.title or str(exhibit.record.get("window_title", ""))
            bar.show_saved(SavedCapture(exhibit.id, label, title, saved_at, thumbnail, notes, can_retake))

    def _on_failed(self, error: AssistantError) -> None:
        letter, self._key_letter, self._replaces = self._key_letter, "", ""
        bar = self._show_quietly(letter) if letter and self._bar is None else self._bar
        if bar is not None and bar.isVisible():
            bar.show_error(error)
        else:
            self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self._key_letter = self._replaces = ""

    def _on_retake(self, exhibit_id: str) -> None:
        """Takes it once more; the odd one goes as by *Undo*, once the new one is on the disk."""
        controller = self.way.controller
        if controller is not None and not controller.is_busy:
            self._replaces = exhibit_id
            controller.retake()

    def _on_undo(self, exhibit_id: str) -> None:
        self._take_back(exhibit_id)
        if self._bar is not None:
            self._bar.show_removed()

    def _take_back(self, exhibit_id: str) -> None:
        if not self._parts.take_back(exhibit_id):
            self.undo_asked.emit(exhibit_id)

    def _on_date(self, exhibit_id: str, date: EventDate | None) -> None:
        for each in self._parts.of(exhibit_id):
            self.date_entered.emit(each, date)

    # --- scrolling -----------------------------------------------------------------------------------------------

    def scroll(self, program_scrolls: bool) -> None:
        """Begins a scrolling capture for the bar's question."""
        controller = self.way.controller
        if controller is None:
            return
        if self._scrolling.is_running and self._bar is not None:
            # Translators: in the capture bar, when Scrolling is chosen while the last one is still being joined.
            self._bar.show_words(_("The last pictures are still being joined"), "")
        elif isinstance(self.way.grabber, AsksTheSystem) and self._bar is not None:
            # Translators: in the capture bar, in place of a scrolling capture where the desktop asks and flashes.
            what = _("Here a page is taken part by part")
            # Translators: in the capture bar, below the words above; “Join” is a button of the review screen.
            how = _("Capture, scroll by about half a window, capture again. Then mark the pictures in Review and Join.")
            self._bar.show_words(what, how)
        else:
            controller.start_scrolling(automatic=program_scrolls)

    def _on_scrolling_ready(self, target: Target, found: Found, program_scrolls: bool) -> None:
        grabber = self.way.grabber
        if self._bar is not None and grabber is not None:
            self._scrolling.start(self._bar.current(), grabber, target, found, automatic=program_scrolls)

    def _on_looked_last(self) -> None:
        if self.way.controller is not None:
            self.way.controller.end_scrolling()

    def _on_scrolled(self, scrolled: Scrolled) -> None:
        exhibits = scrolled.report.exhibits
        if not exhibits:
            if self._bar is not None:
                # Translators: in the capture bar: a scrolling capture ended without a picture.
                self._bar.show_words(_("No picture was taken"), " ".join(scrolled.notes))
            return
        first = exhibits[0]
        self._parts.remember(scrolled.report)
        self._show_kept(
            first.item, first, scrolled.thumbnail, scrolled.notes, can_retake=False, title=scrolled.untrusted_title
        )

    def _on_kept_apart(self) -> None:
        if self._bar is not None:
            # Translators: in the capture bar: the joining of a scrolling capture was cancelled.
            what = _("The pictures are kept and not joined")
            # Translators: in the capture bar, below the words above.
            self._bar.show_words(what, _("The case offers to join them the next time you open it."))

    def _on_scrolling_failed(self, error: AssistantError) -> None:
        self._on_looked_last()
        self._on_failed(error)

    # --- the bar and the case --------------------------------------------------------------------------------------

    def _on_case_changed(self, _case: object) -> None:
        """Labels close up when an attachment goes: the bar shows the one of now."""
        case, bar = self._open_case.case, self._bar
        shown = case.exhibit(bar.shown_exhibit()) if case is not None and bar is not None else None
        if bar is not None and shown is not None:
            bar.set_label(shown.label)

    def _on_case_closed(self) -> None:
        self._scrolling.leave()
        self._parts.forget()

    def _on_hint_seen(self) -> None:
        self._hint_seen = True

    def _on_moved(self, x: int, y: int) -> None:
        self._open_case.jobs.long.run(
            lambda _ticket: preferences.change(lambda before: replace(before, bar_place=(x, y))), None, self.failed.emit
        )

    def _on_bar_closed(self) -> None:
        bar, self._bar = self._bar, None
        if self.way.controller is not None:
            self.way.controller.cancel()  # without the bar nothing says which question a picture is for
        if bar is not None:
            bar.deleteLater()
            if not self._is_quiet:
                self.bar_closed.emit()


def _no_case() -> InputError:
    return InputError(
        "capture-no-case",
        # Translators: error after the key that captures from any program.
        msg("No picture was taken"),
        # Translators: reason for the error above.
        msg("no case with accepted questions is open"),
        # Translators: next step after the error above.
        msg("Open a case and accept its questions, then press the key again."),
    )
