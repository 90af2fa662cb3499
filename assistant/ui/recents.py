"""The list of recent cases on the first screen; each is read without a lock, off the screen's thread."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QObject

from assistant.core.coverage import coverage
from assistant.core.ports import Clock
from assistant.errors import AssistantError
from assistant.storage import preferences
from assistant.ui.jobs import Jobs, Ticket
from assistant.ui.panes.first_start import RecentCase
from assistant.ui.window import Window

#: As many as fit below the paper on a small screen.
_SHOWN = 4


class Recents(QObject):
    """Keeps the list in the preferences and shows it."""

    def __init__(self, jobs: Jobs, clock: Clock, window: Window) -> None:
        super().__init__()
        self._jobs = jobs
        self._clock = clock
        self._window = window
        self._newest = ""

    def note(self, path: str) -> None:
        """A case was worked on: it goes first."""
        if path == self._newest:
            return
        self._newest = path
        self._jobs.long.run(lambda _ticket: preferences.change(lambda before: before.with_recent(Path(path))))

    def show(self) -> None:
        """Reads the recent cases anew and shows those that are there."""
        self._newest = ""
        self._jobs.long.run(self._read, self._on_read, key="recents")

    def _read(self, _ticket: Ticket) -> list[RecentCase]:
        found = []
        for path in preferences.load().recent:
            recent = _recent(Path(path), self._clock)
            if recent is not None:
                found.append(recent)
            if len(found) == _SHOWN:
                break
        return found

    def _on_read(self, found: list[RecentCase]) -> None:
        self._window.first_start.set_recents(found, self._clock.now().date())


def _recent(path: Path, clock: Clock) -> RecentCase | None:
    from assistant.notice.platforms import display_name  # the rules' data, after the first paint
    from assistant.storage.folder import CaseFolder  # SQLite, after the first paint

    try:
        opened = dt.datetime.fromtimestamp((path / "case.db").stat().st_mtime, clock.now().tzinfo).date()
        with CaseFolder.open(path, clock, write=False) as folder:
            case = folder.case()
    except (OSError, AssistantError):
        return None  # gone, or damaged: opening it by hand says more
    covers = coverage(case)
    return RecentCase(
        path=str(path),
        title=case.title or path.name,
        platform_name=display_name(case.platform),
        letter_date=case.round.received,
        answered=sum(cover.answered for cover in covers),
        total=len(covers),
        sent=case.round.sent is not None,
        opened=opened,
    )
