"""Dates as the window says them, by the system's own names of months; reading them is ``widgets.date_text``'s part."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale

from assistant.core.event_date import EventDate, Precision
from assistant.language import current


def say_day(day: dt.date, *, short: bool = False) -> str:
    """A day in words: ``11 November 2015``, or ``11 Nov 2015``."""
    return _locale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy" if short else "d MMMM yyyy")


def say_day_of_year(day: dt.date, today: dt.date) -> str:
    """A recent day without its year: ``16 Nov``; with it where it was another year."""
    if day.year != today.year:
        return say_day(day, short=True)
    return _locale().toString(QDate(day.year, day.month, day.day), "d MMM")


def say_date(date: EventDate, *, short: bool = False) -> str:
    """A date of any precision in words: ``11 November 2015``, ``November 2015``, ``2015``, ``9–27 November 2015``."""
    start, end = date.start, date.end
    match date.precision:
        case Precision.DAY:
            return say_day(start, short=short)
        case Precision.MONTH:
            name = _locale().standaloneMonthName(start.month, _length(short))
            return f"{name} {start.year}"
        case Precision.YEAR:
            return str(start.year)
        case Precision.RANGE:
            if (start.year, start.month) == (end.year, end.month):
                return f"{start.day}–{say_day(end, short=short)}"
            if start.year == end.year:
                first = _locale().toString(QDate(start.year, start.month, start.day), "d MMM" if short else "d MMMM")
                return f"{first} – {say_day(end, short=short)}"
            return f"{say_day(start, short=short)} – {say_day(end, short=short)}"


def _length(short: bool) -> QLocale.FormatType:
    return QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat


def _locale() -> QLocale:
    return QLocale(current())
