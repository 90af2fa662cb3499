from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core import items as lists
from assistant.core.items import RequestedItem

BODY = "Please send how you met and what you did."
MET = RequestedItem("how you met", start=12, end=23)
DID = RequestedItem(
    "what you did", requirements=("answer", "screenshot", "other:1"), further_asks=("a list",), start=28, end=40
)


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters_go_on_after_z(index: int, letter: str) -> None:
    assert lists.letter_of(index) == letter


def test_acceptance_gives_letters_after_those_taken() -> None:
    # GIVEN a second letter's items where A to C are taken
    # WHEN the list is accepted
    done = lists.accepted([MET, DID], taken=3)

    # THEN they go on with D
    assert [item.letter for item in done] == ["D", "E"]


def test_joining_asks_for_the_parts_of_both_and_covers_both_spans() -> None:
    # GIVEN two items that each have a further ask
    first = RequestedItem("x", requirements=("answer", "other:1"), further_asks=("b",), start=1, end=2)

    # WHEN they are joined
    (joined,) = lists.join([first, DID], 0)

    # THEN nothing that was asked is lost, and the further asks keep their places
    assert joined.requirements == ("answer", "screenshot", "other:1", "other:2")
    assert joined.further_asks == ("b", "a list")
    assert (joined.start, joined.end) == (1, 40)


def test_splitting_keeps_the_spans_in_the_letter() -> None:
    # GIVEN an item whose span is its text
    item = RequestedItem(BODY, start=0, end=len(BODY))

    # WHEN it is cut before "and"
    first, second = lists.split([item], 0, BODY.index("and"))

    # THEN each half is the letter's own words at its span
    assert BODY[first.start : first.end] == first.text
    assert BODY[second.start : second.end] == second.text


@pytest.mark.parametrize("at", [0, 200])
def test_a_split_that_would_leave_nothing_changes_nothing(at: int) -> None:
    assert lists.split([MET], 0, at) == (MET,)


def test_an_item_from_the_letter_goes_to_its_place_and_one_of_ones_own_to_the_end() -> None:
    between = RequestedItem("and", start=24, end=27)
    own = RequestedItem("my own")
    assert [item.text for item in lists.add([MET, DID], between)] == ["how you met", "and", "what you did"]
    assert lists.add([MET, DID], own)[-1] is own


@given(st.lists(st.sampled_from([*lists.PARTS, "other:1", "other:2", "other:10"])))
def test_parts_have_one_order_and_no_repeats(parts: list[str]) -> None:
    ordered = lists.in_order(parts)
    assert set(ordered) == set(parts)
    assert len(ordered) == len(set(parts))
    assert lists.in_order(reversed(parts)) == ordered


@given(st.integers(0, 2), st.integers(-3, 9))
def test_reordering_keeps_every_item(index: int, to: int) -> None:
    items = (MET, DID, RequestedItem("third"))
    assert sorted(lists.reorder(items, index, to), key=str) == sorted(items, key=str)


def test_rewording_needs_words() -> None:
    assert lists.reword([MET], 0, "  ")[0].text == "how you met"
    assert lists.reword([MET], 0, " how\nyou  know ")[0].text == "how you know"


def test_the_answer_is_always_asked_for() -> None:
    assert lists.require([MET], 0, ["rate", "dates"])[0].requirements == ("answer", "dates", "rate")
    assert lists.drop([MET, DID], 0) == (DID,)
