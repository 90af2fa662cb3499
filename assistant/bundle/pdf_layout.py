"""All pages of the index, laid out from a plan before anything is painted.

Page numbers stand on pages that come before the pages they name, so the layout is repeated until no number changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from assistant.bundle.pdf_answers import answer_pages
from assistant.bundle.pdf_front import front_page
from assistant.bundle.pdf_image import picture_size
from assistant.bundle.pdf_list import list_pages
from assistant.bundle.pdf_made import made_pages
from assistant.bundle.pdf_page import Page, footer
from assistant.bundle.pdf_pictures import picture_pages
from assistant.bundle.pdf_proof import Numbers, letter_name
from assistant.bundle.pdf_type import Target, Typesetter
from assistant.core.plan import Plan

_MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Book:
    """The laid-out pages, footers included, and where everything stands. Belongs to the thread that made it."""

    pages: tuple[Page, ...]
    numbers: Numbers
    missing: str


def lay_out(plan: Plan, pictures: Mapping[str, Path]) -> Book:
    """Lays out all pages. Raises ExportError (``pdf-picture``) when a picture can't be read."""
    type_ = Typesetter()
    labels = {exhibit.id: exhibit.label for exhibit in plan.exhibits if exhibit.is_picture}
    sizes = {name: picture_size(labels[name], path) for name, path in pictures.items() if name in labels}
    album = picture_pages(type_, plan, pictures, sizes)
    numbers = Numbers()
    for _round in range(_MOST_ROUNDS):
        answers, starts = answer_pages(type_, plan, numbers)
        listed = list_pages(type_, plan, numbers)
        made = made_pages(type_, plan, numbers)
        ends = [1]
        for section in (answers, listed, album.pages, made):
            ends.append(ends[-1] + len(section))
        spans = [(first + 1, last) for first, last in pairwise(ends)]
        before = ends[2]
        found = Numbers(
            answers=spans[0],
            attachments=spans[1],
            pictures=spans[2],
            made=spans[3],
            items={letter: Target(2 + page, y) for letter, (page, y) in starts.items()},
            exhibits={
                name: (Target(before + 1 + first, top), before + 1 + last)
                for name, (first, top, last) in album.places.items()
            },
        )
        if found == numbers:
            break
        numbers = found
    pages = [front_page(type_, plan, numbers), *answers, *listed, *album.pages, *made]
    name = letter_name(plan)
    for number, page in enumerate(pages, 1):
        text = f"{name} · {page.note}" if page.note else name
        page.place(footer(type_, text, number, len(pages)))
    return Book(tuple(pages), numbers, "".join(sorted(type_.missing)))
