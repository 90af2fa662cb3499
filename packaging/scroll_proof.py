"""Holds joins of a real browser's pages against what the page itself says of where it stood.

For the tests alone. A join is wrong where its shift is not, to the pixel, the difference of what the page said for
its two pictures; a refused one is counted with its reason. A person who scrolls is played by xdotool.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrolled_browser import ScrolledBrowser
from virtual_desktop import VirtualDesktop

from assistant.capture.scrolling import Direction, End, Look, ScrollRun, Seen
from assistant.capture.target import Target
from assistant.core.ports import Clock, Frame, Grabber, Rect
from assistant.imaging.frames import same_pixels
from assistant.imaging.joining import Joining, Step, Verdict

PAGE = Path(__file__).resolve().parent.parent / "tests" / "data" / "scrolled.html"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A page (``query``), who scrolls it, from which end, and what is taken of it: the window, or its page alone."""

    name: str
    query: str
    by_hand: bool = False
    upwards: bool = False
    whole_window: bool = False


@dataclass(slots=True)
class Join:
    """One judgement beside the truth, in pixels of the screen.

    ``moved`` is by how much the page says that it was scrolled, ``texts`` by how much each text moved that both
    pictures show. They differ where something that came late pushed what is below it.
    """

    step: Step
    moved: int
    texts: tuple[int, ...]
    before: Frame
    frame: Frame
    scenario: str

    @property
    def is_wrong(self) -> bool:
        """Whether it was joined at a place that is not the true one.

        Where the page was pushed apart between two texts, no place is true for both: then it has to be one of theirs
        and marked for the person to look at. Places of texts are rounded, hence the one pixel.
        """
        if self.step.shift is None:
            return False
        across, down = self.step.shift
        if across or not self.texts:
            return (across, down) != (0, self.moved)
        if all(abs(text - self.moved) <= 1 for text in self.texts):
            return down != self.moved
        is_apart = max(self.texts) - min(self.texts) > 1
        is_of_a_text = any(abs(text - down) <= 1 for text in self.texts)
        return not is_of_a_text or (is_apart and self.step.verdict is not Verdict.FLAGGED)


