"""The bar, the key, the controller and the case together: a picture goes to one question, or nowhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from assistant.actions import scroll
from assistant.capture.choose import Choice
from assistant.capture.target import Found, Target
from assistant.core.case import Round
from assistant.core.exhibits import Exhibit, ExhibitKind
from assistant.core.items import RequestedItem
from assistant.core.ports import Clock, Frame, Rect
from assistant.errors import AssistantError, InputError, msg
from assistant.storage import preferences
from assistant.storage.folder import CaseFolder
from assistant.ui.capture.bar import CaptureBar
from assistant.ui.capture.overlay import ScreenOverlay
from assistant.ui.capture.scroll_panel import ScrollPanel
from assistant.ui.jobs import Jobs
from assistant.ui.session.attachments import Attachments
from assistant.ui.session.capturing import Capturing
from assistant.ui.session.open_case import OpenCase

Wait = Callable[[Callable[[], object]], None]


class Ticking:
    """The test's clock for times, and real seconds for waits that have an end."""

    def __init__(self, clock: Clock) -> None:
        self.now = clock.now

    def monotonic(self) -> float:
        return time.monotonic()


def make(path: Path, clock: Clock, *, accepted: bool = True) -> CaseFolder:
    folder = CaseFolder.create(path, clock)
    folder.add_round(Round(0, "Who? What?", "upwork"), [RequestedItem("Who?"), RequestedItem("What?")], b"Who? What?")
    if accepted:
        folder.accept()
    return folder


class World:
    """A case, its lanes, and capturing over a drawn screen."""

    def __init__(self, path: Path, clock: Clock, fake: Any, wait: Wait, *, accepted: bool = True) -> None:
        self.wait, self.fake = wait, fake
        self.jobs = Jobs()
        self.open_case = OpenCase(self.jobs, Ticking(clock))
        self.open_case.open(lambda: make(path / "case", clock, accepted=accepted))
        wait(lambda: self.open_case.case)
        self.errors: list[AssistantError] = []
        self.shown: list[str] = []
        self.capturing = Capturing(self.open_case, lambda: "B")
        attachments = Attachments(self.open_case)
        self.capturing.undo_asked.connect(attachments.remove)
        self.capturing.date_entered.connect(lambda name, date: attachments.describe(name, {"event_date": date}))
        self.capturing.failed.connect(self.errors.append)
        self.capturing.bar_shown.connect(lambda: self.shown.append("shown"))
        self.capturing.bar_closed.connect(lambda: self.shown.append("closed"))
        self.capturing.way.use(Choice(fake))

    @property
    def exhibits(self) -> Sequence[Exhibit]:
        return self.open_case.case.exhibits if self.open_case.case is not None else ()

    def bar(self) -> CaptureBar | None:
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, CaptureBar) and each.isVisible()]
        return found[0] if found else None

    def panel(self) -> ScrollPanel | None:
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, ScrollPanel) and each.isVisible()]
        return found[0] if found else None

    def overlays(self) -> list[QWidget]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, ScreenOverlay) and each.isVisible()]

    def says(self, name: str) -> str:
        for label in [each for top in QApplication.topLevelWidgets() for each in top.findChildren(QLabel, name)]:
            if label.isVisible():
                return label.text()
        return ""

    def press(self, owner: QWidget | None, name: str) -> None:
        found = owner.findChild(QAbstractButton, name) if owner is not None else None
        assert isinstance(found, QAbstractButton)
        found.click()

    def rest(self) -> None:
        """Waits until both lanes have done all that was asked of them."""
        for lane in (self.jobs.captures, self.jobs.long):
            done: list[None] = []
            lane.run(lambda _ticket: None, done.append)
            self.wait(lambda done=done: done)  # type: ignore[misc]  # bound here, called there

    def close(self) -> None:
        self.capturing.forget()
        self.open_case.close()
        assert self.jobs.long.finish(60)
        assert self.jobs.captures.finish(60)
        assert self.jobs.close()


@pytest.fixture
def world(app: QApplication, tmp_path: Path, clock: Clock, fake: Any, wait: Wait) -> Iterator[World]:
    made = World(tmp_path, clock, fake, wait)
    yield made
    made.close()


