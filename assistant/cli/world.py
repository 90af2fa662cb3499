"""What the commands need from the outside, as one protocol; the one real thing is made in ``assistant.__main__``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.capture.choose import Choice
    from assistant.core.ports import Clock
    from assistant.errors import Message


class World(Protocol):
    """The computer as a command sees it."""

    def clock(self) -> Clock:
        """Its clock."""
        ...

    def screen(self) -> Choice:
        """The ways of taking pictures of its screen."""
        ...

    def standard_input(self, most: int) -> bytes:
        """At most so many bytes of what is on standard input."""
        ...

    def sleep(self, seconds: float) -> None:
        """Waits."""
        ...

    def open_window(self, untrusted_case: str | None) -> int:
        """Opens the window and runs it; its exit status."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """What a command gives: its JSON object, its text for people, notes beside it, and the exit status (0 or 1)."""

    json: Mapping[str, object]
    text: Callable[[], str]
    status: int = 0
    notes: Sequence[Message] = ()
