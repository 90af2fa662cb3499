"""A program with an own window in a colour that stands nowhere else, which captures on the real X server.

Run as a process of its own by ``test_real_capture.py``, since one process holds one Qt platform. It reads one command
a line (JSON) and answers with one line of JSON.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import sys
import threading
import time
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from assistant.capture.choose import choose
from assistant.capture.details import CaptureDetails
from assistant.core.ports import Frame, ScreenWindow
from assistant.errors import AssistantError
from assistant.imaging.frames import pixels
from assistant.imaging.png import encode
from assistant.ui import theme
from assistant.ui.capture.bar import CaptureBar
from assistant.ui.capture.controller import CaptureController
from assistant.ui.jobs import Jobs

MARKER = (254, 0, 255)  # blue, green, red


class SystemClock:
    def now(self) -> dt.datetime:
        return dt.datetime.now().astimezone()

    def monotonic(self) -> float:
        return time.monotonic()


class Program:
    def __init__(self, application: QApplication) -> None:
        theme.install(application, "light")
        self.application = application
        self.jobs = Jobs()
        self.grabber = choose().required()
        self.controller = CaptureController(self.grabber, self.jobs.captures, SystemClock())
        self.own = QLabel()
        self.own.setWindowTitle("own window")
        self.own.setStyleSheet("background: #ff00fe")
        self.bar = CaptureBar(show_hint=False)
        self.windows: dict[str, ScreenWindow] = {}
        self.was_hidden = False
        self.started = 0.0
        self.controller.frame_taken.connect(self._on_taken)
        self.controller.capture_failed.connect(self._on_failed)
        self.controller.capture_cancelled.connect(lambda: self.say(event="cancelled"))

    def say(self, **what: object) -> None:
        print(json.dumps(what), flush=True)

    def do(self, command: dict[str, Any]) -> None:
        self.was_hidden = False
        self.started = time.monotonic()
        match command["do"]:
            case "place":
                self.own.setGeometry(*command["own"])
                self.own.show()
                self.bar.show()
                self.bar.move(*command["bar"])
                QTimer.singleShot(300, self.own, lambda: self.say(event="placed"))
            case "windows":
                self.controller.list_windows(self._on_windows)
            case "take":
                self.controller.take_window(self.windows[command["title"]])
            case "same":
                self.controller.take_same()
            case "all":
                self.controller.take_all()
            case "screen":
                self.controller.take_screen(command["number"])
            case "point":
                self.controller.take_pointed()
            case "region":
                self.controller.take_region()
            case "where":
                self.say(event="where", own=self._place(self.own), bar=self._place(self.bar))
            case "end":
                self.jobs.close()
                self.grabber.close()
                self.application.quit()

    def _place(self, widget: QLabel | CaptureBar) -> list[int]:
        return [widget.x(), widget.y(), int(widget.isVisible())]

    def _on_windows(self, windows: Sequence[ScreenWindow]) -> None:
        self.windows = {window.untrusted_title: window for window in windows}
        self.say(event="windows", titles=list(self.windows))

    def _on_taken(self, frame: Frame, details: CaptureDetails) -> None:
        taken = time.monotonic() - self.started
        whole = pixels(frame)
        png = encode(frame)
        self.say(
            event="taken",
            seconds=taken,
            width=frame.width,
            height=frame.height,
            scale=frame.scale,
            marker=int((whole == MARKER).all(axis=2).sum()),
            area=[details.area.x, details.area.y, details.area.width, details.area.height],
            screen=details.screen,
            mode=details.mode,
            covered=details.covered,
            sha256=hashlib.sha256(png).hexdigest(),
            png=base64.b64encode(png).decode("ascii"),
        )

    def _on_failed(self, error: AssistantError) -> None:
        self.say(event="failed", reference=error.reference)


def main() -> None:
    """Answers commands until the input ends."""
    application = QApplication(["own-program"])
    application.setQuitOnLastWindowClosed(False)
    program = Program(application)
    commands: SimpleQueue[dict[str, Any]] = SimpleQueue()

    def listen() -> None:
        for line in sys.stdin:
            commands.put(json.loads(line))

    threading.Thread(target=listen, daemon=True).start()
    timer = QTimer()

    def next_command() -> None:
        try:
            program.do(commands.get_nowait())
        except Empty:
            return

    timer.timeout.connect(next_command)
    timer.start(5)
    program.say(event="ready", screens=[[screen.name(), screen.devicePixelRatio()] for screen in application.screens()])
    application.exec()


if __name__ == "__main__":
    main()
