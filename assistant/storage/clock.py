"""The computer's clock, behind the Clock port."""

from __future__ import annotations

import datetime as dt
import time


class SystemClock:
    """The computer's clock; the local offset is looked up each time, so that travel and summer time are seen."""

    def now(self) -> dt.datetime:
        """The time now, aware, in the local fixed offset."""
        return dt.datetime.now(dt.UTC).astimezone()

    def monotonic(self) -> float:
        """Seconds from an unknown start; never goes back."""
        return time.monotonic()
