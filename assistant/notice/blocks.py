"""A letter's lines become blocks: paragraphs and list entries, with their places in the body.

It undoes what mail programs and pasting do to a letter: hard wraps, quote marks, lists run together in one paragraph.
It knows no words, only shapes.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from assistant.notice.inline import entries_in_paragraph

_PREFIX = re.compile(r"[ \t\u00a0\u3000]*(?:[>|][ \t\u00a0]?)*[ \t\u00a0\u3000\u200b]*")
_FORUM = re.compile(r"(?:\[/?(?:quote|b|i|u|list|url|size|color|code|font)(?:=[^\]\n]{0,80})?\][ \t]*)+", re.IGNORECASE)
_MARK = re.compile(
    r"(?P<star>\[\*\])[ \t]*"
    r"|(?P<bullet>[•●▪◦‣·▸►➢➤✓✔☐■□◾◆❖⁃∙○\uf0b7\u2219])[ \t\u00a0]*"
    r"|(?P<dash>-{1,3}(?![-\d>])|[–—](?![–—\d]))[ \t\u00a0]*(?=\S)"
    r"|(?P<asterisk>\*(?!\*))[ \t\u00a0]+(?=\S)"
    r"|(?P<o>o)[ \t\u00a0]+(?=\S)"
    r"|(?P<round>\((?:\d{1,2}|[a-z]|[ivx]{1,4})\))[ \t\u00a0]*(?=\S)"
    r"|(?P<number>\d{1,2}[.)])(?!\d)[ \t\u00a0]*(?=\S)"
    r"|(?P<letter>[a-zA-Z][.)])[ \t\u00a0]+(?=\S)"
    r"|(?P<arrow>(?:->|=>|»|→|>>))[ \t\u00a0]*(?=\S)"
)
_RULE = re.compile(r"[\W_]*")
_ENDED = re.compile(r"[.:;?!…。][\"'”’»)\]]*$")
_LOWER = re.compile(r"[\"'“«(]?[^\W\d_]")
_SINGLE_LETTERS = frozenset({"letter", "o"})
_NARROWEST, _WIDEST = 45, 200
_OWN_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or one entry of a list: ``body[start:end]`` without its mark.

    ``mark`` is the kind of list mark, empty for a paragraph; ``number`` that of a numbered entry, else 0. ``indent``
    is in characters. ``gap`` says that a blank line stands before it; ``inline`` that it stood in a paragraph with
    others.
    """

    start: int
    end: int
    mark: str = ""
    number: int = 0
    indent: int = 0
    gap: bool = False
    inline: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    quote: int
    mark: str
    number: int
    blank: bool


def blocks(body: str) -> list[Block]:
    """The blocks of a letter in order. Quoted passages of an earlier mail, or a person's own answers between the
    quoted lines of the letter, are left out.
    """
    lines = _lines(body)
    shown = [line for line in lines if not line.blank]
    if not shown:
        return []
    quoted = sum(line.quote > 0 for line in shown)
    letter_is_quoted = quoted >= max(2, _OWN_SHARE * len(shown))
    has_both = 0 < quoted < len(shown)
    if has_both:
        lines = [line if line.blank or (line.quote > 0) == letter_is_quoted else _blanked(line) for line in lines]
    found: list[Block] = []
    for block in _joined(body, lines):
        found.extend(_taken_apart(body, block))
    return found


def _lines(body: str) -> list[_Line]:
    found = []
    at = 0
    for raw in body.split("\n"):
        found.append(_line(raw, at))
        at += len(raw) + 1
    return found


def _line(raw: str, at: int) -> _Line:
    prefix = _PREFIX.match(raw)
    skip = prefix.end() if prefix else 0
    quote = raw.count(">", 0, skip) + raw.count("|", 0, skip)
    indent = skip - (raw.rfind(">", 0, skip) + 1)
    forum = _FORUM.match(raw, skip)
    skip = forum.end() if forum else skip
    end = len(raw.rstrip())
    if end <= skip or _RULE.fullmatch(raw, skip, end):
        return _Line(at, at, indent, quote, "", 0, blank=True)
    mark, number = "", 0
    match = _MARK.match(raw, skip)
    if match and match.end() < end:
        mark = match.lastgroup or ""
        digits = re.sub(r"\D", "", match[0]) if mark in ("round", "number") else ""
        number = int(digits) if digits.isascii() and digits else 0
        skip = match.end()
    return _Line(at + skip, at + end, indent, quote, mark, number, blank=False)


