"""Which passages of a letter ask for something: entries of lists that a request leads in, and sentences that ask.

It goes by forms (a lead-in, a heading, a branch, a list, a sentence) and takes every word from the language's rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assistant.core.case import Span
from assistant.notice.blocks import Block
from assistant.notice.lists import ListForm, entries_after, is_blank_of_form, lead_form
from assistant.notice.objects import asked_objects
from assistant.notice.text import Sentence, Text, live

_LONGEST_HEADING = 90
_LONGEST_BRANCH = 160
#: How many blocks may stand between a sentence that points below and its list, and how far a rule is from its ask.
_FARTHEST_LEAD = 3
_NEAR = 400


@dataclass(frozen=True, slots=True)
class Ask:
    """A passage that asks. ``lead`` is the text that led it in, ``group`` joins entries of which one is enough.

    ``parts`` are the places of further asks that a list below it names. A generic one names nothing by itself.
    """

    start: int
    end: int
    condition: str = ""
    group: str = ""
    lead: Sentence | None = None
    rules: tuple[str, ...] = ()
    is_generic: bool = False
    parts: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _State:
    """Where in the letter the search stands."""

    section: str = ""
    condition: str = ""
    signed: bool = False
    groups: int = 0
    lead: Sentence | None = None
    lead_at: int = 0
    asks: list[Ask] = field(default_factory=list)
    maybe: list[Span] = field(default_factory=list)


def find_asks(text: Text, blocks: list[Block]) -> tuple[tuple[Ask, ...], tuple[Span, ...]]:
    """The asks of a letter in its order, and the passages that looked like one and were not taken."""
    state = _State()
    index = 0
    while index < len(blocks):
        index = _read_block(text, blocks, index, state)
    # “We need more information about your shop” introduces what is asked elsewhere, or is all that is asked.
    named = [ask for ask in state.asks if not ask.is_generic] or state.asks
    asks = _without_repeats(text, sorted(named, key=lambda ask: ask.start))
    taken = [(ask.start, ask.end) for ask in asks]
    maybe = [span for span in state.maybe if not any(start < span.end and span.start < end for start, end in taken)]
    return tuple(asks), tuple(maybe)


def _read_block(text: Text, blocks: list[Block], index: int, state: _State) -> int:
    """Reads the block at ``index`` and the list it leads in; the index to go on from."""
    block = blocks[index]
    parts = text.sentences(block.start, block.end)
    if not parts:
        return index + 1
    if _is_signature(parts, block):
        state.signed = True
    if block.mark and state.lead is not None and index - state.lead_at <= _FARTHEST_LEAD:
        return _take_list(text, state.lead, *entries_after(text, blocks, index, block), state)
    heading = _is_heading(text, blocks, index, parts)
    if heading:
        state.section, state.lead = _section(parts[-1]), None
        state.condition = parts[-1].text if state.section == "error" else ""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    last = parts[-1]
    blanks = sum(is_blank_of_form(text, each) for each in blocks[index + 1 : index + 3]) == 2
    form = lead_form(last, block, following, heading=heading, blanks=blanks)
    if form is ListForm.BRANCH and last.end - last.start <= _LONGEST_BRANCH:
        _read_sentences(text, parts[:-1], state, at=index)
        state.condition = last.text.rstrip(" :")
        return index + 1
    entries: list[Block] = []
    stop = index + 1
    if form is ListForm.REQUEST or (form is not ListForm.NONE and following is not None and following.mark):
        entries, stop = entries_after(text, blocks, index + 1, block)
    if form is ListForm.REQUEST and heading and _ask_themselves(text, entries):
        return index + 1
    if form is ListForm.OPEN and _are_questions(text, entries):
        form = ListForm.REQUEST
    side_route = state.section == "error"
    if form is ListForm.REQUEST and entries and not _are_clicks(text, entries) and (entries[0].mark or not side_route):
        _read_sentences(text, parts[:-1], state, at=index)
        return _take_list(text, last, entries, stop, state)
    _read_sentences(text, parts, state, heading=heading, at=index)
    if form is not ListForm.OTHER or following is None or not following.mark or state.lead is not None:
        return index + 1
    for entry in entries:
        if text.passage(entry.start, entry.end).has("ask", "do_ask"):
            state.maybe.append(text.span(entry.start, entry.end))
    return stop


def _take_list(text: Text, lead: Sentence, entries: list[Block], stop: int, state: _State) -> int:
    """Takes the entries of a list that a request leads in; the index after it."""
    state.lead = None
    if _tells_of_the_last(lead, state):
        spans = tuple((entry.start, entry.end) for entry in entries)
        state.asks[-1] = replace(state.asks[-1], parts=spans)
        return stop
    group = ""
    if lead.has("any_of") and len(entries) > 1:
        state.groups += 1
        group = f"one-of-{state.groups}"
    condition = state.condition or _condition(lead)
    for span in asked_objects(text, lead, only_before_list=True):
        state.asks.append(Ask(*span, condition=state.condition))
    for entry in entries:
        passage = text.passage(entry.start, entry.end)
        if passage.has("veto") or _is_address(passage):
            state.maybe.append(text.span(entry.start, entry.end))
            continue
        end = _end_of_inline(text, entry) if entry.inline and entry is entries[-1] else entry.end
        # “If you think this is an error, explain …” is a side route: it counts where nothing else is asked.
        side = state.section == "error"
        state.asks.append(Ask(entry.start, end, _condition(passage) or condition, group, lead, is_generic=side))
        if end < entry.end:
            _read_sentences(text, text.sentences(end, entry.end), state)
    return stop


def _tells_of_the_last(lead: Sentence, state: _State) -> bool:
    """“Send us a video. The video should show:” — the list tells of what was asked for before it."""
    return lead.has("shows_lead") and not live(lead) and bool(state.asks) and lead.start - state.asks[-1].end < 3


def _end_of_inline(text: Text, entry: Block) -> int:
    """Where the last entry of a list run together ends: after its first sentence and what that goes on to ask."""
    end = entry.end
    parts = text.sentences(entry.start, entry.end)
    for part in parts[1:]:
        if not part.has("further", "rule") or part.has("veto", "list_end", "not_ask"):
            return parts[parts.index(part) - 1].end
    return end


def _read_sentences(
    text: Text, parts: list[Sentence], state: _State, *, heading: bool = False, at: int = -_FARTHEST_LEAD
) -> None:
    """Takes the sentences that ask, each on its own; rules on documents go to the ask before them.

    ``at`` is the number of their block: a sentence that points to what is below may lead in a list further down.
    """
    for part in parts:
        asks = _asks(part, state, heading=heading)
        if asks and state.section != "error" and not state.signed:
            pieces = _take_sentence(text, part, state)
            if pieces and part.has("points"):
                state.lead, state.lead_at = part, at
        elif part.has("rule") and state.asks and not live(part) and part.start - state.asks[-1].end < _NEAR:
            last = state.asks[-1]
            state.asks[-1] = replace(last, rules=(*last.rules, part.text))
        elif not heading and (part.has("ask", "do_ask", "fallback") or asks) and len(part.words) > 2:
            state.maybe.append(text.span(part.start, part.end))


def _take_sentence(text: Text, part: Sentence, state: _State) -> bool:
    """Takes what a sentence asks for; whether it names nothing that could be sent, only what is below."""
    condition = state.condition or _condition(part)
    named = part.has("document", "screenshot", "do_ask") and not part.has("points")
    vague = not live(part) and not part.has("do_ask") and not part.ends_with("?？")
    generic = vague or (part.has("generic") and not named) or (state.section == "other" and not part.ends_with("?？"))
    spans = asked_objects(text, part)
    for start, end in spans or [(part.start, part.end)]:
        piece = text.passage(start, end)
        state.asks.append(Ask(start, end, condition, is_generic=piece.has("points") if spans else generic))
    return generic or part.has("points")


def _asks(part: Sentence, state: _State, *, heading: bool) -> bool:
    if part.has("veto"):
        return False
    if part.has("do_ask", "fallback") or live(part):
        return True
    if heading or not part.ends_with("?？"):
        return False
    return part.has("question") and not part.has("question_not") and state.section != "other"


def _is_address(part: Sentence) -> bool:
    """Whether a passage is nothing but a link or a number."""
    if not any(word.text.isalpha() for word in part.words):
        return True
    return "://" in part.body[part.start : part.end] and not any(sign.isspace() for sign in part.text)


def _ask_themselves(text: Text, entries: list[Block]) -> bool:
    """Whether what stands under a heading are paragraphs of their own and no list."""
    return any(not entry.mark and live(text.passage(entry.start, entry.end)) for entry in entries)


def _are_questions(text: Text, entries: list[Block]) -> bool:
    """Whether a marked list is one of questions: most of its entries end in the mark."""
    asked = sum(text.passage(entry.start, entry.end).ends_with("?？") for entry in entries if entry.mark)
    return asked >= 2 and asked * 2 > len(entries)


def _are_clicks(text: Text, entries: list[Block]) -> bool:
    """Whether a list tells where to click: most of its entries open with such a word."""
    passages = [text.passage(entry.start, entry.end) for entry in entries]
    clicks = sum(passage.has("click") for passage in passages)
    asks = sum(live(passage) for passage in passages)
    return clicks * 2 > len(passages) and asks == 0


def _is_signature(parts: list[Sentence], block: Block) -> bool:
    return not block.mark and len(parts[0].words) <= 5 and parts[0].has("signature") and not parts[0].ends_with(".!?:")


def _is_heading(text: Text, blocks: list[Block], index: int, parts: list[Sentence]) -> bool:
    """A short line on its own, a question or without a full stop, with a paragraph below it."""
    block = blocks[index]
    if block.mark or len(parts) != 1 or block.end - block.start > _LONGEST_HEADING or index + 1 >= len(blocks):
        return False
    part = parts[0]
    if part.ends_with(".!,;:…") and not part.has("section_other", "section_error", "section_ask"):
        return False
    if part.ends_with("?"):
        return part.has("section_other", "section_error", "section_ask")
    return not part.ends_with(".!,;…") and not part.has("ask")


def _section(part: Sentence) -> str:
    for name in ("error", "ask", "other"):
        if part.has(f"section_{name}"):
            return name
    return ""


def _condition(part: Sentence) -> str:
    """The clause that says when an ask applies, where the passage opens with one."""
    if not any(hit.first == 0 for hit in part.of("condition")):
        return ""
    text = part.text
    comma = min((at for at in (text.find(","), text.find(":"), text.find("，")) if at > 0), default=-1)
    return text[:comma] if 0 < comma <= _LONGEST_BRANCH else ""


def _without_repeats(text: Text, asks: list[Ask]) -> list[Ask]:
    """Each passage once, and none twice that the letter repeats word for word."""
    seen: set[tuple[str, ...]] = set()
    kept: list[Ask] = []
    for ask in asks:
        key = tuple(word.text for word in text.passage(ask.start, ask.end).words)
        if not key or key in seen or (kept and ask.start < kept[-1].end):
            continue
        seen.add(key)
        kept.append(ask)
    return kept
