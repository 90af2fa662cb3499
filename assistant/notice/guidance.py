"""What a question means, in plain words for the window: a sentence for each kind, and one for each part."""

from __future__ import annotations

from assistant.core.items import RequestedItem
from assistant.errors import Message


def meaning(item: RequestedItem) -> Message:
    """What the platform wants to understand from this item, in a sentence."""
    raise NotImplementedError


def part_meaning(part: str) -> Message:
    """What to show for a requirement part, in a sentence; ``other:N`` says to look at the letter's words."""
    raise NotImplementedError
