"""Lists that pasting has run together in one paragraph: ``1. a 2. b``, ``(1) a (2) b``, `` -- a -- b``, ``• a • b``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBERED = {
    "round": re.compile(r"(?<![\w])\((\d{1,2})\)[ \t\n]*(?=\S)"),
    "number": re.compile(r"(?<![\w.,/$€£#-])(\d{1,2})[.)](?![\d])[ \t\n]*(?=[^\W_]|[\"“'(])"),
    "glued": re.compile(r"(?<=[a-zа-я.;:,?])(\d{1,2})[.)](?![\d])[ \t\n]*(?=[A-ZА-Я])"),
}
_LETTERED = {
    "round": re.compile(r"(?<!\w)\(([a-h]|[ivx]{1,4})\)[ \t\n]*(?=\S)"),
    "letter": re.compile(r"(?<![\w(.])([a-h])\)[ \t\n]*(?=\w)"),
}
_ORDERS = (("a", "b", "c", "d", "e", "f", "g", "h"), ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"))
_MARKS = {
    "bullet": re.compile(r"[•●▪◦‣·]\s*(?=\w)"),
    "double": re.compile(r"(?:(?<=\s)|(?<=[.:;,?]))--+\s*(?=\w)"),
    "dash": re.compile(r"(?<=[\s:])[-–—]\s+(?=\w)"),
    "asterisk": re.compile(r"(?<=[\s:])\*\s+(?=\w)"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``body[start:end]`` after its mark, which begins at ``mark_start``."""

    start: int
    end: int
    mark_start: int
    mark: str
    number: int = 0


def entries_in_paragraph(body: str, start: int, end: int, *, is_entry: bool) -> list[Entry]:
    """The entries of a list inside ``body[start:end]``; none where there is no such list.

    ``is_entry``: the paragraph is itself an entry of a list whose first mark was cut off already.
    """
    for mark, pattern in _NUMBERED.items():
        found = _counting(list(pattern.finditer(body, start, end)), from_two=is_entry)
        if found:
            return _entries(body, found, end, "number" if mark == "glued" else mark)
    for mark, pattern in _LETTERED.items():
        for order in _ORDERS:
            found = _in_order(list(pattern.finditer(body, start, end)), order)
            if found and not is_entry:
                return _entries(body, found, end, mark)
    for mark, pattern in _MARKS.items():
        found = list(pattern.finditer(body, start, end))
        if is_entry:
            if mark in ("bullet", "double") and found:
                return _entries(body, found, end, "dash" if mark == "double" else mark)
            continue
        if not found:
            continue
        led = body[start : found[0].start()].rstrip().endswith(":")
        if led or (len(found) >= 2 and mark in ("bullet", "double")):
            return _entries(body, found, end, "dash" if mark == "double" else mark)
    return []


def _counting(found: list[re.Match[str]], *, from_two: bool) -> list[re.Match[str]]:
    """The marks that count 1, 2, 3 …; at least two, or one more where the first was cut off."""
    counted: list[re.Match[str]] = []
    wanted = 2 if from_two else 1
    for match in found:
        if int(match[1]) == wanted:
            counted.append(match)
            wanted += 1
    return counted if len(counted) >= (1 if from_two else 2) else []


def _in_order(found: list[re.Match[str]], order: tuple[str, ...]) -> list[re.Match[str]]:
    """The marks that go a, b, c … or i, ii, iii …; at least two."""
    counted: list[re.Match[str]] = []
    for match in found:
        if len(counted) < len(order) and match[1] == order[len(counted)]:
            counted.append(match)
    return counted if len(counted) >= 2 else []


def _entries(body: str, found: list[re.Match[str]], end: int, mark: str) -> list[Entry]:
    entries = []
    for index, match in enumerate(found):
        stop = found[index + 1].start() if index + 1 < len(found) else end
        first, last = match.end(), match.end() + len(body[match.end() : stop].rstrip(" \t\n;,"))
        number = int(match[1]) if match.lastindex and match[1].isdigit() else 0
        if last > first:
            entries.append(Entry(first, last, match.start(), mark, number))
    return entries
