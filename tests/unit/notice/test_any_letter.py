"""No text and no bytes make the reader fail, and none make it slow."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.notice.letter import decode
from assistant.notice.notice import OUTCOMES
from assistant.notice.reader import read

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


def test_the_work_grows_with_the_letter_and_no_faster() -> None:
    # GIVEN the letters that trouble careless readers, near the limit of size
    hostile = [
        "<a ",
        "<!--",
        "<",
        "&#",
        "a? ",
        "- a\n",
        "1. a 2. b ",
        "> ",
        " ",
        "please ",
        "[quote=",
        "aB",
        "[#",
        ".",
        "linked account:\n\n",
    ]
    # WHEN each is read THEN it ends (the test's own time limit holds it) in a letter or an error
    for piece in hostile:
        try:
            read(decode("<p>x" + piece * (260_000 // len(piece))))
        except InputError as error:
            assert error.reference == "letter-empty"
