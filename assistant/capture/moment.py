"""When a picture was taken, on every clock that the computer has, and whether somebody set the clock in between."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.core.ports import Clock, CountsSleep

#: Seconds by which a clock is corrected every day without anybody noticing.
EVERYDAY_S = 2.0
#: How much two sound clocks may drift apart, as a share of the time between.
_DRIFT = 1e-4


@dataclass(frozen=True, slots=True)
class Moment:
    """``captured_at`` is the computer's clock, aware, local. ``monotonic`` (seconds from an unknown start) orders the
    pictures of one run. ``since_boot`` counts the computer's sleep too and can be compared with another one where
    ``boot`` is the same and not empty. ``since_start`` is how far the clock was set since the program started.
    """

    captured_at: dt.datetime
    monotonic: float
    since_boot: float = 0.0
    boot: str = ""
    since_start: float = 0.0

    def record(self) -> dict[str, object]:
        """As JSON values."""
        return {
            "local_time": self.captured_at.isoformat(timespec="milliseconds"),
            "utc_time": self.captured_at.astimezone(dt.UTC).isoformat(timespec="milliseconds"),
            "offset": self.captured_at.isoformat()[-6:],
            "monotonic": round(self.monotonic, 6),
            "since_boot": round(self.since_boot, 6),
            "boot": self.boot,
        }

    def jump_since(self, earlier: Mapping[str, object]) -> float:
        """Seconds by which the clock was set between the picture with this record and this moment; 0 where it wasn't.

        Where the two can't be compared (none before, another start of the computer), since the program started.
        """
        wall, count, boot = (earlier.get(key) for key in ("utc_time", "since_boot", "boot"))
        if not (self.boot and boot == self.boot and isinstance(wall, str) and isinstance(count, int | float)):
            return self.since_start
        try:
            before = dt.datetime.fromisoformat(wall)
        except ValueError:
            return self.since_start
        return _jump(before, float(count), self.captured_at, self.since_boot)


def moment(clock: Clock) -> Moment:
    """Now, on all clocks, read together, next to the grab that they belong to."""
    now, monotonic = clock.now(), clock.monotonic()
    if not isinstance(clock, CountsSleep):
        return Moment(now, monotonic)
    count = clock.since_boot()
    return Moment(now, monotonic, count, clock.boot, _jump(*clock.began(), now, count))


def _jump(before: dt.datetime, count: float, now: dt.datetime, now_count: float) -> float:
    passed = now_count - count
    jump = (now - before).total_seconds() - passed
    usual = EVERYDAY_S + _DRIFT * abs(passed)
    return round(jump, 3) if math.isfinite(jump) and abs(jump) > usual else 0.0
