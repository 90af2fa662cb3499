"""Windows of Microsoft Windows, with a fake user32 and dwmapi: which are told, where they are, who has the focus."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pytest

from assistant.capture.backends.mss_screen import MssGrabber
from assistant.capture.backends.windows_windows import WindowsWindows, become_aware
from assistant.core.ports import Rect, ScreenWindow

OWN = 4321


@dataclass
class Fake:
    """A window: its rectangle holds a margin of 7 on three sides that can't be seen, as real ones have."""

    title: str
    area: tuple[int, int, int, int] = (10, 10, 810, 610)
    kind: str = "Chrome_WidgetWin_1"
    process: int = 1
    visible: bool = True
    iconic: bool = False
    cloaked: int = 0
    style: int = 0
    has_bounds: bool = True


class FakeUser32:
    """Answers as user32 does: through pointers, with 0 and 1."""

    def __init__(self, *windows: Fake) -> None:
        self.windows = {0x10000 + number: window for number, window in enumerate(windows)}
        self.focus: int | None = None
        self.raised: list[int] = []
        self.awareness: list[int] = []

    def of(self, handle: Any) -> Fake:
        return self.windows[handle.value]

    def EnumWindows(self, told: Any, _parameter: Any) -> int:  # noqa: N802  # the names of the Windows API
        for handle in self.windows:
            if not told(handle, None):
                break
        return 1

    def IsWindowVisible(self, handle: Any) -> int:  # noqa: N802
        return int(self.of(handle).visible) if handle.value in self.windows else 0

    def IsIconic(self, handle: Any) -> int:  # noqa: N802
        return int(self.of(handle).iconic)

    def GetWindowLongW(self, handle: Any, index: int) -> int:  # noqa: N802
        assert index == -20
        return self.of(handle).style

    def GetWindowThreadProcessId(self, handle: Any, process: Any) -> int:  # noqa: N802
        process._obj.value = self.of(handle).process
        return 1

    def GetWindowRect(self, handle: Any, edges: Any) -> int:  # noqa: N802
        left, top, right, bottom = self.of(handle).area
        whole = edges._obj
        whole.left, whole.top, whole.right, whole.bottom = left - 7, top, right + 7, bottom + 7
        return 1

    def GetWindowTextW(self, handle: Any, text: Any, _length: int) -> int:  # noqa: N802
        text.value = self.of(handle).title
        return len(text.value)

    def GetClassNameW(self, handle: Any, text: Any, _length: int) -> int:  # noqa: N802
        text.value = self.of(handle).kind
        return len(text.value)

    def GetForegroundWindow(self) -> int | None:  # noqa: N802
        return self.focus

    def SetForegroundWindow(self, handle: Any) -> int:  # noqa: N802
        self.raised.append(handle.value)
        return 1

    def SetProcessDpiAwarenessContext(self, context: Any) -> int:  # noqa: N802
        self.awareness.append(ctypes.c_ssize_t(context.value).value)
        return 1

    def GetDpiForSystem(self) -> int:  # noqa: N802
        return 144


class FakeDwm:
    def __init__(self, user32: FakeUser32) -> None:
        self._user32 = user32

    def DwmGetWindowAttribute(self, handle: Any, attribute: int, value: Any, _size: int) -> int:  # noqa: N802
        window = self._user32.of(handle)
        if attribute == 14:
            value._obj.value = window.cloaked
            return 0
        assert attribute == 9
        if not window.has_bounds:
            return -1
        edges = value._obj
        edges.left, edges.top, edges.right, edges.bottom = window.area
        return 0


def windows_of(*fakes: Fake) -> tuple[WindowsWindows, FakeUser32]:
    user32 = FakeUser32(*fakes)
    return WindowsWindows(user32, FakeDwm(user32), OWN), user32


def test_windows_are_told_topmost_first_without_their_shadows() -> None:
    # GIVEN two windows of other programs, one of them left of the main screen
    told, _user32 = windows_of(Fake("Chat – Ünï"), Fake("Notes\n\tline", (-1920, 0, 0, 1040), "Notepad"))

    # THEN both are told as they are seen
    assert told.windows() == (
        ScreenWindow(0x10000, "Chat – Ünï", Rect(10, 10, 800, 600), "Chrome_WidgetWin_1"),
        ScreenWindow(0x10001, "Notes  line", Rect(-1920, 0, 1920, 1040), "Notepad"),
    )


@pytest.mark.parametrize(
    "hidden",
    [
        Fake("ours", process=OWN),
        Fake("unseen", visible=False),
        Fake("minimised", iconic=True),
        Fake("on another desktop", cloaked=2),
        Fake("Program Manager", kind="Progman"),
        Fake("bar", kind="Shell_TrayWnd"),
        Fake("palette", style=0x80),
        Fake(""),
        Fake("tiny", (5, 5, 9, 9)),
    ],
)
def test_what_is_not_for_pictures_is_not_told(hidden: Fake) -> None:
    told, _user32 = windows_of(hidden, Fake("Chat"))
    assert [window.untrusted_title for window in told.windows()] == ["Chat"]


def test_a_tool_that_shows_itself_as_a_program_is_told() -> None:
    told, _user32 = windows_of(Fake("Player", style=0x80 | 0x40000))
    assert len(told.windows()) == 1


def test_without_the_seen_bounds_the_whole_rectangle_serves() -> None:
    told, _user32 = windows_of(Fake("Old", has_bounds=False))
    assert told.windows()[0].area == Rect(3, 10, 814, 607)


def test_the_focus_is_told_where_another_program_has_it() -> None:
    told, user32 = windows_of(Fake("Chat"), Fake("ours", process=OWN))
    assert told.active_window() is None
    user32.focus = 0x10000
    active = told.active_window()
    assert active is not None
    assert active.untrusted_title == "Chat"
    user32.focus = 0x10001
    assert told.active_window() is None


def test_own_windows_are_known_by_their_process_and_seen_to_go_and_come() -> None:
    told, user32 = windows_of(Fake("ours", process=OWN), Fake("Chat"))
    assert told.own_windows() == (Rect(10, 10, 800, 600),)
    assert told.are_shown([0x10000])
    assert not told.are_gone([0x10000])
    user32.windows[0x10000].visible = False
    assert told.are_gone([0x10000, 0x99999])
    assert not told.are_shown([0x10000])
    assert told.own_windows() == ()


def test_a_window_is_asked_to_come_in_front_through_the_grabber() -> None:
    class Mss:
        monitors = ({"left": 0, "top": 0, "width": 8, "height": 8},) * 2

        def close(self) -> None:
            pass

    told, user32 = windows_of(Fake("Chat"))
    grabber = MssGrabber(Mss, told)  # type: ignore[arg-type]  # as much of mss as is needed
    assert grabber.screens()[0].scale == 1.5
    window = grabber.windows()[0]
    grabber.bring_forward(window)
    assert user32.raised == [window.id]
    assert grabber.is_composited()
    grabber.close()
    assert grabber.windows() == ()


def test_the_process_asks_for_each_monitor_s_own_pixels_and_old_systems_are_left_alone() -> None:
    _told, user32 = windows_of()
    become_aware(user32)
    become_aware(object())
    assert user32.awareness == [-4]
    assert WindowsWindows(object(), object()).scale() == 1.0
