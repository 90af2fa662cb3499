"""The real window on a case, which captures the whole screen again and again, shown over it and hidden in turn.

Run as a process of its own by ``test_many_captures.py``, with the case and a number as arguments. It prints one line
of JSON at the end: for how many pictures it asked and how much memory it held on the way.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from assistant.errors import AssistantError
from assistant.ui import app as program

_PAUSE_MS = 20


class Captures:
    """Asks for one picture after the other, each as soon as the one before is in the case."""

    def __init__(self, running: program.Program, case: str, number: int) -> None:
        self._running, self._case, self._number = running, case, number
        self._taken = 0
        self._failed: list[str] = []
        self._memory: list[int] = []
        self._until: Callable[[], bool] = lambda: running.jobs is not None
        self._then: Callable[[], None] = self._open
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(_PAUSE_MS)

    def _look(self) -> None:
        if self._until():
            self._then()

    def _count(self) -> int:
        case = self._running.session.open_case.case
        return len(case.exhibits) if case is not None else 0

    def _open(self) -> None:
        session = self._running.session
        session.open_path(self._case)
        self._until = lambda: session.open_case.case is not None and session.capturing.way.required() is not None
        self._then = self._begin

    def _begin(self) -> None:
        controller = self._running.session.capturing.way.required()
        if controller is None:
            raise RuntimeError("the screen can't be captured")
        controller.capture_failed.connect(self._on_failed)
        self._controller = controller
        self._until, self._then = self._is_free, self._next

    def _is_free(self) -> bool:
        return not self._controller.is_busy and self._count() >= self._taken

    def _on_failed(self, error: AssistantError) -> None:
        self._failed.append(error.reference)
        self._taken -= 1

    def _next(self) -> None:
        self._memory.append(_resident())
        if self._taken >= self._number or self._failed:
            self._end()
            return
        self._taken += 1
        window = self._running.window
        if self._taken % 2:
            window.showNormal()
            window.raise_()
        else:
            window.hide()
        pause = time.monotonic() + 0.1  # the next one may come while the window is still on its way
        self._until = lambda: time.monotonic() > pause
        self._then = self._take

    def _take(self) -> None:
        self._until, self._then = self._is_free, self._next
        self._running.session.capturing._key_letter = "A"  # as the key sets it where no bar says the question
        self._controller.take_screen(1)

    def _end(self) -> None:
        self._timer.stop()
        print(json.dumps({"asked": self._taken, "failed": self._failed, "memory": self._memory}), flush=True)
        self._running._app.quit()


def _resident() -> int:
    """Bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


def main() -> int:
    """Runs the window until all are taken."""
    application = program._application()
    application.setQuitOnLastWindowClosed(False)
    running = program.Program(application, None)
    running.window.show()
    captures = Captures(running, sys.argv[1], int(sys.argv[2]))
    status = application.exec()
    running.end()
    del captures
    return status


if __name__ == "__main__":
    raise SystemExit(main())
