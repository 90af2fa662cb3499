"""The questions at work: the list, the chosen question with answer and attachments, the letter beside it.

It shows a case and tells what the person did; it must never store anything itself.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from assistant.core.case import Case


class WorkingPane(QWidget):
    """Questions, answer, attachments, letter, and what is still missing.

    ``answer_edited`` and ``gap_edited`` come about 0.6 s after the last key, and at once on leaving the field,
    changing the question or ``flush()``. ``set_saved`` confirms.
    """

    question_chosen = Signal(str)  # the item's letter
    question_added = Signal(str)  # the words of a new question
    answer_edited = Signal(str, str)  # letter, text
    gap_edited = Signal(str, str)  # letter, reason ("" takes it back)
    capture_asked = Signal(str)  # letter
    files_added = Signal(str, object)  # letter, tuple[str, ...] of paths (dialog, dropped, pasted)
    picture_pasted = Signal(str, bytes)  # letter, a PNG as the clipboard holds it
    image_pasted = Signal(
        str, QImage
    )  # letter, where the clipboard holds no PNG: encode it in a lane
    exhibit_opened = Signal(str)  # exhibit id: show it large (review)
    exhibit_changed = Signal(str, object)  # exhibit id, dict of Exhibit fields: title, event_date, shows, send
    exhibit_removed = Signal(str)  # exhibit id: undo of taking it in, or withdrawing where it was sent
    thumbnail_wanted = Signal(str, int, int)  # exhibit id, width, height in physical px; answer by set_thumbnail
    review_asked = Signal()

    def set_case(self, case: Case) -> None:
        """Shows the case; keeps the chosen question, the caret and what is being typed."""

    def choose(self, letter: str) -> None:
        """Chooses a question."""

    def chosen(self) -> str:
        """The letter of the chosen question; empty where there is none."""
        return ""

    def set_saved(self, letter: str) -> None:
        """Tells that the last answer or reason of this question is on disk."""

    def set_thumbnail(self, exhibit_id: str, image: QImage) -> None:
        """The picture for a tile."""

    def set_capture_available(self, available: bool, why: str = "") -> None:
        """Shows or hides *Capture*; ``why`` is said in its place."""

    def flush(self) -> None:
        """Emits what was typed and not yet told."""
