"""How a picture of the screen was taken: what goes into the exhibit's record, beside the pixels.

All of it stays in the case's catalogue; of the window's title in particular nothing gets into a file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import __version__
from assistant.capture.moment import Moment
from assistant.core.ports import Frame, Rect, Screen, ScreenWindow


@dataclass(frozen=True, slots=True)
class CaptureDetails:
    """How a picture was taken.

    ``backend`` is the grabber's name. ``area`` is what was taken, in physical pixels of the whole desktop, clamped to
    it. ``screen`` is the number of the screen that holds most of it (0: none), ``screen_name`` what the system calls
    it. The window's title and class come from a stranger and are empty where no window was chosen.

    ``source_sha256``: of the file that the system made of all screens, where it makes one (Wayland's portal).
    ``cut_off``: more was asked for. ``covered``: another program's window lay over a part of it. ``own_window``: a
    window of this program did. ``wrong_size``: the picture has other measures than the area.
    """

    backend: str
    mode: str
    area: Rect
    scale: float
    screen: int
    moment: Moment
    screen_name: str = ""
    untrusted_window_title: str = ""
    untrusted_window_class: str = ""
    window_id: int = 0
    source_sha256: str = ""
    cut_off: bool = False
    covered: bool = False
    own_window: bool = False
    wrong_size: bool = False

    @property
    def captured_at(self) -> dt.datetime:
        """When it was taken: aware, local."""
        return self.moment.captured_at

    @property
    def monotonic(self) -> float:
        """Seconds from an unknown start; orders captures of one run."""
        return self.moment.monotonic

    def record(self) -> dict[str, object]:
        """As JSON values, for ``Exhibit.record``; it stays in the case."""
        area = self.area
        return {
            "program": __version__,
            "backend": self.backend,
            "mode": self.mode,
            "area": [area.x, area.y, area.width, area.height],
            "scale": self.scale,
            "screen": self.screen,
            "screen_name": self.screen_name,
            "window_title": self.untrusted_window_title,
            "window_class": self.untrusted_window_class,
            "window_id": self.window_id,
            "cut_off": self.cut_off,
            "covered": self.covered,
            **({"source_sha256": self.source_sha256} if self.source_sha256 else {}),
            **self.moment.record(),
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
    """The details of a frame of the area ``asked``, but for what lay over it; ``mode`` as in ``Target``."""
    area = asked.clamped(desktop(screens))
    screen = screen_of(area, screens)
    return CaptureDetails(
        backend=backend,
        mode=mode,
        area=area,
        scale=frame.scale,
        screen=screen.number if screen else 0,
        moment=moment,
        screen_name=screen.name if screen else "",
        untrusted_window_title=window.untrusted_title if window else "",
        untrusted_window_class=window.untrusted_class if window else "",
        window_id=window.id if window else 0,
        cut_off=area != asked,
        wrong_size=not _fits(frame, area),
    )


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


def _fits(frame: Frame, area: Rect) -> bool:
    """Whether a frame has the area's measures; where places are counted in points, as on macOS, times the scale."""
    return any(
        abs(frame.width - area.width * factor) <= 1 and abs(frame.height - area.height * factor) <= 1
        for factor in (1.0, frame.scale)
    )
