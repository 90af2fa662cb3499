"""Letters are read right: the forms they come in, the facts in them, and what is no request."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.notice.letter import Letter, decode
from assistant.notice.reader import read

LINKED = """Hello #pat_w,
Our checks found activity in your Upwork account that is connected to these other user accounts:
#old_mill
@second.shop
For now we've limited your ability to send proposals or withdraw funds.
So that we can go on, please send us the following information:
  • How did you come to know the client
  • How do you write to each other, with screenshots of the chat and its dates. Please include a screenshot in which \
the project scope and the rate of pay are agreed

Please reply with the information requested above.
"""


def test_a_labelled_letter_is_read_as_a_person_reads_it(labelled: dict[str, Any]) -> None:
    # GIVEN a letter with what it asks for, in its order
    # WHEN it is read
    notice = read(decode(labelled["text"].encode()))
    # THEN the same is found, each in its place, with the platform and the language
    assert len(notice.items) == len(labelled["items"])
    for label, item in zip(labelled["items"], notice.items, strict=True):
        wanted, found = _words(label["text"]), _words(item.text)
        assert len(wanted & found) >= 0.8 * min(len(wanted), len(found))
        assert (
            notice.body[item.start : item.end].split() == item.text.split()
            or "\n" in notice.body[item.start : item.end]
        )
        assert ("screenshot" in item.requirements) == label["needs_screenshots"]
    assert notice.asks == bool(labelled["items"])
    assert notice.language == labelled["language"]
    assert notice.platform == labelled["platform"]


def test_kinds_are_mostly_right_over_all_letters() -> None:
    # GIVEN all letters with the kinds that a person saw in them
    pairs = [
        (label["kind"], item.kind)
        for letter in every_letter()
        for label, item in zip(letter["items"], read(decode(letter["text"])).items, strict=True)
    ]
    # THEN at least five kinds in six are the same
    assert sum(wanted == found for wanted, found in pairs) * 6 >= 5 * len(pairs)


def test_facts_that_are_labelled_are_found(labelled: dict[str, Any]) -> None:
    # GIVEN a letter whose facts are labelled
    facts = labelled["facts"]
    # WHEN it is read
    notice = read(decode(labelled["text"]))
    # THEN they are found, and no deadline is made up
    assert [span.text for span in notice.linked_accounts] == facts["linked_accounts"]
    assert (notice.deadline.text if notice.deadline else "") == facts["deadline"]
    assert list(notice.references) == ([facts["reference"]] if facts["reference"] else [])
    assert notice.is_template_repeat == facts["is_template_repeat"]


def test_a_letter_about_a_linked_account_gives_items_parts_and_facts() -> None:
    # GIVEN a letter with a colon before accounts and a colon before asks
    # WHEN it is read
    notice = read(decode(LINKED))
    # THEN the second list alone is asked for, with its parts
    assert [item.requirements for item in notice.items] == [
        ("answer",),
        ("answer", "screenshot", "dates", "scope", "rate"),
    ]
    assert [item.kind for item in notice.items] == ["relationship", "communication"]
    assert len(notice.items[1].further_asks) == 1
    # AND the accounts and the restriction have their places
    assert [span.text for span in notice.linked_accounts] == ["#old_mill", "@second.shop"]
    restriction = notice.restrictions[0]
    assert restriction.text == "For now we've limited your ability to send proposals or withdraw funds"
    for span in (*notice.linked_accounts, restriction, *notice.maybe):
        assert notice.body[span.start : span.end] == span.text


def test_what_looked_like_an_ask_is_offered_as_maybe() -> None:
    # GIVEN a letter that ends in a phrase that only points back
    # WHEN it is read
    notice = read(decode(LINKED))
    # THEN the phrase is no item, and is offered
    assert [span.text for span in notice.maybe] == ["Please reply with the information requested above."]


def test_spans_count_code_points() -> None:
    # GIVEN a letter with signs outside the basic plane before its list
    text = (
        "😀😀 Dear seller,\r\nplease send us the following:\r\n- A copy of your passport\r\n- A recent utility bill\r\n"
    )
    # WHEN it is read
    notice = read(decode(text.encode()))
    # THEN each span is its text
    assert [notice.body[item.start : item.end] for item in notice.items] == [
        "A copy of your passport",
        "A recent utility bill",
    ]


def test_a_further_ask_that_no_part_covers_becomes_a_part_of_its_own() -> None:
    # GIVEN an entry with a second ask in it
    text = "Please answer:\n1. How do you pack the goods? Please also describe who checks them.\n2. Why now?"
    # WHEN it is read
    first = read(decode(text)).items[0]
    # THEN the second ask is a requirement with the letter's words
    assert first.requirements == ("answer", "other:1")
    assert first.further_asks == ("Please also describe who checks them.",)


def test_any_one_of_a_list_is_enough_where_the_letter_says_so() -> None:
    # GIVEN a list of which one is enough
    text = "Please send one of the following documents:\n- Utility bill\n- Lease\nIt must be legible."
    # WHEN it is read
    items = read(decode(text)).items
    # THEN its entries share a group, and the rule goes with the last
    assert len({item.alternative_group for item in items}) == 1
    assert items[0].alternative_group
    assert items[-1].rules == ("It must be legible.",)


def test_a_branch_is_a_condition() -> None:
    # GIVEN a letter with branches
    text = (
        "What you need to do\n\nIf the shop is yours:\nPlease send us a copy of your lease.\n\n"
        "If the shop is not yours:\nPlease explain how you know its owner.\n"
    )
    # WHEN it is read
    items = read(decode(text)).items
    # THEN each ask knows when it applies
    assert [item.condition for item in items] == ["If the shop is yours", "If the shop is not yours"]


@pytest.mark.parametrize(
    "text",
    [
        "Please review our Terms of Service below:\nhttps://example.com/terms\nhttps://example.com/help",
        "If you have any questions, please do not hesitate to contact us.",
        "If you feel this was in error, please let us know why.",
        "We removed your listings because:\n- They were copies\n- Buyers complained\n- Prices were wrong",
        "To appeal:\n1. Go to your dashboard\n2. Click Appeal\n3. Press Send",
    ],
)
def test_courtesy_allegations_and_clicks_ask_nothing(text: str) -> None:
    # GIVEN a letter of phrases that ask nothing
    # WHEN it is read THEN no item is made
    assert read(decode(text)).items == ()


@pytest.mark.parametrize(
    ("text", "written", "day"),
    [
        ("Please send us your invoice by 2025-07-04.", "by 2025-07-04", dt.date(2025, 7, 4)),
        ("Please send us your invoice by 4 July 2025, or else.", "by 4 July 2025", None),
        ("You have to upload your passport within 14 days.", "within 14 days", None),
    ],
)
def test_a_deadline_is_what_the_letter_says(text: str, written: str, day: dt.date | None) -> None:
    # GIVEN a letter that says until when
    deadline = read(decode(text)).deadline
    # THEN its words are kept, and a day only where it can have one reading
    assert deadline is not None
    assert (deadline.text, deadline.date) == (written, day)


@pytest.mark.parametrize(
    "text",
    [
        "We will answer within 5 days.",
        "Your funds will be held for 180 days.",
        "Send invoices from the last 90 days.",
        "Our team usually replies within 24 hours.",
        "There is no deadline and the suspension has no end date.",
    ],
)
def test_other_spans_of_time_are_no_deadline(text: str) -> None:
    # GIVEN days that are not the person's WHEN read THEN there is no deadline
    assert read(decode(text)).deadline is None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Please send us your invoice.", "request"),
        ("Your account is still under review and we will let you know.", "waiting"),
        ("Your account is permanently closed. This decision is final.", "refusal"),
        ("Your account has been reinstated.", "reinstated"),
        ("The weather was nice.", "unknown"),
    ],
)
def test_what_a_letter_amounts_to(text: str, outcome: str) -> None:
    # GIVEN a letter WHEN read THEN its outcome is named
    assert read(decode(text)).outcome == outcome


def test_money_on_hold_and_references_are_found_and_nothing_is_guessed() -> None:
    # GIVEN a letter that speaks of money and a case
    notice = read(decode("The funds in your balance will be held for now. Case ID: AB-1234-77."))
    # THEN both are there with the letter's words
    assert notice.money_held is not None
    assert notice.money_held.text == "The funds in your balance will be held for now"
    assert notice.references == ("AB-1234-77",)
    # AND a letter without them gives nothing
    plain = read(decode("Please tell us why you sell spoons."))
    assert (plain.money_held, plain.references, plain.reason, plain.deadline) == (None, (), "", None)


def test_json_holds_every_key_and_nothing_that_json_cannot_hold() -> None:
    # GIVEN a letter that was read
    notice = read(decode(LINKED))
    # WHEN it is printed
    data = json.loads(json.dumps(notice.as_json()))
    # THEN the keys are those of the command
    assert set(data) == {
        "body", "platform", "language", "outcome", "asks", "items", "maybe", "linked_accounts", "restrictions",
        "reason", "deadline", "references", "money_held", "is_template_repeat", "warnings",
    }  # fmt: skip
    assert set(data["items"][0]) == {
        "text", "kind", "needs_dates", "needs_screenshots", "parts", "requirements", "alternative_group", "condition",
        "rules", "start", "end",
    }  # fmt: skip


def test_a_damaged_or_endless_letter_is_read_with_a_warning() -> None:
    # GIVEN a letter with an unreadable sign and far too long
    notice = read(Letter("Please send us your invoice \ufffd.\n" + "word " * 50_000))
    # THEN it is read and both are said
    assert [warning.code for warning in notice.warnings] == ["letter-long", "letter-damaged"]
    assert notice.items


def test_a_linked_account_on_the_same_line() -> None:
    # GIVEN names after the colon of the very sentence, and one where no name follows
    named = "We saw that your account is linked to: orchid_88, “Old Mill” and Pia9.\nPlease send us your invoice."
    other = "Your account is linked to: a person whom we asked to leave the marketplace some years ago."
    # WHEN read THEN the names are found, and nothing is taken for one
    assert [span.text for span in read(decode(named)).linked_accounts] == ["orchid_88", "Old Mill", "Pia9"]
    assert read(decode(other)).linked_accounts == ()


def test_a_further_ask_for_another_picture_is_not_lost() -> None:
    # GIVEN an entry that asks for pictures, and for one of something else besides
    body = """To go on, please send us:
