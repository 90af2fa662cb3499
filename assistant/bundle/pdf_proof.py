"""Which attachment proves what, and on which page: the rows at the right of every question.

Only reads the plan; the page numbers are those of the last layout.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.bundle.pdf_page import PROOF_DATE, PROOF_LEFT, PROOF_RIGHT, Group
from assistant.bundle.pdf_type import ACCENT, LABEL, LINK, ROW, Block, Mark, Style, Target, Typesetter, clean
from assistant.core import items as parts
from assistant.core.event_date import DateSource, EventDate, Precision
from assistant.core.exhibits import ExhibitStatus
from assistant.core.plan import Plan, PlannedExhibit, PlannedItem
from assistant.reply import english

_FAR_DATE, _WIDEST_DATE = 159.5, 22.5


@dataclass(frozen=True, slots=True)
class Numbers:
    """Where everything stands: first and last page of each section, and of each attachment by its id."""

    answers: tuple[int, int] = (2, 2)
    attachments: tuple[int, int] = (3, 3)
    pictures: tuple[int, int] = (4, 4)
    made: tuple[int, int] = (5, 5)
    items: Mapping[str, Target] = field(default_factory=dict)
    exhibits: Mapping[str, tuple[Target, int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The number of pages."""
        return self.made[1]

    def target(self, exhibit: PlannedExhibit) -> Target | None:
        """Where an attachment is shown; None for a withdrawn one."""
        found = self.exhibits.get(exhibit.id)
        return found[0] if found else None

    def first(self, exhibit: PlannedExhibit) -> int:
        """Its first page, 0 for a withdrawn one."""
        return self.exhibits[exhibit.id][0].page if exhibit.id in self.exhibits else 0

    def last(self, exhibit: PlannedExhibit) -> int:
        """Its last page, 0 for a withdrawn one."""
        return self.exhibits[exhibit.id][1] if exhibit.id in self.exhibits else 0


def span(first: int, last: int) -> str:
    """``5`` or ``5–11``."""
    return str(first) if last <= first else f"{first}–{last}"


def shown(item: PlannedItem) -> tuple[PlannedExhibit, ...]:
    """The item's attachments that are not withdrawn."""
    return tuple(exhibit for exhibit in item.exhibits if exhibit.status is ExhibitStatus.ACTIVE)


def proving(plan: Plan, item: PlannedItem) -> tuple[PlannedExhibit, ...]:
    """The item's attachments, and after them those of other items that show a part of it."""
    return (*shown(item), *plan.elsewhere(item))


def asked(exhibit: PlannedExhibit, item: PlannedItem) -> tuple[str, ...]:
    """The parts of ``item`` that an attachment shows, in the order asked for."""
    is_home = exhibit.item == item.letter
    said = {part if is_home else part.partition(":")[2] for part in exhibit.shows if _speaks_of(part, item, is_home)}
    proper = DateSource.SEEN if exhibit.is_picture else DateSource.FILE
    if is_home:
        said.add(parts.SCREENSHOT if exhibit.is_picture else parts.DOCUMENT)
        if exhibit.event_date and exhibit.event_date.source is proper:
            said.add(parts.DATES)
    return tuple(part for part, _met in item.met if part in said and part != parts.ANSWER)


def asked_words(exhibit: PlannedExhibit, item: PlannedItem) -> str:
    """The same in words: ``a screenshot, dates``; empty where nothing particular was asked for."""
    return ", ".join(english.part_words(part, item.further_asks) for part in asked(exhibit, item))


def proofs(plan: Plan) -> dict[str, list[tuple[str, list[PlannedExhibit]]]]:
    """For each letter the attachments that show something for it, those of other items too, by what they show."""
    found: dict[str, list[tuple[str, list[PlannedExhibit]]]] = {}
    items = {item.letter: item for item in plan.items}
    for exhibit in plan.exhibits:
        if exhibit.status is not ExhibitStatus.ACTIVE:
            continue
        others = {part.partition(":")[0] for part in exhibit.shows if ":" in part} - {"other", exhibit.item}
        for letter in [exhibit.item, *sorted(others & items.keys())]:
            words = _heading(exhibit, items[letter])
            groups = found.setdefault(letter, [])
            same = next((group for name, group in groups if name == words), None)
            if same is None:
                groups.append((words, [exhibit]))
            else:
                same.append(exhibit)
    return found


