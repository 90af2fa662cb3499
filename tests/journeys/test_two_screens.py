"""Two screens of mixed scale with a gap between them: every pixel of a capture is the one that was asked for.

The background tells at each pixel where it is. What the window does on such screens is in ``tests/ui/capture``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from painted_screen import paint, painted
from PIL import Image
from virtual_desktop import VirtualDesktop

from assistant.capture.choose import Surroundings, choose
from assistant.capture.target import Target, find, take
from assistant.core.ports import Grabber, Rect
from assistant.imaging.frames import same_pixels, to_picture
from assistant.storage.clock import SystemClock

WIDTH, HEIGHT = 1700, 800
LEFT, RIGHT = Rect(0, 0, 800, 700), Rect(900, 60, 701, 723)
FACTORS = "LEFT=1.25;RIGHT=2"


@pytest.fixture(scope="module")
def screens() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(f"{WIDTH}x{HEIGHT}") as desktop:
        desktop.run("xrandr", "--setmonitor", "LEFT", "800/211x700/185+0+0", "screen")
        desktop.run("xrandr", "--setmonitor", "RIGHT", "701/190x723/190+900+60", "none")
        paint(desktop.display, WIDTH, HEIGHT)
        yield desktop


@pytest.fixture
def grabber(screens: VirtualDesktop) -> Iterator[Grabber]:
    grabber = choose(Surroundings("linux", screens.env)).required()
    yield grabber
    grabber.close()


@pytest.mark.parametrize(
    ("target", "area"),
    [
        (Target("screen", screen=1), LEFT),
        (Target("screen", screen=2), RIGHT),
        (Target("region", area=Rect(1599, 60, 1, 1)), Rect(1599, 60, 1, 1)),
        (Target("region", area=Rect(790, 55, 120, 11)), Rect(790, 55, 120, 11)),
        (Target(), Rect(0, 0, 1601, 783)),
    ],
)
def test_a_target_is_those_pixels(grabber: Grabber, target: Target, area: Rect) -> None:
    assert find(grabber, target).area == area
    shot = take(grabber, SystemClock(), target)
    assert shot.details.area == area
    assert same_pixels(shot.frame, painted(area))
    assert not (shot.details.cut_off or shot.details.wrong_size or shot.details.own_window)


def run(desktop: VirtualDesktop, *words: str | Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "assistant", *map(str, words), "--json"],
        env={**desktop.env, "QT_SCREEN_SCALE_FACTORS": FACTORS},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told


def test_the_commands_take_those_pixels(screens: VirtualDesktop, tmp_path: Path) -> None:
    # GIVEN a case
    case, letter = tmp_path / "case", tmp_path / "letter.txt"
    letter.write_text("Your account is on hold. Please send us:\n1. How you met\n2. Screenshots\n", encoding="utf-8")
    run(screens, "new", case, "--letter", letter)

    # WHEN the screens are listed THEN they are where they are
    listed = run(screens, "capture", "--list")
    places = [Rect(*(screen[key] for key in ("x", "y", "width", "height"))) for screen in listed["screens"]]
    assert places == [LEFT, RIGHT]
    assert (listed["backend"], listed["passed_over"]) == ("mss", [])

    # WHEN a screen, a region over the gap, that region again and everything are captured
    whole = Rect(0, 0, 1601, 783)
    region = Rect(850, 300, 200, 33)
    for words, area in (
        (["--screen", "2"], RIGHT),
        (["--region", "850,300,200,33"], region),
        (["--again"], region),
        (["--screen", "all"], whole),
    ):
        exhibit = run(screens, "capture", case, "B", *words)["exhibits"][0]

        # THEN the original holds those pixels and no other
        original = case / "originals" / exhibit["sha256"][:2] / f"{exhibit['sha256']}.png"
        with Image.open(original) as picture:
            assert picture.convert("RGB").tobytes() == to_picture(painted(area)).tobytes()
