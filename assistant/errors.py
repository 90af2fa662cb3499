"""Errors that a person reads, and the messages they are made of.

Texts here and in ``core`` are message ids with fields: they are marked for extraction where they are written
and translated only where they are shown, so that nothing below the window depends on a language.

The tree::

    AssistantError
    ├── InputError       what was given can't be used; nothing was changed
    ├── StorageError     the case folder can't be read or written
    │   ├── LockedError  another program holds the case
    │   └── DamagedError the case's own records contradict themselves
    ├── CaptureError     the screen gave no picture
    └── ExportError      the files could not be made
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A text for a person: an English template with ``{named}`` fields, and its plural where a number decides.

    ``str()`` gives the English text; ``assistant.language.render`` gives the person's.
    """

    text: str
    fields: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None
    count: int = 0

    def __str__(self) -> str:
        template = self.text if self.plural is None or self.count == 1 else self.plural
        return template.format(**self.fields)


def msg(text: str, /, **fields: object) -> Message:
    """A message; marks ``text`` for extraction. Put ``# Translators: …`` on the line above."""
    return Message(text, fields)


def nmsg(singular: str, plural: str, count: int, /, **fields: object) -> Message:
    """A message with a number: ``{count}`` is filled with it. Marks both forms for extraction."""
    return Message(singular, {"count": count, **fields}, plural, count)


class AssistantError(Exception):
    """Something went wrong that a person has to know of: what, why, and what to do next.

    ``reference`` is a stable id for search and support, such as ``letter-empty``.
    """

    def __init__(self, reference: str, what: Message, why: Message, next_step: Message) -> None:
        super().__init__(reference, what, why, next_step)
        self.reference = reference
        self.what = what
        self.why = why
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.what} ({self.why}). {self.next_step} [{self.reference}]"


class InputError(AssistantError):
    """What was given can't be used; nothing was changed."""


class StorageError(AssistantError):
    """The case folder can't be read or written."""


class LockedError(StorageError):
    """Another program holds the case open for writing."""


class DamagedError(StorageError):
    """The case's own records contradict themselves."""


class CaptureError(AssistantError):
    """The screen gave no picture."""


class ExportError(AssistantError):
    """The files could not be made."""
