"""Choosing a way of grabbing: a Wayland session is never grabbed by X11, and each refusal says why."""

from __future__ import annotations

import pytest

from assistant.capture.choose import Choice, Surroundings, choose, no_way
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


def test_with_no_way_at_all_there_is_still_an_error_in_words() -> None:
    with pytest.raises(CaptureError) as caught:
        Choice(None).required()
    assert str(caught.value) == str(no_way())
