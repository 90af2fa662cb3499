"""The list of attachments: every one with what it shows, when that happened, where the platform can see it, its page.

Withdrawn ones stay listed; the list goes on over as many pages as it needs. The timeline follows it.
"""

from __future__ import annotations

from assistant.bundle.pdf_page import BOTTOM, TEXT_LEFT, TEXT_WIDTH, TOP, Group, Page
from assistant.bundle.pdf_proof import Numbers, date_cell, fitting_words, span, where_field
from assistant.bundle.pdf_timeline import timeline
from assistant.bundle.pdf_type import FIELD, LABEL, LINK, QUIET, ROW, SMALL, STRONG, TITLE, Typesetter
from assistant.core.exhibits import ExhibitStatus
from assistant.core.plan import Plan, PlannedExhibit, PlannedItem
from assistant.reply import english

_DISC, _DATE, _WHERE = 67.6, 91.0, 100.0
_NAME_WIDTH, _WHERE_WIDTH = 52.0, 58.0


def list_pages(type_: Typesetter, plan: Plan, numbers: Numbers) -> list[Page]:
    """The pages of the list and the timeline; none where there is nothing to list."""
    if not plan.exhibits:
        return []
    page = Page(bookmarks=[("Attachments and timeline", 0, 0.0)])
    page.put(type_.block("Attachments and timeline", TITLE), 0, TOP)
    pages = [page]
    y = _header(type_, plan, page, 35.0)
    for index, item in enumerate(item for item in plan.items if item.exhibits):
        rows = [_row(type_, numbers, exhibit) for exhibit in item.exhibits]
        rule = 2.5 if index else 0.0
        if y + rule + 7.5 + rows[0][1] > BOTTOM:
            pages.append(Page())
            y, rule = _header(type_, plan, pages[-1], TOP), 0.0
        if rule:
            y += rule
            pages[-1].rule(y)
        y = _heading(type_, numbers, item, pages[-1], y + 2.5)
        for row, height in rows:
            if y + height > BOTTOM:
                pages.append(Page())
                y = _heading(type_, numbers, item, pages[-1], _header(type_, plan, pages[-1], TOP) + 2.5)
            pages[-1].place(row, 0, y)
            y += height
    _add_timeline(type_, plan, numbers, pages, y)
    return pages


def _header(type_: Typesetter, plan: Plan, page: Page, y: float) -> float:
    page.put(type_.block("What it shows", FIELD), TEXT_LEFT, y)
    page.put(type_.block("Date of event", FIELD), _DATE, y, right=True)
    page.put(type_.block(where_field(plan), FIELD, _WHERE_WIDTH, most=1), _WHERE, y)
    page.put(type_.block("Page", FIELD), TEXT_WIDTH, y, right=True)
    page.rule(y + 5)
    return y + 5


def _heading(type_: Typesetter, numbers: Numbers, item: PlannedItem, page: Page, y: float) -> float:
    target = numbers.items.get(item.letter)
    page.put(type_.block(item.letter, LABEL), 0, y, target=target)
    words = fitting_words(type_, item.text, STRONG, TEXT_WIDTH - TEXT_LEFT)
    return page.put(words, TEXT_LEFT, y, target=target)


def _row(type_: Typesetter, numbers: Numbers, exhibit: PlannedExhibit) -> tuple[Group, float]:
    group = Group()
    target = numbers.target(exhibit)
    is_withdrawn = exhibit.status is ExhibitStatus.WITHDRAWN
    title = english.called(exhibit)
    text = f"{title} (on request)" if exhibit.on_request else title
    style = ROW.tinted(QUIET) if is_withdrawn else ROW
    group.put(type_.block(exhibit.label, LABEL.tinted(QUIET) if is_withdrawn else LABEL), 0, 0, target=target)
    bottom = group.put(type_.block(text, style, _NAME_WIDTH, most=2), TEXT_LEFT, 0, target=target)
    if is_withdrawn:
        group.put(type_.block("withdrawn", style), _DATE, 0, right=True)
        return group, max(bottom, 5.0)
    date = type_.block(date_cell(type_, exhibit.event_date), ROW)
    group.put(date, _DATE, 0, right=True)
    if exhibit.event_date:
        group.disc(min(_DISC, _DATE - date.width - 2.4), 2.6, exhibit.event_date.source)
    where = english.plain(exhibit.where)
    if where:
        bottom = max(bottom, group.put(type_.block(where, SMALL, _WHERE_WIDTH, most=2), _WHERE, 0))
    if target:
        pages = span(numbers.first(exhibit), numbers.last(exhibit))
        group.put(type_.block(pages, LINK), TEXT_WIDTH, 0, right=True, target=target)
    return group, max(bottom, 5.0)


def _add_timeline(type_: Typesetter, plan: Plan, numbers: Numbers, pages: list[Page], y: float) -> None:
    """Puts the timeline below the list where it fits, else on pages of its own."""
    first, others = timeline(type_, plan, numbers, BOTTOM - y - 15)
    if first is not None:
        pages[-1].place(first, 0, y + 15)
    for group in others:
        pages.append(Page())
        pages[-1].place(group, 0, TOP)
