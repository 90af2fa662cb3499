"""A computer for the commands: a clock that stands still, a screen of two colours, and what is typed into it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.capture.choose import Choice
from assistant.cli.run import run
from assistant.core.ports import Clock, Frame, Rect, Screen, ScreenWindow

LETTER = """Dear member,

We have put a hold on your account at Upwork, which is linked to:
  bright-lantern

To lift the hold we need to look at the following:

  1. How you met this client
  2. Examples of the work that you delivered, with screenshots that show the dates of the work
  3. Screenshots of your messages, with dates. Please include a screenshot about the scope and rate of pay

Kind regards,
The review team
"""


class FakeScreen:
    """One screen of 64 × 48 pixels with a window on it; a blank one where ``blank`` is set."""

    name = "fake"

    def __init__(self) -> None:
        self.blank = False
        self.grabbed: list[Rect] = []
        self.there: list[ScreenWindow] = [ScreenWindow(7, "Messages – Bright Lantern", Rect(4, 4, 20, 10), "browser")]
        self.is_closed = False

    def screens(self) -> Sequence[Screen]:
        return (Screen(1, Rect(0, 0, 64, 48), 1.0, "first"),)

    def windows(self) -> Sequence[ScreenWindow]:
        return tuple(self.there)

    def grab(self, area: Rect) -> Frame:
        self.grabbed.append(area)
        dark, light = b"\x10\x20\x30\x00", b"\xf0\xe0\xd0\x00"
        rows = [(dark if self.blank or number % 2 else light) * area.width for number in range(area.height)]
        return Frame(area.width, area.height, b"".join(rows))

    def close(self) -> None:
        self.is_closed = True


class FakeWorld:
    """The computer; ``typed`` is what is on standard input, ``waited`` how long it was told to wait."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.typed = b""
        self.waited: list[float] = []
        self.grabber: FakeScreen | None = FakeScreen()
        self.opened: list[str | None] = []
        self.trouble: BaseException | None = None

    def clock(self) -> Clock:
        return self._clock

    def screen(self) -> Choice:
        return Choice(self.grabber)

    def standard_input(self, most: int) -> bytes:
        if self.trouble is not None:
            raise self.trouble
        return self.typed[:most]

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)

    def open_window(self, untrusted_case: str | None) -> int:
        self.opened.append(untrusted_case)
        return 0


class Outcome(NamedTuple):
    """What a command left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Shell:
    """Types commands into a computer of its own."""

    def __init__(self, world: FakeWorld, capture: pytest.CaptureFixture[str]) -> None:
        self.world = world
        self._capture = capture

    def __call__(self, *words: str | Path) -> Outcome:
        self._capture.readouterr()
        status = run([str(word) for word in words], self.world)
        out, err = self._capture.readouterr()
        return Outcome(status, out, err)


@pytest.fixture
def shell(clock: Any, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(FakeWorld(clock), capsys)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "the letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def case(shell: Shell, letter: Path, tmp_path: Path) -> Path:
    """A case made from the letter, in a folder whose name has a space and other letters."""
    path = tmp_path / "дело 1"
    done = shell("new", path, "--letter", letter, "--account", "jdoe")
    assert done.status == 0, done.err
    return path
