"""The plan of one bundle: everything that will be written, as one value built once.

PDF, HTML, CSV, JSON, zip and reply are all written from the same plan, so they can't disagree. Its texts go to the
platform and are English.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assistant.core.custody import CustodyRow
from assistant.core.event_date import EventDate
from assistant.core.exhibits import ExhibitKind, ExhibitStatus
from assistant.core.strips import JoinedFrom


@dataclass(frozen=True, slots=True)
class PlannedExhibit:
    """One attachment as it leaves.

    ``file`` is its path in the zip, ``sha256`` and ``bytes`` are those of that file. ``original_sha256`` is that of
    the untouched original. ``changes`` says what was done to it, in English; empty where it left as it is.
    ``width`` and ``height`` are the original's pixels, 0 for what is no picture. A withdrawn one has no file, and so
    has one whose kind mail servers refuse: it is listed as available on request, with the original's size and hash.
    ``joined`` says of what a joined picture is made.
    """

    id: str
    label: str
    item: str
    title: str
    kind: ExhibitKind
    media_type: str
    is_picture: bool
    file: str
    sha256: str
    bytes: int
    original_sha256: str
    added_at: dt.datetime
    captured_at: dt.datetime | None
    event_date: EventDate | None
    shows: tuple[str, ...]
    where: str
    changes: tuple[str, ...]
    width: int
    height: int
    status: ExhibitStatus
    joined: JoinedFrom | None = None

    @property
    def on_request(self) -> bool:
        """Whether it is listed but not put in, because mail servers refuse its kind."""
        return not self.file and self.status is ExhibitStatus.ACTIVE


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One question of the platform with the answer to it. ``met`` holds each part and whether it was shown."""

    letter: str
    text: str
    kind: str
    answer: str
    gap: str
    folder: str
    met: tuple[tuple[str, bool], ...]
    further_asks: tuple[str, ...]
    exhibits: tuple[PlannedExhibit, ...]

    @property
    def answered(self) -> bool:
        """Every part was shown, or a reason is given why not."""
        return bool(self.gap) or all(is_met for _part, is_met in self.met)

    @property
    def begun(self) -> bool:
        """Not answered, but something is there: words, or an attachment that was not withdrawn."""
        has_some = any(exhibit.status is ExhibitStatus.ACTIVE for exhibit in self.exhibits)
        return not self.answered and (bool(self.answer.strip()) or has_some)


@dataclass(frozen=True, slots=True)
class LogLine:
    """A row of the custody log as it leaves: whole, or only its seal where it speaks of something that was not sent."""

    row: CustodyRow
    whole: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """One bundle. ``letter_date`` is the day the letter arrived, None where nobody said so.

    ``made_at`` is the time of the case's last change that is no export, so that the same case gives the same bytes.
    ``log`` ends with the row whose hash is printed as the head.
    """

    prefix: str
    account: str
    platform: str
    platform_name: str
    round_number: int
    letter_date: dt.date | None
    made_at: dt.datetime
    references: tuple[str, ...]
    linked_accounts: tuple[str, ...]
    money_held: str
    items: tuple[PlannedItem, ...]
    log: tuple[LogLine, ...]
    program_version: str

    @property
    def exhibits(self) -> tuple[PlannedExhibit, ...]:
        """All attachments, in the order of the items and their labels."""
        return tuple(exhibit for item in self.items for exhibit in item.exhibits)

    def elsewhere(self, item: PlannedItem) -> tuple[PlannedExhibit, ...]:
        """The attachments of other items that are said to show a part of this one, such as ``B:dates``."""
        return tuple(
            exhibit
            for exhibit in self.exhibits
            if exhibit.item != item.letter
            and exhibit.status is ExhibitStatus.ACTIVE
            and any(part.partition(":")[0] == item.letter for part in exhibit.shows)
        )

    @property
    def head(self) -> str:
        """The hash of the log's last row, 64 hex digits; empty where the log is."""
        return self.log[-1].row.hash if self.log else ""
