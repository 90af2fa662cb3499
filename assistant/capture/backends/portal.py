"""Grabs by the desktop's Screenshot portal: the one way in a Wayland session.

The desktop gives pictures of all screens at once and tells neither where windows are nor, without a window of ours,
where screens are. Places here are pixels of that picture, its top left being 0, 0. X11 is never asked: in a Wayland
session it would give black pictures as if all were well.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from assistant.capture.backends import portal_words as words
from assistant.capture.choose import Surroundings
from assistant.capture.details import desktop
from assistant.capture.refusals import off_screen
from assistant.core.ports import Frame, Rect, Screen, ScreenWindow
from assistant.errors import CaptureError
from assistant.imaging.frames import crop

NAME = "portal"
#: The desktop may be asking the person meanwhile.
PATIENCE_S = 30.0
#: A picture that was taken to learn of the screens serves the grab that follows at once, and no later one.
_HELD_S = 1.0


def why_not(surroundings: Surroundings) -> CaptureError | None:
    """Not a Wayland session, or no message bus. Whether the portal is there is asked when it is opened."""
    if not surroundings.is_wayland:
        return words.not_needed()
    return None if bus_address(surroundings) else words.no_session_bus()


def open_grabber(surroundings: Surroundings) -> PortalGrabber:
    """The grabber; starts Qt where it doesn't run. CaptureError ``capture-no-portal`` where there is none."""
    from assistant.capture.backends.portal_bus import ScreenshotPortal
    from assistant.imaging.qt import ensure_gui

    ensure_gui()
    current = surroundings.environment.get("XDG_CURRENT_DESKTOP", "")
    portal = ScreenshotPortal(bus_address(surroundings), current, PATIENCE_S)
    return PortalGrabber(portal, is_native=surroundings.qt_platform.startswith("wayland"))


def bus_address(surroundings: Surroundings) -> str:
    """The address of the session's message bus; empty where there is none."""
    told = surroundings.environment.get("DBUS_SESSION_BUS_ADDRESS", "")
    folder = surroundings.environment.get("XDG_RUNTIME_DIR", "")
    if told or not folder:
        return told
    return f"unix:path={folder}/bus" if Path(folder, "bus").exists() else ""


class Portal(Protocol):
    """What is asked of the portal; ``portal_bus.ScreenshotPortal``."""

    is_registered: bool

    def picture(self) -> str:
        """The address of a picture of all screens."""
        ...

    def permission(self) -> str:
        """``yes``, ``no`` or empty."""
        ...

    def give_up(self) -> None:
        """Ends a wait."""
        ...

    def close(self) -> None:
        """Ends the connection."""
        ...


