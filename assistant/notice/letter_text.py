"""A letter as text with what is known of its sending. A value, shared by those who decode and those who read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's text and, for a mail, what its head says. All of it comes from a stranger.

    ``body`` is what every span refers to, in code points, its line ends ``\\n``. ``registered`` is the address that
    the mail was sent to. What the head doesn't hold is empty, ``date`` is None.
    ``damaged``: the mail's text came cut or changed, and only a part of it could be decoded.
    """

    body: str
    subject: str = ""
    sender: str = ""
    registered: str = ""
    date: dt.date | None = None
    message_id: str = ""
    damaged: bool = False
