"""Capturing in the real window: a delay, an odd picture that is retaken, and a page longer than the screen.

A real X server with a window manager, a real browser, the real program in a process of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from driven_window import DrivenWindow
from PIL import Image
from virtual_desktop import VirtualDesktop, wait_for

ROOT = Path(__file__).resolve().parents[2]
LETTER = ROOT / "resources" / "sample" / "letter.txt"

#: A chat that is four times as high as its window; each message is told from all others.
PAGE = """<!doctype html><meta charset="utf-8"><title>Long chat</title>
<style>body{{margin:0;font:15px sans-serif}} header{{position:sticky;top:0;background:#eee;padding:12px}}
p{{margin:14px 20px}}</style><header>Northwind</header>{messages}"""


@pytest.fixture
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop("1366x768") as desktop:
        yield desktop


def open_chat(desktop: VirtualDesktop, folder: Path) -> str:
    """A real browser window with a long chat; its X id."""
    page = folder / "chat.html"
    lines = (hashlib.sha256(str(number).encode()).hexdigest() for number in range(60))
    messages = "\n".join(f"<p>{number}. {line[:48]}</p>" for number, line in enumerate(lines))
    page.write_text(PAGE.format(messages=messages), encoding="utf-8")
    desktop.start(
        "chromium",
        "--no-sandbox",
        "--no-first-run",
        "--disable-gpu",
        "--disable-background-networking",
        "--force-device-scale-factor=1",
        f"--user-data-dir={folder / 'profile'}",
        "--window-position=40,60",
        "--window-size=820,600",
        f"--app={page.as_uri()}",
    )
    wait_for(lambda: desktop.find_window("Long chat"), "the browser's window")
    return desktop.find_window("Long chat")


def says(window: DrivenWindow, name: str, text: str) -> None:
    """Waits until a control's words hold ``text``."""
    wait_for(lambda: window.is_visible(name) and text in window.find(name)["text"], f"{name} to say {text}")


def activate(desktop: VirtualDesktop, browser: str, *keys: str) -> None:
    """The browser in front, and keys for it."""
    desktop.run("xdotool", "windowactivate", "--sync", browser, "key", *keys)
    desktop.settle()


def test_delay_retake_and_scrolling(desktop: VirtualDesktop, tmp_path: Path) -> None:
    # GIVEN a browser with a long chat, and a case with its questions
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    browser = open_chat(desktop, tmp_path)
    with DrivenWindow(desktop, str(LETTER), env={"HOME": str(home), "LANG": "C.UTF-8"}) as window:
        window.click("startButton")
        window.click("captureButton")
        window.find("captureBar")

        # WHEN three seconds are set by the key, and the browser is chosen after them
        window.click("captureBarAfter")
        window.press("ctrl+t")
        says(window, "captureBarDelayMark", "3 s")
        window.click("captureBarCapture")
        says(window, "captureBarCountWords", "Picture in")
        window.find("captureOverlay1")
        window.click_at(300, 300)

        # THEN it is saved for the second question
        says(window, "captureBarLabel", "B-1")

        # WHEN the same is taken again, without a delay, nothing having changed
        for _time in range(3):
            window.press("ctrl+t")
        for number in (2, 3):
            window.press("F7")
            says(window, "captureBarLabel", f"B-{number}")
        says(window, "captureBarWarning", "same as the one before")

        # AND the page goes on and it is retaken
        activate(desktop, browser, "Next")
        window.click("captureBarRetake")
        wait_for(lambda: not window.is_visible("captureBarWarning"), "the picture that is not odd")

        # THEN the odd one is gone and the new one has its label
        says(window, "captureBarLabel", "B-3")

        # WHEN the page is taken while the wheel is turned by hand
        activate(desktop, browser, "Home")
        window.click("captureBarMore")
        window.click("captureBarMenu", row=4)
        window.find("captureOverlay1")
        window.click_at(300, 300)
        says(window, "scrollCount", "1 picture")
        for count in range(2, 5):
            desktop.run("xdotool", "mousemove", "420", "400", "click", "--repeat", "2", "5")
            says(window, "scrollCount", f"{count} pictures")
        window.click("scrollStop")

        # THEN it is one joined attachment of the same question, higher than its window, with what was seen last
        says(window, "captureBarLabel", "B-4")
        assert not window.is_visible("captureBarWarning")
        window.press("Escape")
        assert window.close() == 0
    (joined,) = (home / "Documents" / "Appeal Assistant").glob("*/working/**/*.png")
    with Image.open(joined) as picture:
        assert picture.height > 900


def test_the_first_capture_by_keys_alone(desktop: VirtualDesktop, tmp_path: Path) -> None:
    # GIVEN a browser, and a case in which the pointer is never used
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    browser = open_chat(desktop, tmp_path)
    desktop.run("xdotool", "mousemove", "1360", "760")
    with DrivenWindow(desktop, str(LETTER), env={"HOME": str(home), "LANG": "C.UTF-8"}) as window:
        window.find("startButton")
        wait_for(lambda: "Appeal" in desktop.run("xdotool", "getactivewindow", "getwindowname"), "the window in front")
        window.press("ctrl+Return")
        window.find("captureButton")

        # WHEN the bar is opened, a window is chosen by Tab, and taken
        window.press("F8")
        window.find("captureBar")
        wait_for(lambda: "Capture" in desktop.run("xdotool", "getactivewindow", "getwindowname"), "the bar in front")
        window.press("F8")
        window.find("captureOverlay1")
        desktop.settle()
        window.press("Tab", "Return")
        says(window, "captureBarLabel", "A-1")

        # THEN its date can be typed at once, and Enter leads on
        wait_for(lambda: "Capture" in desktop.run("xdotool", "getactivewindow", "getwindowname"), "the bar in front")
        window.type("11 November 2015")
        window.press("Return", "F7")
        says(window, "captureBarLabel", "A-2")
        assert window.clicks == 0
        window.press("Escape")

        # WHEN the key for every program is pressed in the browser, the bar being closed
        wait_for(lambda: "Appeal" in desktop.run("xdotool", "getactivewindow", "getwindowname"), "the window in front")
        activate(desktop, browser, "Next")
        window.press("ctrl+alt+s")
        says(window, "captureBarLabel", "A-3")
        desktop.settle()

        # THEN the bar says that it was saved, and the browser keeps the keyboard
        assert desktop.run("xdotool", "getactivewindow", "getwindowname").strip() == "Long chat"
        assert window.close() == 0
