"""A screen in memory that shows a tall page, scrolls it smoothly, and knows where it stands; a joining that asks it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.core.ports import Clock, Frame, Rect, Screen, ScreenWindow
from assistant.errors import CaptureError
from assistant.imaging.frames import pixel_digest
from assistant.imaging.joining import Joining, Step, Verdict

WIDTH, HEIGHT, HEADER = 320, 384, 32
AREA = Rect(100, 50, WIDTH, HEIGHT)
VIEW = HEIGHT - HEADER
GLIDE = 0.2  # seconds that a turn of the wheel takes


class ScrolledScreen:
    """A page of ``rows`` below a header that stands; a notch goes ``notch`` rows. ``spins`` changes a corner always."""

    name = "memory"

    def __init__(self, clock: Clock, rows: int = 3000, *, notch: int = 40, at: int = 0) -> None:
        noise = np.random.default_rng(7).integers(0, 255, (rows, WIDTH, 4), dtype=np.uint8)
        self._page = np.repeat(noise[::4], 4, axis=0)[:rows]
        self._header = np.full((HEADER, WIDTH, 4), 240, dtype=np.uint8)
        self._clock = clock
        self.notch = notch
        self.last = rows - VIEW
        self._from, self._to, self._began = float(at), float(at), -10.0
        self.delay = 0.0
        self.spins = False
        self.area = AREA
        self.place = (700, 700)
        self.placed: list[tuple[int, int]] = []
        self.turns: list[int] = []
        self.escape = self.modifier = False
        self.grabs = 0
        self.known: dict[str, int] = {}
        self.frozen_wheel = False
        self.is_closed = False

    def where(self) -> int:
        """The row at the top of the view at this moment."""
        passed = min(1.0, max(0.0, (self._clock.monotonic() - self._began) / GLIDE))
        return round(self._from + (self._to - self._from) * passed)

    def go(self, rows: int) -> None:
        """The page is told to scroll by so many rows; it takes its time."""
        self._from, self._to = self.where(), float(min(self.last, max(0, self._to + rows)))
        self._began = self._clock.monotonic() + self.delay

    def jump(self, rows: int) -> None:
        """As ``go``, but at once."""
        self.go(rows)
        self._from = self._to

    # what a grabber offers

    def screens(self) -> Sequence[Screen]:
        return (Screen(1, Rect(0, 0, 1000, 800)),)

    def windows(self) -> Sequence[ScreenWindow]:
        return () if self.is_closed else (ScreenWindow(1, "Chat", self.area, "chat"),)

    def grab(self, area: Rect) -> Frame:
        self.grabs += 1
        top = self.where()
        image = np.concatenate([self._header, self._page[top : top + VIEW]])
        if self.spins:
            image[-40:-8, 8:40] = self.grabs * 37 % 256
        frame = Frame(WIDTH, HEIGHT, image.tobytes())
        self.known[pixel_digest(frame)] = top
        return frame

    def close(self) -> None:
        """Nothing to let go of."""

    # the wheel

    def why_no_wheel(self) -> CaptureError | None:
        return None

    def scroll(self, at: tuple[int, int], notches: int) -> None:
        self.place = at
        self.turns.append(notches)
        if not self.frozen_wheel:
            self.go(notches * self.notch)

    def place_pointer(self, at: tuple[int, int]) -> None:
        self.place = at
        self.placed.append(at)

    def pointer(self) -> tuple[int, int]:
        return self.place

    def escape_is_down(self) -> bool:
        return self.escape

    def modifier_is_down(self) -> bool:
        return self.modifier


class HandOnly:
    """The same screen where no program may turn the wheel."""

    name = "memory"

    def __init__(self, screen: ScrolledScreen) -> None:
        self.screens, self.windows, self.grab, self.close = screen.screens, screen.windows, screen.grab, screen.close


class KnowingJoining(Joining):
    """Judges by the truth: two pictures join where at least a tenth of the view is on both. ``refuse`` adds to that."""

    def __init__(self, screen: ScrolledScreen) -> None:
        super().__init__()
        self._screen = screen
        self.kept: list[int] = []
        self._judged: list[Step] = []
        self.refuse: set[int] = set()  # places that join to nothing

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(self._judged)

    @property
    def frames(self) -> int:
        return len(self.kept)

    def compare(self, frame: Frame, known_step: int | None = None) -> Step | None:
        if not self.kept:
            return None
        top = self._top(frame)
        moved = top - self.kept[-1]
        number = len(self.kept)
        overlap = VIEW - abs(moved)
        joins = overlap >= VIEW // 10 and top not in self.refuse
        verdict = Verdict.JOINED if joins else Verdict.REFUSED
        return Step(number - 1, number, (0, moved) if joins else None, max(0, overlap), verdict)

    def add(self, frame: Frame, known_step: int | None = None) -> Step | None:
        step = self.compare(frame)
        if step is not None:
            self._judged.append(step)
        self.kept.append(self._top(frame))
        return step

    def take_back(self) -> None:
        self.kept.pop()
        del self._judged[len(self.kept) - 1 if self.kept else 0 :]

    def moved(self) -> list[int]:
        """By how much each joined step went."""
        return [step.shift[1] for step in self._judged if step.shift is not None]

    def _top(self, frame: Frame) -> int:
        return self._screen.known[pixel_digest(frame)]


@pytest.fixture
def screen(clock: Clock) -> ScrolledScreen:
    """A page of 3000 rows at its top, on a screen whose wheel can be turned."""
    return ScrolledScreen(clock)


@pytest.fixture
def hand_only(screen: ScrolledScreen) -> HandOnly:
    """The same screen, without the wheel."""
    return HandOnly(screen)


@pytest.fixture
def joining(screen: ScrolledScreen) -> KnowingJoining:
    """Judges by where the screen says that the page stood."""
    return KnowingJoining(screen)
