"""Dates as people write them, English and Russian, to an ``EventDate``. No Qt, and no guessing.

What can be read in two ways is handed back as two dates to choose from; what can't be read is an error. The
computer's own date never takes part: a year is always written out.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from assistant.core.event_date import DateSource, EventDate, Precision
from assistant.errors import InputError, msg

_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_RUSSIAN = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_RUSSIAN_OF = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
_WEEKDAYS = (
    ("monday", "mon", "понедельник", "пн"),
    ("tuesday", "tue", "tues", "вторник", "вт"),
    ("wednesday", "wed", "среда", "среду", "ср"),
    ("thursday", "thu", "thur", "thurs", "четверг", "чт"),
    ("friday", "fri", "пятница", "пятницу", "пт"),
    ("saturday", "sat", "суббота", "субботу", "сб"),
    ("sunday", "sun", "воскресенье", "вс"),
)
_MONTHS = {name[:length].lower(): number for number, name in enumerate(_ENGLISH, 1) for length in (3, len(name))}
_MONTHS |= {name: number for names in (_RUSSIAN, _RUSSIAN_OF) for number, name in enumerate(names, 1)}
_MONTHS |= {name[:3]: number for number, name in enumerate(_RUSSIAN, 1)} | {"sept": 9, "сент": 9, "нояб": 11, "февр": 2}
_DAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}

_ISO = re.compile(r"\d{4}(-\d{2}){0,2}(\s*\.\.\s*\d{4}(-\d{2}){0,2})?")
_SEPARATOR = re.compile(r"\s*\.\.\.?\s*|\s+(?:to|until|till|through|по|до)\s+|\s*[–—]\s*|\s+-\s+")
_DAY_RANGE = re.compile(r"(\d{1,2})-(\d{1,2})(\s+[^\W\d].*)")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_WORDS = re.compile(r"\d+(?:st|nd|rd|th)?|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two dates that one text can mean, such as 01/02/2015."""

    day_first: EventDate
    month_first: EventDate


@dataclass(frozen=True, slots=True)
class _Part:
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None


def read_date(untrusted_text: str, source: DateSource = DateSource.STATED) -> EventDate | Ambiguous:
    """Reads ``11 November 2015``, ``Nov 2015``, ``2015``, ``1–17 December 2015``, ``17.12.2015``, ``2015-12-17`` …

    Raises InputError: ``date-unreadable``, ``date-order`` (ends before it starts), ``date-weekday``.
    """
    text = " ".join(unicodedata.normalize("NFKC", untrusted_text).casefold().split())
    if _ISO.fullmatch(text):
        return EventDate.parse(text, source)
    day_first = _try(text, source, day_first=True)
    if "/" not in text:
        return _or_raise(day_first)
    month_first = _try(text, source, day_first=False)
    if isinstance(month_first, InputError) or day_first == month_first:
        return _or_raise(day_first)
    if isinstance(day_first, InputError):
        return month_first
    return Ambiguous(day_first, month_first)


def _or_raise(result: EventDate | InputError) -> EventDate:
    if isinstance(result, InputError):
        raise result
    return result


def _try(text: str, source: DateSource, *, day_first: bool) -> EventDate | InputError:
    try:
        return _read(text, source, day_first=day_first)
    except InputError as error:
        return error


def _read(text: str, source: DateSource, *, day_first: bool) -> EventDate:
    text = re.sub(r"^(?:from|between|с|от)\s+", "", text)
    days = _DAY_RANGE.fullmatch(text)
    halves = [days[1], days[2] + days[3]] if days else _SEPARATOR.split(text)
    if len(halves) == 1:
        part = _part(halves[0], day_first=day_first)
        if part.year is None:
            raise _unreadable(text)
        start, end, precision = _span(part, text)
        return EventDate(start, end, precision, source)
    if len(halves) != 2:
        raise _unreadable(text)
    first, last = (_part(half, day_first=day_first) for half in halves)
    if last.year is None:
        raise _unreadable(text)
    year_of_last = first.year is None
    month = last.month if year_of_last and first.month is None else first.month
    first = _Part(last.year if year_of_last else first.year, month, first.day, first.weekday)
    start, end = _span(first, text)[0], _span(last, text)[1]
    if end < start:
        raise _wrong_order(text)
    return EventDate(start, end, Precision.RANGE, source)


