"""The key that captures from any program, through the real window: press, conflict, another key, try, tray."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driven_window import DrivenWindow
from virtual_desktop import VirtualDesktop, wait_for

from assistant.capture.choose import Surroundings
from assistant.capture.keys.choose import grab

TITLE = "A chat with the client"


def command(own_home: Path, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *arguments, "--json"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture
def case(own_home: Path) -> Path:
    """The sample case, whose questions are accepted."""
    path = own_home / "case"
    command(own_home, "sample", str(path))
    return path


@pytest.fixture
def window(desktop: VirtualDesktop, case: Path) -> Iterator[DrivenWindow]:
    """The program's window with the case, and another program in front of it that has the keyboard."""
    with DrivenWindow(desktop, str(case)) as opened:
        opened.find("answer")
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def other(desktop: VirtualDesktop) -> str:
    """Another program's window; its id."""
    desktop.start("xterm", "-T", TITLE, "-geometry", "70x20+500+200", "-e", "sleep", "600")
    wait_for(lambda: desktop.find_window(TITLE), "the other program")
    return desktop.find_window(TITLE)


def captures(own_home: Path, case: Path) -> list[dict[str, Any]]:
    return [each for each in command(own_home, "status", str(case))["exhibits"] if each["captured_at"]]


def key_says(window: DrivenWindow, words: str) -> None:
    wait_for(lambda: words in str(window.find("keyNote")["text"]), f"“{words}” in the window")


def focus(desktop: VirtualDesktop, other: str) -> None:
    """Goes to the other program, once the new window has had the keyboard: it must not come back in front later."""

    def active() -> str:
        return desktop.run("xdotool", "getactivewindow").strip()

    wait_for(lambda: "Appeal" in desktop.run("xdotool", "getactivewindow", "getwindowname"), "the window in front")
    desktop.run("xdotool", "windowactivate", "--sync", other)
    wait_for(lambda: active() == other, "the other program in front")


def test_a_key_in_another_program_makes_an_attachment(
    desktop: VirtualDesktop, window: DrivenWindow, other: str, own_home: Path, case: Path
) -> None:
    # GIVEN the key works, and the person chats in another program
    key_says(window, "Ctrl+Alt+S takes its window")
    before = captures(own_home, case)
    focus(desktop, other)

    # WHEN the key is pressed there
    window.press("ctrl+alt+s")

    # THEN that program's window is a new attachment of the question that was open
    wait_for(lambda: len(captures(own_home, case)) == len(before) + 1, "the new attachment")
    known = {each["id"] for each in before}
    (new,) = [each for each in captures(own_home, case) if each["id"] not in known]
    assert new["item"] == "A"
    picture = next((case / "originals").rglob(f"{new['sha256']}*"), None)
    assert picture is not None or new["bytes"] > 0


def test_the_command_of_a_system_shortcut_works_while_the_window_is_open(
    desktop: VirtualDesktop, window: DrivenWindow, other: str, own_home: Path, case: Path
) -> None:
    # GIVEN the window has the case, and a picture of another program was taken
    key_says(window, "Ctrl+Alt+S takes its window")
    focus(desktop, other)
    window.press("ctrl+alt+s")
    window.find("captureBarLabel")

    # WHEN the desktop's own shortcut calls the command for question C
    told = command(own_home, "capture", str(case), "C", "--again")

    # THEN the window takes it once more, and the command tells of it
    (exhibit,) = told["exhibits"]
    assert exhibit["item"] == "C"
    assert exhibit["kind"] == "capture"
    assert exhibit["captured_at"]


