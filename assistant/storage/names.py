"""Texts from outside: made fit for the catalogue, and made visible for a person.

What is stored keeps every character that can be stored; only what is shown has its invisible ones named.
"""

from __future__ import annotations

import re
import unicodedata

_LONE = re.compile("[\ud800-\udfff]")
_NAMED = {
    "\n": "⏎",
    "\r": "⏎",
    "\t": "⇥",
    "\u202a": "[LRE]",
    "\u202b": "[RLE]",
    "\u202c": "[PDF]",
    "\u202d": "[LRO]",
    "\u202e": "[RLO]",
    "\u2066": "[LRI]",
    "\u2067": "[RLI]",
    "\u2068": "[FSI]",
    "\u2069": "[PDI]",
    "\u200e": "[LRM]",
    "\u200f": "[RLM]",
    "\u061c": "[ALM]",
}
#: Joiners that scripts and emoji need; they change how their neighbours look and hide nothing.
_NEEDED = "\u200c\u200d"


def storable(untrusted_text: str) -> str:
    """The text with each lone surrogate, which no file can hold, replaced; its length in code points stays."""
    return _LONE.sub("\ufffd", untrusted_text)


def storable_name(untrusted_name: str) -> str:
    """A file's name as it was; bytes in it that are no text are written as ``\\xff``."""
    raw = untrusted_name.encode("utf-8", "surrogateescape") if _only_escaped(untrusted_name) else None
    return raw.decode("utf-8", "backslashreplace") if raw is not None else storable(untrusted_name)


def displayable(untrusted_text: str, longest: int = 80) -> str:
    """The text on one line with control and direction marks made visible, its middle cut to fit ``longest``.

    A name such as ``photo[RLO]gnp.exe`` can then not pose as ``photoexe.png``.
    """
    shown = "".join(_shown(character) for character in storable(untrusted_text).replace("\r\n", "\n"))
    if len(shown) <= longest:
        return shown
    tail = longest // 3
    return f"{shown[: longest - tail - 1]}…{shown[len(shown) - tail :]}"


def _shown(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") and character not in _NEEDED:
        return f"[U+{ord(character):04X}]"
    return character


def _only_escaped(name: str) -> bool:
    try:
        name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True