@dataclass(slots=True)
class Tally:
    """What came out of a run."""

    joined: int = 0
    flagged: int = 0
    wrong: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    gaps: int = 0
    unsure: int = 0
    taken_moving: int = 0
    seconds: float = 0.0
    judging: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def judged(self) -> int:
        """Joins and refusals."""
        return self.joined + self.flagged + self.wrong + sum(self.refused.values())

    def add(self, other: Tally) -> None:
        """Counts another run in."""
        for name in ("joined", "flagged", "wrong", "gaps", "unsure", "taken_moving", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.refused += other.refused
        self.judging += other.judging
        self.faults += other.faults

    def line(self) -> str:
        """The figures in one line."""
        told = f"{self.judged} joins: {self.joined} exact, {self.flagged} flagged, {self.wrong} wrong"
        told += f" (and {self.unsure} while the page pushed its texts)" if self.unsure else ""
        refused = ", ".join(f"{code} {count}" for code, count in sorted(self.refused.items())) or "none"
        each = 1000 * sorted(self.judging)[len(self.judging) // 2] if self.judging else 0.0
        return (
            f"{told}; refused: {refused}; gaps {self.gaps}; out of a movement {self.taken_moving}; "
            f"{self.seconds:.0f} s; judging {each:.0f} ms"
        )


class TimedJoining(Joining):
    """Says how long its judgements take."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []

    def compare(self, frame: Frame, known_step: int | None = None) -> Step | None:
        """As ever, with a watch."""
        begun = time.perf_counter()
        step = super().compare(frame, known_step)
        took = time.perf_counter() - begun
        if step is not None and took > 0.002:  # less is what was found before
            self.times.append(took)
        return step


class Proof:
    """One scrolling capture of one page; ``joining`` and ``frames`` are there to be composed afterwards."""

    def __init__(
        self,
        desktop: VirtualDesktop,
        browser: ScrolledBrowser,
        grabber: Grabber,
        clock: Clock,
        scenario: Scenario,
        seen: Callable[[Join], None] = lambda _join: None,
    ) -> None:
        self._desktop, self._browser, self._grabber, self._clock = desktop, browser, grabber, clock
        self._scenario = scenario
        self._seen = seen
        self.tally = Tally()
        self.joining = TimedJoining()
        self.frames: list[Frame] = []
        self.places: list[int] = []
        self.end: End | None = None
        browser.open(PAGE, scenario.query)
        if scenario.upwards:
            browser.value("port.scrollTop = 1e9")
        self.first = browser.truth()
        desktop.settle(2)
        self.target = self._target()
        self._told: list[tuple[float, dict[str, Any]]] = []
        self._truths: list[dict[str, Any]] = []
        self._hand = random.Random(scenario.name)  # noqa: S311  # the amounts that a person scrolls, the same each time
        self._going = -1 if scenario.upwards else 1

    def run(self, joins: int) -> Tally:
        """Goes on until so many joins were judged, or the run is over by itself."""
        begun = time.monotonic()
        direction = Direction.UP if self._scenario.upwards else Direction.DOWN
        by_wheel = not self._scenario.by_hand
        run = ScrollRun(self._grabber, self._clock, self.target, self.joining, automatic=by_wheel, direction=direction)
        stands_since = time.monotonic()
        while True:
            look = run.look()
            if look.seen is Seen.ENDED:
                self.end = look.end
                break
            self._on_look(look, run)
            if look.seen is not Seen.WAITING:
                stands_since = time.monotonic()
            if self.tally.judged >= joins or time.monotonic() - begun > 40 + 3 * joins:
                run.stop()
            elif self._scenario.by_hand and (
                look.seen in (Seen.FRAME, Seen.REFUSED) or time.monotonic() - stands_since > 1.5
            ):
                self._scroll(look)
                stands_since = time.monotonic()
            time.sleep(look.wait)
        self.tally.gaps = run.gaps
        self.tally.seconds = time.monotonic() - begun
        self.tally.judging = self.joining.times
        return self.tally

    def stretches(self) -> list[tuple[int, int]]:
        """The first and the last position of each run of pictures that are joined to one another."""
        cuts = [step.second for step in self.joining.steps if step.shift is None]
        return [(first, last - 1) for first, last in zip([0, *cuts], [*cuts, len(self.frames)], strict=True)]

    def _on_look(self, look: Look, run: ScrollRun) -> None:
        if look.seen is Seen.WAITING:
            return
        now = self._browser.truth()
        self._told.append((self._clock.monotonic(), now))
        before = self.frames[-1] if self.frames else None
        if look.seen is Seen.REFUSED and look.step is not None and before is not None:
            self.tally.refused[look.step.code or "?"] += 1
            self._seen(self._join(look.step, self._truths[-1], now, before, self._grabber.grab(self.area)))
        if look.shot is None:
            return
        frame = look.shot.frame
        # a picture that was held back is handed out later: what counts is what was told right after it was taken
        taken = look.shot.details.monotonic
        told = next(truth for moment, truth in self._told if moment >= taken)
        is_fresh = told is now and not any(moment >= taken for moment, _place in self._told[:-1])
        busy = any(word in self._scenario.query for word in ("spinner", "images", "older", "hover"))
        if is_fresh and not busy and not same_pixels(frame, self._grabber.grab(self.area)):
            self.tally.taken_moving += 1
        # a picture that came between the grab and the answer has pushed the texts: what the page says is of later
        pushed = "grow" in self._scenario.query and told["pushed"] > look.shot.details.captured_at.timestamp() - 0.2
        told = {**told, "is_unsure": pushed}
        self.frames.append(frame)
        self.places.append(told["at"])
        if look.step is not None and before is not None:
            if pushed or self._truths[-1]["is_unsure"]:
                self.tally.unsure += 1
            else:
                self._judge(self._join(look.step, self._truths[-1], told, before, frame))
        self._truths.append(told)

    def _join(self, step: Step, one: dict[str, Any], other: dict[str, Any], before: Frame, frame: Frame) -> Join:
        shared = one["messages"].keys() & other["messages"].keys()
        texts = tuple(one["messages"][text] - other["messages"][text] for text in shared)
        return Join(step, other["at"] - one["at"], texts, before, frame, self._scenario.name)

    def _judge(self, join: Join) -> None:
        step = join.step
        if join.is_wrong:
            self.tally.wrong += 1
            self.tally.faults.append(
                f"{join.scenario}: joined at {step.shift}, the page moved {join.moved}, its texts {join.texts}"
            )
        elif step.verdict is Verdict.JOINED:
            self.tally.joined += 1
        elif step.verdict is Verdict.FLAGGED:
            self.tally.flagged += 1
        self._seen(join)

    @property
    def area(self) -> Rect:
        """What is taken, in pixels of the screen."""
        window = self._window()
        if self._scenario.whole_window:
            return window
        scale, border = self.first["scale"], 1
        width, height = round(self.first["width"] * scale), round(self.first["height"] * scale)
        left = window.x + (window.width - width) // 2
        # the window manager's grip lies below the page
        return Rect(left, window.bottom - 4 * border - height, width, height)

    def _window(self) -> Rect:
        return next(window.area for window in self._grabber.windows() if window.untrusted_title == "Chat")

    def _target(self) -> Target:
        if self._scenario.whole_window:
            return Target("window", untrusted_text="Chat")
        return Target("region", area=self.area)

    def _scroll(self, look: Look) -> None:
        """What a person does: mostly some notches or a key on, sometimes back, sometimes too far; back when asked."""
        dice, area = self._hand, self.area
        # over the middle, and away again: who reads doesn't always leave the pointer on the text
        aside = (str(area.x + area.width // 2), str(area.y + 3 * area.height // 4))
        there = "up" if self._going < 0 else "down"
        if look.seen is Seen.REFUSED and dice.random() < 0.7:
            step = self._wheel(-self._going, 2)
        elif dice.random() < 0.12:
            step = self._wheel(-self._going, dice.randint(1, 2))
        elif dice.random() < 0.08:
            step = self._wheel(self._going, dice.randint(6, 9))
        elif dice.random() < 0.2:
            step = ["key", "Page_Up" if there == "up" else "Page_Down"]
        elif dice.random() < 0.3:
            step = ["key", "--repeat", str(dice.randint(1, 5)), "Up" if there == "up" else "Down"]
        else:
            step = self._wheel(self._going, dice.randint(1, 3))
        self._desktop.run("xdotool", "mousemove", *aside, *step, "mousemove", str(area.x - 8), aside[1])

    @staticmethod
    def _wheel(way: int, notches: int) -> list[str]:
        return ["click", "--repeat", str(notches), "--delay", "12", "4" if way < 0 else "5"]