def test_a_picture_is_for_the_question_of_the_bar_and_none_is_kept_once_it_closed(world: World, fake: Any) -> None:
    # GIVEN the bar for the second question
    world.capturing.open_bar("B")
    bar = world.bar()
    assert bar is not None

    # WHEN a screen is taken THEN the picture is the second question's
    bar.screen_asked.emit(1)
    world.wait(lambda: world.exhibits)
    assert [exhibit.item for exhibit in world.exhibits] == ["B"]

    # WHEN another is under way and the bar is closed
    taking, go_on = threading.Event(), threading.Event()
    grab = fake.grab

    def slow(area: Rect) -> Frame:
        frame: Frame = grab(area)
        taking.set()
        go_on.wait()
        return frame

    fake.grab = slow
    bar.screen_asked.emit(1)
    world.wait(taking.is_set)
    world.capturing.close_bar()
    go_on.set()
    controller = world.capturing.way.controller
    assert controller is not None
    world.wait(lambda: not controller.is_busy)
    world.rest()

    # THEN it is kept for no question
    assert len(world.exhibits) == 1
    assert world.errors == []


def test_the_key_takes_for_the_windows_question_and_the_bar_comes_quietly(world: World, fake: Any) -> None:
    # GIVEN the bar closed, and a window of another program with the focus
    fake.active_window = lambda: fake.stack[2]

    # WHEN the key is pressed
    world.capturing.take_by_key()
    world.wait(lambda: world.says("captureBarLabel"))

    # THEN it is an attachment of the question in the window, the bar says so, and the window stays as it was;
    # the other program goes on having the keyboard
    world.wait(lambda: fake.raised == [13])
    assert [(exhibit.item, exhibit.record["window_title"]) for exhibit in world.exhibits] == [("B", "Alone")]
    assert world.says("captureBarLabel") == "Attachment B-1"
    assert world.shown == []
    world.capturing.close_bar()
    assert world.shown == []


def test_a_second_press_gets_out_of_a_choice(world: World) -> None:
    # GIVEN a system that tells no focus: the key lets the person choose
    world.capturing.take_by_key()
    world.wait(world.overlays)

    # WHEN it is pressed again THEN nothing is left of it
    world.capturing.take_by_key()
    assert world.overlays() == []
    world.rest()
    assert (world.exhibits, world.errors, world.bar()) == ((), [], None)


def test_a_key_that_fails_says_so_on_the_bar(world: World, fake: Any) -> None:
    fake.active_window = lambda: fake.stack[2]
    fake.fails = True
    world.capturing.take_by_key()
    world.wait(world.bar)
    assert world.says("captureBarNoteWhat") == "What"
    assert world.errors == []


def test_without_accepted_questions_the_key_takes_nothing(
    app: QApplication, tmp_path: Path, clock: Clock, fake: Any, wait: Wait
) -> None:
    draft = World(tmp_path, clock, fake, wait, accepted=False)
    draft.capturing.take_by_key()
    assert [error.reference for error in draft.errors] == ["capture-no-case"]
    assert fake.grabs == 0
    draft.close()


def test_a_retake_takes_the_odd_one_back_once_it_is_kept(world: World, fake: Any) -> None:
    # GIVEN two pictures of a window that show the same
    world.capturing.open_bar("A")
    bar = world.bar()
    assert bar is not None
    alone = fake.stack[2]
    fake.active_window = lambda: alone
    for count in (1, 2):
        world.capturing.take_by_key()
        world.wait(lambda count=count: world.says("captureBarLabel") == f"Attachment A-{count}")  # type: ignore[misc]
    odd = world.exhibits[1].id
    assert "same as the one before" in world.says("captureBarWarning")

    # WHEN a retake fails THEN the odd one stays
    fake.fails = True
    world.press(bar, "captureBarRetake")
    world.wait(lambda: world.says("captureBarNoteWhat") == "What")
    fake.fails = False
    assert len(world.exhibits) == 2

    # WHEN the window shows something else and it is taken again
    fake.picture.paste("white", (620, 420, 700, 480))
    bar.retake_asked.emit(odd)
    world.wait(lambda: world.says("captureBarLabel") and not world.says("captureBarWarning"))
    world.wait(lambda: len(world.exhibits) == 2)

    # THEN it has the label of the odd one, which is gone
    assert odd not in [exhibit.id for exhibit in world.exhibits]
    world.wait(lambda: world.says("captureBarLabel") == "Attachment A-2")


def test_the_bar_opens_where_it_was_left(world: World) -> None:
    world.capturing.open_bar("A")
    bar = world.bar()
    assert bar is not None
    bar.move(40, 30)
    world.capturing.close_bar()
    world.rest()
    assert preferences.load().bar_place == (40, 30)
    world.capturing.open_bar("A")
    again = world.bar()
    assert again is not None
    assert (again.x(), again.y()) == (40, 30)


