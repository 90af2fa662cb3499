"""Windows of other programs: finding one again, and noticing what lies in front of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.core.ports import ScreenWindow
from assistant.errors import CaptureError, msg

# Compound text: UTF-8 stands between ESC % G and ESC % @; other escapes choose a character set.
# Source: ICCCM and "Compound Text Encoding", X Consortium Standard, sections 5 and 6.
_UTF8 = re.compile(rb"\x1b%G(.*?)(?:\x1b%@|\Z)", re.DOTALL)
_ESCAPE = re.compile(rb"\x1b[\x20-\x2f]+[\x30-\x7e]")


def find_again(wanted: ScreenWindow, windows: Sequence[ScreenWindow]) -> ScreenWindow | None:
    """The window that was taken before: by its id, else by class and title, else by a class that only one has.

    A browser's title follows its tab, and its id lives as long as the window: so the id comes first.
    """
    same_id = [window for window in windows if window.id == wanted.id]
    if same_id and same_id[0].untrusted_class == wanted.untrusted_class:
        return same_id[0]
    same_class = [window for window in windows if window.untrusted_class == wanted.untrusted_class]
    same_title = [window for window in same_class if window.untrusted_title == wanted.untrusted_title]
    if same_title:
        return same_title[0]
    return same_class[0] if wanted.untrusted_class and len(same_class) == 1 else None


def find_by_text(text: str, windows: Sequence[ScreenWindow]) -> ScreenWindow:
    """The topmost window whose title holds ``text``, whatever its case; an exact title comes first.

    Raises CaptureError ``capture-window-gone``.
    """
    exact = [window for window in windows if window.untrusted_title == text]
    holding = [window for window in windows if text.casefold() in window.untrusted_title.casefold()]
    found = exact or holding
    if not found or not text:
        raise CaptureError(
            "capture-window-gone",
            # Translators: error; {text} is what was given as a part of a window's title.
            msg("No window has “{text}” in its title", text=text[:100]),
            # Translators: reason for the error above.
            msg("it was closed or minimised, or it lies on another desktop"),
            # Translators: next step after the error above; “capture --list” is a command and stays.
            msg("See “capture --list” for the windows there are."),
        )
    return found[0]


def compound_text(untrusted: bytes) -> str:
    """The title in an old property of X11: Latin-1, with parts in UTF-8 where it says so."""
    # after a split by one group, the parts at odd places are what the group held
    parts = _UTF8.split(untrusted)
    return "".join(
        part.decode("utf-8", "replace") if index % 2 else _ESCAPE.sub(b"", part).decode("latin-1")
        for index, part in enumerate(parts)
    )


def in_front_of(target: ScreenWindow, windows: Sequence[ScreenWindow]) -> tuple[ScreenWindow, ...]:
    """The windows that cover a part of ``target``; ``windows`` is topmost first."""
    above = []
    for window in windows:
        if window.id == target.id:
            break
        if window.area.overlaps(target.area):
            above.append(window)
    return tuple(above)


def window_gone() -> CaptureError:
    """The error for a window that can't be found."""
    return CaptureError(
        "capture-window-gone",
        # Translators: error; the window that a picture was to be taken of.
        msg("That window can't be found"),
        # Translators: reason for the error above.
        msg("it was closed or minimised, or it lies on another desktop"),
        # Translators: next step after the error above.
        msg("Bring it to the front again, or choose another window."),
    )
