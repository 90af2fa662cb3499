"""Exhibits: originals that answer an item, and the labels that the platform sees.

Until a bundle was marked as sent, labels follow what will be sent and close up (no C-1, C-4); from then on every
label that is given is fixed, sent or not, new exhibits go on counting, and a withdrawn one keeps its label taken.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.core.event_date import EventDate

PICTURE_TYPES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp", "image/tiff"})
_LABEL = re.compile(r"([A-Z]+)-(\d+)")


class ExhibitKind(StrEnum):
    """Where an exhibit came from."""

    CAPTURE = "capture"
    FILE = "file"
    TRANSCRIPT = "transcript"
    JOINED = "joined"


class ExhibitStatus(StrEnum):
    """Withdrawn: it was sent, and the person takes it back; its label stays taken."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One original of a case and what the person says of it.

    ``id`` is lasting (``x12``) and never given twice. ``label`` is empty where it is kept here. ``item`` is the
    letter of its home. ``captured_at`` is aware, in the local offset of that moment, and None unless this program
    took the picture. ``width`` and ``height`` are pixels, 0 for what is no picture. ``shows`` holds parts of the
    home item (``scope``) or of another (``B:dates``). ``record`` is how it was taken; it stays in the case.
    ``label_is_fixed``: a bundle of the case was sent, and the label never changes.
    """

    id: str
    item: str
    kind: ExhibitKind
    sha256: str
    bytes: int
    media_type: str
    added_at: dt.datetime
    captured_at: dt.datetime | None = None
    title: str = ""
    event_date: EventDate | None = None
    shows: tuple[str, ...] = ()
    where: str = ""
    send: bool = True
    status: ExhibitStatus = ExhibitStatus.ACTIVE
    withdrawn_why: str = ""
    original_name: str = ""
    width: int = 0
    height: int = 0
    was_sent: bool = False
    label: str = ""
    record: Mapping[str, object] = field(default_factory=dict)
    label_is_fixed: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether the program can show and stamp it."""
        return self.media_type in PICTURE_TYPES

    @property
    def goes_out(self) -> bool:
        """Whether the next bundle holds it."""
        return self.send and self.status is ExhibitStatus.ACTIVE


def labelled(exhibits: Iterable[Exhibit]) -> tuple[Exhibit, ...]:
    """The exhibits with their labels, in the order given (the order in which they were taken in).

    A fixed label is kept, whatever goes out; numbers after the highest fixed one of an item are given to the others
    that go out; one that is kept here has none.
    """
    exhibits = tuple(exhibits)
    last: dict[str, int] = {}
    for exhibit in exhibits:
        if _is_fixed(exhibit) and (match := _LABEL.fullmatch(exhibit.label)):
            last[match[1]] = max(last.get(match[1], 0), int(match[2]))
    done = []
    for exhibit in exhibits:
        if _is_fixed(exhibit):
            done.append(exhibit)
        elif exhibit.goes_out:
            last[exhibit.item] = last.get(exhibit.item, 0) + 1
            done.append(_with_label(exhibit, f"{exhibit.item}-{last[exhibit.item]}"))
        else:
            done.append(_with_label(exhibit, ""))
    return tuple(done)


def _is_fixed(exhibit: Exhibit) -> bool:
    return bool(exhibit.label) and (exhibit.label_is_fixed or exhibit.was_sent)


def _with_label(exhibit: Exhibit, label: str) -> Exhibit:
    """The same object where it has the label already: with thousands of exhibits, copies would be felt."""
    return exhibit if exhibit.label == label else replace(exhibit, label=label)


def label_key(label: str) -> tuple[int, str, int]:
    """Sorts labels as people count: A-2 before A-10, Z-1 before AA-1."""
    match = _LABEL.fullmatch(label)
    return (len(match[1]), match[1], int(match[2])) if match else (99, label, 0)
