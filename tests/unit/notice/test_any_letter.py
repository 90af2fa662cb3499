"""No text and no bytes make the reader fail, and none make it slow."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.notice.letter import decode
from assistant.notice.notice import OUTCOMES
from assistant.notice.reader import SEARCHED, read

PIECES = st.sampled_from(
    (
        *(
            "please send us",
            "the following",
            ":",
            "\n",
            "\n\n",
            "- ",
            "1. ",
            "(2) ",
            "• ",
            " -- ",
            "and",
            ", ",
            "?",
            ". ",
        ),
        *(
            "a copy of your passport",
            "If the ",
            ">",
            "we found",
            "How do you know ",
            "within 5 days",
            "#name",
            "Regards,",
        ),
        *("<p>", "<li>", "</ul>", "&#99999999;", "[*]", "o ", "пришлите ", "bitte senden Sie ", "\t", "é", "Case ID "),
        *("linked to account:", "12", "\u2028", "\x0b", "…", "\u202e", "l'a", "documents suivants :", "."),
    )
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_read_or_is_said_to_be_empty(text: str) -> None:
    # GIVEN any text WHEN read
    try:
        notice = read(decode(text))
    except InputError as error:
        assert error.reference in ("letter-empty", "letter-binary")
        return
    # THEN every item lies in the letter, in order, apart from the others, and twice gives the same
    ends = [0]
    for item in notice.items:
        assert ends[-1] <= item.start < item.end <= len(notice.body)
        assert item.text.strip() == item.text != ""
        ends.append(item.end)
    assert notice.outcome in OUTCOMES
    assert (notice.outcome == "request") == notice.asks
    assert json.loads(json.dumps(notice.as_json())) == json.loads(json.dumps(read(decode(text)).as_json()))


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=600) | st.binary(max_size=200).map(lambda raw: b"MIME-Version: 1.0\nSubject: x\n" + raw),
    st.sampled_from(["", "a.eml", "a.html", "a.txt"]),
)
def test_any_bytes_are_read_or_refused(raw: bytes, name: str) -> None:
    # GIVEN any bytes WHEN decoded and read THEN there is a letter or one of three errors
    try:
        read(decode(raw, name))
    except InputError as error:
        assert error.reference in ("letter-empty", "letter-binary", "letter-too-large")


HOSTILE = (
    *("<a ", "<!--", "<", "&#", "a? ", "- a\n", "1. a 2. b ", "> ", " ", "please ", "[quote=", "aB", "[#", "."),
    *("linked account:\n\n", "a: ", "(a) b ", "Please send: a\n- b\n\n", "#n, ", "“", "\n", "if you wish, "),
)


def hostile(piece: str, length: int) -> str:
    return "<p>x" + piece * (length // len(piece))


def read_or_refused(text: str) -> None:
    try:
        read(decode(text))
    except InputError as error:
        assert error.reference == "letter-empty"


def calls(text: str) -> int:
    """How many functions are called, Python's own included, while a letter is read."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        read_or_refused(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_work_grows_with_the_letter_and_no_faster(piece: str) -> None:
    # GIVEN a letter that troubles careless readers, and one twice as long; the rules are loaded
    read_or_refused("Please send us a picture.")
    short, long = hostile(piece, 3_000), hostile(piece, 6_000)
    # WHEN each is read THEN the second takes no more than twice the work, but for what every letter takes
    assert calls(long) < 2.2 * calls(short) + 3_000


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_pattern_is_lost_in_a_long_letter(piece: str) -> None:
    # GIVEN such a letter as long as any that is searched: a pattern that goes back and forth in it would not end
    # WHEN it is read THEN that ends, in a letter or in the one error
    read_or_refused(hostile(piece, SEARCHED))