def rows(type_: Typesetter, exhibits: Sequence[PlannedExhibit], numbers: Numbers, most: int) -> tuple[Group, float]:
    """At most ``most`` rows of label, event date and page, the last a range; and their height."""
    group, top = Group(), 0.0
    single = exhibits if len(exhibits) <= most else exhibits[: most - 1]
    for exhibit in single:
        target = numbers.target(exhibit)
        label = type_.block(exhibit.label, LABEL)
        group.put(label, PROOF_LEFT, top, target=target)
        date = type_.block(date_cell(type_, exhibit.event_date), ROW)
        is_near = PROOF_LEFT + label.width + 1.2 + date.width <= PROOF_DATE
        group.put(date, PROOF_DATE if is_near else _FAR_DATE, top, right=True)
        page = type_.block(f"p. {numbers.first(exhibit)}", LINK)
        group.put(page, PROOF_RIGHT, top, right=True, target=target)
        top += 5
    rest = exhibits[len(single) :]
    if rest:
        target = numbers.target(rest[0])
        names = rest[0].label
        if len(rest) > 1:
            is_range = rest[0].item == rest[-1].item
            names += f" to {rest[-1].label}" if is_range else f" and {len(rest) - 1} more"
        group.put(type_.block(names, LABEL), PROOF_LEFT, top, target=target)
        pages = f"p. {span(min(map(numbers.first, rest)), max(map(numbers.last, rest)))}"
        group.put(type_.block(pages, LINK), PROOF_RIGHT, top, right=True, target=target)
        top += 5
    return group, top


def date_cell(type_: Typesetter, date: EventDate | None) -> str:
    """An event date short enough for its column; a long range is said in months or years, never cut."""
    if date is None:
        return "no date"
    text = english.event(date, short=True)
    if date.precision is not Precision.RANGE or type_.width(text, ROW) <= _WIDEST_DATE:
        return text
    start, end = date.start, date.end
    if start.year == end.year:
        first, last = english.day(start, short=True).split()[1], english.day(end, short=True).split()[1]
        return f"{first}–{last} {end.year}" if first != last else f"{start.day}–{english.day(end, short=True)}"
    return f"{start.year}–{end.year}"


def label_marks(text: str, plan: Plan, numbers: Numbers) -> tuple[Mark, ...]:
    """The labels that a person's text names, marked and linked to their pages. ``text`` is cleaned."""
    known = {exhibit.label: exhibit for exhibit in plan.exhibits if exhibit.id in numbers.exhibits}
    found = (match for match in re.finditer(r"(?<![\w-])[A-Z]{1,2}-\d{1,4}(?![\w-])", text) if match[0] in known)
    return tuple(Mark(match.start(), len(match[0]), ACCENT, 600, numbers.target(known[match[0]])) for match in found)


def where_field(plan: Plan) -> str:
    """``Where Upwork can see it``."""
    return f"Where {clean(plan.platform_name) or 'the platform'} can see it"


def letter_name(plan: Plan) -> str:
    """The line at the foot: ``jdoe · Upwork · letter 1, 14 December 2015``."""
    date = f", {english.day(plan.letter_date)}" if plan.letter_date else ""
    names = (english.plain(plan.account), english.plain(plan.platform_name), f"letter {plan.round_number}{date}")
    return " · ".join(name for name in names if name)


def _heading(exhibit: PlannedExhibit, item: PlannedItem) -> str:
    found = asked(exhibit, item)
    telling = [part for part in found if part not in (parts.SCREENSHOT, parts.DOCUMENT)] or found
    return ", ".join(english.part_words(part, item.further_asks) for part in telling)


def fitting_words(type_: Typesetter, text: str, style: Style, width: float) -> Block:
    """The first whole words of a question, as many as fit into one line."""
    for longest in (70, 62, 54, 46, 38):
        block = type_.block(english.first_words(text, longest), style)
        if block.width <= width:
            return block
    return type_.block(english.first_words(text, 30), style, width, most=1)


def _speaks_of(part: str, item: PlannedItem, is_home: bool) -> bool:
    letter, colon, _rest = part.partition(":")
    return letter == item.letter if not is_home else not colon or letter == "other"