- Screenshots of your conversation with the buyer that show the dates. Please also add a screenshot of your tax form.
- How you write to each other, with screenshots. Please include a screenshot of the project scope and rate of pay.
"""
    first, second = read(decode(body)).items
    # THEN it stands on its own; what scope and rate say already does not
    assert first.kind == "communication"
    assert first.requirements == ("answer", "screenshot", "dates", "other:1")
    assert first.further_asks == ("Please also add a screenshot of your tax form.",)
    assert second.requirements == ("answer", "screenshot", "scope", "rate")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "We need a few things from you.\n\nPlease get back to us with the points below:\n\n"
            "A scan of your passport\n\nA gas bill of this year\n\nWe usually answer in two days.",
            ["A scan of your passport", "A gas bill of this year"],
        ),
        (
            "We kindly ask you to share a bank statement, a photo of yourself holding your ID, and a list "
            "of the clients you worked for.",
            [
                "We kindly ask you to share a bank statement",
                "a photo of yourself holding your ID",
                "a list of the clients you worked for",
            ],
        ),
        (
            "Please fill in the form below and return it to us by 4 January 2026.\n\nFull name:\nDate of birth:\n"
            "How did you hear about the project:\n\nThank you",
            ["Full name:", "Date of birth:", "How did you hear about the project:"],
        ),
        (
            "What we need from you:\n1) Where did you work in June?\n2) Who else uses your computer?\n\n"
            "Note: also attach a copy of your ID.",
            ["Where did you work in June?", "Who else uses your computer?", "Note: also attach a copy of your ID."],
        ),
        ("We would also need a receipt for it.\nThank you.", ["We would also need a receipt for it."]),
        ("I would also like to see the contract.", ["I would also like to see the contract."]),
        ("You may appeal by sending us a plan of action.", ["You may appeal by sending us a plan of action."]),
    ],
)
def test_forms_of_asking(body: str, wanted: list[str]) -> None:
    assert [item.text for item in read(decode(body)).items] == wanted


def test_a_question_about_a_card_asks_for_no_document() -> None:
    body = "Please answer these questions:\n1. Why was the card on file changed?\n2. Who else knows your password?"
    assert read(decode(body)).items[0].requirements == ("answer",)


def every_letter() -> list[dict[str, Any]]:
    folder = Path(__file__).resolve().parents[2] / "data" / "letters"
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
