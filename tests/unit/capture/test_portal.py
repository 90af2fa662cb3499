"""The Screenshot portal, with one that behaves as it is told, on a message bus of its own."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from private_bus import PrivateBus
from virtual_desktop import wait_for

from assistant.capture.backends import portal, portal_bus
from assistant.capture.backends.portal_bus import ScreenshotPortal
from assistant.capture.choose import Surroundings, choose
from assistant.capture.desktop_entry import APPLICATION_ID
from assistant.core.ports import Rect
from assistant.errors import CaptureError

FAKE = Path(__file__).with_name("fake_portal.py")


class Desk:
    """A desktop with a fake portal on it, and the program's connection to it."""

    def __init__(self, bus: PrivateBus, folder: Path) -> None:
        self.bus, self.folder = bus, folder
        self.shot = folder / "shöt 1.png"
        self.log = folder / "log"
        self._fakes: list[subprocess.Popen[str]] = []
        self._opened: list[ScreenshotPortal] = []

    def start(self, behaviour: str, *, uri: str | None = None, permission: str = "") -> None:
        uri = self.shot.as_uri() if uri is None else uri
        command = [sys.executable, str(FAKE), self.bus.address, behaviour, str(self.log), uri, permission]
        fake = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._fakes.append(fake)
        assert fake.stdout is not None
        assert fake.stdout.readline().strip() == "ready"

    def opened(self, patience_s: float = 20) -> ScreenshotPortal:
        self._opened.append(ScreenshotPortal(self.bus.address, "GNOME", patience_s))
        return self._opened[-1]

    def asked(self) -> list[tuple[str, list[str]]]:
        return [(name, texts) for name, texts in map(json.loads, self.log.read_text("utf-8").splitlines())]

    def stop(self) -> None:
        for fake in self._fakes:
            fake.terminate()
            fake.wait(10)
            if fake.stdout is not None:
                fake.stdout.close()
        self._fakes.clear()

    def close(self) -> None:
        for one in self._opened:
            one.close()
        self.stop()


@pytest.fixture(scope="module")
def bus() -> Iterator[PrivateBus]:
    with PrivateBus() as private:
        yield private


