"""Captures on a real X server with a window manager: own windows are never in the picture, every pixel is right."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from PIL import Image
from virtual_desktop import VirtualDesktop, wait_for

PROGRAM = Path(__file__).parent / "capture_program.py"
ROOT = Path(__file__).resolve().parents[3]
#: Another program: a window whose every pixel tells where it is.
OTHER = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
class Pattern(QWidget):
    def paintEvent(self, event):
        painter = QPainter(self)
        painter.drawImage(0, 0, picture)
picture = QImage(300, 200, QImage.Format.Format_RGB32)
for y in range(200):
    for x in range(300):
        picture.setPixel(x, y, 0xff000000 | (x % 256) << 16 | (y % 256) << 8 | 0x40)
app = QApplication(["other-program"])
window = Pattern()
window.setWindowTitle(sys.argv[1])
window.setGeometry(int(sys.argv[2]), int(sys.argv[3]), 300, 200)
window.show()
app.exec()
"""


class Own:
    """The program under test, spoken to by lines of JSON."""

    def __init__(self, desktop: VirtualDesktop, **environment: str) -> None:
        env = {**desktop.env, "PYTHONPATH": str(ROOT), **environment}
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", str(PROGRAM)],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.ready = self.hear()

    def __enter__(self) -> Own:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None and kind is None:
            self.tell("end")
        else:
            self._process.kill()
        _out, noise = self._process.communicate(timeout=60)
        if kind is None:
            assert (self._process.returncode, noise) == (0, "")

    def tell(self, do: str, **more: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self._process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            assert self._process.stderr is not None
            raise AssertionError(self._process.stderr.read())
        heard = json.loads(line)
        assert isinstance(heard, dict)
        return heard

    def ask(self, do: str, **more: object) -> dict[str, Any]:
        self.tell(do, **more)
        return self.hear()


def other(desktop: VirtualDesktop, title: str, x: int, y: int) -> None:
    desktop.start(sys.executable, "-c", OTHER, title, str(x), str(y))
    wait_for(lambda: desktop.find_window(title), title)
    desktop.run("xdotool", "sleep", "0.3")


def picture(taken: dict[str, Any]) -> Image.Image:
    assert taken["event"] == "taken", taken
    return Image.open(io.BytesIO(base64.b64decode(taken["png"]))).convert("RGB")


def shows_pattern(image: Image.Image, left: int, top: int) -> bool:
    part = image.crop((left, top, left + 300, top + 200))
    wanted = Image.new("RGB", (300, 200))
    wanted.putdata([(x % 256, y % 256, 0x40) for y in range(200) for x in range(300)])
    return part.tobytes() == wanted.tobytes()


@pytest.fixture
def own(desktop: VirtualDesktop) -> Iterator[Own]:
    with Own(desktop) as program:
        yield program


def chat(desktop: VirtualDesktop, own: Own, title: str, x: int, y: int) -> None:
    other(desktop, title, x, y)
    assert title in own.ask("windows")["titles"]


def test_own_windows_are_never_in_the_picture(desktop: VirtualDesktop, own: Own) -> None:
    # GIVEN another program's window, partly under the own one and the bar
    chat(desktop, own, "chat one", 100, 100)
    assert own.ask("place", own=[250, 180, 300, 300], bar=[200, 110])["event"] == "placed"

    # WHEN it is taken ten times
    shots = [own.ask("take", title="chat one"), *(own.ask("same") for _ in range(9))]

    # THEN every picture shows it whole and nothing of this program
    for shot in shots:
        left, top = 100 - shot["area"][0], 100 - shot["area"][1]
        assert shot["marker"] == 0
        assert shows_pattern(picture(shot), left, top)
    assert len({shot["sha256"] for shot in shots}) == 1

    # AND own windows are visible where they were
    wait_for(lambda: _is_back(own), "own windows in their places")


def _is_back(own: Own) -> bool:
    """The frame's corner depends on the window manager's theme; the bar has none."""
    where = own.ask("where")
    return bool(where["bar"] == [200, 110, 1] and where["own"][2] and abs(where["own"][0] - 249) < 5)


def test_a_window_beside_it_stays_and_the_whole_screen_holds_no_own_pixel(desktop: VirtualDesktop, own: Own) -> None:
    # GIVEN own windows far from the other program's
    chat(desktop, own, "chat two", 60, 450)
    assert own.ask("place", own=[900, 400, 200, 150], bar=[900, 300])["event"] == "placed"

    # WHEN the window and then all screens are taken
    beside, whole = own.ask("take", title="chat two"), own.ask("all")

    # THEN both are free of own pixels
    assert beside["marker"] == 0
    assert (whole["width"], whole["height"], whole["marker"]) == (1366, 768, 0)
    assert shows_pattern(picture(whole), 60, 450)


def test_a_window_behind_another_program_comes_forward(desktop: VirtualDesktop, own: Own) -> None:
    # GIVEN two windows of other programs, the second over the first
    chat(desktop, own, "chat under", 620, 60)
    chat(desktop, own, "chat over", 700, 100)

    # WHEN the lower one is taken
    shot = own.ask("take", title="chat under")

    # THEN it is shown whole
    assert not shot["covered"]
    assert shows_pattern(picture(shot), 620 - shot["area"][0], 60 - shot["area"][1])


def test_pointing_with_a_real_mouse_and_keys(desktop: VirtualDesktop, own: Own) -> None:
    # GIVEN an own window over the place that is pointed at
    chat(desktop, own, "chat three", 950, 500)
    assert own.ask("place", own=[900, 450, 300, 200], bar=[700, 20])["event"] == "placed"

    # WHEN the window is clicked on the frozen screen
    own.tell("point")
    _wait_for_overlay(desktop)
    desktop.run("xdotool", "mousemove", "1100", "600", "sleep", "0.2", "click", "1")
    shot = own.hear()

    # THEN that window was taken, without the own one that lay over it
    assert (shot["mode"], shot["marker"]) == ("window", 0)
    assert shows_pattern(picture(shot), 950 - shot["area"][0], 500 - shot["area"][1])

    # WHEN a region is drawn THEN it is those pixels
    own.tell("region")
    _wait_for_overlay(desktop)
    desktop.run(
        *("xdotool", "mousemove", "960", "510", "sleep", "0.2", "mousedown", "1", "mousemove", "1000", "600"),
        *("sleep", "0.1", "mousemove", "1059", "559", "sleep", "0.2", "mouseup", "1"),
    )
    shot = own.hear()
    assert (shot["mode"], shot["area"], shot["marker"]) == ("region", [960, 510, 100, 50], 0)
    assert picture(shot).getpixel((0, 0)) == (10, 10, 0x40)

    # AND Esc leaves without a picture
    own.tell("region")
    _wait_for_overlay(desktop)
    desktop.run("xdotool", "key", "Escape")
    assert own.hear() == {"event": "cancelled"}


def _wait_for_overlay(desktop: VirtualDesktop) -> None:
    wait_for(lambda: "Frozen screen" in desktop.run("xdotool", "getactivewindow", "getwindowname"), "the overlay")


@pytest.mark.parametrize("factors", ["LEFT=1;RIGHT=2", "LEFT=1.5;RIGHT=1.25"])
def test_screens_of_different_scales_give_exact_pixels(factors: str) -> None:
    # GIVEN two monitors side by side, each with a scale of its own
    with VirtualDesktop("1600x700") as wide:
        _two_monitors(wide)
        other(wide, "chat left", 200, 150)
        other(wide, "chat right", 1000, 300)
        with Own(wide, QT_SCREEN_SCALE_FACTORS=factors) as own:
            scales = {name: float(scale) for name, scale in (part.split("=") for part in factors.split(";"))}
            assert dict(own.ready["screens"]) == scales
            own.ask("windows")
            assert own.ask("place", own=[1000, 100, 60, 60], bar=[820, 20])["event"] == "placed"

            # WHEN a window on each is taken, and a screen, and a region on the right one
            shots = {title: own.ask("take", title=title) for title in ("chat left", "chat right")}
            screen = own.ask("screen", number=2)
            own.tell("region")
            _wait_for_overlay(wide)
            _draw(wide, (1010, 310), (1109, 359))
            region = own.hear()

    # THEN all pixels are where they belong
    left, right = shots["chat left"], shots["chat right"]
    assert shows_pattern(picture(left), 200 - left["area"][0], 150 - left["area"][1])
    assert shows_pattern(picture(right), 1000 - right["area"][0], 300 - right["area"][1])
    assert [left["scale"], right["scale"]] == list(scales.values())
    assert (screen["area"], screen["marker"]) == ([800, 0, 800, 700], 0)
    assert shows_pattern(picture(screen), 200, 300)
    assert region["marker"] == 0
    _is_near(region["area"], [1010, 310, 100, 50], scales["RIGHT"])
    x, y = region["area"][0] - 1000, region["area"][1] - 300
    assert picture(region).getpixel((0, 0)) == (x % 256, y % 256, 0x40)


def _two_monitors(desktop: VirtualDesktop) -> None:
    desktop.run("xrandr", "--setmonitor", "LEFT", "800/211x700/185+0+0", "screen")
    desktop.run("xrandr", "--setmonitor", "RIGHT", "800/211x700/185+800+0", "none")


def _draw(desktop: VirtualDesktop, start: tuple[int, int], end: tuple[int, int]) -> None:
    a, b = [str(value) for value in start], [str(value) for value in end]
    middle = [str((one + other) // 2) for one, other in zip(start, end, strict=True)]
    desktop.run(
        *("xdotool", "mousemove", *a, "sleep", "0.2", "mousedown", "1", "mousemove", *middle, "sleep", "0.1"),
        *("mousemove", *b, "sleep", "0.2", "mouseup", "1"),
    )


def _is_near(area: Sequence[int], wanted: Sequence[int], scale: float) -> None:
    """Qt tells the pointer in whole logical pixels: a region's edge is exact to one of those."""
    assert all(abs(one - other) <= scale for one, other in zip(area, wanted, strict=True)), area


def test_keys_alone_choose_exact_pixels_on_a_finer_screen() -> None:
    # GIVEN a second screen at 200 % with a window on it, the pointer on the first
    with VirtualDesktop("1600x700") as wide:
        _two_monitors(wide)
        other(wide, "chat right", 1000, 300)
        wide.run("xdotool", "mousemove", "20", "20")
        with Own(wide, QT_SCREEN_SCALE_FACTORS="LEFT=1;RIGHT=2") as own:
            # WHEN the screen is chosen by its digit and two corners by arrows: the cross starts in the middle
            own.tell("region")
            _wait_for_overlay(wide)
            wide.run("xdotool", "key", "2")
            wait_for(lambda: "screen 2" in wide.run("xdotool", "getactivewindow", "getwindowname"), "screen 2")
            wide.run("xdotool", "key", "--delay", "20", "Left", "Up", "Return", *["shift+Left"] * 5, "Down", "space")
            shot = own.hear()

            # AND the same area once more by L
            own.tell("region")
            _wait_for_overlay(wide)
            wide.run("xdotool", "key", "l", "sleep", "0.1", "key", "Return")
            again = own.hear()

            # THEN the pixels are those, to one: the screen's middle is at 1200, 350
            assert shot["area"] == [1149, 349, 51, 2]
            assert picture(shot).getpixel((0, 0)) == (149, 49, 0x40)
            assert picture(shot).getpixel((50, 1)) == (199, 50, 0x40)
            assert (again["area"], again["sha256"]) == (shot["area"], shot["sha256"])

            # AND a second press of the capture's key gets out
            own.tell("region")
            _wait_for_overlay(wide)
            wide.run("xdotool", "key", "F8")
            assert own.hear() == {"event": "cancelled"}


def test_a_screen_that_goes_ends_the_choice_and_the_next_one_works() -> None:
    # GIVEN two screens and a choice on them
    with VirtualDesktop("1600x700") as wide:
        _two_monitors(wide)
        with Own(wide) as own:
            own.tell("region")
            _wait_for_overlay(wide)
            # WHEN the second is unplugged
            wide.run("xrandr", "--delmonitor", "RIGHT")
            # THEN the choice ends in words, and nothing stays on the screen
            assert own.hear() == {"event": "failed", "reference": "capture-screens-changed"}
            wait_for(lambda: not wide.find_window("Frozen screen"), "the overlays to go")
            # AND the next choice is there
            own.tell("region")
            _wait_for_overlay(wide)
            wide.run("xdotool", "key", "Escape")
            assert own.hear() == {"event": "cancelled"}
