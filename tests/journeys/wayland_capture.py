"""Captures all screens from a window, as the program does: ``wayland_capture.py OUT.png`` tells how, as JSON.

The window is red, fills the screen and is in front when the capture is asked for; it must not be in the picture.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from assistant.capture.choose import Surroundings, choose
from assistant.capture.details import CaptureDetails
from assistant.core.ports import Frame
from assistant.errors import AssistantError
from assistant.imaging.frames import to_picture
from assistant.storage.clock import SystemClock
from assistant.ui.capture.controller import CaptureController
from assistant.ui.jobs import Jobs


def main() -> int:
    app = QApplication(sys.argv)
    own = QWidget()
    own.setStyleSheet("background: #ff0000")
    own.showFullScreen()
    jobs = Jobs()
    grabber = choose(Surroundings(qt_platform=app.platformName())).required()
    controller = CaptureController(grabber, jobs.captures, SystemClock())
    told: dict[str, object] = {"platform": app.platformName()}

    def on_frame(frame: Frame, details: CaptureDetails) -> None:
        to_picture(frame).save(sys.argv[1], compress_level=1)
        told.update(backend=details.backend, width=frame.width, scale=details.scale)
        QTimer.singleShot(200, finish)

    def on_failed(error: AssistantError) -> None:
        told.update(error=str(error))
        finish()

    def finish() -> None:
        told.update(own_is_back=own.isVisible())
        app.quit()

    controller.frame_taken.connect(on_frame)
    controller.capture_failed.connect(on_failed)
    QTimer.singleShot(1000, controller.take_all)
    app.exec()
    jobs.captures.run(lambda _ticket: grabber.close())
    jobs.captures.finish(10)
    jobs.close()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
