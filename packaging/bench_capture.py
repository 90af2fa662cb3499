"""Times a capture of a 3840×2160 screen in the real window, told by one line of JSON for each line that it reads.

Started by ``bench.py`` on a virtual desktop. ``window``: from the call that a click makes until the case with the new
picture is told to the window. ``action``: the same without a window, grab and the part after it apart. ``raw``:
writing and fsyncing the frame's bytes. ``size``: of the PNG, ours and Pillow's. ``idle``: processor time with the bar
shown. A timer beats every millisecond on the screen's thread; the longest gap is what a person would feel.
"""

from __future__ import annotations

import io
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from assistant.actions.take_capture import keep_capture
from assistant.capture.choose import choose
from assistant.capture.target import Target, take
from assistant.core.ports import Frame
from assistant.imaging.frames import to_picture
from assistant.imaging.png import encode
from assistant.storage.clock import SystemClock
from assistant.ui import app as program

T = TypeVar("T")
IDLE_S = 10.0


class Measure:
    """Answers commands until the input ends."""

    def __init__(self, running: program.Program, case: str) -> None:
        self._running, self._case = running, case
        self._commands: SimpleQueue[str] = SimpleQueue()
        self._then: tuple[Callable[[], bool], Callable[[], None]] | None = None
        self._last = time.perf_counter()
        self._longest = 0.0
        self._beat = QTimer()
        self._beat.timeout.connect(self._on_beat)
        self._beat.start(1)
        threading.Thread(target=self._listen, daemon=True).start()
        ready_at = time.perf_counter() + 1.0
        self._wait(lambda: running.jobs is not None and time.perf_counter() > ready_at, self._open)

    def _listen(self) -> None:
        for line in sys.stdin:
            self._commands.put(line.strip())

    def _wait(self, condition: Callable[[], bool], then: Callable[[], None]) -> None:
        self._then = condition, then

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self._longest, self._last = max(self._longest, now - self._last), now
        if self._then is not None:
            condition, then = self._then
            if condition():
                self._then = None
                then()
            return
        try:
            command = self._commands.get_nowait()
        except Empty:
            return
        getattr(self, f"_do_{command}")()

    def _open(self) -> None:
        session = self._running.session
        session.open_path(self._case)
        self._wait(
            lambda: session.open_case.case is not None and session.capturing.way.required() is not None, self._go
        )

    def _go(self) -> None:
        self._running.window.showMinimized()
        self._wait_a_moment(lambda: self._say(ready=True))

    def _wait_a_moment(self, then: Callable[[], None]) -> None:
        until = time.perf_counter() + 1.0
        self._wait(lambda: time.perf_counter() > until, then)

    def _say(self, **what: object) -> None:
        print(json.dumps(what), flush=True)

    def _count(self) -> int:
        case = self._running.session.open_case.case
        return len(case.exhibits) if case else 0

    def _do_window(self) -> None:
        capturing = self._running.session.capturing
        controller = _there(capturing.way.required())
        if capturing._bar is not None:
            capturing._bar.hide()
        capturing._key_letter = "A"  # as the key sets it while the bar is closed, which then isn't in the way
        before = self._count()
        self._longest = 0.0
        started = time.perf_counter()
        controller.take_screen(1)
        self._longest = max(self._longest, time.perf_counter() - started)
        self._wait(lambda: self._count() > before, lambda: self._taken(started))

    def _taken(self, started: float) -> None:
        seconds = time.perf_counter() - started
        # what the window does with the picture afterwards is a stand as well
        self._wait_a_moment(lambda: self._say(seconds=seconds, stand=self._longest))

    def _do_action(self) -> None:
        self._run(self._act)

    def _act(self) -> dict[str, object]:
        grabber = choose().required()
        try:
            connections = _there(self._running.session.open_case._connections)
            take(grabber, SystemClock(), Target())  # the first one makes the grabber ready
            started = time.perf_counter()
            shot = take(grabber, SystemClock(), Target())
            grabbed = time.perf_counter()
            keep_capture(connections.first, "A", shot.frame, shot.details)
            kept = time.perf_counter()
            raw = _raw(Path(self._case), shot.frame)
            return {"grab": grabbed - started, "after": kept - grabbed, "raw": raw}
        finally:
            grabber.close()

    def _do_size(self) -> None:
        self._run(_sizes)

    def _run(self, work: Callable[[], dict[str, object]]) -> None:
        self._beat.stop()  # a beat each millisecond takes Python's lock from what is measured

        def done(told: dict[str, object]) -> None:
            self._say(**told)
            self._go_on()

        _there(self._running.jobs).captures.run(lambda _ticket: work(), done)

    def _go_on(self) -> None:
        self._last = time.perf_counter()
        self._beat.start(1)

    def _do_idle(self) -> None:
        self._running.session.capturing.open_bar("A")
        self._beat.stop()  # beating would be all that is measured
        QTimer.singleShot(3000, self._begin_idle)

    def _begin_idle(self) -> None:
        before = sum(os.times()[:2])
        QTimer.singleShot(round(IDLE_S * 1000), lambda: self._end_idle(before))

    def _end_idle(self, before: float) -> None:
        spent = sum(os.times()[:2]) - before
        self._say(share=spent / IDLE_S)
        self._go_on()

    def _do_end(self) -> None:
        self._beat.stop()
        QApplication.quit()


def _there(found: T | None) -> T:
    if found is None:
        raise RuntimeError("the case is not open")
    return found


def _raw(folder: Path, frame: Frame) -> float:
    path = folder / "raw.bin"
    started = time.perf_counter()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        rest = memoryview(frame.bgrx)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)
    seconds = time.perf_counter() - started
    path.unlink()
    return seconds


def _sizes() -> dict[str, object]:
    grabber = choose().required()
    try:
        frame = take(grabber, SystemClock(), Target()).frame
    finally:
        grabber.close()
    peer = io.BytesIO()
    to_picture(frame).save(peer, "PNG", compress_level=1)
    return {"ours": len(encode(frame)), "pillow": len(peer.getvalue())}


def main() -> int:
    """Runs the real window and answers."""
    application = program._application()
    running = program.Program(application, None)
    running.window.show()
    measure = Measure(running, sys.argv[1])
    status = application.exec()
    running.end()
    del measure
    return status


if __name__ == "__main__":
    raise SystemExit(main())
