"""Slow work off the screen's thread: two lanes, so that no long hash or export delays a capture.

A lane runs one named function after another on a thread of its own and brings each result back to the screen's
thread. No widget ever holds a thread, and nothing here knows what the work is about. After ``close`` no callback
comes any more and no thread is left.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from assistant.errors import AssistantError, msg

T = TypeVar("T")
Report = Callable[[int, int], None]
Failed = Callable[[AssistantError], None]

_log = logging.getLogger("assistant.jobs")


@dataclass(frozen=True, slots=True)
class Ticket:
    """What running work is given: ``report(done, total)`` (any thread) and the event that asks it to stop."""

    report: Report
    cancelled: threading.Event


class Job:
    """A handle on work that waits or runs."""

    def __init__(self) -> None:
        self.cancelled = threading.Event()
        self.is_over = False

    def cancel(self) -> None:
        """Asks the work to stop. Its ``done`` is never called any more; its ``failed`` neither."""
        self.cancelled.set()


@dataclass(slots=True)
class _Entry:
    """Work that waits. ``step`` does it and returns what is left to do on the screen's thread."""

    job: Job
    step: Callable[[Ticket], Callable[[], None] | None]
    failed: Failed | None
    report: Report | None
    ended: Callable[[], object] | None
    key: str


class _Bridge(QObject):
    """Carries calls from a lane's thread to the screen's."""

    crossed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.is_open = True
        self.crossed.connect(self._on_crossed, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _on_crossed(self, call: Callable[[], None]) -> None:
        if self.is_open:
            call()


class Lane:
    """One thread, one thing after another. ``run`` may be called from any thread, the rest from the screen's."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._bridge = _Bridge()
        self._condition = threading.Condition()
        self._waiting: list[tuple[int, int, _Entry]] = []
        self._running: _Entry | None = None
        self._numbers = itertools.count()
        self._is_closing = False
        self._thread = threading.Thread(target=self._work, name=f"lane-{name}", daemon=True)
        self._thread.start()

    def run(
        self,
        work: Callable[[Ticket], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        report: Report | None = None,
        ended: Callable[[], object] | None = None,
        later: bool = False,
        key: str = "",
    ) -> Job:
        """Runs ``work(ticket)`` on the lane; ``done(result)`` or ``failed(error)`` follows on the screen's thread.

        ``report`` gets the work's numbers on the screen's thread. ``ended`` is called last, whatever happened,
        cancelling included. ``later`` work lets all other waiting work go first. Work with a ``key`` replaces work
        with the same key that still waits. After ``close`` nothing is run: the job comes back cancelled.
        """

        def step(ticket: Ticket) -> Callable[[], None] | None:
            result = work(ticket)
            return None if done is None else lambda: done(result)

        entry = _Entry(Job(), step, failed, report, ended, key)
        with self._condition:
            if self._is_closing:
                entry.job.cancel()
                entry.job.is_over = True
                return entry.job
            for _late, _number, other in self._waiting:
                if key and other.key == key:
                    other.job.cancel()
            heapq.heappush(self._waiting, (int(later), next(self._numbers), entry))
            self._condition.notify()
        return entry.job

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits and nothing runs; results may still be on their way to the screen's thread."""
        with self._condition:
            return not self._waiting and self._running is None

    def finish(self, seconds: float) -> bool:
        """Lets the work that is not ``later`` come to its end; whether it did within the time. Blocks."""
        with self._condition:
            return self._condition.wait_for(self._has_only_late_work, timeout=seconds)

    def close(self, seconds: float = 10.0) -> bool:
        """Cancels what waits and runs, and ends the thread; whether it ended within the time. No callback follows."""
        self._bridge.is_open = False
        with self._condition:
            self._is_closing = True
            for _late, _number, entry in self._waiting:
                entry.job.cancel()
            self._waiting.clear()
            if self._running is not None:
                self._running.job.cancel()
            self._condition.notify_all()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _has_only_late_work(self) -> bool:
        return self._running is None and all(late for late, _number, _entry in self._waiting)

    def _work(self) -> None:
        while True:
            with self._condition:
                self._running = None
                self._condition.notify_all()
                self._condition.wait_for(lambda: self._is_closing or bool(self._waiting))
                if self._is_closing:
                    return
                self._running = entry = heapq.heappop(self._waiting)[2]
            self._do(entry)

    def _do(self, entry: _Entry) -> None:
        job = entry.job
        outcome: Callable[[], None] | None = None
        if not job.cancelled.is_set():
            try:
                outcome = entry.step(Ticket(lambda done, total: self._on_report(entry, done, total), job.cancelled))
            except AssistantError as error:
                outcome = _failing(entry, error)
            except Exception as error:  # noqa: BLE001  # the one place where work of any kind ends: it must not end the lane
                outcome = _failing(entry, unexpected(error))
        self._bridge.crossed.emit(lambda: _end(entry, outcome))

    def _on_report(self, entry: _Entry, done: int, total: int) -> None:
        report = entry.report
        if report is not None and not entry.job.cancelled.is_set():
            self._bridge.crossed.emit(lambda: report(done, total) if not entry.job.is_over else None)


class Jobs:
    """The two lanes. ``captures`` takes what is short and must not wait; ``long`` takes hashing, copying, exports."""

    def __init__(self) -> None:
        self.captures = Lane("captures")
        self.long = Lane("long")

    def close(self) -> bool:
        """Ends both lanes; whether both ended."""
        ended = [lane.close() for lane in (self.captures, self.long)]
        return all(ended)


def unexpected(error: BaseException) -> AssistantError:
    """An error that nobody foresaw, in words; its place in the program goes to the log, without its text.

    The text of a foreign error may hold a path or a name of the person's, so it is never logged.
    """
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    _log.error("unexpected %s in %s", type(error).__name__, " > ".join(places))
    return AssistantError(
        "unexpected",
        # Translators: heading of an error that the program did not foresee.
        msg("Something went wrong that the program did not expect"),
        # Translators: {kind} is a technical name such as ValueError, {place} a place in the program's code.
        msg("{kind} in {place}", kind=type(error).__name__, place=places[-1] if places else "-"),
        # Translators: next step after an unexpected error.
        msg("What was saved is safe. Try again; if it comes back, copy this text and report it."),
    )


def _failing(entry: _Entry, error: AssistantError) -> Callable[[], None] | None:
    failed = entry.failed
    return None if failed is None else lambda: failed(error)


def _end(entry: _Entry, outcome: Callable[[], None] | None) -> None:
    entry.job.is_over = True
    try:
        if outcome is not None and not entry.job.cancelled.is_set():
            outcome()
    finally:
        if entry.ended is not None:
            entry.ended()
