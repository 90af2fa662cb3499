"""Opens a large case in the real window, scrolls, adds a file, and prints the longest time the screen's thread stood.

Started by ``bench.py`` on a virtual desktop. A timer beats every millisecond on the screen's thread; the longest gap
between two beats is what a person would feel.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from assistant.core.case import Case
from assistant.ui import app as program


class Measure:
    """One step after the other; each ends when its condition holds."""

    def __init__(self, running: program.Program) -> None:
        self._running = running
        self._last = time.perf_counter()
        self._longest = 0.0
        self._step_started = self._last
        self._steps = iter(self._story())
        self._until: Callable[[], bool] = lambda: True
        self._what = ""
        self._beat = QTimer()
        self._beat.timeout.connect(self._on_beat)
        self._beat.start(1)

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now
        if not self._until():
            return
        if self._what:
            took = (now - self._step_started) * 1000
            print(f"{self._what:58} {took:7.0f} ms {'':>10} {'':>7}  -")
            print(f"{'  longest stand of the screen thread':58} {self._longest * 1000:7.0f} ms {'':>10} {'':>7}  50 ms")
        self._longest = 0.0
        self._step_started = now
        self._what, act, self._until = next(self._steps)
        act()
        # What the step does at once counts as well.
        self._longest = max(self._longest, time.perf_counter() - now)
        self._last = time.perf_counter()

    def _case(self) -> Case | None:
        return self._running.session.open_case.case if self._running.jobs is not None else None

    def _story(self) -> list[tuple[str, Callable[[], object], Callable[[], bool]]]:
        window = self._running.window
        until_ready = time.perf_counter() + 1.0
        return [
            ("", lambda: None, lambda: self._running.jobs is not None and time.perf_counter() > until_ready),
            ("window: open the case", self._open, lambda: self._case() is not None and window.working.isVisible()),
            ("", lambda: None, self._after(1.0)),
            ("window: scroll its attachments, 200 steps", self._scroll, lambda: self._scrolled >= 200),
            ("window: add one file", self._add, lambda: len(self._exhibits()) > self._before),
            ("", QApplication.quit, lambda: False),
        ]

    def _after(self, seconds: float) -> Callable[[], bool]:
        started: list[float] = []

        def passed() -> bool:
            started.append(time.perf_counter())
            return started[-1] - started[0] > seconds

        return passed

    def _exhibits(self) -> tuple[object, ...]:
        case = self._case()
        return case.exhibits if case else ()

    def _open(self) -> None:
        self._running.session.open_path(sys.argv[1])

    def _scroll(self) -> None:
        self._scrolled = 0
        areas = [area for area in self._running.window.working.findChildren(QAbstractScrollArea) if area.isVisible()]
        bar = max((area.verticalScrollBar() for area in areas), key=lambda each: each.maximum())
        self._mover = QTimer()

        def move() -> None:
            self._scrolled += 1
            bar.setValue(bar.maximum() * self._scrolled // 200)
            if self._scrolled >= 200:
                self._mover.stop()

        self._mover.timeout.connect(move)
        self._mover.start(16)

    def _add(self) -> None:
        self._before = len(self._exhibits())
        handle, name = tempfile.mkstemp(suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(f"delivered {time.time()}")
        self._running.window.working.files_added.emit("A", (str(Path(name)),))


def main() -> int:
    """Runs the story in the real window."""
    application = program._application()
    running = program.Program(application, None)
    running.window.show()
    measure = Measure(running)
    QTimer.singleShot(120_000, application.quit)
    status = application.exec()
    running.end()
    del measure
    return status


if __name__ == "__main__":
    raise SystemExit(main())
