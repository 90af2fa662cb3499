"""Page 1, which decides: the facts, and each question with its answer and its proof.

Everything is on one page whatever the case holds: where it gets too full the facts stay, answers shorten and point to
the page where they stand in full, and in the end questions become single rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.bundle.pdf_page import PROOF_LEFT, TEXT_LEFT, TEXT_RIGHT, TEXT_WIDTH, Group, Page
from assistant.bundle.pdf_proof import Numbers, fitting_words, label_marks, proving, rows, shown, span, where_field
from assistant.bundle.pdf_type import (
    FACT,
    FIELD,
    HEADING,
    LABEL,
    LETTER,
    LINK,
    ROW,
    SMALL,
    STRONG,
    STRONG_FACT,
    TEXT,
    TITLE,
    Style,
    Target,
    Typesetter,
    clean,
)
from assistant.core.plan import Plan, PlannedItem
from assistant.reply import english

_FACTS = ((0.0, 40.0), (42.0, 34.0), (78.0, 44.0), (124.0, 46.0))
_CONTENTS = 262.5
_BODY_BOTTOM = 261.0
_ROW = 6.25


@dataclass(frozen=True, slots=True)
class _Detail:
    """How much a question gets: lines of answer, the line *Where*, rows of proof. Without lines it is one row."""

    lines: int
    where: bool
    rows: int


_DETAILS = (_Detail(2, True, 4), _Detail(2, False, 3), _Detail(1, False, 2), _Detail(1, False, 1), _Detail(0, False, 1))


def front_page(type_: Typesetter, plan: Plan, numbers: Numbers) -> Page:
    """Page 1."""
    page = Page()
    title = english.letter_title(plan.platform_name, plan.letter_date)
    page.bookmarks.append((title, 0, 0.0))
    y = page.put(type_.block(title, TITLE, TEXT_WIDTH, most=3), 0, 20) + 5
    page.rule(y)
    y = _facts(type_, plan, page, y + 2.5) + 5
    page.put(type_.block("Attachment, date of event", FIELD), PROOF_LEFT, y)
    page.put(type_.block("Page", FIELD), TEXT_WIDTH, y, right=True)
    y += 5
    for detail in _DETAILS:
        groups = _body(type_, plan, numbers, detail)
        if y + sum(height for _group, height in groups) <= _BODY_BOTTOM:
            break
    else:
        groups = _fitting(type_, plan, numbers, groups, _BODY_BOTTOM - y)
    for group, height in groups:
        page.rule(y)
        page.place(group, 0, y)
        y += height
    _contents(type_, plan, numbers, page)
    return page


def _facts(type_: Typesetter, plan: Plan, page: Page, y: float) -> float:
    done = sum(item.answered for item in plan.items)
    begun = sum(item.begun for item in plan.items)
    answered = f"{done} of {len(plan.items)}" + (f", {begun} in part" if begun else "")
    linked = " · ".join(filter(None, map(english.plain, plan.linked_accounts)))
    references = ", ".join(filter(None, map(english.plain, plan.references)))
    account, money = english.plain(plan.account), english.plain(plan.money_held)
    facts = (
        ("To", english.plain(plan.platform_name) or "the platform", FACT),
        ("Account", account or "not stated", STRONG_FACT if account else FACT),
        ("Linked account you name", linked or "not stated", FACT),
        ("Reference", references or "not stated", FACT),
        ("Your letter", english.day(plan.letter_date) if plan.letter_date else "date not stated", FACT),
        ("This answer", english.day(plan.made_at.date()), FACT),
        ("Questions answered", answered, STRONG_FACT),
        ("Money on hold", money or "not stated", STRONG_FACT if money else FACT),
    )
    for four in (facts[:4], facts[4:]):
        bottom = y + 10.0
        for (x, width), (name, value, style) in zip(_FACTS, four, strict=True):
            page.put(type_.block(name, FIELD), x, y)
            bottom = max(bottom, page.put(type_.block(value, style, width, most=2), x, y + 5))
        y = bottom + 2.5
    return y


def _body(type_: Typesetter, plan: Plan, numbers: Numbers, detail: _Detail) -> list[tuple[Group, float]]:
    question = _question if detail.lines else _question_row
    groups = [question(type_, plan, numbers, item, detail) for item in plan.items]
    gaps = [item for item in plan.items if item.gap]
    if gaps:
        groups.append(_gaps(type_, plan, numbers, gaps, detail))
    if plan.money_held:
        groups.append(_money(type_, plan, detail))
    return groups


def _question(
    type_: Typesetter, plan: Plan, numbers: Numbers, item: PlannedItem, detail: _Detail
) -> tuple[Group, float]:
    group = Group()
    target = numbers.items.get(item.letter)
    group.put(type_.block(item.letter, LETTER), 0, 2.8, target=target)
    heading = fitting_words(type_, item.text, HEADING, TEXT_WIDTH - TEXT_LEFT)
    y = group.put(heading, TEXT_LEFT, 2.5, target=target) + 1.25
    proof, proof_height = rows(type_, proving(plan, item), numbers, detail.rows)
    group.place(proof, 0, y)
    below = _answer(type_, plan, numbers, item, detail, group, y)
    where = list(dict.fromkeys(filter(None, (english.plain(exhibit.where) for exhibit in shown(item)))))
    if where and detail.where:
        name = type_.block(where_field(plan), FIELD)
        group.put(name, TEXT_LEFT, below)
        more = f" and {len(where) - 1} more" if len(where) > 1 else ""
        left = TEXT_LEFT + name.width + 1.5
        room = TEXT_RIGHT - left - type_.width(more, SMALL)
        place = type_.block(where[0], SMALL, room, most=1)
        group.put(place, left, below)
        group.put(type_.block(more, SMALL), left + place.width, below)
        below += 5
    return group, max(below, y + proof_height) + 3.75


def _answer(
    type_: Typesetter, plan: Plan, numbers: Numbers, item: PlannedItem, detail: _Detail, group: Group, y: float
) -> float:
    text = " ".join(clean(item.answer).split())
    target = numbers.items.get(item.letter)
    if not text:
        shown = bool(proving(plan, item))
        said = "Shown by the attachments." if shown else "Not answered."
        withheld = "all of this" if shown else "this"
        text = f"I can’t provide {withheld}. The reason stands below." if item.gap else said
    block = type_.block(
        text,
        TEXT,
        TEXT_RIGHT - TEXT_LEFT,
        most=detail.lines,
        marks=label_marks(text, plan, numbers),
        tail=f" p. {target.page}" if target else "",
        tail_target=target,
    )
    return group.put(block, TEXT_LEFT, y)


def _question_row(
    type_: Typesetter, plan: Plan, numbers: Numbers, item: PlannedItem, detail: _Detail
) -> tuple[Group, float]:
    group = Group()
    target = numbers.items.get(item.letter)
    top = (_ROW - 5) / 2
    group.put(type_.block(item.letter, Style(LETTER.family, 11, 700, LETTER.colour)), 0, top, target=target)
    page = type_.block(f" p. {target.page}" if target else "", LINK)
    room = TEXT_RIGHT - TEXT_LEFT - page.width
    heading = fitting_words(type_, item.text, STRONG, room)
    group.put(heading, TEXT_LEFT, top, target=target)
    group.put(page, TEXT_LEFT + heading.width + 0.5, top, target=target)
    proof, _height = rows(type_, proving(plan, item), numbers, detail.rows)
    group.place(proof, 0, top)
    return group, _ROW


def _gaps(
    type_: Typesetter, plan: Plan, numbers: Numbers, gaps: list[PlannedItem], detail: _Detail
) -> tuple[Group, float]:
    group = Group()
    group.put(type_.block("–", LETTER), 0, 2.8)
    y = group.put(type_.block("What I can’t provide, and why", HEADING), TEXT_LEFT, 2.5) + 1.25
    most = 4 if detail.lines == 2 else 2 if detail.lines else 1
    listed = gaps if len(gaps) <= most else gaps[: most - 1]
    for item in listed:
        target = numbers.items.get(item.letter)
        group.put(type_.block(item.letter, LABEL), TEXT_LEFT, y, target=target)
        text = " ".join(clean(item.gap).split())
        block = type_.block(
            text,
            TEXT,
            TEXT_RIGHT - TEXT_LEFT - 6,
            most=max(1, detail.lines),
            marks=label_marks(text, plan, numbers),
            tail=f" p. {target.page}" if target else "",
            tail_target=target,
        )
        y = group.put(block, TEXT_LEFT + 6, y)
    rest = gaps[len(listed) :]
    if rest:
        first = numbers.items.get(rest[0].letter)
        letters = english.listed([item.letter for item in rest[:12]]) if len(rest) <= 12 else f"{len(rest)} questions"
        more = f"{letters}: page {first.page}" if first else letters
        y = group.put(type_.block(more, Style(TEXT.family, 10, colour=LINK.colour)), TEXT_LEFT + 6, y, target=first)
    return group, y + 3.75


def _money(type_: Typesetter, plan: Plan, detail: _Detail) -> tuple[Group, float]:
    group = Group()
    heading = f"Money on hold: {english.plain(plan.money_held)}"
    y = group.put(type_.block(heading, HEADING, TEXT_WIDTH - TEXT_LEFT, most=1), TEXT_LEFT, 2.5)
    if detail.lines:
        y = group.put(type_.block("This amount is on hold in my account.", TEXT), TEXT_LEFT, y + 1.25)
    return group, y + 3.75


def _fitting(
    type_: Typesetter, plan: Plan, numbers: Numbers, groups: list[tuple[Group, float]], room: float
) -> list[tuple[Group, float]]:
    """As many questions as fit, then a row that says where the others are, then gaps and money."""
    count = len(plan.items)
    after = groups[count:]
    room -= sum(height for _group, height in after) + _ROW
    kept = max(0, min(count, int(room // _ROW)))
    more = Group()
    first = numbers.items.get(plan.items[kept].letter) if kept < count else None
    pages = span(first.page if first else numbers.answers[0], numbers.answers[1])
    text = f"{count - kept} more questions are answered on p. {pages}"
    more.put(type_.block(text, LINK), TEXT_LEFT, (_ROW - 5) / 2, target=first)
    return [*groups[:kept], (more, _ROW), *after]


def _contents(type_: Typesetter, plan: Plan, numbers: Numbers, page: Page) -> None:
    number = sum(len(shown(item)) for item in plan.items)
    parts: list[tuple[tuple[int, int], str]] = []
    if plan.items:
        parts.append((numbers.answers, "Answers in full"))
    if plan.exhibits:
        parts.append((numbers.attachments, "Attachments, timeline"))
    if number:
        parts.append((numbers.pictures, f"The {number} attachments" if number > 1 else "The attachment"))
    parts.append((numbers.made, "How this file was made"))
    page.rule(_CONTENTS)
    blocks = [(type_.block(span(*pages), LINK), type_.block(name, ROW), pages) for pages, name in parts]
    used = sum(left.width + right.width + 1.75 for left, right, _pages in blocks)
    gap = min(14.0, (TEXT_WIDTH - used) / max(1, len(blocks) - 1))
    x = 0.0
    for left, right, pages in blocks:
        target = Target(pages[0])
        page.put(left, x, _CONTENTS + 2.5, target=target)
        page.put(right, x + left.width + 1.75, _CONTENTS + 2.5, target=target)
        x += left.width + right.width + 1.75 + gap
