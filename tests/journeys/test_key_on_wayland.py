"""A Wayland desktop that gives no key, for real: what is said, and the command that works there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest
from virtual_desktop import wait_for
from wayland_desktop import WaylandDesktop

FULL = os.environ.get("APPEAL_FULL") == "1"


@pytest.fixture(scope="module", params=["sway", "gnome"])
def desktop(request: pytest.FixtureRequest) -> Iterator[WaylandDesktop]:
    with WaylandDesktop(request.param) as shown:
        if shown.kind == "gnome":
            shown.permit("yes")
        yield shown


if FULL:

    def test_the_command_takes_a_picture_beside_the_open_window(desktop: WaylandDesktop) -> None:
        # GIVEN a case with one picture, open in the window
        case = desktop.home / "case"
        command = desktop.python("-m", "assistant", platform="")
        assert desktop.run(*command, "sample", str(case)).returncode == 0
        assert desktop.run(*command, "capture", str(case), "B").returncode == 0
        window = desktop.start(*desktop.python("-m", "assistant", str(case)))
        try:
            mark = desktop.home / ".cache" / "appeal-assistant" / "asked"
            wait_for(lambda: list(mark.glob("*.window")), "the window to listen")

            # WHEN a shortcut of the compositor calls the command
            done = desktop.run(*command, "capture", str(case), "C", "--again", "--json")

            # THEN the window took the picture by the portal
            assert done.returncode == 0, done.stderr
            (exhibit,) = json.loads(done.stdout)["exhibits"]
            assert exhibit["item"] == "C"
            assert exhibit["kind"] == "capture"
        finally:
            desktop.end(window)

    def test_it_gives_no_key_and_that_is_said(desktop: WaylandDesktop) -> None:
        program = (
            "from assistant.capture.keys.choose import grab; from assistant.errors import CaptureError\n"
            "try: grab('Ctrl+Alt+S', print, print)\n"
            "except CaptureError as error: print(error.reference, error.why)"
        )
        done = desktop.run(*desktop.python("-c", program, platform=""))
        assert "key-not-here this desktop gives no key to a program" in done.stdout, done.stderr