def _blanked(line: _Line) -> _Line:
    return replace(line, blank=True, mark="", number=0)


def _joined(body: str, lines: list[_Line]) -> list[Block]:
    """Blocks from lines: hard-wrapped lines joined, each list entry on its own."""
    width = _wrap_width(body, lines)
    found: list[Block] = []
    gap = False
    last: _Line | None = None
    for index, line in enumerate(lines):
        if line.blank:
            gap = True
            continue
        joins = found and last and not gap and not line.mark
        if (
            joins
            and last
            and (_is_inside_list(body, lines, index, found[-1]) or _continues(body, found[-1], last, line, width))
        ):
            found[-1] = replace(found[-1], end=line.end)
        else:
            found.append(Block(line.start, line.end, line.mark, line.number, line.indent, gap))
        gap, last = False, line
    # “A. Smith” is no list: single letters count as marks only where there are two of them.
    counts = Counter(block.mark for block in found)
    lone = {mark for mark in _SINGLE_LETTERS if counts[mark] < 2}
    return [replace(block, mark="") if block.mark in lone else block for block in found]


def _is_inside_list(body: str, lines: list[_Line], index: int, block: Block) -> bool:
    """Whether a line without a mark stands between two entries: then it goes on with the one before it."""
    ended = _ENDED.search(body[max(block.start, block.end - 8) : block.end])
    if not block.mark or ended:
        return False
    for here, line in zip(lines[index : index + 3], lines[index + 1 : index + 4], strict=False):
        closed = body[here.end - 1] == ":" or (
            not line.mark and _ENDED.search(body, max(here.start, here.end - 8), here.end)
        )
        if line.blank or line.mark or closed:
            return bool(line.mark) and not closed and line.number != 1 and line.indent <= block.indent
    return False


def _wrap_width(body: str, lines: list[_Line]) -> int:
    """The column at which the letter's lines are wrapped; 0 where they are not. Links are not wrapped."""
    written = [line for line in lines if not line.blank and body.find(" ", line.start, line.end) >= 0]
    lengths = sorted(line.end - line.start + line.indent for line in written)
    if len(lengths) < 3:
        return 0
    longest = lengths[-1]
    near = sum(length > 0.85 * longest for length in lengths)
    return longest if _NARROWEST <= longest <= _WIDEST and near >= max(2, len(lengths) // 6) else 0


def _continues(body: str, block: Block, last: _Line, line: _Line, width: int) -> bool:
    """Whether a line goes on with the block before it: the wrap shows by what would not have fitted."""
    first_word = body[line.start : line.end].split(None, 1)[0]
    full = width > 0 and (last.end - last.start) + last.indent + 1 + len(first_word) > width
    text = body[max(last.start, last.end - 8) : last.end]
    ended = _ENDED.search(text) is not None
    lower = _LOWER.match(first_word) is not None and first_word.strip("\"'“«(")[:1].islower()
    if block.mark and line.indent > block.indent:
        return not ended or full or lower
    if ended:
        return full and not text.endswith(":")
    return full or lower


def _taken_apart(body: str, block: Block) -> list[Block]:
    """A paragraph that holds a list run together, as paragraph and entries."""
    spans = entries_in_paragraph(body, block.start, block.end, is_entry=bool(block.mark))
    if not spans:
        return [block]
    found = []
    if spans[0].start > block.start and body[block.start : spans[0].mark_start].strip():
        found.append(replace(block, end=block.start + len(body[block.start : spans[0].mark_start].rstrip())))
    for span in spans:
        found.append(Block(span.start, span.end, span.mark, span.number, block.indent, gap=False, inline=True))
    if block.mark and found and spans[0].mark == block.mark:
        found[0] = replace(found[0], inline=True)
    return found
