"""The bar on top in a Wayland session: chosen in the preferences, told to Qt before the application is made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.storage import preferences
from assistant.ui import by_xwayland
from assistant.ui.preferences_on_top import OnTopPart
from assistant.ui.widgets.buttons import Button

WAYLAND = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}


def test_qt_is_told_once_it_was_chosen_and_no_longer_once_it_was_not() -> None:
    # GIVEN a Wayland session with an X11 side, and nothing chosen
    told = dict(WAYLAND)
    with by_xwayland.told_to_qt(told):
        assert told == WAYLAND

    # WHEN it is chosen beside another small choice
    preferences.change(lambda before: replace(before, more={"other": "kept"}))
    by_xwayland.choose(wanted=True)

    # THEN Qt takes XWayland, or Wayland where that doesn't answer, and other programs hear nothing of it
    with by_xwayland.told_to_qt(told):
        assert told["QT_QPA_PLATFORM"] == "xcb;wayland"
    assert told == WAYLAND
    by_xwayland.choose(wanted=False)
    assert not by_xwayland.is_chosen()
    assert preferences.load().more == {"other": "kept"}


@pytest.mark.parametrize(
    "told",
    [
        {"DISPLAY": ":0"},
        {"WAYLAND_DISPLAY": "wayland-0"},
        {**WAYLAND, "QT_QPA_PLATFORM": "wayland"},
    ],
)
def test_elsewhere_and_where_somebody_told_qt_nothing_is_changed(told: dict[str, str]) -> None:
    by_xwayland.choose(wanted=True)
    before = dict(told)
    with by_xwayland.told_to_qt(told):
        assert told == before


def test_the_preferences_part_asks_for_the_other_and_says_what_it_means() -> None:
    part = OnTopPart()
    asked: list[bool] = []
    part.change_asked.connect(asked.append)
    part.set_state(is_chosen=False)
    button = part.findChild(Button, "preferencesOnTop")
    assert button is not None
    button.click()
    part.set_state(is_chosen=True)
    button.click()
    assert asked == [True, False]
    part.deleteLater()
