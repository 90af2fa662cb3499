"""Platforms by id: how each is named, and how a letter shows that it comes from one.

A platform is told by what the letter says of itself, never by looking anything up.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

from assistant.assets import asset
from assistant.notice.rules import checked_strings

_HOST = re.compile(r"(?:https?://|www\.|@)([a-z0-9.-]{3,80})", re.IGNORECASE)
_SEARCHED = 60_000


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform: its id, the name people know, other words for it, and the domains it writes from."""

    id: str
    name: str
    words: tuple[str, ...]
    domains: tuple[str, ...]


def display_name(platform: str) -> str:
    """The name that people know, such as ``Upwork`` for ``upwork``; for an unknown id, the id with its hyphens as
    spaces; empty for ``unknown``.
    """
    if platform in ("", "unknown"):
        return ""
    known = next((entry for entry in platforms() if entry.id == platform), None)
    return known.name if known else platform.replace("-", " ")


@cache
def platforms() -> tuple[Platform, ...]:
    """All platforms, those that are part of another before it. ValueError where the data is not as it must be."""
    data = json.loads(asset("notices", "platforms.json").read_text(encoding="utf-8"))
    if not isinstance(data, list):
        raise ValueError("platforms.json holds no list")  # noqa: TRY004 - wrong data, not a wrong call
    found = []
    for entry in data:
        if not isinstance(entry, dict) or set(entry) != {"id", "name", "words", "domains"}:
            raise ValueError(f"no platform: {entry!r}")
        words, domains = checked_strings(entry["words"]), checked_strings(entry["domains"])
        found.append(Platform(str(entry["id"]), str(entry["name"]), words, domains))
    return tuple(found)


def recognise(untrusted_text: str, untrusted_sender: str = "") -> str:
    """The id of the platform that a letter seems to come from, or ``unknown``.

    What the letter calls itself counts: a name at each mention, a link once and double, the sender most of all.
    """
    text = untrusted_text[:_SEARCHED]
    hosts = [host.lower().rstrip(".") for host in _HOST.findall(text)]
    senders = [host.lower().rstrip(".") for host in _HOST.findall(untrusted_sender)]
    best, best_score = "unknown", (0.0, 0)
    scores = _mentions(text)
    for entry in platforms():
        score, first = scores.get(entry.id, (0.0, len(text)))
        score += 2.0 * len({host for host in hosts if _is_of(host, entry)})
        score += 10.0 * any(_is_of(host, entry) for host in senders)
        if score and (score, -first) > best_score:
            best, best_score = entry.id, (score, -first)
    return best


def _mentions(text: str) -> dict[str, tuple[float, int]]:
    """For each platform named: how often (a word of two or more parts counts double), and where first."""
    found: dict[str, tuple[float, int]] = {}
    words = _words()
    for match in _names().finditer(text):
        word = " ".join(match[0].casefold().split())
        platform = words[word]
        score, first = found.get(platform, (0.0, match.start()))
        found[platform] = (score + (2.5 if " " in word else 1.0), first)
    return found


@cache
def _words() -> dict[str, str]:
    return {word.casefold(): entry.id for entry in platforms() for word in (entry.name, *entry.words)}


@cache
def _names() -> re.Pattern[str]:
    longest_first = sorted(_words(), key=len, reverse=True)
    joined = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _is_of(host: str, entry: Platform) -> bool:
    return any(host == domain or host.endswith("." + domain) for domain in entry.domains)
