"""Captures of a 3840×2160 screen with text and a photograph, beside other programs that take pictures of the screen.

Ours and theirs take turns, so that a machine that changes its speed changes it for all.
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from virtual_desktop import VirtualDesktop

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT = 3840, 2160
RUNS = 9
#: Whole programs, from their start until the file is there. ``{out}`` is the file.
PEERS = {
    "maim": ["maim", "{out}"],
    "scrot": ["scrot", "--silent", "--overwrite", "{out}"],
    "import": ["import", "-silent", "-window", "root", "{out}"],
    "flameshot": ["timeout", "20", "dbus-run-session", "--", "flameshot", "full", "--path", "{out}"],
}


def show(place: Path) -> None:
    """Measures and prints rows of what, ours, peer, ratio, goal. ``place`` is a folder for cases and pictures."""
    page = place / "page.png"
    draw_page(page)
    case = place / "case for pictures"
    _make_case(case)
    with VirtualDesktop(f"{WIDTH}x{HEIGHT}") as desktop:
        desktop.run("display", "-window", "root", str(page))
        env = {**desktop.env, "HOME": str(place), "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": str(place)}
        with _Ours(case, env) as ours:
            for what, mine, peer, ratio, goal in _measured(ours, env, place):
                print(f"{what:58} {mine:>10} {peer:>10} {ratio:>7}  {goal}", flush=True)


def draw_page(path: Path) -> None:
    """A page of text with a photograph in it: smooth colours with the noise of a camera."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    words, noise = random.Random(2), np.random.default_rng(1)  # noqa: S311  # no secret
    page = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(22)
    for top in range(10, HEIGHT - 30, 30):
        line = " ".join("".join(words.choices("abcdefghijklmnop", k=words.randint(2, 9))) for _word in range(24))
        draw.text((20, top), line, fill=(30, 30, 30), font=font)
    small = Image.fromarray(noise.integers(0, 255, (90, 110, 3), dtype=np.uint8))
    photo = np.asarray(small.resize((1920, 1400), Image.Resampling.BICUBIC)).astype(np.int16)
    photo += noise.normal(0, 3, photo.shape).astype(np.int16)
    page.paste(Image.fromarray(np.clip(photo, 0, 255).astype(np.uint8)), (1800, 400))
    page.save(path)


def _measured(ours: _Ours, env: Mapping[str, str], place: Path) -> list[tuple[str, str, str, str, str]]:
    peers = {name: command for name, command in PEERS.items() if shutil.which(name) is not None}
    times: dict[str, list[float]] = {name: [] for name in peers}
    windows, parts = [], []
    for run in range(RUNS + 1):
        window, part = ours.ask("window"), ours.ask("action")
        if run:  # the first of each makes ready
            windows.append(window)
            parts.append(part)
        for name, command in peers.items():
            seconds = _peer(command, env, place / f"{name}.png")
            if run and seconds is not None:
                times[name].append(seconds)
    medians = {name: statistics.median(taken) for name, taken in times.items() if taken}
    mine = statistics.median(each["seconds"] for each in windows)
    after, raw = (statistics.median(each[key] for each in parts) for key in ("after", "raw"))
    grab, stand = statistics.median(each["grab"] for each in parts), max(each["stand"] for each in windows)
    sizes, idle = ours.ask("size"), ours.ask("idle")["share"]
    best = min(medians, key=lambda name: medians[name])
    told = [
        (f"window: click until a {WIDTH}x{HEIGHT} picture is kept; {best}", mine, medians[best], "0.33x"),
        *((f"  the same beside {name}", mine, medians[name], "-") for name in medians if name != best),
        ("  after the grab; the pixels written and fsynced raw", after, raw, "3x"),
    ]
    return [
        *((what, _ms(one), _ms(other), f"{one / other:7.2f}", goal) for what, one, other, goal in told),
        ("  the grab alone", _ms(grab), "", "", "-"),
        ("  longest stand of the screen thread, of all runs", _ms(stand), "", "", "50 ms"),
        (
            "  the PNG file, against Pillow's at level 1",
            f"{sizes['ours'] / 1e6:7.2f} MB",
            f"{sizes['pillow'] / 1e6:7.2f} MB",
            f"{sizes['ours'] / sizes['pillow']:7.2f}",
            "1.25x",
        ),
        ("window: processor time of 10 s with the bar shown", f"{idle * 100:8.2f} %", "", "", "none"),
    ]


class _Ours:
    """The real window, asked by lines."""

    def __init__(self, case: Path, env: Mapping[str, str]) -> None:
        script = ROOT / "packaging" / "bench_capture.py"
        self._process = subprocess.Popen(
            [sys.executable, str(script), str(case)],
            env=dict(env), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> _Ours:
        self._hear()
        return self

    def __exit__(self, *_error: object) -> None:
        self._tell("end")
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def ask(self, command: str) -> dict[str, float]:
        """The answer to a command."""
        self._tell(command)
        return self._hear()

    def _tell(self, command: str) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write(command + "\n")
            self._process.stdin.flush()

    def _hear(self) -> dict[str, float]:
        line = self._process.stdout.readline() if self._process.stdout else ""
        answer: dict[str, float] = json.loads(line)  # an empty line: it ended, and said why on standard error
        return answer


def _peer(command: list[str], env: Mapping[str, str], out: Path) -> float | None:
    """Seconds until the program has ended; None where it made no picture."""
    out.unlink(missing_ok=True)
    words = [word.format(out=out) for word in command]
    started = time.perf_counter()
    subprocess.run(words, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - started
    return seconds if out.exists() and out.stat().st_size > 1000 else None


def _make_case(path: Path) -> None:
    from assistant.actions.read_notice import read_notice
    from assistant.actions.start_case import start_case
    from assistant.storage.clock import SystemClock

    raw = (ROOT / "resources" / "sample" / "letter.txt").read_bytes()
    letter, notice = read_notice(raw, "letter.txt")
    start_case(path, letter, notice, raw, SystemClock()).close()


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:7.0f} ms"


def main() -> int:
    """Prints these rows alone."""
    with tempfile.TemporaryDirectory(prefix="appeal-bench-") as place:
        show(Path(place))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
