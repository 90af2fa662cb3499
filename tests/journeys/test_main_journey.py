"""The main job in the real window: from a pasted letter to files to attach, by mouse and keys, in fifteen clicks.

A real X server with a window manager, a real browser window that shows a dated conversation, and the real program
in a process of its own. What comes out is opened with other people's tools.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from driven_window import DrivenWindow
from virtual_desktop import VirtualDesktop, wait_for

ROOT = Path(__file__).resolve().parents[2]

LETTER = (ROOT / "resources" / "sample" / "letter.txt").read_text(encoding="utf-8")
PAGE = ROOT / "tests" / "data" / "conversation.html"
ANSWERS = {
    "A": "Northwind wrote to me on 3 November 2015. We had not met before.",
    "B": "I built four pages for a tea shop between 9 and 27 November 2015.",
    "C": "We write in the message room only. The price is 640 dollars, fixed.",
}


@pytest.fixture
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop("1366x768") as desktop:
        yield desktop


def open_browser(desktop: VirtualDesktop, profile: Path) -> str:
    """A real browser window with the conversation; its X id."""
    desktop.start(
        "chromium",
        "--no-sandbox",
        "--no-first-run",
        "--disable-gpu",
        "--disable-background-networking",
        "--force-device-scale-factor=1",
        f"--user-data-dir={profile}",
        "--window-position=40,60",
        "--window-size=820,600",
        f"--app={PAGE.as_uri()}",
    )
    wait_for(lambda: desktop.find_window("Northwind - Messages"), "the browser's window")
    return desktop.find_window("Northwind - Messages")


def put_on_clipboard(desktop: VirtualDesktop, file: Path, text: str, kind: str = "UTF8_STRING") -> None:
    """Text on the clipboard, as another program leaves it there; ``file`` is where that program reads it."""
    file.write_text(text, encoding="utf-8")
    desktop.start("xclip", "-quiet", "-selection", "clipboard", "-t", kind, str(file))
    wait_for(lambda: desktop.run("xclip", "-selection", "clipboard", "-t", kind, "-o") == text, "the clipboard")


def in_front(desktop: VirtualDesktop) -> None:
    """Waits until the program's window takes the keys."""
    wait_for(lambda: "Appeal" in desktop.run("xdotool", "getactivewindow", "getwindowname"), "the window in front")


def says(window: DrivenWindow, name: str, text: str) -> None:
    """Waits until a control shows this text."""
    wait_for(lambda: window.is_visible(name) and window.find(name)["text"] == text, f"{name} to say {text}")


def kept(window: DrivenWindow, count: int) -> None:
    """Waits until the bar tells of the ``count``-th capture: its label ends with the number within its question."""
    letter, number = [("A", 1), ("B", 1), ("B", 2), ("C", 1), ("C", 2), ("C", 3)][count - 1]
    wait_for(
        lambda: window.is_visible("captureBarLabel") and f"{letter}-{number}" in window.find("captureBarLabel")["text"],
        f"attachment {letter}-{number}",
    )


def turn_page(desktop: VirtualDesktop, browser: str) -> None:
    """The next day of the conversation, in the browser."""
    desktop.run("xdotool", "windowactivate", "--sync", browser, "key", "n")


def answer_all(window: DrivenWindow) -> None:
    for place, letter in enumerate("ABC"):
        if place:
            window.press("alt+Down")
        says(window, "questionLabel", f"Question {letter}")
        window.type(ANSWERS[letter])
    for _place in range(2):
        window.press("alt+Up")


def test_from_a_pasted_letter_to_files_in_fifteen_clicks(desktop: VirtualDesktop, tmp_path: Path) -> None:
    # GIVEN a browser that shows the conversation, two delivered files, and a letter on the clipboard
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    browser = open_browser(desktop, tmp_path / "profile")
    files = [tmp_path / "order form.txt", tmp_path / "delivery note.txt"]
    for place, path in enumerate(files):
        path.write_text(f"Delivered, part {place}\n", encoding="utf-8")
    put_on_clipboard(desktop, tmp_path / "letter", LETTER)
    with DrivenWindow(desktop, env={"HOME": str(home), "LANG": "C.UTF-8"}) as window:
        window.find("mainWindow")
        in_front(desktop)
        # WHEN the letter is pasted and its questions are accepted
        window.press("ctrl+v")
        window.click("startButton")
        answer_all(window)
        # AND six pictures of the browser's window are taken for the three questions
        window.click("captureButton")
        window.click("captureBarCapture")
        window.find("captureOverlay1")
        window.click_at(300, 300)
        kept(window, 1)
        for count in range(2, 7):
            turn_page(desktop, browser)
            if count in (2, 4):
                window.click("captureBarAfter")
            window.click("captureBarSame")
            kept(window, count)
        window.press("Escape")
        # AND two files are pasted
        put_on_clipboard(desktop, tmp_path / "list", "\n".join(path.as_uri() for path in files), "text/uri-list")
        window.find("reviewButton")
        in_front(desktop)
        desktop.settle()  # the window manager moves the window back in steps; a click before its end goes elsewhere
        window.press("ctrl+v")
        # AND everything is looked through, each with its date
        window.click("reviewButton")
        dates = ["3 November 2015", "9 November 2015", "11 November 2015", "12 November 2015", "25 November 2015"]
        dates += ["27 November 2015", "27 November 2015", "27 November 2015"]
        for place, date in enumerate(dates, 1):
            says(window, "reviewPlace", f"{place} of 8")
            window.type(date)
            if place < len(dates):
                window.press("Return")
        window.click("reviewOn")
        # THEN the last screen is there, after at most fifteen clicks
        window.find("readyCopy")
        assert window.clicks <= 15, window.clicks
        window.press("ctrl+c")
        wait_for(lambda: window.find("readyCopy")["text"] == "Copied", "the reply in the clipboard")
        reply = desktop.run("xclip", "-selection", "clipboard", "-o")
        assert all(answer in reply for answer in ANSWERS.values())
        assert window.close() == 0
    look_at_what_came_out(home / "Documents" / "Appeal Assistant", tmp_path / "unpacked")


def look_at_what_came_out(cases: Path, unpacked: Path) -> None:
    out = next(path for path in cases.iterdir() if "to-send" in path.name)
    archive = next(out.glob("*_evidence.zip"))
    subprocess.run(["unzip", "-tq", str(archive)], check=True, stdout=subprocess.DEVNULL)
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(unpacked)
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS.txt"], cwd=unpacked, check=True)
    index = next(out.glob("*_INDEX.pdf"))
    subprocess.run(["qpdf", "--check", str(index)], check=True, stdout=subprocess.DEVNULL)
    text = subprocess.run(["pdftotext", str(index), "-"], check=True, capture_output=True, text=True).stdout
    assert "11 November 2015" in text
    assert "640 dollars" in text
    manifest = json.loads((unpacked / "records" / "manifest.json").read_text(encoding="utf-8"))
    exhibits = manifest["exhibits"]
    assert len(exhibits) == 8
    assert all(
        hashlib.sha256((unpacked / each["file"]).read_bytes()).hexdigest() == each["sha256"] for each in exhibits
    )
    assert sum(each["captured_at"] is not None for each in exhibits) == 6
