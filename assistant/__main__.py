"""Arguments → objects → window or command: the one place that knows every concrete class.

Loads nothing before it is needed: ``--help`` costs little more than starting Python.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.cli.run import run

if TYPE_CHECKING:
    from assistant.capture.choose import Choice
    from assistant.core.ports import Clock


class Computer:
    """The computer that the program runs on."""

    def clock(self) -> Clock:
        """Its clock."""
        from assistant.storage.clock import SystemClock

        return SystemClock()

    def screen(self) -> Choice:
        """The ways of taking pictures of its screen."""
        from assistant.capture.choose import choose  # mss, for captures alone

        return choose()

    def standard_input(self, most: int) -> bytes:
        """At most so many bytes; none where standard input is closed."""
        return sys.stdin.buffer.read(most) if sys.stdin is not None else b""

    def sleep(self, seconds: float) -> None:
        """Waits."""
        import time

        time.sleep(seconds)

    def open_window(self, untrusted_case: str | None) -> int:
        """Opens the window and runs it."""
        import os  # for the window alone

        from assistant.cli.display import check_display

        check_display(os.environ)
        from assistant.ui.app import run_window  # Qt, not before it is known to start

        return run_window(untrusted_case)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with these arguments, the process's own where none are given; the exit status."""
    return run(sys.argv[1:] if arguments is None else arguments, Computer())


if __name__ == "__main__":
    sys.exit(main())