def test_another_key_is_chosen_and_tried(window: DrivenWindow, own_home: Path) -> None:
    # GIVEN the preferences
    key_says(window, "Ctrl+Alt+S takes its window")
    window.press("ctrl+comma")

    # WHEN another key is pressed in the field
    window.click("preferencesKey")
    window.press("ctrl+alt+k")

    # THEN it is had at once, and a try shows that it arrives
    wait_for(lambda: "Ctrl+Alt+K works" in str(window.find("preferencesKeyState")["text"]), "the new key")
    window.click("preferencesKeyTry")
    assert window.find("preferencesKeyState")["text"] == "Press Ctrl+Alt+K now."
    window.press("ctrl+alt+k")
    wait_for(lambda: "It works" in str(window.find("preferencesKeyState")["text"]), "the try to succeed")

    # AND a key that is needed for writing is refused in words, and the one before stays
    window.click("preferencesKey")
    window.press("ctrl+v")
    wait_for(lambda: "Ctrl+Alt+K stays" in str(window.find("preferencesKeyState")["text"]), "the refusal")

    # AND it can be gone, and come back
    window.click("preferencesKeyNone")
    wait_for(lambda: "No key" in str(window.find("preferencesKeyState")["text"]), "no key")
    window.click("preferencesKeyReset")
    wait_for(lambda: "Ctrl+Alt+S works" in str(window.find("preferencesKeyState")["text"]), "the key of before")

    # AND what is remembered is what was chosen last
    kept = own_home / ".config" / "appeal-assistant" / "preferences.json"
    assert json.loads(kept.read_text(encoding="utf-8"))["capture_key"] == "Ctrl+Alt+S"


def test_the_program_is_in_the_menu_when_the_person_says_so(window: DrivenWindow, own_home: Path) -> None:
    # GIVEN nothing was written so far
    menu = own_home / ".local" / "share" / "applications"
    assert not menu.exists()
    window.press("ctrl+comma")
    assert str(menu) in str(window.find("preferencesEntryState")["text"])

    # WHEN it is added, THEN the entry is there; WHEN it is removed, THEN it is gone
    window.click("preferencesEntry")
    wait_for(lambda: list(menu.glob("*.desktop")), "the entry")
    wait_for(lambda: "Remove" in str(window.find("preferencesEntry")["text"]), "the way back")
    window.click("preferencesEntry")
    wait_for(lambda: not list(menu.glob("*.desktop")), "the entry to be gone")


def test_a_key_that_another_program_has_is_said_quietly(desktop: VirtualDesktop, case: Path) -> None:
    # GIVEN another program with the same key
    here = Surroundings("linux", desktop.env)
    rival = grab("Ctrl+Alt+S", lambda: None, lambda error: None, here)

    # WHEN the window opens
    with DrivenWindow(desktop, str(case)) as window:
        window.find("answer")

        # THEN that is said beside the attachments, and no error is shown
        key_says(window, "Another program has Ctrl+Alt+S")
        assert not window.is_visible("errorSheet")
        rival.close()

        # AND in the preferences another one is chosen
        window.press("ctrl+comma")
        assert "Another program has" in str(window.find("preferencesKeyState")["text"])
        assert not window.find("preferencesKeyTry")["enabled"]
        window.click("preferencesKey")
        window.press("F9")
        wait_for(lambda: "F9 works" in str(window.find("preferencesKeyState")["text"]), "the other key")
        window.press("Escape")
        window.close()


def test_the_tray_captures_too(desktop: VirtualDesktop, case: Path, other: str, own_home: Path) -> None:
    # GIVEN a panel with a tray
    desktop.start("trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request", "--height", "32")
    wait_for(lambda: desktop.run("xdotool", "search", "--class", "trayer").split(), "the tray")
    before = len(captures(own_home, case))
    with DrivenWindow(desktop, str(case)) as window:
        window.find("answer")

        # WHEN the screen is chosen in the icon's menu
        def opened() -> bool:
            window.click_at(1350, 752, button=3)
            return window.is_visible("trayMenu")

        wait_for(opened, "the tray's menu")
        window.click("trayMenu", row=5)

        # THEN there is a picture of it
        wait_for(lambda: len(captures(own_home, case)) == before + 1, "the new attachment")
        window.close()
