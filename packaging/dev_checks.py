"""What ``dev.py test`` runs: style, types, import contracts, then the tests.

Standard library only; the tools are those of ``.venv``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import dev_setup

ROOT = dev_setup.ROOT
#: Programs without which a test could not see what it claims.
NEEDED = (
    "Xvfb",
    "openbox",
    "xdotool",
    "xclip",
    "xterm",
    "qpdf",
    "pdftotext",
    "pdffonts",
    "unzip",
    "sha256sum",
    "chromium",
)
_STATIC = (
    ("style", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("import contracts", ["lint-imports"]),
    ("types", ["mypy"]),
)


def run_all(*, full: bool, only: list[str]) -> int:
    """Runs every check, says which failed, and returns 0 where none did."""
    absent = [tool for tool in NEEDED if shutil.which(tool) is None]
    if absent:
        print(f"error: these tools are needed and absent: {' '.join(absent)}", file=sys.stderr)
        return 2
    steps = [] if only else [(name, [_tool(command[0]), *command[1:]]) for name, command in _STATIC]
    steps.append(("tests", _pytest(full=full, only=only)))
    failed = [name for name, command in steps if not _step(name, command, full=full)]
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll passed.")
    return 1 if failed else 0


def _pytest(*, full: bool, only: list[str]) -> list[str]:
    command = [str(dev_setup.python()), "-m", "pytest", "-q", *only]
    if only:
        return command
    # Work is dealt out by file: a file's tests share one virtual screen.
    command += ["-n", "2", "--dist", "loadfile", "--durations", "15"]
    command += ["--cov", "--cov-report=term:skip-covered", "--cov-fail-under=85"]
    return [*command, "-p", "no:cacheprovider"] if full else command


def _step(name: str, command: list[str], *, full: bool) -> bool:
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    env = {**os.environ, "APPEAL_FULL": "1" if full else ""}
    passed = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode == 0
    print(f"   {'passed' if passed else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    return passed


def _tool(name: str) -> str:
    return str(Path(dev_setup.python()).parent / name)
