"""A mail as it lies in a file (.eml): its head and the part that a person reads.

Broken mails are common after forwarding; whatever can be read is read. Nothing is fetched, attachments are passed by.
"""

from __future__ import annotations

import datetime as dt
import email
import email.errors
import email.policy
import email.utils
import re
from email.message import EmailMessage

from assistant.notice.letter_text import Letter
from assistant.notice.web_page import text_of_html

_HEAD_LINE = re.compile(r"([!-9;-~]{1,60}):[ \t]")
_TELLING = {"received", "message-id", "mime-version", "content-type", "return-path", "dkim-signature", "x-mailer",
            "delivered-to", "content-transfer-encoding", "references", "in-reply-to"}  # fmt: skip
_MOST_PARTS = 200
#: What the mail package raises over broken mails besides its own errors.
_BROKEN = (email.errors.MessageError, ValueError, LookupError, AttributeError, TypeError, IndexError, AssertionError)


def looks_like_mail(text: str) -> bool:
    """Whether a text begins with a mail's head as programs write it; a pasted “From: … To: …” is not enough."""
    names: list[str] = []
    for line in text[:8000].lstrip("\ufeff\r\n").splitlines():
        if line[:1] in (" ", "\t") and names:
            continue
        match = _HEAD_LINE.match(line)
        if not match:
            break
        names.append(match[1].lower())
    return len(names) >= 2 and bool(_TELLING & set(names))


def read_mail(untrusted: bytes) -> Letter | None:
    """The mail in ``untrusted``, its body as text, empty where it has none; None where the bytes are no mail."""
    try:
        message = email.message_from_bytes(untrusted.lstrip(b"\xef\xbb\xbf\r\n"), policy=email.policy.default)
    except _BROKEN:
        return None
    if not isinstance(message, EmailMessage) or not message.keys():
        return None
    return Letter(
        body=_body(message),
        subject=_head(message, "subject"),
        sender=_head(message, "from"),
        registered=_head(message, "to"),
        date=_date(message),
        message_id=_head(message, "message-id"),
    )


def _body(message: EmailMessage) -> str:
    """The first plain part with words in it, else the first HTML part."""
    plain, page = "", ""
    try:
        for number, part in enumerate(message.walk()):
            if number >= _MOST_PARTS or (plain.strip() and page):
                break
            if part.is_multipart() or part.get_content_disposition() == "attachment":
                continue
            kind = part.get_content_type()
            if kind == "text/html" and not page:
                page = _content(part)
            elif kind.startswith("text/") and kind != "text/html" and not plain.strip():
                plain = _content(part)
    except _BROKEN:
        pass
    return plain if plain.strip() else text_of_html(page)


def _content(part: email.message.Message) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    charset = part.get_content_charset("utf-8") or "utf-8"
    for name in (charset, "utf-8"):
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace")


def _head(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())[:500]
    except _BROKEN:
        return ""


def _date(message: EmailMessage) -> dt.date | None:
    try:
        when = email.utils.parsedate_to_datetime(str(message.get("date", "")))
    except _BROKEN:
        return None
    return when.date()
