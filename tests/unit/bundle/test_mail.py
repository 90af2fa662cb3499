"""The draft is a mail that programs open for sending: whole, without a date or sender, and safe in its heads."""

from __future__ import annotations

import email
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from assistant.bundle.mail import Thread, write_draft

TEXT = "Hello,\n\nПривет – a long line " + "word " * 60 + "\n"
THREAD = Thread(
    "Your account is on hold\r\nBcc: x@example.com", "Upwork <help@upwork.example>", "<abc.123@upwork.example>"
)


def draft(tmp_path: Path, thread: Thread = THREAD, name: str = "draft.eml") -> tuple[bytes, EmailMessage]:
    content = tmp_path / "evidence.zip"
    content.write_bytes(bytes(range(256)) * 5000)
    write_draft(tmp_path / name, TEXT, [("jdoe_upwork-letter-1_evidence.zip", content)], thread)
    data = (tmp_path / name).read_bytes()
    read = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(read, EmailMessage)
    return data, read


def test_the_draft_holds_the_text_and_the_files(tmp_path: Path) -> None:
    data, read = draft(tmp_path)
    body = read.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == TEXT
    (attachment,) = read.iter_attachments()
    assert attachment.get_filename() == "jdoe_upwork-letter-1_evidence.zip"
    assert attachment.get_content_type() == "application/zip"
    assert attachment.get_content() == bytes(range(256)) * 5000
    assert not [part for part in read.walk() if part.defects]
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 998


@pytest.mark.parametrize("size", [0, 1, 57, 58, 57 * 16_384, 57 * 16_384 + 1])
def test_files_of_every_length_come_out_as_they_went_in(tmp_path: Path, size: int) -> None:
    (tmp_path / "x.zip").write_bytes(b"z" * size)
    write_draft(tmp_path / "draft.eml", TEXT, [("x.zip", tmp_path / "x.zip")], Thread())
    read = email.message_from_bytes((tmp_path / "draft.eml").read_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    (attachment,) = read.iter_attachments()
    assert attachment.get_content() == b"z" * size


def test_it_is_a_draft_in_its_thread(tmp_path: Path) -> None:
    _data, read = draft(tmp_path)
    assert read["X-Unsent"] == "1"
    assert read["To"] == "help@upwork.example"
    assert read["In-Reply-To"] == read["References"] == "<abc.123@upwork.example>"
    assert read["Subject"] == "Re: Your account is on hold Bcc: x@example.com"
    for absent in ("Date", "From", "Message-ID", "Bcc"):
        assert read[absent] is None


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    _data, read = draft(tmp_path, Thread())
    for absent in ("To", "Subject", "In-Reply-To", "References"):
        assert read[absent] is None


@pytest.mark.parametrize("message_id", ["<a@b>\r\nBcc: x@example.com", "<a b@c>", "<a@б>", "<" + "x" * 2000 + ">"])
def test_a_hostile_message_id_is_left_out(tmp_path: Path, message_id: str) -> None:
    _data, read = draft(tmp_path, Thread(untrusted_message_id=message_id))
    assert read["In-Reply-To"] is None
    assert read["Bcc"] is None


def test_the_same_draft_has_the_same_bytes(tmp_path: Path) -> None:
    assert draft(tmp_path)[0] == draft(tmp_path, name="again.eml")[0]
