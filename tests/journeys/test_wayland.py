"""Wayland for real, in the full tests: sway and GNOME Shell without a screen, each with its own portal.

What is shown is painted by a window whose pixels are known; the eye is the program's own way of grabbing.
"""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from virtual_desktop import wait_for
from wayland_desktop import WaylandDesktop

FULL = os.environ.get("APPEAL_FULL") == "1"
HERE = Path(__file__).parent
GROUND, BAR, OTHER = (250, 251, 247), (0, 255, 0), (68, 85, 102)
SIZE = (1920, 1080)


@pytest.fixture(scope="module")
def sway() -> Iterator[WaylandDesktop]:
    with WaylandDesktop("sway") as desktop:
        yield desktop


@pytest.fixture(scope="module")
def gnome() -> Iterator[WaylandDesktop]:
    with WaylandDesktop("gnome") as desktop:
        desktop.permit("yes")
        yield desktop


@pytest.fixture
def windows(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Opens painted windows and closes them with the test."""
    opened: list[Any] = []

    def open_one(desktop: WaylandDesktop, colour: str, shown: str, platform: str = "wayland") -> None:
        command = desktop.python(str(HERE / "wayland_window.py"), colour, shown, platform=platform)
        opened.append((desktop, desktop.start(*command)))

    yield open_one
    for desktop, process in opened:
        desktop.end(process)


def grabbed(
    desktop: WaylandDesktop, times: int = 1, patience_s: float = 30
) -> tuple[dict[str, Any], Image.Image | None]:
    out = desktop.home / "grabbed.png"
    arguments = [str(HERE / "wayland_grab.py"), str(out), str(times), str(patience_s)]
    done = desktop.run(*desktop.python(*arguments, platform=""))
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if "error" in told:
        return told, None
    with Image.open(out) as picture:
        return told, picture.convert("RGB")


def painted() -> Image.Image:
    """What ``wayland_window.py #fafbf7 full`` shows, pixel by pixel."""
    picture = Image.new("RGB", SIZE, GROUND)
    picture.paste((200, 30, 40), (100, 50, 400, 250))
    picture.paste((10, 120, 230), (1770, 990, 1870, 1050))
    picture.putpixel((960, 540), (0, 0, 0))
    return picture


def is_shown(desktop: WaylandDesktop) -> bool:
    """Whether the portal's picture is the painted window and nothing else."""
    if desktop.kind == "gnome":
        desktop.leave_overview()
    _told, picture = grabbed(desktop)
    return picture is not None and picture.tobytes() == painted().tobytes()


def shown_of(desktop: WaylandDesktop, colour: tuple[int, int, int]) -> int:
    """How many pixels of the desktop have this colour."""
    _told, picture = grabbed(desktop)
    assert picture is not None
    return {own: count for count, own in picture.getcolors(1 << 24) or []}.get(colour, 0)


if FULL:

    def test_sway_shows_what_the_picture_shows(sway: WaylandDesktop, windows: Any) -> None:
        # GIVEN a painted window that fills the screen
        windows(sway, "#fafbf7", "full")
        wait_for(lambda: is_shown(sway), "the painted window")

        # WHEN it is grabbed by the portal, and by the compositor's own tool
        told, picture = grabbed(sway, times=10)
        tool = sway.home / "grim.png"
        sway.run("grim", str(tool))

        # THEN both are the same, pixel by pixel, and no file of the desktop's is left
        assert told["backend"] == "portal"
        assert picture is not None
        with Image.open(tool) as other:
            assert picture.tobytes() == other.convert("RGB").tobytes()
        assert not Path("/tmp/out.png").exists()  # noqa: S108  # where sway's portal leaves its pictures
        print(f"sway: portal {statistics.median(told['ms']):.0f} ms (median of {len(told['ms'])})")

    def test_the_command_captures_in_a_wayland_session(sway: WaylandDesktop, windows: Any) -> None:
        # GIVEN a case, a painted window, and an X11 side of the session that is blind
        windows(sway, "#fafbf7", "full")
        wait_for(lambda: is_shown(sway), "the painted window")
        case = sway.home / "case"
        command = sway.python("-m", "assistant", platform="")
        made = sway.run(*command, "sample", str(case))
        assert made.returncode == 0, made.stderr

        # WHEN it is captured by the command
        done = sway.run(*command, "capture", str(case), "B", "--json", DISPLAY=":0")
        assert done.returncode == 0, done.stderr

        # THEN the original shows the screen
        sha256 = json.loads(done.stdout)["exhibits"][0]["sha256"]
        with Image.open(case / "originals" / sha256[:2] / f"{sha256}.png") as original:
            assert original.convert("RGB").tobytes() == painted().tobytes()

        # AND the list names the way and why not the other
        listed = json.loads(sway.run(*command, "capture", "--list", "--json", DISPLAY=":0").stdout)
        assert listed["backend"] == "portal"
        assert [passed["backend"] for passed in listed["passed_over"]] == ["mss"]
        assert listed["screens"][0]["width"] == 1920

    def test_an_x_server_of_wayland_s_is_told_where_the_session_says_nothing(
        sway: WaylandDesktop, windows: Any
    ) -> None:
        # GIVEN a program whose surroundings name X alone, which is XWayland: mss would give a black picture
        windows(sway, "#fafbf7", "full")
        wait_for(lambda: is_shown(sway), "the painted window")
        out = sway.home / "grabbed.png"
        command = sway.python(str(HERE / "wayland_grab.py"), str(out), platform="")
        done = sway.run("env", "-u", "WAYLAND_DISPLAY", "-u", "XDG_SESSION_TYPE", *command)

        # THEN it is known by the names of its screens, and the portal serves
        assert json.loads(done.stdout.splitlines()[-1])["backend"] == "portal"
        with Image.open(out) as picture:
            assert picture.convert("RGB").tobytes() == painted().tobytes()

    def test_gnome_shows_what_the_picture_shows(gnome: WaylandDesktop, windows: Any) -> None:
        gnome.permit("yes")
        windows(gnome, "#fafbf7", "full")
        wait_for(lambda: is_shown(gnome), "the painted window")
        told, picture = grabbed(gnome, times=10)
        assert told["backend"] == "portal"
        assert picture is not None
        assert picture.tobytes() == painted().tobytes()
        assert not [*gnome.home.rglob("Screenshot*")]
        print(f"GNOME Shell: portal {statistics.median(told['ms']):.0f} ms (median of {len(told['ms'])})")

    def test_gnome_that_remembers_no_is_told_with_the_way_out(gnome: WaylandDesktop) -> None:
        gnome.permit("no")
        told, picture = grabbed(gnome)
        assert picture is None
        assert "the desktop remembers the answer no" in told["error"]
        assert "flatpak permission-set screenshot screenshot" in told["error"]
        gnome.permit("yes")

    def test_a_question_of_gnome_s_that_nobody_answers_is_told() -> None:
        # GIVEN a desktop that asks whether pictures are allowed, and nobody at it
        with WaylandDesktop("gnome") as unattended:
            unattended.leave_overview()
            told, picture = grabbed(unattended, patience_s=4)

        # THEN the wait ends, and says where to look
        assert picture is None
        assert "did not answer within 4 seconds" in told["error"]
        assert "a question of the desktop" in told["error"]

    @pytest.mark.parametrize(("platform", "stays"), [("xcb", True), ("wayland", False)])
    def test_a_bar_on_gnome_stays_on_top_by_xwayland_alone(
        gnome: WaylandDesktop, windows: Any, platform: str, *, stays: bool
    ) -> None:
        # GIVEN a bar that asks to stay on top
        gnome.permit("yes")
        gnome.leave_overview()
        windows(gnome, "#00ff00", "bar", platform)
        wait_for(lambda: shown_of(gnome, BAR) == 360 * 48, "the bar")

        # WHEN a native window comes that fills the screen
        windows(gnome, "#445566", "max")
        wait_for(lambda: shown_of(gnome, OTHER) > 1_500_000, "the other window")

        # THEN the bar is seen whole, or not at all (packaging/decisions/0009)
        assert shown_of(gnome, BAR) == (360 * 48 if stays else 0)

    @pytest.mark.parametrize(("display", "platform"), [("", "xcb"), (":4999", "wayland")])
    def test_the_bar_s_preference_takes_xwayland_where_it_answers(
        gnome: WaylandDesktop, display: str, platform: str
    ) -> None:
        # GIVEN a person who chose that the bar stays on top, with an X11 side that answers or doesn't
        code = (
            "from assistant.ui import app, by_xwayland; by_xwayland.choose(wanted=True);"
            "print(app._application().platformName())"
        )
        command = gnome.python("-c", code, platform="")

        # THEN the windows are drawn by it, or as before
        done = gnome.run(*command, DISPLAY=display or gnome.env["DISPLAY"])
        assert done.stdout.split() == [platform], done.stderr

    @pytest.mark.parametrize("kind", ["sway", "gnome"])
    @pytest.mark.parametrize("platform", ["wayland", "xcb"])
    def test_our_own_window_is_not_in_the_picture(
        request: pytest.FixtureRequest, windows: Any, kind: str, platform: str
    ) -> None:
        # GIVEN a painted window that fills the screen
        desktop: WaylandDesktop = request.getfixturevalue(kind)
        windows(desktop, "#fafbf7", "full")
        wait_for(lambda: is_shown(desktop), "the painted window")

        # WHEN a window of ours in front of it captures all screens, natively or by XWayland
        out = desktop.home / "captured.png"
        done = desktop.run(*desktop.python(str(HERE / "wayland_capture.py"), str(out), platform=platform))
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout.splitlines()[-1])

        # THEN the picture is what was behind it (sway makes room for ours and leaves it so), and our window is back
        assert (told.get("error"), told["platform"]) == (None, platform)
        assert told["own_is_back"]
        with Image.open(out) as picture:
            colours = {own: count for count, own in picture.convert("RGB").getcolors(1 << 24) or []}
            assert (255, 0, 0) not in colours
            assert colours[GROUND] > 1_500_000
            assert kind == "sway" or picture.convert("RGB").tobytes() == painted().tobytes()

    def test_frozen_screens_of_different_scales_fill_each_their_own(sway: WaylandDesktop) -> None:
        # GIVEN a second screen at 200 %
        sway.run("swaymsg", "create_output")
        sway.run("swaymsg", "output", "HEADLESS-2", "resolution", "1280x800", "scale", "2")
        wait_for(lambda: seen_by(sway, "HEADLESS-2", ""), "the second screen")
        # WHEN a region is to be chosen
        shown = sway.start(*sway.python(str(HERE / "wayland_choice.py")))
        try:
            # THEN each screen shows its own picture, its corners in the corners, to the pixel
            for output, (width, height) in {"HEADLESS-1": SIZE, "HEADLESS-2": (1280, 800)}.items():
                wait_for(lambda output=output: is_frozen(sway, output), f"the frozen {output}")  # type: ignore[misc]  # mypy can't tell a lambda's default
                picture = seen_by(sway, output, "frozen.png")
                assert picture is not None
                assert picture.size == (width, height)
                mark = picture.getpixel((0, 0))
                corners = [(7, 7), (width - 8, height - 8), (width - 1, height - 1)]
                assert [picture.getpixel(place) for place in corners] == [mark] * 3
                outside = [(8, 8), (width - 9, height - 9)]
                assert mark not in [picture.getpixel(place) for place in outside]
        finally:
            sway.end(shown)
            sway.run("swaymsg", "output", "HEADLESS-2", "unplug")


def seen_by(desktop: WaylandDesktop, output: str, name: str) -> Image.Image | None:
    """What an output shows, by sway's own eye; None where there is no such output."""
    out = desktop.home / (name or "seen.png")
    if desktop.run("grim", "-o", output, str(out)).returncode:
        return None
    with Image.open(out) as picture:
        return picture.convert("RGB")


def is_frozen(desktop: WaylandDesktop, output: str) -> bool:
    """Whether an output shows a frozen picture, whose corners have their mark's colour, dimmed: mostly green."""
    picture = seen_by(desktop, output, "frozen.png")
    if picture is None:
        return False
    colour = picture.getpixel((picture.width - 1, picture.height - 1))
    return isinstance(colour, tuple) and colour[1] > 2 * max(colour[0], 1) and colour[1] > 80
