"""The key of a Wayland session against a portal that the test plays, on a message bus of its own."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pytest
from virtual_desktop import wait_for

from assistant.capture.choose import Surroundings
from assistant.capture.keys import KeyGrab
from assistant.capture.keys.choose import choose, grab
from assistant.capture.keys.chord import parse
from assistant.capture.keys.portal import trigger_of
from assistant.errors import CaptureError

if TYPE_CHECKING:
    from tests.unit.capture.keys.conftest import FakePortal

OpenBus = Callable[[], AbstractContextManager[str]]
MakePortal = Callable[[str], "FakePortal"]


class Keys:
    """What is asked of the portal, and what comes of it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.environment = {"WAYLAND_DISPLAY": "wayland-0", "DBUS_SESSION_BUS_ADDRESS": address}
        self.pressed: queue.Queue[None] = queue.Queue()
        self.lost: queue.Queue[CaptureError] = queue.Queue()
        self.held: list[KeyGrab] = []

    def grab(self, asking: threading.Event | None = None) -> KeyGrab:
        here = Surroundings("linux", self.environment)
        key = grab("Ctrl+Alt+S", lambda: self.pressed.put(None), self.lost.put, here, asking=asking)
        self.held.append(key)
        return key

    def refusal(self, asking: threading.Event | None = None) -> CaptureError:
        with pytest.raises(CaptureError) as told:
            self.grab(asking)
        return told.value


@pytest.fixture
def keys(open_bus: OpenBus) -> Iterator[Keys]:
    with open_bus() as address:
        made = Keys(address)
        yield made
        for key in made.held:
            key.close()


@pytest.fixture
def portal(keys: Keys, make_portal: MakePortal) -> Iterator[FakePortal]:
    made = make_portal(keys.address)
    yield made
    for key in keys.held:
        key.close()
    made.close()


def test_a_key_comes_by_a_click_and_is_heard(keys: Keys, portal: FakePortal) -> None:
    # WHEN the person asks for the key
    key = keys.grab(threading.Event())

    # THEN the desktop hears first who asks, then what for, and its key is the one that is shown
    assert portal.asked == ["Register", "Get", "CreateSession", "ListShortcuts", "BindShortcuts"]
    assert portal.wanted_trigger == "CTRL+ALT+s"
    assert key.chord == "Press Ctrl+Alt+S"

    # AND each press is told, but none of another session or another shortcut
    portal.tell("org.freedesktop.portal.GlobalShortcuts", "Activated", "osta{sv}", ("/other", "capture", 1, {}))
    portal.tell("org.freedesktop.portal.GlobalShortcuts", "Activated", "osta{sv}", (portal.session, "else", 1, {}))
    portal.press()
    portal.press()
    keys.pressed.get(timeout=20)
    keys.pressed.get(timeout=20)

    # AND closing gives it back, and the presses before were all there were
    key.close()
    portal.wait_until_asked("Close")
    assert keys.pressed.empty()
    assert keys.lost.empty()


def test_at_the_start_nobody_is_asked(keys: Keys, portal: FakePortal) -> None:
    assert keys.refusal().reference == "key-not-allowed"
    assert "BindShortcuts" not in portal.asked


def test_what_was_allowed_before_is_had_again_at_the_start(keys: Keys, portal: FakePortal) -> None:
    portal.bound_before = True
    keys.grab()
    portal.press()
    keys.pressed.get(timeout=20)


def test_hyprland_never_asks_and_forgets(keys: Keys, portal: FakePortal) -> None:
    keys.environment["XDG_CURRENT_DESKTOP"] = "Hyprland"
    keys.grab()
    assert "BindShortcuts" in portal.asked


def test_a_dialog_that_is_cancelled_is_told(keys: Keys, portal: FakePortal) -> None:
    portal.answer = 1
    error = keys.refusal(threading.Event())
    assert error.reference == "key-not-allowed"
    assert "not allowed when the desktop asked" in str(error)


