"""Attachments that came in while the screen was looked at: the picture of each goes to its question once.

It only looks on: nothing waits for it, and where it can't be shown nothing is missing.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from assistant.core.case import Case
from assistant.ui.panes.question_list import QuestionList
from assistant.ui.widgets.motion import Traveller, is_still
from assistant.ui.widgets.tiles import AttachmentsView

#: More at once would be a swarm.
_MOST = 8


class Arrivals:
    """Notes what is new in a case, and moves its picture from its tile to its question's ring."""

    def __init__(self, ground: QWidget, questions: QuestionList, tiles: AttachmentsView) -> None:
        self._ground, self._questions, self._tiles = ground, questions, tiles
        self._known: frozenset[str] | None = None
        self._homes: dict[str, str] = {}

    def note(self, case: Case, *, is_other: bool) -> None:
        """Another state of the case, or another case, of which nothing is new."""
        ids = frozenset(exhibit.id for exhibit in case.exhibits)
        known, self._known = self._known, ids
        self._homes.clear()
        if is_other or known is None or is_still() or not self._is_looked_at():
            return
        new = ids - known
        if len(new) <= _MOST:
            self._homes = {exhibit.id: exhibit.item for exhibit in case.exhibits if exhibit.id in new}

    def show(self, exhibit_id: str, image: QImage) -> None:
        """The small picture of an exhibit is there."""
        letter = self._homes.pop(exhibit_id, "")
        if not letter or image.isNull() or not self._is_looked_at():
            return
        start = self._tiles.picture_rect(exhibit_id, self._ground)
        end = self._questions.ring(letter, self._ground)
        if start is not None and end is not None:
            box = QRectF(end.center().x() - 12, end.center().y() - 7.5, 24, 15)
            Traveller(self._ground, image, start, box)

    def _is_looked_at(self) -> bool:
        return self._ground.isVisible() and not self._ground.window().isMinimized()
