"""Cases that don't open as they should, that are copied elsewhere, or hold pictures without a row: what is offered."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assistant.errors import AssistantError, DamagedError, LockedError, StorageError, msg, nmsg
from assistant.language import _
from assistant.storage import preferences
from assistant.ui.jobs import Ticket
from assistant.ui.messages import Way
from assistant.ui.session.open_case import OpenCase
from assistant.ui.words import moment_words

if TYPE_CHECKING:
    import datetime as dt

    from assistant.core.exhibits import Exhibit
    from assistant.storage.folder import CaseFolder
    from assistant.storage.sweep import Recovered


#: The preferences keep here which cases were told of, a path a line, the newest last and no more than so many.
_TOLD_OF, _MOST_TOLD_OF = "synchronised-cases-told-of", 40


class Trouble(QObject):
    """Says what is wrong with a case together with the ways on."""

    told = Signal(object, object)  # AssistantError, tuple[Way, ...]

    def __init__(self, open_case: OpenCase, look: Callable[[str], None]) -> None:
        super().__init__()
        self._open_case = open_case
        self._look = look

    def tell(self, path: Path, error: AssistantError) -> None:
        """A case did not open: one that is locked or read-only can be looked at, a damaged one may have a copy."""
        if isinstance(error, LockedError) or error.reference == "case-read-only":
            # Translators: button beside “another window holds this case”: shows the case without changing it.
            self.told.emit(error, (Way(_("Look at it only"), lambda: self._look(str(path))),))
        elif isinstance(error, DamagedError):
            self._open_case.jobs.captures.run(
                lambda _ticket: _restorable(path),
                lambda when: self.told.emit(error, self._restoring(path, when)),
                lambda _error: self.told.emit(error, ()),
            )
        else:
            self.told.emit(error, ())

    def look_for_lost_pictures(self) -> None:
        """Offers what the sweep found, once after a case was opened for writing."""
        if not self._open_case.is_read_only:
            self._open_case.look(lambda folder, _ticket: (folder.recovered(), folder.missing_originals()), self._found)

    def look_for_copying(self) -> None:
        """Says once for each case that a service copies its folder to other computers."""
        self._open_case.look(lambda folder, _ticket: _service_to_tell(folder), self._on_service)

    def _on_service(self, service: str) -> None:
        if service:
            self.told.emit(_is_copied(service), ())

    def _restoring(self, path: Path, when: dt.datetime | None) -> tuple[Way, ...]:
        if when is None:
            return ()
        # Translators: button beside “this case is damaged”; {when} is a date and a time.
        words = _("Put back the copy of {when}").format(when=moment_words(when))
        return (Way(words, lambda: self._open_case.open(lambda: _restore(path, self._open_case))),)

    def _found(self, found: tuple[tuple[Recovered, ...], tuple[Exhibit, ...]]) -> None:
        recovered, missing = found
        if missing:
            self.told.emit(_originals_missing(len(missing), missing[0].label), ())
        if recovered:
            ways = (
                # Translators: button: makes the files that were found attachments of the first question, kept here.
                Way(_("Take them in"), lambda: self._take_up(recovered)),
                # Translators: button: leaves the files that were found in a folder of their own.
                Way(_("Set them aside"), lambda: self._set_aside(recovered)),
            )
            self.told.emit(_was_found(len(recovered)), ways)

    def _take_up(self, recovered: tuple[Recovered, ...]) -> None:
        case = self._open_case.case
        if case is None or not case.items:
            return
        letter = case.items[0].letter

        def work(folder: CaseFolder, _ticket: Ticket) -> None:
            from assistant.actions.recover import take_up  # Pillow, not before it is needed

            for each in recovered:
                take_up(folder, each, letter)

        self._open_case.change(work, is_long=True)

    def _set_aside(self, recovered: tuple[Recovered, ...]) -> None:
        def work(folder: CaseFolder, _ticket: Ticket) -> None:
            for each in recovered:
                folder.set_aside(each)

        self._open_case.change(work, is_long=True)


def _restorable(path: Path) -> dt.datetime | None:
    from assistant.storage.folder import CaseFolder

    return CaseFolder.restorable(path)


def _restore(path: Path, open_case: OpenCase) -> CaseFolder:
    from assistant.storage.folder import CaseFolder

    return CaseFolder.restore(path, open_case.clock)


def _service_to_tell(folder: CaseFolder) -> str:
    """The service that copies this case; empty where none does or where it was told before."""
    service = folder.synchronised_by
    if not service:
        return ""
    path = str(folder.path)
    told = [known for known in preferences.load().more.get(_TOLD_OF, "").splitlines() if known]
    if path in told:
        return ""
    paths = "\n".join([*told, path][-_MOST_TOLD_OF:])
    with suppress(StorageError):  # it will be told again: better than never
        preferences.change(lambda before: replace(before, more={**before.more, _TOLD_OF: paths}))
    return service


def _is_copied(service: str) -> StorageError:
    return StorageError(
        "case-synchronised",
        # Translators: calm warning; {service} is a name such as Dropbox.
        msg("This case lies in a folder that {service} copies", service=service),
        # Translators: reason for the above.
        msg("so the letter, your answers and your pictures leave this computer, whatever you send"),
        # Translators: next step after the above.
        msg("If you don't want that, close the program and move the case's folder to a place that is not copied."),
    )


def _was_found(count: int) -> StorageError:
    return StorageError(
        "recovered",
        # Translators: files that came in at the very moment the program ended; {count} is their number.
        nmsg(
            "{count} file was found that no attachment names",
            "{count} files were found that no attachment names",
            count,
        ),
        # Translators: reason for the above.
        msg("the program ended while it was being filed"),
        # Translators: next step after the above.
        msg("Taken in, it is kept here under the first question until you decide to send it."),
    )


def _originals_missing(count: int, label: str) -> DamagedError:
    return DamagedError(
        "originals-missing",
        # Translators: attachments whose file is gone from the case folder; {count} is their number.
        nmsg(
            "The file of {count} attachment is missing",
            "The files of {count} attachments are missing",
            count,
        ),
        # Translators: reason for the above; {label} is an attachment’s label such as C-2.
        msg("it is not in the case folder any more, {label} for one", label=label or "-"),
        # Translators: next step after the above.
        msg("If you copied the folder, copy it again as a whole; otherwise add the files anew."),
    )
