"""Pictures for the panes: small ones from the cache, large ones made to size, both on the long lane.

Only pictures that passed the checks of ``imaging`` reach Qt, as pixels; nothing here writes into a case.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from assistant.core.exhibits import Exhibit
from assistant.errors import AssistantError
from assistant.storage.folder import CaseFolder
from assistant.ui.jobs import Ticket
from assistant.ui.session.open_case import OpenCase

Show = Callable[[str, QImage], None]


class Pictures(QObject):
    """Answers ``thumbnail_wanted`` and ``picture_wanted`` of the panes."""

    def __init__(self, open_case: OpenCase, cache: Callable[[], Path]) -> None:
        super().__init__()
        self._open_case = open_case
        self._cache = cache

    def give_thumbnail(self, exhibit_id: str, width: int, height: int, show: Show) -> None:
        """A small picture, from the cache where it is there; nothing where it can't be made."""
        exhibit = self._picture(exhibit_id)
        if exhibit is not None:
            self._open_case.look(
                lambda folder, _ticket: _small(folder, exhibit, self._cache(), width, height),
                lambda image: show(exhibit_id, image),
                _without_picture,
            )

    def give_picture(self, exhibit_id: str, width: int, height: int, show: Show) -> None:
        """A picture that fits into ``width`` × ``height`` px; the newest wish goes before small pictures."""
        exhibit = self._picture(exhibit_id)
        if exhibit is not None:
            self._open_case.look(
                lambda folder, ticket: _large(folder, exhibit, width, height, ticket),
                lambda image: show(exhibit_id, image),
                key="large-picture",
                later=False,
            )

    def _picture(self, exhibit_id: str) -> Exhibit | None:
        case = self._open_case.case
        exhibit = case.exhibit(exhibit_id) if case else None
        return exhibit if exhibit is not None and exhibit.is_picture else None


def _without_picture(_error: AssistantError) -> None:
    """A tile without its small picture still has its name; the large one tells what is wrong with it."""


def _small(folder: CaseFolder, exhibit: Exhibit, cache: Path, width: int, height: int) -> QImage:
    from assistant.bundle.joined import picture_file
    from assistant.imaging.thumbnails import cached_thumbnail  # Pillow, not before it is needed

    original = picture_file(folder, exhibit)
    return QImage(str(cached_thumbnail(original, exhibit.sha256, cache, width=width, height=height)))


def _large(folder: CaseFolder, exhibit: Exhibit, width: int, height: int, ticket: Ticket) -> QImage:
    from assistant.bundle.joined import picture_file
    from assistant.imaging.picture import pixels_only  # Pillow, not before it is needed

    picture = pixels_only(picture_file(folder, exhibit))
    if ticket.cancelled.is_set():
        return QImage()
    picture.thumbnail((width, height))
    flat = picture.convert("RGB")
    stride = flat.width * 3
    return QImage(flat.tobytes(), flat.width, flat.height, stride, QImage.Format.Format_RGB888).copy()
