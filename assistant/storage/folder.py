"""A case folder: the one door to everything that a case keeps on disk.

What a method acknowledges by returning is on disk (temporary file, fsync, rename, fsync of the folder, row). It must
never change an original, and deletes one only by ``erase``. The rest of the program never opens the catalogue itself.

Threads: one ``CaseFolder`` a thread, the second made by ``another``; a call made from elsewhere waits its turn.
Errors everywhere: InputError (nothing was changed), StorageError (folder read-only, disk full), DamagedError.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import EllipsisType, TracebackType
from typing import Self, Unpack

from assistant.core.case import Case, Round
from assistant.core.custody import CustodyRow
from assistant.core.exhibits import Exhibit
from assistant.core.items import RequestedItem
from assistant.core.ports import Clock
from assistant.storage import backup, custody, exhibits, exports, intake, letters, originals, places, sweep
from assistant.storage.exhibits import Changes, Details
from assistant.storage.exports import KeptExport
from assistant.storage.opening import Store
from assistant.storage.originals import Stored
from assistant.storage.strip_folder import StripFolder
from assistant.storage.sweep import Recovered
from assistant.storage.synchronised import synchronised_by


class CaseFolder(StripFolder):
    """One connection to a case. Made by ``create``, ``open``, ``restore`` or ``another``; a context manager."""

    @classmethod
    def create(cls, path: Path, clock: Clock, *, title: str = "", account: str = "") -> CaseFolder:
        """Makes a case folder, its parents too, and opens it for writing; ``case()`` works after ``add_round``.

        Raises InputError (``case-exists``) where ``path`` is a file or a folder with something in it.
        """
        return cls(Store.create(path, clock, title=title, account=account))

    @classmethod
    def open(cls, path: Path, clock: Clock, *, write: bool = True, wait: float = 0) -> CaseFolder:
        """Opens a case; ``write=False`` needs no lock and works in a folder that is read-only.

        ``wait``: for so many seconds another writer is waited for.

        Raises InputError: ``case-not-found``, ``case-is-file``, ``case-not-here``, ``case-newer``. LockedError:
        ``case-locked``, names who holds it. DamagedError: ``case-damaged`` (see ``restorable``),
        ``case-half-copied``. StorageError: ``case-read-only``, ``disk-full``. Nothing is touched then.
        """
        return cls(Store.open(path, clock, write=write, wait=wait))

    @classmethod
    def restorable(cls, path: Path) -> dt.datetime | None:
        """The time of the newest good copy of the catalogue that ``restore`` would put back; None where none is."""
        return backup.restorable(path)

    @classmethod
    def restore(cls, path: Path, clock: Clock) -> CaseFolder:
        """Puts back the newest good copy of a damaged catalogue and opens the case for writing.

        The damaged one is set aside, not deleted. Originals that came after the copy are ``recovered``.
        Raises DamagedError (``case-damaged``) where there is no good copy, LockedError.
        """
        return cls(Store.restore(path, clock))

    def another(self) -> CaseFolder:
        """A second connection for another thread, under the same lock; the lock ends with the last of them."""
        return CaseFolder(self._store.another())

    def close(self) -> None:
        """Lets go; the last connection for writing keeps a copy of the catalogue first. Twice does no harm."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The folder."""
        return self._store.path

    @property
    def is_writable(self) -> bool:
        """Whether it was opened for writing."""
        return self._store.is_writable

    @property
    def synchronised_by(self) -> str:
        """The service that copies the folder elsewhere, such as ``Dropbox``; empty where none is recognised."""
        return synchronised_by(self._store.path)

    # What is there

    def case(self) -> Case:
        """The case as it stands, labels included: an immutable snapshot; cheap where little has changed.

        Raises DamagedError (``case-without-letter``) before the first round.
        """
        return self._store.case()

    def letter_bytes(self, number: int | None = None) -> bytes:
        """The letter of a round as it came, the newest where no number is given."""
        return letters.raw(self._store, number)

    def original(self, exhibit: Exhibit) -> Path:
        """Where the untouched original lies (or should lie); it is read-only and must stay so. Of a joined picture: its
        working copy, which may have to be made again.
        """
        return exhibits.original(self._store, exhibit)

    def original_is_intact(self, exhibit: Exhibit) -> bool:
        """Whether the original is there with the bytes that were taken in; reads it whole."""
        return places.is_intact(self.original(exhibit), exhibit.sha256, exhibit.bytes)

    def missing_originals(self) -> tuple[Exhibit, ...]:
        """Exhibits of which a file that can't be made again is gone or has another length, without reading any."""
        return originals.missing(self._store)

    def stored(self) -> tuple[Stored, ...]:
        """All files that the case names by their content, with the hash that each must have: also raw pictures."""
        return originals.stored(self._store)

    def custody(self) -> tuple[CustodyRow, ...]:
        """The custody log, oldest first. It holds no title, name, path or answer; ``first_break`` checks it."""
        return custody.rows(self._store)

    def exports(self) -> tuple[KeptExport, ...]:
        """The exports that are kept, oldest first."""
        return exports.kept(self._store)

    # Letters and questions

    def add_round(self, round_: Round, items: Sequence[RequestedItem], raw: bytes) -> Round:
        """Adds a letter (``raw`` as it came) with its proposed items; gives the round with its number."""
        return letters.add_round(self._store, round_, items, raw)

    def propose(self, items: Sequence[RequestedItem]) -> tuple[RequestedItem, ...]:
        """Replaces the items of the newest round, which is not accepted yet (else InputError ``round-accepted``)."""
        return letters.propose(self._store, items)

    def accept(self) -> tuple[RequestedItem, ...]:
        """Gives the newest round's items their letters, after those of earlier rounds. Twice does no harm."""
        return letters.accept(self._store)

    def add_item(self, item: RequestedItem) -> RequestedItem:
        """Adds an item to the newest round: with the next letter where it is accepted."""
        return letters.add_item(self._store, item)

    def describe_case(
        self,
        *,
        title: str | None = None,
        account: str | None = None,
        money_held: str | None = None,
        received: dt.date | EllipsisType | None = ...,
    ) -> Case:
        """Sets what is given; ``received`` is the newest letter's day of arrival, None clears it."""
        letters.describe(self._store, title, account, money_held, received)
        return self.case()

    def answer(self, letter: str, text: str) -> RequestedItem:
        """Sets an item's answer; one that is not empty takes the place of a gap. Not in the custody log."""
        return letters.answer(self._store, letter, text)

    def record_gap(self, letter: str, reason: str) -> RequestedItem:
        """Records why an item can't be provided, or clears that; the answer stays. Not in the custody log."""
        return letters.record_gap(self._store, letter, reason)

    # Exhibits

    def take_in_bytes(self, data: bytes, **details: Unpack[Details]) -> Exhibit:
        """Stores bytes as an original and its exhibit. ``item`` is a letter, ``kind`` and ``media_type`` are needed.

        A ``captured_at`` is for pictures that this program took. Raises InputError (``item-unknown``).
        """
        return exhibits.take_in(self._store, lambda: intake.write(self._store.temporary(), data), details)

    def take_in_file(
        self,
        source: Path,
        *,
        report: Callable[[int, int], None] | None = None,
        cancelled: threading.Event | None = None,
        **details: Unpack[Details],
    ) -> Exhibit:
        """Copies a file in as an original; ``report(done, total)`` gets bytes. ``original_name`` is the source's.

        Raises InputError: ``file-not-found``, ``file-is-folder``, ``file-is-link``, ``file-is-pipe``,
        ``file-is-device``, ``file-is-socket``, ``file-too-large``, ``file-unreadable``, ``file-changed``,
        ``file-cancelled``, ``item-unknown``. Nothing is left behind then.
        """
        details.setdefault("original_name", source.name)
        return exhibits.take_in(
            self._store, lambda: intake.copy(source, self._store.temporary(), report, cancelled), details
        )

    def change_exhibit(self, exhibit_id: str, **changes: Unpack[Changes]) -> Exhibit:
        """Describes an exhibit anew. Raises InputError: ``exhibit-unknown``, ``item-unknown``, ``exhibit-sent``
        or ``label-fixed`` (from the first sending on, one with a label can't move), ``exhibit-withdrawn``.
        """
        return exhibits.change(self._store, exhibit_id, changes)

    def withdraw(self, exhibit_id: str, why: str) -> Exhibit:
        """Takes back one that was sent; its label stays taken. Raises InputError: ``exhibit-not-sent``,
        ``exhibit-withdrawn``.
        """
        return exhibits.withdraw(self._store, exhibit_id, why)

    def erase(self, exhibit_id: str, why: str) -> None:
        """Removes one that was never sent for good: original (where no other exhibit has the same), copies,
        thumbnails, unsent exports that hold it, and its words in the copies of the catalogue. Ids, hash and ``why``
        stay as a tombstone. With a joined one go the raw pictures that nothing else uses. Raises InputError
        (``exhibit-sent``; ``exhibit-joined`` where a joined one is made of it).
        """
        exhibits.erase(self._store, exhibit_id, why)

    # Exports

    def temporary(self) -> Path:
        """A folder inside the case for files in the making; what is left in it is swept at the next opening."""
        return self._store.temporary()

    def keep_export(self, files: Mapping[str, Path], labels: Mapping[str, str] | None = None) -> tuple[int, int]:
        """Keeps the bytes of a bundle, by plain file name: (round, revision). The newest's own bytes keep its revision.

        ``labels`` are the exhibits in it, by id; those that go out now where it is not given. Raises InputError
        (``export-outdated``) where one of them was erased meanwhile.
        """
        return exports.keep(self._store, files, labels)

    def mark_sent(self, day: dt.date) -> Case:
        """Marks the newest export as sent: all labels are fixed from here. Raises InputError (``nothing-made``)."""
        exports.mark_sent(self._store, day)
        return self.case()

    # Found by the sweep

    def recovered(self) -> tuple[Recovered, ...]:
        """Originals that no exhibit has: their bytes came in, but the program ended before its row was written."""
        return sweep.recovered(self._store)

    def take_up(self, recovered: Recovered, **details: Unpack[Details]) -> Exhibit:
        """Makes a recovered original an exhibit. Raises DamagedError (``recovered-damaged``)."""
        return sweep.take_up(self._store, recovered, details)

    def set_aside(self, recovered: Recovered) -> None:
        """Moves a recovered original to ``set-aside/``; it is not offered again."""
        sweep.set_aside(self._store, recovered)

    def keep_copy(self) -> bool:
        """Keeps a copy of the catalogue if it has changed since the last; three are kept. For a quiet moment."""
        return self._store.keep_copy()
