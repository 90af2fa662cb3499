"""A plan of three questions as the writers get it, with hostile words in every field that a person fills in."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from assistant.core.custody import CustodyRow, next_row
from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import ExhibitKind, ExhibitStatus
from assistant.core.plan import LogLine, Plan, PlannedExhibit, PlannedItem

ZONE = dt.timezone(dt.timedelta(hours=1))
HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> \"quoted\" & {{ 7*7 }}"


def exhibit(label: str, date: str = "", **changes: object) -> PlannedExhibit:
    item, _, number = label.partition("-")
    made = PlannedExhibit(
        id=f"x{ord(item[0])}{number}",
        label=label,
        item=item,
        title=f"Title of {label}",
        kind=ExhibitKind.CAPTURE,
        media_type="image/png",
        is_picture=True,
        file=f"{item}_communication/{label}.png",
        sha256=hashlib.sha256(label.encode()).hexdigest(),
        bytes=len(label),
        original_sha256=hashlib.sha256(b"original" + label.encode()).hexdigest(),
        added_at=dt.datetime(2015, 12, 14, 18, 32, 7, tzinfo=ZONE),
        captured_at=dt.datetime(2015, 12, 14, 18, 32, 7, tzinfo=ZONE),
        event_date=EventDate.parse(date, DateSource.SEEN) if date else None,
        shows=(),
        where="",
        changes=("saved again from its pixels",),
        width=640,
        height=480,
        status=ExhibitStatus.ACTIVE,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the fields are named by the tests


def log() -> tuple[LogLine, ...]:
    rows: list[CustodyRow] = []
    for number, action in enumerate(("created", "captured", "captured")):
        now = dt.datetime(2015, 12, 14, 18, 30 + number, tzinfo=ZONE)
        rows.append(next_row(rows[-1] if rows else None, now, action, exhibit=f"x{number}"))
    return tuple(LogLine(row, whole=row.seq != 2) for row in rows)


@pytest.fixture
def plan() -> Plan:
    met = (("answer", True), ("screenshot", True), ("dates", True))
    texts = (
        ("A", "How do you know your client", "relationship"),
        ("B", "The kind of work you delivered, including samples and screenshots with dates of it", "work_samples"),
        ("C", "How do you talk to them", "communication"),
    )
    exhibits = {
        "A": (exhibit("A-1", "2015-11-05"),),
        "B": (
            exhibit("B-1", "2015-11", title=HOSTILE, where="Contract 1, <b>bold</b>", shows=("dates", "C:rate")),
            exhibit("B-2", "2015-12-03", file="", changes=(), is_picture=False, title="site.zip", captured_at=None),
        ),
        "C": (
            exhibit("C-1", "2015-11-09", shows=("scope", "other:1")),
            exhibit("C-2", file="", status=ExhibitStatus.WITHDRAWN, changes=()),
        ),
    }
    items = [
        PlannedItem(letter, text, kind, f"Answer to {letter}.", "", f"{letter}_{kind}", met, (), exhibits[letter])
        for letter, text, kind in texts
    ]
    items[1] = replace(items[1], answer=f"{HOSTILE}\nSecond line.", gap="The source files are too large.")
    items[2] = replace(items[2], further_asks=("Please include the scope",))
    return Plan(
        prefix="jdoe_upwork-letter-1",
        account="jdoe",
        platform="upwork",
        platform_name="Upwork",
        round_number=1,
        letter_date=dt.date(2015, 12, 14),
        made_at=dt.datetime(2015, 12, 15, 10, 6, 0, tzinfo=ZONE),
        references=(),
        linked_accounts=("#teashop",),
        money_held="USD 180.00",
        items=tuple(items),
        log=log(),
        program_version="0.1.0",
    )
