"""The controller over a drawn screen: own windows go only where they must, always come back, one answer each time."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from assistant.capture.details import CaptureDetails
from assistant.core.ports import Clock, Frame, Rect
from assistant.errors import AssistantError
from assistant.imaging.frames import to_picture
from assistant.ui.capture.controller import CaptureController
from assistant.ui.capture.overlay import ScreenOverlay
from assistant.ui.capture.own_windows import OwnWindows
from assistant.ui.jobs import Lane

Wait = Callable[[Callable[[], object]], None]


class Told:
    """What a controller told."""

    def __init__(self, controller: CaptureController) -> None:
        self.taken: list[tuple[Frame, CaptureDetails]] = []
        self.failed: list[AssistantError] = []
        self.cancelled = 0
        self.busy: list[bool] = []
        controller.frame_taken.connect(lambda frame, details: self.taken.append((frame, details)))
        controller.capture_failed.connect(self.failed.append)
        controller.capture_cancelled.connect(self._on_cancelled)
        controller.busy_changed.connect(self.busy.append)

    def _on_cancelled(self) -> None:
        self.cancelled += 1

    def answers(self) -> int:
        return len(self.taken) + len(self.failed) + self.cancelled


class Ticking:
    """The test's clock for times, and real seconds for waits that have an end."""

    def __init__(self, clock: Clock) -> None:
        self.now = clock.now

    def monotonic(self) -> float:
        return time.monotonic()


@pytest.fixture
def controller(app: QApplication, fake: Any, lane: Lane, clock: Clock) -> CaptureController:
    return CaptureController(fake, lane, Ticking(clock))


@pytest.fixture
def told(controller: CaptureController) -> Told:
    return Told(controller)


@pytest.fixture
def own(app: QApplication) -> Iterator[QWidget]:
    """An own window over the right part of the window “Front”."""
    widget = QWidget()
    widget.setObjectName("own")
    widget.setGeometry(450, 250, 120, 80)
    widget.show()
    yield widget
    widget.hide()
    widget.deleteLater()


def test_a_window_is_taken_with_what_is_known_of_it(
    controller: CaptureController, told: Told, fake: Any, clock: Clock, wait: Wait
) -> None:
    # WHEN a window that nothing covers is taken
    controller.take_window(fake.stack[2])
    wait(told.answers)

    # THEN the picture is that window, at the clock's time, and repeating is possible
    (frame, details) = told.taken[0]
    assert (frame.width, frame.height) == (150, 100)
    assert to_picture(frame).getpixel((75, 50)) == (0xCC, 0x22, 0x22)
    assert details.captured_at == clock.now()
    assert (details.backend, details.mode, details.untrusted_window_title) == ("fake", "window", "Alone")
    assert not details.covered
    assert told.busy == [True, False]
    assert controller.can_repeat


def test_an_own_window_that_overlaps_is_hidden_and_comes_back(
    controller: CaptureController, told: Told, fake: Any, own: QWidget, wait: Wait
) -> None:
    # WHEN a window below an own one is taken
    controller.take_window(fake.stack[0])
    wait(lambda: not own.isVisible())
    wait(told.answers)

    # THEN the system was asked whether the own one is gone, and it is back where it was
    assert told.taken
    assert (int(own.winId()),) in fake.asked_gone
    assert own.isVisible()
    assert own.geometry() == QRect(450, 250, 120, 80)


def test_an_own_window_beside_it_is_never_touched(
    controller: CaptureController, told: Told, fake: Any, own: QWidget, wait: Wait
) -> None:
    seen: list[bool] = []
    controller.take_window(fake.stack[2])
    wait(lambda: seen.append(own.isVisible()) or told.answers())  # type: ignore[func-returns-value]  # append gives None
    assert all(seen)
    assert fake.asked_gone == []


def test_an_own_window_that_stays_is_no_picture_but_an_error(
    controller: CaptureController, told: Told, fake: Any, own: QWidget, wait: Wait
) -> None:
    # GIVEN a window system that doesn't let the own window go
    fake.own_stay = True

    # WHEN the window below is taken
    controller.take_window(fake.stack[0])
    wait(told.answers)

    # THEN there is an error in place of a wrong picture, and the window is back
    assert [error.reference for error in told.failed] == ["capture-own-window"]
    assert own.isVisible()
    assert not controller.is_busy


