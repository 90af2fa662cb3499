"""The one case that the window works on: a connection for each lane, and the newest snapshot.

Each change is followed by a new snapshot from the same lane, so that what panes show is what is on disk. Nothing
here runs on the screen's thread but the telling.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from assistant.core.case import Case
from assistant.core.ports import Clock
from assistant.errors import AssistantError
from assistant.storage.folder import CaseFolder
from assistant.ui.jobs import Job, Jobs, Lane, Report, Ticket

T = TypeVar("T")


class _Connections:
    """A case folder's connections: the captures lane's, and the long lane's from its first use."""

    def __init__(self, first: CaseFolder) -> None:
        self.first = first
        self._second: CaseFolder | None = None

    def second(self) -> CaseFolder:
        """For the long lane alone."""
        if self._second is None:
            self._second = self.first.another()
        return self._second

    def close_second(self) -> None:
        """For the long lane alone."""
        if self._second is not None:
            self._second.close()
            self._second = None


class OpenCase(QObject):
    """At most one case at a time. ``failed`` carries every error that nobody else took."""

    opened = Signal(object)  # Case: another case than before
    changed = Signal(object)  # Case: the same case, changed
    closed = Signal()
    failed = Signal(object)  # AssistantError

    def __init__(self, jobs: Jobs, clock: Clock) -> None:
        super().__init__()
        self.jobs = jobs
        self.clock = clock
        self.case: Case | None = None
        self.path: Path | None = None
        self.is_read_only = False
        self._connections: _Connections | None = None
        self._long_jobs: list[Job] = []
        #: Snapshots are numbered as they are read, one at a time, since the lanes may tell them in another order.
        self._reading = threading.Lock()
        self._numbers = itertools.count(1)
        self._newest = 0
        #: How many cases are being opened or let go; what is to follow waits until there is none.
        self._turns = 0
        self._following: list[Callable[[], object]] = []

    @property
    def is_open(self) -> bool:
        """Whether a case is open."""
        return self._connections is not None

    def open(
        self,
        get: Callable[[], CaseFolder],
        *,
        read_only: bool = False,
        done: Callable[[Case], None] | None = None,
        failed: Callable[[AssistantError], None] | None = None,
    ) -> None:
        """Closes the case that is open and opens the one that ``get`` gives; ``get`` runs on the captures lane."""

        def work(_ticket: Ticket) -> tuple[CaseFolder, Case]:
            folder = get()
            try:
                return folder, folder.case()
            except AssistantError:
                folder.close()
                raise

        def opened(result: tuple[CaseFolder, Case]) -> None:
            folder, case = result
            self._connections = _Connections(folder)
            self.path, self.case, self.is_read_only = folder.path, case, read_only
            self.opened.emit(case)
            if done is not None:
                done(case)

        def go() -> None:
            if self._connections is not None:  # opened meanwhile, such as by the first press of a double click
                self.close(go)
                return
            self._turns += 1
            self.jobs.captures.run(work, opened, failed or self.failed.emit, ended=self._on_turn_over)

        self.close(go)

    def change(
        self,
        work: Callable[[CaseFolder, Ticket], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[AssistantError], None] | None = None,
        *,
        is_long: bool = False,
        report: Report | None = None,
        ended: Callable[[], object] | None = None,
        key: str = "",
    ) -> Job | None:
        """Changes the case on a lane; the new snapshot is told before ``done``. None where no case is open.

        ``is_long`` work has its own connection, so that it never holds up a capture.
        """
        connections = self._connections
        if connections is None:
            return None

        def on_lane(ticket: Ticket) -> tuple[T, int, Case]:
            folder = connections.second() if is_long else connections.first
            made = work(folder, ticket)
            with self._reading:
                return made, next(self._numbers), folder.case()

        def finished(result: tuple[T, int, Case]) -> None:
            made, number, case = result
            if self._connections is connections:
                if number > self._newest:  # else the other lane read the case later and told it sooner
                    self._newest = number
                    self._show(case)
                if done is not None:
                    done(made)

        lane: Lane = self.jobs.long if is_long else self.jobs.captures
        job = lane.run(on_lane, finished, failed or self.failed.emit, report=report, ended=ended, key=key)
        if is_long:
            self._long_jobs = [other for other in self._long_jobs if not other.is_over] + [job]
        return job

    def look(
        self,
        work: Callable[[CaseFolder, Ticket], T],
        done: Callable[[T], None],
        failed: Callable[[AssistantError], None] | None = None,
        *,
        key: str = "",
        later: bool = True,
    ) -> None:
        """Reads from the case on the long lane, after work that matters more; changes nothing."""
        connections = self._connections
        if connections is None:
            return

        def finished(result: T) -> None:
            if self._connections is connections:
                done(result)

        job = self.jobs.long.run(
            lambda ticket: work(connections.second(), ticket),
            finished,
            failed or self.failed.emit,
            later=later,
            key=key,
        )
        self._long_jobs = [other for other in self._long_jobs if not other.is_over] + [job]

    def refresh(self) -> None:
        """Reads the case anew, such as after work that was cancelled half way."""
        self.change(lambda _folder, _ticket: None, key="refresh")

    def close(self, then: Callable[[], object] | None = None) -> None:
        """Lets go of the case: short work is done first, long work is cancelled. ``then`` follows at its end.

        Where a case is being opened or let go already, ``then`` waits for that: the same case may be opened next, and
        its lock is held to the end.
        """
        connections, self._connections = self._connections, None
        if then is not None:
            self._following.append(then)
        if connections is None:
            self._go_on()
            return
        self._turns += 1
        for job in self._long_jobs:
            job.cancel()
        self._long_jobs = []
        self.case = self.path = None
        self.is_read_only = False
        captures = self.jobs.captures

        def close_first(_ticket: Ticket) -> None:
            connections.first.close()

        def close_second(_ticket: Ticket) -> None:
            connections.close_second()
            captures.run(close_first, None, self.failed.emit, ended=self._on_turn_over)

        self.jobs.long.run(close_second, None, self.failed.emit)
        self.closed.emit()

    def _on_turn_over(self) -> None:
        self._turns -= 1
        self._go_on()

    def _go_on(self) -> None:
        while not self._turns and self._following:
            self._following.pop(0)()

    def _show(self, case: Case) -> None:
        if case != self.case:
            self.case = case
            self.changed.emit(case)
