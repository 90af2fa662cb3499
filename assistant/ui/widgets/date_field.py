"""A field for the date of what a picture or file shows: words as people write them, or a day of the calendar.

What can be read in two ways is asked, never chosen here; nothing is taken from the computer's own date.
"""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assistant import language
from assistant.core.event_date import DateSource, EventDate, Precision
from assistant.errors import InputError
from assistant.language import _, render
from assistant.ui.widgets.buttons import OUTLINED, Button
from assistant.ui.widgets.date_text import Ambiguous, date_words, read_date
from assistant.ui.widgets.fields import TextField
from assistant.ui.widgets.text import Text


class DateField(QWidget):
    """One line with a calendar; below it what is wrong, or the two days to choose from.

    ``date_entered(EventDate | None)`` comes when a whole date was entered (Enter, leaving the field, the calendar,
    or a choice of two) and differs from the one before; None when the field was emptied. ``day_only`` takes
    nothing but a day. ``height_changed`` comes when a line below appears or goes.
    """

    date_entered = Signal(object)
    height_changed = Signal()
    confirmed = Signal()  # Enter with a readable date or an empty field, changed or not

    def __init__(self, *, name: str, says: str, day_only: bool = False, placeholder: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self._day_only = day_only
        self._date: EventDate | None = None
        self._source = DateSource.STATED
        # Translators: example in an empty date field; write it as people write dates in your language.
        example = placeholder or _("11 November 2015")
        # Translators: button in a date field, for screen readers.
        calendar_says = _("Choose in the calendar")
        self.field = TextField(
            name=f"{name}Text", says=says, placeholder=example, icon="calendar", icon_says=calendar_says, longest=80
        )
        if self.field.icon_button is not None:
            self.field.icon_button.clicked.connect(self._on_calendar_asked)
        self.field.returnPressed.connect(self._on_return)
        self.field.left.connect(self._read)
        self.field.textEdited.connect(self._on_edited)
        self.setFocusProxy(self.field)
        self._problem = Text("", size=12, colour="attention", name=f"{name}Problem")
        self._problem.hide()
        self._choice = self._choice_row(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.field, self._problem, self._choice):
            column.addWidget(widget)
        self._calendar: QFrame | None = None

    def event_date(self) -> EventDate | None:
        """The date that was entered; None while there is none or it can't be read."""
        return self._date

    def set_date(self, date: EventDate | None) -> None:
        """Shows a date; no signal."""
        self._date = date
        if date is not None:
            self._source = date.source
        self.field.setText(date_words(date) if date else "")
        self._say("")
        self._offer(None)

    def set_source(self, source: DateSource) -> None:
        """How a date that is entered from now on is known; a date that stands there takes it too, without a signal."""
        self._source = source
        self._date = self._date.with_source(source) if self._date else None

    def has_problem(self) -> bool:
        """Whether what stands there can't be taken as it is."""
        return not self._problem.isHidden() or not self._choice.isHidden()

    def commit(self) -> None:
        """Reads what stands there now, as leaving the field does."""
        self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Down opens the calendar, Esc takes back what was typed."""
        if event.key() == Qt.Key.Key_Down:
            self._on_calendar_asked()
        elif event.key() == Qt.Key.Key_Escape and self.field.isModified():
            self.set_date(self._date)
        else:
            super().keyPressEvent(event)

    def _choice_row(self, name: str) -> QWidget:
        row = QWidget()
        row.setObjectName(f"{name}Choice")
        # Translators: above two buttons, each with a date: 01/02/2015 can be read in two ways.
        question = Text(_("Which day is it?"), size=12, colour="attention", name=f"{name}Question")
        self._day_first = Button("", name=f"{name}DayFirst", kind=OUTLINED)
        self._month_first = Button("", name=f"{name}MonthFirst", kind=OUTLINED)
        self._day_first.clicked.connect(lambda: self._on_chosen(0))
        self._month_first.clicked.connect(lambda: self._on_chosen(1))
        self._offered: tuple[EventDate, ...] = ()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(question)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._day_first)
        buttons.addWidget(self._month_first)
        column.addLayout(buttons)
        row.hide()
        return row

    def _on_return(self) -> None:
        self._read()
        if not self.has_problem():
            self.confirmed.emit()

    def _on_edited(self, _text: str) -> None:
        self._say("")
        self._offer(None)

    def _read(self) -> None:
        text = self.field.text().strip()
        if self._date is not None and text == date_words(self._date):
            return
        if not text:
            self._take(None)
            return
        try:
            read = read_date(text, self._source)
        except InputError as error:
            # Translators: below a date field; {what} says what is wrong, {why} how a date is written.
            self._say(_("{what}: {why}.").format(what=render(error.what), why=render(error.why)))
            return
        if isinstance(read, Ambiguous):
            self._offer(read)
        else:
            self._take(read)

    def _take(self, date: EventDate | None) -> None:
        if date is not None and self._day_only and date.precision is not Precision.DAY:
            # Translators: below a date field that takes a single day only.
            self._say(_("Write the day as well, such as 11 November 2015."))
            return
        changed = date != self._date
        self.set_date(date)
        if changed:
            self.date_entered.emit(date)

    def _offer(self, ambiguous: Ambiguous | None) -> None:
        self._offered = (ambiguous.day_first, ambiguous.month_first) if ambiguous else ()
        if ambiguous:
            self._day_first.set_words(date_words(ambiguous.day_first))
            self._month_first.set_words(date_words(ambiguous.month_first))
        self._show(self._choice, bool(ambiguous))

    def _on_chosen(self, index: int) -> None:
        self._take(self._offered[index])
        self.field.setFocus()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._show(self._problem, bool(problem))

    def _show(self, widget: QWidget, visible: bool) -> None:
        if widget.isHidden() == visible:
            widget.setVisible(visible)
            self.updateGeometry()
            self.height_changed.emit()

    def _on_calendar_asked(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setObjectName(f"{self.objectName()}Calendar")
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.destroyed.connect(self._on_calendar_gone)
        calendar = QCalendarWidget(popup)
        calendar.setObjectName(f"{self.objectName()}Days")
        calendar.setAccessibleName(self.accessibleName())
        calendar.setLocale(QLocale(language.current()))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if self._date is not None:
            first = self._date.start
            calendar.setSelectedDate(QDate(first.year, first.month, first.day))
        calendar.clicked.connect(self._on_day_chosen)
        calendar.activated.connect(self._on_day_chosen)
        row = QVBoxLayout(popup)
        row.setContentsMargins(1, 1, 1, 1)
        row.addWidget(calendar)
        self._calendar = popup
        popup.adjustSize()
        popup.move(self._place_for(popup))
        popup.show()
        calendar.setFocus()

    def _place_for(self, popup: QFrame) -> QPoint:
        """Below the field, or above it where the screen ends."""
        below = self.field.mapToGlobal(QPoint(0, self.field.height() + 4))
        screen = self.screen().availableGeometry()
        if below.y() + popup.height() > screen.bottom():
            below = self.field.mapToGlobal(QPoint(0, -4)) - QPoint(0, popup.height())
        left = max(screen.left(), min(below.x(), screen.right() - popup.width()))
        return QPoint(left, max(screen.top(), below.y()))

    def _on_calendar_gone(self) -> None:
        self._calendar = None

    def _on_day_chosen(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.close()
        text = f"{day.year():04d}-{day.month():02d}-{day.day():02d}"
        self._take(EventDate.parse(text, self._source))
        self.field.setFocus()
