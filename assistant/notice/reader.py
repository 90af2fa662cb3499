"""The whole reading of a letter: blocks, asks, items, facts.

Pure: the same letter gives the same notice. It knows forms, not letters; words come from ``resources/notices``.
"""

from __future__ import annotations

from assistant.notice.letter import Letter
from assistant.notice.notice import Notice


def read(letter: Letter) -> Notice:
    """What the letter asks for and says, in the letter's order. Never raises for any text."""
    raise NotImplementedError
