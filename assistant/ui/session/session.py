"""Joins panes and actions: which signal leads to which work, and which pane shows what came of it.

It decides nothing about a case and holds none of its data; it is the window's wiring.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from assistant.core.case import Case
from assistant.errors import AssistantError
from assistant.ui.panes.reading import LetterFacts
from assistant.ui.panes.ready import MadeFiles
from assistant.ui.session.answers import Answers
from assistant.ui.session.attachments import Attachments
from assistant.ui.session.capturing import Capturing
from assistant.ui.session.heading import platform_words, show_header
from assistant.ui.session.importing import Importing
from assistant.ui.session.joining import Joins
from assistant.ui.session.letters import Letters, is_draft
from assistant.ui.session.open_case import OpenCase
from assistant.ui.session.pictures import Pictures
from assistant.ui.session.sending import Sending
from assistant.ui.session.trouble import Trouble
from assistant.ui.window import Screen, Window

if TYPE_CHECKING:
    from assistant.actions.join import JoinReport
    from assistant.ui.messages import Way


class Session(QObject):
    """One window's work. ``case_worked_on`` names a case for the list of recent ones."""

    case_worked_on = Signal(str, object)  # path, Case
    first_screen_shown = Signal()

    def __init__(
        self, window: Window, open_case: OpenCase, cases_folder: Callable[[], Path], thumbnails: Callable[[], Path]
    ) -> None:
        super().__init__()
        self._window = window
        self.open_case = open_case
        self._letters = Letters(open_case, cases_folder)
        self._answers = Answers(open_case)
        self._attachments = Attachments(open_case)
        self._joins = Joins(open_case)
        self._importing = Importing(open_case, window)
        self.capturing = self._capturing = Capturing(open_case, self._question)
        self._pictures = Pictures(open_case, thumbnails)
        self._sending = Sending(open_case)
        self._trouble = Trouble(open_case, lambda path: self.open_path(path, read_only=True))
        self._capture_known: tuple[bool, str] | None = None
        self._shown_items: tuple[int, bool] | None = None
        self._connect_parts()
        self.connect_panes()
        self._capturing.way.look()

    def open_path(self, path: str, *, read_only: bool = False) -> None:
        """Opens a case folder or a letter."""
        if read_only:
            self._letters.open_case(path, read_only=True)
        else:
            self._letters.open_file(path)

    def flush(self) -> None:
        """Hands what is typed to the lanes."""
        if self.open_case.is_open:
            self._window.working.flush()
            self._window.review.flush()

    def close(self) -> None:
        """Stores what was typed and lets go of the case and of the screen."""
        self.flush()
        self._capturing.forget()
        self.open_case.close()

    def go_to_first_screen(self) -> None:
        """Leaves the case; what was typed is stored first."""
        self.flush()
        self._capturing.close_bar()
        self.open_case.close()
        self._window.errors.clear()
        self._window.told.clear()
        self._show(Screen.FIRST)

    def connect_panes(self) -> None:
        """Connects the window's panes; once for each set of panes that the window makes."""
        window = self._window
        window.header.back_chosen.connect(self.go_to_first_screen)
        window.header.step_chosen.connect(self._on_step)
        self._connect_first_and_reading()
        self._connect_working()
        self._connect_review()
        self._connect_ready()
        self._connect_results()
        if self._capture_known is not None:
            window.working.set_capture_available(*self._capture_known)
        if self.open_case.case is not None:
            self._shown_items = None
            self._fill(self.open_case.case)

    def return_to(self, screen: Screen) -> None:
        """Shows a screen after the panes were made anew, with all that was on it before."""
        if screen is Screen.SEND and self._sending.show_again():
            return
        self._show(Screen.REVIEW if screen is Screen.SEND else screen)
        self._trouble.look_for_lost_pictures()  # what was offered went with the old panes
        self._joins.offer_again()

    def _connect_parts(self) -> None:
        self.open_case.opened.connect(self._on_opened)
        self.open_case.changed.connect(self._on_changed)
        self.open_case.failed.connect(self._on_failed)
        self._letters.failed.connect(self._on_failed)
        self._letters.refused.connect(lambda path, error: self._trouble.tell(Path(path), error))
        self._trouble.told.connect(lambda error, ways: self._window.errors.show_error(error, *ways))
        self._answers.list_was_accepted.connect(lambda: self._show(Screen.ANSWERS))
        self._attachments.failed.connect(self._on_failed)
        self._connect_joins()
        self._capturing.way.availability_known.connect(self._on_capture_known)
        self._capturing.bar_shown.connect(self._window.showMinimized)
        self._capturing.bar_closed.connect(self._on_bar_closed)
        self._capturing.undo_asked.connect(self._attachments.remove)
        self._capturing.date_entered.connect(
            lambda exhibit_id, date: self._attachments.describe(exhibit_id, {"event_date": date})
        )
        self._capturing.failed.connect(self._on_failed)
        self._sending.made.connect(self._on_made)
        self._sending.blocked.connect(self._on_failed)

    def _connect_joins(self) -> None:
        joins = self._joins
        joins.failed.connect(self._on_failed)
        self._importing.failed.connect(self._on_failed)
        self._importing.chosen.connect(self._attachments.add_files)
        for part in (joins, self._attachments):
            part.told.connect(self._on_told)
        joins.offered.connect(lambda error, ways: self._window.errors.show_error(error, *ways))
        joins.joined.connect(self._on_exhibit_opened)
        joins.refused.connect(self._on_join_refused)

    def _connect_results(self) -> None:
        """What parts tell to panes; the connections end with the panes."""
        window = self._window
        self._answers.saved.connect(window.working.set_saved)
        self._answers.not_saved.connect(window.working.set_not_saved)
        for part in (self._attachments, self._joins, self._importing, self._sending):
            part.began.connect(window.progress.begin)
            part.reported.connect(window.progress.report)
            part.ended.connect(window.progress.end)
        self._capturing.question_chosen.connect(window.working.choose)
        self._sending.copied.connect(window.ready.set_copied)

    def _connect_first_and_reading(self) -> None:
        first, reading = self._window.first_start, self._window.reading
        first.letter_pasted.connect(self._letters.paste)
        first.file_chosen.connect(self._letters.open_file)
        first.sample_asked.connect(self._letters.open_sample)
        first.recent_chosen.connect(self._letters.open_case)
        reading.items_changed.connect(self._answers.propose)
        reading.facts_changed.connect(self._answers.save_facts)
        reading.list_accepted.connect(self._answers.accept)

    def _connect_working(self) -> None:
        working, attachments = self._window.working, self._attachments
        # Whoever goes to a question wants to answer it: the caret is there.
        working.question_chosen.connect(lambda _letter: working.form.answer.setFocus())
        working.question_added.connect(self._answers.add_question)
        working.answer_edited.connect(self._answers.save_answer)
        working.gap_edited.connect(self._answers.save_gap)
        working.capture_asked.connect(self._on_capture_asked)
        working.files_added.connect(attachments.add_files)
        working.folder_chosen.connect(self._importing.offer)
        working.picture_pasted.connect(attachments.add_picture)
        working.image_pasted.connect(attachments.add_image)
        working.exhibit_opened.connect(self._on_exhibit_opened)
        working.exhibit_changed.connect(attachments.describe)
        working.exhibit_removed.connect(attachments.remove)
        working.thumbnail_wanted.connect(
            lambda name, width, height: self._pictures.give_thumbnail(name, width, height, working.set_thumbnail)
        )
        working.review_asked.connect(lambda: self._show(Screen.REVIEW))

    def _connect_review(self) -> None:
        review, attachments = self._window.review, self._attachments
        review.exhibit_confirmed.connect(attachments.describe)
        review.dates_given.connect(attachments.date_all)
        review.join_asked.connect(self._joins.join)
        review.exhibit_withdrawn.connect(attachments.withdraw)
        review.exhibit_erased.connect(attachments.erase)
        review.picture_wanted.connect(
            lambda name, width, height: self._pictures.give_picture(name, width, height, review.set_picture)
        )
        review.thumbnail_wanted.connect(
            lambda name, width, height: self._pictures.give_thumbnail(name, width, height, review.set_thumbnail)
        )
        review.files_asked.connect(self._on_files_asked)
        review.left.connect(lambda: self._show(Screen.ANSWERS))

    def _connect_ready(self) -> None:
        ready, sending = self._window.ready, self._sending
        ready.page_wanted.connect(lambda page, width: sending.give_page(page, width, ready.set_page))
        ready.reply_copied.connect(sending.copy_reply)
        ready.file_opened.connect(sending.open_file)
        ready.folder_opened.connect(sending.open_folder)
        ready.draft_opened.connect(sending.open_draft)
        ready.sent_confirmed.connect(sending.mark_sent)

    def _on_opened(self, case: Case) -> None:
        self._sending.forget()
        self._window.review.forget()
        self._shown_items = None
        self._window.errors.clear()
        self._window.told.clear()
        self._fill(case)
        self._window.working.form.set_read_only(self.open_case.is_read_only)
        self._show(Screen.LETTER if is_draft(case) else Screen.ANSWERS)
        self._trouble.look_for_lost_pictures()
        self._joins.look_for_unfinished()
        self._trouble.look_for_copying()
        self.case_worked_on.emit(str(self.open_case.path), case)

    def _on_changed(self, case: Case) -> None:
        self._fill(case)
        self._show_header(case)
        self.case_worked_on.emit(str(self.open_case.path), case)

    def _fill(self, case: Case) -> None:
        shown = (case.round.number, case.round.accepted)
        if shown != self._shown_items:  # while the list is being changed, the pane has the newest
            self._shown_items = shown
            facts = LetterFacts(case.round.received, case.money_held, case.account)
            items = [item for item in case.items if item.round_number == case.round.number]
            self._window.reading.set_letter(case.round, items, platform_name=platform_words(case), facts=facts)
        if case.round.accepted:
            self._window.working.set_case(case)
            if self._window.screen_shown is Screen.REVIEW:  # else as it is shown: thousands of tiles take their time
                self._window.review.set_case(case)

    def _show(self, screen: Screen) -> None:
        if self._window.screen_shown is Screen.ANSWERS:
            self._window.working.flush()
        if self._window.screen_shown is Screen.REVIEW and screen is not Screen.REVIEW:
            self._window.review.flush()
        if screen is Screen.REVIEW and self.open_case.case is not None:
            self._window.review.set_case(self.open_case.case)
            self._window.review.start()
        self._window.show_screen(screen)
        if screen is Screen.ANSWERS:
            self._window.working.form.answer.setFocus()
        if screen is Screen.FIRST:
            self.first_screen_shown.emit()
        elif self.open_case.case is not None:
            self._show_header(self.open_case.case)

    def _show_header(self, case: Case) -> None:
        show_header(self._window, self.open_case, case, has_files=self._sending.has_files)

    def _on_step(self, step: int) -> None:
        screen = Screen(step)
        case = self.open_case.case
        if case is not None and screen is not self._window.screen_shown:
            self._show(screen)

    def _on_capture_known(self, is_available: bool, why: str) -> None:
        self._capture_known = (is_available, why)
        self._window.working.set_capture_available(is_available, why)

    def _question(self) -> str:
        return self._window.working.chosen()  # of the panes that there are now

    def _on_capture_asked(self, letter: str) -> None:
        self._window.working.flush()
        self._capturing.open_bar(letter)

    def _on_bar_closed(self) -> None:
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.activateWindow()
        if self._window.screen_shown is Screen.ANSWERS:
            self._window.working.form.answer.setFocus()

    def _on_exhibit_opened(self, exhibit_id: str) -> None:
        self._show(Screen.REVIEW)
        self._window.review.choose(exhibit_id)

    def _on_told(self, words: str, way: Way | None) -> None:
        self._window.told.tell(words, way)

    def _on_join_refused(self, report: JoinReport) -> None:
        from assistant.ui.panes.join_sheet import JoinSheet  # not before it is needed

        JoinSheet(report.steps, report.names, self._window).show()

    def _on_files_asked(self) -> None:
        self._window.errors.clear()
        self._sending.make()

    def _on_made(self, made: MadeFiles) -> None:
        self._window.ready.set_made(made)
        self._show(Screen.SEND)

    def _on_failed(self, error: AssistantError) -> None:
        self._window.errors.show_error(error)
