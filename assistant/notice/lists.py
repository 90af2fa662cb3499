"""Lists in a letter: whether a sentence leads in a list of asks, of something else, or a branch; where a list ends."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from assistant.notice.blocks import Block
from assistant.notice.text import Sentence, Text, live

_LONGEST_ENTRY = 700
_MOST_ENTRIES = 60
_SHORT_LEAD_WORDS = 14
_LONGEST_BLANK = 8


class ListForm(Enum):
    """What a sentence before a list says of it."""

    NONE = "no list follows"
    REQUEST = "its entries are asked for"
    OTHER = "its entries are something else: allegations, accounts, rules, clicks"
    OPEN = "nothing tells"
    BRANCH = "what follows applies in one case"


def lead_form(
    part: Sentence, block: Block, following: Block | None, *, heading: bool, blanks: bool = False
) -> ListForm:
    """What the sentence ``part``, the last of ``block``, says of what ``following`` begins.

    ``blanks``: lines to be filled in follow.
    """
    colon = part.ends_with(":：")
    if following is None:
        return ListForm.NONE
    if blanks and part.has("points") and live(part):
        return ListForm.REQUEST
    if not colon and not heading and not _list_starts(block, following) and not _points_without_colon(part, following):
        return ListForm.NONE
    if block.mark and not colon:
        return ListForm.NONE
    request = max((hit.last for hit in part.of("request_lead")), default=-1)
    other = max((hit.last for hit in part.of("other_lead")), default=-1)
    asks = live(part) and not part.has("veto")
    blocked = max((hit.last for hit in part.of("not_ask")), default=-1)
    if blocked >= 0 and not asks and not any(hit.first >= blocked for hit in part.of("request_lead")):
        return ListForm.OTHER
    if colon and part.of("condition") and part.of("condition")[0].first == 0 and not part.has("ask", "request_lead"):
        return ListForm.BRANCH
    if heading and not colon and not following.mark:
        return ListForm.REQUEST if _leads_without_colon(part) else ListForm.NONE
    if request < 0 and other < 0:
        return ListForm.OPEN
    if asks and request >= 0 and other - request < 3:
        return ListForm.REQUEST
    return ListForm.REQUEST if request >= other else ListForm.OTHER


def entries_after(text: Text, blocks: list[Block], index: int, lead: Block) -> tuple[list[Block], int]:
    """The entries of the list that begins at ``index``, and the index after it."""
    if index >= len(blocks):
        return [], index
    if blocks[index].mark:
        return _marked(text, blocks, index)
    return _unmarked(text, blocks, index, lead)


def _list_starts(block: Block, following: Block) -> bool:
    return bool(following.mark) and not block.mark


def _points_without_colon(part: Sentence, following: Block) -> bool:
    """“Kindly reply with the following” on a line of its own, its colon forgotten."""
    return part.has("points") and live(part) and not part.ends_with(".!?,;") and not following.gap


def _leads_without_colon(part: Sentence) -> bool:
    return part.has("request_lead") and len(part.words) <= _SHORT_LEAD_WORDS and not part.ends_with("?")


def _marked(text: Text, blocks: list[Block], index: int) -> tuple[list[Block], int]:
    """The entries with the same kind of mark; deeper ones belong to the entry above them."""
    first = blocks[index]
    found: list[Block] = []
    children: list[list[Block]] = []
    at = index
    while at < len(blocks) and len(found) < _MOST_ENTRIES:
        block = blocks[at]
        if block.mark == first.mark and block.indent <= first.indent + 1:
            found.append(block)
            children.append([])
        elif block.mark and found and (block.indent > first.indent or block.mark != first.mark):
            children[-1].append(block)
        elif not block.mark and block.indent > first.indent and not block.gap:
            found[-1] = replace(found[-1], end=block.end)
        else:
            break
        at += 1
    entries: list[Block] = []
    for block, nested in zip(found, children, strict=True):
        entries.extend(_with_children(text, block, nested))
    return entries, at


def _with_children(text: Text, block: Block, nested: list[Block]) -> list[Block]:
    """An entry with what is nested in it: a heading over entries of their own, or one ask with details."""
    if not nested:
        return [block]
    parent = text.passage(block.start, block.end)
    is_ask = live(parent) and not parent.has("points")
    if parent.ends_with(":：") and not is_ask and not (parent.has("document") and parent.has("holds")):
        return nested
    return [replace(block, end=nested[-1].end)]


def is_blank_of_form(text: Text, block: Block) -> bool:
    """“Date of birth:” — a line to be filled in."""
    passage = text.passage(block.start, block.end)
    return not block.mark and passage.ends_with(":：") and len(passage.words) <= _LONGEST_BLANK


def _unmarked(text: Text, blocks: list[Block], index: int, lead: Block) -> tuple[list[Block], int]:
    """Entries without marks: lines, paragraphs, or what is indented, until something that no entry begins with."""
    first = blocks[index]
    found: list[Block] = []
    at = index
    form = all(is_blank_of_form(text, block) for block in blocks[index : index + 2])
    while at < len(blocks) and len(found) < _MOST_ENTRIES:
        block = blocks[at]
        if form and is_blank_of_form(text, block):
            found.append(block)
            at += 1
            continue
        if form or block.mark or block.end - block.start > _LONGEST_ENTRY:
            break
        if len(found) >= 1 and first.indent > lead.indent and block.indent <= lead.indent:
            break
        if len(found) >= 2 and block.gap and not found[1].gap:
            break
        passage = text.passage(block.start, block.end)
        if passage.has("list_end", "veto", "signature") or passage.ends_with(":：,"):
            break
        found.append(block)
        at += 1
    return found, at
