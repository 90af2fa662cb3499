"""The letter back as plain text, from the plan: each question's first words, the answer, what is attached.

It stands alone: without the attachments it still answers. It invents nothing; where something wasn't given it is
left out or said to be missing.
"""

from __future__ import annotations

from assistant.core.plan import Plan


def reply_text(plan: Plan, attached: tuple[str, ...] = ()) -> str:
    """The reply in English, lines ended by LF, ending with one.

    ``attached`` are the names of the files that go with it; empty where they aren't known.
    """
    raise NotImplementedError
