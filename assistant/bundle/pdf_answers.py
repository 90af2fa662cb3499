"""The answers in full: the platform's words, the person's text, and beside it what proves it.

Nothing is shortened here. Text and proof flow side by side over as many pages as they need.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from assistant.bundle.pdf_page import BOTTOM, PROOF_LEFT, TEXT_LEFT, TEXT_RIGHT, TEXT_WIDTH, TOP, Group, Page
from assistant.bundle.pdf_proof import Numbers, label_marks, proofs, proving, rows
from assistant.bundle.pdf_type import (
    FIELD,
    LETTER,
    ROW,
    STRONG,
    TEXT,
    TITLE,
    Block,
    Style,
    Typesetter,
    clean,
)
from assistant.core import items as parts
from assistant.core.plan import Plan, PlannedExhibit, PlannedItem
from assistant.reply import english

_QUESTION_WIDTH = 148.0
_ROWS = 24


@dataclass(slots=True)
class Unit:
    """A piece that stays whole: its height, the gap before it (none at the top of a page), and how it is put."""

    height: float
    gap: float
    put: Callable[[Group, float], object]


@dataclass(slots=True)
class Flow:
    """Pages that grow as columns are filled. ``page`` and ``y`` are where the next section starts."""

    top: Callable[[Page], float]
    pages: list[Page] = field(default_factory=list)
    page: int = 0
    y: float = 0.0

    def fill(self, units: Iterable[Unit], page: int, y: float) -> tuple[int, float]:
        """Puts units one below the other from ``y`` of a page; returns where they end."""
        is_first = True
        for unit in units:
            gap = 0.0 if is_first else unit.gap
            if y + gap + unit.height > BOTTOM and not (is_first and y <= TOP + 20):
                page, y, gap = page + 1, self.start(page + 1), 0.0
            unit.put(self.pages[page], y + gap)
            y += gap + unit.height
            is_first = False
        return page, y

    def start(self, page: int) -> float:
        """Makes sure of a page and returns the y where its columns start."""
        if page == len(self.pages):
            self.pages.append(Page())
            return self.top(self.pages[page])
        return self.top(Page())


def answer_pages(type_: Typesetter, plan: Plan, numbers: Numbers) -> tuple[list[Page], dict[str, tuple[int, float]]]:
    """The pages, and for each letter its page (from 0) and the y where it starts."""
    if not plan.items:
        return [], {}
    current = {"letter": ""}

    def top(page: Page) -> float:
        letter = type_.block(current["letter"], LETTER)
        page.put(letter, 0, TOP)
        page.put(type_.block("continued", FIELD), TEXT_LEFT, TOP)
        page.rule(TOP + 7.5)
        return TOP + 10

    flow = Flow(top, [Page()])
    first = flow.pages[0]
    first.bookmarks.append(("Answers in full", 0, 0.0))
    first.put(type_.block("Answers in full", TITLE), 0, TOP)
    flow.y = 35.0
    starts: dict[str, tuple[int, float]] = {}
    proof = proofs(plan)
    for item in plan.items:
        if flow.y + 30 > BOTTOM:
            flow.pages.append(Page())
            flow.page, flow.y = flow.page + 1, TOP
        current["letter"] = item.letter
        starts[item.letter] = (flow.page, flow.y)
        _item(type_, plan, numbers, item, flow, proof.get(item.letter, []))
    return flow.pages, starts


def _item(
    type_: Typesetter,
    plan: Plan,
    numbers: Numbers,
    item: PlannedItem,
    flow: Flow,
    proof: list[tuple[str, list[PlannedExhibit]]],
) -> None:
    page = flow.pages[flow.page]
    page.rule(flow.y)
    page.put(type_.block(item.letter, LETTER), 0, flow.y + 2.8)
    page.bookmarks.append((f"{item.letter}  {english.first_words(item.text)}", 1, flow.y))
    question = lines(type_.block(item.text, STRONG, _QUESTION_WIDTH), TEXT_LEFT)
    start = flow.fill(question, flow.page, flow.y + 2.5)
    start = (start[0], start[1] + 2.5)
    ends = (
        flow.fill(_text(type_, plan, numbers, item), *start),
        flow.fill(_proof(type_, numbers, item, proof), *start),
    )
    flow.page, flow.y = max(ends)
    flow.y += 7.5


def lines(block: Block, left: float, gap: float = 0.0) -> list[Unit]:
    """A text as units of one line each; ``gap`` stands before the first."""

    def put(index: int) -> Callable[[Group, float], object]:
        return lambda group, y: group.put(block, left, y, lines=slice(index, index + 1))

    return [Unit(block.style.leading, 0.0 if index else gap, put(index)) for index in range(block.lines)]


def _text(type_: Typesetter, plan: Plan, numbers: Numbers, item: PlannedItem) -> list[Unit]:
    units: list[Unit] = []
    for paragraph in paragraphs(item.answer):
        block = type_.block(
            paragraph, TEXT, TEXT_RIGHT - TEXT_LEFT, marks=label_marks(paragraph, plan, numbers), from_right=True
        )
        units += lines(block, TEXT_LEFT, 2.5)
    if not units and not item.gap:
        said = "Shown by the attachments." if proving(plan, item) else "Not answered."
        units += lines(type_.block(said, Style(TEXT.family, 10, colour=FIELD.colour)), TEXT_LEFT)
    if item.gap:
        units += lines(type_.block("What I can’t provide, and why", FIELD), TEXT_LEFT, 2.5)
        for paragraph in paragraphs(item.gap):
            marks = label_marks(paragraph, plan, numbers)
            units += lines(
                type_.block(paragraph, TEXT, TEXT_RIGHT - TEXT_LEFT, marks=marks, from_right=True), TEXT_LEFT
            )
    return units


def paragraphs(untrusted_text: str) -> list[str]:
    """A person's text in paragraphs, cleaned; a single line end stays one."""
    found = re.split(r"\n[ \t]*\n+", clean(untrusted_text).strip())
    return [re.sub(r" *\n *", "\n", part.strip()) for part in found if part.strip()]


