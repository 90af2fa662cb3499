"""Several asks in one sentence: “send us a copy of your passport, a utility bill and explain why …”."""

from __future__ import annotations

import re

from assistant.notice.text import Sentence, Text

_JOINT = re.compile(r"[,;，]\s*")
_LONGEST = 1500
_MOST = 12


def asked_objects(text: Text, part: Sentence, *, only_before_list: bool = False) -> list[tuple[int, int]]:
    """The spans of the things a sentence asks for, where it asks for several; empty where it asks for one.

    ``only_before_list``: the sentence leads in a list; what it asks for beside that list is wanted.
    """
    if part.end - part.start > _LONGEST:
        return []
    if only_before_list:
        return _beside_list(text, part)
    cuts = _cuts(part)
    if not cuts:
        return []
    begin = _first_ask(part)
    described = [part.words[hit.first].start for hit in part.of("holds")]
    spans: list[tuple[int, int]] = [(part.start, part.end)]
    for cut_end, cut_start in cuts:
        if cut_start <= begin or len(spans) >= _MOST:
            continue
        piece = text.passage(cut_start, _next_cut(cuts, cut_start, part.end))
        # “a plan that explains what …, what … and how …” is one thing; its clauses describe it.
        inside = piece.has("indirect_question", "thing") and any(start < cut_start for start in described)
        if _is_thing(piece) and not inside:
            spans[-1] = (spans[-1][0], cut_end)
            spans.append((cut_start, part.end))
    if len(spans) < 2 or not _is_thing_after_verb(text.passage(*spans[0]), begin):
        return []
    return [(start, len(part.body[:end].rstrip(" .;,"))) for start, end in spans]


def _cuts(part: Sentence) -> list[tuple[int, int]]:
    """Where a sentence may be cut: the end of what comes before, the start of what comes after."""
    found = [(match.start(), match.end()) for match in _JOINT.finditer(part.body, part.start, part.end)]
    for hit in part.of("and"):
        word = part.words[hit.first]
        if hit.last < len(part.words):
            found.append((word.start, part.words[hit.last].start))
    return sorted(set(_merged(found)))


def _merged(cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """“, and” is one cut."""
    merged: list[tuple[int, int]] = []
    for cut in sorted(cuts):
        if merged and cut[0] <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(cut[1], merged[-1][1]))
        else:
            merged.append(cut)
    return merged


def _next_cut(cuts: list[tuple[int, int]], start: int, end: int) -> int:
    return next((cut_end for cut_end, _ in cuts if cut_end > start), end)


def _first_ask(part: Sentence) -> int:
    hits = part.of("ask") + part.of("do_ask")
    return part.words[min(hit.first for hit in hits)].start if hits else part.start


def _is_thing(piece: Sentence) -> bool:
    """Whether a piece is something to send, or an ask of its own."""
    if piece.has("ask_verb"):
        return len(piece.words) > 1
    return piece.has("thing") or (piece.has("determiner") and piece.has("document", "screenshot"))


def _is_thing_after_verb(piece: Sentence, begin: int) -> bool:
    return piece.end > begin and (piece.has("document", "screenshot", "ask"))


def _beside_list(text: Text, part: Sentence) -> list[tuple[int, int]]:
    """What a sentence asks for besides the list it leads in: “send these documents and make sure that …:”, “send us
    an explanation of … together with the following documents:”.
    """
    if not part.has("ask"):
        return []
    joins, begin = part.of("also_lead"), _first_ask(part)
    if joins and joins[-1].first > part.of("ask")[0].last:
        spans = [(begin, part.words[joins[-1].first - 1].end)]
    else:
        cuts = _cuts(part)
        starts = [begin, *(start for _, start in cuts if start > begin)]
        spans = [(start, _next_cut(cuts, start, part.end)) for start in starts] if len(starts) > 1 else []
    return [span for span in spans if _names_something(text.passage(*span), begin)]


def _names_something(piece: Sentence, begin: int) -> bool:
    if piece.has("points", "generic") or len(piece.words) <= 3:
        return False
    return (piece.start == begin or piece.has("ask_verb")) and any(group.startswith("kind:") for group in piece.hits)
