"""A scrolling capture over a screen in memory: nothing out of a movement, nothing lost, the ends found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.capture.scrolling import MOST_FRAMES, Direction, End, Look, ScrollRun, Seen, why_not_automatic
from assistant.capture.target import Target
from assistant.core.ports import Rect
from assistant.errors import CaptureError
from assistant.imaging.joining import Verdict

if TYPE_CHECKING:
    from tests.conftest import FakeClock
    from tests.unit.capture.conftest import HandOnly, KnowingJoining, ScrolledScreen

AREA = Rect(100, 50, 320, 384)
VIEW = 352
REGION = Target("region", area=AREA)


class Driver:
    """Looks as the window would, and keeps what came."""

    def __init__(self, run: ScrollRun, clock: FakeClock) -> None:
        self.run = run
        self.clock = clock
        self.looks: list[Look] = []
        self.shots: list[Look] = []

    def until(self, is_enough: Callable[[Look], bool], seconds: float = 30.0) -> Look:
        """The first look that is enough."""
        begun = self.clock.monotonic()
        while self.clock.monotonic() - begun < seconds:
            look = self.run.look()
            self.looks.append(look)
            if look.seen is Seen.FRAME:
                self.shots.append(look)
            if is_enough(look):
                return look
            self.clock.advance(look.wait + 0.004)
        raise AssertionError(f"not within {seconds} s; the last look: {self.looks[-1]}")

    def frame(self) -> Look:
        return self.until(lambda look: look.seen is Seen.FRAME)

    def end(self) -> Look:
        return self.until(lambda look: look.seen is Seen.ENDED, 1000)

    def for_seconds(self, seconds: float) -> None:
        begun = self.clock.monotonic()
        self.until(lambda _look: self.clock.monotonic() - begun >= seconds, seconds + 60)


@pytest.fixture
def by_wheel(screen: ScrolledScreen, clock: FakeClock, joining: KnowingJoining) -> Driver:
    return Driver(ScrollRun(screen, clock, REGION, joining, automatic=True), clock)


@pytest.fixture
def by_hand(hand_only: HandOnly, clock: FakeClock, joining: KnowingJoining) -> Driver:
    return Driver(ScrollRun(hand_only, clock, REGION, joining), clock)


def test_the_wheel_goes_to_the_end_in_measured_steps(
    screen: ScrolledScreen, by_wheel: Driver, joining: KnowingJoining
) -> None:
    # WHEN the wheel is left to itself
    end = by_wheel.end()

    # THEN one notch was tried first, then steps of 30 to 45 % of the moving part, to the very end
    assert end.end is End.END_REACHED
    assert joining.kept[0] == 0
    assert joining.kept[-1] == screen.last
    first, *steps, _last = joining.moved()
    assert first == screen.notch
    assert all(0.30 * VIEW <= step <= 0.45 * VIEW for step in steps)
    assert sum(joining.moved()) == screen.last
    # AND the pointer is back where it was
    assert screen.place == (700, 700)


def test_upwards_from_the_end_of_a_chat(screen: ScrolledScreen, clock: FakeClock, joining: KnowingJoining) -> None:
    screen.jump(99_999)
    driver = Driver(ScrollRun(screen, clock, REGION, joining, automatic=True, direction=Direction.UP), clock)
    assert driver.end().end is End.END_REACHED
    assert joining.kept[0] == screen.last
    assert joining.kept[-1] == 0
    assert driver.shots[1].how["direction"] == "up"


def test_no_picture_comes_out_of_a_movement(screen: ScrolledScreen, by_wheel: Driver, joining: KnowingJoining) -> None:
    # GIVEN a page that answers late
    screen.delay = 0.4

    # WHEN it is gone through
    by_wheel.end()

    # THEN each picture stands on a whole notch, or at the end
    assert all(place % screen.notch == 0 or place == screen.last for place in joining.kept)
    assert len(set(joining.kept)) == len(joining.kept)


def test_the_wheel_waits_until_the_picture_was_handed_out(screen: ScrolledScreen, by_wheel: Driver) -> None:
    for _picture in range(5):
        by_wheel.frame()
        turned = len(screen.turns)
        by_wheel.clock.advance(5)
        assert len(screen.turns) == turned


def test_the_pointer_rests_where_nothing_travels(screen: ScrolledScreen, by_wheel: Driver) -> None:
    # WHEN two pictures have shown what travels
    by_wheel.frame()
    by_wheel.frame()
    by_wheel.frame()

    # THEN it rests over the header, inside of what is taken
    x, y = screen.place
    assert AREA.x <= x < AREA.right
    assert AREA.y <= y < AREA.y + 32


def test_a_spinner_holds_nothing_up(screen: ScrolledScreen, by_wheel: Driver, joining: KnowingJoining) -> None:
    # GIVEN a corner that changes with every grab
    screen.spins = True

    # WHEN the page is gone through
    end = by_wheel.end()

    # THEN it comes to its end, and says what kept changing
    assert end.end is End.END_REACHED
    assert joining.kept[-1] == screen.last
    assert all(look.how["keeps_changing"] for look in by_wheel.shots[1:])
    assert "keeps changing" in str(by_wheel.shots[1].note)


def test_a_page_that_never_moves(screen: ScrolledScreen, by_wheel: Driver) -> None:
    screen.frozen_wheel = True
    assert by_wheel.end().end is End.NEVER_MOVED
    assert screen.turns == [1, 1]
    assert len(by_wheel.shots) == 1


def test_moving_the_pointer_ends_it_and_leaves_the_pointer_alone(screen: ScrolledScreen, by_wheel: Driver) -> None:
    by_wheel.frame()
    by_wheel.frame()
    screen.place = (400, 300)
    assert by_wheel.end().end is End.POINTER_MOVED
    assert screen.place == (400, 300)


def test_escape_ends_it_and_puts_the_pointer_back(screen: ScrolledScreen, by_wheel: Driver) -> None:
    by_wheel.frame()
    screen.escape = True
    assert by_wheel.end().end is End.ESCAPE
    assert screen.place == (700, 700)
    assert by_wheel.run.look().end is End.ESCAPE


def test_nothing_is_turned_while_a_modifier_is_held(screen: ScrolledScreen, by_wheel: Driver) -> None:
    # GIVEN Ctrl, still held from the key that began the capture
    by_wheel.frame()
    screen.modifier = True

    # WHEN some time passes
    by_wheel.for_seconds(2)

    # THEN nothing was zoomed; and it goes on once the key is up
    assert screen.turns == []
    screen.modifier = False
    by_wheel.frame()
    assert screen.turns == [1]


def test_too_many_pictures_end_it_in_words(screen: ScrolledScreen, clock: FakeClock, joining: KnowingJoining) -> None:
    driver = Driver(ScrollRun(screen, clock, REGION, joining, automatic=True, most_frames=4), clock)
    assert driver.end().end is End.TOO_MANY
    assert len(driver.shots) == 4
    assert MOST_FRAMES == 200


def test_a_refused_step_is_tried_from_half_the_way(
    screen: ScrolledScreen, by_wheel: Driver, joining: KnowingJoining
) -> None:
    # GIVEN a page whose notches suddenly go much further
    for _picture in range(3):
        by_wheel.frame()
    reached = joining.kept[-1]
    screen.notch = 130

    # WHEN it is gone on with
    by_wheel.until(lambda look: look.seen is Seen.REFUSED)
    by_wheel.end()

    # THEN it went back by a notch and on in smaller steps, without a gap
    assert -1 in screen.turns
    assert by_wheel.run.gaps == 0
    assert joining.kept[3] > reached
    assert joining.kept[-1] == screen.last
    assert max(joining.kept) == screen.last


def test_what_was_refused_is_kept_where_it_joins_after_all(
    screen: ScrolledScreen, by_wheel: Driver, joining: KnowingJoining
) -> None:
    # GIVEN a turn of three notches that went too far once
    for _picture in range(3):
        by_wheel.frame()
    assert screen.turns == [1, 3]
    reached, screen.notch = joining.kept[-1], 110

    # WHEN half of it is gone back
    by_wheel.until(lambda look: look.seen is Seen.REFUSED)
    screen.notch = 40
    by_wheel.frame()
    by_wheel.frame()

    # THEN the picture from before is there too, since it joins to the one in between
    assert joining.kept[3:5] == [reached + 330 - 40, reached + 330]
    assert by_wheel.run.gaps == 0


def test_what_joins_to_nothing_is_a_gap_and_three_end_it(
    screen: ScrolledScreen, by_wheel: Driver, joining: KnowingJoining
) -> None:
    # GIVEN a page of which nothing joins after the third picture
    for _picture in range(3):
        by_wheel.frame()
    joining.refuse = set(range(joining.kept[-1] + 1, 3000))

    # WHEN it is gone on with
    end = by_wheel.end()

    # THEN each place was tried twice, kept as a gap, and three were enough
    assert end.end is End.NOTHING_JOINS
    assert by_wheel.run.gaps == 3
    assert len(by_wheel.shots) == 6
    assert sum(look.seen is Seen.REFUSED for look in by_wheel.looks) == 3


def test_one_gap_is_gone_over(screen: ScrolledScreen, by_wheel: Driver, joining: KnowingJoining) -> None:
    for _picture in range(3):
        by_wheel.frame()
    joining.refuse = set(range(joining.kept[-1] + 1, joining.kept[-1] + 200))
    assert by_wheel.end().end is End.END_REACHED
    assert 1 <= by_wheel.run.gaps <= 2
    assert joining.kept[-1] == screen.last


def test_a_window_that_moves_ends_it(screen: ScrolledScreen, clock: FakeClock, joining: KnowingJoining) -> None:
    target = Target("window", window=screen.windows()[0])
    driver = Driver(ScrollRun(screen, clock, target, joining, automatic=True), clock)
    driver.frame()
    screen.area = replace(AREA, x=AREA.x + 10)
    assert driver.end().end is End.PLACE_CHANGED
    assert len(driver.shots) == 1


def test_a_window_that_is_closed_ends_it(screen: ScrolledScreen, clock: FakeClock, joining: KnowingJoining) -> None:
    target = Target("window", window=screen.windows()[0])
    driver = Driver(ScrollRun(screen, clock, target, joining), clock)
    driver.frame()
    screen.is_closed = True
    screen.jump(100)
    assert driver.end().end is End.PLACE_CHANGED


def test_by_hand_pictures_come_as_the_person_scrolls(
    screen: ScrolledScreen, by_hand: Driver, joining: KnowingJoining
) -> None:
    # GIVEN a person who scrolls by varied amounts, down and up
    by_hand.frame()
    places = [0]
    for rows in (100, 250, -60, 300, -200, 17):
        screen.go(rows)
        by_hand.frame()
        places.append(places[-1] + rows)

    # THEN each place where it stood was taken once
    assert joining.kept == places
    grabs = len(by_hand.shots)
    by_hand.for_seconds(3)
    assert len(by_hand.shots) == grabs
    assert by_hand.run.look().wait == 0.1


def test_by_hand_nothing_is_taken_while_it_goes_on_moving(
    screen: ScrolledScreen, by_hand: Driver, joining: KnowingJoining
) -> None:
    # GIVEN a person who turns the wheel without a pause
    by_hand.frame()
    for _turn in range(60):
        screen.go(5)
        by_hand.for_seconds(0.1)

    # THEN nothing was taken, and it says why
    assert joining.kept == [0]
    assert any(look.note and "keeps moving" in str(look.note) for look in by_hand.looks)

    # AND the picture comes once it stands
    by_hand.frame()
    assert joining.kept == [0, 300]


def test_by_hand_too_far_is_said_and_mended_by_scrolling_back(
    screen: ScrolledScreen, by_hand: Driver, joining: KnowingJoining
) -> None:
    # GIVEN a step larger than the view
    by_hand.frame()
    screen.go(500)
    refused = by_hand.until(lambda look: look.seen is Seen.REFUSED)
    assert "Scroll back" in str(refused.note)
    assert refused.step is not None
    assert refused.step.verdict is Verdict.REFUSED
    assert refused.shot is None

    # WHEN the person scrolls back a little
    screen.go(-250)
    by_hand.frame()
    by_hand.frame()

    # THEN both are there, joined, without a gap, and going on joins to the last
    assert joining.kept == [0, 250, 500]
    screen.go(400)
    by_hand.frame()
    assert joining.kept == [0, 250, 500, 650]
    assert by_hand.run.gaps == 0


def test_by_hand_going_on_after_too_far_is_a_gap_and_nothing_is_lost(
    screen: ScrolledScreen, by_hand: Driver, joining: KnowingJoining
) -> None:
    by_hand.frame()
    screen.go(500)
    by_hand.until(lambda look: look.seen is Seen.REFUSED)
    screen.go(200)
    gap = by_hand.frame()
    assert gap.step is not None
    assert gap.step.verdict is Verdict.REFUSED
    by_hand.frame()
    assert joining.kept == [0, 500, 700]
    assert by_hand.run.gaps == 1


def test_what_is_held_back_is_handed_out_when_the_person_stops(
    screen: ScrolledScreen, by_hand: Driver, joining: KnowingJoining
) -> None:
    by_hand.frame()
    screen.go(500)
    by_hand.until(lambda look: look.seen is Seen.REFUSED)
    by_hand.run.stop()
    assert by_hand.end().end is End.STOPPED
    assert joining.kept == [0, 500]
    assert len(by_hand.shots) == 2


def test_a_picture_taken_back_comes_again_only_after_a_movement(
    screen: ScrolledScreen, by_hand: Driver, joining: KnowingJoining
) -> None:
    # GIVEN two pictures, of which the last is taken back
    by_hand.frame()
    screen.go(100)
    by_hand.frame()
    assert by_hand.run.take_back()
    by_hand.for_seconds(2)
    assert joining.kept == [0]

    # WHEN the person scrolls on
    screen.go(50)
    by_hand.frame()

    # THEN the next one follows on the first
    assert joining.kept == [0, 150]
    assert by_hand.run.frames == 2


def test_nothing_can_be_taken_back_before_the_first(by_hand: Driver) -> None:
    assert not by_hand.run.take_back()


def test_by_hand_a_spinner_alone_makes_no_picture(
    screen: ScrolledScreen, by_hand: Driver, joining: KnowingJoining
) -> None:
    screen.spins = True
    by_hand.frame()
    by_hand.for_seconds(6)
    assert joining.kept == [0]
    screen.go(100)
    by_hand.frame()
    assert joining.kept == [0, 100]


def test_where_no_wheel_can_be_turned_it_is_said(
    hand_only: HandOnly, clock: FakeClock, joining: KnowingJoining
) -> None:
    error = why_not_automatic(hand_only)
    assert error is not None
    assert error.reference == "no-wheel"
    with pytest.raises(CaptureError):
        ScrollRun(hand_only, clock, REGION, joining, automatic=True)


def test_the_details_are_those_of_the_settled_picture(screen: ScrolledScreen, by_wheel: Driver) -> None:
    look = by_wheel.frame()
    assert look.shot is not None
    assert look.shot.details.mode == "region"
    assert look.shot.details.area == AREA
    assert look.shot.details.monotonic == pytest.approx(by_wheel.clock.monotonic())
    assert look.how == {
        "automatic": True,
        "direction": "down",
        "notches": 0,
        "settled_after": pytest.approx(0.162, abs=0.1),
        "keeps_changing": False,
    }
