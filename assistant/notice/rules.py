"""The words of each language, loaded from ``resources/notices`` and checked when loaded.

A new language is a new file there. The check refuses what the reader would misread in silence: an unknown group, a
missing one, a phrase that is none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from assistant.assets import asset
from assistant.core.items import KINDS
from assistant.notice.cues import Matcher, Word, words

#: The groups of cue phrases that a language may fill; resources/notices/README.md says what each means.
GROUPS = frozenset(
    {
        "ask", "veto", "not_ask", "do_ask", "request_lead", "other_lead", "click", "list_end",
        "section_other", "section_error", "section_ask", "question", "question_not", "indirect_question",
        "further", "rule", "condition", "any_of", "also_lead", "dates", "screenshot", "scope", "rate",
        "document", "restriction", "money_held", "reason", "repeat", "previous_answer", "not_enough",
        "deadline", "deadline_not", "waiting", "refusal", "reinstated", "announcement", "pointer",
        "signature", "linked", "reference", "and", "determiner", "ask_verb", "generic", "holds",
        "points", "fallback", "shows_lead", "thing",
    }
)  # fmt: skip
_NEEDED = frozenset({"ask", "request_lead", "other_lead", "list_end"})
_KEYS = {"language", "stopwords", "numbers", "months", "groups", "kinds"}
KIND = "kind:"


@dataclass(frozen=True, slots=True)
class Rules:
    """One language: its code, its commonest words, and the matcher of all its phrases."""

    language: str
    stopwords: frozenset[str]
    matcher: Matcher


def rules_for(language: str) -> Rules:
    """The words of a language; those of English for one that has no file."""
    return _load(language if language in languages() else "en")


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that there are words for, English first."""
    codes = sorted(path.stem for path in asset("notices").glob("??.json"))
    return ("en", *(code for code in codes if code != "en"))


def language_of(untrusted_text: str) -> str:
    """The language whose commonest words are the most frequent; English where nothing tells."""
    found = [word.text for word in words(untrusted_text, 0, min(len(untrusted_text), 20_000))]
    scores = {code: sum(word in _stopwords(code) for word in found) for code in languages()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > scores["en"] else "en"


def checked_strings(value: object) -> tuple[str, ...]:
    """A list of texts that are not empty, as the data must hold it; ValueError otherwise."""
    if not isinstance(value, list) or not all(isinstance(entry, str) and entry.strip() for entry in value):
        raise ValueError(f"no list of texts: {value!r}"[:200])
    return tuple(value)


def parse(data: object) -> Rules:
    """The words of one file's content. ValueError says what is wrong with it."""
    if not isinstance(data, dict) or set(data) != _KEYS:
        raise ValueError(f"a language holds the keys {sorted(_KEYS)}")
    groups, kinds = data["groups"], data["kinds"]
    if not isinstance(groups, dict) or not isinstance(kinds, dict):
        raise ValueError("groups and kinds are objects")  # noqa: TRY004 - wrong data, not a wrong call
    if not _NEEDED <= set(groups) <= GROUPS:
        raise ValueError(f"groups missing or unknown: {sorted((_NEEDED - set(groups)) | (set(groups) - GROUPS))}")
    if not set(kinds) <= set(KINDS):
        raise ValueError(f"kinds unknown: {sorted(set(kinds) - set(KINDS))}")
    folded = {key: frozenset(text.casefold() for text in checked_strings(data[key])) for key in ("numbers", "months")}
    matcher = Matcher(folded["numbers"], folded["months"])
    for group, phrases in groups.items():
        matcher.add(group, checked_strings(phrases))
    for kind, phrases in kinds.items():
        matcher.add(KIND + kind, checked_strings(phrases))
    return Rules(str(data["language"]), frozenset(checked_strings(data["stopwords"])), matcher)


def sentence_words(text: str, start: int, end: int) -> list[Word]:
    """The words of a sentence, at most four thousand: no sentence that asks is longer."""
    return words(text, start, min(end, start + 40_000))[:4000]


@cache
def _load(code: str) -> Rules:
    return parse(_data(code))


@cache
def _data(code: str) -> object:
    return json.loads(asset("notices", f"{code}.json").read_text(encoding="utf-8"))


@cache
def _stopwords(code: str) -> frozenset[str]:
    """The commonest words alone, so that telling the language does not compile the phrases of all."""
    data = _data(code)
    return frozenset(checked_strings(data.get("stopwords"))) if isinstance(data, dict) else frozenset()
