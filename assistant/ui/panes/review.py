"""The review sheet: every attachment once, large, with its title, date and what it shows; Enter goes on.

What is typed counts when the person goes on, not before. It shows a case and tells what the person decided; it must
never read a picture or store anything itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.core.case import Case
from assistant.core.event_date import EventDate
from assistant.core.exhibits import Exhibit, ExhibitStatus, label_key
from assistant.language import _
from assistant.ui.panes.picture_view import PictureView
from assistant.ui.panes.review_panel import ReviewPanel
from assistant.ui.panes.review_strip import Strip


class ReviewPane(QWidget):
    """Picture and strip at the left, the panel at the right."""

    exhibit_confirmed = Signal(str, object)  # exhibit id, dict of Exhibit fields that differ (may be empty)
    dates_given = Signal(object, object)  # tuple[str, ...] of exhibit ids, EventDate
    join_asked = Signal(object)  # tuple[str, ...] of exhibit ids in their order: one picture of them
    exhibit_withdrawn = Signal(str, str)  # exhibit id, why
    exhibit_erased = Signal(str, str)  # exhibit id, why
    picture_wanted = Signal(str, int, int)  # exhibit id, largest width and height in physical px
    thumbnail_wanted = Signal(str, int, int)  # as picture_wanted, answered by set_thumbnail
    files_asked = Signal()  # “Make the files”
    left = Signal()  # back to the answers

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewPane")
        self._case: Case | None = None
        self._order: tuple[Exhibit, ...] = ()
        self._current = ""
        self._drafts: dict[str, dict[str, Any]] = {}
        self._confirmed: set[str] = set()
        self._known: set[str] = set()
        self._picture = PictureView("reviewPicture")
        self._strip = Strip()
        self._panel = ReviewPanel()
        self._lay_out()
        self._connect()

    def set_case(self, case: Case) -> None:
        """Shows the case; keeps the chosen attachment and what is being typed.

        An attachment that came with a date was dated by the person already and counts as looked through.
        """
        self._case = case
        ordered = sorted(case.exhibits, key=lambda exhibit: (_home(case, exhibit), label_key(exhibit.label)))
        self._order = tuple(ordered)
        ids = {exhibit.id for exhibit in ordered}
        self._confirmed |= {exhibit.id for exhibit in ordered if exhibit.id not in self._known and exhibit.event_date}
        self._known = ids
        self._confirmed &= ids
        self._drafts = {name: draft for name, draft in self._drafts.items() if name in ids}
        self._panel.set_questions(case.items)
        self._strip.strip.pixel_ratio = self.devicePixelRatioF()
        self._strip.strip.set_exhibits(self._order)
        self._strip.strip.set_confirmed(self._confirmed)
        if self._current not in ids:
            self._current = ""
            first = next((exhibit.id for exhibit in ordered if exhibit.id not in self._confirmed), "")
            self.choose(first or (ordered[-1].id if ordered else ""))
        else:
            self._show_panel()

    def forget(self) -> None:
        """Forgets which were looked through: another case follows."""
        self._confirmed, self._known, self._drafts, self._current = set(), set(), {}, ""

    def start(self) -> None:
        """Goes to the first attachment that was not looked through; what is chosen stays where there is none."""
        first = next((exhibit.id for exhibit in self._order if exhibit.id not in self._confirmed), "")
        if first:
            self.choose(first)

    def choose(self, exhibit_id: str) -> None:
        """Chooses one attachment."""
        self._strip.choose(exhibit_id)
        self._go_to(exhibit_id)
        if self.isVisible():  # a hidden pane must not take the caret from the one that is shown
            self._panel.take_focus()

    def chosen(self) -> str:
        """The id of the chosen attachment; empty where there is none."""
        return self._current

    def set_picture(self, exhibit_id: str, image: QImage) -> None:
        """The large picture; ignored where another is shown by now."""
        if exhibit_id == self._current:
            self._picture.show_image(image)

    def set_thumbnail(self, exhibit_id: str, image: QImage) -> None:
        """The small picture of the strip."""
        self._strip.strip.set_picture(exhibit_id, image)

    def flush(self) -> None:
        """Emits what was typed and not yet told: the window closes or another screen follows."""
        self._panel.commit()
        for exhibit_id in tuple(self._drafts):
            self.exhibit_confirmed.emit(exhibit_id, self._drafts.pop(exhibit_id))

    def further_keys(self) -> tuple[tuple[str, str], ...]:
        """What keys do on this screen besides those of its buttons: (words, key)."""
        # Translators: in the overview of keys: in the row of small pictures on the review screen.
        return ((_("Choose several in the row of pictures"), "Shift+Right"),)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """The caret goes where something is missing, and the picture is asked for: its size is known now."""
        super().showEvent(event)
        self._panel.take_focus()
        self._ask_for_picture()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 8, 24, 16)
        column.setSpacing(8)
        column.addWidget(self._picture, 1)
        column.addWidget(self._strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self._panel)

    def _connect(self) -> None:
        self._strip.current_changed.connect(self._go_to)
        self._strip.selection_changed.connect(self._on_selection_changed)
        self._strip.strip.picture_wanted.connect(self.thumbnail_wanted, Qt.ConnectionType.QueuedConnection)
        self._picture.size_changed.connect(self._ask_for_picture)
        self._panel.changed.connect(self._on_changed)
        self._panel.went_on.connect(self._on_went_on)
        self._panel.went_back.connect(self._on_went_back)
        self._panel.date_given.connect(self._on_date_given)
        self._panel.join_asked.connect(self._on_join_asked)
        self._panel.withdrawn.connect(self.exhibit_withdrawn)
        self._panel.erased.connect(self.exhibit_erased)

    def _place(self) -> int:
        return next((place for place, exhibit in enumerate(self._order) if exhibit.id == self._current), -1)

    def _exhibit(self) -> Exhibit | None:
        place = self._place()
        return self._order[place] if place >= 0 else None

    def _go_to(self, exhibit_id: str) -> None:
        if exhibit_id == self._current and exhibit_id:
            return
        self.flush()
        self._current = exhibit_id
        self._picture.show_exhibit(self._exhibit())
        self._show_panel()
        self._ask_for_picture()

    def _show_panel(self) -> None:
        exhibit, case = self._exhibit(), self._case
        if case is None:
            return
        item = case.item(exhibit.item) if exhibit else None
        if exhibit and exhibit.id in self._drafts:
            exhibit = replace(exhibit, **self._drafts[exhibit.id])
        self._panel.show_exhibit(exhibit, item, self._place() + 1, len(self._order))

    def _ask_for_picture(self) -> None:
        exhibit = self._exhibit()
        if exhibit and exhibit.is_picture and self.isVisible():
            size = self._picture.wanted()
            self.picture_wanted.emit(exhibit.id, size.width(), size.height())

    def _on_changed(self, exhibit_id: str, changes: Mapping[str, object]) -> None:
        self._drafts.setdefault(exhibit_id, {}).update(changes)
        if exhibit_id == self._current:
            self._show_panel()

    def _on_selection_changed(self, exhibit_ids: tuple[str, ...]) -> None:
        chosen = [exhibit for exhibit in self._order if exhibit.id in exhibit_ids]
        pictures = sum(exhibit.is_picture for exhibit in chosen)
        one_question = len({exhibit.item for exhibit in chosen}) == 1
        are_there = all(exhibit.status is ExhibitStatus.ACTIVE for exhibit in chosen)
        can_join = pictures == len(chosen) > 1 and one_question and are_there
        self._panel.show_many(len(chosen), pictures, can_join=can_join)

    def _on_join_asked(self) -> None:
        self._panel.commit()
        self.join_asked.emit(self._strip.chosen_ids())

    def _on_date_given(self, date: EventDate) -> None:
        ids = self._strip.chosen_ids()
        self._mark(ids)
        self.dates_given.emit(ids, date)
        self.choose(ids[-1]) if ids else None

    def _on_went_on(self) -> None:
        if not self._panel.confirm():
            return
        exhibit = self._exhibit()
        if exhibit:
            self._mark((exhibit.id,))
            self.exhibit_confirmed.emit(exhibit.id, self._drafts.pop(exhibit.id, {}))
        place = self._place()
        if place + 1 < len(self._order):
            self.choose(self._order[place + 1].id)
        else:
            self.flush()
            self.files_asked.emit()

    def _on_went_back(self) -> None:
        place = self._place()
        if place > 0:
            self.choose(self._order[place - 1].id)
        else:
            self.left.emit()

    def _mark(self, exhibit_ids: tuple[str, ...]) -> None:
        self._confirmed.update(exhibit_ids)
        self._strip.strip.set_confirmed(self._confirmed)


def _home(case: Case, exhibit: Exhibit) -> int:
    return next((place for place, item in enumerate(case.items) if item.letter == exhibit.item), len(case.items))
