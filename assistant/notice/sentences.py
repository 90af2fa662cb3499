"""Sentences of a block, with their places; also where pasting has lost the space between two of them."""

from __future__ import annotations

import re

#: A run of full stops is looked at once, from its first: otherwise ten thousand of them take minutes.
_END = re.compile(
    r"(?<![.?!…])[.?!…]++[\"'”’»)\]]*(?=\s+[^\s\da-zа-яё])"
    r"|(?<![.?!])[.?!]++[\"'”’»)]*\s+(?=\d{1,2}[^\d.)])"
    r"|(?<=[a-zà-ÿа-яё)])[.?!](?=[A-ZÀ-ÝА-ЯЁ][^\s.]{0,30}\s)"
    r"|[。？！]"
    r"|[?!](?=\s)"
)
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|inc|ltd|llc|corp|co|no|nr|mr|mrs|ms|dr|st|vs|approx|ca|z\.b|bzw|u\.a|d\.h|ggf|inkl|evtl|str|"
    r"ul|im|tj|np|tzw|m\.in|т\.е|т\.д|т\.п|и\.о|ул|стр|sr|sra|p\.ex|ej|vb|örn|bkz)|(?<!\w)[^\W\d_])\.$",
    re.IGNORECASE,
)


def sentences(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the sentences in ``body[start:end]``, without space at either side."""
    found = []
    at = start
    for match in _END.finditer(body, start, end):
        if _is_abbreviation(body, at, match):
            continue
        found.append((at, match.end()))
        at = match.end()
    found.append((at, end))
    return [span for span in (_stripped(body, *pair) for pair in found) if span[0] < span[1]]


def _is_abbreviation(body: str, at: int, match: re.Match[str]) -> bool:
    """Whether a full stop belongs to the word before it: “Inc.”, “e.g.”, “J.”."""
    if match[0].rstrip() != ".":
        return False
    return _NO_END.search(body[max(at, match.start() - 8) : match.start() + 1]) is not None


def _stripped(body: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (body[start].isspace() or body[start] in ">|"):
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end