def test_an_own_window_that_is_in_the_picture_all_the_same_is_told_where_the_system_does_not_tell(
    controller: CaptureController, told: Told, fake: Any, app: QApplication, wait: Wait
) -> None:
    # GIVEN an own window with words, and a screen on which it stays although it is said to be gone
    label = QLabel("What do they want from me, what have I got, what is missing")
    label.setGeometry(100, 120, 460, 60)
    label.show()
    QApplication.processEvents()
    picture = label.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    size = (picture.width(), picture.height())
    stays = Image.frombuffer("RGB", size, bytes(picture.constBits()), "raw", "BGRX", 0, 1)

    # WHEN the screen is taken without it and then with it
    controller.take_screen(1)
    wait(lambda: told.answers() == 1)
    wait(label.isVisible)
    fake.picture.paste(stays, (100, 120))
    controller.take_screen(1)
    wait(lambda: told.answers() == 2)

    # THEN only the second picture says so
    assert [details.own_window for _frame, details in told.taken] == [False, True]
    label.hide()
    label.deleteLater()


def test_a_covered_window_is_brought_forward(controller: CaptureController, told: Told, fake: Any, wait: Wait) -> None:
    behind = fake.stack[1]
    controller.take_window(behind)
    wait(told.answers)
    assert fake.raised == [behind.id]
    assert not told.taken[0][1].covered


def test_same_window_finds_it_where_it_is_now(controller: CaptureController, told: Told, fake: Any, wait: Wait) -> None:
    # GIVEN a window that was taken
    controller.take_window(fake.stack[2])
    wait(told.answers)

    # WHEN it moved and its title changed
    old = fake.stack[2]
    fake.stack[2] = type(old)(old.id, "Another tab", Rect(50, 400, 100, 80), old.untrusted_class)
    controller.take_same()
    wait(lambda: told.answers() == 2)

    # THEN the second picture is of its new place
    details = told.taken[1][1]
    assert details.area == Rect(50, 400, 100, 80)
    assert details.untrusted_window_title == "Another tab"


def test_same_window_after_it_closed_says_so(controller: CaptureController, told: Told, fake: Any, wait: Wait) -> None:
    controller.take_window(fake.stack[2])
    wait(told.answers)
    del fake.stack[2]
    controller.take_same()
    wait(lambda: told.answers() == 2)
    assert [error.reference for error in told.failed] == ["capture-window-gone"]


def test_screens(controller: CaptureController, told: Told, wait: Wait) -> None:
    controller.take_screen(1)
    wait(lambda: told.answers() == 1)
    controller.take_all()
    wait(lambda: told.answers() == 2)
    controller.take_screen(4)
    wait(lambda: told.answers() == 3)
    assert [details.mode for _frame, details in told.taken] == ["screen", "all"]
    assert [frame.width for frame, _details in told.taken] == [800, 800]
    assert [error.reference for error in told.failed] == ["screen-unknown"]


def test_a_grab_that_fails_brings_own_windows_back(
    controller: CaptureController, told: Told, fake: Any, own: QWidget, wait: Wait
) -> None:
    fake.fails = True
    controller.take_window(fake.stack[0])
    wait(told.answers)
    assert [error.reference for error in told.failed] == ["capture-no-picture"]
    assert own.isVisible()
    assert told.busy == [True, False]


def test_two_presses_are_one_capture(controller: CaptureController, told: Told, fake: Any, wait: Wait) -> None:
    controller.take_window(fake.stack[2])
    controller.take_window(fake.stack[0])
    wait(lambda: not controller.is_busy)
    assert [details.untrusted_window_title for _frame, details in told.taken] == ["Alone"]


def test_cancelling_brings_own_windows_back_and_late_answers_count_no_more(
    controller: CaptureController, told: Told, fake: Any, own: QWidget, lane: Lane, wait: Wait
) -> None:
    # GIVEN a capture on its way, with an own window hidden
    controller.take_window(fake.stack[0])
    wait(lambda: not own.isVisible())

    # WHEN it is cancelled
    controller.cancel()
    assert own.isVisible()
    wait(lambda: lane.is_idle)
    QApplication.processEvents()

    # THEN that was its only answer
    assert (told.cancelled, told.answers()) == (1, 1)
    controller.cancel()
    assert told.cancelled == 1


def test_a_fault_of_the_program_in_a_capture_does_not_hold_up_the_next(
    controller: CaptureController, told: Told, fake: Any, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a fault that nobody foresaw, on the screen's thread, in the middle of a capture
    faults: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: faults.append(kind))
    with monkeypatch.context() as patched:
        patched.setattr(OwnWindows, "over", None)
        controller.take_window(fake.stack[2])
        wait(lambda: faults)

    # THEN it is told, the capture has one answer, and the next one is taken
    assert faults == [TypeError]
    assert (told.cancelled, told.answers(), told.busy) == (1, 1, [True, False])
    controller.take_window(fake.stack[2])
    wait(lambda: told.taken)


