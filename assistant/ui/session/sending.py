"""Making the files, showing their pages, and what the person does with them. Nothing is sent from here.

The same case gives the same bytes, so files are made once: asking again shows those that lie there already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage

from assistant.core.coverage import coverage, missing_texts
from assistant.errors import AssistantError
from assistant.language import _, ngettext, render
from assistant.ui.jobs import Job, Ticket
from assistant.ui.panes.ready import MadeFile, MadeFiles
from assistant.ui.session.open_case import OpenCase

if TYPE_CHECKING:
    from assistant.bundle.report import ExportFile, ExportReport, Finding
    from assistant.core.case import Case
    from assistant.storage.folder import CaseFolder


class Sending(QObject):
    """The newest export of the open case. ``made`` shows it; ``blocked`` tells why nothing was made."""

    made = Signal(object)  # MadeFiles
    blocked = Signal(object)  # AssistantError, one for each finding that blocks
    copied = Signal()
    began = Signal(str, object)  # words, a callable that cancels
    reported = Signal(int, int)
    ended = Signal()

    def __init__(self, open_case: OpenCase) -> None:
        super().__init__()
        self._open_case = open_case
        self._report: ExportReport | None = None
        self._out: Path | None = None
        self._content: object = None
        self._sent: dt.date | None = None  # the day on which these very files were sent
        self._job: Job | None = None

    @property
    def has_files(self) -> bool:
        """Whether files were made from the case as it was a moment ago."""
        case = self._open_case.case
        return self._report is not None and case is not None and _content(case) == self._content

    def forget(self) -> None:
        """Another case follows: what was made is no longer what would be sent."""
        self._report = self._job = self._sent = None

    def make(self, out: Path | None = None) -> None:
        """Makes the files in ``out``, or in a new folder beside the case; shows those that are there already.

        While files are being made a second wish does nothing.
        """
        path = self._open_case.path
        if path is None or (self._job is not None and not self._job.is_over):
            return
        if out is None and self._report is not None and self.has_files and _are_there(self._report):
            self._show(self._report)
            return
        case = self._open_case.case
        number = case.round.number if case else 1
        wanted = out or path.parent

        def work(folder: CaseFolder, ticket: Ticket) -> tuple[Path, ExportReport, object, dt.date | None]:
            from assistant.actions.export_case import export_beside

            name = f"{path.name}-to-send-letter-{number}"
            content = _content(folder.case())  # of before: what changes meanwhile isn't in the files
            made = export_beside(folder, wanted, name, report=ticket.report, cancelled=ticket.cancelled)
            kept = folder.exports()
            return *made, content, kept[-1].sent if kept else None

        self._job = job = self._open_case.change(
            work, self._on_made, is_long=True, report=self.reported.emit, ended=self.ended.emit
        )
        if job is not None:
            # Translators: while the files to send are being made.
            self.began.emit(_("Making the files"), job.cancel)

    def show_again(self) -> bool:
        """Shows the files that were made once more, such as to panes that are new; False where there are none."""
        if self._report is None or not self.has_files:
            return False
        self._show(self._report)
        return True

    def give_page(self, page: int, width: int, show: Callable[[int, QImage], None]) -> None:
        """A page of the index as a picture; the newest wish replaces those that wait."""
        report = self._report
        if report is None:
            return

        def work(folder: CaseFolder, _ticket: Ticket) -> QImage:
            from assistant.bundle.joined import picture_file
            from assistant.bundle.pdf import render_page

            case = folder.case()
            pictures = {exhibit.id: picture_file(folder, exhibit) for exhibit in case.exhibits if exhibit.is_picture}
            return render_page(report.plan, pictures, page, width)

        self._open_case.look(work, lambda image: show(page, image), key="page", later=False)

    def copy_reply(self) -> None:
        """Puts the reply into the clipboard."""
        if self._report is not None:
            QGuiApplication.clipboard().setText(self._report.reply)
            self.copied.emit()

    def open_folder(self) -> None:
        """Shows the folder with the files."""
        if self._out is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out)))

    def open_file(self, path: str) -> None:
        """Opens one of the files with the system's program for it."""
        if self._report is not None and any(str(file.path) == path for file in self._report.files):
            QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def open_draft(self) -> None:
        """Opens the prepared mail with the mail program."""
        draft = self._report.file("draft") if self._report else None
        if draft is not None:
            self.open_file(str(draft.path))

    def mark_sent(self) -> None:
        """The person has sent the mail: labels are fixed from here."""
        report = self._report
        day = self._open_case.clock.now().date()

        def on_disk() -> None:
            self._sent = day
            if report is not None:
                self._show(report)

        if report is not None:
            self._open_case.change(lambda folder, _ticket: folder.mark_sent(day), lambda _case: on_disk())

    def _on_made(self, result: tuple[Path, ExportReport, object, dt.date | None]) -> None:
        out, report, content, sent = result
        if not report.written:
            for finding in report.findings:
                if finding.blocks:
                    self.blocked.emit(_as_error(finding))
            return
        self._out, self._report, self._content, self._sent = out, report, content, sent
        self._show(report)

    def _show(self, report: ExportReport) -> None:
        case = self._open_case.case
        if case is None:
            return
        from assistant.bundle.bundle import MAIL_LIMIT

        covers = coverage(case)
        withdrawn = sum(1 for exhibit in report.plan.exhibits if not exhibit.file)
        attachments = len(report.plan.exhibits) - withdrawn
        self.made.emit(
            MadeFiles(
                platform_name=report.plan.platform_name,
                files=tuple(_file(file, report.pages, attachments) for file in report.files if file.attach),
                pages=report.pages,
                words=len(report.reply.split()),
                answered=sum(cover.answered for cover in covers),
                attachments=attachments,
                mail_bytes=report.mail_bytes,
                most_bytes=MAIL_LIMIT,
                missing=tuple(render(text) for text in missing_texts(covers)),
                has_draft=report.file("draft") is not None,
                sent=self._sent,
                sent_before=case.round.sent,
            )
        )


def _file(file: ExportFile, pages: int, attachments: int) -> MadeFile:
    if file.role == "index":
        # Translators: about the file with the index; {count} is its number of pages.
        about = ngettext("{count} page; it is on the left", "{count} pages; page 1 is on the left", pages)
        return MadeFile(str(file.path), file.bytes, "document", about.format(count=pages))
    # Translators: about the zip file; {count} is the number of attachments in it.
    about = ngettext("{count} attachment and how to check it", "{count} attachments and how to check them", attachments)
    return MadeFile(str(file.path), file.bytes, "zip", about.format(count=attachments))


def _content(case: Case) -> object:
    """What goes into the files: nothing of it is changed by making them or by marking them as sent."""
    said = [
        (each.id, each.item, each.label, each.title, each.event_date, each.shows, each.where, each.goes_out)
        for each in case.exhibits
    ]
    return (case.title, case.account, case.money_held, case.round.received, case.items, said)


def _are_there(report: ExportReport) -> bool:
    return all(file.path.is_file() and file.path.stat().st_size == file.bytes for file in report.files)


def _as_error(finding: Finding) -> AssistantError:
    return AssistantError(finding.code, finding.what, finding.why, finding.next_step)
