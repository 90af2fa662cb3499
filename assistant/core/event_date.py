"""When the thing that an exhibit shows happened, how exactly that is known, and from where.

Not to be mixed up with the capture time, which is when this program took the picture. No date is ever guessed:
there is no fuzzy parser here, on purpose.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import InputError, msg

_ONE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


class DateSource(StrEnum):
    """How a date is known: seen in the picture, taken from the file, or stated by the person."""

    SEEN = "seen"
    FILE = "file"
    STATED = "stated"


@dataclass(frozen=True, slots=True, order=True)
class EventDate:
    """A day, month, year or range; ``start`` and ``end`` are its first and last day, both included."""

    start: dt.date
    end: dt.date
    precision: Precision
    source: DateSource

    @classmethod
    def parse(cls, untrusted_text: str, source: DateSource = DateSource.STATED) -> EventDate:
        """Reads ``2015-12-17``, ``2015-12``, ``2015`` or ``2015-12-01..2015-12-17``.

        Raises InputError (``date-unreadable``, ``date-order``) for anything else.
        """
        text = untrusted_text.strip()
        first, dots, last = text.partition("..")
        start, end, precision = _span(first.strip(), text)
        if dots:
            end = _span(last.strip(), text)[1]
            precision = Precision.RANGE
        if end < start:
            raise InputError(
                "date-order",
                # Translators: {text} is what the person typed as a date range.
                msg("The date “{text}” ends before it starts", text=_shorten(text)),
                # Translators: reason for the error above.
                msg("the second day is earlier than the first"),
                # Translators: next step after the error above.
                msg("Write the earlier day first."),
            )
        return cls(start, end, precision, source)

    def with_source(self, source: DateSource) -> EventDate:
        """The same date, known in another way."""
        return EventDate(self.start, self.end, self.precision, source)

    def text(self) -> str:
        """The form that ``parse`` reads."""
        match self.precision:
            case Precision.DAY:
                return self.start.isoformat()
            case Precision.MONTH:
                return self.start.isoformat()[:7]
            case Precision.YEAR:
                return self.start.isoformat()[:4]
            case Precision.RANGE:
                return f"{self.start.isoformat()}..{self.end.isoformat()}"

    def as_json(self) -> dict[str, str]:
        """The date as JSON values: first and last day, precision and source."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "precision": self.precision.value,
            "source": self.source.value,
        }


def _span(text: str, whole: str) -> tuple[dt.date, dt.date, Precision]:
    match = _ONE.fullmatch(text)
    try:
        if match and match[3]:
            day = dt.date(int(match[1]), int(match[2]), int(match[3]))
            return day, day, Precision.DAY
        if match and match[2]:
            first = dt.date(int(match[1]), int(match[2]), 1)
            return first, first.replace(day=calendar.monthrange(first.year, first.month)[1]), Precision.MONTH
        if match:
            return dt.date(int(match[1]), 1, 1), dt.date(int(match[1]), 12, 31), Precision.YEAR
    except ValueError:
        pass  # a day that the calendar doesn't have; said below like any other text that is no date
    raise InputError(
        "date-unreadable",
        # Translators: {text} is what was given as a date.
        msg("The date “{text}” can't be read", text=_shorten(whole)),
        # Translators: reason for the error above; keep the examples as they are.
        msg("a date is written 2015-12-17, 2015-12, 2015 or 2015-12-01..2015-12-17"),
        # Translators: next step after the error above.
        msg("Write it in one of these forms."),
    )


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
