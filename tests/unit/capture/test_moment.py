"""Clocks beside a picture: what is written down, and when somebody set the computer's clock in between."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from assistant.capture.moment import Moment, moment
from assistant.core.ports import CountsSleep
from assistant.storage.clock import SystemClock

START = dt.datetime(2026, 3, 4, 14, 32, 7, 123000, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=30)))


def after(wall: float, count: float, boot: str = "one", since_start: float = 0.0) -> Moment:
    return Moment(START + dt.timedelta(seconds=wall), 5.0, 100.0 + count, boot, since_start)


def test_the_record_holds_every_clock() -> None:
    record = json.loads(json.dumps(after(0, 0).record()))
    assert record == {
        "local_time": "2026-03-04T14:32:07.123+05:30",
        "utc_time": "2026-03-04T09:02:07.123+00:00",
        "offset": "+05:30",
        "monotonic": 5.0,
        "since_boot": 100.0,
        "boot": "one",
    }


@pytest.mark.parametrize(
    ("wall", "count", "jump"),
    [
        (60, 60, 0.0),
        (60, 61.5, 0.0),  # a clock is corrected by as much every day
        (8 * 3600, 8 * 3600, 0.0),  # the night in between, asleep
        (3660, 60, 3600.0),
        (-86_340, 60, -86_400.0),
        (30 * 86_400, 30 * 86_400 - 100, 0.0),  # two sound clocks drift apart in a month
    ],
)
def test_only_a_clock_that_was_set_jumps(wall: float, count: float, jump: float) -> None:
    assert after(wall, count).jump_since(after(0, 0).record()) == jump


def test_travelling_is_no_jump() -> None:
    # GIVEN a picture taken in another time zone a minute later
    there = START.astimezone(dt.timezone(dt.timedelta(hours=-3))) + dt.timedelta(seconds=60)
    assert Moment(there, 5.0, 160.0, "one").jump_since(after(0, 0).record()) == 0.0


@pytest.mark.parametrize(
    "earlier",
    [
        {},
        after(0, 0, boot="another").record(),
        after(0, 0, boot="").record(),
        {**after(0, 0).record(), "utc_time": "yesterday"},
        {**after(0, 0).record(), "since_boot": "long"},
    ],
)
def test_what_cannot_be_compared_is_compared_with_the_start_of_the_program(earlier: dict[str, object]) -> None:
    assert after(9999, 0, since_start=7200.0).jump_since(earlier) == 7200.0


class Counting:
    """A clock of a program that started at START, when the other clock stood at 100."""

    boot = "one"

    def __init__(self, wall: float, count: float) -> None:
        self._wall, self._count = wall, count

    def now(self) -> dt.datetime:
        return START + dt.timedelta(seconds=self._wall)

    def monotonic(self) -> float:
        return 1.0

    def since_boot(self) -> float:
        return 100.0 + self._count

    def began(self) -> tuple[dt.datetime, float]:
        return START, 100.0


def test_a_moment_knows_whether_the_clock_was_set_since_the_program_started() -> None:
    assert moment(Counting(500, 500)).since_start == 0.0
    assert moment(Counting(-100, 500)).since_start == -600.0


def test_the_computers_own_clock_counts() -> None:
    # GIVEN the real clock
    clock = SystemClock()
    assert isinstance(clock, CountsSleep)

    # WHEN two moments follow each other
    first, second = moment(clock), moment(clock)

    # THEN nothing jumped, and both belong to the same start of the computer, as another program would find
    assert second.since_boot >= first.since_boot
    assert second.jump_since(first.record()) == 0.0
    assert (first.boot, len(first.boot)) == (SystemClock().boot, 16)
