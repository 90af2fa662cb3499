"""A field for a date in words, with a calendar beside it. What can't be read is said below it, never guessed."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from assistant.core.event_date import DateSource, EventDate, Precision
from assistant.errors import InputError
from assistant.language import _, current, render
from assistant.ui.dates import say_date
from assistant.ui.widgets.buttons import QUIET, Button
from assistant.ui.widgets.chips import FlowLayout, clear
from assistant.ui.widgets.date_text import Ambiguous, read_date
from assistant.ui.widgets.fields import TextField
from assistant.ui.widgets.text import Text


class DateField(QWidget):
    """A date in words. ``day_only`` refuses months, years and ranges.

    ``date_entered`` tells an EventDate (source *stated*; the caller knows better), or None where it was emptied;
    it comes on Enter, on leaving the field and from the calendar, and only where the date is another.
    """

    date_entered = Signal(object)
    entered = Signal()  # Enter was pressed and the field is fine

    def __init__(self, *, name: str, says: str, placeholder: str = "", day_only: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"{name}Box")
        self._day_only = day_only
        self._date: EventDate | None = None
        self._asked: Ambiguous | None = None  # what the two buttons stand for
        # Translators: inside an empty date field.
        placeholder = placeholder or _("Day, month, year")
        # Translators: button in a date field that opens a calendar.
        says_calendar = _("Choose from a calendar")
        self.field = TextField(name=name, says=says, placeholder=placeholder, icon="calendar", icon_says=says_calendar)
        self._hint = Text("", size=12, colour="attention", name=f"{name}Hint")
        self._hint.hide()
        self._either = QWidget()
        self._either.hide()
        self._either.setLayout(FlowLayout(gap=8, row_gap=0))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.field, self._hint, self._either):
            column.addWidget(widget)
        self.setFocusProxy(self.field)
        self.field.returnPressed.connect(self._on_entered)
        self.field.left.connect(self.commit)
        self.field.textEdited.connect(self._hide_hint)
        if self.field.icon_button is not None:
            self.field.icon_button.clicked.connect(self._open_calendar)

    def date(self) -> EventDate | None:
        """The date that counts; None where none was read."""
        return self._date

    def text(self) -> str:
        """What stands in the field, read or not."""
        return self.field.text()

    def set_date(self, date: EventDate | dt.date | None) -> None:
        """Shows a date without telling."""
        if isinstance(date, dt.date):
            date = EventDate(date, date, Precision.DAY, DateSource.STATED)
        self._date = date
        self.field.setText(say_date(date) if date else "")
        self._hide_hint()

    def commit(self) -> bool:
        """Reads what stands there and tells it where it is another; False where it can't be read."""
        text = self.field.text().strip()
        if not text:
            self._take(None)
            return True
        if self._date is not None and text == say_date(self._date):
            return True
        try:
            read = read_date(text)
        except InputError as error:
            # Translators: below a date field; {what} is what went wrong, {why} why.
            self._say(_("{what}: {why}.").format(what=render(error.what), why=render(error.why)))
            return False
        if isinstance(read, Ambiguous):
            self._ask_which(read)
            return False
        if self._day_only and read.precision is not Precision.DAY:
            # Translators: below a date field that takes one day only.
            self._say(_("Write the day, the month and the year, such as 1 December 2015."))
            return False
        self._take(read)
        return True

    def _on_entered(self) -> None:
        if self.commit():
            self.entered.emit()

    def _take(self, date: EventDate | None) -> None:
        known = self._date
        same = known is not None and date is not None and known.with_source(date.source) == date
        if date is not None and same and known is not None:
            date = known
        self._date = date
        self.field.setText(say_date(date) if date else "")
        self._hide_hint()
        if not same and known != date:
            self.date_entered.emit(date)

    def _say(self, text: str) -> None:
        self._hint.setText(text)
        self._hint.show()

    def _hide_hint(self) -> None:
        self._hint.hide()
        self._either.hide()
        self._asked = None

    def _ask_which(self, read: Ambiguous) -> None:
        if read == self._asked:
            return  # on the way to the buttons the field is left, and they must stay
        self._asked = read
        # Translators: below a date field, before the two dates that can be meant.
        self._say(_("Which day do you mean?"))
        row = self._either.layout()
        if row is None:
            return
        clear(row)
        before: QWidget = self.field.icon_button or self.field
        for number, date in enumerate((read.day_first, read.month_first)):
            button = Button(say_date(date), name=f"{self.field.objectName()}Choice{number}", kind=QUIET)
            button.clicked.connect(lambda _checked=False, date=date: self._on_chosen(date))
            row.addWidget(button)
            button.show()  # a layout would show it a turn later, too late for a Tab that was pressed already
            self.setTabOrder(before, button)
            before = button
        self._either.show()

    def _on_chosen(self, date: EventDate) -> None:
        self.field.setFocus()  # the button goes, and the caret with it, if it isn't moved first
        self._take(date)

    def _open_calendar(self) -> None:
        popup = _CalendarPopup(self, self._date.start if self._date else None)
        popup.picked.connect(self._on_picked)
        popup.open_below(self.field)

    def _on_picked(self, day: dt.date) -> None:
        self._take(EventDate(day, day, Precision.DAY, DateSource.STATED))
        self.field.setFocus()


class _CalendarPopup(QFrame):
    """A month to pick a day from; Esc closes it."""

    picked = Signal(object)  # datetime.date

    def __init__(self, parent: QWidget, day: dt.date | None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendarPopup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._calendar = QCalendarWidget()
        self._calendar.setObjectName("calendar")
        # Translators: read aloud for the calendar of a date field.
        self._calendar.setAccessibleName(_("Calendar"))
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setLocale(QLocale(current()))
        if day is not None:
            self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._calendar)
        self._calendar.clicked.connect(self._on_picked)
        self._calendar.activated.connect(self._on_picked)

    def open_below(self, field: QWidget) -> None:
        """Shows itself under a field, inside the screen."""
        self.adjustSize()
        corner = field.mapToGlobal(QPoint(0, field.height() + 4))
        room = field.screen().availableGeometry()
        x = min(corner.x(), room.right() - self.width())
        y = (
            corner.y()
            if corner.y() + self.height() <= room.bottom()
            else corner.y() - field.height() - self.height() - 8
        )
        self.move(max(room.left(), x), max(room.top(), y))
        self.show()
        self._calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _on_picked(self, day: QDate) -> None:
        self.picked.emit(dt.date(day.year(), day.month(), day.day()))
        self.close()
