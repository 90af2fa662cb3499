from __future__ import annotations

import pytest

from assistant import language
from assistant.assets import asset
from assistant.errors import InputError, msg, nmsg


def test_an_error_says_what_why_and_what_next() -> None:
    error = InputError(
        "letter-empty", msg("The letter {name} is empty", name="a.txt"), msg("it has no text"), msg("Paste it.")
    )
    assert str(error) == "The letter a.txt is empty (it has no text). Paste it. [letter-empty]"


def test_numbers_choose_their_form() -> None:
    assert str(nmsg("{count} file", "{count} files", 1)) == "1 file"
    assert str(nmsg("{count} file", "{count} files", 5)) == "5 files"
    assert language.render(nmsg("{count} unknown thing", "{count} unknown things", 2)) == "2 unknown things"


def test_a_message_inside_a_message_is_rendered() -> None:
    assert language.render(msg("see: {inner}", inner=msg("in {letter}", letter="C"))) == "see: in C"


@pytest.mark.parametrize(
    ("value", "code"), [("ru_RU.UTF-8", "ru"), ("de_DE", "en"), ("C.UTF-8", "en"), ("en_GB", "en")]
)
def test_the_system_chooses_the_language(monkeypatch: pytest.MonkeyPatch, value: str, code: str) -> None:
    monkeypatch.setenv("LANG", value)
    assert language.system_language() == code


def test_an_unknown_language_means_english() -> None:
    language.use("xx")
    assert language.current() == "en"
    assert language._("no such text") == "no such text"


def test_what_was_not_shipped_is_a_fault() -> None:
    with pytest.raises(FileNotFoundError):
        asset("icons", "no-such-icon.svg")
