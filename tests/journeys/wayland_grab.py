"""Grabs a Wayland desktop as a command would and tells how, as JSON: ``wayland_grab.py OUT.png [TIMES [PATIENCE]]``."""

from __future__ import annotations

import json
import sys
import time

from assistant.capture.backends import portal
from assistant.capture.choose import choose
from assistant.capture.details import desktop
from assistant.errors import CaptureError
from assistant.imaging.frames import to_picture


def main() -> None:
    out, times, patience = [*sys.argv[1:], *["1", "30"][len(sys.argv) - 2 :]]
    portal.PATIENCE_S = float(patience)
    told: dict[str, object] = {}
    try:
        choice = choose()
        grabber = choice.required()
        told["backend"] = grabber.name
        told["passed_over"] = [str(passed.why) for passed in choice.passed_over]
        took = []
        for _time in range(int(times)):
            area = desktop(grabber.screens())
            began = time.monotonic()
            frame = grabber.grab(area)
            took.append(round((time.monotonic() - began) * 1000))
        told["ms"] = took
        to_picture(frame).save(out, compress_level=1)
        grabber.close()
    except CaptureError as error:
        told["error"] = str(error)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
