"""One key that works while another program has the keyboard. Never a listener to what else is typed.

Each module but ``chord`` and ``choose`` is a way of having such a key: the system is asked for this one chord, and
tells of it alone. ``choose.grab`` takes the first way that serves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from assistant.errors import CaptureError

#: Called on the way's own thread when the key goes down, once for each press; it must return at once.
Pressed = Callable[[], None]
#: Called on the way's own thread when the key is no longer this program's, with the reason.
Lost = Callable[[CaptureError], None]


class KeyGrab(Protocol):
    """A key that this program has until it is closed.

    Errors of having one, all ``CaptureError``: ``key-taken`` (another program has it), ``key-unknown`` (no such key,
    or none that may be taken), ``key-not-here`` (this system gives no key to a program), ``key-not-allowed`` (the
    system asks the person first).
    """

    @property
    def chord(self) -> str:
        """The key as the system gave it, for a person; it may be another than the one that was asked for."""
        ...

    def close(self) -> None:
        """Gives the key back and waits for the thread that listened. May be called twice."""
        ...
