"""From a letter to a case: pasted, opened or the sample; and back to a case that was worked on before.

A letter becomes a draft case at once, before anything was accepted, so that nothing is lost when the window closes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assistant.core.case import Case
from assistant.core.naming import slug
from assistant.errors import AssistantError
from assistant.ui.session.open_case import OpenCase

if TYPE_CHECKING:
    from assistant.storage.folder import CaseFolder

#: More than this of a pasted text isn't even encoded: the letter's own limit, 2 MB, is checked by its reader.
_MOST_CHARACTERS = 2_000_001


class Letters(QObject):
    """Opens cases. ``refused`` tells that a case or file at a path did not open, ``failed`` all else."""

    refused = Signal(str, object)  # path, AssistantError
    failed = Signal(object)  # AssistantError

    def __init__(self, open_case: OpenCase, cases_folder: Callable[[], Path]) -> None:
        super().__init__()
        self._open_case = open_case
        self._cases_folder = cases_folder

    def paste(self, untrusted_text: str) -> None:
        """Reads a pasted letter and makes a draft case of it."""
        data = untrusted_text[:_MOST_CHARACTERS].encode("utf-8", "replace")
        self._open_case.open(lambda: self._start(data, ""), failed=self.failed.emit)

    def open_file(self, untrusted_path: str) -> None:
        """Reads a letter from a file, or opens a case folder."""
        path = Path(untrusted_path)

        def get() -> CaseFolder:
            if (path / "case.db").is_file():
                return _folder(path, self._open_case)
            from assistant.actions.read_notice import letter_bytes

            return self._start(letter_bytes(path), path.name)

        self._open_case.open(get, failed=self._refuse(path))

    def open_case(self, untrusted_path: str, *, read_only: bool = False) -> None:
        """Opens a case that is there; ``read_only`` looks at one that another window holds."""
        path = Path(untrusted_path)
        self._open_case.open(
            lambda: _folder(path, self._open_case, write=not read_only), read_only=read_only, failed=self._refuse(path)
        )

    def open_sample(self) -> None:
        """Makes the sample case anew beside the others and opens it."""

        def get() -> CaseFolder:
            from assistant.actions.sample_case import make_sample  # not before it is asked for

            path = free_path(self._cases_folder(), "sample-case")
            return make_sample(path, self._open_case.clock)

        self._open_case.open(get, failed=self.failed.emit)

    def _start(self, untrusted: bytes, name: str) -> CaseFolder:
        from assistant.actions.read_notice import read_notice
        from assistant.actions.start_case import start_case
        from assistant.notice.platforms import display_name

        letter, notice = read_notice(untrusted, name)
        clock = self._open_case.clock
        day = clock.now().date()
        platform = "" if notice.platform == "unknown" else notice.platform
        path = free_path(self._cases_folder(), f"{slug(platform) or 'letter'}-{day.isoformat()}")
        title = notice.linked_accounts[0].text if notice.linked_accounts else display_name(notice.platform)
        return start_case(path, letter, notice, untrusted, clock, title=title[:80], accept=False)

    def _refuse(self, path: Path) -> Callable[[AssistantError], None]:
        return lambda error: self.refused.emit(str(path), error)


def free_path(folder: Path, name: str) -> Path:
    """``folder / name``, or with a number behind it where that is taken."""
    path = folder / name
    number = 2
    while path.exists():
        path = folder / f"{name}-{number}"
        number += 1
    return path


def is_draft(case: Case) -> bool:
    """Whether the newest letter's list of questions was not accepted yet."""
    return not case.round.accepted


def _folder(path: Path, open_case: OpenCase, *, write: bool = True) -> CaseFolder:
    from assistant.storage.folder import CaseFolder  # SQLite, after the first paint

    return CaseFolder.open(path, open_case.clock, write=write)
