"""A mail as it lies in a file (.eml): its head and the part that a person reads.

Broken mails are common after forwarding; whatever can be read is read. Nothing is fetched, attachments are passed by.
"""

from __future__ import annotations

import base64
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
_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_BASE64_DEFECTS = (
    email.errors.InvalidBase64PaddingDefect,
    email.errors.InvalidBase64CharactersDefect,
    email.errors.InvalidBase64LengthDefect,
)
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
    body, damaged = _body(message)
    return Letter(
        body=body,
        damaged=damaged,
        subject=_head(message, "subject"),
        sender=_head(message, "from"),
        registered=_head(message, "to"),
        date=_date(message),
        message_id=_head(message, "message-id"),
    )


def _body(message: EmailMessage) -> tuple[str, bool]:
    """The first plain part with words in it, else the first HTML part; and whether something in it was damaged."""
    plain, page, damaged = "", "", False
    try:
        for number, part in enumerate(message.walk()):
            if number >= _MOST_PARTS or (plain.strip() and page):
                break
            if part.is_multipart() or part.get_content_disposition() == "attachment":
                continue
            kind = part.get_content_type()
            if kind == "text/html" and not page:
                page, is_cut = _content(part)
                damaged = damaged or is_cut
            elif kind.startswith("text/") and kind != "text/html" and not plain.strip():
                plain, is_cut = _content(part)
                damaged = damaged or is_cut
    except _BROKEN:
        pass
    return plain if plain.strip() else text_of_html(page), damaged


def _content(part: email.message.Message) -> tuple[str, bool]:
    """The text of a part, and whether its base64 was damaged; what can't be words then is empty."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return "", False
    if not any(isinstance(defect, _BASE64_DEFECTS) for defect in part.defects):
        return _text(raw, part), False
    given = str(part.get_payload())
    if given.count(" ") * 12 > len(given):  # words, and no base64 at all
        return given, True
    signs = _NO_BASE64.sub("", given)
    text = _text(base64.b64decode(signs[: len(signs) // 4 * 4]), part)
    strange = sum(not (sign.isprintable() or sign.isspace()) or sign == "\ufffd" for sign in text)
    rare = sum("\x80" <= sign <= "\xff" for sign in text)
    return ("" if (strange + rare) * 5 > len(text) else text), True


def _text(raw: bytes, part: email.message.Message) -> str:
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