class PortalGrabber:
    """The screen by the portal. Safe to call from any thread, one call at a time; ``give_up`` at any time."""

    name = NAME
    longest_s = PATIENCE_S + 5
    quiet_s = 0.3

    def __init__(self, portal: Portal, *, is_native: bool, now: Callable[[], float] = time.monotonic) -> None:
        self._portal = portal
        self._is_native = is_native
        self._now = now
        self._lock = threading.RLock()
        self._told: tuple[Screen, ...] = ()
        self._size: tuple[int, int] | None = None
        self._held: tuple[float, Frame] | None = None
        self._is_allowed = False
        self.source_sha256 = ""

    def screens(self) -> Sequence[Screen]:
        """The monitors as ``use_scales`` told them, in the picture's pixels; one for all where nothing was told."""
        with self._lock:
            if not self._told and self._size is None:
                self._held = (self._now(), self._picture())
            return self._layout()

    def windows(self) -> Sequence[ScreenWindow]:
        """Nothing: the desktop doesn't tell."""
        return ()

    def grab(self, area: Rect) -> Frame:
        """The pixels of an area, clamped to the desktop. CaptureError where there are none, or the portal's."""
        with self._lock:
            expected = desktop(self._layout()) if self._size is None and self._told else None
            whole = self._held_picture() or self._picture()
            if expected is not None:
                area = _rescaled(area, expected, whole)
            inside = area.clamped(Rect(0, 0, whole.width, whole.height))
            if inside.width < 1 or inside.height < 1:
                raise off_screen()
            part = crop(whole, inside)
            return Frame(part.width, part.height, part.bgrx, _scale_at(inside, self._layout()))

    def use_scales(self, screens: Sequence[Screen]) -> None:
        """Tells the screens as the window's toolkit knows them; to be called again when they change."""
        with self._lock:
            self._told = tuple(screens)
            self._size = self._held = None

    def ask_permission(self) -> None:
        """Lets the desktop ask the person, by a picture that is thrown away, unless its answer is known.

        To be called while a window of this program has the focus. Without an entry of ours the desktop keeps its
        answers under a name that can't be known from here, so that then a picture is the only question.
        """
        with self._lock:
            if self._is_allowed:
                return
            known = self._portal.permission() if self._portal.is_registered else ""
            if known == "no":
                raise words.refused(words.settings_name(self._portal.is_registered))
            if known != "yes":
                self._picture()

    def give_up(self) -> None:
        """Ends a grab that waits, with CaptureError ``capture-cancelled``; from any thread."""
        self._portal.give_up()

    def close(self) -> None:
        """Ends the connection; may be called twice."""
        with self._lock:
            self._held = None
            self._portal.close()

    def _picture(self) -> Frame:
        from assistant.capture.backends.portal_file import fetched, frame_of

        source = fetched(self._portal.picture())
        frame = frame_of(source)
        self._is_allowed = True
        self.source_sha256 = source.sha256
        self._size = (frame.width, frame.height)
        return frame

    def _held_picture(self) -> Frame | None:
        held, self._held = self._held, None
        return held[1] if held is not None and self._now() - held[0] <= _HELD_S else None

    def _layout(self) -> tuple[Screen, ...]:
        """The screens in the picture's pixels; before the first picture by the largest scale, as desktops draw it."""
        logical = [self._logical(screen) for screen in self._told]
        if not logical:
            width, height = self._size or (0, 0)
            return (Screen(1, Rect(0, 0, width, height)),)
        union = desktop([Screen(1, area) for area in logical])
        width, height = self._size or (0, 0)
        ratio = width / union.width if width else max(self._ratio(screen) for screen in self._told)
        if width and abs(union.height * ratio - height) > max(2.0, height * 0.01):
            return (Screen(1, Rect(0, 0, width, height)),)  # what was told isn't what the picture shows
        placed = [_placed(area, union, ratio) for area in logical]
        return tuple(
            Screen(screen.number, area, ratio if self._is_native else ratio * screen.scale, screen.name)
            for screen, area in zip(self._told, placed, strict=True)
        )

    def _logical(self, screen: Screen) -> Rect:
        """A told screen in the desktop's own units. Qt on Wayland multiplies the size by the scale, not the place."""
        ratio, area = self._ratio(screen), screen.area
        return Rect(area.x, area.y, round(area.width / ratio), round(area.height / ratio))

    def _ratio(self, screen: Screen) -> float:
        return screen.scale if self._is_native else 1.0


def _placed(area: Rect, union: Rect, ratio: float) -> Rect:
    x, y = round((area.x - union.x) * ratio), round((area.y - union.y) * ratio)
    right, bottom = round((area.right - union.x) * ratio), round((area.bottom - union.y) * ratio)
    return Rect(x, y, right - x, bottom - y)


def _rescaled(area: Rect, expected: Rect, whole: Frame) -> Rect:
    """An area chosen before the first picture, in the pixels that the picture turned out to have."""
    across, down = whole.width / expected.width, whole.height / expected.height
    x, y = round(area.x * across), round(area.y * down)
    return Rect(x, y, round(area.right * across) - x, round(area.bottom * down) - y)


def _scale_at(area: Rect, screens: Sequence[Screen]) -> float:
    shared = [(screen.area.clamped(area), screen.scale) for screen in screens]
    return max((part.width * part.height, scale) for part, scale in shared)[1]
