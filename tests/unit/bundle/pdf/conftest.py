"""Plans and pictures for the papers: drawn, never taken from anybody's screen."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from assistant.core.custody import CustodyRow, next_row
from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import ExhibitKind, ExhibitStatus
from assistant.core.plan import LogLine, Plan, PlannedExhibit, PlannedItem

ZONE = dt.timezone(dt.timedelta(hours=1))
MADE = dt.datetime(2015, 12, 15, 10, 6, 0, tzinfo=ZONE)
TAKEN = dt.datetime(2015, 12, 14, 18, 32, 7, tzinfo=ZONE)


def draw_chat(path: Path, width: int, height: int) -> Path:
    """A page that looks like a conversation: a bar, a column at the left, rows of words."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width, 40), fill="#e2e4e6")
    pen.text((60, 14), "market.example/messages/room-7", fill="#30363c")
    pen.rectangle((0, 41, min(240, width // 3), height), fill="#f2f4f5")
    left = min(240, width // 3) + 24
    for row, y in enumerate(range(70, height - 30, 54)):
        pen.ellipse((left, y, left + 32, y + 32), fill="#c6cbd0" if row % 2 else "#4a535a")
        pen.text((left + 46, y), f"{'J. Doe' if row % 2 else 'Client'}  14:{row % 60:02d}", fill="#20262b")
        pen.text((left + 46, y + 16), f"Message {row}: two pages, fixed price, delivered on time.", fill="#20262b")
    image.save(path)
    return path


def exhibit(label: str, **changes: object) -> PlannedExhibit:
    """A captured picture of 1280 by 900, seen on 9 November 2015, with what ``changes`` says instead."""
    letter = label.split("-", maxsplit=1)[0]
    digest = hashlib.sha256(label.encode()).hexdigest()
    plain = PlannedExhibit(
        id=f"x{label}",
        label=label,
        item=letter,
        title="Messages after the invitation",
        kind=ExhibitKind.CAPTURE,
        media_type="image/png",
        is_picture=True,
        file=f"{letter}_work-samples/{label}_2015-11-09_messages.png",
        sha256=digest,
        bytes=184_320,
        original_sha256=digest[::-1],
        added_at=TAKEN,
        captured_at=TAKEN,
        event_date=EventDate.parse("2015-11-09", DateSource.SEEN),
        shows=(),
        where="Message room 7f3a, 13:31 to 13:51 UTC",
        changes=("a band with label and dates was added below the picture",),
        width=1280,
        height=900,
        status=ExhibitStatus.ACTIVE,
    )
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]  # the fields are named by the test


def document(label: str, **changes: object) -> PlannedExhibit:
    """A PDF that was added, dated by its file."""
    letter = label.split("-", maxsplit=1)[0]
    plain = exhibit(
        label,
        title="Invoice for both sheets",
        kind=ExhibitKind.FILE,
        media_type="application/pdf",
        is_picture=False,
        file=f"{letter}_work-samples/{label}_2015-12-03_invoice.pdf",
        captured_at=None,
        event_date=EventDate.parse("2015-12-03", DateSource.FILE),
        changes=(),
        original_sha256=hashlib.sha256(label.encode()).hexdigest(),
    )
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]  # the fields are named by the test


def item(
    letter: str, text: str, answer: str = "", *, exhibits: Sequence[PlannedExhibit] = (), **changes: object
) -> PlannedItem:
    """A question whose answer, screenshot and dates were shown."""
    plain = PlannedItem(
        letter=letter,
        text=text,
        kind="work_samples",
        answer=answer,
        gap="",
        folder=f"{letter}_work-samples",
        met=(("answer", bool(answer)), ("screenshot", bool(exhibits)), ("dates", bool(exhibits))),
        further_asks=(),
        exhibits=tuple(exhibits),
    )
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]  # the fields are named by the test


def log(count: int) -> tuple[LogLine, ...]:
    rows: list[CustodyRow] = []
    for number in range(count):
        time = TAKEN + dt.timedelta(minutes=number)
        rows.append(next_row(rows[-1] if rows else None, time, "captured", label=f"A-{number}"))
    return tuple(LogLine(row, True) for row in rows)


def plan(items: Sequence[PlannedItem], **changes: object) -> Plan:
    """A plan for the letter of 14 December 2015."""
    plain = Plan(
        prefix="jdoe_upwork-letter-1",
        account="jdoe",
        platform="upwork",
        platform_name="Upwork",
        round_number=1,
        letter_date=dt.date(2015, 12, 14),
        made_at=MADE,
        references=(),
        linked_accounts=("Northwind (client)",),
        money_held="USD 180.00",
        items=tuple(items),
        log=log(41),
        program_version="0.1.0",
    )
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]  # the fields are named by the test