def test_a_dialog_that_nobody_answers_can_be_left(keys: Keys, portal: FakePortal) -> None:
    # GIVEN a dialog that stays open
    portal.never_answers = True
    asking = threading.Event()
    told: queue.Queue[CaptureError] = queue.Queue()
    waiting = threading.Thread(target=lambda: told.put(keys.refusal(asking)))
    waiting.start()
    portal.wait_until_asked("BindShortcuts")

    # WHEN the window is closed meanwhile, THEN the wait ends
    asking.set()
    assert told.get(timeout=20).reference == "key-not-allowed"
    waiting.join()


def test_a_desktop_without_keys_is_told_with_the_other_way(keys: Keys, portal: FakePortal) -> None:
    portal.has_shortcuts = False
    error = keys.refusal(threading.Event())
    assert error.reference == "key-not-here"
    assert "shortcut of the system" in str(error)


def test_without_a_portal_the_other_way_is_told(keys: Keys) -> None:
    assert "shortcut of the system" in str(keys.refusal(threading.Event()))


def test_a_program_without_an_entry_is_told_where_to_get_one(keys: Keys, portal: FakePortal) -> None:
    portal.knows_the_entry = False
    error = keys.refusal(threading.Event())
    assert error.reference == "key-not-allowed"
    assert "Add to the applications menu" in str(error)


def test_an_older_portal_needs_no_entry(keys: Keys, portal: FakePortal) -> None:
    portal.knows_the_entry = portal.needs_app_id = False
    keys.grab(threading.Event())
    portal.press()
    keys.pressed.get(timeout=20)


def test_a_shortcut_without_a_key_is_told(keys: Keys, portal: FakePortal) -> None:
    portal.trigger = ""
    assert "hold no key" in str(keys.refusal(threading.Event()))


def test_a_session_that_the_desktop_ends_is_told(keys: Keys, portal: FakePortal) -> None:
    keys.grab(threading.Event())
    portal.tell("org.freedesktop.portal.Session", "Closed", "a{sv}", ({},), portal.session)
    assert keys.lost.get(timeout=20).reference == "key-not-allowed"


def test_a_portal_that_starts_again_is_asked_again(keys: Keys, make_portal: MakePortal) -> None:
    # GIVEN a key, and a portal that ends
    before = make_portal(keys.address)
    keys.grab(threading.Event())
    before.close()

    # WHEN it starts again and knows what was allowed
    after = make_portal(keys.address)
    after.bound_before = True

    # THEN the key works again
    def works() -> bool:
        if after.session:
            after.press()
        return not keys.pressed.empty() or not keys.lost.empty()

    wait_for(works, "the key to work again", 20)
    assert keys.lost.empty()
    for key in keys.held:
        key.close()
    after.close()


def test_a_bus_that_ends_is_told(open_bus: OpenBus, make_portal: MakePortal) -> None:
    with open_bus() as address:
        keys, portal = Keys(address), make_portal(address)
        key = keys.grab(threading.Event())
        portal.close()
    assert keys.lost.get(timeout=20).reference == "key-not-here"
    key.close()


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/bus", "tcp:host=localhost,port=1", "nonsense"])
def test_a_bus_that_is_not_there_is_told(address: str) -> None:
    assert Keys(address).refusal().reference == "key-not-here"


def test_on_wayland_x11_is_passed_over_in_words() -> None:
    here = Surroundings("linux", {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"})
    way, passed_over = choose(here)
    assert way is None
    assert [each.backend for each in passed_over] == ["x11", "windows", "portal"]
    assert "Wayland" in str(passed_over[0].why)


def test_macos_has_no_key() -> None:
    with pytest.raises(CaptureError, match="no single key"):
        grab("Ctrl+Alt+S", lambda: None, print, Surroundings("darwin", {}))


@pytest.mark.parametrize(
    ("chord", "trigger"),
    [("Ctrl+Alt+S", "CTRL+ALT+s"), ("Meta+Shift+F9", "SHIFT+LOGO+F9"), ("Print", "Print"), ("Alt+Ы", "ALT+U044B")],
)
def test_triggers_are_written_as_the_specification_says(chord: str, trigger: str) -> None:
    assert trigger_of(parse(chord)) == trigger
