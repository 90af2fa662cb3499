"""A letter under reading: its body, its language's rules, and sentences with the cues found in them."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.core.case import Span
from assistant.notice.cues import Hit, Hits, Word
from assistant.notice.rules import Rules, sentence_words
from assistant.notice.sentences import sentences


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage of the letter with its words and the cues in it."""

    body: str
    start: int
    end: int
    words: list[Word]
    hits: Hits

    @property
    def text(self) -> str:
        """The passage as the letter has it, its line breaks and quote marks taken out."""
        return plain(self.body, self.start, self.end)

    def has(self, *groups: str) -> bool:
        """Whether a cue of any of these groups is in it."""
        return any(group in self.hits for group in groups)

    def of(self, group: str) -> tuple[Hit, ...]:
        """The cues of a group."""
        return self.hits.get(group, ())

    def ends_with(self, marks: str) -> bool:
        """Whether its last character, quotes and brackets aside, is one of ``marks``."""
        return self.body[max(self.start, self.end - 6) : self.end].rstrip("\"'”’)] ")[-1:] in tuple(marks)


@dataclass(frozen=True, slots=True)
class Text:
    """A letter's body with the words of its language."""

    body: str
    rules: Rules

    def passage(self, start: int, end: int) -> Sentence:
        """Any passage as one sentence."""
        words = sentence_words(self.body, start, end)
        return Sentence(self.body, start, end, words, self.rules.matcher.find(words))

    def sentences(self, start: int, end: int) -> list[Sentence]:
        """The sentences of a passage."""
        return [self.passage(*span) for span in sentences(self.body, start, end)]

    def span(self, start: int, end: int) -> Span:
        """A place to be marked."""
        return Span(plain(self.body, start, end), start, end)


def live(part: Sentence) -> bool:
    """Whether a cue that asks stands that no phrase of “not asked” covers."""
    blocked = part.of("not_ask")
    return any(
        not any(other.first < hit.last and hit.first < other.last for other in blocked) for hit in part.of("ask")
    )


def plain(body: str, start: int, end: int) -> str:
    """``body[start:end]`` on one line; what is on one line already stays as it is."""
    text = body[start:end]
    if "\n" not in text:
        return text
    return " ".join(part for part in (line.lstrip(" \t>|").rstrip() for line in text.split("\n")) if part)
