"""What is said about a capture."""

from __future__ import annotations

import datetime as dt
import json

from PIL import Image

from assistant.capture.details import desktop, details_of, screen_of
from assistant.capture.moment import Moment
from assistant.core.ports import Rect, Screen, ScreenWindow
from assistant.imaging.frames import from_picture

LEFT = Screen(1, Rect(-1920, 0, 1920, 1080), 1.0, "LEFT")
RIGHT = Screen(2, Rect(0, 200, 1280, 720), 2.0, "RIGHT")
MOMENT = dt.datetime(2026, 3, 4, 14, 32, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def test_the_desktop_holds_all_screens_with_their_gaps() -> None:
    assert desktop([LEFT, RIGHT]) == Rect(-1920, 0, 3200, 1080)
    assert desktop([]) == Rect(0, 0, 0, 0)


def test_the_screen_with_most_of_it_counts() -> None:
    assert screen_of(Rect(-300, 300, 400, 100), [LEFT, RIGHT]) == LEFT
    assert screen_of(Rect(-100, 300, 400, 100), [LEFT, RIGHT]) == RIGHT
    assert screen_of(Rect(5000, 0, 10, 10), [LEFT, RIGHT]) is None
    assert screen_of(Rect(0, 0, 1, 1), []) is None


def test_a_window_partly_off_the_desktop_is_noticed() -> None:
    # GIVEN a window that reaches beyond the right edge
    window = ScreenWindow(7, "Chat", Rect(1000, 300, 500, 200), "Browser")
    frame = from_picture(Image.new("RGB", (280, 200), "white"), 2.0)

    # WHEN it was taken
    details = details_of(
        frame,
        backend="mss",
        mode="window",
        asked=window.area,
        screens=[LEFT, RIGHT],
        moment=Moment(MOMENT, 12.5),
        window=window,
    )

    # THEN the record says what was taken and that a part was missing
    assert details.area == Rect(1000, 300, 280, 200)
    assert details.cut_off
    record = json.loads(json.dumps(details.record()))
    assert record["area"] == [1000, 300, 280, 200]
    assert record["screen"] == 2
    assert record["scale"] == 2.0
    assert record["window_title"] == "Chat"