def _proof(
    type_: Typesetter, numbers: Numbers, item: PlannedItem, proof: list[tuple[str, list[PlannedExhibit]]]
) -> list[Unit]:
    units: list[Unit] = []
    left = _ROWS
    for words, exhibits in proof:
        name = words[:1].upper() + words[1:]
        if name:
            block = type_.block(name, FIELD, TEXT_WIDTH - PROOF_LEFT, most=3)
            units.append(_whole(block, 2.5))
        most = max(2, min(len(exhibits), left))
        left -= most
        for row in _each(type_, exhibits, numbers, most):
            units.append(row)
    missing = [part for part, is_met in item.met if not is_met and part != parts.ANSWER]
    if item.gap and missing:
        units.append(_whole(type_.block("Not provided", FIELD), 2.5))
        for part in missing:
            block = type_.block(f"–  {english.part_words(part, item.further_asks)}", ROW, 46, most=3)
            units.append(_whole(block, 0.0))
    return units


def _whole(block: Block, gap: float) -> Unit:
    return Unit(block.height, gap, lambda group, y: group.put(block, PROOF_LEFT, y))


def _each(type_: Typesetter, exhibits: list[PlannedExhibit], numbers: Numbers, most: int) -> list[Unit]:
    units = []
    single = exhibits if len(exhibits) <= most else exhibits[: most - 1]
    for some in [*([exhibit] for exhibit in single), exhibits[len(single) :]]:
        if some:
            group, height = rows(type_, some, numbers, 1)
            units.append(Unit(height, 0.0, _placer(group)))
    return units


def _placer(group: Group) -> Callable[[Group, float], object]:
    return lambda page, y: page.place(group, 0, y)
