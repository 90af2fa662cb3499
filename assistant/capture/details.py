"""How a picture of the screen was taken: what goes into the exhibit's record, beside the pixels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.ports import Clock, Frame, Rect, Screen, ScreenWindow
from assistant.imaging.frames import Emptiness, emptiness, pixel_digest


@dataclass(frozen=True, slots=True)
class Moment:
    """When a picture was taken: the computer's clock (aware, local), and seconds from an unknown start."""

    captured_at: dt.datetime
    monotonic: float


@dataclass(frozen=True, slots=True)
class CaptureDetails:
    """How a picture was taken.

    ``backend`` is the grabber's name. ``area`` is what was taken, in physical pixels of the whole desktop, clamped to
    it; ``cut_off`` says that more was asked for, ``covered`` that another program's window lay over a part of it.
    ``screen`` is the number of the screen that holds most of it. ``captured_at`` is aware, local; ``monotonic`` in
    seconds from an unknown start orders captures of one run. The window's title and class come from a stranger and
    are empty where no window was chosen.
    """

    backend: str
    mode: str
    area: Rect
    scale: float
    screen: int
    captured_at: dt.datetime
    monotonic: float
    untrusted_window_title: str = ""
    untrusted_window_class: str = ""
    window_id: int = 0
    cut_off: bool = False
    covered: bool = False
    emptiness: Emptiness = Emptiness.FULL
    pixel_sha256: str = ""

    def record(self) -> dict[str, object]:
        """As JSON values, for ``Exhibit.record``; it stays in the case."""
        area = self.area
        return {
            "backend": self.backend,
            "mode": self.mode,
            "area": [area.x, area.y, area.width, area.height],
            "scale": self.scale,
            "screen": self.screen,
            "monotonic": round(self.monotonic, 6),
            "window_title": self.untrusted_window_title,
            "window_class": self.untrusted_window_class,
            "window_id": self.window_id,
            "cut_off": self.cut_off,
            "covered": self.covered,
            "emptiness": self.emptiness.value,
            "pixel_sha256": self.pixel_sha256,
        }


def details_of(
    frame: Frame,
    *,
    backend: str,
    mode: str,
    asked: Rect,
    screens: Sequence[Screen],
    moment: Moment,
    window: ScreenWindow | None = None,
) -> CaptureDetails:
    """The details of a frame of the area ``asked``. ``mode`` is window, region, screen or all."""
    area = asked.clamped(desktop(screens))
    screen = screen_of(area, screens)
    return CaptureDetails(
        backend=backend,
        mode=mode,
        area=area,
        scale=frame.scale,
        screen=screen.number if screen else 0,
        captured_at=moment.captured_at,
        monotonic=moment.monotonic,
        untrusted_window_title=window.untrusted_title if window else "",
        untrusted_window_class=window.untrusted_class if window else "",
        window_id=window.id if window else 0,
        cut_off=area != asked,
        emptiness=emptiness(frame),
        pixel_sha256=pixel_digest(frame),
    )


def moment(clock: Clock) -> Moment:
    """Now, on all clocks, read together, next to the grab that they belong to."""
    return Moment(clock.now(), clock.monotonic())


def desktop(screens: Sequence[Screen]) -> Rect:
    """The smallest area that holds all screens; there may be gaps in it."""
    if not screens:
        return Rect(0, 0, 0, 0)
    left, top = min(screen.area.x for screen in screens), min(screen.area.y for screen in screens)
    right, bottom = max(screen.area.right for screen in screens), max(screen.area.bottom for screen in screens)
    return Rect(left, top, right - left, bottom - top)


def screen_of(area: Rect, screens: Sequence[Screen]) -> Screen | None:
    """The screen that holds most of an area; None where none holds any."""
    if not screens:
        return None
    best = max(screens, key=lambda screen: _shared(screen.area, area))
    return best if _shared(best.area, area) else None


def _shared(first: Rect, second: Rect) -> int:
    part = first.clamped(second)
    return part.width * part.height