def _part(text: str, *, day_first: bool) -> _Part:
    whole = text
    weekday = None
    words = _WORDS.match(text)
    if words and words[0] in _DAYS:
        weekday = _DAYS[words[0]]
        text = text[words.end() :].lstrip(" .,")
    if numbers := _NUMBERS.fullmatch(text):
        one, two, written = int(numbers[1]), int(numbers[3]), int(numbers[4])
        day_is_first = day_first or numbers[2] != "/"
        return _Part(written, two if day_is_first else one, one if day_is_first else two, weekday)
    if _ISO.fullmatch(text) and ".." not in text:
        year, month, day = [*(int(piece) for piece in text.split("-")), None, None][:3]
        return _Part(year, month, day, weekday)
    return _from_words(text, whole, weekday)


def _from_words(text: str, whole: str, weekday: int | None) -> _Part:
    year = month = day = None
    rest = re.sub(r"\s*(?:г\.?|года|год)$", "", text)
    for word in _WORDS.findall(rest):
        digits = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word)
        if digits.isdecimal() and len(digits) == 4 and year is None:
            year = int(digits)
        elif digits.isdecimal() and len(digits) <= 2 and day is None:
            day = int(digits)
        elif word in _MONTHS and month is None:
            month = _MONTHS[word]
        elif word != "of":
            raise _unreadable(whole)
    if re.sub(r"[\s,.]|" + _WORDS.pattern, "", rest) or (year is None and month is None and day is None):
        raise _unreadable(whole)
    return _Part(year, month, day, weekday)


def _span(part: _Part, text: str) -> tuple[dt.date, dt.date, Precision]:
    year, month, day = part.year, part.month, part.day
    try:
        if year is not None and month is not None and day is not None:
            date = dt.date(year, month, day)
            if part.weekday is not None and date.weekday() != part.weekday:
                raise _wrong_weekday(text)
            return date, date, Precision.DAY
        if year is not None and month is not None:
            last = calendar.monthrange(year, month)[1]
            return dt.date(year, month, 1), dt.date(year, month, last), Precision.MONTH
        if year is not None and day is None:
            return dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR
    except ValueError:
        pass  # a day or month that the calendar doesn't have
    raise _unreadable(text)


def _unreadable(text: str) -> InputError:
    return InputError(
        "date-unreadable",
        # Translators: {text} is what was given as a date.
        msg("The date “{text}” can't be read", text=_shorten(text)),
        # Translators: reason for the error above; write the examples as people write dates in your language.
        msg("a date is written like 11 November 2015, November 2015, 2015 or 1 – 17 December 2015"),
        # Translators: next step after the error above.
        msg("Write it in one of these forms."),
    )


def _wrong_order(text: str) -> InputError:
    return InputError(
        "date-order",
        # Translators: {text} is what the person typed as a date range.
        msg("The date “{text}” ends before it starts", text=_shorten(text)),
        # Translators: reason for the error above.
        msg("the second day is earlier than the first"),
        # Translators: next step after the error above.
        msg("Write the earlier day first."),
    )


def _wrong_weekday(text: str) -> InputError:
    return InputError(
        "date-weekday",
        # Translators: {text} is what the person typed as a date with its day of the week.
        msg("The date “{text}” contradicts itself", text=_shorten(text)),
        # Translators: reason for the error above.
        msg("that day was another day of the week"),
        # Translators: next step after the error above.
        msg("Look at the date again, or leave the day of the week out."),
    )


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
