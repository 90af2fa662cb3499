"""Takes up files that came in but have no attachment, because the program ended before their rows were written.

A picture that this program took says so itself: its file carries the time and the program, and nothing else knows them
any more.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from assistant.core.exhibits import PICTURE_TYPES, Exhibit, ExhibitKind
from assistant.errors import InputError
from assistant.imaging.media import media_type
from assistant.imaging.picture import inspect, opened
from assistant.storage.folder import CaseFolder

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.storage.exhibits import Details
    from assistant.storage.sweep import Recovered

_OWN = "Appeal Assistant "


def take_up(folder: CaseFolder, found: Recovered, letter: str) -> Exhibit:
    """Makes a file that was found again an attachment of the question with this letter; it is kept here.

    Raises DamagedError (``recovered-damaged``), InputError (``item-unknown``).
    """
    kind = media_type(found.path)
    details: Details = {"item": letter, "kind": ExhibitKind.FILE, "media_type": kind, "send": False}
    if kind in PICTURE_TYPES:
        try:
            info = inspect(found.path)
            details |= {"media_type": info.media_type, "width": info.width, "height": info.height}
            captured_at = _captured_at(found.path)
        except InputError:  # it is taken up as it is: the person sees what is wrong with it
            captured_at = None
        if captured_at is not None:
            details |= {"kind": ExhibitKind.CAPTURE, "captured_at": captured_at, "record": {"recovered": True}}
    return folder.take_up(found, **details)


def _captured_at(path: Path) -> dt.datetime | None:
    """The time at which this program took the picture; None where it doesn't say that it did."""
    with opened(path) as picture:
        texts = dict(picture.info)
    time, program = texts.get("Creation Time"), texts.get("Software")
    if not (isinstance(time, str) and isinstance(program, str) and program.startswith(_OWN)):
        return None
    try:
        taken = dt.datetime.fromisoformat(time)
    except ValueError:
        return None
    return taken if taken.tzinfo is not None else None