def test_windows_and_screens_are_listed(controller: CaptureController, fake: Any, wait: Wait) -> None:
    windows: list[object] = []
    screens: list[object] = []
    controller.list_windows(windows.extend)
    controller.list_screens(screens.extend)
    wait(lambda: windows and screens)
    assert windows == fake.stack
    assert len(screens) == 1


def overlays() -> list[ScreenOverlay]:
    return [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ScreenOverlay) and widget.isVisible()
    ]


def test_pointing_takes_what_was_on_the_screen_when_it_was_frozen(
    controller: CaptureController, told: Told, fake: Any, own: QWidget, wait: Wait
) -> None:
    # GIVEN the frozen screen, without the own window
    controller.take_pointed()
    wait(overlays)
    assert not own.isVisible()

    # WHEN the topmost window is clicked, after the real one changed
    fake.picture.paste("white", (0, 0, 800, 600))
    place = overlays()[0].mapFromGlobal(QPoint(0, 0)) + QPoint(400, round(275 * overlays()[0].height() / 600))
    QTest.mouseClick(overlays()[0], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    wait(told.answers)

    # THEN the frozen one was taken, and everything is back
    frame, details = told.taken[0]
    assert to_picture(frame).getpixel((100, 75)) == (0x22, 0x22, 0xCC)
    assert (details.mode, details.untrusted_window_title) == ("window", "Front")
    assert own.isVisible()
    assert overlays() == []


def test_l_marks_the_last_region_of_the_case_then_that_of_this_run(
    controller: CaptureController, told: Told, wait: Wait
) -> None:
    # GIVEN a case that remembers a region
    controller.remembered_region = lambda: Rect(10, 20, 30, 40)
    # WHEN it is taken by L and Enter
    controller.take_region()
    wait(overlays)
    QTest.keyClick(overlays()[0], Qt.Key.Key_L)
    QTest.keyClick(overlays()[0], Qt.Key.Key_Right)
    QTest.keyClick(overlays()[0], Qt.Key.Key_Return)
    wait(lambda: len(told.taken) == 1)
    assert told.taken[0][1].area == Rect(10, 20, 31, 40)
    # AND a screen after it
    controller.take_screen(1)
    wait(lambda: len(told.taken) == 2)
    # THEN L is the area of this run
    controller.take_region()
    wait(overlays)
    QTest.keyClick(overlays()[0], Qt.Key.Key_L)
    QTest.keyClick(overlays()[0], Qt.Key.Key_L)
    wait(lambda: len(told.taken) == 3)
    assert told.taken[2][1].area == Rect(10, 20, 31, 40)


def test_pointing_at_a_covered_window_takes_it_anew(
    controller: CaptureController, told: Told, fake: Any, wait: Wait
) -> None:
    controller.take_pointed()
    wait(overlays)
    place = QPoint(150, round(150 * overlays()[0].height() / 600))
    QTest.mouseClick(overlays()[0], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    wait(told.answers)
    assert fake.raised == [12]
    assert told.taken[0][1].untrusted_window_title == "Behind"


def test_esc_leaves_everything_as_it_was(controller: CaptureController, told: Told, own: QWidget, wait: Wait) -> None:
    controller.take_region()
    wait(overlays)
    QTest.keyClick(overlays()[0], Qt.Key.Key_Escape)
    wait(told.answers)
    assert told.cancelled == 1
    assert own.isVisible()
    assert overlays() == []
    assert not controller.can_repeat


class Active:
    """What a system with a focus adds to the drawn screen: the window that has it."""

    def __init__(self, screen: Any, index: int | None) -> None:
        self._screen, self._index = screen, index

    def __getattr__(self, name: str) -> Any:
        return getattr(self._screen, name)

    def active_window(self) -> Any:
        return None if self._index is None else self._screen.stack[self._index]


def controller_over(grabber: Any, lane: Lane, clock: Clock) -> tuple[CaptureController, Told]:
    made = CaptureController(grabber, lane, Ticking(clock))
    return made, Told(made)


def test_the_window_with_the_focus_is_taken_without_a_choice(
    app: QApplication, fake: Any, lane: Lane, clock: Clock, wait: Wait
) -> None:
    controller, told = controller_over(Active(fake, 2), lane, clock)
    controller.set_delay(10)  # a key means now
    controller.take_active()
    wait(told.answers)
    assert [details.untrusted_window_title for _frame, details in told.taken] == ["Alone"]

    # WHEN a screen was taken last THEN it is the screen again
    controller.set_delay(0)
    controller.take_screen(1)
    wait(lambda: told.answers() == 2)
    controller.take_active()
    wait(lambda: told.answers() == 3)
    assert told.taken[2][1].mode == "screen"


def test_where_nothing_has_the_focus_the_same_is_taken_or_it_is_asked(
    app: QApplication, fake: Any, lane: Lane, clock: Clock, wait: Wait
) -> None:
    # GIVEN the focus on this program, and nothing taken yet: the person is asked
    controller, told = controller_over(Active(fake, None), lane, clock)
    controller.take_active()
    wait(lambda: controller.waits_for_person)
    controller.cancel()
    assert (told.cancelled, overlays()) == (1, [])

    # WHEN a window was taken THEN it is that one again
    controller.take_window(fake.stack[2])
    wait(lambda: told.answers() == 2)
    controller.take_active()
    wait(lambda: told.answers() == 3)
    assert [details.untrusted_window_title for _frame, details in told.taken] == ["Alone", "Alone"]


class Jumping:
    """A clock that goes on by a second each time somebody looks, so that no test waits for seconds."""

    def __init__(self, clock: Clock) -> None:
        self.now, self.ticks = clock.now, 0.0

    def monotonic(self) -> float:
        self.ticks += 0.999
        return self.ticks


def test_seconds_are_counted_before_any_kind_of_picture(
    app: QApplication, fake: Any, lane: Lane, clock: Clock, wait: Wait
) -> None:
    # GIVEN a delay of three seconds
    controller = CaptureController(fake, lane, Jumping(clock))
    told = Told(controller)
    counted: list[int] = []
    controller.count_changed.connect(counted.append)
    controller.set_delay(3)

    # WHEN a window is taken THEN the count goes down to nothing before the grab
    controller.take_window(fake.stack[2])
    assert controller.waits_for_person
    assert fake.grabs == 0
    wait(told.answers)
    assert counted == [3, 2, 1, 0]
    assert len(told.taken) == 1

    # WHEN a count is left THEN no picture is taken, and the next can begin
    counted.clear()
    controller.take_all()
    controller.cancel()
    assert counted == [3, 0]
    assert (told.cancelled, controller.is_busy) == (1, False)
    controller.set_delay(0)
    controller.take_all()
    wait(lambda: told.answers() == 3)
    assert counted == [3, 0]


class Asking(Active):
    """A desktop that asks the person, tells no places, and makes a flash of each grab."""

    longest_s, quiet_s = 30.0, 0.03

    def __init__(self, screen: Any, own: QWidget) -> None:
        super().__init__(screen, None)
        self.own, self.seen_when_asked, self.seen_when_grabbed, self.given_up = own, [True], [True], 0
        self.seen_when_asked.clear()
        self.seen_when_grabbed.clear()

    def ask_permission(self) -> None:
        self.seen_when_asked.append(self.own.isVisible())

    def give_up(self) -> None:
        self.given_up += 1

    def grab(self, area: Rect) -> Frame:
        self.seen_when_grabbed.append(self.own.isVisible())
        frame: Frame = self._screen.grab(area)
        return frame


def test_a_desktop_that_asks_is_asked_before_own_windows_go_and_grabbed_once(
    app: QApplication, fake: Any, lane: Lane, clock: Clock, own: QWidget, wait: Wait
) -> None:
    # GIVEN an own window that lies nowhere near what is taken, as far as Qt knows
    own.setGeometry(10, 10, 50, 50)
    grabber = Asking(fake, own)
    controller, told = controller_over(grabber, lane, clock)

    # WHEN a window is taken THEN the desktop could ask while ours was there, and ours was gone for the one grab
    controller.take_window(fake.stack[2])
    wait(told.answers)
    assert (grabber.seen_when_asked, grabber.seen_when_grabbed) == ([True], [False])
    assert own.isVisible()

    # WHEN it is left while the desktop waits THEN the desktop is told
    controller.take_pointed()
    controller.cancel()
    assert grabber.given_up == 1


def test_nothing_ticks_while_nothing_is_taken(controller: CaptureController, told: Told, fake: Any, wait: Wait) -> None:
    controller.take_window(fake.stack[2])
    wait(told.answers)
    assert [timer for timer in controller.findChildren(QTimer) if timer.isActive()] == []
