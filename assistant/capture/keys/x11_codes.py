"""From a chord to what an X server counts by: keycodes and modifier bits of the keyboard as it is laid out now.

Which key carries ``S`` and which bit is Alt differ between keyboards and change while a program runs, so both are
asked of the server each time. See https://www.x.org/releases/current/doc/xproto/x11protocol.html, Appendix A.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.capture.keys.chord import Chord
from assistant.capture.keys.refusals import unknown
from assistant.errors import msg

#: Keysyms of the keys that have names.
_NAMED: Mapping[str, int] = {
    "Space": 0x20, "Backspace": 0xFF08, "Tab": 0xFF09, "Return": 0xFF0D, "Pause": 0xFF13, "ScrollLock": 0xFF14,
    "Esc": 0xFF1B, "Home": 0xFF50, "Left": 0xFF51, "Up": 0xFF52, "Right": 0xFF53, "Down": 0xFF54, "PgUp": 0xFF55,
    "PgDown": 0xFF56, "End": 0xFF57, "Print": 0xFF61, "Ins": 0xFF63, "Enter": 0xFF8D, "Del": 0xFFFF,
}  # fmt: skip
_F1 = 0xFFBE
_SHIFT, _LOCK, _CONTROL = 1, 2, 4
_ALT, _META, _SUPER, _NUM_LOCK = (0xFFE9, 0xFFEA), (0xFFE7, 0xFFE8), (0xFFEB, 0xFFEC), (0xFF7F,)
#: Keysyms before Unicode took over hold a page in their second byte: Latin-2, -3, -4, Arabic, Cyrillic, Greek, Hebrew.
_PAGES = {1: "iso8859-2", 2: "iso8859-3", 3: "iso8859-4", 5: "iso8859-6", 6: "koi8-u", 7: "iso8859-7", 12: "iso8859-8"}


@dataclass(frozen=True, slots=True)
class Keyboard:
    """A server's keyboard: for each keycode from ``first`` on its keysyms, and for each of 8 bits its keycodes."""

    first: int
    keysyms: Sequence[Sequence[int]]
    modifiers: Sequence[Sequence[int]]

    def bit_of(self, wanted: Sequence[int]) -> int:
        """The modifier bit that one of these keysyms sets; 0 where none does."""
        for index, keycodes in enumerate(self.modifiers):
            for keycode in keycodes:
                row = keycode - self.first
                if keycode and 0 <= row < len(self.keysyms) and set(self.keysyms[row]) & set(wanted):
                    return 1 << index
        return 0


@dataclass(frozen=True, slots=True)
class Combination:
    """What is grabbed: a keycode with exactly these modifier bits."""

    keycode: int
    modifiers: int


def combinations(chord: Chord, keyboard: Keyboard) -> tuple[Combination, ...]:
    """Every combination that is this chord, whatever of Caps Lock and Num Lock is on.

    Raises CaptureError ``key-unknown`` where the keyboard has no such key or modifier.
    """
    bits = _bits(chord, keyboard)
    # Caps Lock and Num Lock count as held keys; the chord is meant with each of them on or off.
    locks = {0, _LOCK, keyboard.bit_of(_NUM_LOCK), _LOCK | keyboard.bit_of(_NUM_LOCK)}
    keycodes = _keycodes(chord, keyboard)
    if not keycodes:
        # Translators: reason why a key can't be used; {key} is a key such as S.
        raise unknown(str(chord), msg("the keyboard has no key {key} in the layout that is set now", key=chord.key))
    found = {Combination(keycode, bits | shift | lock): None for keycode, shift in keycodes for lock in sorted(locks)}
    return tuple(found)


def sign_of(keysym: int) -> str:
    """The sign that a keysym types, in capitals; empty where it types none."""
    if 0x20 <= keysym <= 0x7E or 0xA0 <= keysym <= 0xFF:
        sign = chr(keysym)
    elif keysym & 0xFF000000 == 0x01000000 and keysym & 0xFFFFFF <= 0x10FFFF:
        sign = chr(keysym & 0xFFFFFF)
    elif keysym >> 8 in _PAGES and keysym & 0xFF >= 0xA0:
        sign = bytes([keysym & 0xFF]).decode(_PAGES[keysym >> 8], "ignore")
    else:
        return ""
    return sign.upper() if len(sign.upper()) == 1 else sign


def _bits(chord: Chord, keyboard: Keyboard) -> int:
    bits = 0
    for name in chord.modifiers:
        bit = {
            "Ctrl": _CONTROL,
            "Shift": _SHIFT,
            "Alt": keyboard.bit_of(_ALT) or keyboard.bit_of(_META),
            "Meta": keyboard.bit_of(_SUPER),
        }[name]
        if not bit:
            # Translators: reason why a key can't be used; {key} is a key such as Alt.
            raise unknown(str(chord), msg("the keyboard has no key {key} in the layout that is set now", key=name))
        bits |= bit
    return bits


def _keycodes(chord: Chord, keyboard: Keyboard) -> list[tuple[int, int]]:
    """Keycodes that carry the key, each with Shift where the key is only reached with it.

    A server's keysyms are, in this order: the first layout without and with Shift, the second one so, then what is
    reached with AltGr, then further layouts. The first layout that has the key decides: ``A`` must not be two keys.
    """
    widest = max((len(keysyms) for keysyms in keyboard.keysyms), default=0)
    # AltGr with E types € and is another chord than Ctrl+€; a Latin letter stands there only for a further layout.
    columns = range(widest if len(chord.key) == 1 and chord.key.isascii() and chord.key.isalnum() else min(widest, 4))
    for column in columns:
        found = [
            (keyboard.first + row, _SHIFT if column % 2 else 0)
            for row, keysyms in enumerate(keyboard.keysyms)
            if column < len(keysyms) and _is_key(chord.key, keysyms[column])
        ]
        if found:
            return found
    return []


def _is_key(key: str, keysym: int) -> bool:
    if key in _NAMED:
        return keysym == _NAMED[key]
    if len(key) > 1:
        return keysym == _F1 + int(key[1:]) - 1
    return sign_of(keysym) == key
