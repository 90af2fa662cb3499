"""A region in the real window: by keys alone, by the mouse, and the same one again after the program was closed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from driven_window import DrivenWindow
from PIL import Image
from virtual_desktop import VirtualDesktop, wait_for

ROOT = Path(__file__).resolve().parents[2]
LETTER = ROOT / "resources" / "sample" / "letter.txt"
#: Another program, 300 × 200 from 600, 300: every pixel tells its place in it.
OTHER = """
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
window.setWindowTitle("the pattern")
window.setGeometry(600, 300, 300, 200)
window.show()
app.exec()
"""


@pytest.fixture
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop("1366x768") as desktop:
        desktop.start(sys.executable, "-c", OTHER)
        wait_for(lambda: desktop.find_window("the pattern"), "the other program")
        yield desktop


def open_choice(desktop: VirtualDesktop, window: DrivenWindow) -> None:
    """The bar has the keyboard; its key for a region is pressed."""
    wait_for(lambda: "Capture" in desktop.run("xdotool", "getactivewindow", "getwindowname"), "the bar in front")
    window.press("ctrl+r")
    window.find("captureOverlay1")
    wait_for(lambda: "Frozen" in desktop.run("xdotool", "getactivewindow", "getwindowname"), "the frozen screen")
    desktop.settle()


def newest(home: Path, known: set[Path]) -> Image.Image:
    """The picture that came last, as it is on the disk."""
    (path,) = {*(home / "Documents" / "Appeal Assistant").glob("*/originals/*/*.png")} - known
    known.add(path)
    with Image.open(path) as picture:
        return picture.convert("RGB")


def shows(picture: Image.Image, left: int, top: int) -> bool:
    """Whether it is the pattern from this place of the desktop on, to the pixel."""
    columns, rows = range(left - 600, left - 600 + picture.width), range(top - 300, top - 300 + picture.height)
    wanted = Image.new("RGB", picture.size)
    wanted.putdata([(x % 256, y % 256, 0x40) for y in rows for x in columns])
    return picture.tobytes() == wanted.tobytes()


def says(window: DrivenWindow, label: str) -> None:
    wait_for(lambda: window.is_visible("captureBarLabel") and label in window.find("captureBarLabel")["text"], label)


def test_a_region_by_keys_by_mouse_and_again_tomorrow(desktop: VirtualDesktop, tmp_path: Path) -> None:
    # GIVEN a case, and another program in the middle of the screen
    home, known = tmp_path / "home", set[Path]()
    home.mkdir(exist_ok=True)
    env = {"HOME": str(home), "LANG": "C.UTF-8"}
    with DrivenWindow(desktop, str(LETTER), env=env) as window:
        window.click("startButton")
        window.click("captureButton")
        window.find("captureBar")

        # WHEN two corners are set by keys: the cross begins in the middle of the screen
        open_choice(desktop, window)
        window.press("Return", *["shift+Right"] * 5, *["shift+Down"] * 2, "Return")
        says(window, "A-1")

        # THEN the file on the disk is those pixels
        picture = newest(home, known)
        assert (picture.size, shows(picture, 683, 384)) == ((51, 21), True)

        # WHEN one is drawn with the mouse THEN too
        open_choice(desktop, window)
        desktop.run(
            *("xdotool", "mousemove", "--sync", "620", "310", "sleep", "0.2", "mousedown", "1"),
            *("mousemove", "--sync", "700", "350", "sleep", "0.1", "mousemove", "--sync", "719", "389"),
            *("sleep", "0.2", "mouseup", "1"),
        )
        says(window, "A-2")
        picture = newest(home, known)
        assert (picture.size, shows(picture, 620, 310)) == ((100, 80), True)
        assert window.close() == 0

    # WHEN the case is opened again, and L and Enter are pressed on the frozen screen
    (case,) = (home / "Documents" / "Appeal Assistant").iterdir()
    with DrivenWindow(desktop, str(case), env=env) as window:
        window.click("captureButton")
        window.find("captureBar")
        open_choice(desktop, window)
        window.press("l", "Return")
        says(window, "A-3")

        # THEN it is the area of before
        picture = newest(home, known)
        assert (picture.size, shows(picture, 620, 310)) == ((100, 80), True)
        assert window.close() == 0