def sample() -> Plan:
    """Three questions, eight attachments: captures, a document, a gap."""
    seen, file, stated = DateSource.SEEN, DateSource.FILE, DateSource.STATED

    def one(label: str, date: str, source: DateSource, title: str, **changes: object) -> PlannedExhibit:
        return exhibit(label, title=title, event_date=EventDate.parse(date, source), **changes)

    asked = ("answer", "screenshot", "dates", "scope", "rate")
    return plan(
        [
            item(
                "A",
                "How do you know your client",
                "Northwind invited me to a job on Upwork on 5 November 2015 (A-1). We had no contact before that and "
                "share no account.\n\nSince then I have had two contracts with Northwind on Upwork and none elsewhere.",
                exhibits=[one("A-1", "2015-11-05", seen, "Invitation to the first job", where="Job 20015544")],
                kind="relationship",
                met=(("answer", True),),
            ),
            item(
                "B",
                "The kind of work you delivered, including samples and screenshots with dates when it occurred",
                "Layout of two product sheets, 14 pages in all, from text and photographs that the client sent. The "
                "first draft was delivered on 12 November (B-1). The client marked corrections on 19 November (B-2)."
                "\nThe final files were submitted on 3 December 2015 (B-3).",
                exhibits=[
                    one("B-1", "2015-11-12", file, "First draft of sheet 1, seven pages", width=900, height=560),
                    one("B-2", "2015-11-19", seen, "Draft with the client’s corrections", width=900, height=620),
                    document("B-3", title="Final files submitted, part 2", where="Contract 10002841, submission 2"),
                ],
                gap="The packed source files (212 MB) are too large to mail. They are available on request.",
            ),
            item(
                "C",
                "How you talk to each other, with sample screenshots of conversations and the dates of the messages. "
                "Add one screenshot in which you agree on the scope of the project and on the pay",
                "Only on Upwork. Scope and rate of pay, USD 300.00 for two sheets, were agreed in Messages on "
                "9 November 2015: C-2.",
                exhibits=[
                    one("C-1", "2015-11-05", seen, "First messages after the invitation"),
                    one("C-2", "2015-11-09", seen, "Scope and rate of pay agreed", shows=("scope", "rate")),
                    one("C-3", "2015-11", stated, "New photographs, same price"),
                    one("C-4", "2015-11-13..2015-12-04", seen, "Client accepts the final files"),
                ],
                kind="communication",
                met=tuple((part, True) for part in asked),
            ),
        ]
    )


def drawn(plan: Plan, folder: Path) -> dict[str, Path]:
    """A picture for each picture of a plan, in its size; equal sizes share a file."""
    found = {}
    for each in plan.exhibits:
        if each.is_picture and each.status is ExhibitStatus.ACTIVE:
            path = folder / f"{each.width}x{each.height}.png"
            found[each.id] = path if path.exists() else draw_chat(path, each.width, each.height)
    return found


@pytest.fixture
def make_pictures(tmp_path: Path) -> Callable[[Plan], dict[str, Path]]:
    folder = tmp_path / "pictures"
    folder.mkdir()
    return lambda plan: drawn(plan, folder)


@pytest.fixture
def sample_plan() -> Plan:
    return sample()


@pytest.fixture
def make_plan() -> Callable[..., Plan]:
    return plan


@pytest.fixture
def make_item() -> Callable[..., PlannedItem]:
    return item


@pytest.fixture
def make_exhibit() -> Callable[..., PlannedExhibit]:
    return exhibit
