from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from assistant.capture.choose import Surroundings
from assistant.capture.keys.refusals import not_allowed, not_here, taken
from assistant.errors import CaptureError, msg
from assistant.ui.capture.global_key import GlobalKey, KeyState, KeyStatus

X11 = Surroundings("linux", {"DISPLAY": ":9"})
WAYLAND = Surroundings("linux", {"WAYLAND_DISPLAY": "wayland-0"})


class FakeGrab:
    def __init__(self, chord: str, system: FakeSystem) -> None:
        self.chord, self._system = chord, system

    def close(self) -> None:
        self._system.held.remove(self.chord)


class FakeSystem:
    """Gives keys, or refuses them; a desktop's dialog waits until it is answered."""

    def __init__(self) -> None:
        self.held: list[str] = []
        self.refusal: CaptureError | None = None
        self.asks = False
        self.asked = threading.Event()
        self.answered = threading.Event()
        self.press: Callable[[], None] = lambda: None
        self.lose: Callable[[CaptureError], None] = lambda error: None

    def grab(
        self,
        chord: str,
        pressed: Callable[[], None],
        lost: Callable[[CaptureError], None],
        _here: Surroundings,
        *,
        asking: threading.Event | None = None,
    ) -> FakeGrab:
        if asking is not None:
            self.asked.set()
            while not self.answered.wait(0.01):
                if asking.is_set():
                    raise not_allowed(msg("nobody answered"))
        elif self.asks:
            raise not_allowed(msg("the desktop asks once"))
        if self.refusal is not None:
            raise self.refusal
        self.held.append(chord)
        self.press, self.lose = pressed, lost
        return FakeGrab(chord, self)


@pytest.fixture
def system() -> FakeSystem:
    return FakeSystem()


@pytest.fixture
def make_key(qt_app: QApplication, system: FakeSystem) -> Iterator[Callable[[Surroundings], GlobalKey]]:
    made: list[GlobalKey] = []

    def make(here: Surroundings) -> GlobalKey:
        key = GlobalKey(here, system.grab)
        made.append(key)
        key.use("Ctrl+Alt+S")
        return key

    yield make
    for key in made:
        key.close()
    assert system.held == []


def until(condition: Callable[[], object]) -> None:
    """Lets events pass until it holds; the watchdog of the tests ends a wait that is in vain."""
    timer = QTimer()
    timer.start(10)
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def state_of(key: GlobalKey, state: KeyState) -> KeyStatus:
    until(lambda: key.status.state is state)
    return key.status


MakeKey = Callable[[Surroundings], GlobalKey]


def test_it_is_had_while_somebody_needs_it(make_key: MakeKey, system: FakeSystem) -> None:
    # GIVEN nobody needs it
    key = make_key(X11)
    assert key.status.state is KeyState.RESTING

    # WHEN a case is opened, THEN it is had and said, and another chord takes its place
    key.need("case")
    assert "Ctrl+Alt+S works in every program" in state_of(key, KeyState.WORKS).words
    key.use("F9")
    until(lambda: system.held == ["F9"])

    # AND it is given back with the case; not by one of two
    key.need("preferences")
    key.release("case")
    assert state_of(key, KeyState.WORKS).chord == "F9"
    key.release("preferences")
    until(lambda: system.held == [])
    assert key.status.state is KeyState.RESTING


def test_a_press_is_for_the_case_or_a_try(make_key: MakeKey, system: FakeSystem) -> None:
    key = make_key(X11)
    told: list[str] = []
    key.pressed.connect(lambda: told.append("pressed"))
    key.tried.connect(lambda: told.append("tried"))

    # WHEN only the preferences need it, a press is nothing but a try
    key.need("preferences")
    state_of(key, KeyState.WORKS)
    system.press()
    key.try_it(True)
    other = threading.Thread(target=system.press)  # as from the listening thread
    other.start()
    other.join()
    until(lambda: told == ["tried", "tried"])

    # THEN with a case it captures
    key.try_it(False)
    key.need("case")
    system.press()
    until(lambda: told == ["tried", "tried", "pressed"])


def test_a_key_that_is_taken_is_said(make_key: MakeKey, system: FakeSystem) -> None:
    system.refusal = taken("Ctrl+Alt+S")
    key = make_key(X11)
    key.need("case")
    status = state_of(key, KeyState.FAILED)
    assert status.words == "Another program has Ctrl+Alt+S. Choose another key."
    assert not status.needs_command
    assert not status.can_ask

    # AND one that is lost later too
    system.refusal = None
    key.use("F9")
    state_of(key, KeyState.WORKS)
    system.lose(not_here(msg("the server ended")))
    assert state_of(key, KeyState.FAILED).words.startswith("The server ended.")


def test_no_key_is_a_choice(make_key: MakeKey, system: FakeSystem) -> None:
    key = make_key(X11)
    key.use("")
    key.need("case")
    assert state_of(key, KeyState.NONE).words.startswith("No key is chosen")
    assert system.held == []


def test_a_desktop_that_asks_is_asked_by_a_click_only(make_key: MakeKey, system: FakeSystem) -> None:
    # GIVEN a desktop that asks the person
    system.asks = True
    key = make_key(WAYLAND)
    key.need("case")
    assert state_of(key, KeyState.FAILED).can_ask
    assert not system.asked.is_set()

    # WHEN the person wants it
    key.ask_the_system()
    assert "asks you now" in key.status.words
    system.answered.set()

    # THEN it works
    state_of(key, KeyState.WORKS)


def test_a_question_of_the_desktop_that_nobody_answers_ends_with_the_window(
    make_key: MakeKey, system: FakeSystem
) -> None:
    system.asks = True
    key = make_key(WAYLAND)
    key.need("case")
    state_of(key, KeyState.FAILED)
    key.ask_the_system()
    until(system.asked.is_set)
    key.close()


def test_where_there_is_no_key_the_command_is_offered(make_key: MakeKey, system: FakeSystem) -> None:
    system.refusal = not_here(msg("this desktop gives no key to a program"))
    key = make_key(WAYLAND)
    key.need("case")
    status = state_of(key, KeyState.FAILED)
    assert status.needs_command
    assert status.words.startswith("This desktop gives no key")