@pytest.fixture
def desk(bus: PrivateBus, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(bus, tmp_path)
    desk.shot.write_bytes(picture())
    yield desk
    desk.close()


def picture() -> bytes:
    made = Image.new("RGB", (40, 30), (10, 20, 30))
    made.putpixel((39, 29), (200, 100, 50))
    file = io.BytesIO()
    made.save(file, "PNG")
    return file.getvalue()


def refusal(desk: Desk, behaviour: str, *, permission: str = "", patience_s: float = 20) -> CaptureError:
    desk.start(behaviour, permission=permission)
    with pytest.raises(CaptureError) as caught:
        desk.opened(patience_s).picture()
    return caught.value


@pytest.mark.parametrize("behaviour", ["ok", "early"])
def test_the_address_of_a_picture_comes_back(desk: Desk, behaviour: str) -> None:
    # GIVEN a portal that answers, even before it has said that it will
    desk.start(behaviour)

    # THEN its answer is heard
    assert desk.opened().picture() == desk.shot.as_uri()
    assert "%C3%B6" in desk.shot.as_uri()


def test_a_picture_is_read_hashed_and_taken_away(desk: Desk) -> None:
    # GIVEN a desktop that leaves its picture in a folder with another one, under a name that isn't ASCII
    other = desk.folder / "shöt 2.png"
    other.write_bytes(b"mine")
    desk.start("ok")
    grabber = portal.PortalGrabber(desk.opened(), is_native=False)

    # WHEN a corner of it is grabbed on a lane's thread, where no Qt loop runs
    frames = []
    thread = threading.Thread(target=lambda: frames.append(grabber.grab(Rect(38, 28, 90, 90))))
    thread.start()
    thread.join()

    # THEN the pixels are there, the hash is that of the file, and that file alone is gone
    assert (frames[0].width, frames[0].height) == (2, 2)
    assert frames[0].bgrx[-4:-1] == bytes([50, 100, 200])
    assert len(grabber.source_sha256) == 64
    assert not desk.shot.exists()
    assert other.exists()


def test_an_answer_of_no_that_the_desktop_remembers_names_the_way_out(desk: Desk) -> None:
    error = refusal(desk, "refused", permission="no")
    assert error.reference == "capture-refused"
    assert 'flatpak permission-set screenshot screenshot "" yes' in str(error.next_step)


def test_an_installed_program_is_known_by_its_name(desk: Desk) -> None:
    # GIVEN a portal that knows the program's entry
    desk.start("named", permission="no")
    known = desk.opened()

    # THEN it is told the name before anything else, and its memory is asked under that name
    assert desk.asked()[0] == ("Register", [APPLICATION_ID])
    with pytest.raises(CaptureError) as caught:
        portal.PortalGrabber(known, is_native=True).ask_permission()
    assert f"screenshot {APPLICATION_ID} yes" in str(caught.value.next_step)
    assert "Screenshot" not in [name for name, _texts in desk.asked()]


def test_a_closed_question_is_cancelled_and_never_asked_again(desk: Desk) -> None:
    error = refusal(desk, "cancelled")
    assert error.reference == "capture-cancelled"
    assert [name for name, _texts in desk.asked()].count("Screenshot") == 1


@pytest.mark.parametrize("behaviour", ["failed", "error"])
def test_a_failure_without_a_reason_is_tried_with_the_other_parent_and_told(desk: Desk, behaviour: str) -> None:
    error = refusal(desk, behaviour)
    assert error.reference == "capture-no-picture"
    assert [texts for name, texts in desk.asked() if name == "Screenshot"] == [[""], ["wayland:"]]


def test_a_desktop_that_wants_a_parent_window_is_given_one_from_then_on(desk: Desk) -> None:
    desk.start("wants-parent")
    opened = desk.opened()
    assert opened.picture() == opened.picture() == desk.shot.as_uri()
    assert [texts for name, texts in desk.asked() if name == "Screenshot"] == [[""], ["wayland:"], ["wayland:"]]


@pytest.mark.parametrize("behaviour", ["never", "silent"])
def test_a_desktop_that_keeps_silent_is_waited_for_no_longer_than_it_is_given(desk: Desk, behaviour: str) -> None:
    error = refusal(desk, behaviour, patience_s=0.5)
    assert error.reference == "capture-no-answer"

    # THEN the request is closed
    wait_for(lambda: "Close" in [name for name, _texts in desk.asked()], "the request to be closed")


def test_a_wait_can_be_given_up_from_another_thread(desk: Desk) -> None:
    # GIVEN a question that nobody answers
    desk.start("never")
    grabber = portal.PortalGrabber(desk.opened(), is_native=False)
    caught: list[CaptureError] = []

    def grab() -> None:
        try:
            grabber.grab(Rect(0, 0, 9, 9))
        except CaptureError as error:
            caught.append(error)

    thread = threading.Thread(target=grab)
    thread.start()
    wait_for(lambda: desk.log.exists() and "Screenshot" in desk.log.read_text("utf-8"), "the request")

    # WHEN the person stops it
    began = time.monotonic()
    grabber.give_up()
    thread.join()

    # THEN it ends long before its time
    assert caught[0].reference == "capture-cancelled"
    assert time.monotonic() - began < 15


def test_ctrl_c_ends_a_command_that_waits(desk: Desk) -> None:
    # GIVEN a command that waits for a desktop
    desk.start("never")
    code = (
        "import sys; from assistant.capture.choose import choose; from assistant.core.ports import Rect;"
        "choose().required().grab(Rect(0, 0, 9, 9))"
    )
    env = {**os.environ, "WAYLAND_DISPLAY": "wayland-0", "DBUS_SESSION_BUS_ADDRESS": desk.bus.address}
    command = subprocess.Popen([sys.executable, "-c", code], env=env, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: desk.log.exists() and "Screenshot" in desk.log.read_text("utf-8"), "the request")

    # WHEN it is interrupted
    command.send_signal(signal.SIGINT)

    # THEN it ends, long before its patience does
    _out, words = command.communicate(timeout=20)
    assert words.splitlines()[-1] == "KeyboardInterrupt"


def test_a_picture_that_comes_too_late_does_not_stay(desk: Desk) -> None:
    # GIVEN a desktop that takes its picture when nobody waits for it any more
    desk.start("late")
    opened = desk.opened(patience_s=0.3)
    with pytest.raises(CaptureError):
        opened.picture()
    wait_for(lambda: "Close" in [name for name, _texts in desk.asked()], "the request to be closed")

    # THEN the next wait takes it away
    with pytest.raises(CaptureError):
        opened.picture()
    assert not desk.shot.exists()


def test_a_portal_that_dies_is_told_at_once_and_its_follower_hears_who_asks(desk: Desk) -> None:
    # GIVEN a portal that ends while it is asked
    desk.start("dies")
    opened = desk.opened()
    with pytest.raises(CaptureError) as caught:
        opened.picture()
    assert "ended" in str(caught.value.why)

    # WHEN another one takes its place
    desk.stop()
    desk.log.write_text("")
    desk.start("named")

    # THEN it hears who asks before it is asked for the next picture
    assert opened.picture() == desk.shot.as_uri()
    assert [name for name, _texts in desk.asked()][:2] == ["Register", "Screenshot"]
    assert opened.is_registered


def test_without_a_portal_it_says_what_to_install(desk: Desk) -> None:
    for current, package in (("ubuntu:GNOME", "xdg-desktop-portal-gnome"), ("sway", "-wlr"), ("Own", "package of")):
        with pytest.raises(CaptureError) as caught:
            ScreenshotPortal(desk.bus.address, current, 1)
        assert caught.value.reference == "capture-no-portal"
        assert package in str(caught.value.next_step)


def test_a_portal_without_pictures_says_what_to_install(desk: Desk) -> None:
    desk.start("no-screenshots")
    with pytest.raises(CaptureError) as caught:
        desk.opened()
    assert caught.value.reference == "capture-no-portal"


def test_a_portal_that_is_slow_to_start_serves_once_it_is_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a portal that gives no answer while it is opened
    monkeypatch.setattr(portal_bus, "_START_MS", 300)
    desk.start("slow")
    opened = desk.opened()

    # THEN it isn't taken for missing, and hears who asks before the first picture
    assert opened.picture() == desk.shot.as_uri()
    assert [name for name, _texts in desk.asked()] == ["Register", "Register", "Screenshot"]


def test_without_a_bus_that_answers_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(CaptureError) as caught:
        ScreenshotPortal(f"unix:path={tmp_path}/nothing", "", 1)
    assert "message bus" in str(caught.value.why)


def test_in_a_wayland_session_the_portal_is_chosen(desk: Desk) -> None:
    # GIVEN a Wayland session with an X11 side that is blind
    desk.start("ok")
    environment = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "DBUS_SESSION_BUS_ADDRESS": desk.bus.address}

    # WHEN a way is chosen
    choice = choose(Surroundings("linux", environment))

    # THEN it is the portal, and the reason against the other is told
    grabber = choice.required()
    assert grabber.name == "portal"
    assert [passed.backend for passed in choice.passed_over] == ["mss"]
    assert [screen.area for screen in grabber.screens()] == [Rect(0, 0, 40, 30)]
    grabber.close()
    grabber.close()
