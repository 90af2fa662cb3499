"""What a chord is: modifiers and one key, in the words of Qt's portable form such as ``Ctrl+Alt+S``.

A key that types something may be taken only with Ctrl, Alt or Meta: without, it would be gone from every other
program. So would *Paste* with Ctrl+V, so Ctrl with a letter alone is left to programs. Nothing here knows a system's
codes; each way has its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.capture.keys.refusals import unknown
from assistant.errors import CaptureError, msg

#: Modifiers in the order in which they are written.
MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
#: Keys with a name of their own, that type nothing.
NAMED = ("Print", "Pause", "ScrollLock", "Ins", "Del", "Home", "End", "PgUp", "PgDown", "Left", "Up", "Right", "Down")
#: Keys with a name that type or do something in every program: with a modifier only.
TYPING = ("Space", "Tab", "Return", "Enter", "Backspace", "Esc")
#: Keys that may be taken without a modifier; no text is written with them.
ALONE = ("Print", "Pause", "ScrollLock")
_FUNCTION = re.compile(r"F(?:[1-9]|1\d|2[0-4])")
_OTHER_NAMES = {"control": "Ctrl", "super": "Meta", "win": "Meta", "printscreen": "Print", "insert": "Ins"}
_OTHER_NAMES |= {"delete": "Del", "pageup": "PgUp", "pagedown": "PgDown", "escape": "Esc"}
_OTHER_NAMES |= {name.lower(): name for name in (*MODIFIERS, *NAMED, *TYPING)}


@dataclass(frozen=True, slots=True)
class Chord:
    """``modifiers`` are names of ``MODIFIERS`` in their order; ``key`` is a name, ``F1``-``F24``, or one sign."""

    modifiers: tuple[str, ...]
    key: str

    def __str__(self) -> str:
        return "+".join((*self.modifiers, self.key))

    @property
    def is_function_key(self) -> bool:
        """Whether the key is one of F1 to F24."""
        return _FUNCTION.fullmatch(self.key) is not None


def parse(text: str) -> Chord:
    """The chord that a text names. CaptureError ``key-unknown`` where it names none, or none that may be taken."""
    *before, last = [*text[:-2].split("+"), "+"] if text.endswith("++") else text.split("+")
    modifiers, key = [_name(part) for part in before], _name(last)
    if not key or len(set(modifiers)) < len(modifiers) or not set(modifiers) <= set(MODIFIERS) or key in MODIFIERS:
        raise _no_chord(text)
    chord = Chord(tuple(name for name in MODIFIERS if name in modifiers), key)
    if len(key) > 1 and key not in (*NAMED, *TYPING) and not chord.is_function_key:
        raise _no_chord(text)
    if not (set(modifiers) & {"Ctrl", "Alt", "Meta"} or chord.is_function_key or key in ALONE):
        raise _needs_modifier(str(chord))
    if chord.modifiers == ("Ctrl",) and len(key) == 1 and key.isalpha():
        raise _means_something(str(chord))
    return chord


def _name(part: str) -> str:
    word = part.strip()
    if len(word) == 1:
        return word.upper() if len(word.upper()) == 1 else word
    if _FUNCTION.fullmatch(word.upper()):
        return word.upper()
    return _OTHER_NAMES.get(word.lower().replace(" ", ""), word)


def _no_chord(text: str) -> CaptureError:
    # Translators: reason; Ctrl, Alt and S are keys.
    return unknown(text, msg("a key is one key with others held down, such as Ctrl+Alt+S"))


def _needs_modifier(key: str) -> CaptureError:
    # Translators: reason why a key can't be used; {key} is a key such as S.
    return unknown(key, msg("{key} alone is needed for writing; hold Ctrl, Alt or the Windows key with it", key=key))


def _means_something(chord: str) -> CaptureError:
    # Translators: reason why a key can't be used; {key} is a key such as Ctrl+V.
    return unknown(chord, msg("{key} does something in most programs; hold Alt or Shift with it as well", key=chord))
