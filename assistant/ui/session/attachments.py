"""Files and pictures that the person adds, describes and takes back. Each is on disk before it is shown as added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QObject, Signal
from PySide6.QtGui import QImage

from assistant.actions.take_back import erase, withdraw
from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import Exhibit
from assistant.errors import AssistantError
from assistant.language import _, ngettext
from assistant.storage import preferences
from assistant.storage.names import displayable
from assistant.ui.jobs import Job, Ticket
from assistant.ui.messages import Way
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
    told = Signal(str, object)  # words, Way | None: what was not added, since it is there already

    def __init__(self, open_case: OpenCase) -> None:
        super().__init__()
        self._open_case = open_case

    def add_files(self, letter: str, untrusted_paths: Sequence[str], *, anyway: bool = False) -> None:
        """Adds files one after the other; one that can't be added doesn't stop the others.

        What is attached already is told and not added again, unless the person wants it ``anyway``.
        """
        paths = [Path(path) for path in untrusted_paths]
        if not paths:
            return

        def done(came: _Came) -> None:
            for error in came.errors:
                self.failed.emit(error)
            if came.known:
                again = [str(path) for path, _exhibit in came.known]
                self._tell_known(
                    [(path.name, exhibit) for path, exhibit in came.known],
                    lambda: self.add_files(letter, again, anyway=True),
                )
            self.added.emit(tuple(came.added))

        job = self._open_case.change(
            lambda folder, ticket: _add(folder, letter, paths, ticket, anyway=anyway),
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
        self._paste(letter, lambda: png)

    def add_image(self, letter: str, image: QImage) -> None:
        """Adds pixels from the clipboard, encoded off the screen's thread."""
        self._paste(letter, lambda: _png(image))

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

    def _paste(self, letter: str, encode: Callable[[], bytes], *, anyway: bool = False) -> None:
        def done(came: tuple[Exhibit, bool]) -> None:
            exhibit, is_new = came
            if is_new:
                self.added.emit((exhibit,))
            else:
                self._tell_known([("", exhibit)], lambda: self._paste(letter, encode, anyway=True))

        self._open_case.change(
            lambda folder, _ticket: _paste(folder, letter, encode(), anyway=anyway), done, is_long=True
        )

    def _tell_known(self, known: Sequence[tuple[str, Exhibit]], again: Callable[[], object]) -> None:
        # Translators: button beside “… is attached already”: adds the same file once more.
        way = Way(_("Add anyway"), again)
        # Translators: an attachment that has no label because it isn't sent.
        labels = [exhibit.label or _("Kept here") for _name, exhibit in known]
        if len(known) == 1 and known[0][0]:
            # Translators: {name} is a file’s name, {label} an attachment such as C-2.
            words = _("“{name}” is attached already: {label}. It was not added again.")
            self.told.emit(words.format(name=displayable(known[0][0]), label=labels[0]), way)
        elif len(known) == 1:
            # Translators: of a picture that was pasted; {label} is an attachment such as C-2.
            words = _("This picture is attached already: {label}. It was not added again.")
            self.told.emit(words.format(label=labels[0]), way)
        else:
            shown = ", ".join(dict.fromkeys(labels[:6])) + (" …" if len(labels) > 6 else "")
            # Translators: {count} files; {labels} are attachments such as C-2, C-3.
            words = ngettext(
                "{count} file is attached already: {labels}. It was not added again.",
                "{count} files are attached already: {labels}. They were not added again.",
                len(known),
            )
            self.told.emit(words.format(count=len(known), labels=shown), way)

    def _begin(self, words: str, job: Job | None) -> None:
        if job is not None:
            self.began.emit(words, job.cancel)

    def _on_ended(self) -> None:
        self.ended.emit()
        self._open_case.refresh()  # what was added before a cancel is there


@dataclass(slots=True)
class _Came:
    """What came of adding files: those that are in, what went wrong, and those that were there already."""

    added: list[Exhibit] = field(default_factory=list)
    errors: list[AssistantError] = field(default_factory=list)
    known: list[tuple[Path, Exhibit]] = field(default_factory=list)


def _add(folder: CaseFolder, letter: str, paths: Sequence[Path], ticket: Ticket, *, anyway: bool) -> _Came:
    """Looks at each file, then takes in those that can be; the first half of the progress is the looking."""
    from assistant.actions.add_files import Attached, add_checked, check_file  # Pillow, not before it is needed

    came = _Came()
    attached = Attached(folder.case())
    sizes = [_size(path) for path in paths]
    total, looked_at = sum(sizes), 0
    checked = []
    for path, size in zip(paths, sizes, strict=True):
        if ticket.cancelled.is_set():
            return came
        known = None if anyway else attached.same_as(path)
        if known is not None:
            came.known.append((path, known))
        else:
            try:
                checked.append(check_file(path))
            except AssistantError as error:
                came.errors.append(error)
        looked_at += size
        ticket.report(looked_at, 2 * total)
    came.added.extend(
        add_checked(
            folder,
            letter,
            checked,
            report=lambda done, of: ticket.report(total + (total * done // of if of else 0), 2 * total),
            cancelled=ticket.cancelled,
            failed=came.errors.append,
        )
    )
    return came


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # adding it says what is wrong


def _paste(folder: CaseFolder, letter: str, png: bytes, *, anyway: bool) -> tuple[Exhibit, bool]:
    """The attachment, and whether it is new: the same picture may be there already."""
    from assistant.actions.add_files import Attached, paste_picture  # Pillow, not before it is needed

    known = None if anyway else Attached(folder.case()).same_as(png)
    return (known, False) if known is not None else (paste_picture(folder, letter, png), True)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, PySide wants str
    return bytes(buffer.data().data())
