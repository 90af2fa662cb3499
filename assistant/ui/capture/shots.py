"""The work of a capture that runs on the captures lane: looking where things are, and taking the picture.

Plain functions over a grabber; no Qt, so that they can be called from the lane's thread.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from assistant.capture.details import CaptureDetails, desktop, details_of, screen_of, times
from assistant.capture.windows import find_again, in_front_of, window_gone
from assistant.core.ports import Clock, Frame, Grabber, Rect, Screen, ScreenWindow
from assistant.errors import CaptureError, msg
from assistant.imaging.frames import crop


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be taken. ``mode``: window, region (``area``), screen (by its number) or all."""

    mode: str
    window: ScreenWindow | None = None
    area: Rect | None = None
    screen: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is now. ``covered``: another program's window lies over a part of the wanted one."""

    area: Rect
    window: ScreenWindow | None
    covered: bool
    screens: tuple[Screen, ...]


@dataclass(frozen=True, slots=True)
class Frozen:
    """All screens at one moment, with the windows that were on them, topmost first; the two clocks beside it."""

    frame: Frame
    area: Rect
    screens: tuple[Screen, ...]
    windows: tuple[ScreenWindow, ...]
    captured_at: dt.datetime
    monotonic: float


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture and how it was taken."""

    frame: Frame
    details: CaptureDetails


def locate(grabber: Grabber, wanted: Wanted) -> Place:
    """Finds what is wanted. Raises CaptureError where it is gone."""
    screens = tuple(grabber.screens())
    if wanted.window is not None:
        windows = tuple(grabber.windows())
        window = find_again(wanted.window, windows)
        if window is None:
            raise window_gone()
        return Place(window.area, window, bool(in_front_of(window, windows)), screens)
    if wanted.mode == "screen":
        found = next((screen for screen in screens if screen.number == wanted.screen), None)
        if found is None:
            raise _no_screen(wanted.screen)
        return Place(found.area, None, False, screens)
    return Place(wanted.area or desktop(screens), None, False, screens)


def take(grabber: Grabber, clock: Clock, wanted: Wanted) -> Shot:
    """Takes the picture now; the place is looked up again, since a window may have moved."""
    place = locate(grabber, wanted)
    frame = grabber.grab(place.area)
    captured_at, monotonic = times(clock)
    details = details_of(
        frame,
        backend=grabber.name,
        mode=wanted.mode,
        asked=place.area,
        screens=place.screens,
        captured_at=captured_at,
        monotonic=monotonic,
        window=place.window,
    )
    return Shot(frame, replace(details, covered=place.covered))


def freeze(grabber: Grabber, clock: Clock) -> Frozen:
    """Takes all screens to choose on."""
    screens = tuple(grabber.screens())
    area = desktop(screens)
    windows = tuple(grabber.windows())
    frame = grabber.grab(area)
    return Frozen(frame, area, screens, windows, *times(clock))


def cut(frozen: Frozen, backend: str, wanted: Wanted) -> Shot | None:
    """What is wanted, out of the frozen picture; None where it has to be taken anew: a window that is covered."""
    asked = wanted.window.area if wanted.window else wanted.area or frozen.area
    if wanted.window is not None and in_front_of(wanted.window, frozen.windows):
        return None
    if frozen.frame.width != frozen.area.width:
        return None  # macOS gives more pixels than were asked for, so places don't fit
    inside = asked.clamped(frozen.area)
    origin = frozen.area
    part = crop(frozen.frame, Rect(inside.x - origin.x, inside.y - origin.y, inside.width, inside.height))
    screen = screen_of(inside, frozen.screens)
    frame = replace(part, scale=screen.scale if screen else part.scale)
    details = details_of(
        frame,
        backend=backend,
        mode=wanted.mode,
        asked=asked,
        screens=frozen.screens,
        captured_at=frozen.captured_at,
        monotonic=frozen.monotonic,
        window=wanted.window,
    )
    return Shot(frame, details)


def _no_screen(number: int) -> CaptureError:
    return CaptureError(
        "capture-no-screen",
        # Translators: error; {number} is a monitor's number.
        msg("There is no screen {number}", number=number),
        # Translators: reason for the error above.
        msg("it was switched off or unplugged"),
        # Translators: next step after the error above.
        msg("Choose another screen."),
    )
