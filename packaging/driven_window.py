"""The real window in a process of its own, moved by real mouse and key events of the X server.

The process is started with this file as its script. It opens the window as the program does, and answers where a
control is; the program itself knows nothing of it. All clicks and keys come from ``xdotool``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from virtual_desktop import VirtualDesktop, wait_for

if TYPE_CHECKING:
    from types import TracebackType

Found = dict[str, Any]


class DrivenWindow:
    """``with DrivenWindow(desktop, env=…) as window:`` — counts the clicks and keys that a person would make."""

    def __init__(self, desktop: VirtualDesktop, *arguments: str, env: Mapping[str, str] | None = None) -> None:
        self.desktop = desktop
        self.clicks = 0
        self.keys = 0
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve()), *arguments],
            env={**desktop.env, **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def __enter__(self) -> DrivenWindow:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def close(self) -> int:
        """Asks the window to close, as its frame's button does, and returns the program's exit status."""
        self.ask({"close": True})
        return self._process.wait(60)

    def ask(self, request: Mapping[str, object]) -> Found:
        """One question to the process; raises RuntimeError where it has ended."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the window has no pipes")
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the window's process has ended: {self._process.poll()}")
        answer: Found = json.loads(line)
        return answer

    def find(self, name: str, row: int | None = None) -> Found:
        """The visible control with this object name, waited for: its centre, text and whether it is enabled.

        ``row`` is a row of a list, or the place of a menu's entry.
        """
        found: Found = {}

        def there() -> bool:
            found.clear()
            found.update(self.ask({"find": name, "row": row}))
            return bool(found.get("visible"))

        wait_for(there, f"{name} to be seen")
        return found

    def is_visible(self, name: str) -> bool:
        """Whether a control can be seen now."""
        return bool(self.ask({"find": name, "row": None}).get("visible"))

    def click(self, name: str, row: int | None = None, *, button: int = 1) -> None:
        """Clicks a control once it is there, enabled, and has stopped moving."""
        last: Found = {}

        def still() -> bool:
            now = self.find(name, row)
            same = bool(now["enabled"]) and (now["x"], now["y"]) == (last.get("x"), last.get("y"))
            last.clear()
            last.update(now)
            return same

        wait_for(still, f"{name} to stand still and be enabled")
        self.click_at(int(last["x"]), int(last["y"]), button=button)

    def click_at(self, x: int, y: int, *, button: int = 1) -> None:
        """Clicks a place of the desktop, in its pixels."""
        self.clicks += 1
        self.desktop.run("xdotool", "mousemove", "--sync", str(x), str(y), "click", str(button))

    def press(self, *keys: str) -> None:
        """Presses keys, such as ``ctrl+v`` or ``Return``."""
        self.keys += len(keys)
        self.desktop.run("xdotool", "key", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Types ASCII text."""
        self.desktop.run("xdotool", "type", "--delay", "8", text)


def main(arguments: Sequence[str]) -> int:
    """The process: opens the window and answers on standard output what is asked on standard input."""
    from PySide6.QtCore import QObject, Qt, Signal  # the driving side must not load Qt

    class Bridge(QObject):
        asked = Signal(object)

    def answer(request: Found) -> None:
        sys.stdout.write(json.dumps(_answer(request)) + "\n")
        sys.stdout.flush()

    def listen() -> None:
        for line in sys.stdin:
            bridge.asked.emit(json.loads(line))

    bridge = Bridge()
    # Queued: the answer is found on the screen's thread, once its loop runs.
    bridge.asked.connect(answer, Qt.ConnectionType.QueuedConnection)
    threading.Thread(target=listen, daemon=True, name="asked").start()

    from assistant.ui.app import run_window

    return run_window(*arguments[:1])


def _answer(request: Found) -> Found:
    from PySide6.QtWidgets import QApplication

    if request.get("close"):
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.objectName() == "mainWindow":
                window.close()
        return {"closing": True}
    seen = [w for w in QApplication.allWidgets() if w.objectName() == request["find"] and w.isVisible()]
    return _place(seen[0], request["row"]) if seen else {"visible": False}


def _place(widget: Any, row: int | None) -> Found:
    from PySide6.QtWidgets import QAbstractItemView, QMenu

    area = widget.rect()
    enabled = widget.isEnabled()
    if row is not None and isinstance(widget, QAbstractItemView):
        index = widget.model().index(row, 0)
        if not index.isValid():
            return {"visible": False}
        area, widget = widget.visualRect(index), widget.viewport()
    elif row is not None and isinstance(widget, QMenu):
        action = widget.actions()[row]
        area, enabled = widget.actionGeometry(action), action.isEnabled()
    centre = widget.mapToGlobal(area.center())
    screen = widget.screen()
    scale, origin = screen.devicePixelRatio(), screen.geometry().topLeft()
    text = getattr(widget, "text", None) or getattr(widget, "toPlainText", None)
    return {
        "visible": not widget.visibleRegion().isEmpty(),
        "enabled": enabled,
        "x": origin.x() + round((centre.x() - origin.x()) * scale),
        "y": origin.y() + round((centre.y() - origin.y()) * scale),
        "width": area.width(),
        "height": area.height(),
        "text": str(text()) if callable(text) else "",
    }


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