class Page:
    """A window of the drawn screen that shows a part of a long page, and a wheel for it."""

    area = Rect(20, 20, 400, 300)

    def __init__(self, fake: Any, height: int = 1200) -> None:
        noise = np.random.default_rng(7).integers(0, 256, (height, 400), dtype=np.uint8)
        self.whole = Image.fromarray(noise).convert("RGB")
        self._fake, self._top = fake, 0
        window = fake.stack[2]
        fake.stack[:] = [type(window)(window.id, "Chat", self.area, window.untrusted_class)]
        self.scroll(0)

    def scroll(self, rows: int) -> None:
        self._top = max(0, min(self._top + rows, self.whole.height - self.area.height))
        part = self.whole.crop((0, self._top, 400, self._top + self.area.height))
        self._fake.picture.paste(part, (self.area.x, self.area.y))

    def begin(self, world: World) -> ScrollPanel:
        """Begins a scrolling capture of it by hand, for question A, and waits for the first picture."""
        world.capturing.open_bar("A")
        bar = world.bar()
        assert bar is not None
        bar.scrolling_asked.emit(False)
        world.wait(world.overlays)
        found = Found(self.area, self._fake.stack[0])
        controller = world.capturing.way.controller
        assert controller is not None
        controller._choice.drop()
        controller.scrolling_ready.emit(Target("window", window=found.window), found, False)
        world.wait(lambda: world.says("scrollCount") == "1 picture")
        panel = world.panel()
        assert panel is not None
        return panel


def strips(world: World) -> list[Any]:
    found: list[Any] = []
    world.open_case.look(lambda folder, _ticket: folder.unfinished_strips(), found.append)
    world.wait(lambda: found)
    return list(found[0])


def test_what_is_scrolled_by_hand_is_joined_exactly(world: World, fake: Any) -> None:
    # GIVEN a scrolling capture, of which a third picture was taken back
    page = Page(fake)
    panel = page.begin(world)
    for count in (2, 3):
        page.scroll(100)
        world.wait(lambda count=count: world.says("scrollCount") == f"{count} pictures")  # type: ignore[misc]
    world.press(panel, "scrollTakeBack")
    world.wait(lambda: world.says("scrollCount") == "2 pictures")

    # WHEN the page goes on and it is stopped
    page.scroll(60)
    world.wait(lambda: world.says("scrollCount") == "3 pictures")
    world.press(panel, "scrollStop")
    world.wait(lambda: world.says("captureBarLabel") == "Attachment A-1")

    # THEN there is one joined picture, of the page's own rows, and the panel is gone; other captures can begin
    (joined,) = world.exhibits
    assert (joined.kind, joined.width, joined.height) == (ExhibitKind.JOINED, 400, 300 + 260)
    assert world.panel() is None
    controller = world.capturing.way.controller
    assert controller is not None
    assert not controller.is_busy

    # AND undo takes it back with all its pictures
    world.press(world.bar(), "captureBarUndo")
    world.wait(lambda: not world.exhibits)
    assert strips(world) == []


def test_a_gap_is_told_with_the_parts(world: World, fake: Any) -> None:
    page = Page(fake)
    panel = page.begin(world)
    page.scroll(100)
    world.wait(lambda: world.says("scrollCount") == "2 pictures")

    # WHEN the person scrolls further than can be joined
    page.scroll(500)
    world.wait(lambda: "Scroll back a little" in world.says("scrollWords"))
    world.press(panel, "scrollStop")
    world.wait(lambda: world.says("captureBarLabel") == "Attachment A-1")

    # THEN both parts are there, what is missing is said, and a date is for both
    assert world.says("captureBarWarning") == "2 parts, A-1 to A-2:\nBetween picture 2 and 3 there is a gap."
    assert len(world.exhibits) == 2
    world.press(world.bar(), "captureBarUndo")
    world.wait(lambda: not world.exhibits)


def test_leaving_in_the_middle_loses_no_picture(world: World, fake: Any) -> None:
    # GIVEN two pictures of a scrolling capture
    page = Page(fake)
    page.begin(world)
    page.scroll(120)
    world.wait(lambda: world.says("scrollCount") == "2 pictures")

    # WHEN the window closes THEN both are there, not yet joined
    world.capturing.forget()
    assert world.panel() is None
    (strip,) = strips(world)
    assert (len(strip.kept), strip.is_finished) == (2, False)
    assert world.exhibits == ()


