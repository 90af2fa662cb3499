"""The attachments themselves: each picture on its page with its date large above it, small ones two on a page.

What is no picture gets a card that says what lies in the zip. The order is that of the labels, always.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.bundle.pdf_image import is_legible_small, parts_of, picture
from assistant.bundle.pdf_page import BOTTOM, PROOF_LEFT, TEXT_WIDTH, TOP, Group, Page
from assistant.bundle.pdf_proof import asked_words, shown, where_field
from assistant.bundle.pdf_type import FIELD, HEADING, LETTER, ROW, SMALL, TITLE, Mark, Style, Typesetter, clean
from assistant.core.plan import Plan, PlannedExhibit, PlannedItem
from assistant.reply import english

_LEFT = 24.0
_SMALL_WIDTH, _SMALL_HEIGHT, _SLOT = 118.0, 88.0, 125.0
_CAPTION = 7.0
_LABEL = Style(LETTER.family, 20, 700, LETTER.colour, 10)
_SMALL_LABEL = Style(LETTER.family, 16, 700, LETTER.colour, 10)
_SMALL_TITLE = Style(TITLE.family, 16, 700, leading=10)
_QUIET_TITLE = Style(TITLE.family, 16, 400, FIELD.colour, 10)
_KINDS = {
    "application/pdf": "PDF document",
    "text/plain": "text",
    "text/csv": "table (CSV)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel workbook",
    "video/mp4": "video",
}


@dataclass(slots=True)
class Shown:
    """The pages of the attachments, and for each id the first page (from 0), the top there, and the last page."""

    pages: list[Page] = field(default_factory=list)
    places: dict[str, tuple[int, float, int]] = field(default_factory=dict)


@dataclass(slots=True)
class _Album:
    """The work of laying out: what is free on the last page, and how full it is."""

    type_: Typesetter
    plan: Plan
    pictures: Mapping[str, Path]
    sizes: Mapping[str, tuple[int, int]]
    done: Shown = field(default_factory=Shown)
    y: float = BOTTOM
    kind: str = ""

    def page(self) -> Page:
        self.done.pages.append(Page())
        return self.done.pages[-1]

    def note(self, exhibit: PlannedExhibit, top: float, first: int) -> None:
        self.done.places[exhibit.id] = (first, top, len(self.done.pages) - 1)
        self.done.pages[first].bookmarks.append((f"{exhibit.label}  {english.called(exhibit)}", 1, top))


def picture_pages(
    type_: Typesetter, plan: Plan, pictures: Mapping[str, Path], sizes: Mapping[str, tuple[int, int]]
) -> Shown:
    """The pages of all attachments that are not withdrawn. ``sizes`` are in pixels, for the ids of ``pictures``."""
    album = _Album(type_, plan, pictures, sizes)
    queue = [(item, exhibit) for item in plan.items for exhibit in shown(item)]
    small = [_is_small(album, item, exhibit) for item, exhibit in queue]
    for index, (item, exhibit) in enumerate(queue):
        if exhibit.id not in sizes:
            _paper(album, item, exhibit)
        elif small[index] and (_has_half_free(album) or (index + 1 < len(queue) and small[index + 1])):
            _half(album, item, exhibit)
        else:
            _whole(album, item, exhibit)
    _add_notes(album, queue)
    return album.done


def _add_notes(album: _Album, queue: list[tuple[PlannedItem, PlannedExhibit]]) -> None:
    labels: dict[int, list[str]] = {}
    for _item, exhibit in queue:
        first, _top, last = album.done.places[exhibit.id]
        for page in range(first, last + 1):
            labels.setdefault(page, []).append(exhibit.label)
    for page, names in labels.items():
        word = "attachment" if len(names) == 1 else "attachments"
        album.done.pages[page].note = f"{word} {english.listed(names)}"


def _has_half_free(album: _Album) -> bool:
    return album.kind == "half" and album.y < BOTTOM


def _is_small(album: _Album, item: PlannedItem, exhibit: PlannedExhibit) -> bool:
    size = album.sizes.get(exhibit.id)
    if size is None or not is_legible_small(size, _SMALL_WIDTH, _SMALL_HEIGHT):
        return False
    _group, height = _beside(album, item, exhibit)
    return height <= _SMALL_HEIGHT + 5 and len(english.plain(exhibit.title)) <= 90


def _heading(album: _Album, exhibit: PlannedExhibit, top: float, label: Style, title: Style) -> tuple[Group, float]:
    """Label, date and source in one line, the title below; returns the y below it."""
    group, type_ = Group(), album.type_
    name = type_.block(exhibit.label, label)
    group.put(name, 0, top)
    left = max(_LEFT, name.width + 4)
    right = TEXT_WIDTH
    if exhibit.event_date is not None:
        source = type_.block(english.source(exhibit.event_date), SMALL)
        group.put(source, TEXT_WIDTH, top + 3.8, right=True)
        group.disc(TEXT_WIDTH - source.width - 3.6, top + 6.4, exhibit.event_date.source)
        right -= source.width + 8
    text = english.event(exhibit.event_date)
    style = title if exhibit.event_date else _QUIET_TITLE
    date = type_.block(text, style)
    if date.width > right - left:
        date = type_.block(text, _SMALL_TITLE, right - left)
    y = group.put(date, left, top)
    words = english.plain(exhibit.title) if exhibit.is_picture else english.called(exhibit)
    if words:
        y = group.put(type_.block(words, HEADING, TEXT_WIDTH - left, most=3), left, y)
    return group, y


def _fields(album: _Album, item: PlannedItem, exhibit: PlannedExhibit) -> list[tuple[str, str, str]]:
    """What stands beside or above it: (name, letter, text)."""
    found = []
    words = asked_words(exhibit, item)
    found.append(("You asked for", item.letter, words or english.first_words(item.text)))
    for other in album.plan.items:
        if other.letter != item.letter and (words := asked_words(exhibit, other)):
            found.append(("Also for", other.letter, words))
    if exhibit.joined is not None:
        facts = english.joined_facts(exhibit.joined)
        found.append(("Made from", "", facts[:1].upper() + facts[1:]))
    where = english.plain(exhibit.where)
    if where:
        found.append((where_field(album.plan), "", where))
    return found


def _lettered(letter: str, text: str) -> tuple[str, list[Mark]]:
    text = clean(text).replace("\n", " ")
    whole = f"{letter}  {text}" if letter else text
    return whole, [Mark(0, len(letter), LETTER.colour, 700)] if letter else []


def _above(album: _Album, fields: list[tuple[str, str, str]], group: Group, y: float) -> float:
    """Fields in rows, the name at the left."""
    for name, letter, text in fields:
        y += 2.5
        head = album.type_.block(name, FIELD, _LEFT - 2)
        whole, marks = _lettered(letter, text)
        block = album.type_.block(whole, ROW, TEXT_WIDTH - _LEFT, most=4, marks=marks)
        y = max(group.put(head, 0, y), group.put(block, _LEFT, y))
    return y


def _beside(album: _Album, item: PlannedItem, exhibit: PlannedExhibit) -> tuple[Group, float]:
    """Fields in a column of its own, each name above its text, the time of the picture last."""
    group, y = Group(), 0.0
    width = TEXT_WIDTH - PROOF_LEFT
    for name, letter, text in _fields(album, item, exhibit):
        y = group.put(album.type_.block(name, FIELD, width), PROOF_LEFT, y)
        whole, marks = _lettered(letter, text)
        y = group.put(album.type_.block(whole, ROW, width, marks=marks), PROOF_LEFT, y) + 2.5
    name, _comma, text = _taken(exhibit)
    y = group.put(album.type_.block(name, FIELD), PROOF_LEFT, y)
    return group, group.put(album.type_.block(text, FIELD, width), PROOF_LEFT, y)


def _taken(exhibit: PlannedExhibit) -> tuple[str, str, str]:
    whole = english.taken(exhibit.captured_at, exhibit.added_at, short=True)
    first, second, *rest = whole.split(" ")
    return f"{first} {second}", " ", " ".join(rest)


def _half(album: _Album, item: PlannedItem, exhibit: PlannedExhibit) -> None:
    """One of two on a page."""
    if _has_half_free(album):
        page, top = album.done.pages[-1], TOP + _SLOT
        page.rule(top - 5)
        album.y = BOTTOM
    else:
        page, top = album.page(), TOP
        album.y = TOP + _SLOT
    album.kind = "half"
    heading, y = _heading(album, exhibit, top, _SMALL_LABEL, _SMALL_TITLE)
    page.place(heading)
    y += 5
    part = parts_of(album.sizes[exhibit.id], _SMALL_HEIGHT, _SMALL_WIDTH)[0]
    page.drawings.append((0.0, y, picture(exhibit.label, album.pictures[exhibit.id], part)))
    beside, _height = _beside(album, item, exhibit)
    page.place(beside, 0, y)
    album.note(exhibit, top, len(album.done.pages) - 1)


def _whole(album: _Album, item: PlannedItem, exhibit: PlannedExhibit) -> None:
    """A page of its own; the parts of a scroll on as many as they need."""
    page = album.page()
    first = len(album.done.pages) - 1
    album.y, album.kind = BOTTOM, "whole"
    heading, y = _heading(album, exhibit, TOP, _LABEL, TITLE)
    page.place(heading)
    y = _above(album, _fields(album, item, exhibit), page, y + 2.5) + 7.5
    parts = parts_of(album.sizes[exhibit.id], BOTTOM - _CAPTION - y)
    order = "from left to right" if parts[-1].left else "from top to bottom"
    for index, part in enumerate(parts):
        if y + part.height + _CAPTION > BOTTOM + 0.5:
            page, y = album.page(), _continued(album, exhibit, index, len(parts))
        page.drawings.append((0.0, y, picture(exhibit.label, album.pictures[exhibit.id], part)))
        y += part.height + 2.5
        taken = english.taken(exhibit.captured_at, exhibit.added_at)
        page.put(album.type_.block(taken, FIELD), 0, y)
        if len(parts) > 1:
            which = album.type_.block(f"part {index + 1} of {len(parts)}, {order}", FIELD)
            page.put(which, TEXT_WIDTH, y, right=True)
        y += 7.5
    album.note(exhibit, 0.0, first)


def _continued(album: _Album, exhibit: PlannedExhibit, index: int, count: int) -> float:
    page = album.done.pages[-1]
    name = album.type_.block(exhibit.label, _SMALL_LABEL)
    page.put(name, 0, TOP)
    text = f"{english.event(exhibit.event_date)}, part {index + 1} of {count}"
    page.put(album.type_.block(text, HEADING, 140, most=1), max(_LEFT, name.width + 4), TOP + 3.8)
    return TOP + 15


def _paper(album: _Album, item: PlannedItem, exhibit: PlannedExhibit) -> None:
    """A card for what is no picture."""
    card, height = _card(album, item, exhibit)
    if album.kind == "paper" and album.y + 5 + height <= BOTTOM:
        page = album.done.pages[-1]
        page.rule(album.y)
        top = album.y + 5
    else:
        page, top = album.page(), TOP
    page.place(card, 0, top)
    album.y, album.kind = top + height + 7.5, "paper"
    album.note(exhibit, top if top > TOP else 0.0, len(album.done.pages) - 1)


def _card(album: _Album, item: PlannedItem, exhibit: PlannedExhibit) -> tuple[Group, float]:
    group, y = _heading(album, exhibit, 0.0, _SMALL_LABEL, _SMALL_TITLE)
    kind = _KINDS.get(exhibit.media_type, exhibit.media_type or "file")
    if exhibit.on_request:
        file = "Not in the zip, because mail servers refuse files of this kind. I send it on request."
    else:
        file = exhibit.file
    fields = [("File", "", file), ("Kind and size", "", f"{kind}, {english.size(exhibit.bytes)}")]
    y = _above(album, [*fields, *_fields(album, item, exhibit)], group, y + 2.5) + 2.5
    taken = english.taken(exhibit.captured_at, exhibit.added_at)
    return group, group.put(album.type_.block(taken, FIELD), _LEFT, y)
