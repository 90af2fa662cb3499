"""Scrolling captures of a real browser: every join is held against what the page says of where it stood.

Not one may be wrong. Forty joins here, five hundred with ``APPEAL_FULL=1``; what was refused is counted and printed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from scroll_proof import Proof, Scenario, Tally
from scrolled_browser import ScrolledBrowser
from virtual_desktop import VirtualDesktop

from assistant.capture.choose import Surroundings, choose
from assistant.capture.scrolling import End
from assistant.core.ports import Grabber
from assistant.imaging.joining import Verdict, compose
from assistant.storage.clock import SystemClock

FULL = os.environ.get("APPEAL_FULL") == "1"

#: A page, who scrolls it, and how many joins: for each scale of the screen.
SHORT = {
    1.0: [(Scenario("hand, side bar, dark", "pane&dark&seed=3", by_hand=True), 9)],
    1.25: [
        (
            Scenario(
                "window, all that floats, up", "header&footer&chips&spinner&seed=4", upwards=True, whole_window=True
            ),
            5,
        )
    ],
    1.5: [(Scenario("hand, late pictures", "images&header&seed=5", by_hand=True, upwards=True), 7)],
    2.0: [
        (Scenario("dark, chips", "header&chips&dark&messages=30&seed=6"), 5),
        (Scenario("hand, all the same", "repeat&seed=7", by_hand=True), 4),
    ],
}
_MANY = [
    (Scenario("plain", "messages=60&seed=11"), 16),
    (Scenario("plain, up, dark", "dark&messages=60&seed=12", upwards=True), 12),
    (Scenario("hand, plain", "seed=13", by_hand=True), 24),
    (
        Scenario(
            "window, header, footer, chips, spinner", "header&footer&chips&spinner&dark&seed=14", whole_window=True
        ),
        12,
    ),
    (Scenario("hand, header, chips, up", "header&footer&chips&seed=15", by_hand=True, upwards=True), 20),
    (Scenario("side bar, dark", "pane&dark&messages=60&seed=16"), 12),
    (Scenario("late pictures", "images&header&seed=17"), 12),
    (Scenario("hand, late pictures that push", "images&grow&header&seed=18", by_hand=True), 12),
    (Scenario("all the same", "repeat&seed=19"), 6),
    (Scenario("hand, older ones come", "older&messages=20&seed=20", by_hand=True, upwards=True), 12),
]
LONG = dict.fromkeys((1.0, 1.25, 1.5, 2.0), _MANY)


@pytest.fixture
def grabber(desktop: VirtualDesktop) -> Iterator[Grabber]:
    found = choose(Surroundings("linux", desktop.env)).required()
    yield found
    found.close()


@contextmanager
def browser_at(desktop: VirtualDesktop, place: Path, scale: float) -> Iterator[ScrolledBrowser]:
    with ScrolledBrowser(desktop, place / "profile", scale=scale) as browser:
        yield browser


@pytest.mark.timeout(3000 if FULL else 300)
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_no_join_is_wrong(
    desktop: VirtualDesktop,
    grabber: Grabber,
    tmp_path: Path,
    scale: float,
    record_property: Callable[[str, object], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    # GIVEN long chats in a browser on a screen of this scale
    tally = Tally()
    with browser_at(desktop, tmp_path, scale) as browser:
        for scenario, joins in (LONG if FULL else SHORT)[scale]:
            # WHEN the chat is gone through, by hand or by the wheel
            proof = Proof(desktop, browser, grabber, SystemClock(), scenario)
            tally.add(proof.run(joins))

            # THEN the steps between two gaps add up to what the page says it moved
            if "grow" in scenario.query:
                continue  # a picture that pushes the page apart leaves no sum to compare
            for first, last in proof.stretches():
                steps = [step.shift[1] for step in proof.joining.steps[first:last] if step.shift is not None]
                assert sum(steps) == proof.places[last] - proof.places[first], scenario.name

    # AND not one join is at a wrong place, nor any picture out of a movement
    record_property("joins", tally.line())
    with capsys.disabled():
        print(f"\nscale {scale}: {tally.line()}")
    assert tally.wrong == 0, tally.faults
    assert tally.taken_moving == 0
    assert tally.joined + tally.flagged > 0


def test_a_chat_from_its_beginning_to_its_end_is_one_page_of_its_height(
    desktop: VirtualDesktop, grabber: Grabber, tmp_path: Path
) -> None:
    # GIVEN a chat without anything that floats
    with browser_at(desktop, tmp_path, 1.0) as browser:
        scenario = Scenario("whole", "messages=30&seed=8")
        proof = Proof(desktop, browser, grabber, SystemClock(), scenario)

        # WHEN the wheel goes through it
        proof.run(60)
        told = browser.truth()

        # THEN the end is found, each step is exact, and together they are the height of the page
        assert proof.end is End.END_REACHED
        assert {step.verdict for step in proof.joining.steps} <= {Verdict.JOINED, Verdict.FLAGGED}
        assert proof.places[0] == 0
        assert sum(step.shift[1] for step in proof.joining.steps if step.shift) == told["last"]

        # AND the joined page has every row of it, and each row is one that was captured
        (page,) = compose(proof.joining.plan(), lambda position: proof.frames[position])
        assert page.pixels.height == told["last"] + told["height"]
        assert page.plan.gap_after is None
