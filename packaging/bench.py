"""Prints a table of timings: medians of several runs, each beside a peer or a limit measured in the same run.

Machines differ and are noisy: trust the ratios. Nothing here passes or fails.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import bench_screen
from virtual_desktop import VirtualDesktop

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9
EXHIBITS = 5000

_BARE_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
# The window is ended as soon as it was painted: what it loads after that is not part of the first paint.
_OUR_WINDOW = """
import os
from assistant.ui import app as program
application = program._application()
running = program.Program(application, None)
running.window.painted.disconnect()
running.window.painted.connect(application.quit)
running.window.show()
application.exec()
os._exit(0)
"""


def main() -> int:
    """Measures and prints; 0 always, this judges nothing."""
    print(f"{'what':58} {'ours':>10} {'peer':>10} {'ratio':>7}  goal")
    # People's Python keeps compiled modules; without them every start would be measured as the first.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="appeal-bench-") as place:
        env = {**os.environ, "HOME": place, "LANG": "C.UTF-8"}
        with VirtualDesktop() as desktop:
            on_screen = {**desktop.env, "HOME": place, "LANG": "C.UTF-8"}
            _pair(
                "first paint of the window, against a bare PySide6 window", _OUR_WINDOW, _BARE_WINDOW, on_screen, "1.5x"
            )
        _pair("appeal-assistant --help, against python -c pass", ["-m", "assistant", "--help"], "pass", env, "-")
        case = Path(place) / "case"
        _row(f"taking in {EXHIBITS} files (total)", _once(lambda: _make_case(case)))
        _row("opening that case and reading all of it", _median(lambda: _open(case)), goal="1.0 s")
        _row("adding one file to it, and reading all of it again", statistics.median(_adding(case)))
        with VirtualDesktop() as desktop:
            _program("bench_window.py", {**desktop.env, "HOME": place, "LANG": "C.UTF-8"}, str(case))
        _program("bench_joining.py", env)
        bench_screen.show(Path(place))
    return 0


def _pair(what: str, ours: str | list[str], peer: str, env: Mapping[str, str], goal: str) -> None:
    """Two programs in turn, A B A B, so that a machine that changes its speed changes it for both."""
    commands = [["-c", ours] if isinstance(ours, str) else ours, ["-c", peer]]
    times: list[list[float]] = [[], []]
    for run in range(RUNS + 1):
        for which, command in enumerate(commands):
            taken = _once(
                lambda command=command: subprocess.run(  # type: ignore[misc]  # the default binds the loop's value
                    [sys.executable, *command], env=dict(env), cwd=ROOT, stdout=subprocess.DEVNULL, check=True
                )
            )
            if run:
                times[which].append(taken)
    mine, other = (statistics.median(each) for each in times)
    print(f"{what:58} {mine * 1000:7.0f} ms {other * 1000:7.0f} ms {mine / other:7.2f}  {goal}", flush=True)


def _row(what: str, seconds: float, goal: str = "-") -> None:
    print(f"{what:58} {seconds * 1000:7.0f} ms {'':>10} {'':>7}  {goal}", flush=True)


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_once(work) for _ in range(RUNS))


def _make_case(path: Path) -> None:
    from assistant.actions.read_notice import read_notice
    from assistant.actions.start_case import start_case
    from assistant.core.exhibits import ExhibitKind
    from assistant.core.ports import Frame
    from assistant.imaging import png
    from assistant.storage.clock import SystemClock

    raw = (ROOT / "resources" / "sample" / "letter.txt").read_bytes()
    letter, notice = read_notice(raw, "letter.txt")
    with start_case(path, letter, notice, raw, SystemClock()) as folder:
        now = dt.datetime.now().astimezone()
        for number in range(EXHIBITS):
            frame = Frame(64, 48, bytes([number % 251, number // 251, 128, 255]) * (64 * 48))
            folder.take_in_bytes(
                png.encode(frame, {}), item="ABC"[number % 3], kind=ExhibitKind.CAPTURE, media_type="image/png",
                captured_at=now, title=f"Picture {number}", width=64, height=48,
            )  # fmt: skip


def _open(path: Path) -> None:
    from assistant.storage.clock import SystemClock
    from assistant.storage.folder import CaseFolder

    with CaseFolder.open(path, SystemClock()) as folder:
        folder.case()


def _adding(path: Path) -> list[float]:
    from assistant.core.exhibits import ExhibitKind
    from assistant.storage.clock import SystemClock
    from assistant.storage.folder import CaseFolder

    def add() -> None:
        folder.take_in_bytes(os.urandom(2000), item="A", kind=ExhibitKind.FILE, media_type="application/pdf")
        folder.case()

    with CaseFolder.open(path, SystemClock()) as folder:
        return [_once(add) for _ in range(RUNS)]


def _program(name: str, env: Mapping[str, str], *arguments: str) -> None:
    """Runs a measurement that prints its own rows, in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / name), *arguments],
        env=dict(env), cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    print(done.stdout, end="")
    if done.returncode:
        print(f"{name} ended with {done.returncode}: {done.stderr[-500:]}")


if __name__ == "__main__":
    raise SystemExit(main())
