from __future__ import annotations

import pytest

from assistant.capture.keys.chord import parse
from assistant.errors import CaptureError
from assistant.storage.preferences import Preferences


@pytest.mark.parametrize(
    ("text", "chord"),
    [
        ("Ctrl+Alt+S", "Ctrl+Alt+S"),
        ("alt + ctrl + s", "Ctrl+Alt+S"),
        ("Meta+Shift+PrintScreen", "Shift+Meta+Print"),
        ("Win+Page Up", "Meta+PgUp"),
        ("F9", "F9"),
        ("shift+f24", "Shift+F24"),
        ("Print", "Print"),
        ("Pause", "Pause"),
        ("Ctrl++", "Ctrl++"),
        ("Ctrl+,", "Ctrl+,"),
        ("Alt+ы", "Alt+Ы"),
        ("Alt+ß", "Alt+ß"),
        ("Ctrl+Space", "Ctrl+Space"),
    ],
)
def test_a_chord_is_read_and_written_the_same(text: str, chord: str) -> None:
    assert str(parse(text)) == chord
    assert parse(chord) == parse(text)


@pytest.mark.parametrize("text", ["S", "Shift+S", "Home", "Space", "Shift+Del", ","])
def test_a_key_that_is_needed_for_writing_is_not_taken_alone(text: str) -> None:
    with pytest.raises(CaptureError) as told:
        parse(text)
    assert told.value.reference == "key-unknown"
    assert "needed for writing" in str(told.value)


@pytest.mark.parametrize(
    "text", ["", "+", "++", "Ctrl", "Ctrl+", "Ctrl+Alt", "Ctrl+Ctrl+S", "Ctrl+Hyper+S", "F25", "F0", "Ctrl+K, Ctrl+C"]
)
def test_what_is_no_chord_is_told(text: str) -> None:
    with pytest.raises(CaptureError) as told:
        parse(text)
    assert told.value.reference == "key-unknown"


@pytest.mark.parametrize("text", ["Ctrl+V", "ctrl+c", "Ctrl+Ы"])
def test_a_key_that_other_programs_need_is_left_to_them(text: str) -> None:
    with pytest.raises(CaptureError, match="does something in most programs"):
        parse(text)
    assert parse(f"Alt+{text}").modifiers == ("Ctrl", "Alt")


def test_the_default_is_a_chord_and_not_printscreen() -> None:
    assert parse(Preferences().capture_key).key != "Print"
