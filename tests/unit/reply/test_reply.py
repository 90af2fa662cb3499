"""The reply answers by itself, stays short, and says nothing that the plan doesn't."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from assistant.core.event_date import DateSource, EventDate
from assistant.core.exhibits import ExhibitKind, ExhibitStatus
from assistant.core.plan import Plan, PlannedExhibit, PlannedItem
from assistant.reply.reply import MOST_WORDS, own_words, reply_text

ZONE = dt.timezone(dt.timedelta(hours=1))


def exhibit(label: str, date: str = "", title: str = "", *, file: bool = True) -> PlannedExhibit:
    time = dt.datetime(2015, 12, 14, 18, 32, 7, tzinfo=ZONE)
    return PlannedExhibit(
        id=label,
        label=label,
        item=label[0],
        title=title,
        kind=ExhibitKind.CAPTURE,
        media_type="image/png",
        is_picture=True,
        file=f"{label}.png" if file else "",
        sha256="a" * 64,
        bytes=2_400_000,
        original_sha256="b" * 64,
        added_at=time,
        captured_at=time,
        event_date=EventDate.parse(date, DateSource.SEEN) if date else None,
        shows=(),
        where="",
        changes=(),
        width=10,
        height=10,
        status=ExhibitStatus.ACTIVE,
    )


def item(letter: str, text: str, answer: str, gap: str, *exhibits: PlannedExhibit) -> PlannedItem:
    met = (("answer", bool(answer)),)
    return PlannedItem(letter, text, "other", answer, gap, f"{letter}_other", met, (), exhibits)


def plan_of(*items: PlannedItem) -> Plan:
    return Plan(
        prefix="jdoe_upwork-letter-1",
        account="jdoe",
        platform="upwork",
        platform_name="Upwork",
        round_number=1,
        letter_date=dt.date(2015, 12, 14),
        made_at=dt.datetime(2015, 12, 15, 10, 6, tzinfo=ZONE),
        references=("#123",),
        linked_accounts=(),
        money_held="USD 180.00",
        items=items,
        log=(),
        program_version="0.1.0",
    )


@pytest.fixture
def plan() -> Plan:
    first = replace(exhibit("A-1", "2015-11-05", "First message"), where="Message room, 5 Nov")
    return plan_of(
        item("A", "How do you know your client", "They wrote to me on Upwork.", "", first),
        item("B", "The kind of work", "Two sheets.", "The sources are too large.", exhibit("B-1", file=False)),
        item("C", "How do you talk to them", "", ""),
    )


def test_the_whole_letter(plan: Plan) -> None:
    text = reply_text(plan, ["jdoe_upwork-letter-1_INDEX.pdf", "jdoe_upwork-letter-1_evidence.zip"])
    assert text == (
        "Hello,\n\n"
        "Reference: #123. Thank you for your letter of 14 December 2015 about my account jdoe. "
        "My answer to the 3 points that you raised, in your order:\n\n"
        "A. How do you know your client\n"
        "They wrote to me on Upwork.\n"
        "- A-1 (5 Nov 2015): First message – you can see it at: Message room, 5 Nov\n\n"
        "B. The kind of work\n"
        "Two sheets.\n"
        "What I can’t provide here, and why: The sources are too large.\n"
        "On request: B-1 (no date given): Screenshot, 2.4 MB.\n\n"
        "C. How do you talk to them\n"
        "Not answered.\n\n"
        "Money on hold: USD 180.00.\n\n"
        "Attached to this mail:\n"
        "- jdoe_upwork-letter-1_INDEX.pdf: the answers and all attachments on numbered pages\n"
        "- jdoe_upwork-letter-1_evidence.zip: the same index with 1 attachment, each a file of its own\n\n"
        "Kind regards,\njdoe\n"
    )


def test_it_stays_short_whatever_is_attached() -> None:
    # GIVEN three questions with hundreds of titled attachments, and long answers
    answer = "I worked for this client from June to September and was paid for it. " * 40
    items = [
        item(
            letter,
            "The kind of work you delivered, including samples and screenshots with dates",
            answer,
            "",
            *[
                exhibit(f"{letter}-{number}", f"2015-{number % 12 + 1:02}-03", "A title of some words")
                for number in range(1, 200)
            ],
        )
        for letter in "ABC"
    ]

    # WHEN the letter is written
    plan = plan_of(*items)
    text = reply_text(plan, ["x_INDEX.pdf", "x_evidence.zip"])

    # THEN every answer is there whole, and the program's own words are few
    assert text.count(answer.strip()) == 3
    assert own_words(text, plan) <= MOST_WORDS
    assert "Attachments A-1 to A-199 (199), 3 Jan 2015 to 3 Dec 2015." in text


def test_what_is_not_known_is_left_out() -> None:
    plan = replace(
        plan_of(item("A", "Send us your passport", "Here it is.", "")),
        account="",
        platform_name="",
        letter_date=None,
        references=(),
        money_held="",
    )
    text = reply_text(plan)
    assert text == (
        "Hello,\n\nThank you for your letter. My answer to the point that you raised:\n\n"
        "A. Send us your passport\nHere it is.\n\nKind regards\n"
    )


def test_no_place_is_left_to_be_filled_in(plan: Plan) -> None:
    assert not re.search(r"[\[\]{}<>]|\bNone\b|TODO|XXX|_{3,}", reply_text(plan))


def test_withdrawn_attachments_are_named_as_such(plan: Plan) -> None:
    gone = replace(exhibit("A-2", file=False), status=ExhibitStatus.WITHDRAWN)
    first = plan.items[0]
    text = reply_text(replace(plan, items=(replace(first, exhibits=(*first.exhibits, gone)),)))
    assert "A-2 is withdrawn." in text
    assert "On request" not in text


def test_what_another_question_shows_is_named(plan: Plan) -> None:
    # GIVEN an attachment of A that shows something for C, which has none and no answer
    shown = replace(plan.items[0].exhibits[0], shows=("C:dates",))
    items = (replace(plan.items[0], exhibits=(shown,)), *plan.items[1:])

    # WHEN the reply is written
    text = reply_text(replace(plan, items=items), [])

    # THEN C says where it is shown
    assert "Shown by the attachments.\nAlso shown by A-1." in text
    assert "Not answered." not in text
