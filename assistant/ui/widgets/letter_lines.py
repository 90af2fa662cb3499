"""How a letter is set as paper: which lines are paragraphs, which are list entries, which belong together.

No Qt. The words stay as they are; only line ends, list marks and spaces around lines are turned into layout, and
every place in the letter keeps its place on the paper.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

_MARK = re.compile(r"(?:[•●◦▪‣·*–—-]|--|o(?=\s{2}))\s+|(?:\d{1,2}[.)]|\(\d{1,2}\)|[a-hA-H]\))\s+")
_WRAPPED_FROM, _WRAPPED_TO = 45, 84
#: As much of a letter as can be laid out in less than a tenth of a second; a real one has a few thousand characters.
_MOST_CHARACTERS, _MOST_LINES = 100_000, 2_000


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paragraph on the paper. ``mark`` is its list mark; ``gap`` the px above it; ``level`` how deep the list is."""

    text: str
    mark: str = ""
    gap: int = 14
    level: int = 0


@dataclass(frozen=True, slots=True)
class PaperText:
    """A letter as paper: paragraphs joined by one newline are ``text``; ``kept`` holds for each of its characters
    the place in the letter's body, in code points.
    """

    lines: tuple[PaperLine, ...]
    text: str
    kept: tuple[int, ...]

    def to_paper(self, place: int) -> int:
        """The place on the paper for a place in the body: that of the first kept character at or after it."""
        after = bisect_right(self.kept, place - 1)
        return min(after, len(self.text))

    def to_body(self, place: int) -> int:
        """The place in the body for a place on the paper."""
        if not self.kept:
            return 0
        return self.kept[place] if place < len(self.kept) else self.kept[-1] + 1


def beginning(body: str) -> str:
    """The body, or as much of an endless one as can be shown without a pause; cut at a line's or word's end."""
    head = body[:_MOST_CHARACTERS]
    if len(head) < len(body):
        head = head[: max(head.rfind("\n"), head.rfind(" "), _MOST_CHARACTERS // 2)]
    lines = head.split("\n", _MOST_LINES)
    return head if len(lines) <= _MOST_LINES else "\n".join(lines[:-1])


def set_as_paper(body: str) -> PaperText:
    """Sets a letter's body. Spans of it are found again by ``to_paper``."""
    wrapped = _is_wrapped(body)
    lines: list[PaperLine] = []
    pieces: list[str] = []
    kept: list[int] = []
    blank, before, start = False, "", 0
    for raw in body.split("\n"):
        line = raw.rstrip()
        text = line.lstrip()
        offset = start + len(line) - len(text)
        start += len(raw) + 1
        if not text:
            blank = True
            continue
        mark = _MARK.match(text)
        if wrapped and lines and not blank and mark is None and len(before) >= _WRAPPED_FROM:
            pieces[-1] += " " + text
            kept.append(offset - 1)
        else:
            if lines:
                kept.append(offset - 1)
            indent = len(line) - len(text)
            lines.append(_line(text, mark, indent, lines[-1] if lines else None, before, blank=blank))
            if mark is not None:
                offset, text = offset + mark.end(), text[mark.end() :]
            pieces.append(text)
        kept.extend(range(offset, offset + len(text)))
        blank, before = False, line
    done = tuple(PaperLine(piece, line.mark, line.gap, line.level) for piece, line in zip(pieces, lines, strict=True))
    return PaperText(done, "\n".join(pieces), tuple(kept))


def _line(
    text: str, mark: re.Match[str] | None, indent: int, last: PaperLine | None, before: str, *, blank: bool
) -> PaperLine:
    if mark is not None:
        gap = 8 if last is not None and last.mark and not blank else 14
        sign = mark[0].strip()
        return PaperLine("", "•" if not sign[0].isalnum() and sign[0] != "(" else sign, gap, min(2, indent // 6))
    belongs = last is not None and not blank and before.endswith(":") and len(text) <= 40
    return PaperLine("", "", 0 if last is None or belongs else 14)


def _is_wrapped(body: str) -> bool:
    """Whether lines were cut at a column, so that a line end inside a paragraph means nothing."""
    lines = [line.rstrip() for line in body.split("\n")]
    longest = max((len(line) for line in lines), default=0)
    pairs = sum(1 for line, following in pairwise(lines) if len(line) >= _WRAPPED_FROM and following)
    return _WRAPPED_FROM <= longest <= _WRAPPED_TO and pairs >= 2 and "" in lines
