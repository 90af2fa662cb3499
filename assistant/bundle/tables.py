"""exhibits.csv and timeline.csv, written from the plan for a spreadsheet.

UTF-8 with a byte order mark, CRLF and every cell quoted, as spreadsheets read it best. A cell that a spreadsheet
would take for a formula gets an apostrophe in front, whoever wrote its text.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from assistant.core.exhibits import ExhibitStatus
from assistant.core.plan import Plan, PlannedExhibit

# Source: OWASP, CSV Injection; the full-width forms are read as formulas by spreadsheets in East Asian languages.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full width on purpose

_EXHIBITS = (
    *("label", "item", "title", "state", "event_date", "event_date_precision", "event_date_source"),
    *("captured_at", "captured_at_utc", "added_at", "shows", "where", "file", "sha256", "bytes"),
    *("original_sha256", "changes"),
)
_TIMELINE = ("from", "to", "precision", "source", "label", "item", "title", "file")


def exhibits_csv(plan: Plan) -> bytes:
    """One row for each attachment, in the order of the papers."""
    return _csv(_EXHIBITS, (_exhibit(exhibit) for exhibit in plan.exhibits))


def timeline_csv(plan: Plan) -> bytes:
    """One row for each attachment that has an event date, earliest first."""
    return _csv(_TIMELINE, (_event(exhibit) for exhibit in by_event(plan)))


def by_event(plan: Plan) -> list[PlannedExhibit]:
    """The attachments that have an event date and were not withdrawn, earliest first, then in the papers' order."""
    dated = [
        (exhibit.event_date, exhibit)
        for exhibit in plan.exhibits
        if exhibit.event_date and exhibit.status is ExhibitStatus.ACTIVE
    ]
    return [exhibit for date, exhibit in sorted(dated, key=lambda pair: (pair[0].start, pair[0].end))]


def state(exhibit: PlannedExhibit) -> str:
    """``sent``, ``on request`` or ``withdrawn``."""
    if exhibit.status is ExhibitStatus.WITHDRAWN:
        return "withdrawn"
    return "on request" if exhibit.on_request else "sent"


def utc(time: dt.datetime) -> str:
    """A time in UTC, ISO 8601 with ``Z``, to the second."""
    return time.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def safe_cell(untrusted_text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{untrusted_text}" if untrusted_text.startswith(_FORMULA) else untrusted_text


def _exhibit(exhibit: PlannedExhibit) -> Sequence[str]:
    date = exhibit.event_date
    return (
        exhibit.label,
        exhibit.item,
        exhibit.title,
        state(exhibit),
        date.text() if date else "",
        date.precision.value if date else "",
        date.source.value if date else "",
        exhibit.captured_at.isoformat(timespec="seconds") if exhibit.captured_at else "",
        utc(exhibit.captured_at) if exhibit.captured_at else "",
        exhibit.added_at.isoformat(timespec="seconds"),
        " ".join(exhibit.shows),
        exhibit.where,
        exhibit.file,
        exhibit.sha256,
        str(exhibit.bytes),
        exhibit.original_sha256,
        "; ".join(exhibit.changes),
    )


def _event(exhibit: PlannedExhibit) -> Sequence[str]:
    date = exhibit.event_date
    if date is None:
        raise ValueError(exhibit.label)
    return (
        date.start.isoformat(),
        date.end.isoformat(),
        date.precision.value,
        date.source.value,
        exhibit.label,
        exhibit.item,
        exhibit.title,
        exhibit.file,
    )


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
