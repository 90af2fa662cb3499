"""Whatever is given becomes text or one clear error; nothing of it runs."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable

import pytest

from assistant.errors import InputError
from assistant.notice.letter import LARGEST, decode

MAIL = b"""From: Trust <trust@upwork.com>
To: Nina <nina@example.org>
Subject: =?utf-8?q?Your_account=2C_N=C3=ADna?=
Date: Fri, 4 Dec 2015 10:00:00 +0000
Message-ID: <abc@upwork.com>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Please send us your caf=C3=A9 invoice, which is a very long line th=
at goes on.
--b
Content-Type: text/html

<p>Other</p>
--b--
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_in_usual_encodings_is_read(encoding: str) -> None:
    # GIVEN a letter in an encoding WHEN decoded THEN its words are whole
    text = "Dear José, please send us your café invoice – thanks."
    assert decode(text.encode(encoding)).body == text


def test_russian_text_of_old_programs_is_read() -> None:
    # GIVEN Cyrillic in Windows-1251 WHEN decoded THEN its words are whole
    assert decode("Пришлите, пожалуйста, счёт".encode("cp1251")).body == "Пришлите, пожалуйста, счёт"


def test_line_ends_become_one_kind_and_all_else_stays() -> None:
    # GIVEN text with every kind of line end WHEN decoded THEN only they change
    assert decode("a\r\n  b\rc\n\n d\t").body == "a\n  b\nc\n\n d\t"


def test_a_pasted_text_is_taken_as_it_is() -> None:
    # GIVEN a text from the clipboard, a broken pair of surrogates in it
    # WHEN decoded THEN it can be stored
    assert decode("please\ud83d answer").body == "please\ufffd answer"


def test_a_mail_gives_its_plain_part_and_its_head() -> None:
    # GIVEN a mail with a plain and an HTML part
    letter = decode(MAIL, "x.eml")
    # THEN the plain part is read, decoded, with the head's facts
    assert letter.body.startswith("Please send us your café invoice, which is a very long line that goes on.")
    assert letter.subject == "Your account, Nína"
    assert (letter.sender, letter.registered) == ("Trust <trust@upwork.com>", "Nina <nina@example.org>")
    assert (letter.date, letter.message_id) == (dt.date(2015, 12, 4), "<abc@upwork.com>")


def test_a_mail_is_told_without_its_name_and_html_is_read_where_it_has_no_text() -> None:
    # GIVEN a mail of HTML alone, without a file name
    raw = b"MIME-Version: 1.0\nSubject: x\nContent-Type: text/html; charset=nonsense\n\n<ul><li>One</li></ul>"
    # WHEN decoded THEN its text is read
    assert decode(raw).body == "• One\n"


@pytest.mark.parametrize(
    "raw",
    [
        MAIL.replace(b"--b--", b""),
        MAIL.replace(b"--b\n", b"--c\n"),
        MAIL.replace(b"quoted-printable", b"base64"),
        MAIL.replace(b"charset=utf-8", b"charset=\xff\xfe"),
        MAIL.replace(b"4 Dec 2015", b"99 Foo 0"),
        MAIL.replace(b"multipart/alternative", b"multipart/;;"),
        MAIL.replace(b"Subject: =?utf-8?q?", b"Subject: =?x?y?"),
        b"From: <<<>>\nTo: @,,;\nMessage-ID: [\n\nPlease answer.",
    ],
)
def test_broken_mails_are_read_as_far_as_they_go(raw: bytes) -> None:
    # GIVEN a mail with something broken WHEN decoded THEN there is text
    assert decode(raw, "x.eml").body.strip()


def test_a_page_becomes_lines_and_nothing_of_it_runs_or_is_fetched() -> None:
    # GIVEN a page with script, style, comment, a remote picture and lists
    page = (
        "<!DOCTYPE html><html><head><title>T</title><style>p{}</style></head><body><p>Dear &amp; kind</p>"
        "<script>alert('<p>no</p>')</script><!-- <p>hidden</p> --><img src='http://tracker.example/p.png'>"
        "<ul><li>One</li><li>Two<ol><li>deep</ol></ul><p>a < b</p></body></html>"
    )
    # WHEN decoded
    body = decode(page.encode()).body
    # THEN its words stand on lines, lists have marks, and the rest is gone
    assert body == "Dear & kind\n\n• One\n• Two\n\n  1. deep\n\na < b\n"


@pytest.mark.parametrize(
    "raw", [b"", b"  \n\t", "\u3000\n".encode(), b"<html><body><script>x</script></body></html>", b"---"]
)
def test_a_letter_without_words_is_empty(raw: bytes) -> None:
    # GIVEN nothing to read WHEN decoded THEN that is said
    with pytest.raises(InputError) as caught:
        decode(raw)
    assert caught.value.reference == "letter-empty"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7\nabc",
        b"PK\x03\x04abc",
        b"abc\x00def" * 20,
        bytes(range(32)) * 9,
        b"\x1f\x8b\x08" + b"a" * 50,
    ],
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    # GIVEN another kind of file WHEN decoded THEN that is said
    with pytest.raises(InputError) as caught:
        decode(raw, "letter.txt")
    assert caught.value.reference == "letter-binary"


def test_a_letter_over_the_limit_is_refused_and_one_at_it_is_read() -> None:
    # GIVEN a letter of one byte too many WHEN decoded THEN the limit is named
    with pytest.raises(InputError) as caught:
        decode(b"a" * (LARGEST + 1))
    assert caught.value.reference == "letter-too-large"
    assert "more than 2 MB" in str(caught.value)
    # AND a larger one with its size, where that is known
    with pytest.raises(InputError) as caught:
        decode(b"a" * 5_500_000)
    assert "it has 5.5 MB" in str(caught.value.why)
    # AND one of the limit is read
    assert len(decode(b"a" * LARGEST).body) == LARGEST


def test_a_letter_that_quotes_a_head_is_no_mail() -> None:
    # GIVEN a pasted letter that begins as people paste them
    text = "From: Etsy\nTo: me\n\nPlease send us your invoice."
    # WHEN decoded THEN it stays as it is
    assert decode(text).body == text


HEAD = (
    b"From: a@example.com\nMessage-ID: <1@example.com>\nContent-Type: text/plain; charset=utf-8\n"
    b"Content-Transfer-Encoding: base64\n\n"
)


@pytest.mark.parametrize(
    "damage",
    [
        lambda coded: coded[:-7],
        lambda coded: coded[:40] + b"!!%$" + coded[40:],
        lambda coded: coded + b"A",
        lambda _coded: b"Please send us your invoice, as it was on that day.",
    ],
)
def test_damaged_base64_keeps_what_can_be_read(damage: Callable[[bytes], bytes]) -> None:
    # GIVEN a mail whose base64 was cut or changed on its way
    coded = base64.b64encode(b"Please send us your invoice, and the receipt of the parcel service that took it.")
    # WHEN it is decoded THEN the words that are left are there, and nothing else
    letter = decode(HEAD + damage(coded), "letter.eml")
    assert letter.body.startswith("Please send us your invoice")
    assert "base64" not in letter.body
    assert letter.damaged


def test_base64_without_words_is_refused() -> None:
    # GIVEN a mail whose body is noise WHEN decoded THEN that is said, and its head is not taken for the letter
    with pytest.raises(InputError) as caught:
        decode(HEAD + b"Zm9v\xff\xfe9%%Q9mZ0w/8+/77+/u7+/v7/+/3+/v79", "letter.eml")
    assert caught.value.reference == "letter-undecodable"
