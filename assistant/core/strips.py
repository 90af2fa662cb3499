"""Strips: raw pictures in their order that become joined pictures. The raw ones are the originals; a joined one is a
working copy, made of them and of what ``seams.json`` says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class StripSource(StrEnum):
    """Where the raw pictures came from: a scrolling capture, files that were given, attachments of the case."""

    SCROLL = "scroll"
    FILES = "files"
    EXHIBITS = "exhibits"


@dataclass(frozen=True, slots=True)
class StripFrame:
    """One raw picture. ``position`` counts from 0 and is never given twice in a strip; ``sha256`` is the file's.

    ``captured_at`` is aware, local, and None unless this program took it. One that was ``taken_back`` is no part of
    the joined picture.
    """

    position: int
    sha256: str
    bytes: int
    media_type: str
    width: int
    height: int
    captured_at: dt.datetime | None = None
    taken_back: bool = False
    record: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Strip:
    """Raw pictures in their order. ``id`` is lasting (``s3``); ``item`` is the letter of the question.

    Unfinished: its pictures are on the disk, and no joined picture was made of them yet. ``seams`` is the SHA-256 of
    its ``seams.json``, empty until it is finished. ``record`` is how it was taken; it stays in the case.
    """

    id: str
    item: str
    source: StripSource
    started_at: dt.datetime
    frames: tuple[StripFrame, ...]
    is_finished: bool = False
    seams: str = ""
    record: Mapping[str, object] = field(default_factory=dict)

    @property
    def kept(self) -> tuple[StripFrame, ...]:
        """The pictures that were not taken back, in their order."""
        return tuple(frame for frame in self.frames if not frame.taken_back)


@dataclass(frozen=True, slots=True)
class JoinedFrom:
    """What a joined picture is made of, in figures; it stands in ``Exhibit.record`` under ``joined``.

    ``first_taken`` and ``last_taken`` are aware, None where this program did not take the pictures. A strip that could
    not be joined as a whole, or is too long for one picture, has several ``parts``; ``gap_after``: what lies between
    this part and the next is missing. ``is_window``: not joined, but the first picture whole, before a part from
    which columns that stood still were left out. ``differing`` counts the joins where the pictures differ in a place.
    """

    pictures: int
    first_taken: dt.datetime | None = None
    last_taken: dt.datetime | None = None
    part: int = 1
    parts: int = 1
    gap_after: bool = False
    is_window: bool = False
    differing: int = 0

    def as_record(self) -> dict[str, object]:
        """As JSON values."""
        return {
            "pictures": self.pictures,
            "first_taken": self.first_taken.isoformat() if self.first_taken else None,
            "last_taken": self.last_taken.isoformat() if self.last_taken else None,
            "part": self.part,
            "parts": self.parts,
            "gap_after": self.gap_after,
            "is_window": self.is_window,
            "differing": self.differing,
        }

    @classmethod
    def of(cls, record: Mapping[str, object]) -> JoinedFrom | None:
        """What the record of an exhibit says; None where it was not joined, or says what can't be."""
        found = record.get("joined")
        if not isinstance(found, Mapping):
            return None
        try:
            first, last = found["first_taken"], found["last_taken"]
            return cls(
                pictures=int(found["pictures"]),
                first_taken=None if first is None else dt.datetime.fromisoformat(first),
                last_taken=None if last is None else dt.datetime.fromisoformat(last),
                part=int(found["part"]),
                parts=int(found["parts"]),
                gap_after=bool(found["gap_after"]),
                is_window=bool(found["is_window"]),
                differing=int(found["differing"]),
            )
        except (KeyError, ValueError, TypeError):
            return None
