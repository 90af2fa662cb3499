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
