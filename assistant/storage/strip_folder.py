"""What a case folder does with strips: raw pictures that become joined ones. A part of ``CaseFolder``."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Unpack

from assistant.core.exhibits import Exhibit
from assistant.core.strips import Strip, StripFrame, StripSource
from assistant.storage import intake, joined, originals, strips
from assistant.storage.exhibits import Details, unknown_exhibit
from assistant.storage.joined import Joined, NewPage
from assistant.storage.opening import Store
from assistant.storage.strips import About


class StripFolder:
    """The part of CaseFolder that holds strips; see there for what its methods promise."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin_strip(self, item: str, source: StripSource, record: Mapping[str, object] | None = None) -> str:
        """Begins a strip under the item with this letter; gives its id, such as ``s3``. InputError ``item-unknown``.

        What comes of files and exhibits is dropped at the next opening where it was not finished.
        """
        return strips.begin(self._store, item, source, record or {})

    def add_frame(
        self,
        strip_id: str,
        png: bytes,
        captured_at: dt.datetime | None,
        width: int,
        height: int,
        record: Mapping[str, object] | None = None,
    ) -> StripFrame:
        """Stores a raw picture as an original and as the strip's next. Raises InputError ``strip-unknown``."""
        taken = intake.write(self._store.temporary(), png)
        return strips.add(self._store, strip_id, taken, About("image/png", width, height, captured_at, record or {}))

    def add_frame_file(
        self,
        strip_id: str,
        source: Path,
        about: About,
        report: Callable[[int, int], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> StripFrame:
        """Copies a file in as a raw picture, exactly as it is. Raises InputError as ``CaseFolder.take_in_file``."""
        return strips.add(self._store, strip_id, intake.copy(source, self._store.temporary(), report, cancelled), about)

    def add_frame_of(self, strip_id: str, exhibit_id: str) -> StripFrame:
        """Makes the original of an exhibit a raw picture too. Raises InputError ``exhibit-unknown``."""
        return strips.add_exhibit(self._store, strip_id, exhibit_id)

    def take_back_frame(self, strip_id: str) -> StripFrame | None:
        """Takes the newest picture out that was not taken back yet, and gives it; None where there is none.

        It is removed for good when the strip is finished, set aside or erased.
        """
        return strips.take_back(self._store, strip_id)

    def strip(self, strip_id: str) -> Strip:
        """The strip with this id. Raises InputError ``strip-unknown``."""
        return strips.strip(self._store, strip_id)

    def strip_of(self, exhibit: Exhibit) -> Strip | None:
        """The strip of which a joined exhibit was made; None for any other."""
        found = joined.joined(self._store, exhibit)
        return found.strip if found else None

    def joined(self, exhibit: Exhibit) -> Joined | None:
        """How a joined exhibit is made, to make it again; None for any other."""
        return joined.joined(self._store, exhibit)

    def unfinished_strips(self) -> tuple[Strip, ...]:
        """Scrolling captures that hold pictures and were not finished, oldest first: the program ended, or one goes on.

        Raises DamagedError where the catalogue contradicts itself.
        """
        return strips.unfinished(self._store)

    def frame_path(self, frame: StripFrame) -> Path:
        """Where the untouched file of a raw picture lies (or should lie)."""
        return self._file(frame.sha256)

    def seams_path(self, strip: Strip) -> Path:
        """Where the ``seams.json`` of a finished strip lies (or should lie)."""
        return self._file(strip.seams)

    def finish_strip(self, strip_id: str, pages: Iterable[NewPage], seams: bytes) -> tuple[Exhibit, ...]:
        """Makes the joined pictures of a strip exhibits, each written as it comes, and stores ``seams.json``.

        All of it or nothing. Raises InputError: ``strip-unknown``, ``item-unknown``.
        """
        return joined.finish(self._store, strip_id, pages, seams)

    def finish_single(self, strip_id: str, **details: Unpack[Details]) -> Exhibit:
        """Makes the only picture of a strip that was not taken back an exhibit; there is no strip any more then."""
        return joined.finish_single(self._store, strip_id, details)

    def put_joined_back(self, exhibit: Exhibit, png: bytes) -> Exhibit:
        """Puts a joined picture that was made again, with the same pixels, in its place; gives it as it is then."""
        return joined.put_back(self._store, exhibit.id, png)

    def set_strip_aside(self, strip_id: str) -> None:
        """Moves the raw pictures of an unfinished strip to ``set-aside/``; it is not offered again."""
        joined.set_aside(self._store, strip_id)

    def erase_strip(self, strip_id: str, why: str) -> None:
        """Erases a strip for good with all that was made of it; see ``CaseFolder.erase``.

        Raises InputError: ``strip-unknown``, ``exhibit-sent``, ``exhibit-joined``.
        """
        joined.erase(self._store, strip_id, why)

    def drop_strip(self, strip_id: str) -> None:
        """Takes an unfinished strip away as if it had never been begun: its pictures could not be joined."""
        joined.drop(self._store, strip_id)

    def _file(self, sha256: str) -> Path:
        path = originals.path_of(self._store, sha256)
        if path is None:
            raise unknown_exhibit(sha256)
        return path
