"""The data by which letters are read is whole, and faults in it are found when it is loaded."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.core.items import KINDS
from assistant.errors import Message
from assistant.notice import guidance
from assistant.notice.cues import Matcher, words
from assistant.notice.platforms import display_name, platforms, recognise
from assistant.notice.rules import GROUPS, language_of, languages, parse, rules_for


def _language(**changes: Any) -> dict[str, Any]:
    groups = {"ask": ["please send"], "request_lead": ["following"], "other_lead": ["because"], "list_end": ["^we"]}
    return {
        "language": "xx", "stopwords": ["a"], "months": ["may"], "numbers": ["two"], "groups": groups, "kinds": {},
    } | changes  # fmt: skip


def _hits(phrase: str, text: str) -> list[str]:
    matcher = Matcher(frozenset({"seven"}), frozenset({"may"}))
    matcher.add("x", [phrase])
    found = words(text, 0, len(text))
    return [" ".join(word.text for word in found[hit.first : hit.last]) for hit in matcher.find(found).get("x", ())]


@pytest.mark.parametrize("code", ["en", "ru", "uk", "de", "es", "fr", "pt", "pl", "tr"])
def test_every_language_loads(code: str) -> None:
    # GIVEN a language that is promised WHEN loaded THEN its file passes the check
    assert code in languages()
    assert rules_for(code).language == code


def test_an_unknown_language_is_read_by_english_words() -> None:
    # GIVEN no file for a language THEN English serves
    assert rules_for("eo") is rules_for("en")
    assert language_of("xyzzy 123") == "en"


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        _language(groups={"ask": ["a"]}),
        _language(groups=[]),
        _language(kinds={"poem": ["verse"]}),
        _language(stopwords="a b"),
        _language(kinds={"payment": [""]}),
        _language(kinds={"payment": ["... paid"]}),
        _language(kinds={"payment": ["[paid]"]}),
        _language(kinds={"payment": ["paid||pay"]}),
        _language(extra=1),
        _language(groups=_language()["groups"] | {"asc": ["please"]}),
    ],
)
def test_faulty_data_is_refused(data: object) -> None:
    # GIVEN data with a fault WHEN parsed THEN it is refused
    with pytest.raises(ValueError, match=r"\w"):
        parse(data)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("please send", "Please send it", ["please send"]),
        ("please [kindly] send|give", "please kindly give", ["please kindly give"]),
        ("verif*", "verification is verified", ["verification", "verified"]),
        ("send .. copy", "send us a copy", ["send us a copy"]),
        ("send .. copy", "send us one more copy", []),
        ("^why", "Why so? but why", ["why"]),
        ("within # days", "within 14 days, within seven days", ["within 14 days", "within seven days"]),
        ("by %", "by May, by 4 June, by them", ["by may", "by 4"]),
        ("we've", "we’ve", ["we've"]),
        ("identité", "d’identité", ["identité"]),
        ("listed please", "as listedPlease", ["listed please"]),
    ],
)
def test_phrases_fit_as_they_are_written(phrase: str, text: str, found: list[str]) -> None:
    # GIVEN a phrase WHEN looked for THEN it is found where it fits
    assert _hits(phrase, text) == found


def test_platforms_are_named_once_each_and_recognised() -> None:
    # GIVEN the list of platforms THEN ids and words are unique
    ids = [entry.id for entry in platforms()]
    names = [word.casefold() for entry in platforms() for word in {entry.name, *entry.words}]
    assert len(ids) == len(set(ids))
    assert len(names) == len(set(names))
    # AND they are told by name, by link and by sender
    assert recognise("The Fiverr team") == "fiverr"
    assert recognise("Log in: https://www.paypal.com/x") == "paypal"
    assert recognise("PayPal and PayPal", "Etsy <no-reply@mail.etsy.com>") == "etsy"
    assert recognise("Your Google Merchant Center account, Google") == "google-merchant-center"
    assert recognise("Dear friend") == "unknown"
    assert [display_name(name) for name in ("upwork", "unknown", "", "own-shop")] == ["Upwork", "", "", "own shop"]


def test_every_kind_and_part_has_its_sentence() -> None:
    # GIVEN every kind and part THEN each has a sentence of its own
    kinds = [str(guidance.kind_meaning(kind)) for kind in KINDS]
    parts = [
        str(guidance.part_meaning(part)) for part in ("answer", "screenshot", "dates", "scope", "rate", "document")
    ]
    assert len(set(kinds)) == len(KINDS)
    assert len(set(parts)) == len(parts)
    assert isinstance(guidance.part_meaning("other:1"), Message)


def test_every_group_is_said_in_the_notes() -> None:
    # GIVEN the notes beside the data THEN they name every group
    from assistant.assets import asset  # only this test reads the notes

    notes = asset("notices", "README.md").read_text(encoding="utf-8")
    assert [group for group in sorted(GROUPS) if group not in notes] == []
