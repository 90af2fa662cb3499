"""Bytes that a stranger sent become a letter's text: plain text, a mail, or a web page.

Never fetches, never runs, never raises anything but InputError. What looks like text stays as it is, apart from its
line ends, because spans are counted in it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from assistant.errors import InputError, msg
from assistant.notice.letter_text import Letter
from assistant.notice.mail import looks_like_mail, read_mail
from assistant.notice.web_page import looks_like_html, text_of_html

__all__ = ["LARGEST", "Letter", "decode"]

#: The largest letter, in bytes as given.
LARGEST = 2_000_000
_MAGIC = (
    *(b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"SQLite format 3"),
    *(b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\x7fELF", b"MZ\x90", b"OggS", b"ID3"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_NOT_STORABLE = re.compile(r"[\x00\ud800-\udfff]")
_LETTERS = re.compile(r"[^\W_]")


def decode(untrusted: bytes | str, name: str = "") -> Letter:
    """The letter in ``untrusted``: text, a mail (.eml) or HTML, told by its content and its file ``name``.

    A ``str`` is text that was pasted. InputError: ``letter-empty``, ``letter-too-large``, ``letter-binary``,
    ``letter-undecodable`` (a mail whose text is damaged from end to end).
    """
    raw = untrusted.encode("utf-8", "surrogatepass") if isinstance(untrusted, str) else untrusted
    if len(raw) > LARGEST:
        raise too_large(len(raw) if len(raw) > LARGEST + 1 else None)  # readers stop one byte after the limit
    if not raw.strip():
        raise _empty()
    text = untrusted if isinstance(untrusted, str) else _text(raw)
    if _is_binary(text):
        raise _binary()
    extension = name.lower().rpartition(".")[2]
    letter = None
    if extension in ("eml", "msg") or looks_like_mail(text):
        letter = read_mail(raw)
    if letter is None or not letter.body.strip():
        head = letter or Letter("")
        if head.damaged:
            raise _undecodable()
        page = extension in ("html", "htm", "xhtml") or looks_like_html(text)
        letter = replace(head, body=text_of_html(text) if page else text)
    body = _lines(letter.body)
    if not _LETTERS.search(body):
        raise _empty()
    return replace(letter, body=body)


def _text(raw: bytes) -> str:
    """The text in some bytes; what no encoding explains comes out as Windows-1252."""
    if raw.startswith(_MAGIC):
        raise _binary()
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    if raw[:400].count(b"\x00") > len(raw[:400]) // 4:
        encoding = "utf-16-le" if raw[1:400:2].count(b"\x00") > raw[:400:2].count(b"\x00") else "utf-16-be"
        return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    damaged = raw.decode("utf-8", "replace")
    if damaged.count("\ufffd") * 4 < sum(byte > 0x7F for byte in raw):
        return damaged  # UTF-8 with a few broken places, such as a cut in the middle of a letter
    if _mostly_cyrillic(raw):
        return raw.decode("cp1251", "replace")
    return raw.decode("cp1252", "replace")


def _mostly_cyrillic(raw: bytes) -> bool:
    """Whether the bytes above ASCII are as many as in a Cyrillic text; Western letters have few."""
    high = sum(byte >= 0xC0 for byte in raw)
    low = sum(65 <= byte < 91 or 97 <= byte < 123 for byte in raw)
    return high > low


def _is_binary(text: str) -> bool:
    sample = text[:100_000]
    return "\x00" in sample or len(_CONTROL.findall(sample)) * 20 > len(sample)


def _lines(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for other in ("\u2028", "\u2029", "\x0b", "\x0c", "\x85"):
        text = text.replace(other, "\n")
    return _NOT_STORABLE.sub("\ufffd", text)


def _empty() -> InputError:
    return InputError(
        "letter-empty",
        # Translators: what went wrong; a reason and advice follow.
        msg("There is no letter here"),
        # Translators: the reason, in brackets.
        msg("it holds no text"),
        # Translators: advice, a whole sentence.
        msg("Copy the whole letter, from greeting to signature, and paste it again."),
    )


def too_large(size: int | None) -> InputError:
    """The error for a letter of ``size`` bytes; None where it is only known that they are too many."""
    limit = LARGEST // 1_000_000
    return InputError(
        "letter-too-large",
        # Translators: what went wrong; a reason and advice follow.
        msg("This letter is too large"),
        # Translators: the reason, in brackets; {limit} is a number of megabytes.
        msg("it has more than {limit} MB, and that is the limit", limit=limit)
        if size is None or size < LARGEST + 50_000
        # Translators: the reason, in brackets; {size} and {limit} are numbers of megabytes.
        else msg("it has {size} MB, and the limit is {limit} MB", size=f"{size / 1_000_000:.1f}", limit=limit),
        # Translators: advice, a whole sentence.
        msg("Paste the text of the letter alone, without pictures or attachments."),
    )


def _undecodable() -> InputError:
    return InputError(
        "letter-undecodable",
        # Translators: what went wrong; a reason and advice follow.
        msg("The text of this mail can't be read"),
        # Translators: the reason, in brackets; the text of a mail file was cut or changed on its way.
        msg("it is damaged, and no words are left in it"),
        # Translators: advice, a whole sentence.
        msg("Open the mail in your mail program, copy its text, and paste that here."),
    )


def _binary() -> InputError:
    return InputError(
        "letter-binary",
        # Translators: what went wrong; a reason and advice follow.
        msg("This is not a letter in text form"),
        # Translators: the reason, in brackets.
        msg("it looks like a picture, a PDF or another kind of file"),
        # Translators: advice, a whole sentence.
        msg("Open it, copy the text of the letter, and paste that here."),
    )