def test_a_second_press_of_the_key_stops_a_scrolling_capture(world: World, fake: Any) -> None:
    page = Page(fake)
    page.begin(world)
    page.scroll(120)
    world.wait(lambda: world.says("scrollCount") == "2 pictures")
    world.capturing.take_by_key()
    world.wait(lambda: world.says("captureBarLabel") == "Attachment A-1")
    assert len(world.exhibits) == 1


def test_a_joining_that_is_cancelled_keeps_the_pictures(
    world: World, fake: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a joining that takes its time
    page = Page(fake)
    panel = page.begin(world)
    page.scroll(120)
    world.wait(lambda: world.says("scrollCount") == "2 pictures")
    told: list[bool] = []

    def slow(
        _folder: object, _strip: str, report: Callable[[int, int], None], cancelled: threading.Event, **_: Any
    ) -> Any:
        report(1, 2)
        told.append(cancelled.wait(30))
        raise InputError("join-cancelled", msg("What"), msg("why"), msg("Next."))

    monkeypatch.setattr(scroll, "finish_scroll", slow)
    world.press(panel, "scrollStop")
    world.wait(lambda: world.says("scrollWords") == "Joining: 1 of 2")

    # WHEN it is cancelled
    world.press(panel, "scrollStop")

    # THEN the work was asked to end, the bar says what became of the pictures, and they are there
    world.wait(lambda: told)
    assert told == [True]
    assert "kept" in world.says("captureBarNoteWhat")
    assert world.panel() is None
    (strip,) = strips(world)
    assert len(strip.kept) == 2


def test_where_the_desktop_takes_each_picture_no_page_is_watched(world: World, fake: Any) -> None:
    # GIVEN a desktop that asks the person and flashes at each grab
    world.capturing.open_bar("A")
    fake.longest_s, fake.quiet_s = 30.0, 0.02
    fake.ask_permission = fake.give_up = lambda: None
    bar = world.bar()
    assert bar is not None
    grabs = fake.grabs
    bar.scrolling_asked.emit(False)
    world.rest()
    assert "part by part" in world.says("captureBarNoteWhat")
    assert fake.grabs == grabs


class Wheel:
    """Adds a wheel to the drawn screen: one notch moves the page by 40 rows."""

    def __init__(self, fake: Any, page: Page) -> None:
        self.at, self.escape, self._page = (700, 500), False, page
        fake.why_no_wheel = lambda: None
        fake.scroll = self._scroll
        fake.place_pointer = lambda at: setattr(self, "at", at)
        fake.pointer = lambda: self.at
        fake.escape_is_down = lambda: self.escape
        fake.modifier_is_down = lambda: False

    def _scroll(self, at: tuple[int, int], notches: int) -> None:
        self.at = at
        self._page.scroll(40 * notches)


def test_the_program_scrolls_up_where_a_chat_stands_at_its_end(world: World, fake: Any) -> None:
    # GIVEN a chat that stands at its end, and a wheel
    page = Page(fake, height=900)
    page.scroll(900)
    wheel = Wheel(fake, page)
    world.capturing.open_bar("A")
    bar, controller = world.bar(), world.capturing.way.controller
    assert bar is not None
    assert controller is not None

    # WHEN the program is to scroll
    bar.scrolling_asked.emit(True)
    world.wait(world.overlays)
    controller._choice.drop()
    found = Found(page.area, fake.stack[0])
    controller.scrolling_ready.emit(Target("window", window=found.window), found, True)
    world.wait(lambda: world.says("captureBarLabel") == "Attachment A-1")

    # THEN it went up to the beginning, all is joined exactly, and the pointer is where it was
    (joined,) = world.exhibits
    assert (joined.width, joined.height) == (400, 900)
    assert world.says("captureBarWarning") == ""
    assert wheel.at == (700, 500)


def test_esc_stops_wherever_the_keyboard_is(world: World, fake: Any) -> None:
    page = Page(fake)
    wheel = Wheel(fake, page)
    page.begin(world)
    page.scroll(120)
    world.wait(lambda: world.says("scrollCount") == "2 pictures")
    wheel.escape = True
    world.wait(lambda: world.says("captureBarLabel") == "Attachment A-1")
    assert len(world.exhibits) == 1
