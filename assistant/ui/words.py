"""Sizes, days and times in words; 1 MB is 1,000,000 bytes, as everywhere in the program."""

from __future__ import annotations

import datetime as dt

from assistant.language import _, current
from assistant.ui.dates import say_day

_WITH_COMMA = ("ru",)


def size_words(size: int) -> str:
    """``0.4 MB``, ``12 KB``; with the person's decimal mark."""
    if size < 100_000:
        # Translators: a size in kilobytes.
        return _("{size} KB").format(size=max(1, round(size / 1000)))
    # Translators: a size in megabytes; {size} has one digit after the decimal mark.
    return _("{size} MB").format(size=decimal(size / 1_000_000))


def decimal(value: float) -> str:
    """A number with one digit, such as ``7.2``, with the decimal mark of the person's language."""
    return f"{value:.1f}".replace(".", "," if current() in _WITH_COMMA else ".")


def day_words(day: dt.date) -> str:
    """``4 December 2015``."""
    return say_day(day)


def moment_words(moment: dt.datetime) -> str:
    """``3 December 2015, 14:32 +01:00``; ``moment`` is aware."""
    offset = f"{moment:%z}"
    return f"{day_words(moment.date())}, {moment:%H:%M} {offset[:3]}:{offset[3:5]}"


def capital(text: str) -> str:
    """The text as the start of a sentence."""
    return text[:1].upper() + text[1:]
