from __future__ import annotations

import pytest

from assistant.capture.keys.chord import parse
from assistant.capture.keys.x11_codes import Combination, Keyboard, combinations, sign_of
from assistant.errors import CaptureError

# A small keyboard: first keycode 10. Columns: first layout, second layout, AltGr of the first, a third layout.
KEYS = [
    [0x73, 0x53, 0x6D9, 0x6F9, 0x1B6, 0x1A6, 0, 0],  # 10: s S | ы Ы | ś Ś
    [0x65, 0x45, 0x6D5, 0x6F5, 0x20AC, 0, 0, 0],  # 11: e E | у У | €
    [0xFFE9, 0xFFE7, 0xFFE9, 0xFFE7, 0, 0, 0, 0],  # 12: Alt
    [0xFFEB, 0, 0xFFEB, 0, 0, 0, 0, 0],  # 13: Super
    [0xFF7F, 0, 0xFF7F, 0, 0, 0, 0, 0],  # 14: Num Lock
    [0x3D, 0x2B, 0x3D, 0x2B, 0, 0, 0, 0],  # 15: = +
    [0xFFC6, 0, 0xFFC6, 0, 0, 0, 0, 0],  # 16: F9
    [0x6D1, 0x6F1, 0x6D1, 0x6F1, 0, 0, 0x71, 0x51],  # 17: я Я, and q only in a further layout
]
BOARD = Keyboard(10, KEYS, [[], [], [], [12], [14], [], [13], []])
ALT, NUM, SUPER, CAPS, CTRL, SHIFT = 8, 16, 64, 2, 4, 1


@pytest.mark.parametrize(
    ("chord", "keycode", "bits"),
    [
        ("Ctrl+Alt+S", 10, CTRL | ALT),
        ("Meta+F9", 16, SUPER),
        ("Alt+Ы", 10, ALT),
        ("Ctrl++", 15, CTRL | SHIFT),
        ("Meta+Q", 17, SUPER),
    ],
)
def test_a_chord_is_grabbed_with_every_lock(chord: str, keycode: int, bits: int) -> None:
    found = combinations(parse(chord), BOARD)
    assert set(found) == {Combination(keycode, bits | lock) for lock in (0, CAPS, NUM, CAPS | NUM)}


def test_without_num_lock_two_grabs_are_enough() -> None:
    assert len(combinations(parse("Ctrl++"), Keyboard(10, KEYS, [[]] * 8))) == 2


@pytest.mark.parametrize("chord", ["Alt+W", "Ctrl+€", "Alt+Ś", "Print"])
def test_a_key_that_is_not_there_is_told(chord: str) -> None:
    with pytest.raises(CaptureError, match="no key") as told:
        combinations(parse(chord), BOARD)
    assert told.value.reference == "key-unknown"


def test_a_modifier_that_is_not_there_is_told() -> None:
    with pytest.raises(CaptureError, match="no key Meta"):
        combinations(parse("Meta+S"), Keyboard(10, KEYS, [[]] * 8))


@pytest.mark.parametrize(
    ("keysym", "sign"), [(0x73, "S"), (0xDF, "ß"), (0x6D9, "Ы"), (0x7E1, "Α"), (0x1000431, "Б"), (0xFFC6, ""), (0, "")]
)
def test_signs_of_keysyms(keysym: int, sign: str) -> None:
    assert sign_of(keysym) == sign
