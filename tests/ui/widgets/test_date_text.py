"""Dates as people write them: read whole or not at all, asked where they have two readings."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale

from assistant.core.event_date import DateSource, EventDate
from assistant.errors import InputError
from assistant.ui.widgets.date_text import Ambiguous, read_date

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("11 November 2015", "2015-11-11"),
        ("  november 11,  2015 ", "2015-11-11"),
        ("11th of Nov. 2015", "2015-11-11"),
        ("Wednesday, 11 November 2015", "2015-11-11"),
        ("Nov 2015", "2015-11"),
        ("2015", "2015"),
        ("17.12.2015", "2015-12-17"),
        ("2015-12-17", "2015-12-17"),
        ("2015-12-01..2015-12-17", "2015-12-01..2015-12-17"),
        ("13/02/2015", "2015-02-13"),
        ("02/13/2015", "2015-02-13"),
        ("11/11/2015", "2015-11-11"),
        ("1–17 December 2015", "2015-12-01..2015-12-17"),
        ("1-17 December 2015", "2015-12-01..2015-12-17"),
        ("1 November to 17 December 2015", "2015-11-01..2015-12-17"),
        ("1 Nov 2015 – 3 Jan 2016", "2015-11-01..2016-01-03"),
        ("November – December 2015", "2015-11-01..2015-12-31"),
        ("2014–2015", "2014-01-01..2015-12-31"),
        ("11 ноября 2015 г.", "2015-11-11"),
        ("ноябрь 2015", "2015-11"),
        ("Ср, 11 нояб. 2015", "2015-11-11"),
        ("с 1 по 17 декабря 2015 года", "2015-12-01..2015-12-17"),
    ],
)
def test_what_people_write(text: str, wanted: str) -> None:
    read = read_date(text, DateSource.SEEN)
    assert isinstance(read, EventDate)
    assert (read.text(), read.source) == (wanted, DateSource.SEEN)


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("01/02/2015", "2015-02-01", "2015-01-02"),
        ("1/2/2015 – 5/2/2015", "2015-02-01..2015-02-05", "2015-01-02..2015-05-02"),
    ],
)
def test_two_readings_are_asked(text: str, day_first: str, month_first: str) -> None:
    read = read_date(text)
    assert isinstance(read, Ambiguous)
    assert (read.day_first.text(), read.month_first.text()) == (day_first, month_first)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("", "date-unreadable"),
        ("yesterday", "date-unreadable"),
        ("11 November", "date-unreadable"),
        ("11 November 15", "date-unreadable"),
        ("31 February 2015", "date-unreadable"),
        ("13/13/2015", "date-unreadable"),
        ("10:02", "date-unreadable"),
        ("2015-13", "date-unreadable"),
        ("1 to 2 to 3 May 2015", "date-unreadable"),
        ("17 December – 1 November 2015", "date-order"),
        ("Thursday, 11 November 2015", "date-weekday"),
    ],
)
def test_what_is_no_date_is_refused(text: str, reference: str) -> None:
    with pytest.raises(InputError) as caught:
        read_date(text)
    assert caught.value.reference == reference


@given(DAYS, st.sampled_from(["en", "ru"]), st.sampled_from(["d MMMM yyyy", "d MMM yyyy"]))
def test_the_words_of_a_day_read_back_as_that_day(day: dt.date, code: str, form: str) -> None:
    words = QLocale(code).toString(QDate(day.year, day.month, day.day), form)
    assert read_date(words) == EventDate.parse(day.isoformat())


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_date(text)
    except InputError as error:
        assert error.reference.startswith("date-")
