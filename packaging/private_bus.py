"""A message bus of its own, for tests of what is asked of a desktop. Standard library only.

It starts no service by itself, so that no real part of the desktop under the tests is ever asked.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

_RULES = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
"""


class PrivateBus:
    """``with PrivateBus() as bus:`` — ``bus.address`` is where programs reach it. Needs the package dbus-daemon."""

    def __init__(self) -> None:
        # Not in a test's own folder: the path of a socket has at most 107 bytes.
        self._folder = tempfile.TemporaryDirectory(prefix="bus-")
        self.address = f"unix:path={self._folder.name}/bus"
        self._daemon: subprocess.Popen[str] | None = None

    def __enter__(self) -> PrivateBus:
        rules = Path(self._folder.name, "rules.conf")
        rules.write_text(_RULES.format(folder=self._folder.name), encoding="utf-8")
        command = [
            "dbus-daemon",
            "--nofork",
            "--nopidfile",
            "--nosyslog",
            "--print-address=1",
            f"--config-file={rules}",
        ]
        self._daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if self._daemon.stdout is None or not self._daemon.stdout.readline().strip():
            raise RuntimeError("dbus-daemon did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._daemon is not None:
            self._daemon.terminate()
            self._daemon.wait(10)
            if self._daemon.stdout is not None:
                self._daemon.stdout.close()
        self._folder.cleanup()
