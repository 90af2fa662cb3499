"""What the review panel asks for besides one attachment's facts: one date for several, and a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.core.event_date import DateSource
from assistant.language import _, ngettext
from assistant.ui.widgets.buttons import Button
from assistant.ui.widgets.dates import DateField
from assistant.ui.widgets.fields import TextField, TwoChoice
from assistant.ui.widgets.text import SectionLabel, Text


class OneDateForMany(QWidget):
    """One date, and how it is known, for all that are chosen."""

    date_given = Signal(object)
    join_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reviewMany")
        # Translators: label of the date field in review while several attachments are chosen.
        says = _("One date for all of them")
        self._date = DateField(name="reviewManyDate", says=says)
        self._source = TwoChoice(
            # Translators: how a date is known. Keep it short; it stands beside the other choice.
            (DateSource.SEEN.value, _("Seen in the picture"), "eye"),
            # Translators: how a date is known: by the person, not from the picture.
            (DateSource.STATED.value, _("I know the date"), ""),
            name="reviewManySource",
            # Translators: accessible name of the choice between the two.
            says=_("How the date is known"),
        )
        # Translators: button that gives one date to the chosen attachments.
        self._give = Button(_("Give this date"), name="reviewManyGive", kind="outlined", key="Alt+D").bound_to(self)
        self._give.clicked.connect(self.give)
        self._source.choose(DateSource.SEEN.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(says))
        column.addWidget(self._date)
        column.addWidget(self._source)
        column.addWidget(self._give, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(20)
        column.addWidget(self._joining())
        column.addStretch(1)

    def show_count(self, count: int, pictures: int, *, can_join: bool) -> None:
        """Names how many get the date, and how it can be known: ``pictures`` of them are pictures.

        ``can_join``: they are pictures of one question, of which one may be made.
        """
        self._join_part.setVisible(can_join)
        if pictures == count:
            # Translators: how a date is known. Keep it short; it stands beside the other choice.
            seen = (DateSource.SEEN.value, _("Seen in the picture"), "eye")
        elif not pictures:
            # Translators: how the date of an attachment is known: it stands in the file.
            seen = (DateSource.SEEN.value, _("In the file"), "document")
        else:
            # Translators: how the date of several pictures and files is known: it can be seen in each of them.
            seen = (DateSource.SEEN.value, _("Seen in them"), "eye")
        # Translators: how a date is known: by the person, not from the picture.
        self._source.set_options(seen, (DateSource.STATED.value, _("I know the date"), ""))
        # Translators: button; {count} is the number of chosen attachments.
        text = ngettext("Give this date to {count}", "Give this date to all {count}", count)
        self._give.set_words(text.format(count=count))

    def give(self) -> None:
        """Gives the date, where one was entered."""
        date = self._date.date() if self._date.commit() else None
        if date is None:
            self._date.setFocus()
        else:
            self.date_given.emit(date.with_source(DateSource(self._source.value() or DateSource.STATED.value)))

    def _joining(self) -> QWidget:
        self._join_part = QWidget()
        self._join_part.setObjectName("reviewJoinPart")
        # Translators: heading in review while several pictures are chosen: they overlap and may become one picture.
        heading = SectionLabel(_("One long page in several pictures?"))
        about = Text(
            # Translators: below that heading; it says what joining does.
            _("Where they overlap they become one picture, exactly or not at all. The single ones stay here."),
            name="reviewJoinAbout",
            colour="quiet",
        )
        # Translators: button that makes one picture of several that overlap.
        join = Button(_("Join them"), name="reviewJoin", kind="outlined", key="Alt+J", icon="letter")
        join.bound_to(self._join_part)
        join.clicked.connect(self.join_asked)
        column = QVBoxLayout(self._join_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (heading, about):
            column.addWidget(widget)
        column.addWidget(join, 0, Qt.AlignmentFlag.AlignLeft)
        return self._join_part


class Reason(QWidget):
    """Why an attachment is withdrawn or erased, and the button that does it."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reviewReason")
        self._what = Text(name="reviewReasonWhat")
        # Translators: label of the field for the reason of withdrawing or erasing.
        says = _("Why?")
        self._why = TextField(name="reviewReasonWhy", says=says)
        # Translators: button that erases an attachment and all its copies; it can't be undone.
        self._give = Button(_("Erase for good"), name="reviewReasonGive", kind="outlined", key="Alt+W").bound_to(self)
        # Translators: button that leaves everything as it is.
        self._leave = Button(_("Leave it"), name="reviewReasonLeave", kind="quiet", key="Esc").bound_to(self)
        self._give.clicked.connect(self.give)
        self._leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self._give)
        row.addWidget(self._leave)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._what, SectionLabel(says), self._why):
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(1)

    def ask(self, *, was_sent: bool) -> None:
        """Asks for the reason of one or the other."""
        if was_sent:
            # Translators: what withdrawing an attachment does.
            self._what.setText(_("It stays listed as withdrawn, with your reason, and isn't sent again."))
            # Translators: button.
            self._give.set_words(_("Withdraw"))
        else:
            # Translators: what erasing an attachment does; it can't be undone.
            self._what.setText(_("The file and all its copies are deleted. The log keeps the reason. No way back."))
            # Translators: button.
            self._give.set_words(_("Erase for good"))
        self._why.clear()
        self._why.setFocus()

    def give(self) -> None:
        """Tells the reason; without one the field asks again."""
        why = " ".join(self._why.text().split())
        if why:
            self.given.emit(why)
        else:
            self._why.setFocus()
