"""The computer's clock, behind the Clock port."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
import time
import uuid
from pathlib import Path

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SystemClock:
    """The computer's clock; the local offset is looked up each time, so that travel and summer time are seen.

    ``boot`` names the time for which ``since_boot`` counts on: until the computer is started anew where the system
    tells that, else until this program ends.
    """

    def __init__(self) -> None:
        self.boot = _boot()
        self._began = self.now(), self.since_boot()

    def now(self) -> dt.datetime:
        """The time now, aware, in the local fixed offset."""
        return dt.datetime.now(dt.UTC).astimezone()

    def monotonic(self) -> float:
        """Seconds from an unknown start; never goes back."""
        return time.monotonic()

    def since_boot(self) -> float:
        """Seconds from an unknown start, those that the computer slept included; no one can set it."""
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        if sys.platform == "darwin":  # Python's own monotonic clock stands still there while the computer sleeps
            return time.clock_gettime(time.CLOCK_MONOTONIC)
        return time.monotonic()

    def began(self) -> tuple[dt.datetime, float]:
        """The time and ``since_boot`` when this clock was made, which is when the program started."""
        return self._began


def _boot() -> str:
    """The system's name for this start of the computer, hashed, since nobody needs the name itself."""
    try:
        told = _BOOT_ID.read_bytes().strip()
    except OSError:
        told = uuid.uuid4().bytes
    return hashlib.sha256(told).hexdigest()[:16]
