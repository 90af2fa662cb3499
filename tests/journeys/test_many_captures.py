"""Captures in a row in the real window: none shows it, none is lost, and memory stays where it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from painted_screen import paint, painted
from virtual_desktop import VirtualDesktop

from assistant.actions.read_notice import read_notice
from assistant.actions.start_case import start_case
from assistant.core.ports import Rect
from assistant.imaging.frames import pixel_digest
from assistant.storage.clock import SystemClock
from assistant.storage.folder import CaseFolder

NUMBER = 200 if os.environ.get("APPEAL_FULL") == "1" else 10
PROGRAM = Path(__file__).parent / "many_captures.py"
ROOT = Path(__file__).resolve().parents[2]
LETTER = b"Your account is on hold. Please send us:\n1. How you met the client\n2. Screenshots of the work\n"
SCREEN = Rect(0, 0, 1366, 768)
#: Bytes by which the process may grow over all pictures: less than what a few of them hold.
MOST = 40_000_000


def test_captures_in_a_row_show_no_own_window_and_none_is_lost(desktop: VirtualDesktop, tmp_path: Path) -> None:
    # GIVEN a screen on which every pixel is known, and a case
    paint(desktop.display, SCREEN.width, SCREEN.height)
    case = tmp_path / "case"
    letter, notice = read_notice(LETTER)
    start_case(case, letter, notice, LETTER, SystemClock()).close()

    # WHEN the real window takes it again and again, shown over it and hidden in turn
    done = subprocess.run(
        [sys.executable, "-W", "error", str(PROGRAM), str(case), str(NUMBER)],
        env={**desktop.env, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False, timeout=NUMBER * 5 + 60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["asked"], told["failed"]) == (NUMBER, [])

    # THEN all are in the case, whole, and each shows the screen without a pixel of the window
    with CaseFolder.open(case, SystemClock()) as folder:
        exhibits = folder.case().exhibits
        assert len(exhibits) == NUMBER
        assert all(folder.original_is_intact(exhibit) for exhibit in exhibits)
        assert {exhibit.record["pixel_sha256"] for exhibit in exhibits} == {pixel_digest(painted(SCREEN))}

        # AND each but the first said that it is the same as the one before, which nothing else is wrong with
        assert [exhibit.record["oddities"] for exhibit in exhibits] == [[], *[["same-as-before"]] * (NUMBER - 1)]

    # AND memory is flat once everything has been used
    memory = told["memory"]
    assert memory[-1] - memory[len(memory) // 2] < MOST, memory
