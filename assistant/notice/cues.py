"""Cue phrases: the small language in which ``resources/notices`` says how letters put things, and its matcher.

A phrase is words with spaces between. ``a|b`` is either, ``verif*`` any word that begins so, ``[the|a]`` may be left
out, ``..`` is up to two words, ``...`` up to six, ``#`` a number, ``%`` a day or month, and a leading ``^`` binds
the phrase to the sentence's first word. Phrases are matched word by word and never compiled to regular expressions,
so that no letter can make the matching slow: the work grows with the letter's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

#: A name such as ``#customer_name`` is one word, so that nothing in it counts as a cue.
_WORD = re.compile(r"(?:[#@](?=[a-zA-Z]))?[^\W_]+(?:['’_-][^\W_]+)*")
_ELEMENT = re.compile(r"\[[^\]]*\]|\S+")
_GAPS = {"..": 2, "...": 6}
#: “l'adresse”, “d'identité”: an article that lost its vowel is a word of its own.
_ELIDED = re.compile(r"([cdjlmnst]|qu)['’](?=\w{2})", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a letter, case folded, with its place in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a phrase: its words and beginnings, or a gap of at most ``gap`` words."""

    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    gap: int = 0
    optional: bool = False

    def fits(self, word: str) -> bool:
        """Whether a word is one of this element's."""
        return word in self.exact or (bool(self.prefixes) and word.startswith(self.prefixes))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a group; ``anchored`` ones fit only at the start of a sentence."""

    group: str
    elements: tuple[Element, ...]
    anchored: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a phrase of a group was found: word numbers from ``first`` up to but without ``last``."""

    first: int
    last: int


Hits = Mapping[str, tuple[Hit, ...]]


def words(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]``; words glued by pasting (``listedPlease``) are taken apart."""
    found: list[Word] = []
    for match in _WORD.finditer(text, start, end):
        at = match.start()
        elided = _ELIDED.match(match[0])
        if elided:
            found.append(Word(elided[1].casefold(), at, at + len(elided[1])))
            found.append(Word(match[0][elided.end() :].replace("’", "'").casefold(), at + elided.end(), match.end()))
            continue
        for part in _CAMEL.split(match[0]) if len(match[0]) > 8 else (match[0],):
            found.append(Word(part.replace("’", "'").casefold(), at, at + len(part)))
            at += len(part)
    return found


@dataclass(slots=True)
class Matcher:
    """All phrases of a language, found in one pass over a sentence."""

    numbers: frozenset[str]
    months: frozenset[str]
    _exact: dict[str, list[Phrase]] = field(default_factory=dict)
    _prefixes: dict[str, list[Phrase]] = field(default_factory=dict)
    _shortest: int = 99

    def add(self, group: str, phrases: Iterable[str]) -> None:
        """Takes up the phrases of a group. ValueError where one is no phrase."""
        for text in phrases:
            for phrase in self._parse(group, text):
                for word in phrase.elements[0].exact:
                    self._exact.setdefault(word, []).append(phrase)
                for prefix in phrase.elements[0].prefixes:
                    self._prefixes.setdefault(prefix, []).append(phrase)
                    self._shortest = min(self._shortest, len(prefix))

    def find(self, sentence: list[Word]) -> dict[str, tuple[Hit, ...]]:
        """The hits of every group in a sentence, in order, at most one for each group and first word."""
        texts = [word.text for word in sentence]
        found: dict[str, list[Hit]] = {}
        for index, text in enumerate(texts):
            for phrase in self._candidates(text):
                if phrase.anchored and index:
                    continue
                last = _match(phrase.elements, 0, texts, index)
                if last < 0:
                    continue
                hits = found.setdefault(phrase.group, [])
                if hits and hits[-1].first == index:
                    hits[-1] = Hit(index, max(last, hits[-1].last))
                else:
                    hits.append(Hit(index, last))
        return {group: tuple(hits) for group, hits in found.items()}

    def _candidates(self, word: str) -> list[Phrase]:
        found = self._exact.get(word, [])
        kinds = [name for name, said in (("#", self._is_number(word)), ("%", self._is_day(word))) if said]
        for name in kinds:
            found = found + self._exact.get(name, [])
        for length in range(self._shortest, min(len(word), 24) + 1):
            more = self._prefixes.get(word[:length])
            if more:
                found = found + more
        return found

    def _is_number(self, word: str) -> bool:
        return word in self.numbers or (word[0].isdigit() and len(word) < 8)

    def _is_day(self, word: str) -> bool:
        return word[0].isdigit() or word in self.months

    def _parse(self, group: str, text: str) -> list[Phrase]:
        anchored = text.startswith("^")
        elements = [self._element(part) for part in _ELEMENT.findall(text.removeprefix("^"))]
        if not elements or elements[0].gap or all(element.optional for element in elements):
            raise ValueError(f"no cue phrase: {text!r} in {group}")
        phrases = [Phrase(group, tuple(elements), anchored)]
        while phrases[-1].elements[0].optional:
            phrases.append(Phrase(group, phrases[-1].elements[1:], anchored))
        return phrases

    def _element(self, part: str) -> Element:
        if part in _GAPS:
            return Element(gap=_GAPS[part])
        optional = part.startswith("[")
        names = [name.casefold() for name in part.strip("[]").split("|")]
        if not all(names) or any(set(name) & set("[]^") for name in names):
            raise ValueError(f"no cue word: {part!r}")
        exact = {name for name in names if not name.endswith("*")}
        if "#" in exact:
            exact |= self.numbers
        if "%" in exact:
            exact |= self.months
        prefixes = tuple(name[:-1] for name in names if name.endswith("*"))
        return Element(frozenset(exact), prefixes, optional=optional)


def _match(elements: tuple[Element, ...], at: int, texts: list[str], index: int) -> int:
    """The word number after the shortest fit of ``elements[at:]`` from ``index``; -1 where they don't fit."""
    if at == len(elements):
        return index
    element = elements[at]
    if element.gap:
        for skipped in range(element.gap + 1):
            last = _match(elements, at + 1, texts, index + skipped)
            if last >= 0:
                return last
        return -1
    if index < len(texts) and _fits(element, texts[index]):
        last = _match(elements, at + 1, texts, index + 1)
        if last >= 0:
            return last
    return _match(elements, at + 1, texts, index) if element.optional else -1


def _fits(element: Element, word: str) -> bool:
    if element.fits(word):
        return True
    return word[0].isdigit() and bool(element.exact & {"#", "%"})
