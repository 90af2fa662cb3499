"""What to take a picture of, where it is now, and the picture: one way for the window and for the commands.

Plain functions over a grabber, to be called from any thread; getting own windows out of the picture and waiting is
the caller's business. Nothing here stores anything or knows of a case.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.capture.abilities import TellsOwnWindows, TellsSource
from assistant.capture.details import CaptureDetails, desktop, details_of, screen_of
from assistant.capture.moment import Moment, moment
from assistant.capture.own_pixels import shows
from assistant.capture.windows import find_again, find_by_text, in_front_of, window_gone
from assistant.core.ports import Clock, Frame, Grabber, Rect, Screen, ScreenWindow
from assistant.errors import CaptureError, msg
from assistant.imaging.frames import crop


@dataclass(frozen=True, slots=True)
class Target:
    """What to take a picture of: ``mode`` is ``all``, ``screen``, ``region`` or ``window``.

    A screen has its number from 1, a region its area in physical pixels of the whole desktop, a window either a text
    in its title or itself as it was seen before.
    """

    mode: str = "all"
    screen: int = 0
    area: Rect | None = None
    untrusted_text: str = ""
    window: ScreenWindow | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Where a target is now: an area of the desktop to grab, and the window that it belongs to, if it is one's.

    ``covered``: another program's window lies over a part of the wanted one. ``screens``: those that there are.
    """

    area: Rect
    window: ScreenWindow | None = None
    covered: bool = False
    screens: tuple[Screen, ...] = ()


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture and how it was taken."""

    frame: Frame
    details: CaptureDetails


@dataclass(frozen=True, slots=True)
class Frozen:
    """All screens at one moment, with the windows that were on them, topmost first.

    ``own``: where windows of this program were, which should have been out of the way. ``source_sha256``: of the file
    that the system made of it, where it makes one.
    """

    frame: Frame
    area: Rect
    screens: tuple[Screen, ...]
    windows: tuple[ScreenWindow, ...]
    moment: Moment
    own: tuple[Rect, ...] = ()
    source_sha256: str = ""


def find(grabber: Grabber, target: Target) -> Found:
    """Where ``target`` is now. Raises CaptureError: ``capture-window-gone``, ``screen-unknown``."""
    screens = tuple(grabber.screens())
    if target.mode == "window":
        windows = tuple(grabber.windows())
        window = _window(target, windows)
        return Found(window.area, window, bool(in_front_of(window, windows)), screens)
    if target.mode == "region" and target.area is not None:
        return Found(target.area, screens=screens)
    if target.mode == "screen":
        for screen in screens:
            if screen.number == target.screen:
                return Found(screen.area, screens=screens)
        raise _no_screen(target.screen, len(screens))
    return Found(desktop(screens), screens=screens)


def take(grabber: Grabber, clock: Clock, target: Target, marks: Sequence[bytes] = ()) -> Shot:
    """Takes the picture now; the place is looked up again, since a window may have moved.

    ``marks`` are rows of own windows (``own_pixels``) that should be out of it.
    Raises CaptureError: as ``find``, and ``capture-off-screen``, ``capture-no-picture``.
    """
    found = find(grabber, target)
    own = _own_windows(grabber)
    frame = grabber.grab(found.area)
    now = moment(clock)
    own += _own_windows(grabber)
    details = details_of(
        frame,
        backend=grabber.name,
        mode=target.mode,
        asked=found.area,
        screens=found.screens,
        moment=now,
        window=found.window,
    )
    over = any(place.overlaps(found.area) for place in own) or shows(frame, marks)
    return Shot(frame, replace(details, covered=found.covered, own_window=over, source_sha256=_source(grabber)))


def freeze(grabber: Grabber, clock: Clock) -> Frozen:
    """Takes all screens to choose on."""
    screens = tuple(grabber.screens())
    area = desktop(screens)
    windows = tuple(grabber.windows())
    own = _own_windows(grabber)
    frame = grabber.grab(area)
    now = moment(clock)
    return Frozen(frame, area, screens, windows, now, own + _own_windows(grabber), _source(grabber))


def cut(frozen: Frozen, backend: str, target: Target, marks: Sequence[bytes] = ()) -> Shot | None:
    """What is wanted, out of the frozen picture; None where it has to be taken anew: a window that is covered.

    ``marks`` as in ``take``.
    """
    asked = target.window.area if target.window else target.area or frozen.area
    if target.window is not None and in_front_of(target.window, frozen.windows):
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
        mode=target.mode,
        asked=asked,
        screens=frozen.screens,
        moment=frozen.moment,
        window=target.window,
    )
    over = any(place.overlaps(asked) for place in frozen.own)
    return Shot(frame, replace(details, own_window=over, source_sha256=frozen.source_sha256))


def _source(grabber: Grabber) -> str:
    """The SHA-256 of the file that the system made of the last picture; empty where it makes none."""
    return grabber.source_sha256 if isinstance(grabber, TellsSource) else ""


def tells_own_windows(grabber: Grabber) -> bool:
    """Whether the system says where windows of this program are; else their pixels have to be looked for."""
    return isinstance(grabber, TellsOwnWindows) and sys.platform != "darwin"


def _own_windows(grabber: Grabber) -> tuple[Rect, ...]:
    """Where windows of this program are, as far as the system tells."""
    return tuple(grabber.own_windows()) if isinstance(grabber, TellsOwnWindows) else ()


def _window(target: Target, windows: tuple[ScreenWindow, ...]) -> ScreenWindow:
    if target.window is None:
        return find_by_text(target.untrusted_text, windows)
    window = find_again(target.window, windows)
    if window is None:
        raise window_gone()
    return window


def _no_screen(number: int, count: int) -> CaptureError:
    return CaptureError(
        "screen-unknown",
        # Translators: error; {number} is a screen's number.
        msg("There is no screen {number}", number=number),
        # Translators: reason, in brackets; {count} is how many screens there are.
        msg("screens found: {count}", count=count),
        # Translators: next step after the error above; “capture --list” is a command and stays.
        msg("Choose another screen; “capture --list” shows those there are."),
    )
