"""The laid-out pages: nothing is dropped, nothing runs over its paper, whatever a case holds."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.bundle.pdf_image import LARGEST, parts_of
from assistant.bundle.pdf_layout import Book, lay_out
from assistant.bundle.pdf_page import HEIGHT, MARGIN, WIDTH
from assistant.bundle.pdf_proof import date_cell
from assistant.bundle.pdf_type import TEXT, Block, Mark, Typesetter
from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import ExhibitStatus
from assistant.core.plan import Plan, PlannedExhibit

Make = Callable[..., Plan]
Any = Callable[..., object]
MakeExhibit = Callable[..., PlannedExhibit]
Pictures = Callable[[Plan], dict[str, Path]]


def text_of(block: Block) -> Iterator[str]:
    """The lines of a text."""
    data = block.layout.text().encode("utf-16-le")
    for index in range(block.lines):
        line = block.layout.lineAt(index)
        yield data[2 * line.textStart() : 2 * (line.textStart() + line.textLength())].decode("utf-16-le")


def is_on_paper(book: Book) -> bool:
    """Every link lies on its page and leads to a page that there is; every drawing starts on the page."""
    return all(
        -0.01 <= x + MARGIN <= WIDTH and 0 <= y <= HEIGHT for page in book.pages for x, y, _draw in page.drawings
    ) and all(
        link.x + MARGIN >= 0
        and link.x + link.width + MARGIN <= WIDTH - 15
        and link.y + link.height <= HEIGHT
        and 1 <= link.target.page <= len(book.pages)
        for page in book.pages
        for link in page.links
    )


def test_thirty_questions_fit_on_page_one(make_plan: Make, make_item: Any, make_exhibit: MakeExhibit) -> None:
    # GIVEN thirty questions with three attachments each
    letters = [chr(65 + at) if at < 26 else f"A{chr(39 + at)}" for at in range(30)]
    plan = make_plan(
        [
            make_item(
                letter,
                "What was the work and when was it done " * 3,
                "A long answer. " * 20,
                exhibits=[make_exhibit(f"{letter}-{at}") for at in (1, 2, 3)],
                gap="None." if at_ % 4 == 0 else "",
            )
            for at_, letter in enumerate(letters)
        ]
    )
    # WHEN it is laid out without pictures
    book = lay_out(plan, {})
    # THEN all that stands on page 1 ends above its contents line, and the answers have pages of their own
    assert is_on_paper(book)
    assert max(link.y + link.height for link in book.pages[0].links if link.y < 262) <= 262.5
    assert book.numbers.answers[0] == 2
    assert len(book.numbers.items) == 30


def test_three_hundred_attachments_are_all_listed(make_plan: Make, make_item: Any, make_exhibit: MakeExhibit) -> None:
    # GIVEN 300 attachments, one of them withdrawn
    day = dt.date(2015, 1, 1)
    exhibits = [
        make_exhibit(f"A-{at}", event_date=EventDate.parse(str(day + dt.timedelta(days=at)), DateSource.SEEN))
        for at in range(1, 301)
    ]
    exhibits[7] = dataclasses.replace(exhibits[7], status=ExhibitStatus.WITHDRAWN, file="")
    plan = make_plan([make_item("A", "How do you know your client", "Yes.", exhibits=exhibits)])
    # WHEN it is laid out
    book = lay_out(plan, {})
    # THEN each has a row that leads to its page, but for the withdrawn one, which has none
    assert is_on_paper(book)
    first, last = book.numbers.attachments
    listed = {link.target for page in book.pages[first - 1 : last] for link in page.links}
    assert {target for target, _last in book.numbers.exhibits.values()} <= listed
    assert "xA-8" not in book.numbers.exhibits
    assert len(book.numbers.exhibits) == 299


@pytest.mark.parametrize(
    "answer",
    [
        "ы" * 10_000,
        "نعم اتفقنا على السعر في الرسائل. " * 300,
        "我们约定了范围和报酬。" * 500,
        "שלום A-1 עולם\n\n" * 90,
        "\u202egnp.exe\u0000\u0007 \ud800 end",
        "line\nline\r\n\r\nparagraph " * 400,
    ],
    ids=["one word", "arabic", "chinese", "hebrew", "controls", "lines"],
)
def test_long_and_strange_answers_flow(make_plan: Make, make_item: Any, make_exhibit: MakeExhibit, answer: str) -> None:
    # GIVEN an answer that is long or not Latin, and attachments with such titles
    exhibit = make_exhibit("A-1", title=answer[:400], where=answer[:300])
    plan = make_plan([make_item("A", answer[:500], answer, exhibits=[exhibit], gap=answer)])
    # WHEN it is laid out
    book = lay_out(plan, {})
    # THEN it stays on its paper
    assert is_on_paper(book)
    assert book.numbers.answers[1] >= 2


def test_small_pictures_share_a_page(
    make_plan: Make, make_item: Any, make_exhibit: MakeExhibit, make_pictures: Pictures
) -> None:
    # GIVEN two small pictures, a large one, a small one alone, and two documents
    sizes = [(900, 560), (900, 560), (1600, 1000), (600, 300)]
    exhibits = [make_exhibit(f"A-{at}", width=w, height=h) for at, (w, h) in enumerate(sizes, 1)]
    papers = [make_exhibit(f"A-{at}", is_picture=False, media_type="application/pdf") for at in (5, 6)]
    plan = make_plan([make_item("A", "Why", "So.", exhibits=[*exhibits, *papers])])
    # WHEN it is laid out
    found = lay_out(plan, make_pictures(plan)).numbers.exhibits
    # THEN two share, the others have their own, documents share one
    first = found["xA-1"][0].page
    assert [found[f"xA-{at}"][0].page - first for at in range(1, 7)] == [0, 0, 1, 2, 3, 3]


@pytest.mark.parametrize(
    ("size", "parts"),
    [
        ((1280, 900), 1),
        ((120, 60), 1),
        ((1080, 2400), 1),
        ((1000, 9000), 6),
        ((5760, 1080), 3),
        ((14_000, 14_000), 1),
        ((600, 90_000), 12),
    ],
)
def test_a_scroll_is_cut_into_parts_that_can_be_read(size: tuple[int, int], parts: int) -> None:
    # GIVEN a picture of this size and 180 mm of paper
    # WHEN it is fitted
    found = parts_of(size, 180)
    # THEN its parts cover it without a hole, overlap, and none is larger than its room or than at 96 dpi
    assert len(found) == parts
    assert (found[0].left, found[0].top, found[-1].right, found[-1].bottom) == (0, 0, *size)
    for one, next_ in pairwise(found):
        assert (next_.top < one.bottom) if size[1] > size[0] else (next_.left < one.right)
    for part in found:
        assert part.width <= 170.5
        assert part.height <= 180.5
        assert part.width / (part.right - part.left) <= LARGEST + 1e-9


def test_dates_are_said_as_exactly_as_they_are_known() -> None:
    # GIVEN dates of every precision
    type_ = Typesetter()
    # WHEN they are put into their narrow column
    said = [
        date_cell(type_, EventDate.parse(text))
        for text in ("2015-11-09", "2015-11", "2015", "2015-11-01..2015-12-17", "2014-11-01..2015-12-17")
    ]
    # THEN nothing is cut
    assert said == ["9 Nov 2015", "Nov 2015", "2015", "Nov–Dec 2015", "2014–2015"]
    assert date_cell(type_, None) == "no date"


def test_a_cut_text_ends_at_a_word_and_points_on() -> None:
    # GIVEN a text of many lines with a mark
    type_ = Typesetter()
    text = "See A-1 first. " + "words and more " * 60
    # WHEN two lines are free
    block = type_.block(text, TEXT, 100, most=2, marks=[Mark(4, 3)], tail=" p. 2")
    # THEN two lines are used, ended by the pointer
    found = list(text_of(block))
    assert len(found) == 2
    assert found[1].endswith(" … p. 2")
    assert block.width <= 100
    assert found[1].removesuffix(" … p. 2").split()[-1] in ("words", "and", "more")


def test_a_scroll_starts_on_its_first_page(
    make_plan: Make, make_item: Any, make_exhibit: MakeExhibit, make_pictures: Pictures
) -> None:
    # GIVEN a long scroll and a picture of three monitors
    exhibits = [make_exhibit("A-1", width=1000, height=9000), make_exhibit("A-2", width=5760, height=1080)]
    plan = make_plan([make_item("A", "Why", "So.", exhibits=exhibits)])
    # WHEN it is laid out
    found = lay_out(plan, make_pictures(plan)).numbers.exhibits
    # THEN the scroll takes a page for each part, and strips share pages
    assert found["xA-1"][1] - found["xA-1"][0].page == 5
    assert found["xA-2"][1] - found["xA-2"][0].page == 1
