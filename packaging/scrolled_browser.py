"""A real browser with one page, moved by real events of the X server, that is asked over a pipe where it stands.

For the tests alone. The questions go over two file descriptors (Chromium's DevTools protocol, messages end with a
zero byte); nothing listens on a port. Ends what it started and nothing else.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from virtual_desktop import VirtualDesktop, wait_for

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox --no-first-run --no-default-browser-check --disable-infobars --disable-sync --test-type",
    "--disable-background-networking --disable-component-update --disable-extensions --disable-gpu",
    "--password-store=basic --disable-session-crashed-bubble --remote-debugging-pipe --window-position=20,10",
)
#: Chromium reads what is asked from descriptor 3 and answers on 4.
_PLUMBING = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 20) for end in sys.argv[1:3]]
os.dup2(ends[0], 3)
os.dup2(ends[1], 4)
os.execvp(sys.argv[3], sys.argv[3:])
"""


class ScrolledBrowser:
    """``with ScrolledBrowser(desktop, profile, scale=1.5) as browser:`` — ``open`` a page, ask for its ``truth``."""

    def __init__(
        self, desktop: VirtualDesktop, profile: Path, *, scale: float = 1.0, size: tuple[int, int] = (900, 720)
    ) -> None:
        self._desktop = desktop
        self._profile = profile
        self._scale = scale
        self._size = (round(size[0] / scale), round(size[1] / scale))
        self._number = 0
        self._session = ""
        self._rest = b""
        self._process: subprocess.Popen[bytes] | None = None
        self._ask_end = self._answer_end = -1

    def __enter__(self) -> ScrolledBrowser:
        found = next((path for name in _NAMES if (path := shutil.which(name))), None)
        if found is None:
            raise RuntimeError("Chromium is needed: apt install chromium")
        theirs_in, self._ask_end = os.pipe()
        self._answer_end, theirs_out = os.pipe()
        flags = [flag for line in _FLAGS for flag in line.split()]
        flags += [f"--user-data-dir={self._profile}", f"--force-device-scale-factor={self._scale}"]
        flags += [f"--window-size={self._size[0]},{self._size[1]}", "--app=data:text/html,<title>Chat</title>"]
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-c", _PLUMBING, str(theirs_in), str(theirs_out), found, *flags],
            env=self._desktop.env,
            pass_fds=[theirs_in, theirs_out],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        try:
            wait_for(self._attach, "the browser's page")
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        os.close(self._ask_end)  # it ends when nobody can ask any more
        if self._process is not None:
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        os.close(self._answer_end)

    def open(self, page: Path, query: str) -> None:
        """Shows a page and waits until it is laid out."""
        self._call("Page.navigate", url=f"{page.resolve().as_uri()}?{query}")
        ready = "document.readyState === 'complete' && location.search === " + json.dumps("?" + query)
        wait_for(lambda: self.value(ready + " && typeof truth === 'function'"), "the page")
        self.value("document.fonts.ready.then(() => true)")

    def truth(self) -> dict[str, Any]:
        """Where the page stands, in pixels of the screen, once that no longer changes."""
        last, since = self.value("truth()"), time.monotonic()
        while time.monotonic() - since < 0.12:
            time.sleep(0.03)
            now = self.value("truth()")
            if now != last:
                last, since = now, time.monotonic()
        found: dict[str, Any] = last
        return found

    def value(self, expression: str) -> Any:
        """What an expression gives in the page; None while there is no page."""
        told = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        return told.get("result", {}).get("value")

    def _attach(self) -> bool:
        if self._process is not None and self._process.poll() is not None:
            raise RuntimeError("the browser did not start")
        pages = [each for each in self._call("Target.getTargets").get("targetInfos", ()) if each["type"] == "page"]
        if not pages:
            return False
        self._session = self._call("Target.attachToTarget", targetId=pages[0]["targetId"], flatten=True)["sessionId"]
        return True

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._ask_end, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            answer = json.loads(self._line(deadline))
            if answer.get("id") == self._number:
                result: dict[str, Any] = answer.get("result", {})
                return result
        raise TimeoutError(method)

    def _line(self, deadline: float) -> bytes:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._answer_end], [], [], max(0.0, deadline - time.monotonic()))
            more = os.read(self._answer_end, 1 << 16) if ready else b""
            if not more:
                raise RuntimeError("the browser says nothing any more")
            self._rest += more
        line, self._rest = self._rest.split(b"\0", 1)
        return line
