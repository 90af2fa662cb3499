from __future__ import annotations

import pytest

from assistant.storage.names import displayable, storable, storable_name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain name.png", "plain name.png"),
        ("two\nlines\r\nmore\t", "two⏎lines⏎more⇥"),
        ("photo\u202egnp.exe", "photo[RLO]gnp.exe"),
        ("a\u2066b\u2069\u200f", "a[LRI]b[PDI][RLM]"),
        ("nul\x00\x1b[0m", "nul[U+0000][U+001B][0m"),
        ("line\u2028end\ufeff", "line[U+2028]end[U+FEFF]"),
        ("שלום 👩\u200d💻 é", "שלום 👩\u200d💻 é"),
        ("\ud800", "\ufffd"),
    ],
)
def test_invisible_characters_are_shown(text: str, shown: str) -> None:
    assert displayable(text) == shown


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    shown = displayable("a" * 300 + ".png", 60)
    assert len(shown) == 60
    assert shown.startswith("aaa")
    assert shown.endswith(".png")


def test_what_is_stored_keeps_its_length() -> None:
    assert storable("a\ud83d\ude00b😀") == "a\ufffd\ufffdb😀"
    assert storable_name("caf\udce9.txt") == "caf\\xe9.txt"
    assert storable_name("a\ud800") == "a\ufffd"
