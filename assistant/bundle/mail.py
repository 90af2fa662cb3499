"""The mail draft: an .eml file with the reply and the attachments inside, which a mail program opens for sending.

It has no sender, date or message id, because those belong to the mail program. The attachments are written as a
stream, so that a large one is never in memory. The file is exactly what would go over the wire.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO

from assistant.reply import english

_LINE = 57  # bytes that make a base64 line of 76 characters
_BLOCK = _LINE * 16_384
_TYPES = {".pdf": "application/pdf", ".zip": "application/zip"}


@dataclass(frozen=True, slots=True)
class Thread:
    """The mail that is answered, as far as it is known. All of it comes from a stranger."""

    untrusted_subject: str = ""
    untrusted_sender: str = ""
    untrusted_message_id: str = ""


def write_draft(to: Path, text: str, attachments: Sequence[tuple[str, Path]], thread: Thread) -> None:
    """Writes the draft: ``text`` and the files of ``attachments`` (name, path), as an answer in ``thread``.

    The same values give the same bytes. OSError where it can't be written.
    """
    with to.open("xb") as file:
        _write(file, text, attachments, thread)


def _write(file: BinaryIO, text: str, attachments: Sequence[tuple[str, Path]], thread: Thread) -> None:
    body = EmailMessage(policy=policy.SMTP)
    body.set_content(text, charset="utf-8", cte="quoted-printable")
    del body["MIME-Version"]
    names = "\n".join(name for name, _path in attachments)
    boundary = "=_" + hashlib.sha256(f"{names}\n{text}".encode()).hexdigest()[:40]
    file.write(_lines(_head(thread)) + _answered(thread))
    file.write(f'Content-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n'.encode("ascii"))
    file.write(f"--{boundary}\r\n".encode("ascii") + body.as_bytes() + b"\r\n")
    for name, path in attachments:
        part = EmailMessage(policy=policy.SMTP)
        part["Content-Type"] = _TYPES.get(path.suffix.lower(), "application/octet-stream")
        part["Content-Transfer-Encoding"] = "base64"
        part.add_header("Content-Disposition", "attachment", filename=name)
        file.write(f"--{boundary}\r\n".encode("ascii") + _lines(part) + b"\r\n")
        _encode(path, file)
    file.write(f"--{boundary}--\r\n".encode("ascii"))


def _lines(head: EmailMessage) -> bytes:
    """The header lines alone."""
    return b"".join(policy.SMTP.fold_binary(name, value) for name, value in head.items())


def _head(thread: Thread) -> EmailMessage:
    head = EmailMessage(policy=policy.SMTP)
    head["MIME-Version"] = "1.0"
    head["X-Unsent"] = "1"
    head["X-Uniform-Type-Identifier"] = "com.apple.mail-draft"
    subject = english.plain(thread.untrusted_subject)[:200]
    if subject:
        head["Subject"] = subject if subject.lower().startswith("re:") else f"Re: {subject}"
    address = re.search(r"[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}\b", thread.untrusted_sender)
    if address:
        head["To"] = address[0]
    return head


def _answered(thread: Thread) -> bytes:
    """The heads that keep the mail in its thread, written as they are: folding would cut a long message id."""
    found = re.fullmatch(r"<?([\x21-\x3b\x3d\x3f-\x7e]{1,900})>?", thread.untrusted_message_id.strip())
    return f"In-Reply-To: <{found[1]}>\r\nReferences: <{found[1]}>\r\n".encode("ascii") if found else b""


def _encode(path: Path, file: BinaryIO) -> None:
    """The file in base64, lines of 76 characters ended by CRLF."""
    import numpy as np  # slow to load; line by line a large file would take minutes

    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            text = base64.b64encode(block)
            whole = len(text) // 76
            lines = np.empty((whole, 78), dtype=np.uint8)
            lines[:, :76] = np.frombuffer(text, dtype=np.uint8, count=whole * 76).reshape(whole, 76)
            lines[:, 76:] = (13, 10)
            file.write(lines.data)
            if len(text) > whole * 76:
                file.write(text[whole * 76 :] + b"\r\n")
