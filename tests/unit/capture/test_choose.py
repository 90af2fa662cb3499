"""Choosing a way of grabbing: a Wayland session is never grabbed by X11, and each refusal says why."""

from __future__ import annotations

import pytest

from assistant.capture.backends import mss_screen
from assistant.capture.choose import Choice, Surroundings, choose, no_way
from assistant.capture.refusals import is_blind, wayland
from assistant.core.ports import Grabber
from assistant.errors import CaptureError


@pytest.mark.parametrize(
    ("environment", "qt_platform"),
    [
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ""),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "Wayland"}, ""),
        ({"DISPLAY": ":0"}, "wayland"),
        ({"DISPLAY": ":0"}, "wayland-egl"),
    ],
)
def test_in_a_wayland_session_nothing_is_opened(environment: dict[str, str], qt_platform: str) -> None:
    # WHEN a way is chosen in a Wayland session that has an X11 side as well
    choice = choose(Surroundings("linux", environment, qt_platform))

    # THEN there is none, and the reason names what works there
    assert choice.grabber is None
    assert [passed.backend for passed in choice.passed_over] == ["mss", "portal", "qt"]
    assert "Wayland" in str(choice.passed_over[0].why)
    with pytest.raises(CaptureError) as caught:
        choice.required()
    assert caught.value.reference == "capture-no-portal"
    assert "message bus" in str(caught.value.why)
    assert "Paste" in str(caught.value.next_step)


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"DISPLAY": ":4999"}, {"DISPLAY": "no display"}])
def test_without_a_display_that_answers_it_says_so(environment: dict[str, str]) -> None:
    with pytest.raises(CaptureError) as caught:
        choose(Surroundings("linux", environment)).required()
    assert caught.value.reference == "capture-no-display"


def test_wayland_is_a_thing_of_linux() -> None:
    assert not Surroundings("win32", {"WAYLAND_DISPLAY": "x"}).is_wayland


def test_an_x_server_that_turns_out_to_be_wayland_s_leads_to_the_portal(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN surroundings that name X alone, and an X server that is blind
    def blind(_surroundings: Surroundings) -> Grabber:
        raise wayland()

    monkeypatch.setattr(mss_screen, "open_grabber", blind)

    # WHEN a way is chosen
    choice = choose(Surroundings("linux", {"DISPLAY": ":0"}, "xcb"))

    # THEN the portal is asked for, and Qt's own grab, as blind as X, isn't tried
    assert [passed.error.reference for passed in choice.passed_over] == [
        "capture-wayland",
        "capture-no-portal",
        "capture-wayland",
    ]


@pytest.mark.parametrize(("name", "blind"), [("XWAYLAND0", True), ("Xwayland-1", True), ("HDMI-1", False), ("", False)])
def test_a_blind_x_server_is_known_by_the_names_of_its_screens(name: str, *, blind: bool) -> None:
    assert is_blind(name) is blind


def test_with_no_way_at_all_there_is_still_an_error_in_words() -> None:
    with pytest.raises(CaptureError) as caught:
        Choice(None).required()
    assert str(caught.value) == str(no_way())
