"""Which files are not put into a bundle: what runs when it is opened, and what mail servers refuse.

The lists are dated data in ``resources/refused_kinds.json``. Such a file is listed as available on request; it is
never renamed or packed to get past a filter.
"""

from __future__ import annotations

import json
import mmap
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.assets import asset
from assistant.imaging.media import media_type

_OFFICE = ("application/vnd.openxmlformats-officedocument.", "application/msword", "application/vnd.ms-")


@dataclass(frozen=True, slots=True)
class Refused:
    """The lists: endings with their dot, kinds by content, and the marks of macros in an office document."""

    extensions: frozenset[str]
    media_types: frozenset[str]
    macro_marks: tuple[str, ...]


@cache
def refused_kinds() -> Refused:
    """The lists as they are shipped."""
    data = json.loads(asset("refused_kinds.json").read_text("utf-8"))
    return Refused(frozenset(data["extensions"]), frozenset(data["media_types"]), tuple(data["macro_marks"]))


def is_refused(path: Path, kind: str, untrusted_name: str) -> bool:
    """Whether a file must not be put in: by its stored ``kind``, its content, its name, or the macros it holds.

    ``untrusted_name`` is the name under which it was added. Reading errors stay OSError.
    """
    lists = refused_kinds()
    ending = re.search(r"\.[^.]+$", untrusted_name.strip().rstrip(". ").lower())
    if ending and ending[0] in lists.extensions:
        return True
    found = media_type(path, untrusted_name)
    if {kind, found} & lists.media_types:
        return True
    is_office = found.startswith(_OFFICE) or found in ("application/x-ole-storage",)
    return is_office and _holds(path, lists.macro_marks)


def _holds(path: Path, marks: tuple[str, ...]) -> bool:
    """Whether one of the marks stands in the file, in ASCII (names in a zip) or UTF-16 (names in an OLE file)."""
    wanted = [encoded for mark in marks for encoded in (mark.encode("ascii"), mark.encode("utf-16-le"))]
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(content.find(mark) >= 0 for mark in wanted)
