"""Walks the sample case in the real window, on a virtual screen, to a finished bundle, and prints where it lies.

With ``--pictures FOLDER`` it also takes the pictures of README, in a home of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from driven_window import DrivenWindow
from virtual_desktop import VirtualDesktop, wait_for


def main(arguments: list[str] | None = None) -> int:
    """Walks once, or once in light and once in dark for the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=Path)
    options = parser.parse_args(arguments)
    if options.pictures is None:
        from assistant.storage.preferences import cases_folder  # the pictures have another home

        index = walk(Path.home(), cases_folder())
        print(f"The finished files lie in {index.parent}")
        for path in sorted(index.parent.iterdir()):
            print(f"  {path.stat().st_size / 1e6:6.1f} MB  {path.name}")
        return 0
    options.pictures.mkdir(exist_ok=True)
    for look in ("light", "dark"):
        with tempfile.TemporaryDirectory(prefix="appeal-walk-") as home:
            settings = Path(home) / ".config" / "appeal-assistant"
            settings.mkdir(parents=True)
            (settings / "preferences.json").write_text(f'{{"look": "{look}"}}', encoding="utf-8")
            cases = Path(home) / "Documents" / "Appeal Assistant"
            index = walk(Path(home), cases, options.pictures / f"NAME-{look}.png")
            if look == "light":
                _first_page(index, options.pictures)
    print(f"The pictures lie in {options.pictures}")
    return 0


def walk(home: Path, cases: Path, pictures: Path | None = None) -> Path:
    """One walk; returns the index that was made. Every step waits for what it needs to see.

    ``pictures`` is where pictures of the screens go, with NAME in the file's name.
    """
    before = set(cases.glob("*/*_INDEX.pdf"))
    env = {"HOME": str(home), "LANG": os.environ.get("LANG", "C.UTF-8")}
    with VirtualDesktop() as desktop, DrivenWindow(desktop, env=env) as window:

        def snap(name: str) -> None:
            if pictures is not None:
                desktop.run("xdotool", "mousemove", "1365", "767")
                desktop.settle()
                desktop.picture(pictures.with_name(pictures.name.replace("NAME", name)))

        window.find("mainWindow")
        fill_screen(desktop)
        desktop.settle()
        snap("first-start")
        window.press("F2")
        window.find("workingPane")
        window.press("alt+Down", "alt+Down")
        snap("working")
        window.press("ctrl+r")
        window.find("reviewPane")
        snap("review")
        wait_for(lambda: _pressed_to_ready(window), "the files to be made")
        snap("ready")
        made = sorted(set(cases.glob("*/*_INDEX.pdf")) - before)
        if not made or window.close() != 0:
            sys.exit("error: the walk did not end with finished files")
    return made[0]


def fill_screen(desktop: VirtualDesktop) -> None:
    """Gives the program's window the keyboard and the whole screen."""
    wait_for(lambda: desktop.find_window("Appeal Assistant"), "the window")
    window_id = desktop.find_window("Appeal Assistant")
    desktop.run("xdotool", "windowactivate", "--sync", window_id)
    desktop.run("xdotool", "windowsize", window_id, "1366", "768", "windowmove", window_id, "0", "0")


def _pressed_to_ready(window: DrivenWindow) -> bool:
    """Enter confirms one attachment after the other and makes the files after the last."""
    if window.is_visible("readyPane"):
        return True
    if window.is_visible("reviewPane") and not window.is_visible("progressLine"):
        window.press("Return")
    return False


def _first_page(index: Path, folder: Path) -> None:
    command = ["pdftoppm", "-png", "-r", "90", "-f", "1", "-l", "1", "-singlefile", str(index)]
    subprocess.run([*command, str(folder / "index-page-1")], check=True)


if __name__ == "__main__":
    raise SystemExit(main())
