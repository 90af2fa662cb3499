from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from assistant.core.case import Case, Round
from assistant.core.coverage import ItemState, coverage, is_ready, missing_texts
from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import Exhibit, ExhibitKind, ExhibitStatus, labelled
from assistant.core.items import RequestedItem

NOW = dt.datetime(2026, 3, 4, 14, 0, tzinfo=dt.UTC)
PICTURE = Exhibit("x1", "C", ExhibitKind.CAPTURE, "0" * 64, 10, "image/png", NOW, captured_at=NOW)
PAPER = replace(PICTURE, id="x2", kind=ExhibitKind.FILE, media_type="application/pdf", captured_at=None)
SEEN = EventDate.parse("2015-12-17", DateSource.SEEN)


def case(*items: RequestedItem, exhibits: tuple[Exhibit, ...] = ()) -> Case:
    return Case("t", "", (Round(1, "body", "upwork"),), items, labelled(exhibits), NOW)


def item(letter: str, *parts: str, **more: str) -> RequestedItem:
    return RequestedItem("words", letter=letter, requirements=parts, further_asks=("a list of calls",), **more)  # type: ignore[arg-type]  # keyword values are texts


def met(of: Case, letter: str) -> dict[str, bool]:
    return next(dict(cover.met) for cover in coverage(of) if cover.item.letter == letter)


def test_an_answer_is_more_than_spaces() -> None:
    assert met(case(item("A", "answer", answer="  ")), "A") == {"answer": False}
    assert met(case(item("A", "answer", answer="We met.")), "A") == {"answer": True}


def test_a_picture_meets_screenshot_but_not_document_and_a_file_the_other_way_round() -> None:
    parts = item("C", "screenshot", "document")
    assert met(case(parts, exhibits=(PICTURE,)), "C") == {"screenshot": True, "document": False}
    assert met(case(parts, exhibits=(PAPER,)), "C") == {"screenshot": False, "document": True}


@pytest.mark.parametrize(
    ("exhibit", "source", "counts"),
    [
        (PICTURE, DateSource.SEEN, True),
        (PICTURE, DateSource.FILE, False),
        (PICTURE, DateSource.STATED, False),
        (PAPER, DateSource.FILE, True),
        (PAPER, DateSource.STATED, False),
    ],
)
def test_a_date_counts_where_a_reader_can_see_it(exhibit: Exhibit, source: DateSource, counts: bool) -> None:
    dated = replace(exhibit, event_date=SEEN.with_source(source))
    assert met(case(item("C", "dates"), exhibits=(dated,)), "C") == {"dates": counts}


def test_scope_rate_and_further_asks_count_only_when_said() -> None:
    parts = item("C", "scope", "rate", "other:1")
    assert met(case(parts, exhibits=(PICTURE,)), "C") == {"scope": False, "rate": False, "other:1": False}
    said = replace(PICTURE, shows=("scope", "other:1"))
    assert met(case(parts, exhibits=(said,)), "C") == {"scope": True, "rate": False, "other:1": True}


def test_an_exhibit_may_show_parts_of_another_item() -> None:
    # GIVEN a dated picture of C that is said to show dates and rate of B
    shared = replace(PICTURE, event_date=SEEN, shows=("B:dates", "B:rate"))

    # WHEN B is looked at THEN these parts are met and the picture of its own is still missing
    found = met(case(item("B", "screenshot", "dates", "rate"), item("C", "answer"), exhibits=(shared,)), "B")
    assert found == {"screenshot": False, "dates": True, "rate": True}


@pytest.mark.parametrize("gone", [{"send": False}, {"status": ExhibitStatus.WITHDRAWN}])
def test_what_does_not_go_out_counts_for_nothing(gone: dict[str, object]) -> None:
    hidden = replace(PICTURE, event_date=SEEN, shows=("scope",), **gone)  # type: ignore[arg-type]  # keyword values of several types
    covers = coverage(case(item("C", "screenshot", "dates", "scope"), exhibits=(hidden,)))
    assert covers[0].state is ItemState.EMPTY
    assert covers[0].missing == ("screenshot", "dates", "scope")


def test_states_and_readiness() -> None:
    # GIVEN an item of each state
    empty, started = item("A", "answer", "rate"), item("B", "answer", "rate", answer="yes")
    ready, gap = item("D", "answer", answer="yes"), item("E", "answer", "rate", gap="no longer have it")

    # WHEN the case is looked at
    covers = coverage(case(empty, started, ready, gap))

    # THEN each is what it is, and a gap is an answer
    assert [cover.state for cover in covers] == [ItemState.EMPTY, ItemState.STARTED, ItemState.READY, ItemState.GAP]
    assert [cover.answered for cover in covers] == [False, False, True, True]
    assert not is_ready(covers)
    assert is_ready(covers[2:])


def test_what_is_missing_is_said_in_words() -> None:
    parts = item("C", "answer", "screenshot", "dates", "scope", "rate", "document", "other:1", "other:7")
    assert [str(text) for text in missing_texts(coverage(case(parts)))] == [
        "in C, your answer",
        "in C, a picture of the screen",
        "in C, a date that can be seen",
        "in C, a picture that shows what work",
        "in C, a picture that shows for how much",
        "in C, a document",
        "in C, what shows “a list of calls”",
        "in C, what shows “other:7”",
    ]


def test_a_case_finds_its_parts_by_name() -> None:
    whole = case(item("C", "answer"), exhibits=(PICTURE, replace(PAPER, send=False)))
    assert whole.exhibit("C-1") == whole.exhibit("x1")
    assert whole.exhibit("") is None
    assert [each.id for each in whole.exhibits_of("C")] == ["x1", "x2"]
    assert whole.item("C") is not None
    assert whole.item("D") is None
    assert whole.platform == "upwork"
    assert whole.round.number == 1
