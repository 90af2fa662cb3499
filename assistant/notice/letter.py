"""Bytes that a stranger sent become a letter's text: plain text, a mail, or a web page.

Never fetches, never runs, never raises anything but InputError. What looks like text stays as it is, apart from its
line ends, because spans are counted in it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

#: The largest letter, in bytes as given.
LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's text and, for a mail, what its head says. All of it comes from a stranger.

    ``body`` is what every span refers to, in code points, its line ends ``\\n``. ``registered`` is the address that
    the mail was sent to. What the head doesn't hold is empty, ``date`` is None.
    """

    body: str
    subject: str = ""
    sender: str = ""
    registered: str = ""
    date: dt.date | None = None
    message_id: str = ""


def decode(untrusted: bytes | str, name: str = "") -> Letter:
    """The letter in ``untrusted``: text, a mail (.eml) or HTML, told by its content and its file ``name``.

    A ``str`` is text that was pasted. InputError: ``letter-empty``, ``letter-too-large``, ``letter-binary``.
    """
    raise NotImplementedError
