"""Dates, times, sizes and headings in the English of the papers and the reply: one wording for all of them.

The papers go to the platform and are never translated, so nothing here passes through a catalogue, and nothing
depends on the locale of the computer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.core.event_date import DateSource, EventDate, Precision
from assistant.core.plan import PlannedExhibit
from assistant.core.strips import JoinedFrom

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_CONTROLS = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029]+")
_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_LINKING = (
    *("a", "an", "and", "are", "as", "at", "by", "for", "from", "if", "in", "including", "of", "on", "or", "our"),
    *("than", "that", "the", "their", "to", "with", "your"),
)


def day(date: dt.date, *, short: bool = False) -> str:
    """``9 November 2015``, or ``9 Nov 2015``."""
    return f"{date.day} {_month(date, short)} {date.year}"


def event(date: EventDate | None, *, short: bool = False) -> str:
    """An event date as exactly as it is known: ``9 November 2015``, ``November 2015``, ``2015``,
    ``5 November to 4 December 2015``; ``no date given`` for None.
    """
    if date is None:
        return "no date given"
    match date.precision:
        case Precision.DAY:
            return day(date.start, short=short)
        case Precision.MONTH:
            return f"{_month(date.start, short)} {date.start.year}"
        case Precision.YEAR:
            return str(date.start.year)
        case Precision.RANGE:
            return _range(date.start, date.end, short)


def source(date: EventDate | None) -> str:
    """How a date is known: ``date seen in the picture``, ``date taken from the file``, ``date as I state it``; empty
    without a date.
    """
    if date is None:
        return ""
    match date.source:
        case DateSource.SEEN:
            return "date seen in the picture"
        case DateSource.FILE:
            return "date taken from the file"
        case DateSource.STATED:
            return "date as I state it"


def moment(time: dt.datetime, *, short: bool = False) -> str:
    """``14 December 2015, 18:32:07 (UTC+01:00)``: the local time with its offset."""
    return f"{day(time.date(), short=short)}, {time:%H:%M:%S} ({offset(time)})"


def offset(time: dt.datetime) -> str:
    """``UTC+01:00``; ``UTC`` for zero."""
    text = time.strftime("%z")
    return "UTC" if text in ("", "+0000", "-0000") else f"UTC{text[:3]}:{text[3:5]}"


def taken(captured_at: dt.datetime | None, added_at: dt.datetime, *, short: bool = False) -> str:
    """When a picture was taken by this program, or else when the file was added to the case."""
    if captured_at is not None:
        return f"Picture taken {moment(captured_at, short=short)}, computer clock"
    return f"File added {moment(added_at, short=short)}, computer clock"


def joined_changes(joined: JoinedFrom | None) -> tuple[str, ...]:
    """What a joined picture is made of, as changes in the list: ``joined from 14 pictures taken …``; empty for None."""
    if joined is None:
        return ()
    found = [joined_facts(joined), "the pictures and the record of the seams are kept"]
    if joined.differing:
        found.append(f"at {_number(joined.differing, 'seam')} the two pictures differ in a small place")
    return tuple(found)


def joined_facts(joined: JoinedFrom) -> str:
    """``joined from 14 pictures taken 22 November 2026, 14:32:05 to 14:33:10 (UTC+01:00), part 1 of 2, after which a
    part is missing``.
    """
    made = "one picture, whole" if joined.is_window else f"joined from {_number(joined.pictures, 'picture')}"
    if joined.pictures == 1 and not joined.is_window:
        made = "one picture"
    when = f" taken {_from_to(joined.first_taken, joined.last_taken)}" if joined.first_taken else ""
    if joined.parts == 1:
        return made + when
    part = f", part {joined.part} of {joined.parts}"
    if joined.gap_after:
        return f"{made}{when}{part}; between it and the next part something is missing"
    return f"{made}{when}{part}" + (", continued by the next" if joined.part < joined.parts else "")


def called(exhibit: PlannedExhibit) -> str:
    """What an attachment is called where it is listed: its title, or ``Screenshot`` or ``Document`` without one."""
    return plain(exhibit.title) or ("Screenshot" if exhibit.is_picture else "Document")


def size(count: int) -> str:
    """``14.2 MB``, ``310 kB`` or ``12 bytes``; 1 MB is 1,000,000 bytes."""
    if count >= 100_000:
        return f"{count / 1_000_000:.1f} MB"
    return f"{count / 1_000:.1f} kB" if count >= 1_000 else f"{count} bytes"


def letter_title(platform_name: str, letter_date: dt.date | None) -> str:
    """The title of the papers: ``Answers to Upwork’s letter of 14 December 2015``, as far as that is known."""
    whose = f"{plain(platform_name)}’s" if platform_name else "your"
    return f"Answers to {whose} letter" + (f" of {day(letter_date)}" if letter_date else "")


def plain(untrusted_text: str) -> str:
    """One line of a stranger's or a file's text: without control, invisible and direction characters."""
    return " ".join(_INVISIBLE.sub("", _CONTROLS.sub(" ", untrusted_text)).split())


def clean(untrusted_text: str) -> str:
    """A text of several lines: line ends as LF, without other control and direction characters, no empty ends."""
    lines = untrusted_text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_INVISIBLE.sub("", _CONTROLS.sub(" ", line)).rstrip() for line in lines).strip("\n")


def first_words(text: str, longest: int = 70) -> str:
    """The first whole words of a question, with `` …`` where something follows; never ends in ``and`` or ``the``."""
    text = plain(text)
    if len(text) <= longest:
        return text.rstrip(" .;:,")
    words: list[str] = []
    for word in text.split(" "):
        if len(" ".join([*words, word])) > longest - 2:
            break
        words.append(word)
    while len(words) > 1 and words[-1].strip(",;:").lower() in _LINKING:
        words.pop()
    return " ".join(words or [text[: longest - 2]]).rstrip(" .;:,") + " …"


def listed(parts: Sequence[str]) -> str:
    """``A, B and C``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def part_words(part: str, further_asks: Sequence[str] = ()) -> str:
    """What a requirement part asks for: ``dates``, ``scope of the work``; the letter's own words for ``other:N``."""
    known = {
        "answer": "an answer",
        "screenshot": "a screenshot",
        "dates": "dates",
        "scope": "scope of the work",
        "rate": "rate of pay",
        "document": "a document",
    }
    number = part.removeprefix("other:")
    if part.startswith("other:") and number.isdigit() and 0 < int(number) <= len(further_asks):
        return plain(further_asks[int(number) - 1])
    return known.get(part, part)


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _from_to(first: dt.datetime, last: dt.datetime | None) -> str:
    """``22 November 2026, 14:32:05 to 14:33:10 (UTC+01:00)``; the day and the offset twice only where they differ."""
    if last is None or last.replace(microsecond=0) == first.replace(microsecond=0):
        return moment(first)
    if last.utcoffset() != first.utcoffset():
        return f"{moment(first)} to {moment(last)}"
    until = f"{last:%H:%M:%S}" if last.date() == first.date() else f"{day(last.date())}, {last:%H:%M:%S}"
    return f"{day(first.date())}, {first:%H:%M:%S} to {until} ({offset(first)})"


def _month(date: dt.date, short: bool) -> str:
    name = _MONTHS[date.month - 1]
    return name[:3] if short else name


def _range(start: dt.date, end: dt.date, short: bool) -> str:
    if start.year != end.year:
        return f"{day(start, short=short)} to {day(end, short=short)}"
    if start.month != end.month:
        return f"{start.day} {_month(start, short)} to {day(end, short=short)}"
    return f"{start.day} to {day(end, short=short)}" if start != end else day(start, short=short)
