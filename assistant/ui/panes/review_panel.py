"""The right side of the review sheet: what one attachment is, or one date for several.

It holds nothing but what is on the screen; the pane decides what counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from assistant.core.exhibits import Exhibit, ExhibitKind, ExhibitStatus
from assistant.core.items import RequestedItem
from assistant.language import _, ngettext
from assistant.ui import theme
from assistant.ui.panes.review_asks import OneDateForMany, Reason
from assistant.ui.panes.review_strip import name_of
from assistant.ui.widgets.buttons import Button, IconButton
from assistant.ui.widgets.describe import DescribeForm
from assistant.ui.widgets.elsewhere import add_elsewhere_menu
from assistant.ui.widgets.text import SectionLabel, Text, Title
from assistant.ui.words import moment_words

WIDTH = 422


class ReviewPanel(QFrame):
    """Label and place, the answer it belongs to, the form, when it was taken, and the way on."""

    changed = Signal(str, object)  # exhibit id, dict of Exhibit fields
    went_on = Signal()
    went_back = Signal()
    date_given = Signal(object)  # EventDate for all chosen ones
    join_asked = Signal()  # one picture of all chosen ones
    withdrawn = Signal(str, str)  # exhibit id, why
    erased = Signal(str, str)  # exhibit id, why

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewPanel")
        self.setFixedWidth(WIDTH)
        self._exhibit: Exhibit | None = None
        self._questions: tuple[RequestedItem, ...] = ()
        self._heading = Title(name="reviewLabel")
        self._place = Text(colour="quiet", max_lines=1, name="reviewPlace")
        # Translators: accessible name of the button that offers to withdraw or erase an attachment.
        self._more = IconButton("more", name="reviewMore", says=_("More for this attachment"), key="Alt+M").bound_to(
            self
        )
        self._answer_of = SectionLabel(name="reviewAnswerOf")
        self._answer = Text(colour="quiet", max_lines=3, name="reviewAnswer")
        self._form = DescribeForm(proposes_title=True)
        self._many = OneDateForMany()
        self._why = Reason()
        self._taken = Text(size=12, colour="quiet", name="reviewTaken")
        # Translators: button that goes to the attachment before.
        self._back = Button(_("Back"), name="reviewBack", kind="outlined", key="Shift+Return").bound_to(self)
        # Translators: button that goes on to the next attachment.
        self._on = Button(_("Next"), name="reviewOn", kind="primary", key="Return").bound_to(self)
        self._middle = QStackedWidget()
        self._middle.setObjectName("reviewMiddle")
        for page in (self._form, self._many, self._why):
            self._middle.addWidget(page)
        self._lay_out()
        self._connect()
        theme.theme().changed.connect(self.update)

    def show_exhibit(self, exhibit: Exhibit | None, item: RequestedItem | None, place: int, total: int) -> None:
        """Shows one attachment, the ``place``-th of ``total``; None where the case has none."""
        is_other = (exhibit.id if exhibit else "") != (self._exhibit.id if self._exhibit else "")
        self._exhibit = exhibit
        # Translators: shown in review where a case has no attachment at all.
        self._heading.setText(name_of_label(exhibit) if exhibit else _("No attachments yet"))
        # Translators: which attachment is shown; {place} of {total}, such as 8 of 8.
        self._place.setText(_("{place} of {total}").format(place=place, total=total) if exhibit else "")
        self._more.setVisible(exhibit is not None and exhibit.status is ExhibitStatus.ACTIVE)
        # Translators: {letter} is a question's letter.
        self._answer_of.setText(_("Your answer to question {letter}").format(letter=item.letter) if item else "")
        # Translators: in review, where a case has no attachment at all.
        none = _("Go back to add some, or make the files without.")
        # Translators: in review, where a question has no answer yet.
        self._answer.setText((item.answer or item.gap or _("No answer yet")) if item else none)
        is_active = exhibit is not None and exhibit.status is ExhibitStatus.ACTIVE
        self._form.setVisible(is_active)  # of one that was withdrawn nothing can be said any more
        if exhibit and item:
            self._form.set_exhibit(exhibit, item)
        if is_other:
            self._middle.setCurrentWidget(self._form)
        self._taken.setText(_taken(exhibit) if exhibit else "")
        self._back.setEnabled(True)
        # Translators: buttons in review: make the files to send; go on to the next attachment.
        self._on.set_words(_("Make the files") if place >= total else _("Next"))

    def set_questions(self, items: Sequence[RequestedItem]) -> None:
        """All questions of the case: an attachment may show something for another one than its own."""
        self._questions = tuple(items)
        self._form.set_questions(items)

    def show_many(self, count: int, pictures: int, *, can_join: bool) -> None:
        """Offers one date for ``count`` chosen attachments, and joining; one or none shows the form again."""
        if count > 1:
            self._many.show_count(count, pictures, can_join=can_join)
            self._middle.setCurrentWidget(self._many)
            # Translators: heading in review while several attachments are chosen.
            self._heading.setText(ngettext("{count} attachment", "{count} attachments", count).format(count=count))
        elif self._middle.currentWidget() is self._many:
            self._middle.setCurrentWidget(self._form)
            self._heading.setText(name_of_label(self._exhibit) if self._exhibit else "")
        one = self._middle.currentWidget() is not self._many
        for widget in (self._place, self._answer_of, self._answer, self._taken):
            widget.setVisible(one)
        self._more.setVisible(one and self._exhibit is not None and self._exhibit.status is ExhibitStatus.ACTIVE)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Paper, with a hairline towards the picture."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.fillRect(0, 0, 1, self.height(), theme.colour("hairline"))
        painter.end()

    def take_focus(self) -> None:
        """The caret goes where something is missing: into the date, else to the way on."""
        is_active = self._exhibit is not None and self._exhibit.status is ExhibitStatus.ACTIVE
        is_open = is_active and self._exhibit is not None and self._exhibit.event_date is None
        (self._form.date if is_open else self._on).setFocus()

    def commit(self) -> bool:
        """Takes over what is typed; False where the date can't be read, which the field says then."""
        if self._exhibit is None:
            return True
        self._form.commit()
        return self._form.date.commit()

    def confirm(self) -> bool:
        """As ``commit``, and what is proposed counts from now on."""
        is_fine = self.commit()
        if is_fine and self._exhibit is not None:
            self._form.confirm_title()
        return is_fine

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._heading, 1)
        top.addWidget(self._place)
        top.addWidget(self._more)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self._back)
        bottom.addWidget(self._on, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 24)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._answer_of)
        column.addWidget(self._answer)
        column.addSpacing(8)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self._taken)
        column.addSpacing(4)
        column.addLayout(bottom)

    def _scrolled(self) -> QScrollArea:
        """The middle scrolls where the window is low."""
        area = QScrollArea()
        area.setObjectName("reviewScroll")
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        self._middle.setAutoFillBackground(False)
        area.setWidget(self._middle)
        return area

    def _connect(self) -> None:
        self._form.changed.connect(self.changed)
        self._many.date_given.connect(self.date_given)
        self._many.join_asked.connect(self.join_asked)
        self._why.given.connect(self._on_reason)
        self._why.left.connect(lambda: self._middle.setCurrentWidget(self._form))
        self._on.clicked.connect(self._on_next)
        self._back.clicked.connect(self.went_back)
        self._more.clicked.connect(self._on_more)
        enter = QShortcut(QKeySequence(Qt.Key.Key_Enter), self)  # the number block's; the button has the other
        enter.setContext(Qt.ShortcutContext.WindowShortcut)
        enter.activated.connect(self._on.click)

    def _on_next(self) -> None:
        if self._middle.currentWidget() is self._many:
            self._many.give()
        elif self._middle.currentWidget() is self._why:
            self._why.give()
        else:
            self.went_on.emit()

    def _on_more(self) -> None:
        exhibit = self._exhibit
        if exhibit is None:
            return
        menu = QMenu(self)
        menu.setObjectName("reviewMenu")
        add_elsewhere_menu(
            menu, exhibit, self._questions, lambda shows: self.changed.emit(exhibit.id, {"shows": shows})
        )
        # Translators: menu entry in review: the attachment was sent already and is taken back.
        withdraw = _("Withdraw it …")
        # Translators: menu entry in review: the attachment was never sent and is deleted with all its copies.
        text = withdraw if exhibit.was_sent else _("Erase it for good …")
        action = QAction(text, menu)
        action.triggered.connect(self._ask_why)
        menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _ask_why(self) -> None:
        if self._exhibit:
            self._why.ask(was_sent=self._exhibit.was_sent)
            self._middle.setCurrentWidget(self._why)

    def _on_reason(self, why: str) -> None:
        exhibit = self._exhibit
        self._middle.setCurrentWidget(self._form)
        if exhibit:
            (self.withdrawn if exhibit.was_sent else self.erased).emit(exhibit.id, why)


def name_of_label(exhibit: Exhibit) -> str:
    """The label alone, or the words for one without."""
    return exhibit.label or name_of(exhibit).removesuffix(exhibit.title).strip()


def _taken(exhibit: Exhibit) -> str:
    if exhibit.status is ExhibitStatus.WITHDRAWN:
        # Translators: in review, of an attachment that was sent and then withdrawn.
        return _("Withdrawn. It stays listed, and isn’t sent again.")
    if exhibit.captured_at:
        # Translators: when this program took the picture; {when} is a date and a time.
        return _("Taken {when}").format(when=moment_words(exhibit.captured_at))
    if exhibit.kind is ExhibitKind.JOINED:
        # Translators: of an attachment that was made of several overlapping pictures; {when} is a date and a time.
        return _("Joined from several pictures, {when}").format(when=moment_words(exhibit.added_at))
    # Translators: when the file was added; {when} is a date and a time.
    return _("Added {when}").format(when=moment_words(exhibit.added_at))
