"""What every test stands on: a home of its own, a clock that the test moves, and no unexpected noise.

A test fails on any warning (pytest's settings), on any log record of warning level or above, and on a thread that it
leaves behind.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from virtual_desktop import VirtualDesktop

from assistant import language


class FakeClock:
    """A clock that stands still until the test moves it; local offset +01:00."""

    def __init__(self) -> None:
        self.time = dt.datetime(2026, 3, 4, 14, 32, 7, tzinfo=dt.timezone(dt.timedelta(hours=1)))
        self.ticks = 1000.0

    def now(self) -> dt.datetime:
        return self.time

    def monotonic(self) -> float:
        return self.ticks

    def advance(self, seconds: float) -> None:
        self.time += dt.timedelta(seconds=seconds)
        self.ticks += seconds


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    """A virtual screen of 1366 x 768 with a window manager, one for a file of tests."""
    with VirtualDesktop() as screen:
        yield screen


@pytest.fixture(scope="session", autouse=True)
def one_application() -> Iterator[None]:
    """One process holds one Qt application: the widgets' kind serves papers and pictures as well, off the screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # the platform has to be chosen first

    application = QApplication.instance() or QApplication(["test"])
    yield
    del application


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, caches and documents of a test are its own."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return home


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Texts are English unless the test chooses another language."""
    language.use("en")
    yield
    language.use("en")


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A log record that the test did not clear (``caplog.clear()``) is a fault."""
    yield
    loud = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, f"unexpected log records: {loud}"


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Threads that a test starts end with it; one that is ending is waited for."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 10
    left = _left(before)
    while left and time.monotonic() < deadline:
        left[0].join(0.2)
        left = _left(before)
    assert not left, f"threads left behind: {left}"


def _left(before: set[threading.Thread]) -> list[threading.Thread]:
    # A Qt thread that once called into Python shows up as a dummy thread which Python can't end.
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and thread.is_alive() and not thread.name.startswith(("Dummy-", "execnet"))
    ]
