"""Captures and scrolls in a case without end and says what is done, a line of JSON each, once it is. To be killed."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from long_page import long_page, view

from assistant.actions.scroll import begin_scroll, finish_scroll, keep_frame, take_back_frame
from assistant.actions.take_capture import keep_capture
from assistant.capture.target import Shot, Target, take
from assistant.core.ports import Frame, Rect, Screen, ScreenWindow
from assistant.storage.clock import SystemClock
from assistant.storage.folder import CaseFolder

WIDTH, HEIGHT = 200, 240


def say(did: str, **more: object) -> None:
    print(json.dumps({"did": did, **more}), flush=True)


class Page:
    """A screen with a page on it that somebody scrolls."""

    name = "page"

    def __init__(self, seed: int) -> None:
        self.pixels = long_page(WIDTH, 1500, seed)
        self.top = 0

    def screens(self) -> Sequence[Screen]:
        return (Screen(1, Rect(0, 0, WIDTH, HEIGHT)),)

    def windows(self) -> Sequence[ScreenWindow]:
        return ()

    def grab(self, area: Rect) -> Frame:
        return view(self.pixels, self.top, area.height)

    def close(self) -> None: ...

    def taken(self) -> Shot:
        return take(self, SystemClock(), Target("all"))


def scroll(folder: CaseFolder, page: Page, dice: random.Random) -> None:
    page.top = 0
    strip = begin_scroll(folder, "B")
    say("began", strip=strip)
    for _number in range(dice.randint(1, 8)):
        frame = keep_frame(folder, strip, page.taken())
        say("kept", strip=strip, sha256=frame.sha256)
        if dice.random() < 0.2:
            back = take_back_frame(folder, strip)
            say("took back", strip=strip, sha256=back.sha256 if back else "")
        page.top += dice.choice((60, 90, 120))
    if dice.random() < 0.3:
        return  # left as it is: it is offered again
    made = finish_scroll(folder, strip)
    say("joined", strip=strip, exhibits=[[exhibit.id, exhibit.sha256] for exhibit in made.exhibits])


def work(place: Path, seed: int) -> None:
    dice, page = random.Random(seed), Page(seed)  # noqa: S311  # where to scroll to, no secrets
    folder = CaseFolder.open(place, SystemClock())
    say("opened")
    while True:
        page.top = dice.randrange(0, 1200)
        shot = page.taken()
        exhibit = keep_capture(folder, "A", shot.frame, shot.details).exhibit
        say("captured", exhibit=exhibit.id, sha256=exhibit.sha256)
        scroll(folder, page, dice)


work(Path(sys.argv[1]), int(sys.argv[2]))
