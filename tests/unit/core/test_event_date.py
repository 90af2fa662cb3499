from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.event_date import DateSource, EventDate, Precision
from assistant.errors import InputError


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2015-12-17", dt.date(2015, 12, 17), dt.date(2015, 12, 17), Precision.DAY),
        ("2016-02", dt.date(2016, 2, 1), dt.date(2016, 2, 29), Precision.MONTH),
        ("2015", dt.date(2015, 1, 1), dt.date(2015, 12, 31), Precision.YEAR),
        ("2015-12-01..2015-12-17", dt.date(2015, 12, 1), dt.date(2015, 12, 17), Precision.RANGE),
        (" 2015-11..2016 ", dt.date(2015, 11, 1), dt.date(2016, 12, 31), Precision.RANGE),
    ],
)
def test_each_form_is_read(text: str, start: dt.date, end: dt.date, precision: Precision) -> None:
    date = EventDate.parse(text)
    assert (date.start, date.end, date.precision, date.source) == (start, end, precision, DateSource.STATED)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "17.12.2015",
        "12/02/2024",
        "2015-13",
        "2015-02-30",
        "0000-01-01",
        "2015-1-1",
        "..",
        "2015..",
        "٢٠١٥",
        "Mar 2024",
    ],
)
def test_nothing_else_is_guessed(text: str) -> None:
    with pytest.raises(InputError) as caught:
        EventDate.parse(text)
    assert caught.value.reference == "date-unreadable"


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        EventDate.parse("2015-12-17..2015-12-01")
    assert caught.value.reference == "date-order"


@given(st.dates(), st.dates(), st.sampled_from(DateSource))
def test_text_is_what_parse_reads(one: dt.date, other: dt.date, source: DateSource) -> None:
    start, end = sorted((one, other))
    for text in (start.isoformat(), f"{start.isoformat()[:7]}", start.isoformat()[:4], f"{start}..{end}"):
        assert EventDate.parse(EventDate.parse(text, source).text(), source) == EventDate.parse(text, source)
