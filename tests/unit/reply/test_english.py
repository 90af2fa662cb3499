"""Dates, sizes and headings of the papers read the same everywhere."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.core.event_date import DateSource, EventDate
from assistant.reply import english


@pytest.mark.parametrize(
    ("date", "long", "short"),
    [
        ("2015-11-09", "9 November 2015", "9 Nov 2015"),
        ("2015-11", "November 2015", "Nov 2015"),
        ("2015", "2015", "2015"),
        ("2015-11-05..2015-11-09", "5 to 9 November 2015", "5 to 9 Nov 2015"),
        ("2015-11-05..2015-12-04", "5 November to 4 December 2015", "5 Nov to 4 Dec 2015"),
        ("2015-12-30..2016-01-02", "30 December 2015 to 2 January 2016", "30 Dec 2015 to 2 Jan 2016"),
        ("2015-11-09..2015-11-09", "9 November 2015", "9 Nov 2015"),
    ],
)
def test_dates_are_as_exact_as_they_are_known(date: str, long: str, short: str) -> None:
    assert english.event(EventDate.parse(date)) == long
    assert english.event(EventDate.parse(date), short=True) == short


def test_a_missing_date_is_said_to_be_missing() -> None:
    assert english.event(None) == "no date given"
    assert english.source(None) == ""


def test_the_source_of_a_date_is_named() -> None:
    date = EventDate.parse("2015")
    said = {english.source(date.with_source(source)) for source in DateSource}
    assert said == {"date seen in the picture", "date taken from the file", "date as I state it"}


def test_times_carry_their_offset() -> None:
    time = dt.datetime(2015, 12, 14, 18, 32, 7, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=45)))
    assert english.moment(time) == "14 December 2015, 18:32:07 (UTC+05:45)"
    assert english.offset(time.astimezone(dt.UTC)) == "UTC"
    assert english.taken(time, time) == "Picture taken 14 December 2015, 18:32:07 (UTC+05:45), computer clock"
    assert english.taken(None, time).startswith("File added 14 December 2015")


def test_headings_are_whole_words() -> None:
    text = "The kind of work you delivered, including samples and screenshots with dates when the work occurred"
    assert english.first_words(text) == "The kind of work you delivered, including samples and screenshots …"
    assert english.first_words("How do you know your client?") == "How do you know your client?"
    assert english.first_words("x" * 300, 20) == "x" * 18 + " …"
    assert all(len(english.first_words(text, longest)) <= longest for longest in range(20, 120))


def test_a_strangers_line_is_one_plain_line() -> None:
    assert english.plain(" a\u202eb\nc\u200fd\t\0e ") == "ab cd e"
    assert english.plain("می\u200cخواهم") == "می\u200cخواهم"
    assert english.clean("\r\n a\u202e\r\n\r\nb\0\n") == " a\n\nb"


def test_sizes_and_lists() -> None:
    assert [english.size(count) for count in (12, 1_500, 14_200_000)] == ["12 bytes", "1.5 kB", "14.2 MB"]
    assert english.listed([]) == ""
    assert english.listed(["A"]) == "A"
    assert english.listed(["A", "B", "C"]) == "A, B and C"


def test_parts_are_words() -> None:
    assert english.part_words("rate") == "rate of pay"
    assert english.part_words("other:1", ["your\npassport"]) == "your passport"
    assert english.part_words("other:2", ["your passport"]) == "other:2"


def test_the_title_says_what_is_known() -> None:
    day = dt.date(2015, 12, 14)
    assert english.letter_title("Upwork", day) == "Answers to Upwork’s letter of 14 December 2015"
    assert english.letter_title("", None) == "Answers to your letter"
