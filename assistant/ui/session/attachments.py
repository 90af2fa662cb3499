"""Files and pictures that the person adds, describes and takes back. Each is on disk before it is shown as added."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QObject, Signal
from PySide6.QtGui import QImage

from assistant.actions.take_back import erase, withdraw
from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import Exhibit
from assistant.errors import AssistantError
from assistant.language import ngettext
from assistant.storage import preferences
from assistant.ui.jobs import Job, Ticket
from assistant.ui.session.open_case import OpenCase

if TYPE_CHECKING:
    from assistant.storage.folder import CaseFolder

#: What the log says of an attachment that was taken back right after it came in.
UNDONE = "taken back by the person"


class Attachments(QObject):
    """Adds, describes, withdraws and erases. Progress is told for what copies bytes."""

    began = Signal(str, object)  # words, a callable that cancels
    reported = Signal(int, int)
    ended = Signal()
    added = Signal(object)  # tuple[Exhibit, ...]
    failed = Signal(object)  # AssistantError, one for each file that could not be added

    def __init__(self, open_case: OpenCase) -> None:
        super().__init__()
        self._open_case = open_case

    def add_files(self, letter: str, untrusted_paths: Sequence[str]) -> None:
        """Adds files one after the other; one that can't be added doesn't stop the others."""
        paths = [Path(path) for path in untrusted_paths]
        if not paths:
            return

        def done(result: tuple[list[Exhibit], list[AssistantError]]) -> None:
            for error in result[1]:
                self.failed.emit(error)
            self.added.emit(tuple(result[0]))

        job = self._open_case.change(
            lambda folder, ticket: _add(folder, letter, paths, ticket),
            done,
            is_long=True,
            report=self.reported.emit,
            ended=self._on_ended,
        )
        # Translators: while files are copied into the case.
        words = ngettext("Adding a file", "Adding {count} files", len(paths)).format(count=len(paths))
        self._begin(words, job)

    def add_picture(self, letter: str, png: bytes) -> None:
        """Adds a picture from the clipboard."""
        self._open_case.change(
            lambda folder, _ticket: _paste(folder, letter, png),
            lambda exhibit: self.added.emit((exhibit,)),
            is_long=True,
        )

    def add_image(self, letter: str, image: QImage) -> None:
        """Adds pixels from the clipboard, encoded off the screen's thread."""
        self._open_case.change(
            lambda folder, _ticket: _paste(folder, letter, _png(image)),
            lambda exhibit: self.added.emit((exhibit,)),
            is_long=True,
        )

    def describe(self, exhibit_id: str, changes: dict[str, Any]) -> None:
        """Stores what the person said of an attachment."""
        if changes:
            self._open_case.change(lambda folder, _ticket: folder.change_exhibit(exhibit_id, **changes))

    def date_all(self, exhibit_ids: Sequence[str], date: EventDate) -> None:
        """Gives one date to several attachments; what is seen in a picture stands in a file."""
        case = self._open_case.case
        files = {exhibit.id for exhibit in case.exhibits if not exhibit.is_picture} if case is not None else set()

        def work(folder: CaseFolder, _ticket: Ticket) -> None:
            for exhibit_id in exhibit_ids:
                stands_there = exhibit_id in files and date.source is DateSource.SEEN
                folder.change_exhibit(
                    exhibit_id, event_date=date.with_source(DateSource.FILE) if stands_there else date
                )

        self._open_case.change(work)

    def remove(self, exhibit_id: str) -> None:
        """Takes an attachment back: erased where it was never sent, withdrawn where it was."""
        case = self._open_case.case
        exhibit = case.exhibit(exhibit_id) if case else None
        if exhibit is not None:
            (self.withdraw if exhibit.was_sent else self.erase)(exhibit.id, UNDONE)

    def withdraw(self, exhibit_id: str, why: str) -> None:
        """Withdraws one that was sent; its label stays taken."""
        self._open_case.change(lambda folder, _ticket: withdraw(folder, exhibit_id, why))

    def erase(self, exhibit_id: str, why: str) -> None:
        """Erases one that was never sent, with all its copies."""

        def work(folder: CaseFolder, _ticket: Ticket) -> None:
            gone = erase(folder, exhibit_id, why)
            # A small picture of it that is being made at this moment would come into the cache after the others went.
            self._open_case.jobs.long.run(lambda _ticket: preferences.forget_thumbnails(gone.sha256))

        self._open_case.change(work)

    def _begin(self, words: str, job: Job | None) -> None:
        if job is not None:
            self.began.emit(words, job.cancel)

    def _on_ended(self) -> None:
        self.ended.emit()
        self._open_case.refresh()  # what was added before a cancel is there


def _add(
    folder: CaseFolder, letter: str, paths: Sequence[Path], ticket: Ticket
) -> tuple[list[Exhibit], list[AssistantError]]:
    from assistant.actions.add_files import add_file  # Pillow, not before it is needed

    sizes = [_size(path) for path in paths]
    total, before = sum(sizes), 0
    added: list[Exhibit] = []
    errors: list[AssistantError] = []
    for path, size in zip(paths, sizes, strict=True):
        if ticket.cancelled.is_set():
            break

        def report(done: int, _of: int, before: int = before) -> None:
            ticket.report(before + done, total)

        try:
            added.append(add_file(folder, letter, path, report=report, cancelled=ticket.cancelled))
        except AssistantError as error:
            errors.append(error)
        before += size
    return added, errors


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # adding it says what is wrong


def _paste(folder: CaseFolder, letter: str, png: bytes) -> Exhibit:
    from assistant.actions.add_files import paste_picture  # Pillow, not before it is needed

    return paste_picture(folder, letter, png)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, PySide wants str
    return bytes(buffer.data().data())
