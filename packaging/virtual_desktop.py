"""A virtual X screen with a window manager, for the walk, the timings and the tests. Standard library only.

Ends what it started and nothing else.
"""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

#: Xvfb is reset when its last client leaves unless it is told not to be; monitors set by xrandr would be lost.
_XVFB = ["Xvfb", "-displayfd", "{fd}", "-screen", "0", "{size}x24", "-nolisten", "tcp", "-noreset", "-dpi", "96"]


class VirtualDesktop:
    """``with VirtualDesktop("1366x768") as desktop:`` — ``desktop.env`` is the environment of programs on it."""

    def __init__(self, size: str = "1366x768", *, window_manager: bool = True) -> None:
        self._size = size
        self._window_manager = window_manager
        self._started: list[subprocess.Popen[bytes]] = []
        self.display = ""

    def __enter__(self) -> VirtualDesktop:
        reading, writing = os.pipe()
        command = [part.format(fd=writing, size=self._size) for part in _XVFB]
        server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        self._started.append(server)
        self.display = f":{_number(reading, server)}"
        if self._window_manager:
            self.start("openbox")
            wait_for(self._is_managed, "the window manager")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in reversed(self._started):
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @property
    def env(self) -> dict[str, str]:
        """The environment of this process, on this desktop and never in a Wayland session."""
        kept = {name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY", "XAUTHORITY")}
        return {**kept, "DISPLAY": self.display, "XDG_SESSION_TYPE": "x11", "QT_QPA_PLATFORM": "xcb"}

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Starts a program on this desktop; it is ended with the desktop."""
        process = subprocess.Popen(
            command, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._started.append(process)
        return process

    def run(self, *command: str, given: str | None = None) -> str:
        """Runs a program on this desktop to its end and returns what it printed."""
        done = subprocess.run(
            command, env=self.env, input=given, capture_output=True, text=True, check=False, timeout=60
        )
        return done.stdout

    def find_window(self, name: str) -> str:
        """The id of the visible window with this in its title; empty where there is none."""
        return (self.run("xdotool", "search", "--onlyvisible", "--name", name).split() or [""])[-1]

    def picture(self, path: Path) -> None:
        """Saves what is on the screen as PNG."""
        import mss.tools  # the one thing here that needs a library

        with mss.MSS(display=self.display) as screen:
            shot = screen.grab(screen.monitors[0])
            mss.tools.to_png(shot.rgb, shot.size, output=str(path))

    def settle(self, seconds: float = 5) -> None:
        """Waits until the screen stands still for a quarter of a second, or that long."""
        import mss

        with mss.MSS(display=self.display) as screen:
            same, last, deadline = 0, b"", time.monotonic() + seconds
            while same < 3 and time.monotonic() < deadline:
                time.sleep(0.09)
                now = bytes(screen.grab(screen.monitors[0]).bgra)
                same, last = (same + 1 if now == last else 0), now

    def _is_managed(self) -> bool:
        return "window id #" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")


def wait_for(condition: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Waits until a condition holds; raises TimeoutError that names what was waited for."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds:.0f} s for {what}")
        time.sleep(0.03)


def _number(reading: int, server: subprocess.Popen[bytes]) -> int:
    with os.fdopen(reading, "rb") as pipe:
        ready, _, _ = select.select([pipe], [], [], 60)
        line = pipe.readline() if ready else b""
    if not line.strip():
        server.kill()
        raise RuntimeError("Xvfb did not start")
    return int(line)
