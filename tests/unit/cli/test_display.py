from __future__ import annotations

import pytest

from assistant.cli.display import check_display
from assistant.errors import InputError


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"DISPLAY": ":60999"}, {"DISPLAY": ":60999.0"}])
def test_without_a_display_there_is_no_window(environment: dict[str, str]) -> None:
    with pytest.raises(InputError) as error:
        check_display(environment, "linux")
    assert error.value.reference == "window-no-display"


@pytest.mark.parametrize(
    "environment",
    [
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"QT_QPA_PLATFORM": "offscreen"},
        {"DISPLAY": "elsewhere:0"},
    ],
)
def test_where_there_may_be_one_it_is_tried(environment: dict[str, str]) -> None:
    check_display(environment, "linux")


def test_other_systems_have_a_display() -> None:
    check_display({}, "darwin")
    check_display({}, "win32")
