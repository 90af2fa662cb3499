"""Dates as people of this language write and read them. It reads whole forms only and never guesses an order.

A date with slashes is refused: nobody can tell 3/4 from 4/3.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from PySide6.QtCore import QDate, QLocale

from assistant.core.event_date import DateSource, EventDate, Precision
from assistant.errors import InputError
from assistant.language import current

_DASH = r"\s*(?:\.\.|–|—|-)\s*"
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.?\s+([^\W\d]+)\.?,?\s+(\d{4})(?:\s*г\.?)?")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
_MONTH = re.compile(r"([^\W\d]+)\.?,?\s+(\d{4})")
_DAYS_OF_MONTH = re.compile(rf"(\d{{1,2}}){_DASH}(\d{{1,2}})\.?\s+([^\W\d]+)\.?\s+(\d{{4}})")
_DAYS_OF_YEAR = re.compile(rf"(\d{{1,2}})\.?\s+([^\W\d]+)\.?{_DASH}(\d{{1,2}}\.?\s+[^\W\d]+\.?\s+(\d{{4}}))")


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


def read_day(untrusted_text: str) -> dt.date | None:
    """The one day that a text names; None where it names none or more than one."""
    date = read_date(untrusted_text)
    return date.start if date is not None and date.precision is Precision.DAY else None


def read_date(untrusted_text: str, source: DateSource = DateSource.STATED) -> EventDate | None:
    """Reads ``11 November 2015``, ``Nov 2015``, ``9–27 November 2015``, ``11.11.2015`` and the forms of EventDate.

    Months may be in English or in the person's language. None for anything else.
    """
    text = " ".join(untrusted_text.strip().casefold().split())[:80]
    try:
        return EventDate.parse(text, source)
    except InputError:
        pass  # not in the international form; the forms in words follow
    if match := _DAYS_OF_MONTH.fullmatch(text):
        ends = (_day(match[1], match[3], match[4]), _day(match[2], match[3], match[4]))
    elif match := _DAYS_OF_YEAR.fullmatch(text):
        ends = (_day(match[1], match[2], match[4]), _single(match[3]))
    else:
        parts = re.split(r"\s*(?:\.\.|–|—|\s-\s)\s*", text)
        if len(parts) == 2:
            ends = (_single(parts[0]), _single(parts[1]))
        else:
            return _one(text, source)
    start, end = ends
    if start is None or end is None or end < start:
        return None
    return EventDate(start, end, Precision.RANGE, source)


def _one(text: str, source: DateSource) -> EventDate | None:
    day = _single(text)
    if day is not None:
        return EventDate(day, day, Precision.DAY, source)
    match = _MONTH.fullmatch(text)
    number = _month_number(match[1]) if match else None
    if match is None or number is None or int(match[2]) < 1:
        return None
    first = dt.date(int(match[2]), number, 1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return EventDate(first, last, Precision.MONTH, source)


def _single(text: str) -> dt.date | None:
    if match := _DOTTED.fullmatch(text):
        return _date(int(match[3]), int(match[2]), int(match[1]))
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _MONTH_FIRST.fullmatch(text):
        return _day(match[2], match[1], match[3])
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return _date(int(text[:4]), int(text[5:7]), int(text[8:]))
    return None


def _day(day: str, month: str, year: str) -> dt.date | None:
    number = _month_number(month)
    return None if number is None else _date(int(year), number, int(day))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None  # a day that the calendar doesn't have


def _month_number(word: str) -> int | None:
    word = word.rstrip(".")
    for number, name in _month_names():
        if word == name or (len(word) >= 3 and name.startswith(word)):
            return number
    return None


def _month_names() -> Iterator[tuple[int, str]]:
    for locale in (QLocale(QLocale.Language.English), _locale()):
        for number in range(1, 13):
            for length in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
                yield number, locale.monthName(number, length).casefold().rstrip(".")
                yield number, locale.standaloneMonthName(number, length).casefold().rstrip(".")


def _length(short: bool) -> QLocale.FormatType:
    return QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat


def _locale() -> QLocale:
    return QLocale(current())
