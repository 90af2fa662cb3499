"""Joining attachments to one picture, taking that back, and what an unfinished scrolling capture left.

The work runs on the long lane; nothing here looks at a pixel.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assistant.errors import AssistantError, StorageError, msg, nmsg
from assistant.language import _, ngettext
from assistant.ui.jobs import Job, Ticket
from assistant.ui.messages import Way
from assistant.ui.session.open_case import OpenCase

if TYPE_CHECKING:
    from assistant.actions.join import JoinReport
    from assistant.core.strips import Strip
    from assistant.storage.folder import CaseFolder


class Joins(QObject):
    """Joins what is chosen. ``began``, ``reported`` and ``ended`` tell how far long work is."""

    began = Signal(str, object)  # words, a callable that cancels
    reported = Signal(int, int)
    ended = Signal()
    joined = Signal(str)  # the id of the new attachment, or of the first of several
    refused = Signal(object)  # JoinReport: nothing was made, its steps say why
    told = Signal(str, object)  # words, Way | None
    offered = Signal(object, object)  # AssistantError that says what was found, tuple[Way, ...]
    failed = Signal(object)  # AssistantError

    def __init__(self, open_case: OpenCase) -> None:
        super().__init__()
        self._open_case = open_case
        self._unfinished: dict[str, Strip] = {}
        open_case.closed.connect(self._unfinished.clear)

    def join(self, exhibit_ids: Sequence[str]) -> None:
        """Joins attachments in their order, exactly or not at all."""
        ids = tuple(exhibit_ids)

        def work(folder: CaseFolder, ticket: Ticket) -> JoinReport:
            from assistant.actions.join import join_exhibits  # numpy, not before it is needed

            return join_exhibits(folder, ids, report=ticket.report, cancelled=ticket.cancelled)

        job = self._open_case.change(
            work, self._on_joined, self._on_failed, is_long=True, report=self.reported.emit, ended=self._on_ended
        )
        # Translators: while overlapping pictures are put together to one.
        self._begin(ngettext("Joining a picture", "Joining {count} pictures", len(ids)).format(count=len(ids)), job)

    def look_for_unfinished(self) -> None:
        """Offers scrolling captures that were not brought to their end; once after a case was opened for writing."""
        if not self._open_case.is_read_only:
            self._open_case.look(lambda folder, _ticket: folder.unfinished_strips(), self._on_unfinished)

    def offer_again(self) -> None:
        """Offers once more what was found at the opening and nobody decided on; not what is being captured now."""
        for strip in self._unfinished.values():
            ways = (
                # Translators: button beside “a scrolling capture was not finished”: makes one picture of its pictures.
                Way(_("Join them"), lambda strip=strip: self._finish(strip)),  # type: ignore[misc]  # the default binds it
                # Translators: button: leaves the pictures in a folder of their own, out of the case.
                Way(_("Set aside"), lambda strip=strip: self._set_aside(strip)),  # type: ignore[misc]  # as above
            )
            self.offered.emit(_unfinished(strip), ways)

    def _on_unfinished(self, strips: Sequence[Strip]) -> None:
        self._unfinished.update({strip.id: strip for strip in strips})
        self.offer_again()

    def _finish(self, strip: Strip) -> None:
        def work(folder: CaseFolder, ticket: Ticket) -> JoinReport:
            from assistant.actions.scroll import finish_scroll  # numpy, not before it is needed

            return finish_scroll(folder, strip.id, report=ticket.report, cancelled=ticket.cancelled)

        job = self._open_case.change(
            work,
            lambda report: self._on_finished(strip, report),
            self._on_failed,
            is_long=True,
            report=self.reported.emit,
            ended=lambda: self._on_finish_ended(job),
        )
        count = len(strip.kept)
        # Translators: while overlapping pictures are put together to one.
        self._begin(ngettext("Joining a picture", "Joining {count} pictures", count).format(count=count), job)

    def _on_finish_ended(self, job: Job | None) -> None:
        self._on_ended()
        if job is not None and job.cancelled.is_set():
            self.offer_again()  # the pictures are there as before

    def _set_aside(self, strip: Strip) -> None:
        def work(folder: CaseFolder, _ticket: Ticket) -> None:
            folder.set_strip_aside(strip.id)

        def done(_nothing: None) -> None:
            self._unfinished.pop(strip.id, None)
            # Translators: what was done with the pictures of an unfinished scrolling capture.
            self.told.emit(_("The pictures were set aside; they stay in the case folder."), None)

        self._open_case.change(work, done, self.failed.emit, is_long=True)

    def _on_joined(self, report: JoinReport) -> None:
        if not report.is_joined:
            self.refused.emit(report)
            return
        self.joined.emit(report.exhibits[0].id)
        label = self._label(report)
        # Translators: what was done; {count} pictures were joined to attachment {label}, such as C-4.
        words = ngettext(
            "{count} picture became {label}. It is kept here and not sent.",
            "{count} pictures became {label}. The single ones are kept here and not sent.",
            len(report.names),
        ).format(count=len(report.names), label=label)
        # Translators: button beside what was done: takes it back.
        self.told.emit(f"{words}{_flags(report)}", Way(_("Undo"), lambda: self._undo(report)))

    def _on_finished(self, strip: Strip, report: JoinReport) -> None:
        self._unfinished.pop(strip.id, None)
        if not report.is_joined:
            return
        self.joined.emit(report.exhibits[0].id)
        count = len(report.exhibits)
        # Translators: what was done; an unfinished scrolling capture was joined; {label} is such as C-4.
        words = ngettext(
            "The pictures became {label}.",
            "The pictures became {count} parts, {label} and on: between them something is missing.",
            count,
        ).format(count=count, label=self._label(report))
        # No way back: these pictures are nowhere else, and taking them back would be erasing them.
        self.told.emit(f"{words}{_flags(report)}", None)

    def _undo(self, report: JoinReport) -> None:
        def work(folder: CaseFolder, _ticket: Ticket) -> None:
            from assistant.actions.join import undo_join  # as above

            undo_join(folder, report)

        self._open_case.change(work, None, self.failed.emit, is_long=True)

    def _label(self, report: JoinReport) -> str:
        """The label that the new attachment has by now."""
        case = self._open_case.case
        now = case.exhibit(report.exhibits[0].id) if case else None
        # Translators: an attachment that has no label because it isn't sent.
        return (now.label if now else report.exhibits[0].label) or _("Kept here")

    def _on_failed(self, error: AssistantError) -> None:
        if error.reference != "join-cancelled":
            self.failed.emit(error)

    def _begin(self, words: str, job: Job | None) -> None:
        if job is not None:
            self.began.emit(words, job.cancel)

    def _on_ended(self) -> None:
        self.ended.emit()
        self._open_case.refresh()


def _flags(report: JoinReport) -> str:
    """A sentence on the places at which the pictures fit but something differs; empty where there is none."""
    count = sum(step.shift is not None and step.reason is not None for step in report.steps)
    if not count:
        return ""
    # Translators: behind “… became C-4.”; {count} is a number of places in the picture.
    words = ngettext(
        "In {count} place something differs between them: look there.",
        "In {count} places something differs between them: look there.",
        count,
    )
    return " " + words.format(count=count)


def _unfinished(strip: Strip) -> StorageError:
    count = len(strip.kept)
    return StorageError(
        "scroll-unfinished",
        # Translators: {count} pictures of a scrolling capture were found; {time} is a time of day such as 14:32.
        nmsg(
            "A scrolling capture was not finished: {count} picture from {time}",
            "A scrolling capture was not finished: {count} pictures from {time}",
            count,
            time=f"{strip.started_at:%H:%M}",
        ),
        # Translators: reason for the above.
        msg("the program ended before they were joined"),
        # Translators: next step after the above.
        msg("Join them to one picture, or set them aside; none of them is lost."),
    )
